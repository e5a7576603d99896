// The staff behind backlogs, in numbers.
#pragma once

#include <stdexcept>  // for std::invalid_argument

#include <probation/backlog/capacity.hpp>
#include <probation/backlog/victim_workload.hpp>
#include <probation/organisation/remainder.hpp>

namespace probation {

/// FTE in post now of the staff that a backlog draws on, at the means, the rest of the region by subtraction.
[[nodiscard]] inline double mean_fte(const region& r, const staff_reference& s) {
  double sum = 0;
  const auto add = [&](const std::string& name, const delivery_unit& u) {
    const bool there = u.staff.contains(s.grade) || (u.remainder && r.staff.contains(s.grade));
    if (!there || (s.unit && *s.unit != name)) return;
    const staff found = staff_of(r, name, s.grade);
    sum += found.in_post ? mean(*found.in_post) : headcount_of(found);
  };
  for (const auto& [name, u] : r.pdus) add(name, u);
  for (const auto& [name, u] : r.functions) add(name, u);
  return sum;
}

/// The workload of a region's victim liaison officers now, at the means: 1.0 is 100 %. Throws std::invalid_argument if
/// the region has no victim contact, or nobody for it.
[[nodiscard]] inline double victim_team_workload(const region& r) {
  if (!r.victim_contact) throw std::invalid_argument("victim_team_workload: the region has no victim contact");
  return backlog::team_workload(*r.victim_contact, mean_fte(r, r.victim_contact->staff), r.as_of);
}

}  // namespace probation
