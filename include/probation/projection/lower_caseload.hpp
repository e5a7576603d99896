// Cases: initial stocks (stated, implied by averages, left by subtraction), and their allocation to grades.
#pragma once

#include <algorithm>  // for std::sort
#include <cmath>      // for std::floor
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/projection/lower_dwell.hpp>
#include <probation/projection/lower_staffing.hpp>
#include <probation/workload/weights.hpp>

namespace probation::detail {

/// Points that the staff of a grade in a unit have available in the present: heads × FTE a head × capacity × points,
/// over stages.
[[nodiscard]] inline value initial_capacity_of(const staff_stock& s) {
  value heads = constant(s.points.in(), 0.0);
  for (const stage_stock& stage : s.stages) heads = heads + stage.initial * stage.capacity_before;
  return heads * s.fte_per_head * s.points;
}

/// Whether a number is known to be whole.
[[nodiscard]] inline bool is_whole(value v) {
  if (!v.is_constant()) return false;
  const double x = v.in().rows[v.row()].value;
  return x == std::floor(x);
}

/// Cases are whole in a replicate, and the averages of a document mostly do not multiply to whole ones: 43 cases for
/// each of 2.8 officers are 120.4, so that a replicate has 120 or 121. That is no doubt about the present. What is
/// reported moves as the whole cases do, from what was stated: at the start it is that, in every replicate.
inline void report_cases(case_stock& c, value first) {
  c.cases = is_whole(c.initial) ? c.now : larger(c.initial + (c.now - first), 0.0);
}

/// Stocks of a class of cases. Where contact may end before the order does, those past that share of their time are a
/// stock of their own, which starts in balance with the others.
inline void add_case_stocks(const lowering& l, case_stock& c) {
  plan& p = l.p;
  const std::string name = c.stock();
  const value cases = whole(c.initial, uniform_of(p, name + "/start", phase::replicate));
  const value all = constant(p, 1.0);
  if (!c.late_points.exists()) {
    c.held = hold(l, c.lasts, c.lasted, name, cases, all, all);
    c.now = c.held.now;
    report_cases(c, cases);
    return;
  }
  const contact_reset& reset = *l.r.workload.reset;
  const value after = l.input("workload.reset.after", reset.after);
  const contact_reset& was = l.now.workload.reset ? *l.now.workload.reset : reset;
  const value after_before = l.before("workload.reset.after", was.after, &reset.after);
  const value early = mean_months(l, c, after_before);
  const value late = mean_months(l, c, 1.0 - after_before);
  const value ended = binomial(cases, late / (early + late), name + "/start/late", phase::replicate);
  const value after_it = 1.0 - after;
  const bool same = after.row() == after_before.row();
  c.held = hold(l, c.lasts, c.lasted, name, cases - ended, after, after_before);
  c.late = hold(l, c.lasts, c.lasted, name + ", contact ended", ended, after_it, same ? after_it : 1.0 - after_before);
  c.now = c.held.now + c.late->now;
  report_cases(c, cases);
}

/// Points of a case of a tier, as the region or the WMT weighs it.
[[nodiscard]] inline value tier_points(const lowering& l, const case_class& c, std::string_view tier) {
  const tier_weight w = *find_weight(l.r.workload, c.location, tier, c.t2a);
  return l.input(w.path, w.points);
}

/// Points of a case whose contact may have ended: from a month on, for those eligible, what the S tier weighs.
[[nodiscard]] inline value late_points_of(const lowering& l, const case_class& c, const std::string& tier, value full) {
  const contact_reset& reset = *l.r.workload.reset;
  const value eligible = l.input("workload.reset.eligible", reset.eligible);
  const value ended = full + eligible * (tier_points(l, c, suspended_tier(tier)) - full);
  std::vector<value> by;
  for (int t = 0; t <= l.p.months; ++t) by.push_back(l.p.start + t < reset.from ? full : ended);
  return choose(l.p, by);
}

/// How long a class of a unit is held: as the unit says, else the region for the class, else a year.
[[nodiscard]] inline dwell_reference dwell_of(const region& r, const unit_ref& place, const delivery_unit* unit,
                                              const std::string& name) {
  const case_class* own = unit == nullptr ? nullptr : unit->caseload.find(name);
  const case_class* common = r.caseload.find(name);
  const std::string here = path_of(place.path, {"caseload", name, "dwell"});
  const std::string there = path_of("caseload", {name, "dwell"});
  if (own != nullptr && own->dwell) return {&*own->dwell, here};
  if (common != nullptr && common->dwell) return {&*common->dwell, there};
  return {&default_dwell(), common != nullptr && (own == nullptr || !own->starts) ? there : here};
}

/// How a class of a unit flows: what the unit says of its starts and its dwell, else what the region says of the class.
inline void find_flow(const lowering& l, const unit_ref& unit, const std::string& name, case_stock& c) {
  c.class_name = name;
  const case_class* own = unit.unit->caseload.find(name);
  const case_class* common = l.r.caseload.find(name);
  c.begin_path = path_of(unit.path, {"caseload", name, "starts"});
  if (own != nullptr && own->starts) {
    c.begin = &*own->starts;
  } else if (common != nullptr && common->starts) {
    c.begin = &*common->starts;
    c.begin_path = path_of("caseload", {name, "starts"});
    c.shares_starts = true;
  }
  c.lasts = dwell_of(l.r, unit, unit.unit, name);
  const delivery_unit* before = find_unit(l.now, unit.name);
  c.lasted = before == nullptr ? c.lasts : dwell_of(l.now, unit, before, name);
}

/// Average cases and workload of the staff of a grade in a unit, by which a class is implied.
[[nodiscard]] inline bool implies_cases(const staff* s) noexcept { return s != nullptr && s->caseload && s->workload; }

/// Adds the class implied by a grade's averages: cases = caseload × in post, points a case = workload × available
/// points ÷ cases. In the remainder both follow from the region's averages by ratio of sums.
inline void add_implied_cases(lowering& l, const unit_ref& unit, staff_stock& s) {
  const staff* totals = unit.unit->remainder ? l.r.staff.find(s.grade) : nullptr;
  const staff* given = totals != nullptr ? totals : s.given;
  if (!implies_cases(given)) return;
  const std::string at = totals != nullptr ? path_of("staff", {s.grade}) : s.path;
  if (l.r.workload.reset) {
    l.by_default("workload.reset", "tiers of the cases that averages imply, which keep their average points");
  }
  case_stock c;
  c.unit = unit.name;
  c.name = s.grade;
  c.path = at;
  find_flow(l, unit, c.name, c);
  s.initial_capacity = initial_capacity_of(s);
  const value caseload = l.input(at + ".caseload", *given->caseload);
  const value workload = l.input(at + ".workload", *given->workload);
  if (totals == nullptr) {
    c.initial = caseload * s.in_post;
    c.demand = workload * s.initial_capacity;
  } else {
    value cases = caseload * stated_in_post(l, at, *totals);
    value capacity = s.initial_capacity;
    value demand_elsewhere = constant(l.p, 0.0);
    for (const unit_ref& other : l.units) {
      staff_stock* part = other.is_pdu && other.name != unit.name ? l.find(other.name, s.grade) : nullptr;
      if (part == nullptr || !implies_cases(part->given)) continue;
      const value there = initial_capacity_of(*part);
      cases = cases - l.input(part->path + ".caseload", *part->given->caseload) * part->in_post;
      capacity = capacity + there;
      demand_elsewhere = demand_elsewhere + l.input(part->path + ".workload", *part->given->workload) * there;
    }
    const value demand = workload * capacity - demand_elsewhere;
    require(cases, 0.0, 1e12, "cases of grade " + s.grade + " left for \"" + unit.name + "\" by subtraction");
    require(demand, 0.0, 1e15, "points of grade " + s.grade + " left for \"" + unit.name + "\" by subtraction");
    c.initial = cases;
    c.demand = demand;
  }
  add_case_stocks(l, c);
  s.holds_cases = true;
  s.whole_cases = is_whole(c.initial);
  l.add(std::move(c));
}

/// The tiers of a class, each a stock of its own, handed to `add`.
template <class Add>
void add_tiers(const lowering& l, const std::string& path, const std::string& name, const case_class& given, Add add) {
  value all = constant(l.p, 0.0);
  for (const auto& [tier, cases] : given.tiers) all = all + l.input(path_of(path, {"tiers", tier}), cases);
  for (const auto& [tier, cases] : given.tiers) {
    case_stock c;
    c.name = name + ' ' + tier;
    c.initial = l.input(path_of(path, {"tiers", tier}), cases);
    c.points = tier_points(l, given, tier);
    if (l.r.workload.reset && !is_suspended_tier(tier)) c.late_points = late_points_of(l, given, tier, c.points);
    c.share = c.initial / all;
    if (!given.mix.empty()) {
      const quantity* share = given.mix.find(tier);
      c.share = share == nullptr ? constant(l.p, 0.0) : l.input(path_of(path, {"mix", tier}), *share);
    }
    add(std::move(c));
  }
}

/// All classes: implied by averages, and stated on units.
inline void add_all_cases(lowering& l) {
  for (const unit_ref& unit : l.units) {
    l.begin(unit.path);
    for (const std::size_t i : l.staff_of[unit.name]) add_implied_cases(l, unit, l.staff[i]);
    for (const auto& [name, given] : unit.unit->caseload) {
      if (!given.cases && given.tiers.empty()) continue;  // only the flow of an implied class
      const auto add = [&](case_stock c) {
        c.unit = unit.name;
        c.path = path_of(unit.path, {"caseload", name});
        c.given = &given;
        find_flow(l, unit, name, c);
        add_case_stocks(l, c);
        l.add(std::move(c));
      };
      const std::string path = path_of(unit.path, {"caseload", name});
      if (given.tiers.empty()) {
        case_stock c;
        c.name = name;
        c.initial = l.input(path + ".cases", *given.cases);
        c.points = l.input(path + ".points", *given.points);
        add(std::move(c));
      } else {
        add_tiers(l, path, name, given, add);
      }
      const auto holds = [&](const std::string& grade) {
        if (staff_stock* s = l.find(unit.name, grade)) s->holds_cases = true;
      };
      for (const auto& grade : given.held_by->grades) holds(grade);
      for (const auto& item : given.held_by->shares) holds(item.first);
    }
  }
}

/// Points of an average case of a class this month.
[[nodiscard]] inline value points_of(const case_stock& c) {
  return c.late ? (c.held.now * c.points + c.late->now * c.late_points) / c.now : c.points;
}

/// Cases and points of each grade of a unit: implied classes whole, fixed shares, and balanced classes, of which the
/// most restricted are placed first and each is spread so as to level the loads of its grades.
///
/// To spread b points over grades of loads L and capacities c: the level is λ = min over sets S of grades of
/// (b + ΣL) ÷ Σc, and grade g gets max(0, λ c_g − L_g).
inline void allocate_cases(lowering& l, const std::string& unit) {
  plan& p = l.p;
  std::vector<staff_stock*> holders;
  for (const std::size_t i : l.staff_of[unit]) {
    staff_stock& s = l.staff[i];
    if (!s.holds_cases) continue;
    s.demand = constant(p, 0.0);
    s.cases = constant(p, 0.0);
    holders.push_back(&s);
  }
  const auto add = [](staff_stock& s, value cases, value points) {
    s.cases = s.cases + cases;
    s.demand = s.demand + points;
  };
  const auto give = [&](staff_stock& s, value cases, value each) { add(s, cases, cases * each); };
  std::vector<const case_stock*> balanced;
  for (const std::size_t i : l.cases_of[unit]) {
    const case_stock& c = l.cases[i];
    if (c.given == nullptr) {
      // Not by points a case: at the start it is to be what was stated, to the bit. An implied class has no tiers.
      const value of_first = c.cases / larger(c.initial, 1e-9);
      add(*l.find(unit, c.name), c.cases, of_first * c.demand);
    } else if (!c.given->held_by->balanced) {
      for (const auto& [grade, share] : c.given->held_by->shares) {
        give(*l.find(unit, grade), c.cases * l.input(path_of(c.path, {"held_by", "shares", grade}), share),
             points_of(c));
      }
    } else {
      balanced.push_back(&c);
    }
  }
  std::sort(balanced.begin(), balanced.end(), [](const case_stock* a, const case_stock* b) {
    const auto n = [](const case_stock* c) { return c->given->held_by->grades.size(); };
    return n(a) != n(b) ? n(a) < n(b) : a->name < b->name;
  });
  for (const case_stock* c : balanced) {
    std::vector<staff_stock*> eligible;
    for (const auto& grade : c->given->held_by->grades) eligible.push_back(l.find(unit, grade));
    // A billionth of a point keeps the cases with somebody where nobody is left.
    std::vector<value> capacity;
    for (const staff_stock* s : eligible) capacity.push_back(s->capacity + 1e-9);
    const value each = points_of(*c);
    const value points = c->cases * each;
    value level;
    for (std::size_t set = 1; set < (std::size_t{1} << eligible.size()); ++set) {
      value load = points;
      value able = constant(p, 0.0);
      for (std::size_t g = 0; g < eligible.size(); ++g) {
        if ((set >> g & 1U) == 0) continue;
        load = load + eligible[g]->demand;
        able = able + capacity[g];
      }
      level = level.exists() ? smaller(level, load / able) : load / able;
    }
    std::vector<value> parts;
    for (std::size_t g = 0; g < eligible.size(); ++g) {
      parts.push_back(larger(level * capacity[g] - eligible[g]->demand, 0.0));
    }
    const value all = sum(p, parts);
    for (std::size_t g = 0; g < eligible.size(); ++g) give(*eligible[g], c->cases * (parts[g] / all), each);
  }
}

}  // namespace probation::detail
