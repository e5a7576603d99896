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

/// Everything that is wrong with a region, whether it was read or built by hand; empty if nothing is.
///
/// Each field by itself: numbers of their kind (bounds over the whole support, units), text that must be there.
/// Fields together: names that must be known (with a near miss), ladders, cohorts, policies, allocation, shares that
/// add to 1, dates from `as_of` on, and a rest of the region that can be had by subtraction.
///
/// `progress` may stop it: then `interrupted` is thrown.
[[nodiscard]] inline std::vector<problem> validate(const region& r, const progress_function& progress = {}) {
  std::vector<problem> problems;
  detail::watch ask(progress);
  detail::field_checker(problems, ask).check_value(detail::place{}, r, kinds::number);
  detail::checks c(r, problems);
  for (const auto& [name, g] : r.grades) detail::check_grade(c, path_of("grades", {name}), g);
  for (const auto& [name, s] : r.staff) detail::check_staff(c, path_of("staff", {name}), name, s);
  detail::check_unit_names(c);
  for (const auto& u : c.units) {
    ask();
    detail::check_unit_staff(c, u);
    detail::check_unit_cases(c, u);
  }
  detail::check_region_cases(c);
  detail::check_all_recruitment(c);
  for (std::size_t i = 0; i < r.intakes.size(); ++i)
    detail::check_intake(c, detail::indexed("intakes", i), r.intakes[i]);
  for (std::size_t i = 0; i < r.transfers.size(); ++i) {
    detail::check_transfer(c, detail::indexed("transfers", i), r.transfers[i]);
  }
  detail::check_backlogs(c);
  detail::check_all_waits(c);
  detail::check_reset(c);
  detail::check_patch(c);
  for (const auto& [name, x] : r.surveys) {
    if (x.unit && *x.unit != r.name) c.known_unit(path_of("surveys", {name, "unit"}), *x.unit);
  }
  for (const auto& [name, x] : r.indicators) {
    if (x.unit && *x.unit != r.name) c.known_unit(path_of("indicators", {name, "unit"}), *x.unit);
    if (x.grade) c.known_grade(path_of("indicators", {name, "grade"}), *x.grade);
  }
  detail::check_recommendations(c);
  detail::check_remainder(c);
  return problems;
}

}  // namespace probation
