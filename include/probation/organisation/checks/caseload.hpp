// Checks of classes of cases.
#pragma once

#include <probation/organisation/checks/context.hpp>
#include <probation/organisation/remainder.hpp>
#include <probation/workload/weights.hpp>

namespace probation::detail {

inline constexpr double least_counted = 0.001;
inline constexpr std::size_t most_profile = 600;

inline void check_dwell(checks& c, const std::string& path, const dwell& d) {
  using shape = dwell::shape;
  const int given = (d.time ? 1 : 0) + (d.rate ? 1 : 0) + (d.profile.empty() ? 0 : 1);
  if (given != 1) {
    return c.add(path, given == 0 ? "none of time, rate, profile" : "more than one of time, rate, profile",
                 "one of them");
  }
  if (!d.profile.empty() != (d.form == shape::profile)) {
    return c.add(path + ".shape", d.profile.empty() ? "\"profile\" without profile" : "a shape beside profile",
                 d.profile.empty() ? "profile: share still held by month" : "none, as the profile says it");
  }
  if (d.rate && d.form != shape::exponential)
    c.add(path + ".shape", "a shape beside rate", "none, or time instead of rate");
  if (d.stages != 1 && d.form != shape::erlang)
    c.add(path + ".stages", std::to_string(d.stages), entry("shape", "erlang") + " beside it");
  const bool bounded_below =
      d.time && (d.time->is_certain() || d.time->shape == distribution::pert || d.time->shape == distribution::uniform);
  if (bounded_below && d.form == shape::exponential) {
    const double least = in_months(d.time->parameters[0], d.time->unit);
    if (least > 0 && least < 1) {
      c.add(path + ".time", checks::short_text(least) + " months", "1 month or more",
            "a shorter time needs " + entry("shape", "fixed"));
    }
  }
  // Who is hardly ever counted at a month's start is there in numbers that no stock says.
  if (!d.profile.empty() && d.profile.front() < least_counted) {
    c.add(indexed(path + ".profile", 0), to_text(d.profile.front()),
          "a share of " + to_text(least_counted) + " or more",
          "so few are counted that a stock says nothing of the starts");
  }
  if (d.profile.size() > most_profile) {
    return c.add(path + ".profile", std::to_string(d.profile.size()) + " months",
                 "at most " + std::to_string(most_profile));
  }
  for (std::size_t i = 1; i < d.profile.size(); ++i) {
    if (d.profile[i] > d.profile[i - 1]) {
      c.add(indexed(path + ".profile", i), to_text(d.profile[i]), "at most " + to_text(d.profile[i - 1]),
            "a profile never rises");
    }
  }
}

inline void check_seasonality(checks& c, const std::string& path, const std::vector<double>& factors) {
  if (factors.empty()) return;
  if (factors.size() != 12) return c.add(path, std::to_string(factors.size()) + " factors", "twelve, January first");
  double sum = 0;
  for (const double x : factors) sum += x;
  if (std::abs(sum / 12 - 1) <= 1e-6 || !(sum > 0)) {
    if (!(sum > 0)) c.add(path, "factors of mean " + checks::short_text(sum / 12), "factors of mean 1");
    return;
  }
  std::string scaled;
  for (const double x : factors) scaled += (scaled.empty() ? "" : ", ") + to_text(std::round(x * 12 / sum * 1e7) / 1e7);
  c.add(path, "factors of mean " + checks::short_text(sum / 12), "factors of mean 1", "write [" + scaled + "]");
}

/// What may stand on a unit and on the region.
inline void check_flow(checks& c, const std::string& path, const case_class& x) {
  if (x.dwell) check_dwell(c, path + ".dwell", *x.dwell);
  if (x.starts) check_seasonality(c, path + ".starts.seasonality", x.starts->seasonality);
}

inline void check_allocation(checks& c, const placed_unit& u, const std::string& path, const allocation& a) {
  const auto holds = [&](const std::string& at, const std::string& name) {
    if (c.known_grade(at, name) != nullptr && !c.has_staff(u, name)) {
      c.add(at, '"' + name + '"', "a grade that \"" + std::string(u.name) + "\" has staff of");
    }
  };
  if (!a.grades.empty() && !a.shares.empty()) c.add(path, "grades and shares", "one of them");
  if (a.grades.empty() && a.shares.empty()) c.add(path, "nobody", "grades, or shares by grade");
  if (a.grades.empty() && !a.shares.empty() && a.balanced)
    c.add(path, "shares that are balanced", "fixed shares, or grades");
  if (!a.grades.empty() && a.shares.empty() && !a.balanced) c.add(path, "grades without shares", "shares by grade");
  // Cases are levelled over every set of the grades, whose number doubles with each.
  constexpr std::size_t most_grades = 8;
  if (a.grades.size() > most_grades) {
    return c.add(path + ".grades", std::to_string(a.grades.size()) + " grades",
                 "at most " + std::to_string(most_grades), "or shares by grade");
  }
  for (std::size_t i = 0; i < a.grades.size(); ++i) {
    holds(indexed(path + ".grades", i), a.grades[i]);
    if (std::find(a.grades.begin(), a.grades.begin() + static_cast<std::ptrdiff_t>(i), a.grades[i]) !=
        a.grades.begin() + static_cast<std::ptrdiff_t>(i)) {
      c.add(indexed(path + ".grades", i), '"' + a.grades[i] + '"', "each grade once");
    }
  }
  for (const auto& item : a.shares) holds(path_of(path, {"shares", item.first}), item.first);
  c.adds_to_one(path + ".shares", a.shares);
}

/// The averages of this grade in a unit imply a class of its name.
[[nodiscard]] inline bool implies_class(const checks& c, const placed_unit& u, std::string_view name) {
  const staff* s = u.unit->remainder ? c.r.staff.find(name) : nullptr;
  if (s == nullptr) s = u.unit->staff.find(name);
  return s != nullptr && s->caseload && s->workload;
}

/// A tier that neither the region nor the WMT weighs in that place.
inline void check_weight(checks& c, const std::string& path, const case_class& x, const std::string& tier) {
  if (find_weight(c.r.workload, x.location, tier, x.t2a)) return;
  const std::vector<std::string> known = known_tiers(c.r.workload, x.location, x.t2a);
  const std::string close_name = is_suspended_tier(tier) ? "" : near_miss(tier, known);
  c.add(path, "no weight for tier \"" + tier + "\" in \"" + x.location + '"', "a tier that has a weight there",
        !close_name.empty() ? "did you mean \"" + close_name + "\"?"
                            : "or say what it weighs in " +
                                  path_of(x.t2a ? "workload.t2a_weights" : "workload.weights", {x.location, tier}));
}

/// How long a class of a unit is held: its own words, else the region's; null where neither gives one.
[[nodiscard]] inline const dwell* dwell_said(const checks& c, const placed_unit& u, std::string_view name) {
  const case_class* own = u.unit->caseload.find(name);
  if (own != nullptr && own->dwell) return &*own->dwell;
  const case_class* common = c.r.caseload.find(name);
  return common != nullptr && common->dwell ? &*common->dwell : nullptr;
}

/// Cases by tier and location, whose points are weights.
inline void check_tiers(checks& c, const placed_unit& u, const std::string& path, std::string_view name,
                        const case_class& x) {
  if (x.cases || x.points)
    c.add(path, "tiers, and cases or points", "one of them", "points of tiers are their weights");
  if (x.location.empty()) {
    return c.add(path + ".location", "nothing", "where the cases are: \"community\", \"custody\" or \"licence\"");
  }
  const std::vector<std::string> places = known_locations(c.r.workload, x.t2a);
  if (std::find(places.begin(), places.end(), x.location) == places.end()) {
    return c.unknown(path + ".location", "a location that has weights", x.location, places);
  }
  for (const auto& item : x.tiers) {
    check_weight(c, path_of(path, {"tiers", item.first}), x, item.first);
    if (c.r.workload.reset && !is_suspended_tier(item.first) &&
        find_weight(c.r.workload, x.location, item.first, x.t2a)) {
      check_weight(c, path_of(path, {"tiers", item.first}), x, suspended_tier(item.first));
    }
  }
  const dwell* said = dwell_said(c, u, name);
  if (c.r.workload.reset && said != nullptr && !said->profile.empty()) {
    c.add(path + ".tiers", "tiers held by profile, with workload.reset", "a time with a shape, or a rate",
          "a profile does not say when two thirds of an order are over");
  }
  for (const auto& item : x.mix) {
    if (x.tiers.contains(item.first)) continue;
    c.add(path_of(path, {"mix", item.first}), "tier \"" + item.first + "\" that no case has now", "a tier of tiers",
          "give it 0 cases under tiers");
  }
  c.adds_to_one(path + ".mix", x.mix);
}

inline void check_unit_cases(checks& c, const placed_unit& u) {
  for (const auto& [name, x] : u.unit->caseload) {
    const std::string path = path_of(u.path, {"caseload", name});
    check_flow(c, path, x);
    if (!x.share.empty()) c.add(path + ".share", "a share", "none, as the class is of one unit");
    if (implies_class(c, u, name)) {
      if (x.cases || x.points || x.held_by || !x.tiers.empty()) {
        c.add(path, "cases, points, tiers or held_by", "only starts and dwell",
              "the class follows from caseload and workload of " + name);
      }
      continue;
    }
    if (!x.tiers.empty()) {
      check_tiers(c, u, path, name, x);
    } else {
      if (!x.cases) c.add(path + ".cases", "nothing", "cases held now, or tiers: cases by tier");
      if (!x.points) c.add(path + ".points", "nothing", "WMT points a case a month");
      if (!x.location.empty() || x.t2a || !x.mix.empty()) {
        c.add(path, "location, t2a or mix without tiers", "tiers: cases by tier");
      }
    }
    if (!x.held_by) {
      c.add(path + ".held_by", "nothing", "grades, or shares by grade, that hold them");
    } else {
      check_allocation(c, u, path + ".held_by", *x.held_by);
    }
  }
}

/// Cases of a class that a unit has now, at the means; nothing if it has none of that class.
[[nodiscard]] inline std::optional<double> cases_now(const checks& c, const placed_unit& u, std::string_view name) {
  if (implies_class(c, u, name)) {
    const staff s =
        u.unit->remainder && c.r.staff.contains(name) ? staff_of(c.r, u.name, name) : u.unit->staff.at(name);
    return s.caseload && s.in_post ? mean(*s.caseload) * mean(*s.in_post) : 0.0;
  }
  const case_class* own = u.unit->caseload.find(name);
  if (own == nullptr || (!own->cases && own->tiers.empty())) return std::nullopt;
  double sum = own->cases ? mean(*own->cases) : 0.0;
  for (const auto& item : own->tiers) sum += mean(item.second);
  return sum;
}

/// How the starts that the region gives for a class are shared among the units that have it.
inline void check_shared_starts(checks& c, const std::string& path, std::string_view name, const case_class& x) {
  if (!x.share.empty() && (!x.starts || !x.starts->rate)) {
    return c.add(path + ".share", "shares without starts", "starts: per_month, which are shared");
  }
  if (!x.starts || !x.starts->rate) return;
  std::vector<std::string> units;
  double cases = 0;
  for (const placed_unit& u : c.units) {
    const std::optional<double> here = cases_now(c, u, name);
    const case_class* own = u.unit->caseload.find(name);
    if (!here || (own != nullptr && own->starts)) continue;
    units.emplace_back(u.name);
    cases += *here;
  }
  for (const auto& item : x.share) {
    if (std::find(units.begin(), units.end(), item.first) != units.end()) continue;
    c.unknown(path_of(path, {"share", item.first}), "a unit that has the class and does not say its own starts",
              item.first, units);
  }
  c.adds_to_one(path + ".share", x.share);
  if (x.share.empty() && units.size() > 1 && !(cases > 0)) {
    c.add(path + ".share", "nothing, and no unit has cases now", "shares of starts by unit");
  }
}

inline void check_region_cases(checks& c) {
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  const auto add_once = [&](const std::string& name) {
    if (known.insert(name).second) names.push_back(name);
  };
  for (const placed_unit& u : c.units) {
    for (const auto& item : u.unit->caseload) add_once(item.first);
    for (const auto& item : u.unit->remainder ? c.r.staff : u.unit->staff) {
      if (implies_class(c, u, item.first)) add_once(item.first);
    }
  }
  for (const auto& [name, x] : c.r.caseload) {
    const std::string path = path_of("caseload", {name});
    check_flow(c, path, x);
    if (x.cases || x.points || x.held_by || !x.tiers.empty())
      c.add(path, "cases, points, tiers or held_by", "only starts and dwell", "the rest stands on units");
    check_shared_starts(c, path, name, x);
    if (!known.contains(name)) c.unknown(path, "a class of cases of a unit", name, names);
  }
}

}  // namespace probation::detail
