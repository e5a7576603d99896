// Blocks that are run side by side.
#include "../catch.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// A pool with leavers and arrivals, and what does not change by month.
plan pool_plan(int months) {
  plan p = plan_of(months);
  pool people = add_pool(p, "pool", constant(p, 40.0));
  const auto gone = leave(people, {{"leaving", constant(p, 0.05)}});
  const value here = poisson(constant(p, 2.0), "joining", phase::arrive);
  feed(people, here);
  stock(people.now, "now");
  flow(gone.front(), "gone");
  stock(constant(p, 7.0), "seven");
  return p;
}

using rows = std::vector<std::tuple<std::size_t, std::uint32_t, std::size_t, double>>;

rows recorded(const plan& p, std::size_t n, std::size_t width, std::size_t blocks, std::size_t bytes) {
  rows out;
  const program made = make_program(p);
  std::vector<input_curve> curves(p.parameters.size());
  workspace w(width, blocks);
  w.attach(made, curves);
  if (bytes > 0) w.recorded().limit(bytes);
  random_policy policy;
  policy.seed = 3;
  const auto recorder = [&](std::size_t k, std::uint32_t t, const row_block& x, std::size_t from) {
    for (std::size_t r = 0; r < x.rows; ++r) {
      for (std::size_t i = 0; i < x.n; ++i) out.emplace_back(k, t, from + r * x.n + i, x.from[r * x.stride + i]);
    }
  };
  CHECK(run_blocks(p, policy, w, n, 64, recorder, [] { return false; }));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("blocks side by side record what each would alone", "[engine]") {
  const plan p = pool_plan(7);
  rows alone;
  workspace w(p, 32);
  random_policy policy;
  policy.seed = 3;
  for (std::size_t first = 0; first < 75; first += 32) {
    const std::size_t n = (std::min<std::size_t>)(32, 75 - first);
    const auto recorder = [&](std::size_t k, std::uint32_t t, const double* row) {
      for (std::size_t i = 0; i < n; ++i) alone.emplace_back(k, t, first + i, row[i]);
    };
    CHECK(run_block(p, policy, w, n, static_cast<std::uint32_t>(64 + first), recorder, [] { return false; }));
  }
  std::sort(alone.begin(), alone.end());
  // 8 points of a stock, 7 of a flow, 1 of what does not change.
  REQUIRE(alone.size() == 75 * (8 + 7 + 1));
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{3} * 3 * 32 * 8 * 3}) {
    CAPTURE(bytes);
    CHECK(recorded(p, 75, 32, 3, bytes) == alone);
    CHECK(recorded(p, 75, 32, 5, bytes) == alone);
    CHECK(recorded(p, 75, 16, 5, bytes) == alone);
  }
}

TEST_CASE("outputs that show one row have its numbers each", "[engine]") {
  // As a flow it is another: it is looked at in the middle of the month.
  plan p = pool_plan(5);
  const value here{p, p.outputs[0].row};
  stock(here, "now again");
  flow(here, "later");
  stock(constant(p, 7.0), "seven again");
  p.outputs.back().row = p.outputs[2].row;
  CHECK(make_program(p).first_alike == std::vector<std::size_t>{0, 1, 2, 0, 4, 2});
  const ensemble_options o{.runs = 300, .seed = 8, .threads = 2, .keep_paths = true};
  const ensemble_result r = run_ensemble(p, o);
  CHECK(r.points[3] == r.points[0]);
  CHECK(r.paths[3] == r.paths[0]);
  CHECK(r.points[5] == r.points[2]);
  CHECK(r.paths[5] == r.paths[2]);
  CHECK_FALSE(r.points[4].front() == r.points[0].front());
  CHECK(r.points[0].back().count() == 300);
  plan alone = pool_plan(5);
  CHECK(run_ensemble(alone, o).points[0] == r.points[3]);
}

TEST_CASE("a number that is too great to be summed up is said with whose it is", "[engine]") {
  plan p = plan_of(2);
  pool people = add_pool(p, "pool", constant(p, 3e15));
  record(people.now, "now", "West Kent", "PO");
  const std::string wanted =
      "now of PO in West Kent: a replicate has 3e+15 and numbers are summed up to 2251799813685248 in size: "
      "use a greater unit";
  for (const std::uint32_t runs : {0U, 5U}) {
    CHECK_THROWS_WITH(run_ensemble(p, {.runs = runs}), wanted);
    CHECK_THROWS_AS(run_ensemble(p, {.runs = runs}), plan_error);
  }
}

TEST_CASE("a run that is stopped says so and records no more", "[engine]") {
  const plan p = pool_plan(7);
  const program made = make_program(p);
  std::vector<input_curve> curves(p.parameters.size());
  workspace w(32, 2);
  w.attach(made, curves);
  int asked = 0;
  std::size_t calls = 0;
  const auto recorder = [&](auto...) { ++calls; };
  CHECK_FALSE(run_blocks(p, random_policy{}, w, 64, 0, recorder, [&] { return ++asked > 4; }));
  CHECK(asked == 5);
  CHECK(calls == 0);
}

TEST_CASE("batches are large, but shared out and bounded in memory", "[engine]") {
  const plan p = pool_plan(24);
  ensemble_job job{{{&p, 1, ""}}};
  const detail::shared_programs shared(job, 1'000);
  const auto blocks = [&](std::size_t all, std::size_t workers) {
    return detail::batch_size(job, shared, 32, all, workers).blocks;
  };
  CHECK(blocks(1'000, 2) == 8);
  CHECK(blocks(40, 2) == 5);
  CHECK(blocks(3, 2) == 1);
  CHECK(blocks(1'000, 500) == 1);
  CHECK(blocks(1'000'000, 100) == 8);
  job.joint.totals = 10'000;  // 250,000 rows of 256 bytes: 64 MB a block
  CHECK(blocks(1'000'000, 1) == 4);
  CHECK(blocks(1'000'000, 2) == 2);
  CHECK(blocks(1'000'000, 100) == 1);
  CHECK(detail::batch_size(job, shared, 32, 1'000'000, 1).kept == std::size_t{8} << 20);
  CHECK(detail::batch_size(job, shared, 32, 1'000'000, 64).kept == std::size_t{1} << 20);
}
