#include "../catch.hpp"

#include <cmath>
#include <map>
#include <string>

#include <probation/staffing/steady_state.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("expected headcount without recruitment is N exp(-0.12) after a year", "[projection]") {
  const auto f = expected(no_recruitment());
  const auto heads = f.series("headcount", "North", "PO").mean();
  for (const int t : {0, 1, 6, 12, 24}) {
    CHECK(std::abs(heads[static_cast<std::size_t>(t)] - 62.0 * std::exp(-0.12 * t / 12.0)) < 1e-12 * 62.0);
  }
}

TEST_CASE("random leavers thin the stock binomially", "[projection][statistics]") {
  // 20,000 runs: the mean is within 4 standard errors (false alarm 6e-5); the variance within 5 %, five of its
  // standard errors sqrt(2 / 20000) = 1 %, so that a variance wrong by a tenth fails.
  const auto f = forecast(no_recruitment(), {.months = 12, .runs = 20'000, .seed = 7});
  const auto& heads = f.series("headcount", "North", "PO");
  for (const std::size_t t : {1U, 6U, 12U}) {
    const double stay = std::exp(-0.12 * static_cast<double>(t) / 12.0);
    const double variance = 62.0 * stay * (1.0 - stay);
    CHECK(std::abs(heads.mean()[t] - 62.0 * stay) < 4.0 * std::sqrt(variance / 20'000.0));
    CHECK(std::abs(heads.sd()[t] * heads.sd()[t] / variance - 1.0) < 0.05);
  }
}

TEST_CASE("a proportion lost in a year is lost in a year", "[projection]") {
  region r = no_recruitment();
  r.pdus["North"].staff["PO"].leaving_rate =
      timed_quantity(quantity(distribution::certain, {0.118}, unit::lost_per_year));
  CHECK(std::abs(mean_at(expected(r), "headcount", "North", "PO", 12) - 62.0 * (1.0 - 0.118)) < 1e-10);
}

TEST_CASE("a leaving rate may change at a date", "[projection]") {
  region r = no_recruitment();
  timed_quantity rate(a_year(0.12));
  rate.parts.push_back({month(2022, 10), a_year(0.24)});
  r.pdus["North"].staff["PO"].leaving_rate = rate;
  const double after_a_year = 62.0 * std::exp(-0.06) * std::exp(-0.12);
  CHECK(std::abs(mean_at(expected(r), "headcount", "North", "PO", 12) - after_a_year) < 1e-11);
}

TEST_CASE("month 0 is what the document says, exactly", "[projection]") {
  const auto f = expected(a_bit_of_everything());
  CHECK(mean_at(f, "workload", "North", "PO", 0) == Approx(1.32).epsilon(1e-14));
  CHECK(mean_at(f, "workload", "South", "PO", 0) == Approx(1.24).epsilon(1e-14));
  CHECK(mean_at(f, "workload", "*", "PO", 0) == Approx(1.169).epsilon(1e-14));
  CHECK(mean_at(f, "caseload_per_officer", "North", "PO", 0) == Approx(42.0).epsilon(1e-14));
  CHECK(mean_at(f, "caseload_per_officer", "*", "PO", 0) == Approx(36.0).epsilon(1e-14));
  // The rest by ratio of sums: (310 · 36 − 62 · 42 − 60 · 39) ÷ 188.
  CHECK(mean_at(f, "caseload_per_officer", "Rest", "PO", 0) == Approx(6216.0 / 188.0).epsilon(1e-14));
  CHECK(mean_at(f, "workload", "Rest", "PO", 0) == Approx((310 * 1.169 - 62 * 1.32 - 60 * 1.24) / 188).epsilon(1e-13));
  CHECK(mean_at(f, "vacancy_rate", "North", "PO", 0) == Approx(1.0 - 62.0 / 78.0).epsilon(1e-14));
  // Targets do not change: the same at every point.
  for (const std::size_t t : {0U, 7U, 24U}) {
    CHECK(mean_at(f, "establishment", "Rest", "PO", t) == Approx(350 - 78 - 70).epsilon(1e-14));
  }
}

TEST_CASE("implied points a case of the letter's regional averages lie inside the tier weights", "[projection]") {
  region r = empty_region();
  r.pdus["Region"].staff["PO"] = practitioners(310, 350, 0.12, 36, 1.169);
  r.pdus["Region"].staff["PSO"] = practitioners(415, 439, 0.12, 50, 1.057);
  const auto f = expected(r);
  const double po = mean_at(f, "demand", "Region", "PO", 0) / mean_at(f, "caseload", "Region", "PO", 0);
  const double pso = mean_at(f, "demand", "Region", "PSO", 0) / mean_at(f, "caseload", "Region", "PSO", 0);
  CHECK(po == Approx(70.7).margin(0.05));
  CHECK(pso == Approx(46.0).margin(0.05));
}

TEST_CASE("a trainee cohort moves on in the month it is due and in no other", "[projection]") {
  region r = empty_region();
  staff trainees;
  trainees.cohorts = {{10, month(2022, 5)}, {5, month(2022, 10)}};
  trainees.leaving_rate = timed_quantity(a_year(0.0));
  r.pdus["North"].staff["PQiP"] = trainees;
  r.pdus["North"].staff["PO"] = some_staff(60, 70, 0.0);
  for (const std::uint32_t runs : {0U, 50U}) {
    const auto f = forecast(r, {.months = 12, .runs = runs});
    const auto out = f.series("moved_out", "North", "PQiP").mean();
    const auto in = f.series("moved_in", "North", "PO").mean();
    for (std::size_t t = 0; t < 12; ++t) {
      const double due = t == 1 ? 10.0 : t == 6 ? 5.0 : 0.0;
      CHECK(out[t] == due);
      CHECK(in[t] == due);
    }
    CHECK(mean_at(f, "headcount", "North", "PQiP", 1) == 15.0);
    CHECK(mean_at(f, "headcount", "North", "PQiP", 2) == 5.0);
    CHECK(mean_at(f, "headcount", "North", "PO", 2) == 70.0);
    CHECK(mean_at(f, "headcount", "North", "PO", 7) == 75.0);
  }
}

TEST_CASE("newly qualified officers count 0.8 for nine months", "[projection]") {
  region r = empty_region();
  staff trainees;
  trainees.cohorts = {{10, month(2022, 4)}};
  trainees.leaving_rate = timed_quantity(a_year(0.0));
  r.pdus["North"].staff["PQiP"] = trainees;
  r.pdus["North"].staff["PO"] = practitioners(50, 60, 0.0, 40, 1.2);
  const auto capacity = expected(r).series("capacity", "North", "PO").mean();
  CHECK(capacity[0] == Approx(50 * 2176));
  for (std::size_t t = 1; t <= 9; ++t) CHECK(capacity[t] == Approx(58 * 2176));
  CHECK(capacity[10] == Approx(60 * 2176));
}

TEST_CASE("those who do not pass leave, or go where the document says", "[projection]") {
  region r = empty_region();
  grade pqip = *default_grades().find("PQiP");
  pqip.qualification->pass_rate = 0.9;
  r.grades["PQiP"] = pqip;
  staff trainees;
  trainees.cohorts = {{10, month(2022, 4)}};
  trainees.leaving_rate = timed_quantity(a_year(0.0));
  r.pdus["North"].staff["PQiP"] = trainees;
  r.pdus["North"].staff["PO"] = some_staff(50, 60, 0.0);
  CHECK(mean_at(expected(r), "headcount", "North", "PO", 1) == Approx(59));
  CHECK(mean_at(expected(r), "leavers", "North", "PQiP", 0) == Approx(1));
  r.grades["PQiP"].qualification->otherwise = "PSO";
  CHECK(mean_at(expected(r), "headcount", "North", "PSO", 1) == Approx(1));
  CHECK(mean_at(expected(r), "leavers", "North", "PQiP", 0) == 0.0);
}

TEST_CASE("a five-stage ladder settles at n = R r (I - P)^-1", "[projection]") {
  grade g;
  const auto step = [](const char* name, double months) { return stage{name, in_months_of(months), 1.0, {}}; };
  g.ladder = {step("one", 6), step("two", 6), step("three", 3), step("four", 9), stage{"five", {}, 1.0, {}}};
  g.ladder[3].leaving_rate = timed_quantity(a_year(0.3));
  region r = empty_region();
  r.grades["TO"] = g;
  r.pdus["North"].staff["TO"] = some_staff(1, 1, 0.6);
  recruitment steady;
  steady.per_month = timed_quantity(4.0);
  r.recruitment["TO"] = steady;

  plan p = lower(r, 600);
  for (const stock_info& s : p.stocks) {
    std::vector<value> cells;
    for (const std::uint32_t row : s.rows) cells.emplace_back(p, row);
    record(sum(p, cells), "heads", s.name, "");
  }
  const ensemble_result result = run_ensemble(p, {});
  const ladder_chain chain = chain_of(g, 0.6 / 12.0);
  Eigen::RowVectorXd entry = Eigen::RowVectorXd::Zero(chain.transitions.rows());
  entry(0) = 1.0;
  const Eigen::RowVectorXd n = steady_state(chain.transitions, entry, 4.0);
  std::vector<double> by_stage(5, 0.0);
  for (Eigen::Index i = 0; i < n.size(); ++i) by_stage[chain.stage[static_cast<std::size_t>(i)]] += n(i);
  for (std::size_t k = 0; k < 5; ++k) {
    const std::string name = "North/TO/" + g.ladder[k].name;
    bool found = false;
    for (std::size_t o = 0; o < p.outputs.size(); ++o) {
      if (p.outputs[o].measure != "heads" || p.outputs[o].unit != name) continue;
      found = true;
      CHECK(result.points[o].back().mean() == Approx(by_stage[k]).epsilon(1e-10));
    }
    CHECK(found);
  }
}

TEST_CASE("a stage shorter than a month lets through the share that its length says", "[projection]") {
  grade g;
  g.ladder = {stage{"induction", in_months_of(0.25), 1.0, {}}, stage{"first", in_months_of(6), 1.0, {}},
              stage{"second", {}, 1.0, {}}};
  region r = empty_region();
  r.grades["TO"] = g;
  r.pdus["North"].staff["TO"] = some_staff(0, 100, 0.0);
  recruitment steady;
  steady.per_month = timed_quantity(8.0);
  r.recruitment["TO"] = steady;
  plan p = lower(r, 3);
  for (const stock_info& s : p.stocks) {
    std::vector<value> cells;
    for (const std::uint32_t row : s.rows) cells.emplace_back(p, row);
    record(sum(p, cells), "heads", s.name, "");
  }
  const ensemble_result result = run_ensemble(p, {});
  std::map<std::string, double> heads;
  for (std::size_t o = 0; o < p.outputs.size(); ++o) {
    if (p.outputs[o].measure == "heads") heads[p.outputs[o].unit] = result.points[o].at(1).mean();
  }
  CHECK(heads.at("North/TO/induction") == Approx(8 * 0.25));
  CHECK(heads.at("North/TO/first") == Approx(8 * 0.75));
}
