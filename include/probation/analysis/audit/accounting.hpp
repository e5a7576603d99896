// Rules about what is written and changes nothing.
#pragma once

#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/analysis/audit/context.hpp>
#include <probation/projection/accounting.hpp>

namespace probation::rules {

/// Months of the forecast that the rules look at: what begins later is for later documents.
inline constexpr int accounting_months = 120;

/// Numbers that no output of a forecast depends on, evidence and what is for the audit apart. (Where a region cannot be
/// projected, the forecast says why.)
inline void unused_number(audit_context& audit) {
  std::vector<unused_input> all;
  try {
    all = unused(audit.r, accounting_months);
  } catch (const std::invalid_argument&) {
    return;
  }
  for (const unused_input& x : all) {
    if (x.by_design) continue;
    audit.add(x.path, "no forecast depends on this number: " + x.reason, {},
              "correct the path if it was meant for something else, or leave it out");
  }
}

/// Staff who hold no cases where the same grade does elsewhere: their time counts nowhere.
inline void holds_nothing(audit_context& audit) {
  const auto holds = [&](const audited_staff& s) {
    if (s.given.caseload && s.given.workload) return true;
    const delivery_unit* unit = detail::find_unit(audit.r, s.unit);
    if (unit == nullptr) return false;
    for (const auto& [name, c] : unit->caseload) {
      if (!c.held_by) continue;
      if (c.held_by->shares.contains(s.grade)) return true;
      for (const std::string& grade : c.held_by->grades) {
        if (grade == s.grade) return true;
      }
    }
    return false;
  };
  for (const audited_staff& s : audit.all_staff()) {
    if (!audit.r.pdus.contains(s.unit) || headcount_of(s.given) == 0 || holds(s)) continue;
    for (const audited_staff& other : audit.all_staff()) {
      if (other.grade != s.grade || !audit.r.pdus.contains(other.unit) || !holds(other)) continue;
      audit.add(s.path,
                s.grade + " of \"" + s.unit + "\" hold no cases, and those of \"" + other.unit +
                    "\" do: their time is in no workload",
                detail::staffing_exhibits(s, audit.r.as_of),
                "give their caseload and workload, or classes of cases that they hold");
      break;
    }
  }
}

/// Scenarios that a region is under and that change no output; one without changes is the document by another name.
inline void idle_scenario(audit_context& audit) {
  std::string names;
  for (const std::string& name : audit.r.under) {
    const std::string* patch = present_of(audit.r).scenarios.find(name);
    if (patch != nullptr && *patch == "{}") continue;
    names += (names.empty() ? "\"" : "\" and \"") + name;
  }
  if (names.empty()) return;
  try {
    if (is_changed(audit.r, accounting_months)) return;
  } catch (const std::invalid_argument&) {
    return;
  }
  audit.add(path_of("scenarios", {audit.r.under.back()}), "under " + names + "\" every forecast is as without it", {},
            "look for a name in the patch that is not the document's, or a number that is not used");
}

}  // namespace probation::rules
