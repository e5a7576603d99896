// Signals of staff and the measures that a forecast reports, by unit and grade, with "*" as ratio of sums.
#pragma once

#include <cstddef>        // for std::size_t
#include <string>         // for std::string
#include <unordered_map>  // for std::unordered_map
#include <vector>         // for std::vector

#include <probation/projection/context.hpp>

namespace probation::detail {

/// Heads, FTE and capacity at the start of a month.
inline void add_staff_signals(lowering& l, staff_stock& s) {
  plan& p = l.p;
  s.headcount = constant(p, 0.0);
  value able = constant(p, 0.0);
  for (const stage_stock& stage : s.stages) {
    s.headcount = s.headcount + stage.now;
    able = able + stage.now * stage.capacity;
  }
  if (s.pipeline && s.pipeline->provisional) {
    s.headcount = s.headcount + s.pipeline->provisional_now;
    able = able + s.pipeline->provisional_now * s.pipeline->provisional_capacity;
  }
  s.fte = signal(s.headcount * s.fte_per_head, s.name() + "/fte");
  if (s.holds_cases) s.capacity = signal(able * s.fte_per_head * s.points_now, s.name() + "/capacity");
}

/// Heads whose caseload is above `high_caseload`, expected over the spread: the grade's cases are shared in proportion
/// to capacity, and within a stage they are negative binomial over practitioners.
[[nodiscard]] inline value heads_above(const lowering& l, const staff_stock& s) {
  plan& p = l.p;
  const value size = l.input("workload.spread", *l.r.workload.spread);
  // Divides cases among heads of capacity 1 and one FTE. Where there are none the quotient is bounded, so that its
  // product with 0 is 0.
  const value a_point = smaller(s.cases * s.points_now / s.capacity, 1e9);
  value heads = constant(p, 0.0);
  const auto add = [&](value n, value capacity) {
    heads = heads + n * above(a_point * capacity * s.fte_per_head, size, high_caseload);
  };
  for (const stage_stock& stage : s.stages) add(stage.now, stage.capacity);
  if (s.pipeline && s.pipeline->provisional) add(s.pipeline->provisional_now, s.pipeline->provisional_capacity);
  return heads;
}

/// What measures are made of: sums over the staff of a row of the table.
struct tally {
  std::vector<value> headcount, fte, in_pipeline, joined, left, moved_in, moved_out;
  std::vector<value> establishment, fte_of_established;
  std::vector<value> cases, demand, capacity, fte_of_holders, heads_above, heads_of_holders;
  bool whole_cases = true;
};

inline void count(const lowering& l, tally& t, const staff_stock& s, value above_sixty) {
  plan& p = l.p;
  t.headcount.push_back(s.headcount);
  t.fte.push_back(s.fte);
  if (s.pipeline) t.in_pipeline.push_back(s.pipeline->now);
  t.joined.push_back(sum(p, s.joined));
  t.left.push_back(sum(p, s.left));
  t.moved_in.push_back(sum(p, s.moved_in));
  t.moved_out.push_back(sum(p, s.moved_out));
  if (s.establishment.exists()) {
    t.establishment.push_back(s.establishment);
    t.fte_of_established.push_back(s.fte);
  }
  if (s.holds_cases) {
    t.cases.push_back(s.cases);
    t.whole_cases = t.whole_cases && s.whole_cases;
    t.demand.push_back(s.demand);
    t.capacity.push_back(s.capacity);
    t.fte_of_holders.push_back(s.fte);
    if (above_sixty.exists()) {
      t.heads_above.push_back(above_sixty);
      t.heads_of_holders.push_back(s.headcount);
    }
  }
}

inline void record_measures(const lowering& l, const tally& t, const std::string& unit, const std::string& of) {
  plan& p = l.p;
  const auto stock = [&](const char* measure, value v, bool is_count = false) {
    record(v, measure, unit, of, false, is_count);
  };
  const auto ratio = [&](const char* measure, value a, value b) { record_ratio(a / b, a, b, measure, unit, of); };
  const auto flow = [&](const char* measure, value v) { record(v, measure, unit, of, true, true); };
  stock("headcount", sum(p, t.headcount), true);
  stock("fte", sum(p, t.fte));
  if (!t.establishment.empty()) {
    const value target = sum(p, t.establishment);
    stock("establishment", target);
    const value fte = sum(p, t.fte_of_established);
    const value vacant = p.has_ratio_parts ? target - fte : target;
    // Of no posts no share is vacant: there is no such series then.
    if (!target.is_constant(0.0)) record_ratio(1.0 - fte / target, vacant, target, "vacancy_rate", unit, of);
  }
  stock("in_pipeline", sum(p, t.in_pipeline), true);
  flow("joiners", sum(p, t.joined));
  flow("leavers", sum(p, t.left));
  flow("moved_in", sum(p, t.moved_in));
  flow("moved_out", sum(p, t.moved_out));
  if (t.cases.empty()) return;
  const value cases = sum(p, t.cases);
  const value demand = sum(p, t.demand);
  const value capacity = sum(p, t.capacity);
  stock("caseload", cases, t.whole_cases);
  ratio("caseload_per_officer", cases, sum(p, t.fte_of_holders));
  if (!t.heads_above.empty()) ratio("share_above_60", sum(p, t.heads_above), sum(p, t.heads_of_holders));
  stock("demand", demand);
  stock("capacity", capacity);
  ratio("workload", demand, capacity);
}

/// Records all measures: unit by unit, grade by grade, then all grades ("*") and the whole region ("*").
inline void add_measures(lowering& l) {
  std::vector<std::string> grades;
  std::unordered_map<std::string, std::vector<std::size_t>> staff_of_grade;
  std::vector<std::size_t> everybody;
  for (const staff_stock& s : l.staff) {
    const auto [at, is_new] = staff_of_grade.try_emplace(s.grade);
    if (is_new) grades.push_back(s.grade);
    at->second.push_back(everybody.size());
    everybody.push_back(everybody.size());
  }
  std::vector<value> above_sixty;
  for (const staff_stock& s : l.staff) {
    above_sixty.push_back(l.r.workload.spread && s.holds_cases ? heads_above(l, s) : value());
  }
  bool shared_cases = false;
  for (const case_stock& c : l.cases) shared_cases = shared_cases || c.given != nullptr;
  const auto tally_of = [&](const std::vector<std::size_t>& staff) {
    tally t;
    t.whole_cases = !shared_cases;
    for (const std::size_t i : staff) count(l, t, l.staff[i], above_sixty[i]);
    return t;
  };
  for (const unit_ref& unit : l.units) {
    l.ask();
    for (const std::string& grade : grades) {
      const auto at = l.staff_at.find(unit.name + '\n' + grade);
      if (at != l.staff_at.end()) record_measures(l, tally_of({at->second}), unit.name, grade);
    }
    if (!l.staff_of[unit.name].empty()) record_measures(l, tally_of(l.staff_of[unit.name]), unit.name, "*");
  }
  for (const std::string& grade : grades) record_measures(l, tally_of(staff_of_grade[grade]), "*", grade);
  if (!grades.empty()) record_measures(l, tally_of(everybody), "*", "*");
}

}  // namespace probation::detail
