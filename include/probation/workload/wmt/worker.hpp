// The rules of wmt-worker, in double arithmetic in its order, quirks included; and those of wmt-probation-rules of
// 2021.
#pragma once

#include <array>        // for std::array
#include <optional>     // for std::optional
#include <string_view>  // for std::string_view

#include <probation/workload/wmt/configuration.hpp>
#include <probation/workload/wmt/counts.hpp>
#include <probation/workload/wmt/javascript.hpp>

/// What wmt-worker (commit 78f526b, December 2025) computes, to the last bit. Zero divided by zero, text for a number
/// and negative hours do here what they do there; `exact.hpp` is what we would have.
namespace probation::wmt::worker {

/// Locations in the order in which the points are added.
inline constexpr std::array<std::string_view, 3> locations = {"community", "custody", "licence"};

/// Grade numbers with rules of their own.
inline constexpr double spo = 2, pso = 3, unsupported = 5, pso_b = 7;

/// Hours of a full week by grade band.
struct default_hours {
  double pso = 0, po = 0, spo = 0;
};
struct default_targets {
  double pso = 0, po = 0;
};
/// Hours to divide: the officer's and those of the band.
struct hours {
  double base = 0, band = 0;
  friend bool operator==(const hours&, const hours&) = default;
};

/// The officer's hours if they are a number, else the band's; nothing for a grade that is not supported.
[[nodiscard]] inline std::optional<hours> contracted_hours(const js::value& grade_type_id, const js::value& contracted,
                                                           const default_hours& d) {
  if (js::is_exactly(grade_type_id, unsupported)) return std::nullopt;
  const bool is_pso = js::is_exactly(grade_type_id, pso) || js::is_exactly(grade_type_id, pso_b);
  const double band = is_pso ? d.pso : js::is_exactly(grade_type_id, spo) ? d.spo : d.po;
  return hours{js::is_number(contracted) ? std::get<double>(contracted) : band, band};
}

/// The PSO target for grade number 3, the PO target for every other.
[[nodiscard]] inline double nominal_target(const js::value& grade_type_id, const default_targets& targets) {
  return js::is_exactly(grade_type_id, pso) ? targets.pso : targets.po;
}

/// Target × (hours ÷ band) × ((hours − reductions) ÷ hours), cut to a whole number *as text*: 1 point too few for 28
/// of 56,775 pairs of hours, and 2 for 2.7e-8. Negative when more is taken off than there is.
[[nodiscard]] inline double available_points(const js::value& target, const js::value& grade_type_id,
                                             const js::value& contracted, const js::value& reduction,
                                             const default_hours& d) {
  const auto h = contracted_hours(grade_type_id, contracted, d);
  if (!h || h->base == 0 || h->band == 0) return 0;
  const double share = h->base / h->band;
  const double left = (h->base - js::to_number(reduction)) / h->base;
  return js::parse_int((js::to_number(target) * share) * left);
}

/// Reports × points each.
[[nodiscard]] inline double report_points(const js::value& count, const js::value& each) {
  return js::to_number(count) * js::to_number(each);
}

/// Percent retained by inactive cases, as given. A weight that is not there counts as 0: subtracted in full.
struct retained {
  js::value warrants, unpaid_work, overdue;
};
[[nodiscard]] inline retained retained_of(const retained_percent& p) {
  const auto value = [](const std::optional<quantity>& q) -> js::value { return q ? written_mean(*q) : 0.0; };
  return {value(p.warrants), value(p.unpaid_work), value(p.overdue)};
}

/// Points of the cases of a tier. `subtract`: inactive cases are among them (transition to adulthood only).
[[nodiscard]] inline double tier_points(const case_counts& n, double points, const retained& keep, bool subtract) {
  double sum = n.total * points;
  if (!subtract) return sum;
  const auto lost = [points](const js::value& weight) {
    if (js::is_undefined(weight)) return points;
    const double w = js::to_number(weight);
    return points * (w >= 100 ? 0.0 : w <= 0 ? 1.0 : (100 - w) / 100);
  };
  sum -= n.warrants * lost(keep.warrants);
  sum -= n.unpaid_work * lost(keep.unpaid_work);
  sum -= n.overdue * lost(keep.overdue);
  return sum;
}

/// Points of a location, tier by tier in the order of the configuration. Untiered cases are left out; a tier without
/// a weight is an error even if there is no such case.
[[nodiscard]] inline double location_points(const named<case_counts>& cells, const configuration& c,
                                            const case_weights& weights, std::string_view weights_at,
                                            const retained& keep, bool subtract) {
  double sum = 0;
  for (const auto& tier : c.tiers) {
    const case_counts* found = cells.find(tier);
    sum += tier_points(found != nullptr ? *found : case_counts{}, written_mean(weight_of(weights, weights_at, tier)),
                       keep, subtract);
  }
  return sum;
}

namespace detail {

[[nodiscard]] inline double mean_or(const std::optional<quantity>& q, std::string_view what) {
  if (q) return written_mean(*q);
  throw error("reports." + std::string(what), "nothing", "points each");
}

[[nodiscard]] inline points_breakdown breakdown(const holding& h, const configuration& c, const caseload& normal) {
  points_breakdown out;
  const retained keep = retained_of(c.cases.inactive);
  const retained keep_t2a = retained_of(c.t2a.inactive);
  double total = 0;
  for (const auto at : locations)
    total += out.cases[at] = location_points(cells_of(normal, at), c, c.cases, at, keep, false);
  for (const auto at : locations)
    total += out.t2a[at] = location_points(cells_of(h.t2a, at), c, c.t2a, at, keep_t2a, true);
  out.fdr = report_points(h.fdrs, mean_or(c.reports.fdr, "fdr"));
  out.sdr = report_points(h.sdrs, mean_or(c.reports.sdr, "sdr"));
  out.total = total + out.fdr + out.sdr;
  return out;
}

}  // namespace detail

/// Points of an officer, before contacts and before rounding.
[[nodiscard]] inline points_breakdown workload_points(const holding& h, const configuration& c) {
  return detail::breakdown(h, c, h.active);
}

/// Points of a prison's officer: over all cases, and what those in custody would score on licence.
[[nodiscard]] inline points_breakdown omic_points(const holding& h, const configuration& c) {
  points_breakdown out = detail::breakdown(h, c, h.all);
  out.projected_licence = location_points(cells_of(h.all, "custody"), c, c.cases, "licence", {}, false);
  out.t2a_projected_licence =
      location_points(cells_of(h.t2a, "custody"), c, c.t2a, "licence", retained_of(c.t2a.inactive), true);
  return out;
}

/// Rules of 2021: assessments of risk of sexual harm.
[[nodiscard]] inline double arms_points(const js::value& licence_cases, const js::value& community_cases,
                                        const js::value& licence_weight, const js::value& community_weight) {
  return js::to_number(licence_cases) * js::to_number(licence_weight) +
         js::to_number(community_cases) * js::to_number(community_weight);
}

/// Rules of 2021: parole assessment reports, if enabled.
[[nodiscard]] inline double parom_points(const js::value& completed, const js::value& each, const js::value& enabled) {
  return js::is_true(enabled) ? js::to_number(completed) * js::to_number(each) : 0;
}

/// Rules of 2021: the sum, with assessments and parole reports.
[[nodiscard]] inline points_breakdown workload_points_2021(const holding& h, const configuration& c) {
  points_breakdown out = workload_points(h, c);
  out.arms = arms_points(h.arms_licence, h.arms_community, detail::mean_or(c.reports.arms_licence, "arms_licence"),
                         detail::mean_or(c.reports.arms_community, "arms_community"));
  out.parom = parom_points(h.paroms, detail::mean_or(c.reports.parom, "parom"), c.reports.parom_enabled);
  out.total += out.parom + out.arms;
  return out;
}

/// value ÷ total in per cent; 0 if total is exactly 0, so that an officer without hours shows 0 % whatever they hold.
[[nodiscard]] inline double capacity_percent(const js::value& value, const js::value& total) {
  if (js::is_exactly(total, 0)) return 0;
  return (js::to_number(value) / js::to_number(total)) * 100;
}

/// Everything the worker stores of an officer.
struct result {
  double total_points = 0, sdr_points = 0, fdr_points = 0, nominal_target = 0, available_points = 0;
  double capacity_percent = 0, cms_percent = 0;
};

[[nodiscard]] inline result calculate(const holding& h, const configuration& c, double cms_points,
                                      const js::value& grade_type_id, const js::value& contracted,
                                      const js::value& reduction, const default_targets& targets,
                                      const default_hours& d) {
  const points_breakdown points = workload_points(h, c);
  result out;
  out.total_points = js::round(points.total + cms_points);
  out.sdr_points = points.sdr;
  out.fdr_points = points.fdr;
  out.nominal_target = nominal_target(grade_type_id, targets);
  out.available_points = available_points(out.nominal_target, grade_type_id, contracted, reduction, d);
  out.capacity_percent = capacity_percent(out.total_points, out.available_points);
  out.cms_percent = capacity_percent(cms_points, out.available_points);
  return out;
}

/// What the dashboard's workbook stores: whole per cent ÷ 100, and per cent to one digit ÷ 100.
struct dashboard {
  double capacity_fraction = 0, cms_fraction = 0;
};
[[nodiscard]] inline dashboard dashboard_format(const js::value& capacity, const js::value& cms) {
  if (!js::is_number(cms)) throw error("cms_percent", js::to_text(cms), "a number");
  return {js::round(js::to_number(capacity)) / 100, js::fixed(std::get<double>(cms), 1) / 100};
}

}  // namespace probation::wmt::worker
