// Capacity, points and per cent of an officer under a policy.
#pragma once

#include <optional>     // for std::optional
#include <string_view>  // for std::string_view

#include <probation/workload/wmt/exact.hpp>
#include <probation/workload/wmt/hmpps.hpp>
#include <probation/workload/wmt/policy.hpp>
#include <probation/workload/wmt/web.hpp>
#include <probation/workload/wmt/worker.hpp>

namespace probation::wmt {

namespace detail {

[[nodiscard]] inline double value_of(const named<quantity>& from, std::string_view key, std::string_view where) {
  if (const quantity* found = from.find(key)) return written_mean(*found);
  throw error(path_of(where, {key}), "nothing", "a number");
}

[[nodiscard]] inline worker::default_hours worker_hours(const configuration& c) {
  return {value_of(c.hours, "PSO", "hours"), value_of(c.hours, "PO", "hours"), value_of(c.hours, "SPO", "hours")};
}
[[nodiscard]] inline worker::default_targets worker_targets(const configuration& c) {
  return {value_of(c.targets, "PSO", "targets"), value_of(c.targets, "PO", "targets")};
}
/// The number by which the worker knows a grade; one that it does not know counts as a PO.
[[nodiscard]] inline js::value worker_grade(const configuration& c, std::string_view grade) {
  const auto& rule = rule_of(c, grade);
  return rule.type_id ? js::value(static_cast<double>(*rule.type_id)) : js::value(js::null{});
}
/// A number as the service has it; `error` if it is not finite.
[[nodiscard]] inline decimal service_number(double x, const char* where) {
  if (!std::isfinite(x)) throw error(where, std::isnan(x) ? "not a number" : to_text(x), "a finite number");
  return decimal(x);
}
[[nodiscard]] inline bool like_worker(policy p) noexcept {
  return p == policy::wmt_worker || p == policy::wmt_web || p == policy::probation_rules;
}

}  // namespace detail

/// Points of a full officer of a grade.
[[nodiscard]] inline double nominal_target(const configuration& c, std::string_view grade, policy p = policy::exact) {
  if (p == policy::hmpps_workload) return written_mean(hmpps::grade_defaults(c, grade).points);
  if (detail::like_worker(p)) return worker::nominal_target(detail::worker_grade(c, grade), detail::worker_targets(c));
  const auto& rule = rule_of(c, grade);
  return rule.target ? detail::value_of(c.targets, *rule.target, "targets") : 0;
}

/// Default hours a week of a grade.
[[nodiscard]] inline double default_hours(const configuration& c, std::string_view grade, policy p = policy::exact) {
  if (p == policy::hmpps_workload) return written_mean(hmpps::grade_defaults(c, grade).hours);
  if (detail::like_worker(p)) {
    const auto h = worker::contracted_hours(detail::worker_grade(c, grade), js::null{}, detail::worker_hours(c));
    return h ? h->band : 0;
  }
  const auto& rule = rule_of(c, grade);
  return rule.hours ? detail::value_of(c.hours, *rule.hours, "hours") : 0;
}

/// Points that an officer can do in a month.
[[nodiscard]] inline double available_points(const configuration& c, std::string_view grade,
                                             std::optional<double> contracted, double reduction,
                                             policy p = policy::exact,
                                             exact::over_reduction rule = exact::over_reduction::refuse) {
  if (detail::like_worker(p)) {
    js::value hours = js::null{};  // and then assigned: g++ 12 takes what ?: makes for uninitialised
    if (contracted) hours = *contracted;
    return worker::available_points(nominal_target(c, grade, p), detail::worker_grade(c, grade), hours, reduction,
                                    detail::worker_hours(c));
  }
  const double target = nominal_target(c, grade, p);
  const double band = default_hours(c, grade, p);
  if (p == policy::exact)
    return rule_of(c, grade).has_capacity() ? exact::available_points(target, contracted, reduction, band, rule) : 0;
  const decimal available = detail::service_number(contracted.value_or(band), "contracted_hours") -
                            detail::service_number(reduction, "reduction_hours");
  return hmpps::available_points(decimal(target), decimal(band), available).to_double();
}

/// Points ÷ available in per cent; nothing if the policy has no percentage for it.
[[nodiscard]] inline std::optional<double> capacity_percent(double points, double available, policy p = policy::exact) {
  if (p == policy::exact) return exact::capacity_percent(points, available);
  if (p == policy::hmpps_workload)
    return hmpps::capacity_percent(detail::service_number(points, "points"),
                                   detail::service_number(available, "available_points"))
        .to_double();
  const double percent = worker::capacity_percent(points, available);
  return p == policy::wmt_web ? web::shown_percent(percent) : percent;
}

/// Points of what an officer holds, with `cms_points` of contacts: rounded where the policy rounds.
[[nodiscard]] inline points_breakdown workload_points(const holding& h, const configuration& c, double cms_points = 0,
                                                      policy p = policy::exact) {
  if (p == policy::exact) {
    points_breakdown out = exact::workload_points(h, c);
    if (!std::isfinite(cms_points)) throw error("cms_points", to_text(cms_points), "a finite number of points");
    out.total = (decimal(out.total) + decimal(cms_points)).to_double();
    return out;
  }
  if (p == policy::hmpps_workload) {
    for (const auto* cases : {&h.active, &h.t2a}) {
      for (const auto& [location, cells] : *cases) {
        const auto* none = cells.find(untiered);
        if (none != nullptr && none->total != 0)
          throw error(path_of(location, {untiered}), to_text(none->total) + " untiered cases", "cases with a tier",
                      "hmpps-workload cannot represent them");
      }
    }
    holding plain = h;  // the service knows nothing of inactive cases
    for (auto& [location, cells] : plain.t2a) {
      for (auto& [tier, n] : cells) n = {n.total};
    }
    points_breakdown out = exact::workload_points(plain, c);
    out.total += cms_points;
    return out;
  }
  points_breakdown out =
      p == policy::probation_rules ? worker::workload_points_2021(h, c) : worker::workload_points(h, c);
  out.total = js::round(out.total + cms_points);
  return out;
}

/// Points of a prison's officer (offender management in custody). The service does not compute them.
[[nodiscard]] inline points_breakdown omic_points(const holding& h, const configuration& c, policy p = policy::exact) {
  return p == policy::exact ? exact::omic_points(h, c) : worker::omic_points(h, c);
}

}  // namespace probation::wmt
