#include "../catch.hpp"

#include <probation/engine/writer.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("those of many cells who go are a binomial of each cell", "[engine][lapse][statistics]") {
  // Few of many (picked one by one) and many (a draw for each cell). 40,000 replicates: means within 4.5 standard
  // errors, variances within 6 % (eight standard errors of a binomial, more where few go), and cells independent:
  // covariances within 5 standard errors of 0. A pick with weights that forget who has gone, or one too few, is off by
  // tens of standard errors.
  constexpr std::uint32_t runs = 40'000;
  for (const double q : {0.02, 0.15, 0.5}) {
    CAPTURE(q);
    const std::vector<double> people = {7, 0, 40, 1, 90};
    plan p = plan_of(1);
    std::vector<value> pairs;
    for (std::size_t k = 0; k < people.size(); ++k) {
      pairs.push_back(detail::state(p, constant(p, people[k])));
      pairs.push_back(constant(p, 10.0 * double(k + 1)));
    }
    const detail::writer w{p, phase::move};
    const value weight = w.row();
    const value gone = w.row();
    w.lapse(weight, gone, constant(p, q), pairs, "going");
    for (std::size_t k = 0; k < people.size(); ++k) stock(pairs[2 * k], "left " + std::to_string(k));
    flow(weight, "weight");
    flow(gone, "gone");
    const paths_of run(p, {.runs = runs, .seed = 12});
    std::size_t faults = 0;
    std::vector<double> product(people.size(), 0.0);
    for (std::size_t i = 0; i < runs; ++i) {
      double number = 0;
      double sum = 0;
      for (std::size_t k = 0; k < people.size(); ++k) {
        const double went = people[k] - run.at("left " + std::to_string(k), 1, i);
        faults += is_whole(went) && went <= people[k] ? 0 : 1;
        number += went;
        sum += went * 10.0 * double(k + 1);
        product[k] += (went - people[k] * q) * (people[4] - run.at("left 4", 1, i) - people[4] * q);
      }
      faults += number == run.at("gone", 0, i) && sum == run.at("weight", 0, i) ? 0 : 1;
    }
    CHECK(faults == 0);
    for (std::size_t k = 0; k < people.size(); ++k) {
      CAPTURE(k);
      const point_summary& s = run.summary("left " + std::to_string(k), 1);
      const double variance = people[k] * q * (1 - q);
      CHECK(std::abs(s.mean() - people[k] * (1 - q)) <= 4.5 * std::sqrt(variance / runs));
      if (people[k] > 1) CHECK(s.variance() == Approx(variance).epsilon(0.06));
      if (k != 4) CHECK(std::abs(product[k] / runs) <= 5 * std::sqrt(variance * people[4] * q * (1 - q) / runs));
    }
  }
  plan p = plan_of(1);
  const value people = detail::state(p, constant(p, 8.0));
  const detail::writer w{p, phase::move};
  const value weight = w.row();
  const value gone = w.row();
  w.lapse(weight, gone, constant(p, 0.25), {people, constant(p, 3.0)}, "going");
  stock(people, "left");
  flow(weight, "weight");
  const paths_of mean(p, {});
  CHECK(mean.at("left", 1) == 6.0);
  CHECK(mean.at("weight", 0) == 6.0);
}
