// Rules about cases, points and hours.
#pragma once

#include <algorithm>  // for std::find

#include <probation/analysis/audit/context.hpp>

namespace probation::detail {

/// The least and most points that the WMT gives a case in the community or on licence in a month of 2,176 points, of
/// the tiers that have any: tier D in the community, tier A3 on licence (default weights of the public migration V1_1).
inline constexpr double least_points_a_case = 29.0;
inline constexpr double most_points_a_case = 219.0;
inline constexpr double points_a_month = 2176.0;

/// Points available a month to the staff of a grade, at the means.
[[nodiscard]] inline double available_points(const region& r, const audited_staff& s) {
  const grade* g = find_grade(r, s.grade);
  if (g == nullptr) return 0.0;
  const double fte = s.given.in_post ? mean(*s.given.in_post) : headcount_of(s.given);
  return fte * mean_capacity(s.given, *g) * mean(g->points);
}

/// The share of a class that a grade holds whatever happens: its fixed share, or all if it alone is eligible.
[[nodiscard]] inline double share_held(const case_class& c, std::string_view grade) {
  if (!c.held_by) return 0.0;
  if (const quantity* share = c.held_by->shares.find(grade)) return mean(*share);
  const auto& grades = c.held_by->grades;
  return c.held_by->balanced && grades.size() == 1 && grades.front() == grade ? 1.0 : 0.0;
}

}  // namespace probation::detail

