// Officers together: teams, units, regions as ratios of sums, and what a percentage hides.
#pragma once

#include <algorithm>      // for std::lower_bound
#include <array>          // for std::array
#include <cstdio>         // for std::snprintf
#include <optional>       // for std::optional
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_map>  // for std::unordered_map
#include <vector>         // for std::vector

#include <probation/base/number.hpp>
#include <probation/workload/wmt/capacity.hpp>
#include <probation/workload/wmt/reductions.hpp>

namespace probation::wmt {

/// An officer in a team on a day, as far as sums need it.
struct officer {
  std::string name;
  std::string grade;
  std::string team, pdu, region;  ///< where the officer stands; empty if not said
  double points = 0;
  double available = 0;  ///< points available
  double contracted_hours = 0;
  double reduction_hours = 0;
  double cases = 0;
  double untiered = 0;  ///< of these cases
  double cms_points = 0;
  std::vector<reduction> reductions = {};  ///< those known, for findings; `reduction_hours` has those that count

  friend bool operator==(const officer&, const officer&) = default;
};

/// Officers added up.
struct workload_group {
  std::string name;
  int officers = 0;
  double points = 0, available = 0, remaining = 0;
  double contracted_hours = 0, reduction_hours = 0;
  double cases = 0, cms_points = 0;
  std::optional<double> percent;  ///< ratio of sums; nothing where no points are available
  std::optional<double> cms_percent;
  std::optional<double> mean_of_percents;  ///< of the officers that have one: *not* the workload, for comparison
  int without_capacity = 0;                ///< officers with points and no capacity
  double points_without_capacity = 0;      ///< their points: in the sum, and in no percentage of an officer

  friend bool operator==(const workload_group&, const workload_group&) = default;
};

/// By what officers are put together.
enum class level { officer, grade, team, pdu, region, all };

inline constexpr std::array<std::string_view, 6> level_names = {"officer", "grade", "team", "pdu", "region", "all"};

[[nodiscard]] inline level level_of(std::string_view name) {
  for (std::size_t i = 0; i < level_names.size(); ++i) {
    if (level_names[i] == name) return static_cast<level>(i);
  }
  throw detail::unknown("by", "level", name, level_names);
}

[[nodiscard]] inline const std::string& name_at(const officer& o, level by) noexcept {
  static const std::string everybody = "*";
  switch (by) {
    case level::officer: return o.name;
    case level::grade: return o.grade;
    case level::team: return o.team;
    case level::pdu: return o.pdu;
    case level::region: return o.region;
    default: return everybody;
  }
}

namespace detail {

inline void require_officer(const officer& o) {
  const std::string at = path_of("officers", {o.name.empty() ? "?" : o.name});
  if (!std::isfinite(o.points)) throw error(at + ".points", to_text(o.points), "a finite number of points");
  if (!std::isfinite(o.cms_points)) throw error(at + ".cms_points", to_text(o.cms_points), "a finite number of points");
  exact::require(o.available, at + ".available", "points, 0 or more");
  exact::require(o.contracted_hours, at + ".contracted_hours", "hours a week, 0 or more");
  exact::require(o.reduction_hours, at + ".reduction_hours", "hours a week, 0 or more");
  exact::require_count(o.cases, at + ".cases");
  exact::require_count(o.untiered, at + ".untiered");
}

struct group_sums {
  workload_group out;
  exact::sum points, available, contracted, reduction, cases, cms, hidden, percents;
  int with_percent = 0;
};

}  // namespace detail

/// Groups in the order in which they are met, called as they are first; sums are exact, so the order of the officers
/// does not matter. The percentage is Σ points ÷ Σ available, with the points of those without capacity in the
/// numerator, as the tool has it: such officers are counted in `without_capacity`. `error` names the officer whose
/// number makes no sense.
[[nodiscard]] inline std::vector<workload_group> aggregated(const std::vector<officer>& officers, level by) {
  std::vector<detail::group_sums> groups;
  std::unordered_map<std::string, std::size_t> index;  // by key of the name
  for (const officer& o : officers) {
    detail::require_officer(o);
    const std::string& name = name_at(o, by);
    const auto [at, is_new] = index.try_emplace(name_key(name), groups.size());
    if (is_new) groups.emplace_back().out.name = name;
    detail::group_sums& g = groups[at->second];
    ++g.out.officers;
    g.points.add(o.points);
    g.available.add(o.available);
    g.contracted.add(o.contracted_hours);
    g.reduction.add(o.reduction_hours);
    g.cases.add(o.cases);
    g.cms.add(o.cms_points);
    if (const auto percent = exact::capacity_percent(o.points, o.available)) {
      g.percents.add(*percent);
      ++g.with_percent;
    } else if (o.points != 0) {
      ++g.out.without_capacity;
      g.hidden.add(o.points);
    }
  }
  std::vector<workload_group> out;
  for (detail::group_sums& g : groups) {
    workload_group& w = out.emplace_back(std::move(g.out));
    w.points = g.points.to_double();
    w.available = g.available.to_double();
    w.remaining = (g.available.value() - g.points.value()).to_double();
    w.contracted_hours = g.contracted.to_double();
    w.reduction_hours = g.reduction.to_double();
    w.cases = g.cases.to_double();
    w.cms_points = g.cms.to_double();
    w.points_without_capacity = g.hidden.to_double();
    w.percent = exact::capacity_percent(w.points, w.available);
    w.cms_percent = exact::capacity_percent(w.cms_points, w.available);
    if (g.with_percent > 0) w.mean_of_percents = g.percents.to_double() / g.with_percent;
  }
  return out;
}

/// Something that a percentage does not show.
enum class finding_kind {
  no_capacity,        ///< points and no hours: 0 % on a page
  over_reduced,       ///< more hours taken off than contracted
  untiered_cases,     ///< cases that score nothing since they have no tier
  stale_reduction,    ///< recorded as active though its last day is past
  unended_reduction,  ///< active without a last day though its reason lasts for so many months
  over_cap,           ///< more hours than the reason allows
  excess,             ///< workload above the high threshold
};

inline constexpr std::array<std::string_view, 7> finding_names = {
    "no capacity",       "over-reduced",       "untiered cases", "stale reduction",
    "unended reduction", "over the allowance", "excess"};

[[nodiscard]] constexpr std::string_view to_string(finding_kind k) noexcept {
  return finding_names[static_cast<std::size_t>(k)];
}

struct finding {
  finding_kind kind;
  std::string officer, team;
  std::string text;   ///< what was found, in words
  double points = 0;  ///< that it concerns

