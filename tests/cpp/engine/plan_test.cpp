#include "../catch.hpp"

#include <cmath>
#include <set>

#include <probation/engine/describe.hpp>
#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/ensemble.hpp>
#include <probation/engine/stocks.hpp>

using namespace probation;

namespace {

plan of_months(int months) {
  plan p;
  p.start = month(2022, 4);
  p.months = months;
  return p;
}

/// A pool of 100 that nobody joins, two ways out.
plan leaving_two_ways(int months) {
  plan p = of_months(months);
  pool people = add_pool(p, "people", constant(p, 100.0));
  const auto gone = leave(people, {{"one", constant(p, 0.1)}, {"other", constant(p, 0.3)}});
  record(people.now, "now", "", "", false, true);
  record(gone[0], "one", "", "", true, true);
  record(gone[1], "other", "", "", true, true);
  return p;
}

}  // namespace

TEST_CASE("formulas fold where their operands are known", "[engine]") {
  plan p = of_months(1);
  const value a = constant(p, 3.0) * constant(p, 4.0) + 0.5;
  CHECK(a.is_constant(12.5));
  CHECK((constant(p, 0.0) / constant(p, 0.0)).is_constant(0.0));
  CHECK(nearest(constant(p, 2.5)).is_constant(3.0));
  CHECK(constant(p, 7.0).row() == constant(p, 7.0).row());
  CHECK(p.steps[static_cast<std::size_t>(phase::replicate)].empty());
  const quantity uncertain(distribution::uniform, {1, 2, 0});
  const value u = parameter(p, "here", uncertain);
  CHECK(u.since() == phase::replicate);
  CHECK((u * 2.0).since() == phase::replicate);
  CHECK(parameter(p, "here", uncertain).row() == u.row());
  CHECK((u + by_month(p, {1.0, 2.0})).since() == phase::observe);
  CHECK(p.parameters.size() == 1);
}

