#include <stdexcept>

#include <probation/organisation/backlog_staff.hpp>

#include "../catch.hpp"

using namespace probation;

namespace {

region with_officers() {
  region r;
  r.name = "Officers";
  r.as_of = month(2022, 4);
  r.functions["north"].staff["VLO"].in_post = quantity(6);
  r.functions["south"].staff["VLO"].in_post = quantity(distribution::pert, {2, 4, 6});
  r.staff["PO"].in_post = quantity(100);
  r.pdus["A"].staff["PO"].in_post = quantity(40);
  r.pdus["Rest"].remainder = true;
  return r;
}

}  // namespace

TEST_CASE("the staff of a backlog, in a unit or in all") {
  const region r = with_officers();
  CHECK(mean_fte(r, {"north", "VLO"}) == 6);
  CHECK(mean_fte(r, {std::nullopt, "VLO"}) == Approx(10));
  CHECK(mean_fte(r, {"Rest", "PO"}) == Approx(60));
  CHECK(mean_fte(r, {std::nullopt, "PO"}) == Approx(100));
  CHECK(mean_fte(r, {"north", "PO"}) == 0);
}

TEST_CASE("the workload of a victim liaison team") {
  region r = with_officers();
  CHECK_THROWS_AS(victim_team_workload(r), std::invalid_argument);
  victim_contact v;
  v.staff = {std::nullopt, "VLO"};
  v.referrals.rate = timed_quantity(40);
  v.pilot = timed_quantity(quantity(distribution::certain, {120}, unit::per_year));
  v.each = timed_quantity(9);
  v.open_cases = quantity(1000);
  v.open_for = quantity(distribution::certain, {3}, unit::years);
  v.activities["referral"] = {victim_activity::occasion::referral, quantity(60), 1.0};
  v.activities["letter"] = {victim_activity::occasion::letter, quantity(30), 2.0};
  v.activities["contact"] = {victim_activity::occasion::open_case, quantity(40), quantity(0.25)};
  r.victim_contact = v;
  CHECK(victim_team_workload(r) == Approx((50 * 60 + 50 * 30 * 2 + 1000 * 40 * 0.25) / (10 * 37 * 60 * 365.25 / 84)));
  r.victim_contact->staff = {"A", "VLO"};
  CHECK_THROWS_AS(victim_team_workload(r), std::invalid_argument);  // nobody in post
}
