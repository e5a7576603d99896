// Reading that is stopped, and limits of documents: before time and memory goes.
#include <cstddef>
#include <string>

#include <probation/io/limits.hpp>
#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/organisation/validate.hpp>

#include "../catch.hpp"

namespace {

using namespace probation;

/// A region of many units, so that reading it takes more than the 50 ms between two questions.
std::string large_document(int units) {
  std::string text = R"({"name": "Large", "as_of": "2022-04", "pdus": {)";
  for (int i = 0; i < units; ++i) {
    text += (i > 0 ? ", \"unit " : "\"unit ") + std::to_string(i) +
            R"(": {"staff": {"PO": {"establishment": 12, "in_post": 10, "caseload": 40, "workload": 1.1}}})";
  }
  return text + R"(}, "scenarios": {"a": {"name": "A"}, "b": {"name": "B"}}})";
}

std::string message_of(const std::string& text) {
  try {
    (void)parse_region(text);
  } catch (const document_error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("faults E05 reading and checks stop where the caller says so") {
  const auto stop = [](std::size_t, std::size_t) { return false; };
  const std::string text = large_document(2'000);
  CHECK_THROWS_AS(parse_region(text, "large", syntax::json, stop), interrupted);
  const region r = parse_region(text, "large", syntax::json, [](std::size_t, std::size_t) { return true; });
  CHECK(r.pdus.size() == 2'000);
  CHECK_THROWS_AS(patched(r, R"({"name": "Other"})", syntax::json, stop), interrupted);
  CHECK_THROWS_AS(scenario(r, "a", stop), interrupted);
  CHECK_THROWS_AS(unpacked(packed(r), "large", stop), interrupted);
  // However short the work is, the caller is asked before its scenarios are tried.
  CHECK_THROWS_AS(parse_region(large_document(1), "small", syntax::json, stop), interrupted);
}

TEST_CASE("faults E05 reading says how many scenarios it has tried") {
  std::size_t most = 0;
  std::size_t all = 0;
  (void)parse_region(large_document(2'000), "large", syntax::json, [&](std::size_t done, std::size_t total) {
    CHECK(done >= most);
    most = done;
    all = total == 0 ? all : total;
    return true;
  });
  CHECK(all == 2);
  CHECK(most == 1);
}

TEST_CASE("faults E05 a document is within limits") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(message_of(std::string(limits::bytes + 1, ' ')), ContainsSubstring("at most 67108864"));
  CHECK_THAT(message_of("{\"" + std::string(limits::key_bytes + 1, 'k') + "\": 1}"),
             ContainsSubstring("line 1, column 3: found a key of 1001 bytes, expected at most 1000"));
  std::string keys = "{";
  for (std::size_t i = 0; i <= limits::keys; ++i) keys += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
  CHECK_THAT(message_of(keys + "}"), ContainsSubstring("expected at most 10000 in one table"));
  std::string values = R"({"notes": [0)";
  for (std::size_t i = 0; i < limits::values; ++i) values += ",0";
  CHECK_THAT(message_of(values + "]}"), ContainsSubstring("found more than 4000000 values"));
}

TEST_CASE("a message lists a hundred problems") {
  std::string text = R"({"name": "X", "as_of": "2022-04")";
  for (int i = 0; i < 150; ++i) text += ", \"key" + std::to_string(i) + "\": 1";
  try {
    (void)parse_region(text + "}");
    FAIL("it was read");
  } catch (const document_error& e) {
    CHECK(e.problems().size() == 150);
    CHECK_THAT(e.what(), Catch::Matchers::ContainsSubstring("and 50 more"));
  }
}

TEST_CASE("faults E08 a patch that leaves a scenario without a fit names it") {
  const region r = parse_region(R"({"name": "X", "as_of": "2022-04",
    "pdus": {"A": {"staff": {"PO": {"in_post": 10}}}, "B": {"staff": {"PO": {"in_post": 10}}}},
    "scenarios": {"fewer": {"pdus": {"B": {"staff": {"PO": {"leaving_rate": {"value": 0.1, "per": "year"}}}}}}}})");
  using Catch::Matchers::ContainsSubstring;
  CHECK_THROWS_WITH(patched(r, R"({"pdus": {"B": null}})"),
                    ContainsSubstring("scenarios.fewer.") && ContainsSubstring("a scenario that no longer fits"));
  CHECK(patched(r, R"({"pdus": {"B": null}, "scenarios": {"fewer": null}})").scenarios.empty());
}
