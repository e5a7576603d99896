#include "../catch.hpp"

#include <vector>

#include <probation/workload/wmt/seed.hpp>
#include <probation/workload/wmt/tally.hpp>

using namespace probation;
using namespace probation::wmt;

namespace {

std::vector<tally::held> finished(tally t, std::size_t people, policy p = policy::exact) {
  return t.finish(p, std::vector<tally::extras>(people));
}

}  // namespace

TEST_CASE("a tally of the seed's cases is the sum of their weights", "[wmt]") {
  tally t(seed());
  const auto community = *t.location("community");
  t.add(0, community, *t.tier("A3"), false);
  t.add(1, community, *t.tier("C1"), false, inactivity::none, 5);
  t.add(0, *t.location("License"), *t.tier("b2"), false);
  t.add(0, community, *t.tier("untiered"), false, inactivity::none, 2);
  t.add(0, community, *t.tier("A3"), false, inactivity::warrant);  // dropped, as in the tool's extract
  const auto held = finished(t, 3);
  REQUIRE(held.size() == 3);
  CHECK(held[0] == tally::held{206 + 132, 4, 2});
  CHECK(held[1] == tally::held{250, 5, 0});
  CHECK(held[2] == tally::held());
  CHECK_FALSE(t.location("prison"));
  CHECK_FALSE(t.tier("E5"));
}

TEST_CASE("a tally with fractional weights and inactive cases is what workload_points makes of the counts", "[wmt]") {
  configuration c = seed();
  c.cases.points["community"]["A3"] = 206.1;
  c.t2a.inactive = {quantity(50), quantity(100), quantity(25)};
  holding h;
  h.active["community"]["A3"] = {3};
  h.active["custody"]["untiered"] = {1};
  h.t2a["licence"]["A3"] = {4, 1, 1, 1};
  h.sdrs = 2;
  for (const policy p : {policy::exact, policy::wmt_worker, policy::probation_rules}) {
    tally t(c);
    const auto community = *t.location("community");
    const auto licence = *t.location("licence");
    const auto a3 = *t.tier("A3");
    t.add(1, licence, a3, true, inactivity::overdue);
    t.add(1, community, a3, false, inactivity::none, 2);
    t.add(0, community, a3, false);
    t.add(1, licence, a3, true, inactivity::warrant);
    t.add(1, *t.location("custody"), *t.tier("untiered"), false);
    t.add(1, licence, a3, true);
    t.add(1, licence, a3, true, inactivity::unpaid_work);
    t.add(1, community, a3, false);
    const auto held = t.finish(p, {{}, {2, 0, 0, 0, 0, 0.25}});
    CHECK(held[1].points == workload_points(h, c, 0.25, p).total);
    CHECK(held[1].cases == 8);
    CHECK(held[1].untiered == 1);
  }
}

TEST_CASE("reports and contacts join a plain sum", "[wmt]") {
  for (const policy p : {policy::exact, policy::wmt_worker, policy::hmpps_workload}) {
    tally t(seed(), false);
    t.add(0, *t.location("community"), *t.tier("A3"), false, inactivity::none, 2);
    const auto held = t.finish(p, {{1, 2, 0, 0, 0, -13}});
    CHECK(held[0].points == 2 * 206 + 138 + 2 * 65 - 13);
  }
  tally t(seed(), false);
  CHECK_THROWS_AS(t.add(0, 0, 0, true, inactivity::warrant), error);
}