TEST_CASE("competing exits are a multinomial", "[engine][statistics]") {
  // 20,000 replicates of 100 people; means within 4 standard errors, covariance of the two within 0.8 of −n p q
  // (its standard error is about 0.14).
  const double all = 1.0 - std::exp(-0.4);
  const plan p = leaving_two_ways(1);
  const ensemble_result r = run_ensemble(p, {.runs = 20'000, .seed = 5, .keep_paths = true});
  const double p1 = all * 0.25;
  const double p2 = all * 0.75;
  CHECK(std::abs(r.points[1][0].mean() - 100 * p1) < 4 * std::sqrt(100 * p1 * (1 - p1) / 20'000));
  CHECK(std::abs(r.points[2][0].mean() - 100 * p2) < 4 * std::sqrt(100 * p2 * (1 - p2) / 20'000));
  double product = 0;
  for (std::size_t i = 0; i < 20'000; ++i) product += r.paths[1][i] * r.paths[2][i] / 20'000;
  const double covariance = product - r.points[1][0].mean() * r.points[2][0].mean();
  CHECK(std::abs(covariance + 100 * p1 * p2) < 0.8);
}

TEST_CASE("never more leave than are there", "[engine]") {
  plan p = of_months(12);
  pool people = add_pool(p, "people", constant(p, 5.0));
  static_cast<void>(
      leave(people, {{"one", constant(p, 3.0)}, {"other", constant(p, 2.0)}, {"third", constant(p, 4.0)}}));
  record(people.now, "now", "", "");
  const ensemble_result r = run_ensemble(p, {.runs = 2'000});
  for (const point_summary& s : r.points[0]) CHECK(s.least() >= 0.0);
  CHECK(r.points[0].back().most() == 0.0);
}

TEST_CASE("a whole split adds up and keeps its means", "[engine][statistics]") {
  plan p = of_months(1);
  const std::vector<double> amounts = {0.2, 3.7, 1.1, 4.0};
  std::vector<value> values;
  for (const double x : amounts) values.push_back(constant(p, x));
  const auto parts = whole_split(p, values, "split", phase::arrive);
  for (const value& part : parts) record(part, "part", "", "", true, true);
  record(sum(p, parts), "all", "", "", true, true);
  const ensemble_result r = run_ensemble(p, {.runs = 20'000});
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK(r.points[k][0].mean() == Approx(amounts[k]).margin(4 * 0.5 / std::sqrt(20'000.0)));
    CHECK(r.points[k][0].least() >= std::floor(amounts[k]));
    CHECK(r.points[k][0].most() <= std::ceil(amounts[k]));
  }
  CHECK(r.points[4][0].least() == 9.0);
  CHECK(r.points[4][0].most() == 9.0);
}

TEST_CASE("an open conveyor keeps those who do not complete", "[engine]") {
  plan p = of_months(5);
  conveyor c = add_conveyor(p, "c", {constant(p, 8.0), constant(p, 0.0)});
  static_cast<void>(advance(c, {constant(p, 0.0), constant(p, 0.5)}, {}));
  record(total(p, c), "inside", "", "");
  const ensemble_result r = run_ensemble(p, {});
  CHECK(r.points[0][1].mean() == 8.0);
  CHECK(r.points[0][2].mean() == 4.0);
  CHECK(r.points[0][3].mean() == 2.0);
}

TEST_CASE("dwell times have their mean, whatever the form", "[engine]") {
  const auto mean_inside = [](auto&& make) {
    plan p = of_months(300);
    const completion time = make(p);
    const std::vector<value> nobody(time.by_age.size(), constant(p, 0.0));
    conveyor c = add_conveyor(p, "c", nobody);
    static_cast<void>(advance(c, time.by_age, {}));
    const value entering = by_month(p, {1000.0, 0.0});
    feed(c, divide(entering, time.at_entry, "quick").no);
    record(total(p, c), "inside", "", "");
    const ensemble_result r = run_ensemble(p, {});
    double months = 0;
    for (const point_summary& s : r.points[0]) months += s.mean() / 1000.0;
    return months;
  };
  for (const double d : {0.3, 1.0, 4.6, 12.0}) {
    CHECK(mean_inside([&](plan& p) { return fixed_time(constant(p, d), d); }) == Approx(d).epsilon(1e-9));
    for (const int k : {1, 2, 5}) {
      CHECK(mean_inside([&](plan& p) { return erlang_time(constant(p, d), k, 40); }) == Approx(d).epsilon(1e-6));
    }
  }
  CHECK(mean_inside([](plan& p) { return profile_time(p, {0.9, 0.6, 0.25}); }) == Approx(1.75));
}

TEST_CASE("an ensemble refuses what makes no sense", "[engine]") {
  plan p = leaving_two_ways(1);
  CHECK_THROWS_AS(run_ensemble(p, {.runs = 10, .block = 0}), std::invalid_argument);
  static_cast<void>(parameter(p, "x", quantity(distribution::uniform, {1, 2, 0})));
  CHECK_THROWS_WITH(run_ensemble(p, {.runs = 10}), Catch::Matchers::ContainsSubstring("x is uncertain"));
}

TEST_CASE("a plan describes itself as text and as a diagram", "[engine]") {
  plan p = leaving_two_ways(2);
  describe_flow(p, "people", "", "leave \"for good\"");
  signal(constant(p, 1.0), "pressure");
  CHECK(to_text(p) ==
        "plan from 2022-04 for 2 months\n"
        "\nstocks (1)\n  people: pool\n"
        "\nflows (1)\n  people -> outside: leave \"for good\"\n"
        "\nsignals (1)\n  pressure\n"
        "\ninputs: 0, of them uncertain: 0\noutputs: 3\nrows: 18\n"
        "operations: replicate 2 observe 0 move 4 arrive 0 serve 0 settle 2\n");
  CHECK(to_dot(p) ==
        "digraph plan {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n"
        "  \"people\" [shape=box, label=\"people\"];\n"
        "  \"outside 0\" [shape=none, label=\"☁\"];\n"
        "  \"people\" -> \"outside 0\" [label=\"leave \\\"for good\\\"\"];\n}\n");
}
