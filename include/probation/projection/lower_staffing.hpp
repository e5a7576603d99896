// Staff: initial stocks, stages, leaving, and how people enter a stage.
#pragma once

#include <cmath>      // for std::floor
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/quantile.hpp>
#include <probation/organisation/time_counts.hpp>
#include <probation/projection/context.hpp>

namespace probation::detail {

/// 1 if x > 0, else 0 (x beyond a billionth).
[[nodiscard]] inline value any_of(value x) { return nearest(smaller(x * 1e9, 1.0)); }

/// Leaving hazard of a stage: the stage's own rate, else the staff's, else the grade's. Where none is given nobody
/// leaves, and the forecast lists that as an assumption.
[[nodiscard]] inline value leaving_hazard(const lowering& l, const staff_stock& s, std::size_t stage) {
  const auto& ladder = s.definition->ladder;
  const bool own = l.r.grades.contains(s.grade);
  if (ladder[stage].leaving_rate) {
    const std::string root = own ? path_of("grades", {s.grade}) : "default grades." + path_key(s.grade);
    return l.input(root + ".ladder[" + std::to_string(stage) + "].leaving_rate", *ladder[stage].leaving_rate);
  }
  if (s.given != nullptr && s.given->leaving_rate) return l.input(s.path + ".leaving_rate", *s.given->leaving_rate);
  // The rest of the region leaves as the region does, where that is said.
  const delivery_unit* unit = find_unit(l.r, s.unit);
  const staff* totals = unit != nullptr && unit->remainder ? l.r.staff.find(s.grade) : nullptr;
  if (totals != nullptr && totals->leaving_rate) {
    return l.input(path_of("staff", {s.grade, "leaving_rate"}), *totals->leaving_rate);
  }
  if (s.definition->leaving_rate)
    return l.input(path_of("grades", {s.grade, "leaving_rate"}), *s.definition->leaving_rate);
  const quantity nobody(distribution::certain, {}, unit::per_year, "not given: nobody leaves", status::assumed);
  return l.input(s.path + ".leaving_rate", nobody);
}

/// The number of a grade's definition, with the path of where it stands.
[[nodiscard]] inline value grade_input(const lowering& l, const std::string& grade, const std::string& rest,
                                       const quantity& q) {
  const bool own = l.r.grades.contains(grade);
  return l.input((own ? path_of("grades", {grade}) : "default grades." + path_key(grade)) + "." + rest, q);
}

/// Points a month of a full FTE: those of the grade × hours ÷ 37 × (1 − protected time), in the present and in the
/// month.
inline void add_points(const lowering& l, staff_stock& s) {
  const grade& g = *s.definition;
  const grade& was = *s.before;
  const std::string root = grade_root(l.r, s.grade);
  const std::string root_before = grade_root(l.now, s.grade);
  // A default is listed as an assumption where it acts.
  const bool listed = !is_default(g.points) || may_hold_cases(l.r, s.unit, s.grade);
  s.points_now = listed ? l.input(root + ".points", g.points) : constant(l.p, mean(g.points));
  s.points = was.points == g.points ? s.points_now : l.before(root_before + ".points", was.points, nullptr);
  if (was.hours) {
    const value hours =
        l.before_at_start(root_before + ".hours", *was.hours, g.hours ? &*g.hours : nullptr, root + ".hours");
    s.points = s.points * hours / wmt_hours;
  }
  if (g.hours) s.points_now = s.points_now * l.input(root + ".hours", *g.hours) / wmt_hours;
  if (was.protected_time) {
    s.points =
        s.points * (1.0 - l.before_at_start(root_before + ".protected", *was.protected_time,
                                            g.protected_time ? &*g.protected_time : nullptr, root + ".protected"));
  }
  if (g.protected_time) s.points_now = s.points_now * (1.0 - l.input(root + ".protected", *g.protected_time));
}

/// In post, by grade and unit: as given, or by subtraction from the region's totals.
struct initial_staff {
  value in_post;
  value establishment;           ///< may not exist
  value establishment_at_start;  ///< the same in the first month
};

/// FTE in post as stated, or the cohorts' heads.
[[nodiscard]] inline value stated_in_post(const lowering& l, const std::string& path, const staff& s) {
  if (s.in_post) return l.input(path + ".in_post", *s.in_post);
  if (s.headcount) return l.input(path + ".headcount", *s.headcount);
  double heads = 0;
  for (const cohort& c : s.cohorts) heads += c.headcount;
  return constant(l.p, heads);
}

/// Establishment as stated, or in post ÷ (1 − vacancy rate), or nothing.
[[nodiscard]] inline value stated_establishment(const lowering& l, const std::string& path, const staff& s,
                                                value in_post) {
  if (s.establishment) return l.input(path + ".establishment", *s.establishment);
  if (s.vacancy_rate) return in_post / (1.0 - l.input(path + ".vacancy_rate", *s.vacancy_rate));
  return {};
}

/// The same in the first month.
[[nodiscard]] inline value stated_establishment_at_start(const lowering& l, const std::string& path, const staff& s,
                                                         value in_post) {
  if (!s.establishment || s.establishment->parts.size() == 1) return stated_establishment(l, path, s, in_post);
  return l.before_at_start(path + ".establishment", *s.establishment, &*s.establishment);
}

/// The rest of the region: totals less the other PDUs.
[[nodiscard]] inline initial_staff remaining_staff(const lowering& l, const std::string& unit, const std::string& grade,
                                                   const staff& totals) {
  const std::string path = path_of("staff", {grade});
  const value all = stated_in_post(l, path, totals);
  initial_staff rest{all, stated_establishment(l, path, totals, all),
                     stated_establishment_at_start(l, path, totals, all)};
  for (const unit_ref& other : l.units) {
    const staff* part = other.is_pdu && other.name != unit ? other.unit->staff.find(grade) : nullptr;
    if (part == nullptr) continue;
    const std::string at = path_of(other.path, {"staff", grade});
    const value in_post = stated_in_post(l, at, *part);
    rest.in_post = rest.in_post - in_post;
    const value establishment = stated_establishment(l, at, *part, in_post);
    if (rest.establishment.exists()) {
      rest.establishment = establishment.exists() ? rest.establishment - establishment : value();
      const value first = stated_establishment_at_start(l, at, *part, in_post);
      rest.establishment_at_start = first.exists() ? rest.establishment_at_start - first : value();
    }
  }
  require(rest.in_post, 0.0, 1e9, "in post of grade " + grade + " left for \"" + unit + "\" by subtraction");
  if (rest.establishment.exists() && rest.establishment.since() <= phase::replicate) {
    require(rest.establishment, 0.0, 1e9,
            "establishment of grade " + grade + " left for \"" + unit + "\" by subtraction");
  }
  return rest;
}

/// Heads of trainees placed in the months of their ladder: cohorts by the month in which they qualify, others evenly.
inline void place_trainees(const lowering& l, const staff_stock& s, value heads, std::vector<std::vector<value>>& cells,
                           const std::vector<completion>& times) {
  value placed = constant(l.p, 0.0);
  std::size_t length = 0;
  for (const auto& stage : cells) length += stage.size();
  if (s.given != nullptr) {
    for (const cohort& c : s.given->cohorts) {
      // Those who qualify in the first month stand at the last age; each month later is one age younger.
      auto back = static_cast<std::size_t>(c.qualifies - l.p.start);
      if (back >= length) {
        contradiction(l, s.path + ".cohorts", '"' + c.qualifies.str() + '"', "a month within the length of the ladder");
      }
      for (auto stage = cells.rbegin(); stage != cells.rend(); ++stage) {
        if (back < stage->size()) {
          value& cell = (*stage)[stage->size() - 1 - back];
          cell = cell + static_cast<double>(c.headcount);
          break;
        }
        back -= stage->size();
      }
      placed = placed + static_cast<double>(c.headcount);
    }
  }
  const value others = heads - placed;
  require(others, 0.0, 1e9, s.path + ": heads besides the cohorts");
  if (others.is_constant(0.0)) return;
  l.by_default("*.staff." + path_key(s.grade) + ".cohorts", "those in no cohort are spread evenly over the ladder");
  completion whole_ladder;
  for (const completion& time : times) {
    whole_ladder.counted.insert(whole_ladder.counted.end(), time.counted.begin(), time.counted.end());
  }
  const std::vector<value> spread = spread_by_age(others, whole_ladder, s.name());
  std::size_t k = 0;
  for (auto& stage : cells) {
    for (value& cell : stage) cell = cell + spread[k++];
  }
}

/// Stage stocks of a grade in a unit, with `heads` people in them.
inline void add_stages(lowering& l, staff_stock& s, value heads) {
  plan& p = l.p;
  const auto& ladder = s.definition->ladder;
  const auto& before = s.before->ladder;  // of the same stages
  const std::string root = grade_root(l.r, s.grade);
  const std::string root_before = grade_root(l.now, s.grade);
  std::vector<completion> times(ladder.size());
  std::vector<completion> placing(ladder.size());
  std::vector<std::vector<value>> cells(ladder.size());
  value elsewhere = constant(p, 0.0);
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    const std::string at = ".ladder[" + std::to_string(i) + "].months";
    if (!ladder[i].months) continue;
    times[i] = fixed_time(l.input(root + at, *ladder[i].months), greatest(*ladder[i].months));
    placing[i] = times[i];
    if (*before[i].months != *ladder[i].months) {
      placing[i] = fixed_time(l.before(root_before + at, *before[i].months, nullptr), greatest(*before[i].months));
    }
    cells[i].assign(placing[i].by_age.size(), constant(p, 0.0));
  }
  const bool finite = ladder.back().months.has_value();
  if (finite) {
    place_trainees(l, s, heads, cells, placing);
  } else if (s.given != nullptr) {
    for (std::size_t i = 0; i + 1 < ladder.size(); ++i) {
      const quantity* given = s.given->stages.find(ladder[i].name);
      if (given == nullptr) continue;
      const value n = nearest(l.input(path_of(s.path, {"stages", ladder[i].name}), *given));
      cells[i] = spread_by_age(n, placing[i], s.name() + "/" + ladder[i].name);
      elsewhere = elsewhere + n;
    }
  }
  if (!finite && ladder.size() > 1 && s.given != nullptr && s.given->stages.empty() &&
      time_counts(l.r, s.unit, s.grade)) {
    l.by_default("*.staff." + path_key(s.grade) + ".stages",
                 "all in post now are in the last stage, \"" + ladder.back().name + '"');
  }
  const value in_open_stage = heads - elsewhere;
  if (!elsewhere.is_constant(0.0)) require(in_open_stage, 0.0, 1e9, s.path + ".stages: heads left for the last stage");
  for (std::size_t i = 0; i < ladder.size(); ++i) {
    stage_stock stage;
    stage.name = ladder[i].name;
    const std::string at = ".ladder[" + std::to_string(i) + "].capacity";
    const bool listed = !is_default(ladder[i].capacity) || time_counts(l.r, s.unit, s.grade);
    stage.capacity = listed ? l.input(root + at, ladder[i].capacity) : constant(p, mean(ladder[i].capacity));
    stage.capacity_before = before[i].capacity == ladder[i].capacity
                                ? stage.capacity
                                : l.before(root_before + at, before[i].capacity, nullptr);
    stage.leaving = leaving_hazard(l, s, i);
    const std::string name = s.name() + "/" + stage.name;
    if (ladder[i].months) {
      match_length(cells[i], times[i]);
      stage.time = times[i];
      stage.initial = sum(p, cells[i]);
      stage.timed = add_conveyor(p, name, cells[i]);
      stage.now = total(p, *stage.timed);
    } else {
      stage.initial = in_open_stage;
      stage.open = add_pool(p, name, in_open_stage);
      stage.now = stage.open->now;
    }
    s.stages.push_back(std::move(stage));
  }
}

