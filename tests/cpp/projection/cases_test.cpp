#include "../catch.hpp"

#include <cmath>

#include <boost/math/distributions/negative_binomial.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

region with_flow(const dwell& d, const starts& s) {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = practitioners(50, 60, 0.0, 40, 1.2);
  case_class flow;
  flow.dwell = d;
  flow.starts = s;
  r.caseload["PO"] = flow;
  return r;
}

dwell lasting(dwell::shape form, double months, int stages = 1) {
  dwell d;
  d.form = form;
  d.time = in_months_of(months);
  d.stages = stages;
  return d;
}

starts at_rate(double per_month) {
  starts s;
  s.rate = timed_quantity(per_month);
  return s;
}

}  // namespace

TEST_CASE("steady starts keep the caseload level whatever the dwell", "[projection]") {
  dwell profile;
  profile.form = dwell::shape::profile;
  profile.profile = {1.0, 0.9, 0.7, 0.4, 0.1};
  for (const dwell& d : {lasting(dwell::shape::exponential, 14), lasting(dwell::shape::fixed, 9.4),
                         lasting(dwell::shape::erlang, 14, 3), profile}) {
    const auto f = expected(with_flow(d, {}), 36);
    for (const double n : f.series("caseload", "North", "PO").mean()) CHECK(n == Approx(2000).epsilon(1e-9));
  }
}

TEST_CASE("Little's law: the caseload settles at starts times mean dwell", "[projection]") {
  for (const dwell& d :
       {lasting(dwell::shape::exponential, 14), lasting(dwell::shape::fixed, 9.4), lasting(dwell::shape::fixed, 0.6),
        lasting(dwell::shape::erlang, 14, 3), lasting(dwell::shape::erlang, 7.5, 1)}) {
    const auto f = expected(with_flow(d, at_rate(100)), 400);
    CHECK(mean_at(f, "caseload", "North", "PO", 400) == Approx(100 * mean(*d.time)).epsilon(1e-6));
  }
}

TEST_CASE("faults A19: a rate of ending is one over the mean time", "[projection]") {
  const auto per_month = [](double rate) {
    dwell d;
    d.rate = quantity(distribution::certain, {rate}, unit::per_month);
    return d;
  };
  const auto by_rate = expected(with_flow(per_month(0.25), at_rate(100)), 400);
  const auto by_time = expected(with_flow(lasting(dwell::shape::exponential, 4), at_rate(100)), 400);
  CHECK(mean_at(by_rate, "caseload", "North", "PO", 400) == Approx(400).epsilon(1e-9));
  for (std::size_t t = 0; t <= 400; ++t) {
    CHECK(mean_at(by_rate, "caseload", "North", "PO", t) == mean_at(by_time, "caseload", "North", "PO", t));
  }
  // A rate above 1 is a mean time of less than a month, which this form cannot hold.
  CHECK_THROWS_WITH(expected(with_flow(per_month(1.5), at_rate(100)), 2),
                    Catch::Matchers::ContainsSubstring("less than a month"));
  // A proportion lost says what is gone, not a mean time.
  dwell half;
  half.rate = quantity(distribution::certain, {0.5}, unit::lost_per_year);
  const auto lost = expected(with_flow(half, at_rate(0)), 12);
  CHECK(mean_at(lost, "caseload", "North", "PO", 12) == Approx(1000).epsilon(1e-12));
}

TEST_CASE("starts grow and follow the season", "[projection]") {
  starts s = at_rate(100);
  s.growth = quantity(0.1);
  s.seasonality = {0.8, 1.2, 0.8, 1.2, 0.8, 1.2, 0.8, 1.2, 0.8, 1.2, 0.8, 1.2};
  const auto f = expected(with_flow(lasting(dwell::shape::fixed, 1), s), 30);
  const auto n = f.series("caseload", "North", "PO").mean();
  // Held for a month: what is counted in a month began in the one before. April is a month of 1.2.
  CHECK(n[1] == Approx(100 * 1.2));
  CHECK(n[2] == Approx(100 * std::pow(1.1, 1.0 / 12.0) * 0.8));
  CHECK(n[13] == Approx(110 * 1.2));
}

TEST_CASE("the region's starts go to its units by the cases that they hold", "[projection]") {
  region r = with_flow(lasting(dwell::shape::fixed, 10), at_rate(100));  // 2,000 cases in North
  r.pdus["South"].staff["PO"] = practitioners(10, 10, 0.0, 50, 1.0);     // 500 in South
  const auto f = expected(r, 40);
  CHECK(mean_at(f, "caseload", "North", "PO", 40) == Approx(80 * 10));
  CHECK(mean_at(f, "caseload", "South", "PO", 40) == Approx(20 * 10));
}