namespace probation::rules {

/// Points a case that follow from average caseload and workload: workload × available points ÷ caseload, at the means.
inline void implied_points(audit_context& audit) {
  for (const audited_staff& s : audit.all_staff()) {
    const grade* g = find_grade(audit.r, s.grade);
    if (!s.given.caseload || !s.given.workload || g == nullptr) continue;
    const double capacity = detail::mean_capacity(s.given, *g);
    const double cases = mean(*s.given.caseload);
    const double workload = mean(*s.given.workload);
    const double points = workload * capacity * detail::points_a_month / cases;
    if (points >= detail::least_points_a_case && points <= detail::most_points_a_case) continue;
    const double suited =
        (points < detail::least_points_a_case ? detail::least_points_a_case : detail::most_points_a_case) * cases /
        (capacity * detail::points_a_month);
    audit.add(
        s.path,
        detail::figure(cases) + " cases per officer at " + detail::in_percent(workload) + " are " +
            detail::figure(points) + " points a case; the tool gives " + detail::figure(detail::least_points_a_case) +
            " to " + detail::figure(detail::most_points_a_case),
        {detail::shown(s.path + ".caseload", *s.given.caseload), detail::shown(s.path + ".workload", *s.given.workload),
         detail::computed("points available to an officer a month", detail::figure(capacity * detail::points_a_month))},
        "check that both averages are over the same officers; so many cases would be " + detail::in_percent(suited) +
            " if all of them had the " + (points < detail::least_points_a_case ? "fewest" : "most") + " points");
  }
}

/// Averages of a grade beside classes of cases that it holds: the average covers all cases of an officer, and the model
/// adds the classes to those that the averages imply.
inline void cases_twice(audit_context& audit) {
  for (const audited_staff& s : audit.all_staff()) {
    const delivery_unit* unit = audit.r.pdus.find(s.unit);
    if (unit == nullptr) unit = audit.r.functions.find(s.unit);
    if (unit == nullptr || !s.given.caseload || !s.given.workload) continue;
    double points = 0.0;
    std::vector<exhibit> evidence = {detail::shown(s.path + ".workload", *s.given.workload)};
    for (const auto& [name, c] : unit->caseload) {
      const double held = detail::share_held(c, s.grade);
      if (!c.cases || !c.points || held <= 0.0) continue;
      const std::string at = path_of(audit.r.pdus.contains(s.unit) ? "pdus" : "functions", {s.unit, "caseload", name});
      points += held * mean(*c.cases) * mean(*c.points);
      evidence.push_back(detail::shown(at + ".cases", *c.cases));
      evidence.push_back(detail::shown(at + ".points", *c.points));
    }
    const double available = detail::available_points(audit.r, s);
    if (points <= 0.0 || available <= 0.0) continue;
    const double more = points / available;
    evidence.push_back(detail::computed("points of these classes ÷ points available",
                                        detail::figure(points) + " ÷ " + detail::figure(available)));
    audit.add(
        s.path + ".workload",
        "a workload of " + detail::in_percent(mean(*s.given.workload)) + " is stated, and classes of cases that " +
            s.grade + " holds besides are another " + detail::in_percent(more) + ": a forecast starts from the sum",
        std::move(evidence),
        "a published average covers all cases of an officer: take the classes out of it, or leave one of the two out");
  }
}

/// The region's stated workload beside what the cases × points of its units come to, where those are all there is:
/// every PDU that has the grade states its cases by class and no averages, and the grade alone holds its classes (or
/// fixed shares of them). Within 5 %, for figures of one month are rarely of one day.
inline void stated_points(audit_context& audit) {
  for (const audited_staff& all : audit.all_staff()) {
    if (!all.unit.empty() || !all.given.workload || audit.has_remainder()) continue;
    double certain = 0.0;
    double available = 0.0;
    bool whole = true;
    bool by_class = false;
    for (const audited_staff& s : audit.all_staff()) {
      const delivery_unit* unit = s.unit.empty() || s.grade != all.grade ? nullptr : audit.r.pdus.find(s.unit);
      if (unit == nullptr) continue;
      if (s.given.caseload && s.given.workload) whole = false;
      available += detail::available_points(audit.r, s);
      for (const auto& [name, c] : unit->caseload) {
        if (!c.cases || !c.points || !c.held_by) continue;
        const double held = detail::share_held(c, all.grade);
        const auto& grades = c.held_by->grades;
        const bool eligible = std::find(grades.begin(), grades.end(), all.grade) != grades.end();
        whole = whole && (!eligible || held > 0.0);
        certain += held * mean(*c.cases) * mean(*c.points);
        by_class = by_class || held > 0.0;
      }
    }
    if (!by_class || !whole || available <= 0.0) continue;
    const double counted = certain / available;
    const double stated = mean(*all.given.workload);
    if (std::abs(counted - stated) <= 0.05 * stated) continue;
    audit.add(all.path + ".workload",
              "the region's workload of " + all.grade + " is given as " + detail::in_percent(stated) +
                  "; cases × points of its units come to " + detail::in_percent(counted),
              {detail::shown(all.path + ".workload", *all.given.workload),
               detail::computed("cases × points ÷ points available",
                                detail::figure(certain) + " ÷ " + detail::figure(available))},
              "check the points of the classes, and that cases and workload are of one date");
  }
}

/// Points that a full officer has in a month given as the minutes of one: 37 hours a week are 9,653 minutes.
inline void points_as_minutes(audit_context& audit) {
  if (!audit.r.victim_contact) return;
  const quantity& available = audit.r.victim_contact->available;
  if (std::abs(mean(available) - detail::points_a_month) > 0.5) return;
  audit.add("victim_contact.available",
            detail::figure(mean(available)) +
                " are the WMT's points a month, and minutes are asked for: a week of 37 "
                "hours is " +
                detail::figure(std::round(full_time_minutes)) + " a month",
            {detail::shown("victim_contact.available", available)},
            "leave it out, or give minutes: hours a week for victims x 60 x 365.25 / 84");
}

/// Cases where nobody has any points available: the tool shows 0 %, a forecast infinity.
inline void zero_capacity(audit_context& audit) {
  const auto look = [&](std::string_view where, const named<delivery_unit>& units) {
    for (const auto& [unit_name, unit] : units) {
      for (const auto& [name, c] : unit.caseload) {
        if (!c.cases || !c.points || !c.held_by || mean(*c.cases) <= 0.0) continue;
        double available = 0.0;
        std::string who;
        const auto hold = [&](const std::string& grade) {
          who += (who.empty() ? "" : ", ") + grade;
          for (const audited_staff& s : audit.all_staff()) {
            if (s.unit == unit_name && s.grade == grade) available += detail::available_points(audit.r, s);
          }
        };
        for (const auto& grade : c.held_by->grades) hold(grade);
        for (const auto& item : c.held_by->shares) hold(item.first);
        if (available > 0.0) continue;
        const std::string at = path_of(where, {unit_name, "caseload", name});
        audit.add(
            at,
            detail::figure(mean(*c.cases)) + " cases of " + detail::figure(mean(*c.points)) + " points are held by " +
                who + " of \"" + unit_name + "\", who have no points available",
            {detail::shown(at + ".cases", *c.cases), detail::shown(at + ".points", *c.points)},
            "give the cases to a grade with staff in post, or correct in post: the tool would show 0 %, a forecast "
            "shows an infinite workload");
      }
    }
  };
  look("pdus", audit.r.pdus);
  look("functions", audit.r.functions);
  for (const audited_staff& s : audit.all_staff()) {
    if (s.unit.empty() || !s.given.caseload || !s.given.workload) continue;
    if (detail::available_points(audit.r, s) > 0.0) continue;
    audit.add(s.path,
              "a workload of " + detail::in_percent(mean(*s.given.workload)) + " is stated for " + s.grade +
                  ", who have no points available",
              {detail::shown(s.path + ".caseload", *s.given.caseload),
               detail::shown(s.path + ".workload", *s.given.workload)},
              "correct in post, or the capacity of the stage that they are in");
  }
}

}  // namespace probation::rules
