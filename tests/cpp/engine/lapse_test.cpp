#include "../catch.hpp"

#include <probation/engine/ledger.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("those of many cells who go are a binomial of each cell", "[engine][lapse][statistics]") {
  // Few of many (found one by one) and many (a draw for the cell), with one chance or two. 40,000 replicates: means
  // within 4.5 standard errors, variances within 6 % (eight standard errors of a binomial, more where few go), and
  // cells independent: covariances within 5 standard errors of 0. A gap that is not drawn anew where someone goes, or
  // that forgets who has been passed, is off by tens of standard errors.
  constexpr std::uint32_t runs = 40'000;
  struct chances {
    double first, others;
  };
  for (const auto& [first, others] : {chances{0.02, 0.02}, {0.15, 0.15}, {0.5, 0.5}, {0.25, 0.01}, {1.0, 0.03}}) {
    CAPTURE(first, others);
    const std::vector<double> people = {7, 0, 40, 1, 90};
    const auto q_of = [&](std::size_t k) { return k < 2 ? first : others; };
    plan p = plan_of(1);
    std::vector<value> cells;
    for (std::size_t k = 0; k < people.size(); ++k) {
      cells.push_back(detail::state(p, constant(p, people[k])));
      cells.push_back(constant(p, 10.0 * double(k + 1)));
      cells.push_back(k == 1 || k > 2 ? cells[cells.size() - 3] : constant(p, q_of(k)));
    }
    const detail::writer w{p, phase::move};
    const value weight = w.row();
    const value gone = w.row();
    w.lapse(weight, gone, cells, "going");
    for (std::size_t k = 0; k < people.size(); ++k) stock(cells[3 * k], "left " + std::to_string(k));
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
        product[k] += (went - people[k] * q_of(k)) * (people[4] - run.at("left 4", 1, i) - people[4] * others);
      }
      faults += number == run.at("gone", 0, i) && sum == run.at("weight", 0, i) ? 0 : 1;
    }
    CHECK(faults == 0);
    for (std::size_t k = 0; k < people.size(); ++k) {
      CAPTURE(k);
      const point_summary& s = run.summary("left " + std::to_string(k), 1);
      const double q = q_of(k);
      const double variance = people[k] * q * (1 - q);
      CHECK(std::abs(s.mean() - people[k] * (1 - q)) <= 4.5 * std::sqrt(variance / runs));
      if (people[k] > 1) CHECK(s.variance() == Approx(variance).epsilon(0.06));
      if (k != 4)
        CHECK(std::abs(product[k] / runs) <= 5 * std::sqrt(variance * people[4] * others * (1 - others) / runs));
    }
  }
  plan p = plan_of(1);
  const value people = detail::state(p, constant(p, 8.0));
  const detail::writer w{p, phase::move};
  const value weight = w.row();
  const value gone = w.row();
  w.lapse(weight, gone, {people, constant(p, 3.0), constant(p, 0.25)}, "going");
  stock(people, "left");
  flow(weight, "weight");
  const paths_of mean(p, {});
  CHECK(mean.at("left", 1) == 6.0);
  CHECK(mean.at("weight", 0) == 6.0);
}

TEST_CASE("where one lapse has more cells than its draws have numbers is said", "[engine][lapse]") {
  plan p = plan_of(1);
  const detail::writer w{p, phase::move};
  const std::vector<value> cells(3 * (most_lapse_cells + 1), constant(p, 0.5));
  CHECK_THROWS_WITH(w.lapse(w.row(), w.row(), cells, "going"), "lapse: more than 8192 cells");
}

TEST_CASE("a ledger of more cells than one lapse takes loses people from all", "[engine][lapse][ledger]") {
  constexpr std::size_t count = 2 * most_lapse_cells + 1;
  constexpr std::uint32_t runs = 640;
  for (const double chance : {1.0, 0.25}) {
    plan p = plan_of(1);
    const value q = constant(p, chance);
    std::vector<value> cells;
    for (std::size_t k = 0; k < count; ++k) {
      cells.insert(cells.end(), {detail::state(p, constant(p, 1.0)), constant(p, 2.0), q});
    }
    ledger l;
    l.name = "ledger";
    l.people = constant(p, double(count));
    const detail::writer w{p, phase::move};
    const value gone = w.zero();
    const value lost = w.zero();
    detail::lose(l, cells, "revocation", gone, lost);
    flow(gone, "gone");
    flow(lost, "lost");
    stock(cells[0], "first");
    stock(cells[3 * (count - 1)], "last");
    const paths_of mean(p, {});
    CHECK(mean.at("gone", 0) == double(count) * chance);
    CHECK(mean.at("lost", 0) == 2.0 * double(count) * chance);
    CHECK(mean.at("last", 1) == 1.0 - chance);
    const paths_of run(p, {.runs = runs, .seed = 3});
    for (std::size_t i = 0; i < runs; ++i) {
      const double went = run.at("gone", 0, i);
      CHECK(std::abs(went - double(count) * chance) <= 5.0 * std::sqrt(double(count) * chance * (1 - chance)));
      CHECK(run.at("lost", 0, i) == 2.0 * went);
    }
    // Lapses of one ledger draw different numbers: the first cells of both go together no more often than by chance.
    std::size_t together = 0;
    for (std::size_t i = 0; i < runs; ++i) {
      together += run.at("first", 1, i) == 0.0 && run.at("last", 1, i) == 0.0 ? 1 : 0;
    }
    if (chance < 1.0) CHECK(together <= 70);  // 40 expected; 5 standard deviations above
  }
}
