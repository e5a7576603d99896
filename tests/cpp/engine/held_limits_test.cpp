// Limits that are followed replicate by replicate, against looking at every path.
#include "../catch.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <probation/engine/held_limits.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// A pool that falls and fills again, its joiners, what does not change by month, and a draw once a replicate.
plan wavering_plan(int months) {
  plan p = plan_of(months);
  pool people = add_pool(p, "pool", constant(p, 40.0));
  const auto gone = leave(people, {{"leaving", constant(p, 0.1)}});
  const value here = poisson(constant(p, 4.0), "joining", phase::arrive);
  feed(people, here);
  stock(people.now, "now");
  flow(here, "joined");
  stock(constant(p, 7.0), "seven");
  stock(people.now, "the same again");
  stock(whole(constant(p, 2.5), uniform_of(p, "start", phase::replicate)), "start");
  p.limits = {{0, true, 38.0}, {0, false, 41.0}, {1, true, 4.0}, {2, true, 7.0},
              {2, true, 6.0},  {3, true, 38.0},  {4, true, 2.0}};
  return p;
}

[[nodiscard]] bool holds(const output_limit& l, double x) { return l.is_upper ? x <= l.x : x >= l.x; }

/// In how many replicates a limit holds at all of `length` points from t on.
std::uint64_t counted(const ensemble_result& r, const output_limit& l, std::size_t runs, std::size_t t,
                      std::size_t length) {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < runs; ++i) {
    bool all = true;
    for (std::size_t u = t; u < t + length; ++u) all = all && holds(l, r.paths[l.output][u * runs + i]);
    n += all ? 1 : 0;
  }
  return n;
}

}  // namespace

TEST_CASE("faults A10: runs of months that keep a limit are those of the paths", "[engine]") {
  const plan p = wavering_plan(11);
  const std::uint32_t runs = 333;
  const ensemble_result r = run_ensemble(p, {.runs = runs, .seed = 5, .keep_paths = true});
  REQUIRE(r.held.size() == p.limits.size());
  for (std::size_t i = 0; i < p.limits.size(); ++i) {
    const output_limit& l = p.limits[i];
    const held_runs& held = r.held[i];
    const std::size_t points = r.points[l.output].size();
    REQUIRE(held.size() == points);
    for (std::size_t length = 1; length <= points; ++length) {
      const auto found = held.holding_for(length);
      REQUIRE(found.size() == points - length + 1);
      for (std::size_t t = 0; t < found.size(); ++t) CHECK(found[t] == counted(r, l, runs, t, length));
    }
    CHECK(held.holding_for(points + 1).empty());
    const auto to_end = held.holding_to_end();
    for (std::size_t t = 0; t < points; ++t) CHECK(to_end[t] == counted(r, l, runs, t, points - t));
    const auto reached = held.reached();
    for (std::size_t t = 0; t < points; ++t) {
      std::uint64_t n = 0;
      for (std::size_t k = 0; k < runs; ++k) {
        bool any = false;
        for (std::size_t u = 0; u <= t; ++u) any = any || holds(l, r.paths[l.output][u * runs + k]);
        n += any ? 1 : 0;
      }
      CHECK(reached[t] == n);
    }
    CHECK(held == held_in_paths(r.paths[l.output], runs, l.is_upper, l.x));
  }
  CHECK(r.held[0] == r.held[5]);
}

TEST_CASE("faults A10: limits are the same bits whatever threads, blocks and memory", "[engine]") {
  const plan p = wavering_plan(24);
  const ensemble_result r = run_ensemble(p, {.runs = 500, .seed = 9, .threads = 1});
  for (const unsigned threads : {1U, 3U}) {
    for (const std::size_t block : {1U, 7U, 32U, 600U}) {
      const ensemble_result other = run_ensemble(p, {.runs = 500, .seed = 9, .threads = threads, .block = block});
      CHECK(other.held == r.held);
    }
  }
  std::vector<held_runs> sum = run_ensemble(p, {.first = 200, .runs = 300, .seed = 9}).held;
  const std::vector<held_runs> rest = run_ensemble(p, {.runs = 200, .seed = 9}).held;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i].add(rest[i]);
  CHECK(sum == r.held);
}

TEST_CASE("faults A10: the expected policy keeps a limit or breaks it", "[engine]") {
  const plan p = wavering_plan(6);
  const ensemble_result r = run_ensemble(p, {.runs = 0, .keep_paths = true});
  for (std::size_t i = 0; i < p.limits.size(); ++i) {
    CHECK(r.held[i] == held_in_paths(r.paths[p.limits[i].output], 1, p.limits[i].is_upper, p.limits[i].x));
  }
}

TEST_CASE("runs of months travel as bytes, and impossible ones are refused", "[engine]") {
  const plan p = wavering_plan(12);
  const ensemble_result r = run_ensemble(p, {.runs = 100, .seed = 2});
  for (const held_runs& held : r.held) {
    byte_writer to;
    held.write(to);
    byte_reader from(to.bytes());
    CHECK(held_runs::read(from, 100) == held);
    CHECK(from.at_end());
    byte_reader few(to.bytes());
    if (held.reached().back() > 50) CHECK_THROWS_AS(held_runs::read(few, 50), std::invalid_argument);
  }
  held_runs twice(3);
  twice.add_first(0);
  twice.add_run(0, 3);
  twice.add_run(1, 2);  // of one replicate, inside the other
  byte_writer to;
  twice.write(to);
  byte_reader from(to.bytes());
  CHECK_THROWS_AS(held_runs::read(from, 1), std::invalid_argument);
  CHECK_THROWS_AS(held_runs(3).add(held_runs(4)), std::invalid_argument);
}
