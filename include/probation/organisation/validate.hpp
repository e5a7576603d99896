// Is this region one that can be projected? Every problem, with its place in the document.
#pragma once

#include <vector>  // for std::vector

#include <probation/organisation/checks/backlogs.hpp>
#include <probation/organisation/checks/caseload.hpp>
#include <probation/organisation/checks/evidence.hpp>
#include <probation/organisation/checks/fields.hpp>
#include <probation/organisation/checks/present.hpp>
#include <probation/organisation/checks/recruitment.hpp>
#include <probation/organisation/checks/staffing.hpp>

namespace probation {

namespace detail {

/// As `validate` says; `ask` may stop it.
[[nodiscard]] inline std::vector<problem> problems_of(const region& r, watch& ask) {
  std::vector<problem> problems;
  field_checker(problems, ask).check_value(place{}, r, kinds::number);
  checks c(r, problems);
  for (const auto& [name, g] : r.grades) check_grade(c, path_of("grades", {name}), g);
  for (const auto& [name, s] : r.staff) check_staff(c, path_of("staff", {name}), name, s);
  check_unit_names(c);
  for (const auto& u : c.units) {
    ask();
    check_unit_staff(c, u);
    check_unit_cases(c, u);
  }
  check_region_cases(c);
  check_all_recruitment(c);
  for (std::size_t i = 0; i < r.intakes.size(); ++i) check_intake(c, indexed("intakes", i), r.intakes[i]);
  for (std::size_t i = 0; i < r.transfers.size(); ++i) {
    check_transfer(c, indexed("transfers", i), r.transfers[i]);
  }
  check_backlogs(c);
  check_all_waits(c);
  check_reset(c);
  check_patch(c);
  for (const auto& [name, x] : r.surveys) {
    if (x.unit && *x.unit != r.name) c.known_unit(path_of("surveys", {name, "unit"}), *x.unit);
  }
  for (const auto& [name, x] : r.indicators) {
    if (x.unit && *x.unit != r.name) c.known_unit(path_of("indicators", {name, "unit"}), *x.unit);
    if (x.grade) c.known_grade(path_of("indicators", {name, "grade"}), *x.grade);
  }
  check_recommendations(c);
  check_remainder(c);
  return problems;
}

}  // namespace detail

/// Everything that is wrong with a region, whether it was read or built by hand; empty if nothing is.
///
/// Each field by itself: numbers of their kind (bounds over the whole support, units), text that must be there.
/// Fields together: names that must be known (with a near miss), ladders, cohorts, policies, allocation, shares that
/// add to 1, dates from `as_of` on, and a rest of the region that can be had by subtraction.
///
/// `progress` may stop it: then `interrupted` is thrown.
[[nodiscard]] inline std::vector<problem> validate(const region& r, const progress_function& progress = {}) {
  detail::watch ask(progress);
  return detail::problems_of(r, ask);
}

}  // namespace probation
