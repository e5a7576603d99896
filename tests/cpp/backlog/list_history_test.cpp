// Statistics of a list from its dates, the traps of others included: each has a test that its fall would break.
#include <random>
#include <stdexcept>

#include <probation/backlog/list_history.hpp>

#include "../catch.hpp"

using namespace probation::backlog;

namespace {

using entries = std::vector<list_entry>;
constexpr auto never = std::nullopt;

entries many(unsigned seed) {
  std::mt19937 generator(seed);
  const auto below = [&](int n) { return static_cast<std::int64_t>(generator() % static_cast<unsigned>(n)); };
  entries all;
  for (int i = 0; i < 200; ++i) {
    list_entry x{below(120), {}, {}};
    if (below(3) > 0) x.removal = x.referral + below(60);
    if (below(4) == 0) x.withdrawal = x.referral + below(60);
    all.push_back(x);
  }
  return all;
}

}  // namespace

TEST_CASE("the queue by day is who is there, person by person") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const entries all = many(seed);
    for (const day_range range : {day_range{0, 200}, day_range{40, 90}, day_range{-10, 30}, day_range{150, 150}}) {
      const auto sizes = queue_sizes(all, range);
      REQUIRE(sizes.size() == static_cast<std::size_t>(range.days()));
      for (std::int64_t day = range.first; day <= range.last; ++day) {
        std::int64_t count = 0;
        for (const list_entry& x : all) count += x.waiting_at(day) ? 1 : 0;
        if (sizes[static_cast<std::size_t>(day - range.first)] != count) FAIL("day " << day);
        if (waits_at(all, day).size() != static_cast<std::size_t>(count)) FAIL("waits of day " << day);
      }
    }
  }
  SUCCEED();
}

TEST_CASE("trap 1: waits and targets are in the same unit") {
  const entries list = {{0, never, never}, {14, never, never}};
  const auto s = statistics_of(list, {0, 28}, 28, 182);
  CHECK(s.mean_wait == 21);  // days
  CHECK(s.pressure == Approx(2 * 21.0 / 28));
  CHECK(s.target_mean_wait == 7);
}

TEST_CASE("trap 2: whoever is referred after the last day does not wait, removed later or not") {
  const entries list = {{0, 20, never}, {15, 30, never}, {16, never, never}};
  const auto s = statistics_of(list, {0, 10}, 28, 182);
  CHECK(s.queue_size == 1);
  CHECK(s.mean_wait == 10);
  CHECK(waits_at(list, 10) == std::vector<std::int64_t>{10});
  CHECK(s.referrals == 1);
}

TEST_CASE("trap 3: whoever left before the first day is not in the queue") {
  const entries list = {{0, 5, never}, {1, never, never}, {12, never, never}};
  CHECK(queue_sizes(list, {10, 13}) == std::vector<std::int64_t>{1, 1, 2, 2});
}

TEST_CASE("trap 4: withdrawals leave the queue, and statistics keep to their days") {
  const entries list = {{0, never, 3}, {1, 4, never}, {2, 9, 4}, {3, 30, never}};
  CHECK(queue_sizes(list, {0, 5}) == std::vector<std::int64_t>{1, 2, 3, 3, 1, 1});
  const auto s = statistics_of(list, {0, 5}, 28, 182);
  CHECK(s.withdrawals == 2);
  CHECK(s.removals == 1);
  CHECK(completed_waits(list, {0, 5}) == std::vector<std::int64_t>{3});
  CHECK(completed_waits(list, {0, 40}) == std::vector<std::int64_t>{3, 27});
}

TEST_CASE("trap 5: target capacity has its half, pressure its two") {
  entries list;
  for (int i = 0; i < 20; ++i) list.push_back({i * i % 19 + i, i * i % 19 + i + 1, never});
  const auto s = statistics_of(list, {0, 40}, 28, 182);
  REQUIRE(s.target_capacity);
  CHECK(*s.target_capacity ==
        Approx(s.demand + (*s.cv_demand * *s.cv_demand + *s.cv_capacity * *s.cv_capacity) / 2 * 4 / 28));
}

TEST_CASE("trap 6: the time to the target is an argument") {
  entries list;
  for (int i = 0; i < 100; ++i) list.push_back({i % 10, never, never});
  const auto slow = statistics_of(list, {0, 9}, 4, 182);
  const auto fast = statistics_of(list, {0, 9}, 4, 91);
  CHECK(slow.queue_too_big);
  CHECK_FALSE(slow.target_capacity);
  CHECK(*slow.relief_capacity == Approx(10 + (100 - 10.0) / 182));
  CHECK(*fast.relief_capacity == Approx(10 + (100 - 10.0) / 91));
}

TEST_CASE("a day counts at its end") {
  const entries list = {{0, 7, never}, {3, 10, never}, {9, never, never}};
  CHECK(queue_sizes(list, {0, 10}) == std::vector<std::int64_t>{1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 1});
  const auto s = statistics_of(list, {0, 9}, 28, 182);
  CHECK(s.mean_wait == 3);  // (6 + 0) ÷ 2
  CHECK(queue_sizes(entries{{4, 4, never}}, {4, 4}) == std::vector<std::int64_t>{0});
}

TEST_CASE("what a list is too short for is absent") {
  const auto s = statistics_of(entries{{0, never, never}}, {1, 3}, 28, 182);
  CHECK_FALSE(s.load);
  CHECK_FALSE(s.cv_demand);
  CHECK(s.queue_size == 1);
  const auto none = statistics_of({}, {1, 3}, 28, 182);
  CHECK_FALSE(none.mean_wait);
  CHECK_FALSE(none.pressure);
  const auto even = statistics_of(entries{{0, 1, never}, {2, 3, never}, {4, 5, never}}, {0, 5}, 28, 182);
  CHECK(even.cv_demand == 0);
  CHECK(even.load == 1);
}

TEST_CASE("lists that cannot be") {
  CHECK_THROWS_WITH(queue_sizes(entries{{0, never, never}, {5, 4, never}}, {0, 9}),
                    "waiting list: entry 1 leaves before it is referred");
  CHECK_THROWS_AS(queue_sizes({}, {2, 1}), std::invalid_argument);
  CHECK_THROWS_AS(queue_sizes({}, {0, 1'000'000}), std::invalid_argument);
  CHECK_THROWS_AS(range_of({}), std::invalid_argument);
  CHECK_THROWS_AS(statistics_of({}, {0, 1}, 0, 182), std::invalid_argument);
}
