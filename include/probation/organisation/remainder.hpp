// The staff of a unit in numbers, the rest of the region by subtraction included.
#pragma once

#include <algorithm>    // for std::max
#include <cmath>        // for std::floor
#include <limits>       // for std::numeric_limits
#include <optional>     // for std::optional
#include <stdexcept>    // for std::out_of_range
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/organisation/region.hpp>

namespace probation {

/// Target FTE of staff in a month, at the means: in post ÷ (1 − vacancy rate) where that is what is given; in post
/// where neither is (no vacancies).
[[nodiscard]] inline double mean_establishment(const staff& s, month m) {
  if (s.establishment && !s.establishment->parts.empty()) return mean(s.establishment->at(m));
  const double in_post = s.in_post ? mean(*s.in_post) : 0.0;
  return s.vacancy_rate ? in_post / (1.0 - mean(*s.vacancy_rate)) : in_post;
}

/// 1 − in post ÷ establishment in a month, at the means; negative if there are more than the target. Not defined, so
/// not a number, without a target and where it is 0: nobody can say which share of no posts is vacant. (A forecast then
/// has no series of it either.)
[[nodiscard]] inline double vacancy_rate(const staff& s, month m) {
  if (!s.establishment && s.vacancy_rate) return mean(*s.vacancy_rate);
  const double target = s.establishment ? mean_establishment(s, m) : 0.0;
  if (!(target > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return 1.0 - (s.in_post ? mean(*s.in_post) : 0.0) / target;
}

namespace detail {

/// The whole number nearest to x, halves up, as a projection rounds people: sums and products of decimals that come out
/// a little below a half count as the half.
[[nodiscard]] inline int nearest_heads(double x) { return static_cast<int>(std::floor(x + 0.5 + 1e-9)); }

}  // namespace detail

/// Whole people at the start, at the means: as given, else the number nearest to in post and the cohorts' heads if
/// only they are; at least 1 where anyone is in post.
[[nodiscard]] inline int headcount_of(const staff& s) {
  if (s.headcount) return detail::nearest_heads(mean(*s.headcount));
  if (s.in_post) {
    const double in_post = mean(*s.in_post);
    return in_post > 0.0 ? (std::max)(1, detail::nearest_heads(in_post)) : 0;
  }
  int heads = 0;
  for (const cohort& c : s.cohorts) heads += c.headcount;
  return heads;
}

namespace detail {

/// Sums over units at the means, of a grade.
struct staff_sums {
  double in_post = 0, establishment = 0, cases = 0, points = 0;  ///< points in units of a full officer's
  double with_cases = 0;                                         ///< FTE of those whose caseload is given
  bool observed = true;                                          ///< every number that went in is
};

inline void use(staff_sums& sums, const quantity& q) {
  sums.observed = sums.observed && standing_of(q) == status::observed;
}

[[nodiscard]] inline staff_sums sums_of(const staff& s, month m) {
  staff_sums sums;
  sums.in_post = s.in_post ? mean(*s.in_post) : headcount_of(s);
  sums.establishment = s.establishment || s.vacancy_rate ? mean_establishment(s, m) : sums.in_post;
  if (s.in_post) use(sums, *s.in_post);
  if (s.establishment && !s.establishment->parts.empty()) use(sums, s.establishment->at(m));
  if (s.vacancy_rate) use(sums, *s.vacancy_rate);
  if (s.caseload && s.workload) {
    sums.cases = mean(*s.caseload) * sums.in_post;
    sums.points = mean(*s.workload) * sums.in_post;
    sums.with_cases = sums.in_post;
    use(sums, *s.caseload);
    use(sums, *s.workload);
  }
  return sums;
}

/// What the PDUs other than `unit` have of a grade.
[[nodiscard]] inline staff_sums sums_elsewhere(const region& r, std::string_view unit, std::string_view grade) {
  staff_sums sums;
  for (const auto& [name, pdu] : r.pdus) {
    const staff* s = name == unit || pdu.remainder ? nullptr : pdu.staff.find(grade);
    if (s == nullptr) continue;
    const staff_sums part = sums_of(*s, r.as_of);
    sums.in_post += part.in_post;
    sums.establishment += part.establishment;
    sums.cases += part.cases;
    sums.points += part.points;
    sums.with_cases += part.with_cases;
    sums.observed = sums.observed && part.observed;
  }
  return sums;
}

}  // namespace detail

/// The staff of a grade in a unit. As given; for the rest of the region, what is left of the region's totals when
/// the other PDUs are subtracted, at the means and as of the start, averages as ratios of sums:
///
///     in post  = N − Σ N_u                establishment = E − Σ E_u
///     caseload = (C·N − Σ C_u·N_u) ÷ in post     workload = (W·N − Σ W_u·N_u) ÷ in post
///
/// N, E in FTE; C and W averages of the region, C_u and W_u of unit u. What is given of the rest itself (a leaving
/// rate, stages) is kept. Throws std::out_of_range if there is no such unit or it has no staff of that grade.
[[nodiscard]] inline staff staff_of(const region& r, std::string_view unit, std::string_view grade) {
  const delivery_unit* u = r.pdus.find(unit);
  if (u == nullptr) u = &r.functions.at(unit);
  const staff* totals = u->remainder ? r.staff.find(grade) : nullptr;
  if (totals == nullptr) return u->staff.at(grade);
  const detail::staff_sums all = detail::sums_of(*totals, r.as_of);
  const detail::staff_sums rest = detail::sums_elsewhere(r, unit, grade);
  const auto left = [&](double x) {
    return quantity(distribution::certain, {x, 0, 0}, unit::none, "by subtraction from the region's totals",
                    all.observed && rest.observed ? status::observed : status::assumed);
  };
  const staff* given = u->staff.find(grade);
  staff s = given != nullptr ? *given : staff{};
  const double in_post = all.in_post - rest.in_post;
  s.in_post = left(in_post);
  if (totals->establishment || totals->vacancy_rate) s.establishment = left(all.establishment - rest.establishment);
  if (totals->caseload && totals->workload && in_post > 0.0) {
    s.caseload = left((all.cases - rest.cases) / in_post);
    s.workload = left((all.points - rest.points) / in_post);
  }
  if (!s.leaving_rate) s.leaving_rate = totals->leaving_rate;
  return s;
}

}  // namespace probation
