// What stands in the way of a plan is a problem of the document; and lowering stops where the caller says so.
#include <cstddef>
#include <string>

#include <probation/projection/accounting.hpp>

#include "../catch.hpp"
#include "regions.hpp"

namespace {

using namespace probation;

region large_region(int units) {
  region r;
  r.name = "Large";
  r.as_of = *month::parse("2022-04");
  for (int i = 0; i < units; ++i) {
    r.pdus["unit " + std::to_string(i)].staff["PO"] = testing::practitioners(10, 12, 0.1, 40, 1.1);
  }
  return r;
}

}  // namespace

TEST_CASE("faults E05 lowering and checks stop where the caller says so") {
  const region r = large_region(1'500);
  const auto stop = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS(lower(r, 24, ratio_parts::left_out, stop), interrupted);
  CHECK_THROWS_AS(unused(r, 24, stop), interrupted);
  CHECK_THROWS_AS(same_forecast(r, r, 24, stop), interrupted);
  forecast_options o;
  o.runs = 1;
  o.progress = stop;
  CHECK_THROWS_AS(forecast(r, o), interrupted);
}

TEST_CASE("faults E08 what a primitive refuses is a problem of the document at its place") {
  // Hand-built, and valid in each of its fields; the checks know nothing of the ladder's length.
  region r = large_region(2);
  grade& g = r.grades["PO"];
  g = *default_grades().find("PO");
  g.ladder.clear();
  try {
    (void)lower(r, 12);
    FAIL("a plan was made");
  } catch (const document_error& e) {
    REQUIRE_FALSE(e.problems().empty());
    for (const problem& p : e.problems()) CHECK_FALSE(p.path.empty());
  }
}

TEST_CASE("faults E08 an option is an invalid argument, not a problem of the document") {
  CHECK_THROWS_AS(lower(large_region(1), 0), std::invalid_argument);
  CHECK_THROWS_AS(lower(large_region(1), 601), std::invalid_argument);
}
