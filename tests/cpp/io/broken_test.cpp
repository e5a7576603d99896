// Every document in tests/data/broken, and what reading says of it, to the letter.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <probation/io/read.hpp>

#include "../catch.hpp"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> broken_documents() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(PROBATION_SOURCE_DIR) / "tests/data/broken")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("every broken document gets its message") {
  const auto files = broken_documents();
  REQUIRE(files.size() >= 45);
  for (const fs::path& file : files) {
    DYNAMIC_SECTION(file.filename().string()) {
      const std::string golden = text_of(fs::path(file).replace_extension(".txt"));
      REQUIRE_FALSE(golden.empty());
      std::string message;
      try {
        (void)probation::read_region(file);
      } catch (const probation::document_error& e) {
        message = e.what();
        CHECK_FALSE(e.problems().empty());
      }
      CHECK(message + "\n" == golden);
    }
  }
}

TEST_CASE("no message stands without its document") {
  for (const auto& entry : fs::directory_iterator(fs::path(PROBATION_SOURCE_DIR) / "tests/data/broken")) {
    if (entry.path().extension() != ".txt") continue;
    INFO(entry.path().filename().string());
    CHECK((fs::exists(fs::path(entry.path()).replace_extension(".json")) ||
           fs::exists(fs::path(entry.path()).replace_extension(".toml"))));
  }
}
