#include <string>
#include <vector>

#include <probation/base/problem.hpp>

#include "../catch.hpp"

using namespace probation;

TEST_CASE("a problem in words") {
  CHECK(to_string(problem{"a.b", "12", "a share", "write 0.12"}) == "a.b: found 12, expected a share (write 0.12)");
  CHECK(to_string(problem{"", "x", "y", "", 3, 7}) == "line 3, column 7: found x, expected y");
  CHECK(to_string(problem{"a", "an unknown key", "", "did you mean b?"}) ==
        "a: found an unknown key (did you mean b?)");
  CHECK(to_string(problem{"a", "", "a name", ""}) == "a: expected a name");
}

TEST_CASE("an error holds every problem") {
  const document_error e({{"a", "1", "2", ""}, {"b", "3", "4", ""}}, "file.json");
  CHECK(std::string(e.what()) == "file.json: 2 problems\n  a: found 1, expected 2\n  b: found 3, expected 4");
  CHECK(e.problems().size() == 2);
  CHECK(std::string(document_error({{"a", "1", "2", ""}}).what()).starts_with("document: 1 problem\n"));
}

TEST_CASE("edits between words") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "abc") == 0);
  CHECK(edit_distance("abc", "acb") == 1);  // neighbours swapped
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("near misses") {
  const std::vector<std::string> keys = {"in_post", "headcount", "PO", "PSO"};
  CHECK(near_miss("in_pots", keys) == "in_post");
  CHECK(near_miss("Headcount", keys) == "headcount");
  CHECK(near_miss("P0", keys) == "PO");
  CHECK(near_miss("budget", keys).empty());
  CHECK(near_miss("x", std::vector<std::string>{}).empty());
}
