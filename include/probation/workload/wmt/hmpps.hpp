// The rules of hmpps-workload: decimal arithmetic of fifteen digits, and its errors.
#pragma once

#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/decimal.hpp>
#include <probation/workload/wmt/configuration.hpp>

/// What hmpps-workload (commit 1e70153, February 2026) computes, digit by digit.
namespace probation::wmt::hmpps {

/// A case as the service knows it.
struct case_of {
  std::string tier;
  std::string type;  ///< COMMUNITY, CUSTODY or LICENSE
  bool t2a = false;
};

/// A number as text; `error` if it is none.
[[nodiscard]] inline decimal number(std::string_view text, std::string_view where) {
  if (auto read = decimal::parse(text)) return *read;
  throw error(std::string(where), '"' + std::string(text) + '"', "a decimal number");
}

/// Target × (available hours ÷ the grade's, to 15 digits, halves up), cut to a whole number. 0 if no hours are
/// available or the grade's are 0. Grade hours of "0.0" are not "0" to this service: dividing by them is an error.
[[nodiscard]] inline decimal available_points(const decimal& points_for_grade, const decimal& hours_for_grade,
                                              const decimal& available_hours) {
  const bool is_zero = hours_for_grade.is_zero() && hours_for_grade.scale() == 0;
  if (available_hours <= decimal(0) || is_zero) return {};
  if (hours_for_grade.is_zero())
    throw error("hours_for_grade", hours_for_grade.str(), "hours above 0, or 0 without decimals",
                "hmpps-workload divides by zero here");
  return (points_for_grade * available_hours.divided_by(hours_for_grade, 15)).truncated();
}

/// Points ÷ available in per cent, to one digit, halves away from zero; 0 if either is 0.
[[nodiscard]] inline decimal capacity_percent(const decimal& points, const decimal& available) {
  if (points.is_zero() || available.is_zero()) return {};
  return points.divided_by(available, 3) * decimal(100);
}

struct defaults {
  quantity points, hours;
};

/// The target and default hours of a grade: SPO has targets and hours of its own; PO and PQiP have the PO's hours, PSO
/// the PSO's, and any other grade the SPO's hours with the PO's target. Keys are those of the configuration.
[[nodiscard]] inline defaults grade_defaults(const configuration& c, std::string_view grade) {
  const auto get = [](const named<quantity>& from, std::string_view key, std::string_view where) -> const quantity& {
    if (const quantity* found = from.find(key)) return *found;
    throw error(path_of(where, {key}), "nothing", "a number");
  };
  // The tool keeps the target of PSOs in the column called nominal_target_spo, and the service takes it at its word.
  const bool is_spo = grade == "SPO";
  const quantity& points = get(c.targets, is_spo ? (c.targets.contains("SPO") ? "SPO" : "PSO") : "PO", "targets");
  const std::string_view band = grade == "PO" || grade == "PQiP" ? "PO" : grade == "PSO" ? "PSO" : "SPO";
  return {points, get(c.hours, band, "hours")};
}

/// The points of a case. An unknown type, or a tier without a weight, is an error: the service fails on a null pointer.
[[nodiscard]] inline double case_points(const configuration& c, const case_of& one) {
  const std::string_view location = one.type == "COMMUNITY" ? "community"
                                    : one.type == "CUSTODY" ? "custody"
                                    : one.type == "LICENSE" ? "licence"
                                                            : "";
  if (location.empty())
    throw error("type", '"' + one.type + '"', "COMMUNITY, CUSTODY or LICENSE", "hmpps-workload has no weights for it");
  return written_mean(weight_of(one.t2a ? c.t2a : c.cases, location, one.tier));
}

/// Points of contacts by code; a code that is not known scores 0.
[[nodiscard]] inline double contact_points(const configuration& c, const std::vector<std::string>& codes) {
  double sum = 0;
  for (const auto& code : codes) {
    if (const quantity* found = c.contacts.find(code)) sum += written_mean(*found);
  }
  return sum;
}

/// Cases, reports and contacts: done for others' cases, less done by others for one's own.
[[nodiscard]] inline double workload_points(const configuration& c, const std::vector<case_of>& cases,
                                            double standard_reports, double fast_reports,
                                            const std::vector<std::string>& contacts_outside,
                                            const std::vector<std::string>& contacts_by_others) {
  double sum = 0;
  for (const auto& each : cases) sum += case_points(c, each);
  sum += standard_reports * (c.reports.sdr ? written_mean(*c.reports.sdr) : 0);
  sum += fast_reports * (c.reports.fdr ? written_mean(*c.reports.fdr) : 0);
  return sum + contact_points(c, contacts_outside) - contact_points(c, contacts_by_others);
}

/// The percentage after a case is given to an officer: its points now are replaced if it is held already.
[[nodiscard]] inline decimal potential_percent(const decimal& points, const decimal& available, const decimal& of_case,
                                               const decimal& held_now = {}) {
  return capacity_percent(points - held_now + of_case, available);
}

}  // namespace probation::wmt::hmpps