  friend bool operator==(const finding&, const finding&) = default;
};

/// Everything that the percentages of these officers do not show, in the order of the officers.
[[nodiscard]] inline std::vector<finding> findings(const std::vector<officer>& officers, const configuration& c,
                                                   std::optional<day> today = {}) {
  std::vector<finding> out;
  for (const officer& o : officers) {
    detail::require_officer(o);
    const auto add = [&](finding_kind kind, std::string text) {
      out.push_back({kind, o.name, o.team, std::move(text), o.points});
    };
    if (o.available == 0 && o.points != 0)
      add(finding_kind::no_capacity, to_text(o.points) + " points and no capacity: no percentage, 0 % on a page");
    if (o.reduction_hours > o.contracted_hours)
      add(finding_kind::over_reduced,
          to_text(o.reduction_hours) + " hours taken off " + to_text(o.contracted_hours) + " contracted");
    if (o.untiered > 0)
      add(finding_kind::untiered_cases,
          to_text(o.untiered) + " of " + to_text(o.cases) + " cases have no tier and score nothing");
    for (const reduction& r : o.reductions) {
      const reduction_reason* reason = c.reductions.find(r.reason);
      if (reason != nullptr && r.hours > allowance_hours(c, r.reason, o.contracted_hours))
        add(finding_kind::over_cap, r.reason + ": " + to_text(r.hours) + " hours, " +
                                        to_text(allowance_hours(c, r.reason, o.contracted_hours)) + " are allowed");
      if (today && r.status == reduction_status::active && r.until && *r.until < *today)
        add(finding_kind::stale_reduction, r.reason + ": active, though it ended on " + r.until->str());
      if (!r.until && reason != nullptr && reason->months &&
          r.status.value_or(reduction_status::active) == reduction_status::active)
        add(finding_kind::unended_reduction,
            r.reason + ": no last day, though it lasts " + std::to_string(*reason->months) + " months");
    }
    const auto percent = exact::capacity_percent(o.points, o.available);
    if (percent && *percent > c.thresholds.high) {
      char text[32] = {};
      std::snprintf(text, sizeof text, "%.1f", *percent);
      add(finding_kind::excess, std::string(text) + " %, above " + to_text(c.thresholds.high) + " %");
    }
  }
  return out;
}

}  // namespace probation::wmt