/// Adds the staff of `grade` in `unit`; `given` may be null (nobody at the start).
inline void add_staff(lowering& l, const unit_ref& unit, const std::string& grade, const staff* given) {
  plan& p = l.p;
  staff_stock s;
  s.unit = unit.name;
  s.grade = grade;
  s.path = path_of(unit.path, {"staff", grade});
  s.definition = find_grade(l.r, grade);
  s.before = placing_grade(l.r, grade);
  s.given = given;
  add_points(l, s);
  const staff* totals = unit.unit->remainder ? l.r.staff.find(grade) : nullptr;
  s.is_listed = given != nullptr || totals != nullptr;
  value heads;
  if (totals != nullptr) {
    const initial_staff rest = remaining_staff(l, unit.name, grade, *totals);
    s.in_post = rest.in_post;
    s.establishment = rest.establishment;
    s.establishment_at_start = rest.establishment_at_start;
  } else if (given != nullptr) {
    s.in_post = stated_in_post(l, s.path, *given);
    s.establishment = stated_establishment(l, s.path, *given, s.in_post);
    s.establishment_at_start = stated_establishment_at_start(l, s.path, *given, s.in_post);
    if (given->headcount) heads = nearest(l.input(s.path + ".headcount", *given->headcount));
  } else {
    s.in_post = constant(p, 0.0);
  }
  // People are whole: the nearest number of heads, at least one where anyone is in post.
  const quantity* in_post = given != nullptr && given->in_post ? &*given->in_post : nullptr;
  if (!heads.exists() && in_post != nullptr &&
      (!in_post->is_certain() || std::floor(mean(*in_post)) != mean(*in_post))) {
    l.by_default("*.staff.*.headcount", "the whole number nearest to in_post, each head in_post ÷ headcount FTE");
  }
  if (!heads.exists()) heads = larger(nearest_computed(s.in_post), any_of(s.in_post));
  const value nobody = 1.0 - any_of(heads);
  s.fte_per_head = (s.in_post + nobody) / (heads + nobody);
  add_stages(l, s, heads);
  l.add(std::move(s));
}

