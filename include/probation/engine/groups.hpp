// Groups: a service that starts only whole groups, from a queue.
#pragma once

#include <algorithm>  // for std::max
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/queue.hpp>

namespace probation {

/// How groups are made up and how they end.
struct group_terms {
  value least;                   ///< people a group needs to start
  value most;                    ///< people a group has places for
  completion time;               ///< of a group, from start to end; at least a month
  value completing;              ///< of those who start, the share who complete
  completion until_drop_out;     ///< of those who do not, the time until they are gone; at least a month
  std::vector<way_out> leaving;  ///< ways out that cut participation short, such as the end of an order
};

/// Groups that run, and those who take part. Whether somebody will complete is decided when they start and shows when
/// it happens, so that the share who complete is as given whatever the times.
struct groups {
  std::string name;
  group_terms terms;
  conveyor running;    ///< groups
  conveyor finishing;  ///< participants who will complete, by the age of their group
  conveyor dropping;   ///< participants who will drop out
};

/// Those in groups at the start, by age of their group.
struct groups_start {
  std::vector<value> running;
  std::vector<value> finishing;
  std::vector<value> dropping;
};

/// What the exits of a month give.
struct groups_ended {
  value ended;              ///< groups
  value completed;          ///< people
  value dropped;            ///< people
  std::vector<value> left;  ///< people, by way out
};

/// Adds groups of which nobody has started, or those of `start` (cells as many as the times have).
[[nodiscard]] inline groups add_groups(plan& p, std::string name, group_terms terms, const groups_start& start = {}) {
  const auto cells = [&](const std::vector<value>& given, const completion& time) {
    return given.empty() ? std::vector<value>(time.by_age.size(), constant(p, 0.0)) : given;
  };
  // Whoever starts is counted at least once; a time below a month would end some before that.
  require(terms.time.at_entry, 0.0, 0.0, "\"" + name + "\": share of groups that take less than a month");
  require(terms.until_drop_out.at_entry, 0.0, 0.0, "\"" + name + "\": share who drop out in less than a month");
  // What changes by month cannot be checked before.
  if ((std::max)(terms.least.since(), terms.most.since()) <= phase::replicate) {
    require(terms.least, 1.0, 1e6, "\"" + name + "\": least size of a group");
    require(terms.most - terms.least, 0.0, 1e6, "\"" + name + "\": most less least size of a group");
  }
  groups made;
  made.running = add_conveyor(p, name + "/groups", cells(start.running, terms.time));
  made.finishing = add_conveyor(p, name + "/in progress", cells(start.finishing, terms.time));
  made.dropping = add_conveyor(p, name + "/to drop out", cells(start.dropping, terms.until_drop_out));
  made.name = std::move(name);
  made.terms = std::move(terms);
  return made;
}

/// People who take part at the start of the month.
[[nodiscard]] inline value participants(plan& p, const groups& g) {
  return total(p, g.finishing) + total(p, g.dropping);
}

/// Exits of a month: ways out first, then groups that end, whose members go with them. Where only some of the groups
/// of an age end, so do their share of the members, in whole people.
[[nodiscard]] inline groups_ended end_groups(groups& g) {
  plan& p = g.terms.least.in();
  const std::vector<way_out>& ways = g.terms.leaving;
  groups_ended out{constant(p, 0.0), constant(p, 0.0), constant(p, 0.0),
                   std::vector<value>(ways.size(), constant(p, 0.0))};
  const auto leave_row = [&](value row, const std::string& cell) {
    const std::vector<value> gone = detail::exits(p, row, cell, ways);
    for (std::size_t j = 0; j < gone.size(); ++j) out.left[j] = out.left[j] + gone[j];
  };
  for (std::size_t a = 0; a < g.running.age.size(); ++a) {
    const std::string cell = g.finishing.name + "/" + std::to_string(a);
    leave_row(g.finishing.age[a], cell);
    const value chance = g.terms.time.by_age[a];
    if (chance.is_constant(0.0)) continue;
    const value groups_here = g.running.age[a];
    const value ended =
        binomial(groups_here, chance, g.running.name + "/" + std::to_string(a) + "/ending", phase::move);
    const value share = ended / groups_here;
    detail::add_operation(p, phase::move, opcode::subtract, groups_here, groups_here, ended);
    const value people = g.finishing.age[a];
    const value done = whole(people * share, uniform_of(p, cell + "/members", phase::move));
    detail::add_operation(p, phase::move, opcode::subtract, people, people, done);
    out.ended = out.ended + ended;
    out.completed = out.completed + done;
  }
  for (std::size_t a = 0; a < g.dropping.age.size(); ++a) {
    const std::string cell = g.dropping.name + "/" + std::to_string(a);
    leave_row(g.dropping.age[a], cell);
    const value chance = g.terms.until_drop_out.by_age[a];
    if (chance.is_constant(0.0)) continue;
    const value done = binomial(g.dropping.age[a], chance, cell + "/dropping", phase::move);
    detail::add_operation(p, phase::move, opcode::subtract, g.dropping.age[a], g.dropping.age[a], done);
    out.dropped = out.dropped + done;
  }
  return out;
}

/// What the starts of a month give.
struct groups_begun {
  value begun;  ///< groups
  queue_month queue;
};

/// Starts as many groups as can run at once beside those that do and as `starts` (which may not exist) allows, no more
/// than can be filled to the least size, and no more than the waiting fill to the most. Places go oldest first.
/// In the expected policy groups are fractions: the fluid limit, where the least size does not bind.
[[nodiscard]] inline groups_begun begin_groups(groups& g, queue& from, value at_once, value starts = {}) {
  plan& p = at_once.in();
  std::vector<value> rows = from.age;
  rows.push_back(from.arriving);
  const value waiting = standing(p, rows, phase::serve);
  const value running = standing(p, g.running.age, phase::serve);
  // What is a whole number but for rounding is that whole number: sums of FTE, and quotients of sizes drawn or written.
  const value dust = constant(p, 1e-9);
  value begun = larger(whole(at_once, dust) - running, 0.0);
  if (starts.exists()) begun = smaller(begun, whole(starts, dust));
  begun = smaller(begun, whole(waiting / g.terms.least, dust));
  begun = smaller(begun, 0.0 - whole(0.0 - waiting / g.terms.most, dust));  // rounded up
  groups_begun out{begun, serve({&from}, begun * g.terms.most).front()};
  feed(g.running, begun);
  const division d = divide(out.queue.served, g.terms.completing, g.name + "/completing");
  feed(g.finishing, d.yes);
  feed(g.dropping, d.no);
  return out;
}

}  // namespace probation
