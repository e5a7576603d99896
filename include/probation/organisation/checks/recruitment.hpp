// Checks of recruitment, intakes and transfers.
#pragma once

#include <probation/organisation/checks/context.hpp>

namespace probation::detail {

/// Whether the establishment of a grade in a unit is known.
[[nodiscard]] inline bool has_establishment(const checks& c, const placed_unit& u, std::string_view name) {
  const auto given = [](const staff* s) { return s != nullptr && (s->establishment || s->vacancy_rate); };
  if (!u.unit->remainder || !c.r.staff.contains(name)) return given(u.unit->staff.find(name));
  if (!given(c.r.staff.find(name))) return false;
  return std::all_of(c.r.pdus.begin(), c.r.pdus.end(), [&](const auto& item) {
    const staff* s = item.second.remainder ? nullptr : item.second.staff.find(name);
    return s == nullptr || given(s);
  });
}

/// How people of a grade are shared among `units`: shares given are of those; the rules need an establishment.
inline void check_sharing(checks& c, const std::string& path, const sharing& how, const std::string& name,
                          const std::vector<const placed_unit*>& units) {
  if (how.by == sharing::rule::given) {
    for (const auto& item : how.shares) {
      const std::string at = path_of(path, {"share", item.first});
      const placed_unit* u = c.known_unit(at, item.first);
      if (u != nullptr && !c.has_staff(*u, name)) {
        c.add(at, "a share of " + name + " for \"" + item.first + "\"", "a unit that has staff of grade " + name);
      }
    }
    return c.adds_to_one(path + ".share", how.shares);
  }
  if (units.size() < 2) return;
  for (const placed_unit* u : units) {
    if (has_establishment(c, *u, name)) continue;
    c.add(path + ".share",
          "sharing by vacancies or establishment, but " + path_of(u->path, {"staff", name}) + " has none",
          "an establishment or vacancy_rate in every unit", "or give shares by unit");
  }
}

/// `units`: those that this policy recruits for.
inline void check_recruitment(checks& c, const std::string& path, const std::string& name, const recruitment& x,
                              const std::vector<const placed_unit*>& units, bool of_region) {
  c.known_grade(path, name);
  c.known_stage(path + ".stage", x.stage, name);
  std::string given;
  int policies = 0;
  for (const auto& [key, is_given] : {std::pair{"per_month", x.per_month.has_value()},
                                      {"schedule", !x.schedule.empty()},
                                      {"fill", x.fill.has_value()}}) {
    if (is_given) given += (policies++ > 0 ? ", " : "") + std::string(key);
  }
  if (policies > 1) c.add(path, given, "one of them", "they are different policies");
  // An empty table means no recruitment, such as in a unit that has no part in the region's recruitment.
  if (policies == 0 && !x.in_vetting && x != recruitment{}) {
    c.add(path, "no policy", "one of per_month, schedule, fill; or in_vetting", "or nothing, if nobody is recruited");
  }
  for (std::size_t i = 0; i < x.schedule.size(); ++i)
    c.not_past(indexed(path + ".schedule", i) + ".month", x.schedule[i].month);
  if (!x.vetting && x.in_vetting) c.add(path + ".in_vetting", "people in vetting", "vetting: how long it takes");
  if (!x.vetting && x.provisional)
    c.add(path + ".provisional_start", "a provisional start", "vetting: how long it takes");
  if (!of_region) {
    if (x.share) c.add(path + ".share", "a share", "none, as this recruits for one unit");
    if (x.fill && !units.empty() && !has_establishment(c, *units.front(), name)) {
      c.add(path + ".fill", "fill", "an establishment or vacancy_rate to fill to");
    }
    return;
  }
  if (units.empty() && find_grade(c.r, name) != nullptr)
    c.add(path, "recruitment of " + name, "a unit that has staff of that grade");
  if (x.fill) {
    for (const placed_unit* u : units) {
      if (!has_establishment(c, *u, name)) {
        c.add(path + ".fill", "fill, but " + path_of(u->path, {"staff", name}) + " has no establishment",
              "an establishment or vacancy_rate to fill to");
      }
    }
  }
  if (x.per_month || !x.schedule.empty() || x.in_vetting || x.share) {
    check_sharing(c, path, x.share.value_or(sharing{}), name, units);
  }
}

inline void check_all_recruitment(checks& c) {
  for (const auto& [name, x] : c.r.recruitment) {
    std::vector<const placed_unit*> units;
    for (const placed_unit& u : c.units) {
      if (c.has_staff(u, name) && !u.unit->recruitment.contains(name)) units.push_back(&u);
    }
    check_recruitment(c, path_of("recruitment", {name}), name, x, units, true);
  }
  for (const placed_unit& u : c.units) {
    for (const auto& [name, x] : u.unit->recruitment) {
      check_recruitment(c, path_of(u.path, {"recruitment", name}), name, x, {&u}, false);
    }
  }
}

inline void check_intake(checks& c, const std::string& path, const intake& x) {
  const grade* g = c.known_grade(path + ".grade", x.grade);
  c.not_past(path + ".start", x.start);
  c.known_stage(path + ".stage", x.stage, x.grade);
  if (x.unit) c.known_unit(path + ".unit", *x.unit);
  if (x.unit && x.share) c.add(path, "unit and share", "one of them");
  if (!x.unit && !x.share)
    c.add(path, "no unit", "unit, or share", entry("share", "vacancies") + " shares them by vacancies");
  if (!x.share || g == nullptr) return;
  std::vector<const placed_unit*> units;
  for (const placed_unit& u : c.units) {
    if (c.has_staff(u, x.grade)) units.push_back(&u);
  }
  if (units.empty()) c.add(path + ".share", "a share of " + x.grade, "a unit that has staff of that grade");
  check_sharing(c, path, *x.share, x.grade, units);
}

inline void check_transfer(checks& c, const std::string& path, const transfer& x) {
  const grade* g = c.known_grade(path + ".grade", x.grade);
  const placed_unit* from = c.known_unit(path + ".from", x.from);
  c.known_unit(path + ".to", x.to);
  if (x.from == x.to) c.add(path + ".to", '"' + x.to + '"', "another unit than from");
  if (from != nullptr && g != nullptr && !c.has_staff(*from, x.grade)) {
    c.add(path + ".from", '"' + x.from + '"', "a unit that has staff of grade " + x.grade);
  }
  if (x.month) c.not_past(path + ".month", *x.month);
  if (x.rate ? x.month || x.headcount != 0 : !x.month || x.headcount == 0) {
    c.add(path, x.rate ? "rate beside month or headcount" : "neither month and headcount nor rate",
          "month and headcount, or rate");
  }
  if (x.rate && g != nullptr && !g->ladder.empty() && g->ladder.back().months) {
    c.add(path + ".rate", "a rate for " + x.grade, "month and headcount", "a rate is of those in an open stage");
  }
}

}  // namespace probation::detail
