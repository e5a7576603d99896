#include "../catch.hpp"

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

case_class in_community(named<quantity> tiers, std::vector<std::string> grades) {
  case_class c;
  c.tiers = std::move(tiers);
  c.location = "community";
  allocation a;
  a.grades = std::move(grades);
  c.held_by = a;
  dwell d;
  d.form = dwell::shape::fixed;
  d.time = in_months_of(12);
  c.dwell = d;
  return c;
}

named<quantity> cases(std::initializer_list<std::pair<const char*, double>> list) {
  named<quantity> out;
  for (const auto& [tier, n] : list) out[tier] = quantity(n);
  return out;
}

/// Ten established officers of two grades, cases by tier.
region by_tier() {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(10, 10, 0.0);
  r.pdus["North"].staff["PSO"] = some_staff(10, 10, 0.0);
  r.pdus["North"].caseload["high risk"] = in_community(cases({{"A1", 120}, {"B2", 60}}), {"PO"});
  r.pdus["North"].caseload["lower risk"] = in_community(cases({{"C1", 240}, {"D1", 120}}), {"PSO"});
  return r;
}

double workload_at(const region& r, const char* of, std::size_t t) {
  return mean_at(expected(r), "workload", "North", of, t);
}

}  // namespace

TEST_CASE("workload follows from the weights of tiers", "[projection][tiers]") {
  // WMT seed weights in the community: A1 146, B2 115, C1 50, D1 29; 2,176 points an officer.
  const region r = by_tier();
  CHECK(workload_at(r, "PO", 0) == Approx((120 * 146 + 60 * 115) / 21760.0).epsilon(1e-14));
  CHECK(workload_at(r, "PSO", 0) == Approx((240 * 50 + 120 * 29) / 21760.0).epsilon(1e-14));
  CHECK(mean_at(expected(r), "caseload", "North", "PO", 24) == Approx(180).epsilon(1e-12));
}

TEST_CASE("a region may weigh cases itself", "[projection][tiers]") {
  region r = by_tier();
  r.workload.weights["community"]["A1"] = quantity(200);
  CHECK(workload_at(r, "PO", 0) == Approx((120 * 200 + 60 * 115) / 21760.0).epsilon(1e-14));
  const auto f = expected(r, 2);
  bool own = false, common = false;
  for (const auto& in : f.inputs()) {
    own = own || in.path == "workload.weights.community.A1";
    common = common || (in.path.find("community.B2") != std::string::npos && !in.given.source.empty());
  }
  CHECK(own);
  CHECK(common);
}

TEST_CASE("T2A cases have weights of their own", "[projection][tiers]") {
  region r = by_tier();
  r.pdus["North"].caseload["high risk"].t2a = true;
  CHECK(workload_at(r, "PO", 0) == Approx((120 * 59 + 60 * 48) / 21760.0).epsilon(1e-14));
}

TEST_CASE("a new mix of starts turns the caseload over within the time held", "[projection][tiers]") {
  region r = by_tier();
  r.pdus["North"].caseload["high risk"].mix = cases({{"A1", 0.25}, {"B2", 0.75}});
  // 180 cases held for 12 months are 15 starts a month, of which a quarter are A1.
  const auto f = expected(r);
  CHECK(mean_at(f, "demand", "North", "PO", 0) == Approx(120 * 146 + 60 * 115).epsilon(1e-12));
  CHECK(mean_at(f, "caseload", "North", "PO", 12) == Approx(180).epsilon(1e-12));
  CHECK(mean_at(f, "demand", "North", "PO", 12) == Approx(45 * 146 + 135 * 115).epsilon(1e-12));
  // Halfway, half of them.
  CHECK(mean_at(f, "demand", "North", "PO", 6) ==
        Approx((120 + 45) / 2.0 * 146 + (60 + 135) / 2.0 * 115).epsilon(1e-12));
}

