// Whose time counts: staff who hold cases, and staff on whom a backlog draws.
#pragma once

#include <algorithm>  // for std::any_of, std::find
#include <optional>   // for std::optional
#include <string>     // for std::string

#include <probation/organisation/present.hpp>

namespace probation::detail {

/// Whether the staff of a grade in a unit hold cases: those that averages imply, or a class.
[[nodiscard]] inline bool may_hold_cases(const region& r, const std::string& unit, const std::string& grade) {
  const delivery_unit& u = *find_unit(r, unit);
  const staff* given = u.remainder ? r.staff.find(grade) : nullptr;
  if (given == nullptr) given = u.staff.find(grade);
  if (given != nullptr && given->caseload && given->workload) return true;
  return std::any_of(u.caseload.begin(), u.caseload.end(), [&](const auto& item) {
    const auto& by = item.second.held_by;
    return by &&
           (by->shares.contains(grade) || std::find(by->grades.begin(), by->grades.end(), grade) != by->grades.end());
  });
}

/// Whether the time of the staff of a grade in a unit counts: they hold cases, or a backlog draws on them.
[[nodiscard]] inline bool time_counts(const region& r, const std::string& unit, const std::string& grade) {
  const auto draws = [&](const std::optional<staff_reference>& who) {
    return who && who->grade == grade && (!who->unit || *who->unit == unit);
  };
  if (may_hold_cases(r, unit, grade)) return true;
  for (const auto& item : r.waiting_lists) {
    if (draws(item.second.capacity.staff)) return true;
  }
  for (const auto& item : r.programmes) {
    if (draws(item.second.facilitators)) return true;
  }
  return (r.unpaid_work && r.unpaid_work->groups && draws(r.unpaid_work->groups->staff)) ||
         (r.victim_contact && draws(r.victim_contact->staff));
}

}  // namespace probation::detail
