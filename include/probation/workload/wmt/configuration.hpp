// What the tool is set to: tiers, weights, targets, hours, reductions, contacts and thresholds, as dated data.
#pragma once

#include <array>        // for std::array
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/day.hpp>
#include <probation/base/named.hpp>
#include <probation/base/quantity.hpp>
#include <probation/workload/wmt/error.hpp>

namespace probation::wmt {

/// Percent of a case's points that an inactive case *keeps*: 0 and it scores nothing, 100 and it scores in full.
/// Absent means 0.
struct retained_percent {
  std::optional<quantity> warrants;
  std::optional<quantity> unpaid_work;
  std::optional<quantity> overdue;  ///< termination overdue

  friend bool operator==(const retained_percent&, const retained_percent&) = default;
};

/// Points a case, by location and tier, and what inactive cases keep.
struct case_weights {
  named<named<quantity>> points;  ///< location → tier → points
  retained_percent inactive;

  friend bool operator==(const case_weights&, const case_weights&) = default;
};

/// Points a report or assessment.
struct report_weights {
  std::optional<quantity> sdr;             ///< standard delivery report
  std::optional<quantity> fdr;             ///< fast delivery report ("SDR conversion")
  std::optional<quantity> parom;           ///< parole assessment report; scored by the rules of 2021 only
  bool parom_enabled = true;               ///< whether those rules score it
  std::optional<quantity> arms_community;  ///< assessment of risk of sexual harm: rules of 2021 only
  std::optional<quantity> arms_licence;

  friend bool operator==(const report_weights&, const report_weights&) = default;
};

/// A grade as the tool knows it.
struct grade_rule {
  std::optional<int> type_id;         ///< number by which the worker knows it
  std::optional<std::string> target;  ///< whose target it has; absent: no capacity
  std::optional<std::string> hours;   ///< whose default hours it has; absent: no capacity
  std::vector<std::string> codes;     ///< grade codes of the case management system that mean it, matched exactly

  [[nodiscard]] bool has_capacity() const noexcept { return target && hours; }
  friend bool operator==(const grade_rule&, const grade_rule&) = default;
};

/// A reason for which hours are taken off.
struct reduction_reason {
  std::optional<quantity> percent;       ///< allowance: percent of contracted hours; absent: free entry
  std::optional<quantity> most_percent;  ///< cap: at most so many percent of contracted hours
  std::optional<int> months;             ///< how long it lasts
  std::string category;
  bool enabled = true;  ///< reductions for a reason that is not enabled do not count

  friend bool operator==(const reduction_reason&, const reduction_reason&) = default;
};

/// Workload in per cent at which something is said.
struct threshold_percents {
  double low = 90;  ///< the target band begins here
  double full = 100;
  double high = 110;  ///< more than this is red, and in excess

  friend bool operator==(const threshold_percents&, const threshold_percents&) = default;
};

/// The settings in force from a day on. A quantity without a source of its own has that of the configuration.
struct configuration {
  std::string name;
  std::optional<day> from;  ///< absent: always
  std::string source;
  std::vector<std::string> tiers;  ///< in order; sums are made in it
  case_weights cases;
  case_weights t2a;  ///< transition to adulthood
  report_weights reports;
  named<quantity> targets;  ///< points of a full officer by grade band
  named<quantity> hours;    ///< default hours a week by grade band
  named<grade_rule> grades;
  named<reduction_reason> reductions;
  named<quantity> contacts;  ///< points of a contact by code
  int contact_days = 7;      ///< a contact counts while the day is before its date + so many days
  threshold_percents thresholds;

  friend bool operator==(const configuration&, const configuration&) = default;
};

/// Configurations of several dates, the earliest first.
struct configurations {
  std::string name;
  std::vector<configuration> versions;

  /// The one in force on a day: the last that has begun. Without a day the last of all.
  /// Throws `error` if none has begun.
  [[nodiscard]] const configuration& at(std::optional<day> d = {}) const {
    const configuration* found = nullptr;
    for (const auto& c : versions) {
      if (!d || !c.from || *c.from <= *d) found = &c;
    }
    if (found != nullptr) return *found;
    throw error("date", d ? d->str() : "no configuration",
                versions.empty() ? "at least one version" : "a day from " + versions.front().from->str() + " on");
  }

  friend bool operator==(const configurations&, const configurations&) = default;
};

/// Cases that have no tier yet: counted in a caseload, never given points.
inline constexpr std::string_view untiered = "untiered";

/// The 32 tiers of version 2 in the order of the tool: A3 … D0, then the same with S (contact suspended).
[[nodiscard]] inline std::vector<std::string> tiers_v2() {
  std::vector<std::string> out;
  for (const char* suffix : {"", "S"}) {
    for (const char letter : {'A', 'B', 'C', 'D'}) {
      for (const char digit : {'3', '2', '1', '0'}) out.push_back(std::string{letter, digit} + suffix);
    }
  }
  return out;
}

/// The seven tiers of version 3. No points for them have been published.
[[nodiscard]] inline std::vector<std::string> tiers_v3() { return {"A", "B", "C", "D", "E", "F", "G"}; }

/// Points of a case of a tier at a location; throws `error` that names both if there is no weight.
[[nodiscard]] inline const quantity& weight_of(const case_weights& weights, std::string_view location,
                                               std::string_view tier) {
  const auto* tiers = weights.points.find(location);
  if (tiers == nullptr) throw detail::unknown("", "location", location, detail::keys_of(weights.points));
  if (const quantity* found = tiers->find(tier)) return *found;
  throw error(path_of(location, {tier}), "no weight of tier " + std::string(tier) + " at " + std::string(location),
              "points a case", "give it in the configuration, 0 if such a case scores nothing");
}

/// The rule of a grade; throws `error` naming the grades there are.
[[nodiscard]] inline const grade_rule& rule_of(const configuration& c, std::string_view grade) {
  if (const grade_rule* found = c.grades.find(grade)) return *found;
  throw detail::unknown("grade", "grade", grade, detail::keys_of(c.grades));
}

/// The grade that a code means, by the key of names; "DMY", which has no capacity, for any other text.
[[nodiscard]] inline std::string grade_from_code(const configuration& c, std::string_view code) {
  const std::string key = name_key(code);
  for (const auto& [grade, rule] : c.grades) {
    for (const auto& each : rule.codes) {
      if (each == code || name_key(each) == key) return grade;
    }
  }
  return "DMY";
}

/// The source of a quantity in a configuration.
[[nodiscard]] inline const std::string& source_of(const configuration& c, const quantity& q) noexcept {
  return q.source.empty() ? c.source : q.source;
}

}  // namespace probation::wmt
