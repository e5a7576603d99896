// Questions of time: how long limits hold, what may be asked, and forecasts that are saved.
#include "../catch.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include <probation/projection/forecast_many.hpp>
#include <probation/projection/saved.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

forecast_options a_year_of(std::uint32_t runs) {
  forecast_options o;
  o.months = 12;
  o.runs = runs;
  o.seed = 11;
  return o;
}

/// A series, and a limit of it.
using asked = std::tuple<const char*, const char*, const char*, double>;

/// The share of paths that keep a limit at all points from t to before `stop`.
double kept(const series& s, bool is_upper, double x, std::size_t t, std::size_t stop) {
  const auto runs = static_cast<std::size_t>(s.runs());
  std::size_t n = 0;
  for (std::size_t i = 0; i < runs; ++i) {
    bool all = true;
    for (std::size_t u = t; u < stop; ++u) {
      const double y = s.paths()[u * runs + i];
      all = all && (is_upper ? y <= x : y >= x);
    }
    n += all ? 1 : 0;
  }
  return static_cast<double>(n) / static_cast<double>(runs);
}

}  // namespace

TEST_CASE("faults A10: a limit stays with the joint probability of the paths", "[projection]") {
  const region r = a_bit_of_everything();
  forecast_options o = a_year_of(160);
  o.limits = {{.measure = "workload", .unit = "North", .of = "PO", .at_most = 1.25},
              {.measure = "joiners", .at_least = 3.0},
              {.measure = "workload", .unit = "North", .of = "PO", .at_most = 1.0}};
  const forecast_result followed = forecast(r, o);
  forecast_options all = a_year_of(160);
  all.keep_paths = true;
  const forecast_result paths = forecast(r, all);
  for (const auto& [measure, unit, of, x] : std::vector<asked>{
           {"workload", "North", "PO", 1.25}, {"workload", "North", "PO", 1.0}, {"joiners", "*", "*", 3.0}}) {
    const bool is_upper = std::string(measure) == "workload";
    const series& s = followed.series(measure, unit, of);
    const series& p = paths.series(measure, unit, of);
    const auto staying = [&](const series& each, std::optional<int> months) {
      return is_upper ? each.probability_of_staying_at_most(x, months)
                      : each.probability_of_staying_at_least(x, months);
    };
    CHECK(staying(s, {}) == staying(p, {}));
    for (std::size_t t = 0; t < s.size(); ++t) CHECK(staying(s, {})[t] == kept(p, is_upper, x, t, s.size()));
    for (std::size_t t = 0; t + 4 <= s.size(); ++t) CHECK(staying(s, 4)[t] == kept(p, is_upper, x, t, t + 4));
    CHECK(std::isnan(staying(s, 4).back()));
  }
  const series& s = followed.series("workload", "North", "PO");
  CHECK(s.limits().size() == 2);
  CHECK_THROWS_AS(s.stays_from_at_most(1.3, 0.9), limit_not_followed);
  CHECK_FALSE(s.follows(true, 1.3));
  CHECK_NOTHROW(s.stays_from_at_most(5.0, 0.9));  // all keep it
  CHECK(s.stays_from_at_most(5.0, 1.0) == month(2022, 4));
  CHECK(s.stays_from_at_least(5.0, 0.1) == std::nullopt);
  CHECK_THROWS_AS(s.stays_from_at_most(1.0, 0.9, 0), std::invalid_argument);
  CHECK_THROWS_AS(s.stays_from_at_most(1.0, 0.9, 14), std::invalid_argument);
}

TEST_CASE("faults A10: limits merge with parts, and are what makes parts of one forecast", "[projection]") {
  const region r = a_bit_of_everything();
  forecast_options o = a_year_of(120);
  o.limits = {{.measure = "vacancy_rate", .unit = "North", .of = "PO", .at_most = 0.1}};
  const forecast_result whole = forecast(r, o);
  o.runs = 50;
  forecast_part a = forecast_part::from_bytes(run_part(r, o).bytes());
  o.first = 50;
  o.runs = 70;
  a.merge(run_part(r, o));
  CHECK(forecast_of(r, a).all() == whole.all());
  o.limits.clear();
  CHECK_THROWS_WITH(a.merge(run_part(r, o)), Catch::Matchers::ContainsSubstring("limits"));
  o.limits = {{.measure = "vacancy_rat", .at_most = 0.1}};
  CHECK_THROWS_WITH(forecast(r, o), Catch::Matchers::ContainsSubstring("did you mean \"vacancy_rate\""));
  o.limits = {{.measure = "vacancy_rate"}};
  CHECK_THROWS_WITH(forecast(r, o), Catch::Matchers::ContainsSubstring("exactly one"));
}

