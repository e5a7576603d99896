// Small regions built by hand, for tests of the projection.
#pragma once

#include <string>
#include <vector>

#include <probation/projection.hpp>

namespace probation::testing {

[[nodiscard]] inline quantity a_year(double rate) { return {distribution::certain, {rate, 0, 0}, unit::per_year}; }
[[nodiscard]] inline quantity in_weeks(double n) { return {distribution::certain, {n, 0, 0}, unit::weeks}; }
[[nodiscard]] inline quantity in_months_of(double n) { return {distribution::certain, {n, 0, 0}, unit::months}; }

/// Staff without cases.
[[nodiscard]] inline staff some_staff(double in_post, double establishment, double leaving) {
  staff s;
  s.in_post = quantity(in_post);
  s.establishment = timed_quantity(establishment);
  s.leaving_rate = timed_quantity(a_year(leaving));
  return s;
}

/// Staff that hold cases.
[[nodiscard]] inline staff practitioners(double in_post, double establishment, double leaving, double caseload,
                                         double workload) {
  staff s = some_staff(in_post, establishment, leaving);
  s.caseload = quantity(caseload);
  s.workload = quantity(workload);
  return s;
}

[[nodiscard]] inline region empty_region() {
  region r;
  r.name = "Test";
  r.as_of = month(2022, 4);
  return r;
}

/// One unit of 62 POs, nobody comes, 12 % leave.
[[nodiscard]] inline region no_recruitment() {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = practitioners(62, 78, 0.12, 42, 1.32);
  return r;
}

/// Two units and the rest, recruitment, vetting, intakes, trainees, uncertain inputs: a bit of everything.
[[nodiscard]] inline region a_bit_of_everything() {
  region r = empty_region();
  r.staff["PO"] = practitioners(310, 350, 0.12, 36, 1.169);
  r.staff["PO"].in_post = quantity(distribution::pert, {300, 310, 320});
  r.pdus["North"].staff["PO"] = practitioners(62, 78, 0.12, 42, 1.32);
  r.pdus["North"].staff["PSO"] = practitioners(70, 75, 0.12, 52, 1.06);
  staff trainees;
  trainees.cohorts = {{10, month(2022, 5)}, {5, month(2022, 10)}};
  trainees.leaving_rate = timed_quantity(a_year(0.05));
  r.pdus["North"].staff["PQiP"] = trainees;
  r.pdus["South"].staff["PO"] = practitioners(60, 70, 0.12, 39, 1.24);
  r.pdus["Rest"].remainder = true;
  r.pdus["Rest"].staff["PO"].leaving_rate = timed_quantity(a_year(0.1));
  recruitment coming;
  coming.per_month = timed_quantity(2.0);
  coming.vetting = quantity(distribution::pert, {16, 20, 30}, unit::weeks);
  coming.drop_out = quantity(0.15);
  coming.in_vetting = quantity(6);
  coming.provisional = provisional_start{in_weeks(6), 0.5, 0.4};
  r.recruitment["PO"] = coming;
  intake starters;
  starters.grade = "PO";
  starters.headcount = quantity(9);
  starters.start = month(2022, 6);
  starters.attendance = quantity(0.9);
  starters.share = sharing{};  // by vacancies
  r.intakes.push_back(starters);
  r.workload.spread = quantity(6);
  return r;
}

/// Point t of the mean of a series.
[[nodiscard]] inline double mean_at(const forecast_result& f, const std::string& measure, const std::string& unit,
                                    const std::string& of, std::size_t t) {
  return f.series(measure, unit, of).mean()[t];
}

/// The forecast of the expected policy.
[[nodiscard]] inline forecast_result expected(const region& r, int months = 24) {
  return forecast(r, {.months = months, .runs = 0});
}

}  // namespace probation::testing
