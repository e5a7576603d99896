// Checks of grades and staff.
#pragma once

#include <algorithm>      // for std::all_of, std::find
#include <string>         // for std::string
#include <unordered_map>  // for std::unordered_map

#include <probation/base/name_key.hpp>
#include <probation/organisation/checks/context.hpp>
#include <probation/organisation/remainder.hpp>

namespace probation::detail {

/// Units that are called the same, but for what does not tell names apart.
inline void check_unit_names(checks& c) {
  std::unordered_map<std::string, const placed_unit*> first;  // by key of the name
  for (const placed_unit& u : c.units) {
    const auto [at, is_new] = first.try_emplace(name_key(u.name), &u);
    if (is_new) continue;
    const placed_unit& other = *at->second;
    c.add(u.path, u.is_pdu == other.is_pdu ? '"' + std::string(u.name) + '"' : "the name of a PDU", "a name of its own",
          u.name == other.name ? "" : "it is the same name as \"" + std::string(other.name) + '"');
  }
}

inline void check_grade(checks& c, const std::string& path, const grade& g) {
  if (g.ladder.empty()) return c.add(path + ".ladder", "an empty list", "at least one stage");
  for (std::size_t i = 0; i < g.ladder.size(); ++i) {
    const std::string at = indexed(path + ".ladder", i);
    for (std::size_t j = 0; j < i; ++j) {
      if (same_name(g.ladder[j].name, g.ladder[i].name))
        c.add(at + ".name", '"' + g.ladder[i].name + '"', "each name once");
    }
    if (i + 1 < g.ladder.size() && !g.ladder[i].months)
      c.add(at + ".months", "nothing", "a time", "only the last stage is open");
  }
  const bool ends = g.ladder.back().months.has_value();
  if (ends && !g.qualification) {
    c.add(indexed(path + ".ladder", g.ladder.size() - 1) + ".months", "a time", "none, as the last stage is open",
          "or say in qualification what people become at the end");
  }
  if (!ends && g.qualification) {
    c.add(path + ".qualification", "a qualification after an open stage", "months for the last stage of the ladder");
  }
  if (g.qualification) {
    c.known_grade(path + ".qualification.to", g.qualification->to);
    if (g.qualification->otherwise) c.known_grade(path + ".qualification.otherwise", *g.qualification->otherwise);
  }
  if (!g.promotion) return;
  if (ends) c.add(path + ".promotion", "a promotion", "none, as promotion is out of an open stage");
  const grade* to = c.known_grade(path + ".promotion.to", g.promotion->to);
  if (to != nullptr && !to->ladder.empty() && to->ladder.back().months) {
    c.add(path + ".promotion.to", '"' + g.promotion->to + '"', "a grade whose last stage is open");
  }
}

/// Cohorts stand in the months of a ladder that ends, so its months must be whole and the ladder long enough.
inline void check_cohorts(checks& c, const std::string& path, const staff& s, const std::string& name, const grade& g) {
  if (s.cohorts.empty() || g.ladder.empty()) return;
  if (!g.ladder.back().months) {
    return c.add(path + ".cohorts", "cohorts of " + name, "cohorts of a grade that qualifies",
                 "the last stage of " + name + " is open");
  }
  double length = 0;
  for (const stage& step : g.ladder) {
    const double months = step.months ? mean(*step.months) : 0;
    if (!step.months || !step.months->is_certain() || std::abs(months - std::round(months)) > 1e-9) {
      return c.add(path + ".cohorts", "cohorts, but stage \"" + step.name + "\" does not last certain whole months",
                   "whole months in the ladder of " + name);
    }
    length += months;
  }
  int heads = 0;
  for (std::size_t i = 0; i < s.cohorts.size(); ++i) {
    const cohort& x = s.cohorts[i];
    heads += x.headcount;
    c.not_past(indexed(path + ".cohorts", i) + ".qualifies", x.qualifies);
    if (x.qualifies - c.r.as_of >= length) {
      c.add(indexed(path + ".cohorts", i) + ".qualifies", '"' + x.qualifies.str() + '"',
            "a month before " + (c.r.as_of + static_cast<int>(std::round(length))).str(),
            "the ladder of " + name + " is " + to_text(length) + " months long");
    }
  }
  if ((s.in_post || s.headcount) && heads > headcount_of(s)) {
    c.add(path + ".cohorts", std::to_string(heads) + " in cohorts",
          "at most the " + std::to_string(headcount_of(s)) + " heads in post");
  }
}

inline void check_stages(checks& c, const std::string& path, const staff& s, const std::string& name, const grade& g) {
  if (s.stages.empty() || g.ladder.empty()) return;
  if (g.ladder.back().months) {
    return c.add(path + ".stages", "stages of " + name, "cohorts",
                 "the ladder of " + name + " ends, so people stand in cohorts");
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < g.ladder.size(); ++i) names.push_back(g.ladder[i].name);
  double heads = 0;
  for (const auto& [stage_name, number] : s.stages) {
    heads += mean(number);
    if (std::find(names.begin(), names.end(), stage_name) == names.end()) {
      c.unknown(path_of(path, {"stages", stage_name}), "a stage of " + name + " before the last", stage_name, names);
    }
  }
  if ((s.in_post || s.headcount) && heads > headcount_of(s)) {
    c.add(path + ".stages", checks::short_text(heads) + " heads in stages",
          "at most the " + std::to_string(headcount_of(s)) + " heads in post");
  }
}

/// Refuses staff of next to nothing: quotients by it have no meaning.
inline void check_not_tiny(checks& c, const std::string& path, const quantity& q) {
  constexpr double least = 0.001;
  const double low =
      q.is_certain() || q.shape == distribution::pert || q.shape == distribution::uniform ? q.parameters[0] : mean(q);
  if (low > 0 && low < least) {
    c.add(path, to_text(low), "0, or " + to_text(least) + " FTE or more", "a head is some tenths of an FTE");
  }
}

/// What holds for staff wherever they stand.
inline void check_staff(checks& c, const std::string& path, const std::string& name, const staff& s) {
  if (const grade* g = c.known_grade(path, name)) {
    check_stages(c, path, s, name, *g);
    check_cohorts(c, path, s, name, *placing_grade(c.r, name));
  }
  if (s.in_post) check_not_tiny(c, path + ".in_post", *s.in_post);
  for (std::size_t i = 0; s.establishment && i < s.establishment->parts.size(); ++i) {
    const auto& parts = s.establishment->parts;
    check_not_tiny(c,
                   parts.size() == 1 && !parts[0].from ? path + ".establishment" : indexed(path + ".establishment", i),
                   parts[i].value);
  }
  if (s.establishment && s.establishment->parts.size() > 1) {
    // A vacancy rate of no posts is not defined, so a series of it must not come to such a month.
    const auto& parts = s.establishment->parts;
    const auto is_nothing = [](const auto& part) { return part.value.is_certain() && mean(part.value) == 0.0; };
    const bool all = std::all_of(parts.begin(), parts.end(), is_nothing);
    for (std::size_t i = 0; i < parts.size() && !all; ++i) {
      if (!is_nothing(parts[i])) continue;
      c.add(indexed(path + ".establishment", i), "0", "FTE above 0, or 0 throughout",
            "a vacancy rate of no posts is not defined; write what is left of them");
    }
  }
  if (s.establishment && s.vacancy_rate) {
    c.add(path + ".vacancy_rate", "vacancy_rate beside establishment", "one of them", "the other follows from in_post");
  }
  if (s.in_post && s.headcount && mean(*s.in_post) > 0 && mean(*s.headcount) <= 0) {
    c.add(path + ".headcount", to_text(mean(*s.headcount)), "1 or more, as in_post is " + to_text(mean(*s.in_post)));
  }
  if (s.caseload.has_value() != s.workload.has_value()) {
    c.add(path, s.caseload ? "caseload without workload" : "workload without caseload", "both or neither");
  }
  if (s.caseload && mean(*s.caseload) <= 0)
    c.add(path + ".caseload", "0", "cases per officer above 0", "leave it out if they hold no cases");
}

/// What holds for staff of a unit.
inline void check_unit_staff(checks& c, const placed_unit& u) {
  for (const auto& [name, s] : u.unit->staff) {
    const std::string path = path_of(u.path, {"staff", name});
    check_staff(c, path, name, s);
    if (u.unit->remainder && c.r.staff.contains(name)) {
      const std::string expected = "nothing, as it follows by subtraction from " + path_of("staff", {name});
      if (s.establishment) c.add(path + ".establishment", "a number", expected);
      if (s.vacancy_rate) c.add(path + ".vacancy_rate", "a number", expected);
      if (s.in_post) c.add(path + ".in_post", "a number", expected);
      if (s.headcount) c.add(path + ".headcount", "a number", expected);
      if (s.caseload) c.add(path + ".caseload", "a number", expected);
      if (s.workload) c.add(path + ".workload", "a number", expected);
    } else if (!s.in_post && s.cohorts.empty()) {
      c.add(path + ".in_post", "nothing", "FTE in post (or cohorts)");
    } else if (s.caseload && s.in_post && mean(*s.in_post) <= 0) {
      c.add(path + ".in_post", to_text(mean(*s.in_post)),
            "FTE above 0, as caseload and workload are averages over officers");
    }
  }
}

/// The rest of the region: what is left of a grade must not be negative.
inline void check_subtraction(checks& c, const placed_unit& u, const std::string& name, const staff& totals) {
  const std::string path = path_of("staff", {name});
  if (!totals.in_post) {
    return c.add(path + ".in_post", "nothing", "FTE of the whole region",
                 "\"" + std::string(u.name) + "\" is a remainder");
  }
  for (const auto& [other, pdu] : c.r.pdus) {
    const staff* s = pdu.remainder ? nullptr : pdu.staff.find(name);
    if (s != nullptr && totals.caseload && totals.workload && !(s->caseload && s->workload)) {
      c.add(path_of(path_of("pdus", {other}), {"staff", name}), "no caseload and workload",
            "both, as " + path + " gives the region's",
            "what is left for \"" + std::string(u.name) + "\" follows by subtraction");
    }
  }
  const staff_sums all = sums_of(totals, c.r.as_of);
  const staff_sums rest = sums_elsewhere(c.r, u.name, name);
  const auto enough = [&](std::string_view what, double whole, double part) {
    if (part <= whole * (1 + 1e-12)) return;
    c.add(path_of(u.path, {"staff", name}),
          std::string(what) + " of " + checks::short_text(whole) + " in the region less " + checks::short_text(part) +
              " in the other PDUs: " + checks::short_text(whole - part),
          "0 or more left");
  };
  enough("in post", all.in_post, rest.in_post);
  if (totals.establishment || totals.vacancy_rate) enough("establishment", all.establishment, rest.establishment);
  if (!totals.caseload || !totals.workload) return;
  enough("cases", all.cases, rest.cases);
  enough("points (workload x FTE)", all.points, rest.points);
  if (std::abs(all.cases - rest.cases) <= 1e-12 * all.cases) {
    c.add(path_of(u.path, {"staff", name}), "no cases left by subtraction", "cases above 0 left");
  }
}

inline void check_remainder(checks& c) {
  const placed_unit* first = nullptr;
  for (const placed_unit& u : c.units) {
    if (!u.unit->remainder) continue;
    if (!u.is_pdu) {
      c.add(u.path + ".remainder", "true", "false, as only a PDU can be the rest of the region");
    } else if (first != nullptr) {
      c.add(u.path + ".remainder", "true", "one remainder at most",
            "\"" + std::string(first->name) + "\" is one already");
    } else {
      first = &u;
    }
  }
  if (first == nullptr) return;
  if (c.r.staff.empty())
    return c.add("staff", "nothing", "totals of the region by grade",
                 "\"" + std::string(first->name) + "\" is a remainder");
  for (const auto& [name, totals] : c.r.staff) check_subtraction(c, *first, name, totals);
}

}  // namespace probation::detail
