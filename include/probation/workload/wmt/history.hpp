// Workload over time: excess that lasts, and whether it rises.
#pragma once

#include <algorithm>  // for std::max
#include <cmath>      // for std::sqrt
#include <optional>   // for std::optional
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/day.hpp>
#include <probation/base/number.hpp>
#include <probation/workload/wmt/error.hpp>

namespace probation::wmt {

/// The workload of somebody, in per cent, on a day.
struct snapshot {
  day on;
  double percent = 0;

  friend bool operator==(const snapshot&, const snapshot&) = default;
};

/// What excess is, and when it has lasted.
///
/// The ministers' definition (written answer 172934, 30 March 2021): over 110 per cent for four consecutive weeks.
struct excess_rule {
  double percent = 110;
  bool strict = true;  ///< above the percentage, or at least it
  int weeks = 4;
  int most_days_between = 10;  ///< snapshots further apart say nothing of the days between, and end a spell

  friend bool operator==(const excess_rule&, const excess_rule&) = default;
};

/// Snapshots in a row that are in excess.
struct excess_spell {
  day first, last;  ///< days of its first and last snapshot
  int snapshots = 0;
  int weeks = 0;  ///< consecutive weeks in which it was seen, counted from its first day
  double highest = 0;
  double mean = 0;  ///< of its snapshots
  bool is_sustained = false;
  bool is_open = false;  ///< its last snapshot is the last there is: it may go on

  friend bool operator==(const excess_spell&, const excess_spell&) = default;
};

namespace detail {

inline void require_order(const std::vector<snapshot>& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::string at = "snapshots[" + std::to_string(i) + ']';
    if (!std::isfinite(history[i].percent))
      throw error(at + ".percent", to_text(history[i].percent), "a finite number");
    if (i > 0 && history[i].on <= history[i - 1].on)
      throw error(at + ".on", history[i].on.str(), "a day after " + history[i - 1].on.str(),
                  "one snapshot a day, in order");
  }
}

}  // namespace detail

/// Every spell of excess, in order. A spell ends with a snapshot that is not in excess, or where the next is more than
/// `most_days_between` days away. It lasts ⌊(last − first) ÷ 7⌋ + 1 weeks: four weekly snapshots in a row, or daily
/// ones over 22 days, are four weeks.
///
/// Throws `error` if the days do not rise or a percentage is not finite.
[[nodiscard]] inline std::vector<excess_spell> excess_spells(const std::vector<snapshot>& history,
                                                             const excess_rule& rule = {}) {
  detail::require_order(history);
  if (rule.weeks < 1) throw error("weeks", std::to_string(rule.weeks), "1 or more");
  if (rule.most_days_between < 1) throw error("most_days_between", std::to_string(rule.most_days_between), "1 or more");
  std::vector<excess_spell> out;
  bool running = false;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const snapshot& s = history[i];
    const bool over = rule.strict ? s.percent > rule.percent : s.percent >= rule.percent;
    if (running && (!over || s.on - history[i - 1].on > rule.most_days_between)) running = false;
    if (!over) continue;
    if (!running) {
      out.push_back({s.on, s.on, 0, 0, s.percent, 0, false, false});
      running = true;
    }
    excess_spell& spell = out.back();
    spell.last = s.on;
    ++spell.snapshots;
    spell.highest = (std::max)(spell.highest, s.percent);
    spell.mean += (s.percent - spell.mean) / spell.snapshots;
    spell.weeks = (spell.last - spell.first) / 7 + 1;
    spell.is_sustained = spell.weeks >= rule.weeks;
  }
  if (running) out.back().is_open = true;
  return out;
}

/// A straight line through a history by ordinary least squares.
struct trend {
  double per_week = 0;  ///< percentage points a week
  double standard_error =
      0;               ///< of `per_week`, if errors are independent and alike (snapshots of a caseload are not quite)
  double at_last = 0;  ///< the line on the last day
  int snapshots = 0;

  friend bool operator==(const trend&, const trend&) = default;
};

/// The trend of a history; nothing for fewer than three snapshots, which leave no error to be judged by.
[[nodiscard]] inline std::optional<trend> trend_of(const std::vector<snapshot>& history) {
  detail::require_order(history);
  if (history.size() < 3) return std::nullopt;
  const auto n = static_cast<double>(history.size());
  double mean_week = 0;
  double mean_percent = 0;
  const auto week = [&](const snapshot& s) { return (s.on - history.front().on) / 7.0; };
  for (const auto& s : history) {
    mean_week += week(s) / n;
    mean_percent += s.percent / n;
  }
  double xx = 0;
  double xy = 0;
  double left = 0;
  for (const auto& s : history) {
    xx += (week(s) - mean_week) * (week(s) - mean_week);
    xy += (week(s) - mean_week) * (s.percent - mean_percent);
  }
  trend out;
  out.per_week = xy / xx;
  for (const auto& s : history) {
    const double residual = s.percent - mean_percent - out.per_week * (week(s) - mean_week);
    left += residual * residual;
  }
  out.standard_error = std::sqrt(left / (n - 2) / xx);
  out.at_last = mean_percent + out.per_week * (week(history.back()) - mean_week);
  out.snapshots = static_cast<int>(history.size());
  return out;
}

}  // namespace probation::wmt
