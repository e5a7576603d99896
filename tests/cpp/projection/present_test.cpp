// What the outputs of a plan depend on; stocks of today by the present of a region.
#include <string>
#include <vector>

#include <probation/projection/accounting.hpp>

#include "../catch.hpp"
#include "regions.hpp"

using namespace probation;

namespace {

/// A list of 120, whose waits follow from arrivals.
region one_list(double arrivals) {
  region r = testing::empty_region();
  waiting_list& w = r.waiting_lists["course"];
  w.waiting = quantity(120);
  w.arrivals.rate = timed_quantity(arrivals);
  w.limit = testing::in_weeks(8);
  w.capacity.per_month = timed_quantity(55);
  return r;
}

double at_start(const region& r, std::string_view measure) {
  return forecast(r, {.months = 1, .runs = 0}).series(measure, "*", "course").mean()[0];
}

}  // namespace

TEST_CASE("faults A01 ages of those who wait follow from the arrivals of the present") {
  const region base = one_list(60);
  region fewer = one_list(30);
  CHECK(at_start(fewer, "mean_wait") == Approx(2.0));  // built by hand: its own present
  fewer.present = shared_region(base);
  CHECK(at_start(fewer, "mean_wait") == at_start(base, "mean_wait"));
  CHECK(at_start(fewer, "share_overdue") == at_start(base, "share_overdue"));
  CHECK(at_start(base, "mean_wait") == Approx(1.0).margin(0.02));
}

TEST_CASE("faults A09 what no output depends on is named, and a patch that changes nothing is known") {
  region r = testing::no_recruitment();
  r.grades["PO"] = *find_grade(r, "PO");
  r.grades["PO"].leaving_rate = timed_quantity(testing::a_year(0.2));
  const std::vector<unused_input> found = unused(r);
  REQUIRE(found.size() == 1);
  CHECK(found.front().path == "grades.PO.leaving_rate");
  CHECK_FALSE(found.front().by_design);

  region patch = r;
  patch.present = shared_region(r);
  patch.grades["PO"].leaving_rate = timed_quantity(testing::a_year(0.3));
  CHECK_FALSE(is_changed(patch));
  patch.pdus["North"].staff["PO"].leaving_rate = timed_quantity(testing::a_year(0.1));
  CHECK(is_changed(patch));
}

TEST_CASE("faults A09 a plan computes the same as itself, and not the same with another number") {
  const region r = testing::a_bit_of_everything();
  CHECK(computes_same(lower(r, 12), lower(r, 12)));
  region other = r;
  other.pdus["North"].staff["PSO"].leaving_rate = timed_quantity(testing::a_year(0.13));
  CHECK_FALSE(computes_same(lower(r, 12), lower(other, 12)));
  CHECK_FALSE(computes_same(lower(r, 12), lower(r, 13)));
}
