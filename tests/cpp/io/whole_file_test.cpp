#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <probation/io.hpp>

#include "catch.hpp"

#if __has_include(<unistd.h>)
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#endif

namespace fs = std::filesystem;
using namespace probation;

namespace {

struct folder {
  fs::path path = fs::temp_directory_path() / ("probation-whole-file-" + std::to_string(std::random_device{}()));
  folder() { fs::create_directory(path); }
  ~folder() { fs::remove_all(path); }
};

[[nodiscard]] std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

[[nodiscard]] region small() {
  region r;
  r.name = "R";
  r.as_of = month{2026, 11};
  r.pdus["North"].staff["PO"].in_post = 10.0;
  return r;
}

}  // namespace

TEST_CASE("faults E04 a region is written whole, beside nothing else") {
  const folder at;
  const fs::path file = at.path / "r.json";
  std::ofstream(file) << "old";
  write_region(small(), file);
  CHECK(read_region(file) == parse_region(to_json(small()), "r"));
  CHECK(std::distance(fs::directory_iterator(at.path), fs::directory_iterator{}) == 1);
}

TEST_CASE("faults E04 another's link of the temporary file's name is not followed") {
  const folder at;
  const fs::path victim = at.path / "victim";
  std::ofstream(victim) << "not ours";
  fs::create_symlink(victim, at.path / "r.json.part");
  write_region(small(), at.path / "r.json");
  CHECK(text_of(victim) == "not ours");
}

TEST_CASE("faults E04 a link to a document is kept and what it points to replaced") {
  const folder at;
  write_region(small(), at.path / "real.json");
  fs::create_symlink(at.path / "real.json", at.path / "link.json");
  region changed = small();
  changed.name = "Changed";
  write_region(changed, at.path / "link.json");
  CHECK(fs::is_symlink(at.path / "link.json"));
  CHECK(read_region(at.path / "real.json").name == "Changed");
}

#if __has_include(<unistd.h>)
TEST_CASE("faults E04 devices are written to and stay") {
  write_region(small(), "/dev/null");
  CHECK(fs::is_character_file("/dev/null"));
  if (fs::exists("/dev/full")) CHECK_THROWS_AS(write_region(small(), "/dev/full"), fs::filesystem_error);
}

TEST_CASE("faults E04 a folder that cannot be written to is an error that names the file") {
  try {
    write_region(small(), "/nowhere/at/all/r.json");
    FAIL("written");
  } catch (const fs::filesystem_error& e) {
    CHECK(e.path1() == "/nowhere/at/all/r.json");
  }
}
#endif

#if __has_include(<unistd.h>)
TEST_CASE("faults E04 writing that fails at any byte leaves what was there") {
  const folder in;
  const fs::path file = in.path / "region.json";
  write_region(small(), file);
  const std::string whole = text_of(file);
  const auto size = static_cast<rlim_t>(whole.size());
  REQUIRE(size > 50);
  std::ofstream(file, std::ios::binary) << "old";
  rlimit usual{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &usual) == 0);
  auto* const before = std::signal(SIGXFSZ, SIG_IGN);
  for (rlim_t n = 0; n <= size; ++n) {
    const rlimit little{n, usual.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    std::string error;
    try {
      write_region(small(), file);
    } catch (const fs::filesystem_error& e) {
      error = e.what();
    }
    setrlimit(RLIMIT_FSIZE, &usual);
    INFO(n << " of " << size << " bytes");
    REQUIRE(error.empty() == (n == size));
    REQUIRE(text_of(file) == (n == size ? whole : "old"));
    REQUIRE(std::distance(fs::directory_iterator(in.path), fs::directory_iterator()) == 1);
    if (n < size) REQUIRE(error.find("region.json") != std::string::npos);
  }
  std::signal(SIGXFSZ, before);
}
#endif
