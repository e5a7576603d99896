#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include <probation/ratings/allocation.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::ratings;

namespace {

int sum(const std::vector<int>& v) { return std::accumulate(v.begin(), v.end(), 0); }

}  // namespace

TEST_CASE("strata of inspections") {
  CHECK(stratum_of(true, true, false) == "women");
  CHECK(stratum_of(true, false, true) == "women");
  CHECK(stratum_of(false, false, true) == "men, community, low risk");
  CHECK(stratum_of(false, false, false) == "men, community, not low risk");
  CHECK(stratum_of(false, true, true) == "men, post-custody, low risk");
  CHECK(stratum_of(false, true, false) == "men, post-custody, not low risk");
}

TEST_CASE("rounding that falls short is made up, smallest first") {
  CHECK(allocate({10, 10, 10}, 10) == std::vector{4, 3, 3});
  CHECK(allocate({34, 33, 33}, 10) == std::vector{4, 3, 3});
}

TEST_CASE("rounding that goes over is taken back, largest first") {
  CHECK(allocate({1, 1, 1}, 2) == std::vector{0, 1, 1});
  CHECK(allocate({20, 14, 14, 14, 14, 14, 10}, 4) == std::vector{0, 0, 1, 1, 1, 1, 0});
  CHECK(allocate({50, 30, 20}, 5) == std::vector{2, 2, 1});  // 2.5, 1.5, 1.0 round to 3, 2, 1
}

TEST_CASE("the buffer is on each group's part") {
  CHECK(allocate({50, 50}, 10, 20) == std::vector{6, 6});
  CHECK(allocate({5, 50}, 11, 20) == std::vector{1, 12});  // 1 + 0.2 and 10 + 2; 13 wanted
  CHECK(allocate({3, 97}, 90, 20) == std::vector{3, 97});  // never more than there are
}

TEST_CASE("nothing to take, nothing to take from") {
  CHECK(allocate({}, 5).empty());
  CHECK(allocate({0, 0}, 5) == std::vector{0, 0});
  CHECK(allocate({4, 6}, 0) == std::vector{0, 0});
  CHECK(allocate({0, 6}, 4) == std::vector{0, 4});
  CHECK_THROWS(allocate({-1, 2}, 1));
  CHECK_THROWS(allocate({1, 2}, -1));
  CHECK_THROWS(allocate({1, 2}, 1, -1));
}

TEST_CASE("allocations add up for random groups") {
  std::mt19937 random(4);
  const auto draw = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  for (int trial = 0; trial < 3000; ++trial) {
    std::vector<int> sizes(static_cast<std::size_t>(1 + draw(9)));
    for (int& s : sizes) s = draw(trial % 2 == 0 ? 6 : 400);
    const int total = draw(300);
    const int buffer = draw(50);
    const auto out = allocate(sizes, total, buffer);
    const int wanted = total + static_cast<int>(ratings::detail::nearest(total * buffer, 100));
    REQUIRE(sum(out) == (std::min)(wanted, sum(sizes)));
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      REQUIRE(out[i] >= 0);
      REQUIRE(out[i] <= sizes[i]);
    }
  }
}

TEST_CASE("no officer has more than six cases in the sample, over all strata") {
  const auto plan = stratified_sample(
      {{"women", "c", "North", "Ann", 40}, {"women", "c", "North", "Bob", 10}, {"women", "c", "North", "Cy", 10}}, 12,
      0);
  CHECK(plan.wanted == 12);
  CHECK(plan.shortfall == 0);
  // 8, 2, 2: two of Ann's go to those with fewest, one each.
  CHECK(plan.rows[0].sampled == 6);
  CHECK(plan.rows[1].sampled == 3);
  CHECK(plan.rows[2].sampled == 3);

  const auto two = stratified_sample({{"men", "c", "North", "Ann", 20}, {"women", "c", "North", "Ann", 20}}, 10, 0);
  CHECK(two.rows[0].sampled == 5);
  CHECK(two.rows[1].sampled == 1);
  CHECK(two.shortfall == 4);
  CHECK(two.by_stratum.at("men") == 5);
}

TEST_CASE("what one unit cannot take stays short: it is not moved to another") {
  const auto plan = stratified_sample({{"men", "c", "North", "Ann", 30}, {"men", "c", "South", "Bob", 30}}, 20, 0);
  CHECK(plan.rows[0].sampled == 6);
  CHECK(plan.rows[1].sampled == 6);
  CHECK(plan.shortfall == 8);
  CHECK_THROWS(stratified_sample({{"men", "c", "North", "Ann", 3}, {"men", "c", "North", "Ann", 3}}, 2));
  CHECK_THROWS(stratified_sample({{"men", "c", "North", "Ann", 3}}, 2, 20, 0));
}

TEST_CASE("samples add up for random regions") {
  std::mt19937 random(5);
  const auto draw = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<officer_cases> rows;
    const int officers = 1 + draw(20);
    for (const auto stratum : strata) {
      for (int o = 0; o < officers; ++o) {
        const std::string number = std::to_string(o);
        rows.push_back({std::string(stratum), "c" + std::to_string(o % 2), "u" + std::to_string(o % 4), "o" + number,
                        draw(12), 0});
      }
    }
    const int most = 1 + draw(7);
    const auto plan = stratified_sample(rows, draw(120), 20, most);
    named<int> held;
    int taken = 0;
    for (const auto& row : plan.rows) {
      REQUIRE(row.sampled >= 0);
      REQUIRE(row.sampled <= row.cases);
      held[row.officer] += row.sampled;
      taken += row.sampled;
    }
    for (const auto& item : held) REQUIRE(item.second <= most);
    REQUIRE(taken + plan.shortfall == plan.wanted);
    REQUIRE(plan.shortfall >= 0);
  }
}
