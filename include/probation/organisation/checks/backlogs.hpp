// Checks of backlogs: waiting lists, programmes, unpaid work, victim contact.
#pragma once

#include <probation/base/kind.hpp>
#include <probation/organisation/checks/caseload.hpp>
#include <probation/organisation/checks/context.hpp>

namespace probation::detail {

/// Ends of the support of a number in months, where it has them; else the mean.
[[nodiscard]] inline double lowest(const quantity& q) {
  const bool bounded = q.is_certain() || q.shape == distribution::pert || q.shape == distribution::uniform;
  return bounded ? in_months(q.parameters[0], q.unit) : mean(q);
}
[[nodiscard]] inline double highest(const quantity& q) {
  if (q.shape == distribution::pert) return in_months(q.parameters[2], q.unit);
  if (q.shape == distribution::uniform) return in_months(q.parameters[1], q.unit);
  return mean(q);
}

/// A time that the months of a projection cannot tell from none.
inline void check_not_short(checks& c, const std::string& path, const std::optional<quantity>& time,
                            double months = 1) {
  if (time && lowest(*time) < months) {
    c.add(path, checks::short_text(lowest(*time)) + " months", checks::short_text(months) + " months or more",
          "a projection counts in months");
  }
}

/// The staff that a backlog draws on: a grade that is known, in a unit that has it.
inline void check_staff_reference(checks& c, const std::string& path, const staff_reference& s) {
  if (c.known_grade(path + ".grade", s.grade) == nullptr) return;
  if (s.unit) {
    const placed_unit* u = c.known_unit(path + ".unit", *s.unit);
    if (u != nullptr && !c.has_staff(*u, s.grade)) {
      c.add(path, "no " + s.grade + " in \"" + *s.unit + '"', "a grade that the unit has",
            "add " + path_of(u->path, {"staff", s.grade}));
    }
  } else if (std::none_of(c.units.begin(), c.units.end(), [&](const auto& u) { return c.has_staff(u, s.grade); })) {
    c.add(path, "no unit that has " + s.grade, "staff of that grade somewhere");
  }
}

/// Arrivals of a backlog: nothing says how many would be steady, so a rate is needed.
inline void check_arrivals(checks& c, const std::string& path, const starts& s) {
  if (!s.rate) c.add(path + ".per_month", "nothing", "a number a month, 0 or more", "0 if nobody comes");
  check_seasonality(c, path + ".seasonality", s.seasonality);
}

/// Shares by month that must add to 1, and exclude another way of saying it.
inline void check_shares_by_month(checks& c, const std::string& path, const std::vector<double>& shares,
                                  bool said_otherwise, std::string_view other) {
  if (shares.empty()) return;
  if (said_otherwise) return c.add(path, "shares beside " + std::string(other), "one of them");
  double sum = 0;
  for (const double x : shares) sum += x;
  if (std::abs(sum - 1) > 1e-9) {
    c.add(path, "shares that add to " + checks::short_text(sum), "shares that add to 1");
  }
}

/// Who has waited for `limit` is overdue, who has waited for `expiry` is gone.
inline void check_limit(checks& c, const std::string& path, const std::optional<quantity>& limit,
                        const std::optional<quantity>& expiry) {
  if (limit && expiry && mean(*limit) >= mean(*expiry)) {
    c.add(path + ".limit", checks::short_text(mean(*limit)) + " months",
          "less than expiry, " + checks::short_text(mean(*expiry)) + " months", "else nobody is ever overdue");
  }
}

/// Whether a grade of a unit has cases, and so a workload.
[[nodiscard]] inline bool holds_cases(const checks& c, const placed_unit& u, std::string_view grade) {
  return implies_class(c, u, grade) ||
         std::any_of(u.unit->caseload.begin(), u.unit->caseload.end(), [&](const auto& item) {
           const auto& by = item.second.held_by;
           return by && (by->shares.contains(grade) ||
                         std::find(by->grades.begin(), by->grades.end(), grade) != by->grades.end());
         });
}

inline void check_capacity(checks& c, const std::string& path, const service_capacity& s) {
  if (s.staff) check_staff_reference(c, path + ".staff", *s.staff);
  if (s.per_month && (s.staff || s.each)) {
    return c.add(path, "per_month beside staff and each", "one of them");
  }
  if (!s.per_month && !(s.staff && s.each)) {
    return c.add(path,
                 s.staff  ? "staff without each"
                 : s.each ? "each without staff"
                          : "nothing",
                 "per_month, or staff and each");
  }
  if (!s.feedback) return;
  if (!s.staff) return c.add(path + ".feedback", "feedback without staff", "staff and each");
  for (const placed_unit& u : c.units) {
    if ((s.staff->unit && *s.staff->unit != u.name) || !c.has_staff(u, s.staff->grade)) continue;
    if (!holds_cases(c, u, s.staff->grade)) {
      c.add(path + ".feedback", s.staff->grade + " of \"" + std::string(u.name) + "\", who hold no cases",
            "staff that have a workload");
    }
  }
}

inline void check_waiting_list(checks& c, const std::string& path, const waiting_list& w) {
  if (w.unit) c.known_unit(path + ".unit", *w.unit);
  check_shares_by_month(c, path + ".waited", w.waited, w.mean_wait.has_value(), "mean_wait");
  check_not_short(c, path + ".mean_wait", w.mean_wait, 0.5);
  check_not_short(c, path + ".expiry", w.expiry);
  if (!w.recruits.empty() && !w.classes.empty()) {
    c.add(path + ".classes", "classes beside recruits", "one of them", "recruits wait alike");
  }
  if (w.recruits.empty()) {
    check_arrivals(c, path + ".arrivals", w.arrivals);
  } else {
    check_seasonality(c, path + ".arrivals.seasonality", w.arrivals.seasonality);
  }
  check_limit(c, path, w.limit, w.expiry);
  check_capacity(c, path + ".capacity", w.capacity);
  named<quantity> shares;
  for (const auto& [name, x] : w.classes) {
    shares[name] = x.share;
    check_limit(c, path_of(path, {"classes", name}), x.limit, w.expiry);
  }
  c.adds_to_one(path + ".classes", shares);
  for (std::size_t i = 0; i < w.recruits.size(); ++i) {
    const std::string at = indexed(path + ".recruits", i);
    if (c.known_grade(at, w.recruits[i]) == nullptr) continue;
    const bool recruited = c.r.recruitment.contains(w.recruits[i]) ||
                           std::any_of(c.units.begin(), c.units.end(),
                                       [&](const auto& u) { return u.unit->recruitment.contains(w.recruits[i]); });
    if (!recruited) c.add(at, '"' + w.recruits[i] + '"', "a grade with recruitment");
    for (const auto& [other, list] : c.r.waiting_lists) {
      if (&list == &w) break;
      if (std::find(list.recruits.begin(), list.recruits.end(), w.recruits[i]) != list.recruits.end()) {
        c.add(at, '"' + w.recruits[i] + '"', "a grade that waits on one list", "it waits on \"" + other + "\" already");
      }
    }
  }
}

inline void check_programme(checks& c, const std::string& path, const programme& p) {
  if (p.unit) c.known_unit(path + ".unit", *p.unit);
  if (p.waiting.has_value() == (p.identified && p.not_started) ||
      p.identified.has_value() != p.not_started.has_value()) {
    c.add(path,
          p.waiting && p.identified ? "waiting beside identified"
          : p.identified            ? "identified without not_started"
          : p.not_started           ? "not_started without identified"
                                    : "no number of people waiting",
          "waiting, or identified and not_started");
  }
  check_shares_by_month(c, path + ".waited", p.waited, p.mean_wait.has_value(), "mean_wait");
  check_arrivals(c, path + ".arrivals", p.arrivals);
  check_limit(c, path, p.limit, p.expiry);
  double least = 0;
  double most = kinds::infinite;
  for (const auto& part : p.least.parts) least = (std::max)(least, highest(part.value));
  for (const auto& part : p.most.parts) most = (std::min)(most, lowest(part.value));
  if (least > most) {
    c.add(path + ".least", checks::short_text(least) + " people", "at most " + checks::short_text(most),
          "no group could ever start");
  }
  check_not_short(c, path + ".mean_wait", p.mean_wait, 0.5);
  check_not_short(c, path + ".expiry", p.expiry);
  check_not_short(c, path + ".length", p.length);
  if (p.facilitators) check_staff_reference(c, path + ".facilitators", *p.facilitators);
  if (p.facilitators.has_value() != p.groups_each.has_value()) {
    c.add(path, p.facilitators ? "facilitators without groups_each" : "groups_each without facilitators", "both");
  } else if (!p.groups && !p.facilitators) {
    c.add(path, "nothing that says how many groups can run", "groups, or facilitators and groups_each");
  }
  if (mean(p.completion) <= 0 && mean(p.returns) >= 1) {
    c.add(path + ".returns", "1", "below 1, as nobody completes", "else nobody ever leaves");
  }
}

inline void check_ordered_hours(checks& c, const std::string& path, const unpaid_work& u) {
  if (u.ordered.empty()) return c.add(path + ".ordered", "nothing", "hours and share, at least once");
  double sum = 0;
  double longest = 0;
  for (std::size_t i = 0; i < u.ordered.size(); ++i) {
    sum += mean(u.ordered[i].share);
    longest = (std::max)(longest, u.ordered[i].hours);
    if (i > 0 && u.ordered[i].hours <= u.ordered[i - 1].hours) {
      c.add(indexed(path + ".ordered", i) + ".hours", checks::short_text(u.ordered[i].hours),
            "more than " + checks::short_text(u.ordered[i - 1].hours), "they stand in ascending order");
    }
  }
  if (std::abs(sum - 1) > 1e-9) {
    c.add(path + ".ordered", "shares that add to " + checks::short_text(sum), "shares that add to 1");
  }
  if (mean(u.hours) > mean(u.people) * longest) {
    c.add(path + ".hours", checks::short_text(mean(u.hours)) + " hours owed by " + checks::short_text(mean(u.people)),
          "at most " + checks::short_text(longest) + " hours each, the longest order");
  }
  if (mean(u.people) > 0 && mean(u.hours) <= 0) {
    c.add(path + ".hours", "0", "hours above 0, as " + checks::short_text(mean(u.people)) + " people owe some");
  }
}

inline void check_unpaid_work_supply(checks& c, const std::string& path, const unpaid_work& u) {
  const bool by_level = u.delivery && u.delivery->level;
  if (!u.groups && !u.individual && !by_level) {
    c.add(path, "nothing that says what can be worked", "groups, individual, or delivery.level");
  }
  if (u.groups) check_staff_reference(c, path + ".groups.staff", u.groups->staff);
  double shares = 0;
  if (u.independent) {
    for (const auto& part : u.independent->parts) shares = (std::max)(shares, mean(part.value));
  }
  if (u.education) {
    double education = 0;
    for (const auto& part : u.education->share.parts) education = (std::max)(education, mean(part.value));
    if (education > mean(u.education->allowed)) {
      c.add(path + ".education.share", checks::short_text(education),
            "at most what is allowed, " + checks::short_text(mean(u.education->allowed)));
    }
    shares += education;
  }
  if (shares >= 1) {
    c.add(path + ".independent", checks::short_text(shares) + " of all hours with education",
          "a share that leaves some for placements");
  }
}

inline void check_unpaid_work(checks& c, const std::string& path, const unpaid_work& u) {
  if (u.unit) c.known_unit(path + ".unit", *u.unit);
  check_shares_by_month(c, path + ".since_order", u.since_order, u.past_12_months || u.past_24_months,
                        "past_12_months");
  if (u.past_24_months && highest(*u.past_24_months) > (u.past_12_months ? lowest(*u.past_12_months) : 0)) {
    c.add(path + ".past_24_months", to_text(highest(*u.past_24_months)),
          u.past_12_months ? "at most past_12_months, " + to_text(lowest(*u.past_12_months))
                           : "past_12_months beside it");
  }
  check_not_short(c, path + ".operational_period", u.operational_period);
  check_ordered_hours(c, path, u);
  check_arrivals(c, path + ".orders", u.orders);
  if (u.suspended.has_value() != u.operational_period.has_value()) {
    c.add(path, u.suspended ? "suspended without operational_period" : "operational_period without suspended", "both");
  }
  check_unpaid_work_supply(c, path, u);
}

inline void check_victim_contact(checks& c, const std::string& path, const victim_contact& v) {
  if (v.unit) c.known_unit(path + ".unit", *v.unit);
  check_staff_reference(c, path + ".staff", v.staff);
  check_arrivals(c, path + ".referrals", v.referrals);
  if (v.open_cases.has_value() != v.open_for.has_value()) {
    c.add(path, v.open_cases ? "open_cases without open_for" : "open_for without open_cases", "both");
  }
  check_not_short(c, path + ".open_for", v.open_for);
  for (const auto& [name, activity] : v.activities) {
    if (activity.on == victim_activity::occasion::open_case && !v.open_cases) {
      c.add(path_of(path, {"activities", name, "on"}), "\"open case\"", "open_cases and open_for beside activities");
    }
  }
}

/// Names under which series of backlogs go: each once, none that of a grade.
inline void check_backlog_names(checks& c) {
  static constexpr std::string_view taken[] = {"unpaid work", "victim contact"};
  const auto name_check = [&](const std::string& path, const std::string& name) {
    for (const auto t : taken) {
      if (name == t)
        c.add(path, "the name \"" + name + '"', "another name",
              "it stands for [" + std::string(t == "unpaid work" ? "unpaid_work" : "victim_contact") + "]");
    }
    if (find_grade(c.r, name) != nullptr) c.add(path, "the name of a grade", "a name of its own");
  };
  for (const auto& item : c.r.programmes) name_check(path_of("programmes", {item.first}), item.first);
  for (const auto& item : c.r.waiting_lists) {
    const std::string path = path_of("waiting_lists", {item.first});
    name_check(path, item.first);
    if (c.r.programmes.contains(item.first)) c.add(path, "the name of a programme", "a name of its own");
  }
}

inline void check_backlogs(checks& c) {
  check_backlog_names(c);
  for (const auto& [name, w] : c.r.waiting_lists) check_waiting_list(c, path_of("waiting_lists", {name}), w);
  for (const auto& [name, p] : c.r.programmes) check_programme(c, path_of("programmes", {name}), p);
  if (c.r.unpaid_work) check_unpaid_work(c, "unpaid_work", *c.r.unpaid_work);
  if (c.r.victim_contact) check_victim_contact(c, "victim_contact", *c.r.victim_contact);
}

}  // namespace probation::detail