/// All staff of the region, and the grades that they may qualify for or be promoted to.
inline void add_all_staff(lowering& l) {
  for (const unit_ref& unit : l.units) {
    l.begin(unit.path);
    std::vector<std::string> grades;
    const auto add_once = [&](const std::string& grade) {
      for (const auto& known : grades) {
        if (known == grade) return;
      }
      grades.push_back(grade);
    };
    for (const auto& item : unit.unit->staff) add_once(item.first);
    if (unit.unit->remainder) {
      for (const auto& item : l.r.staff) add_once(item.first);
    }
    for (const auto& x : l.r.intakes) {
      if (x.unit == unit.name) add_once(x.grade);
    }
    for (const auto& x : l.r.transfers) {
      if (x.to == unit.name || x.from == unit.name) add_once(x.grade);
    }
    for (const auto& item : unit.unit->recruitment) add_once(item.first);
    for (std::size_t i = 0; i < grades.size(); ++i) {  // grows: a target may have targets
      const grade* g = find_grade(l.r, grades[i]);
      if (g->qualification) add_once(g->qualification->to);
      if (g->qualification && g->qualification->otherwise) add_once(*g->qualification->otherwise);
      if (g->promotion) add_once(g->promotion->to);
    }
    for (const auto& grade : grades) add_staff(l, unit, grade, unit.unit->staff.find(grade));
  }
}

/// People enter a grade at stage `k`; those whose time there is less than a month pass through.
inline void enter(staff_stock& s, std::size_t k, value flow, const std::string& cell) {
  stage_stock& stage = s.stages[k];
  if (stage.open) {
    feed(*stage.open, flow);
    return;
  }
  if (k + 1 < s.stages.size() && !stage.time.at_entry.is_constant(0.0)) {
    const division d = divide(flow, stage.time.at_entry, cell + "/through " + stage.name);
    enter(s, k + 1, d.yes, cell);
    flow = d.no;
  }
  feed(*stage.timed, flow);
}

/// Index of the stage called `name`; the first if none is named.
[[nodiscard]] inline std::size_t stage_index(const staff_stock& s, const std::optional<std::string>& name) {
  if (!name) return 0;
  for (std::size_t k = 0; k < s.stages.size(); ++k) {
    if (s.stages[k].name == *name) return k;
  }
  throw std::invalid_argument(s.path + ": grade " + s.grade + " has no stage \"" + *name + "\"");
}

}  // namespace probation::detail
