// Checks of what today's stocks are laid out by, and of what a patch adds to the document that it is of.
#pragma once

#include <probation/organisation/checks/context.hpp>

namespace probation::detail {

/// Arrivals a month at the start, at the mean; nothing where they are not given.
[[nodiscard]] inline std::optional<double> arriving(const checks& c, const std::optional<timed_quantity>& rate) {
  if (!rate || rate->parts.empty()) return std::nullopt;
  return mean(rate->at(c.r.as_of));
}

/// Checks that waiting times so far are given, or follow from arrivals.
inline void check_waits(checks& c, const std::string& path, double waiting, bool said, std::optional<double> arrivals) {
  if (said || waiting <= 0 || !arrivals || *arrivals > 0) return;
  c.add(path, checks::short_text(waiting) + " waiting, and nobody who arrives",
        "waited or mean_wait: how long they have waited", "it cannot be inferred from arrivals of 0");
}

inline void check_all_waits(checks& c) {
  const region& now = present_of(c.r);
  for (const auto& [name, w] : c.r.waiting_lists) {
    const waiting_list& before = before_of(now.waiting_lists, name, w);
    std::optional<double> all = arriving(c, before.arrivals.rate);
    for (const std::string& grade : w.recruits) {
      // A policy that does not say how many offers it makes counts as one.
      const auto add = [&](const recruitment* policy) {
        if (policy != nullptr) all = all.value_or(0) + arriving(c, policy->per_month).value_or(1);
      };
      add(now.recruitment.find(grade));
      for (const placed_unit& u : c.units) add(u.unit->recruitment.find(grade));
    }
    const std::string path = path_of("waiting_lists", {name});
    check_waits(c, path, mean(w.waiting), !w.waited.empty() || w.mean_wait.has_value(), all);
  }
  for (const auto& [name, x] : c.r.programmes) {
    const double waiting = x.waiting                       ? mean(*x.waiting)
                           : x.identified && x.not_started ? mean(*x.identified) * mean(*x.not_started)
                                                           : 0.0;
    check_waits(c, path_of("programmes", {name}), waiting, !x.waited.empty() || x.mean_wait.has_value(),
                arriving(c, before_of(now.programmes, name, x).arrivals.rate));
  }
}

/// Whether anything else in the document moves people to a unit or has its work there.
[[nodiscard]] inline bool is_referred_to(const region& r, std::string_view unit) {
  const auto in = [&](const std::optional<std::string>& x) { return x && *x == unit; };
  return std::any_of(r.intakes.begin(), r.intakes.end(), [&](const intake& x) { return in(x.unit); }) ||
         std::any_of(r.transfers.begin(), r.transfers.end(), [&](const transfer& x) { return x.to == unit; });
}

/// A unit, or a grade, that only the patch has and that has nothing of its own: a name that was meant for another.
inline void check_patch(checks& c) {
  if (!c.r.present) return;
  const region& before = *c.r.present;
  std::vector<std::string> units;
  for (const auto* all : {&before.pdus, &before.functions}) {
    for (const auto& item : *all) units.push_back(item.first);
  }
  for (const placed_unit& u : c.units) {
    if (find_unit(before, u.name) != nullptr || !u.unit->staff.empty() || u.unit->remainder) continue;
    const bool is_new = !u.unit->recruitment.empty() || is_referred_to(c.r, u.name);
    if (is_new && near_miss(u.name, units).empty()) continue;
    c.unknown(u.path, "a unit of the document, or staff for a new one", u.name, units);
  }
  std::vector<std::string> grades;
  for (const auto& item : before.grades) grades.push_back(item.first);
  for (const auto& item : default_grades()) {
    if (!before.grades.contains(item.first)) grades.push_back(item.first);
  }
  for (const auto& item : c.r.grades) {
    const std::string& name = item.first;
    if (find_grade(before, name) != nullptr) continue;
    const bool has_people = std::any_of(c.units.begin(), c.units.end(), [&](const placed_unit& u) {
      return c.has_staff(u, name) || u.unit->recruitment.contains(name);
    });
    const bool is_entered = std::any_of(c.r.grades.begin(), c.r.grades.end(), [&](const auto& other) {
      const grade& g = other.second;
      return (g.promotion && g.promotion->to == name) ||
             (g.qualification && (g.qualification->to == name || g.qualification->otherwise == name));
    });
    const bool joins =
        std::any_of(c.r.intakes.begin(), c.r.intakes.end(), [&](const intake& x) { return x.grade == name; });
    if (!has_people && !is_entered && !joins) {
      c.unknown(path_of("grades", {name}), "a grade of the document, or one that staff have", name, grades);
    }
  }
}

/// Contact that ends weighs cases by tier: cases that averages imply have no tier.
inline void check_reset(checks& c) {
  if (!c.r.workload.reset) return;
  const bool by_tier = std::any_of(c.units.begin(), c.units.end(), [](const placed_unit& u) {
    return std::any_of(u.unit->caseload.begin(), u.unit->caseload.end(),
                       [](const auto& item) { return !item.second.tiers.empty(); });
  });
  if (by_tier) return;
  c.add("workload.reset", "contact that ends, but no cases by tier", "cases by tier in a unit (tiers and location)",
        "cases that caseload and workload imply have an average weight and no tier, so nothing would change");
}

}  // namespace probation::detail