TEST_CASE("contact that ends at two thirds takes the points of the last third, from its month on",
          "[projection][tiers]") {
  for (const auto form : {dwell::shape::fixed, dwell::shape::exponential, dwell::shape::erlang}) {
    region r = by_tier();
    for (const char* name : {"high risk", "lower risk"}) {
      auto& d = *r.pdus["North"].caseload[name].dwell;
      d.form = form;
      d.stages = form == dwell::shape::erlang ? 3 : 1;
    }
    r.workload.weights["community"] = cases({{"A1S", 40}, {"B2S", 0}, {"C1S", 0}, {"D1S", 0}});
    contact_reset reset;
    reset.from = month(2022, 7);
    reset.eligible = quantity(0.6);
    r.workload.reset = reset;
    const auto f = expected(r);
    const double full = 120 * 146 + 60 * 115;
    const double ended = full - 0.6 / 3 * (120 * (146 - 40) + 60 * 115);
    for (const std::size_t t : {0U, 1U, 2U})
      CHECK(mean_at(f, "demand", "North", "PO", t) == Approx(full).epsilon(1e-9));
    for (const std::size_t t : {3U, 12U, 24U}) {
      CHECK(mean_at(f, "demand", "North", "PO", t) == Approx(ended).epsilon(1e-9));
      CHECK(mean_at(f, "caseload", "North", "PO", t) == Approx(180).epsilon(1e-9));
    }
  }
}

TEST_CASE("contact that ends keeps whole cases and their number, and agrees with its mean",
          "[projection][tiers][statistics]") {
  region r = by_tier();
  r.workload.weights["community"] = cases({{"A1S", 40}, {"B2S", 20}, {"C1S", 5}, {"D1S", 5}});
  contact_reset reset;
  reset.from = month(2022, 5);
  r.workload.reset = reset;
  const auto f = forecast(r, {.months = 6, .runs = 4'000});
  const auto e = expected(r, 6);
  const auto& n = f.series("caseload", "North", "PO");
  CHECK(n.quantile(0)[0] == 180.0);
  CHECK(n.quantile(1)[0] == 180.0);
  const auto& x = f.series("demand", "North", "PO");
  for (std::size_t t = 0; t <= 6; ++t) {
    CHECK(std::abs(x.mean()[t] - mean_at(e, "demand", "North", "PO", t)) <= 4.5 * x.standard_error()[t] + 1e-9);
  }
}

TEST_CASE("hours and protected time change what an officer can carry, from their month on", "[projection][tiers]") {
  region r = by_tier();
  grade po = *default_grades().find("PO");
  po.protected_time = timed_quantity();
  po.protected_time->parts = {{std::nullopt, quantity(0.0)}, {month(2022, 6), quantity(0.1)}};
  po.hours = timed_quantity(35.0);
  r.grades["PO"] = po;
  const auto f = expected(r);
  CHECK(mean_at(f, "capacity", "North", "PO", 0) == Approx(21760 * 35.0 / 37).epsilon(1e-14));
  CHECK(mean_at(f, "capacity", "North", "PO", 1) == Approx(21760 * 35.0 / 37).epsilon(1e-14));
  CHECK(mean_at(f, "capacity", "North", "PO", 2) == Approx(21760 * 35.0 / 37 * 0.9).epsilon(1e-14));
}

TEST_CASE("averages imply points by the capacity at the start, so that time protected later raises workload",
          "[projection][tiers]") {
  region r = no_recruitment();
  r.pdus["North"].staff["PO"].leaving_rate = timed_quantity(a_year(0.0));
  grade po = *default_grades().find("PO");
  po.protected_time = timed_quantity();
  po.protected_time->parts = {{std::nullopt, quantity(0.05)}, {month(2022, 6), quantity(0.24)}};
  r.grades["PO"] = po;
  CHECK(workload_at(r, "PO", 1) == Approx(1.32).epsilon(1e-12));
  CHECK(workload_at(r, "PO", 2) == Approx(1.32 * 0.95 / 0.76).epsilon(1e-12));
}
