// The rules of wmt-web: reductions from a percentage, totals of a page, and how numbers are rounded there.
#pragma once

#include <algorithm>  // for std::min
#include <optional>   // for std::optional
#include <vector>     // for std::vector

#include <probation/workload/wmt/worker.hpp>

/// What wmt-web (commit 47d98ee, November 2025) computes, to the last bit.
namespace probation::wmt::web {

/// To a whole number, but down where the decimals begin with 5 (0.5 → 0, 1.55 → 1, 1.6 → 2). The decimals are looked
/// at to four digits. Nothing for what is no number.
[[nodiscard]] inline std::optional<double> custom_round(const js::value& x) {
  if (!js::is_true(x) && !js::is_exactly(x, 0)) return std::nullopt;
  const double number = js::to_number(x);
  const double rest = std::fmod(number, 1.0);
  if (rest == 0) return number;
  const double decimals = js::fixed(rest, 4);
  return decimals < 0.6 && decimals >= 0.5 ? std::floor(number) : js::round(number);
}

/// Hours of a reduction of so many per cent, to two digits and never more than are contracted; all of them if there
/// is no percentage.
[[nodiscard]] inline js::value reduction_hours(const js::value& contracted, const js::value& percent) {
  if (js::is_nothing(percent)) return contracted;
  const double hours = js::fixed(js::to_number(contracted) / 100 * js::to_number(percent), 2);
  const double most = js::to_number(contracted);
  if (std::isnan(hours) || std::isnan(most)) return js::nan;
  return (std::min)(hours, most);
}

/// An officer, or a team, on a page.
struct row {
  js::value total_points, available_points, contracted_hours, reduction_hours, total_cases, cms_points;
};
struct row_figures {
  double remaining_points = 0, capacity_percent = 0, cms_percent = 0;
};
struct totals {
  double points = 0, available_points = 0, contracted_hours = 0, reduction_hours = 0, cases = 0, remaining_points = 0;
  double cms_points = 0, capacity_percent = 0, cms_percent = 0;
};
struct overview {
  std::vector<row_figures> rows;
  totals total;
};

/// Rows and their totals: hours to one digit, percentages as ratios of sums. The points of officers without capacity
/// are in the numerator.
[[nodiscard]] inline overview team_overview(const std::vector<row>& rows) {
  overview out;
  for (const row& r : rows) {
    out.rows.push_back({js::to_number(r.available_points) - js::to_number(r.total_points),
                        worker::capacity_percent(r.total_points, r.available_points),
                        worker::capacity_percent(r.cms_points, r.available_points)});
    totals& t = out.total;
    t.points += js::to_number(r.total_points);
    t.available_points += js::to_number(r.available_points);
    t.contracted_hours += js::to_number(r.contracted_hours);
    t.reduction_hours += js::to_number(r.reduction_hours);
    t.cases += js::to_number(r.total_cases);
    t.remaining_points += out.rows.back().remaining_points;
    t.cms_points += js::to_number(r.cms_points);
  }
  totals& t = out.total;
  t.contracted_hours = js::fixed(t.contracted_hours, 1);
  t.reduction_hours = js::fixed(t.reduction_hours, 1);
  t.capacity_percent = worker::capacity_percent(t.points, t.available_points);
  t.cms_percent = worker::capacity_percent(t.cms_points, t.available_points);
  return out;
}

/// As a page of a team shows a percentage: one digit. That of an officer has none.
[[nodiscard]] inline double shown_percent(double percent, int digits = 1) { return js::fixed(percent, digits); }

/// Red on a page: above 110 per cent, strictly.
[[nodiscard]] inline bool is_red(double percent, double high = 110) noexcept { return percent > high; }

/// A row of the archive: another figure than the live one, and not comparable with it.
struct archive_row {
  double points = 0, available_points = 0, percent = 0;
};

/// The archive takes 37.5 hours for every grade, and adds the points of reports to a total that holds those of standard
/// and fast delivery reports already. The percentage has one digit, and is 0 without hours.
[[nodiscard]] inline archive_row archived(const js::value& total_points, const js::value& sdr_points,
                                          const js::value& fdr_points, const js::value& parom_points,
                                          const js::value& nominal_target, const js::value& grade_type_id,
                                          const js::value& contracted, const js::value& reduction) {
  archive_row out;
  out.points =
      js::to_number(total_points) + js::to_number(sdr_points) + js::to_number(fdr_points) + js::to_number(parom_points);
  out.available_points =
      worker::available_points(nominal_target, grade_type_id, contracted, reduction, {37.5, 37.5, 37.5});
  const bool no_hours = js::is_exactly(contracted, 0) || std::holds_alternative<js::null>(contracted);
  if (!no_hours && out.available_points != 0) out.percent = js::fixed(out.points / out.available_points * 100, 1);
  return out;
}

}  // namespace probation::wmt::web
