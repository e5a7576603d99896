// How a workload moves with weights and times.
#include <algorithm>
#include <cmath>

#include <probation/analysis/wmt_sensitivity.hpp>
#include <probation/workload/wmt/seed.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::wmt;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a weight's effect is its cases in per cent of what is available", "[wmt]") {
  sensitivity_case q;
  q.held.active = {{"community", {{"B1", {20}}, {"untiered", {3}}}}};
  q.held.t2a = {{"licence", {{"A3", {4, 1, 0, 0}}}}};
  q.other_points = 136;
  q.available = 2176;
  const auto effects = weight_effects(q, seed());
  REQUIRE(effects.size() == 2);
  CHECK(effects[0].points == 2040);
  CHECK(effects[0].per_percent == Approx(0.9375));
  CHECK(effects[1].is_t2a);
  CHECK(effects[1].cases == 3);  // the one on warrant keeps nothing
  for (const double percent : drawn_percents(q, seed(), 1, 5))
    CHECK(percent == Approx(100 * (2040 + 225 + 136) / 2176.0));
  q.time = quantity(4.0 / 3.0);
  CHECK(drawn_percents(q, seed(), 1, 1)[0] == Approx(100 * (2265 * 4 / 3.0 + 136) / 2176.0));
  q.available = 0;
  CHECK_THROWS_WITH(weight_effects(q, seed()), ContainsSubstring("without capacity"));
}

TEST_CASE("uncertain weights are drawn by name: other weights change no draw", "[wmt]") {
  configuration c = seed();
  c.cases.points.at("community")["A3"] = quantity(distribution::uniform, {150, 250, 0});
  sensitivity_case q;
  q.held.active = {{"community", {{"A3", {10}}}}};
  q.available = 2000;
  const auto alone = drawn_percents(q, c, 7, 4000);
  q.held.active.at("community")["B1"] = {10};
  const auto beside = drawn_percents(q, c, 7, 4000);
  double mean = 0;
  for (std::size_t i = 0; i < alone.size(); ++i) {
    REQUIRE(beside[i] - alone[i] == Approx(51));
    mean += alone[i] / 4000;
  }
  // mean 100 %, standard deviation 50 ÷ √12: five standard errors
  CHECK(std::abs(mean - 100) < 5 * 50 / std::sqrt(12.0 * 4000));
  CHECK(*std::min_element(alone.begin(), alone.end()) >= 75);
  CHECK(*std::max_element(alone.begin(), alone.end()) <= 125);
  CHECK(drawn_percents(q, c, 8, 10) != drawn_percents(q, c, 7, 10));
}
