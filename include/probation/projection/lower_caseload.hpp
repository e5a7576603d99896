// Cases: initial stocks (stated, implied by averages, left by subtraction), dwell, starts, allocation.
#pragma once

#include <algorithm>  // for std::sort
#include <cmath>      // for std::ceil
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/quantile.hpp>
#include <probation/projection/lower_staffing.hpp>

namespace probation::detail {

/// Points that the staff of a grade in a unit have available: heads × FTE a head × capacity × points, over stages.
[[nodiscard]] inline value initial_capacity_of(const staff_stock& s) {
  value heads = constant(s.points.in(), 0.0);
  for (const stage_stock& stage : s.stages) heads = heads + stage.initial * stage.capacity;
  return heads * s.fte_per_head * s.points;
}

/// The time held where nobody says: listed as an assumption.
[[nodiscard]] inline const dwell& default_dwell() {
  static const dwell d = [] {
    dwell out;
    out.time = quantity(distribution::certain, {12.0}, unit::months, "not given: a year", status::assumed);
    return out;
  }();
  return d;
}

/// Stocks of a class of cases: `initial` is whole in random replicates.
inline void add_case_stocks(const lowering& l, case_stock& c) {
  plan& p = l.p;
  const dwell& d = c.flow != nullptr && c.flow->dwell ? *c.flow->dwell : default_dwell();
  const std::string path = c.flow_path + ".dwell";
  const std::string name = c.unit + "/cases " + c.name;
  const value cases = whole(c.initial, uniform_of(p, name + "/start", phase::replicate));
  switch (d.form) {
    case dwell::shape::exponential:
      // A mean time of m months is a chance of 1 ÷ m each month, so that the mean is exact.
      c.ending = d.rate ? probability_of(l.input(path + ".rate", *d.rate)) : 1.0 / l.input(path + ".time", *d.time);
      if (!d.rate) require(c.ending, 0.0, 1.0, path + ".time: a case held for less than a month; 1 ÷ time");
      c.memoryless = add_pool(p, name, cases);
      c.now = c.memoryless->now;
      return;
    case dwell::shape::fixed: c.time = fixed_time(l.input(path + ".time", *d.time), greatest(*d.time)); break;
    case dwell::shape::erlang: {
      const double longest = greatest(*d.time);
      c.time =
          erlang_time(l.input(path + ".time", *d.time), d.stages, static_cast<std::size_t>(std::ceil(3.0 * longest)));
      break;
    }
    case dwell::shape::profile: c.time = profile_time(p, d.profile); break;
  }
  c.aged = add_conveyor(p, name, spread_by_age(cases, c.time, name));
  c.now = total(p, *c.aged);
}

/// The class that flows like `name`: the unit's, else the region's of that name.
inline void find_flow(const lowering& l, const unit_ref& unit, case_stock& c) {
  c.flow = unit.unit->caseload.find(c.name);
  c.flow_path = path_of(unit.path, {"caseload", c.name});
  if (c.flow == nullptr || (!c.flow->dwell && !c.flow->starts)) {
    if (const case_class* common = l.r.caseload.find(c.name)) {
      c.flow = common;
      c.flow_path = path_of("caseload", {c.name});
    }
  }
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
  case_stock c;
  c.unit = unit.name;
  c.name = s.grade;
  c.path = at;
  find_flow(l, unit, c);
  s.initial_capacity = initial_capacity_of(s);
  const value caseload = l.input(at + ".caseload", *given->caseload);
  const value workload = l.input(at + ".workload", *given->workload);
  if (totals == nullptr) {
    c.initial = caseload * s.in_post;
    c.points = workload * s.initial_capacity / c.initial;
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
    c.points = demand / cases;
  }
  add_case_stocks(l, c);
  s.holds_cases = true;
  l.cases.push_back(std::move(c));
}

/// All classes: implied by averages, and stated on units.
inline void add_all_cases(lowering& l) {
  for (const unit_ref& unit : l.units) {
    for (auto& s : l.staff) {
      if (s.unit == unit.name) add_implied_cases(l, unit, s);
    }
    for (const auto& [name, given] : unit.unit->caseload) {
      if (!given.cases) continue;  // only the flow of an implied class
      case_stock c;
      c.unit = unit.name;
      c.name = name;
      c.path = path_of(unit.path, {"caseload", name});
      c.given = &given;
      find_flow(l, unit, c);
      c.initial = l.input(c.path + ".cases", *given.cases);
      c.points = l.input(c.path + ".points", *given.points);
      add_case_stocks(l, c);
      const auto hold = [&](const std::string& grade) {
        if (staff_stock* s = l.find(unit.name, grade)) s->holds_cases = true;
      };
      for (const auto& grade : given.held_by->grades) hold(grade);
      for (const auto& item : given.held_by->shares) hold(item.first);
      l.cases.push_back(std::move(c));
    }
  }
}

/// Mean starts a month with their trend and season.
[[nodiscard]] inline value with_trend(const lowering& l, const starts& s, const std::string& path, value mean) {
  plan& p = l.p;
  if (s.growth) {
    const value factor = state(p, constant(p, 1.0));
    emit(p, phase::settle, opcode::multiply, factor, factor,
         exp(log(1.0 + l.input(path + ".growth", *s.growth)) / 12.0));
    mean = mean * factor;
  }
  if (!s.seasonality.empty()) {
    std::vector<double> table;
    for (int t = 0; t <= p.months; ++t) {
      table.push_back(s.seasonality[static_cast<std::size_t>((p.start + t).number() - 1)]);
    }
    mean = mean * by_month(p, std::move(table));
  }
  return mean;
}

/// Starts of a month of that mean.
[[nodiscard]] inline value draw_starts(const lowering& l, const starts* s, const std::string& path, value mean,
                                       const std::string& cell) {
  return s != nullptr && s->dispersion
             ? negative_binomial(mean, l.input(path + ".dispersion", *s->dispersion), cell, phase::arrive)
             : poisson(mean, cell, phase::arrive);
}

/// Mean starts a month: as given with trend and season, or as many as end in balance.
[[nodiscard]] inline value mean_starts(const lowering& l, const case_stock& c) {
  plan& p = l.p;
  const starts* s = c.flow != nullptr && c.flow->starts ? &*c.flow->starts : nullptr;
  const std::string path = c.flow_path + ".starts";
  value mean;
  if (s != nullptr && s->rate) {
    mean = l.input(path + ".per_month", *s->rate);
  } else {
    mean = c.memoryless ? c.initial * c.ending : c.initial / sum(p, c.time.counted);
  }
  return s == nullptr ? mean : with_trend(l, *s, path, mean);
}

/// A month of the cases of a class.
inline void add_case_flows(const lowering& l, case_stock& c) {
  plan& p = l.p;
  const std::string name = c.unit + "/cases " + c.name;
  if (c.memoryless) {
    static_cast<void>(complete(*c.memoryless, c.ending, "ending"));
  } else {
    static_cast<void>(advance(*c.aged, c.time.by_age, {}));
  }
  const value mean = mean_starts(l, c);
  const starts* s = c.flow != nullptr && c.flow->starts ? &*c.flow->starts : nullptr;
  const value begun = draw_starts(l, s, c.flow_path + ".starts", mean, name + "/starting");
  if (c.memoryless) {
    feed(*c.memoryless, begun);
  } else {
    // Those who begin and end within one month are never counted.
    feed(*c.aged, divide(begun, c.time.at_entry, name + "/brief").no);
  }
  describe_flow(p, "", name, "start");
  describe_flow(p, name, "", "end");
}

/// Cases and points of each grade of a unit: implied classes whole, fixed shares, and balanced classes, of which the
/// most restricted are placed first and each is spread so as to level the loads of its grades.
///
/// To spread b points over grades of loads L and capacities c: the level is λ = min over sets S of grades of
/// (b + ΣL) ÷ Σc, and grade g gets max(0, λ c_g − L_g).
inline void allocate_cases(lowering& l, const std::string& unit) {
  plan& p = l.p;
  std::vector<staff_stock*> holders;
  for (auto& s : l.staff) {
    if (s.unit != unit || !s.holds_cases) continue;
    s.demand = constant(p, 0.0);
    s.cases = constant(p, 0.0);
    holders.push_back(&s);
  }
  const auto give = [](staff_stock& s, value cases, value points) {
    s.cases = s.cases + cases;
    s.demand = s.demand + cases * points;
  };
  std::vector<const case_stock*> balanced;
  for (const case_stock& c : l.cases) {
    if (c.unit != unit) continue;
    if (c.given == nullptr) {
      give(*l.find(unit, c.name), c.now, c.points);
    } else if (!c.given->held_by->balanced) {
      for (const auto& [grade, share] : c.given->held_by->shares) {
        give(*l.find(unit, grade), c.now * l.input(path_of(c.path, {"held_by", "shares", grade}), share), c.points);
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
    const value points = c->now * c->points;
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
    for (std::size_t g = 0; g < eligible.size(); ++g) give(*eligible[g], c->now * (parts[g] / all), c->points);
  }
}

}  // namespace probation::detail
