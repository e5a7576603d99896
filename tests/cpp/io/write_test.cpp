#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <probation/io.hpp>

#if __has_include(<sys/resource.h>)
#include <sys/resource.h>

#include <csignal>
#define PROBATION_CAN_LIMIT_FILES 1
#endif

#include "../catch.hpp"
#include "regions.hpp"

using namespace probation;
namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A folder that goes away with the test.
struct scratch {
  fs::path path = fs::temp_directory_path() / fs::path("probation-write-test");
  scratch() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~scratch() { fs::remove_all(path); }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

region without_digest(region r) {
  r.digest.clear();
  return r;
}

}  // namespace

TEST_CASE("the regions of these tests are valid") {
  for (const region& r : testing::many()) {
    const auto problems = validate(r);
    for (const auto& p : problems) UNSCOPED_INFO(to_string(p));
    CHECK(problems.empty());
  }
}

TEST_CASE("a region that is written and read is the same region") {
  for (const region& r : testing::many()) {
    for (const bool pretty : {true, false}) {
      const std::string text = to_json(r, pretty);
      INFO(text);
      const region again = parse_region(text);
      CHECK(without_digest(again) == r);
      CHECK(to_json(again, pretty) == text);
      CHECK(parse_region(to_json(again)) == again);  // the digest is that of the content, not of the spaces
    }
  }
}

TEST_CASE("the example is the same when it is written and read") {
  const region r = read_region(fs::path(PROBATION_SOURCE_DIR) / "tests/data/small.json");
  CHECK(parse_region(to_json(r)) == r);
  CHECK(parse_region(to_json(r, false)) == r);
  for (const auto& item : r.scenarios) {
    const region changed = scenario(r, item.first);
    CHECK(to_json(parse_region(to_json(changed))) == to_json(changed));  // without its present
  }
}

TEST_CASE("documents are written to be read by people") {
  region r = testing::bare();
  r.pdus["North"].staff["PO"].in_post = testing::certain(62, unit::none, "return", status::observed);
  r.pdus["North"].staff["PO"].establishment = timed_quantity(100000);
  r.notes = {};
  CHECK(to_json(r) == R"({
  "name": "Bare",
  "as_of": "2022-04",
  "pdus": {
    "North": {
      "staff": {
        "PO": {
          "establishment": 100000,
          "in_post": { "value": 62, "source": "return", "status": "observed" }
        }
      }
    }
  }
}
)");
  CHECK(to_json(testing::bare(), false) == R"({"name":"Bare","as_of":"2022-04"})");
}

TEST_CASE("long lists are broken into lines") {
  region r = testing::bare();
  for (int i = 0; i < 3; ++i) r.notes.emplace_back(60, 'x');
  const std::string line = "    \"" + std::string(60, 'x') + "\"";
  CHECK_THAT(to_json(r), ContainsSubstring("\"notes\": [\n" + line + ",\n" + line + ",\n" + line + "\n  ]\n"));
}

TEST_CASE("a known grade is written as far as it differs") {
  region r = testing::bare();
  r.grades["PO"] = default_grades().at("PO");
  r.grades["PO"].leaving_rate = timed_quantity(testing::certain(0.12, unit::per_year));
  CHECK(to_json(r, false) ==
        R"({"name":"Bare","as_of":"2022-04","grades":{"PO":{"leaving_rate":{"value":0.12,"per":"year"}}}})");
  r.grades["PQiP"].ladder = {stage{"in training", {}, 0.5, {}}};  // no qualification any more
  CHECK(without_digest(parse_region(to_json(r))) == r);
}

TEST_CASE("what cannot be written is refused") {
  region r = testing::bare();
  r.workload.spread = quantity(std::numeric_limits<double>::infinity());
  CHECK_THROWS_AS(to_json(r), std::invalid_argument);
  r = testing::bare();
  r.scenarios["bad"] = "[1]";
  CHECK_THROWS_AS(to_json(r), std::invalid_argument);
  r.scenarios["bad"] = "{";
  CHECK_THROWS_AS(to_json(r), std::invalid_argument);
}

TEST_CASE("writing a file") {
  const scratch folder;
  const region r = testing::full();
  const fs::path file = folder.path / "region.json";
  write_region(r, file);
  CHECK(text_of(file) == to_json(r));
  CHECK(without_digest(read_region(file)) == r);
  write_region(testing::bare(), file);  // replaces
  CHECK(without_digest(read_region(file)) == testing::bare());
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("a file that cannot be written leaves nothing behind") {
  const scratch folder;
  CHECK_THROWS_AS(write_region(testing::bare(), folder.path / "none" / "region.json"), fs::filesystem_error);
  CHECK_THROWS_AS(write_region(testing::bare(), folder.path), fs::filesystem_error);  // a folder
  region r = testing::bare();
  r.workload.spread = quantity(std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_AS(write_region(r, folder.path / "region.json"), std::invalid_argument);
  CHECK(fs::is_empty(folder.path));
}

#ifdef PROBATION_CAN_LIMIT_FILES
TEST_CASE("a disk that is full leaves the file that is there and no part of the other") {
  const scratch folder;
  const fs::path file = folder.path / "region.json";
  write_region(testing::bare(), file);
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 100;
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  bool refused = false;
  try {
    write_region(testing::full(), file);
  } catch (const fs::filesystem_error& e) {
    refused = e.code() == std::errc::file_too_large;
  }
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(refused);
  CHECK(without_digest(read_region(file)) == testing::bare());
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}
#endif

TEST_CASE("what stands beside a file is neither in the way nor touched") {
  const scratch folder;
  const fs::path file = folder.path / "region.json";
  write_region(testing::bare(), file);
  fs::create_directory(folder.path / "region.json.part");
  write_region(testing::full(), file);
  CHECK(without_digest(read_region(file)) == testing::full());
  CHECK(fs::is_directory(folder.path / "region.json.part"));
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 2);
}
