// What is wrong with configurations beyond single fields.
#pragma once

#include <algorithm>    // for std::find, std::count
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/workload/wmt/configuration.hpp>

namespace probation::wmt {

namespace detail {

inline void check_weights(const configuration& c, const case_weights& weights, const std::string& where,
                          std::vector<problem>& problems) {
  for (const auto& [location, cells] : weights.points) {
    const std::string at = path_of(where + ".points", {location});
    for (const auto& [tier, points] : cells) {
      if (std::find(c.tiers.begin(), c.tiers.end(), tier) != c.tiers.end()) continue;
      const std::string close_name = near_miss(tier, c.tiers);
      problems.push_back({path_of(at, {tier}), "a tier that is not listed", "one of tiers",
                          close_name.empty() ? "" : "did you mean " + close_name + "?", 0, 0});
    }
    for (const auto& tier : c.tiers) {
      if (!cells.contains(tier))
        problems.push_back({path_of(at, {tier}), "nothing", "points of tier " + tier + " at " + location,
                            "0 if such a case scores nothing", 0, 0});
    }
  }
}

inline void check_version(const configuration& c, const std::string& where, std::vector<problem>& problems) {
  for (std::size_t i = 0; i < c.tiers.size(); ++i) {
    const std::string at = where + ".tiers[" + std::to_string(i) + ']';
    if (std::find(c.tiers.begin(), c.tiers.begin() + static_cast<std::ptrdiff_t>(i), c.tiers[i]) !=
        c.tiers.begin() + static_cast<std::ptrdiff_t>(i))
      problems.push_back({at, '"' + c.tiers[i] + '"', "each tier once", "", 0, 0});
    if (c.tiers[i] == untiered || c.tiers[i].empty())
      problems.push_back({at, '"' + c.tiers[i] + '"', "the name of a tier", "untiered cases are none", 0, 0});
  }
  if (c.tiers.empty()) problems.push_back({where + ".tiers", "no tier", "at least one", "", 0, 0});
  if (c.cases.points.empty()) problems.push_back({where + ".cases.points", "no location", "at least one", "", 0, 0});
  check_weights(c, c.cases, where + ".cases", problems);
  check_weights(c, c.t2a, where + ".t2a", problems);
  const auto check_key = [&](const std::optional<std::string>& key, const named<quantity>& of, const char* what,
                             const std::string& at) {
    if (!key || of.contains(*key)) return;
    std::string list;
    for (const auto& name : keys_of(of)) list += (list.empty() ? "" : ", ") + std::string(name);
    problems.push_back({at, '"' + *key + '"', "a key of " + std::string(what) + ": " + list, "", 0, 0});
  };
  for (const auto& [grade, rule] : c.grades) {
    const std::string at = path_of(where + ".grades", {grade});
    check_key(rule.target, c.targets, "targets", at + ".target");
    check_key(rule.hours, c.hours, "hours", at + ".hours");
  }
  const auto& t = c.thresholds;
  if (!(t.low <= t.full && t.full <= t.high))
    problems.push_back({where + ".thresholds", "levels out of order", "low <= full <= high", "", 0, 0});
}

}  // namespace detail

/// Everything wrong with configurations that no field shows by itself: tiers without a weight and weights without a
/// tier, keys that lead nowhere, versions that do not follow each other.
[[nodiscard]] inline std::vector<problem> validate(const configurations& c) {
  std::vector<problem> problems;
  if (c.versions.empty()) problems.push_back({"versions", "no version", "at least one", "", 0, 0});
  for (std::size_t i = 0; i < c.versions.size(); ++i) {
    const std::string at = "versions[" + std::to_string(i) + ']';
    const auto& from = c.versions[i].from;
    if (i > 0 && !from) problems.push_back({at + ".from", "nothing", "the day from which it holds", "", 0, 0});
    if (i > 0 && from && c.versions[i - 1].from && *c.versions[i - 1].from >= *from)
      problems.push_back(
          {at + ".from", '"' + from->str() + '"', "a day after " + c.versions[i - 1].from->str(), "", 0, 0});
    detail::check_version(c.versions[i], at, problems);
  }
  return problems;
}

}  // namespace probation::wmt