TEST_CASE("starts are Poisson, or overdispersed by the size given", "[projection][statistics]") {
  // 8,000 runs: the variance has a relative standard error of about 1.6 %; bounds at 8 %.
  const dwell d = lasting(dwell::shape::fixed, 1);
  const auto poisson = forecast(with_flow(d, at_rate(100)), {.months = 2, .runs = 8'000});
  const double sd = poisson.series("caseload", "North", "PO").sd()[1];
  CHECK(sd * sd == Approx(100).epsilon(0.08));
  starts s = at_rate(100);
  s.dispersion = quantity(20);
  const auto spread = forecast(with_flow(d, s), {.months = 2, .runs = 8'000});
  const double wide = spread.series("caseload", "North", "PO").sd()[1];
  CHECK(wide * wide == Approx(100 + 100 * 100 / 20).epsilon(0.08));
}

TEST_CASE("ages of a caseload in balance add to it in every replicate", "[projection]") {
  const auto f = forecast(with_flow(lasting(dwell::shape::erlang, 14, 3), {}), {.months = 1, .runs = 200});
  const auto& n = f.series("caseload", "North", "PO");
  CHECK(n.quantile(0.0)[0] == 2000.0);
  CHECK(n.quantile(1.0)[0] == 2000.0);
}

namespace {

region shared_cases(double po_only, double either, double pso_only) {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(10, 10, 0.0);
  r.pdus["North"].staff["PSO"] = some_staff(20, 20, 0.0);
  const auto add = [&](const std::string& name, double cases, std::vector<std::string> grades) {
    case_class c;
    c.cases = quantity(cases);
    c.points = quantity(50);
    allocation a;
    a.grades = std::move(grades);
    c.held_by = a;
    r.pdus["North"].caseload[name] = c;
  };
  add("either", either, {"PO", "PSO"});
  add("high", po_only, {"PO"});
  add("low", pso_only, {"PSO"});
  return r;
}

}  // namespace

TEST_CASE("balanced allocation levels workloads as far as eligibility allows", "[projection]") {
  const auto load = [](const region& r, const char* grade) {
    return mean_at(expected(r, 1), "workload", "North", grade, 0);
  };
  // Enough that either may hold: level.
  region level = shared_cases(200, 900, 300);
  CHECK(load(level, "PO") == Approx(load(level, "PSO")).epsilon(1e-10));
  CHECK(load(level, "PO") == Approx(1400 * 50 / (30 * 2176.0)));
  // Too many for POs alone: PSOs hold all that either may hold.
  region heavy = shared_cases(800, 100, 300);
  CHECK(load(heavy, "PO") == Approx(800 * 50 / (10 * 2176.0)));
  CHECK(load(heavy, "PSO") == Approx(400 * 50 / (20 * 2176.0)));
  // No case is lost or made.
  const auto f = expected(level, 1);
  CHECK(mean_at(f, "caseload", "North", "PO", 0) + mean_at(f, "caseload", "North", "PSO", 0) == Approx(1400));
}

TEST_CASE("fixed shares are kept whatever the load", "[projection]") {
  region r = shared_cases(0, 0, 0);
  r.pdus["North"].caseload = {};
  case_class c;
  c.cases = quantity(1000);
  c.points = quantity(50);
  allocation a;
  a.balanced = false;
  a.shares["PO"] = quantity(0.3);
  a.shares["PSO"] = quantity(0.7);
  c.held_by = a;
  r.pdus["North"].caseload["all"] = c;
  CHECK(mean_at(expected(r, 6), "caseload", "North", "PO", 3) == Approx(300));
  CHECK(mean_at(expected(r, 6), "caseload", "North", "PSO", 3) == Approx(700));
}

TEST_CASE("the share of practitioners above 60 cases is the tail of the spread", "[projection]") {
  region r = no_recruitment();
  r.workload.spread = quantity(6);
  const double p = 6.0 / (6.0 + 42.0);
  const double tail = cdf(complement(boost::math::negative_binomial(6.0, p), 60.0));
  CHECK(mean_at(expected(r), "share_above_60", "North", "PO", 0) == Approx(tail).epsilon(1e-9));
}

TEST_CASE("workload is infinite where cases are left and nobody is", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = practitioners(1, 1, 3.0, 42, 1.32);
  const auto f = forecast(r, {.months = 240, .runs = 10});  // still there with a chance of exp(-60)
  CHECK(std::isinf(f.series("workload", "North", "PO").mean()[240]));
  CHECK(f.series("workload", "North", "PO").probability_at_most(1.0)[240] == 0.0);
}