TEST_CASE("faults A10: limits of regions together, and of their sum", "[projection]") {
  named<region> regions;
  regions["one"] = no_recruitment();
  regions["two"] = a_bit_of_everything();
  forecast_options o = a_year_of(90);
  o.limits = {{.measure = "workload", .unit = "North", .of = "PO", .at_most = 1.4},
              {.measure = "headcount", .at_least = 400.0}};
  const forecasts f = forecast_many(regions, o);
  CHECK(f.regions.at("one").series("workload", "North", "PO").limits().size() == 2);
  CHECK(f.all.series("workload", "*", "PO").limits().size() == 1);
  o.keep_paths = true;
  o.limits.clear();
  const forecasts paths = forecast_many(regions, o);
  const auto of = [](const forecasts& x) {
    return x.all.series("headcount", "*", "*").probability_of_staying_at_least(400.0);
  };
  CHECK(of(f) == of(paths));
}

TEST_CASE("faults A15: percentages are no shares", "[projection]") {
  const forecast_result f = forecast(a_bit_of_everything(), a_year_of(20));
  const series& workload = f.series("workload", "North", "PO");
  CHECK_THROWS_WITH(workload.first_month_at_most(100, 0.9), Catch::Matchers::ContainsSubstring("for 100 % write 1"));
  CHECK_THROWS_WITH(workload.first_month_at_most(1.0, 90), Catch::Matchers::ContainsSubstring("for 90 % write 0.9"));
  CHECK_THROWS_WITH(workload.quantile(90), Catch::Matchers::ContainsSubstring("for 90 % write 0.9"));
  CHECK_THROWS_AS(workload.probability_at_most(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
  CHECK_NOTHROW(workload.probability_at_most(3.4));
  CHECK_NOTHROW(workload.probability_at_least(std::numeric_limits<double>::infinity()));
  CHECK_THROWS_AS(f.series("vacancy_rate", "North", "PO").probability_at_least(10), std::invalid_argument);
  CHECK_NOTHROW(f.series("headcount", "North", "PO").probability_at_least(100));
  for (const known_measure& m : known_measures) {
    const bool named_share = m.name.starts_with("share_") || m.name == "workload" || m.name == "vacancy_rate";
    CHECK(m.is_share() == named_share);
  }
}

TEST_CASE("faults A11: a certain present is as stated in every replicate", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = practitioners(2.8, 4, 0.12, 43, 1.34);
  r.pdus["South"].staff["PO"] = practitioners(61.7, 70, 0.12, 41.3, 1.0);
  const forecast_result f = forecast(r, a_year_of(300));
  for (const auto& [measure, unit, of, x] : std::vector<asked>{{"workload", "North", "PO", 1.34},
                                                               {"caseload_per_officer", "North", "PO", 43.0},
                                                               {"workload", "South", "PO", 1.0},
                                                               {"caseload_per_officer", "South", "PO", 41.3},
                                                               {"caseload", "North", "PO", 43 * 2.8}}) {
    const point_summary& now = f.series(measure, unit, of).points()[0];
    CHECK(now.least() == now.most());
    CHECK(now.mean() == Approx(x).epsilon(1e-14));
  }
  CHECK(f.series("workload", "South", "PO").points()[0].most() == 1.0);  // to the bit
  CHECK(f.series("workload", "South", "PO").probability_at_most(1.0)[0] == 1.0);
  // What is uncertain stays so.
  r.pdus["South"].staff["PO"].workload = quantity(distribution::uniform, {0.9, 1.1, 0});
  const point_summary now = forecast(r, a_year_of(300)).series("workload", "South", "PO").points()[0];
  CHECK(now.least() < 0.92);
  CHECK(now.most() > 1.08);
}

TEST_CASE("faults B07: a forecast is saved and read back to the bit", "[projection]") {
  forecast_options o = a_year_of(60);
  o.limits = {{.measure = "headcount", .at_least = 300.0}};
  for (const bool paths : {false, true}) {
    o.keep_paths = paths;
    const forecast_result f = forecast(a_bit_of_everything(), o);
    const saved_forecast pieces = saved(f);
    const forecast_result back = restored(pieces.head, pieces.series);
    CHECK(back.all() == f.all());
    CHECK(back.start() == f.start());
    CHECK(back.months() == f.months());
    REQUIRE(back.inputs().size() == f.inputs().size());
    for (std::size_t i = 0; i < f.inputs().size(); ++i) {
      CHECK(back.inputs()[i].path == f.inputs()[i].path);
      CHECK(back.inputs()[i].given == f.inputs()[i].given);
    }
    CHECK(back.provenance().time == f.provenance().time);
    CHECK(saved(back).head == pieces.head);
    CHECK(saved(back).series == pieces.series);
    for (std::size_t n = 0; n < pieces.head.size(); n += 7) {
      CHECK_THROWS_AS(restored(pieces.head.substr(0, n), pieces.series), std::invalid_argument);
    }
    std::string later = pieces.head;
    later[later.find(" 2") + 1] = '3';
    CHECK_THROWS_WITH(restored(later, pieces.series),
                      Catch::Matchers::ContainsSubstring("in another format, \"probation forecast 3\""));
  }
}
