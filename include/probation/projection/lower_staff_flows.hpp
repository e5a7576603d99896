// A month of staff: leaving, moving up the ladder, qualification, promotion, transfers.
#pragma once

#include <cstddef>  // for std::size_t
#include <string>   // for std::string
#include <vector>   // for std::vector

#include <probation/projection/lower_staffing.hpp>

namespace probation::detail {

/// Qualification: trainees at the end of their ladder.
inline void qualify(lowering& l, staff_stock& s, value finished, const std::string& cell) {
  const qualification& q = *s.definition->qualification;
  const value pass = grade_input(l, s.grade, "qualification.pass_rate", q.pass_rate);
  const division d = divide(finished, pass, cell + "/passing");
  staff_stock& to = *l.find(s.unit, q.to);
  s.moved_out.push_back(d.yes);
  to.moved_in.push_back(d.yes);
  enter(to, 0, d.yes, cell);
  describe_flow(l.p, cell, to.name() + "/" + to.stages.front().name, "qualifies");
  if (q.otherwise) {
    staff_stock& other = *l.find(s.unit, *q.otherwise);
    s.moved_out.push_back(d.no);
    other.moved_in.push_back(d.no);
    enter(other, 0, d.no, cell + "/failing");
    describe_flow(l.p, cell, other.name() + "/" + other.stages.front().name, "does not pass");
  } else {
    s.left.push_back(d.no);
    describe_flow(l.p, cell, "", "does not pass");
  }
}

/// A month of the staff of a grade: leaving, moving up the ladder, qualification, promotion, transfers.
inline void add_staff_flows(lowering& l, staff_stock& s) {
  plan& p = l.p;
  if (l.r.workload.feedback && s.workload.exists()) {
    s.pressure = exp(l.input("workload.feedback", *l.r.workload.feedback) * (s.workload - 1.0));
  }
  for (std::size_t k = 0; k < s.stages.size(); ++k) {
    stage_stock& stage = s.stages[k];
    const std::string name = s.name() + "/" + stage.name;
    std::vector<way_out> ways = {{"leaving", s.pressure.exists() ? stage.leaving * s.pressure : stage.leaving}};
    describe_flow(p, name, "", "leaves");
    if (stage.timed) {
      const passage done = advance(*stage.timed, stage.time.by_age, ways);
      s.left.push_back(done.gone[0]);
      if (k + 1 < s.stages.size()) {
        enter(s, k + 1, done.completed, name);
        describe_flow(p, name, s.name() + "/" + s.stages[k + 1].name, "moves up");
      } else {
        qualify(l, s, done.completed, name);
      }
      continue;
    }
    std::vector<staff_stock*> destinations;
    if (s.definition->promotion) {
      const promotion& up = *s.definition->promotion;
      const std::string at = path_of("grades", {s.grade, "promotion", "rate"});
      ways.push_back({"promotion", l.input(at, up.rate)});
      destinations.push_back(l.find(s.unit, up.to));
    }
    for (std::size_t i = 0; i < l.r.transfers.size(); ++i) {
      const transfer& t = l.r.transfers[i];
      if (t.grade != s.grade || t.from != s.unit || !t.rate) continue;
      ways.push_back({"transfer to " + t.to, l.input("transfers[" + std::to_string(i) + "].rate", *t.rate)});
      destinations.push_back(l.find(t.to, t.grade));
    }
    const std::vector<value> gone = leave(*stage.open, ways);
    s.left.push_back(gone[0]);
    for (std::size_t j = 0; j < destinations.size(); ++j) {
      staff_stock& to = *destinations[j];
      s.moved_out.push_back(gone[j + 1]);
      to.moved_in.push_back(gone[j + 1]);
      enter(to, to.stages.size() - 1, gone[j + 1], name + "/" + ways[j + 1].role);
      describe_flow(p, name, to.name() + "/" + to.stages.back().name, ways[j + 1].role);
    }
    for (const transfer& t : l.r.transfers) {
      if (t.grade != s.grade || t.from != s.unit || t.rate || !t.month || l.month_index(*t.month) < 0) continue;
      const value moved = take(*stage.open, l.in_month(*t.month, t.headcount));
      staff_stock& to = *l.find(t.to, t.grade);
      s.moved_out.push_back(moved);
      to.moved_in.push_back(moved);
      enter(to, to.stages.size() - 1, moved, name);
      describe_flow(p, name, to.name() + "/" + to.stages.back().name, "transfer in " + t.month->str());
    }
  }
}

}  // namespace probation::detail
