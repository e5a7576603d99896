// A region lowered to a plan: people and cases become stocks and flows.
#pragma once

#include <exception>  // for std::exception
#include <stdexcept>  // for std::invalid_argument

#include <probation/base/floating_environment.hpp>
#include <probation/base/problem.hpp>
#include <probation/organisation/validate.hpp>
#include <probation/projection/lower_backlogs.hpp>
#include <probation/projection/lower_case_flows.hpp>
#include <probation/projection/lower_caseload.hpp>
#include <probation/projection/lower_programmes.hpp>
#include <probation/projection/lower_recruitment.hpp>
#include <probation/projection/lower_staff_flows.hpp>
#include <probation/projection/lower_staffing.hpp>
#include <probation/projection/lower_unpaid_work.hpp>
#include <probation/projection/lower_victim_contact.hpp>
#include <probation/projection/lower_waiting_lists.hpp>
#include <probation/projection/measures.hpp>

namespace probation {

/// Whether a plan reports the parts of the region's ratios too, for the ratio of sums over many regions.
enum class ratio_parts { left_out, kept };

namespace detail {

/// Adds all that a region holds to its plan.
inline void lower_all(lowering& l) {
  const region& r = l.r;
  for (const auto& [name, unit] : r.pdus) l.units.push_back({name, path_of("pdus", {name}), &unit, true});
  for (const auto& [name, unit] : r.functions) l.units.push_back({name, path_of("functions", {name}), &unit, false});

  add_all_staff(l);
  add_all_pipelines(l);
  add_all_cases(l);
  share_starts(l);
  add_all_lists(l);
  for (auto& s : l.staff) {
    l.begin(s.path);
    add_staff_signals(l, s);
  }
  for (const auto& unit : l.units) {
    l.begin(unit.path);
    allocate_cases(l, unit.name);
  }
  for (auto& s : l.staff) {
    if (s.holds_cases) s.workload = signal(s.demand / s.capacity, s.name() + "/workload");
    if (s.establishment.exists() && !s.establishment.is_constant(0.0))
      signal(1.0 - s.fte / s.establishment, s.name() + "/vacancy_rate");
  }
  for (auto& s : l.staff) {
    l.begin(s.path);
    add_staff_flows(l, s);
  }
  for (auto& c : l.cases) {
    l.begin(c.path);
    add_case_flows(l, c);
  }
  add_recruitment_flows(l);
  add_intake_flows(l);
  l.begin("waiting_lists");
  add_list_flows(l);
  l.begin("programmes");
  add_programmes(l);
  l.begin("unpaid_work");
  add_unpaid_work(l);
  l.begin("victim_contact");
  add_victim_contact(l);
  l.begin("");
  add_measures(l);
}

/// Makes of `p`, which may have settings and no more, the plan of `r`. Whatever stands in the way is a problem of the
/// document: what the checks do not know is said by the primitives, and the place is that of what was being lowered.
inline void lower_into(plan& p, const region& r, int months, const progress_function& progress = {}) {
  const floating_environment exact;
  if (months < 1 || months > 600) throw std::invalid_argument("forecast: months must be 1 to 600");
  watch ask(progress);
  if (auto problems = problems_of(r, ask); !problems.empty()) throw document_error(std::move(problems), r.name);
  p.start = r.as_of;
  p.months = months;
  lowering l{r, p, {}, {}, {}, {}, ask};
  const auto refuse = [&](const std::exception& e) {
    contradiction(l, l.current, e.what(), "a region that can be projected");
  };
  try {
    lower_all(l);
  } catch (const document_error&) {
    throw;
  } catch (const std::logic_error& e) {  // an argument of a primitive
    refuse(e);
  } catch (const std::overflow_error& e) {
    refuse(e);
  } catch (const std::underflow_error& e) {
    refuse(e);
  } catch (const std::range_error& e) {
    refuse(e);
  }
}

}  // namespace detail

/// The plan of `r` for `months` months from its `as_of`. Throws document_error if the region contradicts itself,
/// std::invalid_argument if months is not 1–600, `interrupted` if progress says so (it is told of no steps).
[[nodiscard]] inline plan lower(const region& r, int months, ratio_parts parts = ratio_parts::left_out,
                                const progress_function& progress = {}) {
  plan p;
  p.has_ratio_parts = parts == ratio_parts::kept;
  detail::lower_into(p, r, months, progress);
  return p;
}

}  // namespace probation
