#include <stdexcept>
#include <string>
#include <utility>

#include <probation/base/described_types.hpp>
#include <probation/io.hpp>
#include <probation/organisation/fields.hpp>
#include <probation/workload/wmt/fields.hpp>

#include "../catch.hpp"
#include "regions.hpp"

using namespace probation;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a part of a document reads and writes by itself") {
  const auto s = parse_part<staff>(R"({"in_post": 62, "leaving_rate": {"mean": 0.1, "sd": 0.01, "per": "year"}})");
  REQUIRE(s.in_post);
  CHECK(*s.in_post == quantity(62));
  CHECK(s.leaving_rate->parts.front().value.shape == distribution::gamma);
  CHECK(parse_part<staff>(part_to_json(s)) == s);
  CHECK(part_to_json(testing::officers(30, 40)).starts_with("{"));
  CHECK(parse_part<staff>(part_to_json(testing::officers(30, 40))) == testing::officers(30, 40));
}

TEST_CASE("a number reads and writes by itself") {
  CHECK(parse_part<quantity>("62") == quantity(62));
  CHECK(part_to_json(quantity(62)) == "62");
  const auto q = parse_part<timed_quantity>(R"([12, {"value": 13, "from": "2023-01"}])");
  CHECK(q.parts.size() == 2);
  CHECK(parse_part<timed_quantity>(part_to_json(q)) == q);
}

TEST_CASE("every type of a document can be written by itself, and one that is whole read again") {
  std::size_t types = 0;
  const auto try_out = [&types]<class T>(std::type_identity<T>) {
    ++types;
    CHECK_FALSE(part_to_json(T{}).empty());
    try {
      const T again = parse_part<T>(part_to_json(T{}));
      CHECK(again == T{});
    } catch (const document_error& e) {  // a field that must be there is empty
      CHECK_FALSE(e.problems().empty());
    }
  };
  for_each_described<wmt::configurations>(try_out);
  for_each_described<delivery_unit>(try_out);
  CHECK(types > 15);
}

TEST_CASE("every problem of a part is told, from the part down") {
  try {
    static_cast<void>(parse_part<delivery_unit>(R"({"staff": {"PO": {"in_post": -1, "caselaod": 40}}})", "unit"));
    FAIL("it was read");
  } catch (const document_error& e) {
    CHECK_THAT(e.what(), ContainsSubstring("unit: 2 problems"));
    CHECK_THAT(e.what(), ContainsSubstring("staff.PO.in_post: found -1, expected FTE, 0 or more"));
    CHECK_THAT(e.what(), ContainsSubstring("did you mean caseload?"));
  }
}

TEST_CASE("a grade by itself means the same whatever it is called") {
  for (const auto& [name, g] : default_grades()) {
    CHECK(parse_part<grade>(part_to_json(g)) == g);
    for (const grade& each : {g, grade{}}) {
      const std::string text =
          R"({"name": "R", "as_of": "2022-04", "grades": {")" + name + "\": " + part_to_json(each) + "}}";
      CHECK(parse_region(text).grades.at(name) == each);
    }
  }
}

TEST_CASE("what stands in no document is no part") {
  CHECK_THROWS_AS(static_cast<void>(parse_part<std::pair<int, int>>("{}")), std::invalid_argument);
}
