// Waiting lists: services, adjustments, reviews, and vetting, on which recruits wait between offer and start.
#pragma once

#include <algorithm>  // for std::all_of, std::find
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <utility>    // for std::move
#include <vector>     // for std::vector

#include <probation/projection/lower_backlogs.hpp>
#include <probation/projection/lower_recruitment.hpp>

namespace probation::detail {

/// A line of a list before it has a queue: its part of those who wait and arrive.
struct line_plan {
  list_line line;
  value weight;    ///< of those waiting now
  value arrivals;  ///< a month, at the start
  value limit;
};

/// Lines of recruits, one for each grade and unit. Those waiting now are shared among them (and others, if somebody
/// else waits too) as they arrive; where a policy does not say how many that is, it counts as much as the average of
/// those that do, or one. `before` is the list of the present, by which they are shared.
[[nodiscard]] inline std::vector<line_plan> recruit_lines(lowering& l, const waiting_list& given,
                                                          const waiting_list& before, const std::string& list_name,
                                                          const std::string& path, value others) {
  plan& p = l.p;
  if (!given.classes.empty()) contradiction(l, path + ".classes", "classes beside recruits", "one of them");
  std::vector<line_plan> out;
  for (const policy_scope& scope : policies(l)) {
    for (staff_stock* s : scope.units) {
      const auto waits = [&](const waiting_list& w) {
        return std::find(w.recruits.begin(), w.recruits.end(), s->grade) != w.recruits.end();
      };
      if (!waits(given)) continue;
      s->pipeline->on_list = true;
      line_plan made;
      made.line.name = s->name();
      made.line.post = s;
      const double part = 1.0 / static_cast<double>(scope.units.size());
      const auto& rate = scope.before->per_month;
      made.arrivals = rate ? l.before_at_start(scope.path + ".per_month", *rate, scope.policy->per_month) * part
                           : constant(p, part);
      made.weight = waits(before) ? made.arrivals : constant(p, 0.0);
      if (!rate && mean(given.waiting) > 0.0) {
        l.by_default(scope.path + ".per_month",
                     "those who wait on \"" + list_name + "\" are shared and placed by age as if one came a month");
      }
      out.push_back(std::move(made));
    }
  }
  if (given.arrivals.rate || before.arrivals.rate) {
    line_plan made;
    made.line.name = "others";
    made.line.share = constant(p, 1.0);
    made.arrivals = others;
    made.weight = others;
    out.push_back(std::move(made));
  }
  return out;
}

/// Lines of the classes of a list, or one for all. Those waiting now are of the classes of the present, unless it had
/// others.
[[nodiscard]] inline std::vector<line_plan> class_lines(const lowering& l, const waiting_list& given,
                                                        const waiting_list& before, const std::string& path,
                                                        value arrivals) {
  const bool same_classes = std::all_of(given.classes.begin(), given.classes.end(),
                                        [&](const auto& item) { return before.classes.contains(item.first); });
  std::vector<line_plan> out;
  if (given.classes.empty()) {
    line_plan made;
    made.line.share = constant(l.p, 1.0);
    made.arrivals = arrivals;
    made.weight = made.line.share;
    out.push_back(std::move(made));
  }
  for (const auto& [name, x] : given.classes) {
    const std::string at = path_of(path, {"classes", name});
    line_plan made;
    made.line.name = name;
    made.line.rank = x.priority;
    made.line.share = l.input(at + ".share", x.share);
    const quantity& was = same_classes ? before.classes.at(name).share : x.share;
    made.weight = l.before(at + ".share", was, &x.share);
    made.arrivals = arrivals * made.weight;
    if (x.limit) made.limit = l.input(at + ".limit", *x.limit);
    out.push_back(std::move(made));
  }
  return out;
}

/// The queues of a list, with those who wait now.
inline void add_list(lowering& l, const std::string& name, const waiting_list& given) {
  plan& p = l.p;
  list_stock list;
  list.name = name;
  list.path = path_of("waiting_lists", {name});
  list.given = &given;
  const waiting_list& before = before_of(l.now.waiting_lists, name, given);
  const value nobody = constant(p, 0.0);
  const value arrivals = before.arrivals.rate ? l.before_at_start(list.path + ".arrivals.per_month",
                                                                  *before.arrivals.rate, given.arrivals.rate)
                                              : nobody;
  std::vector<line_plan> lines = given.recruits.empty() ? class_lines(l, given, before, list.path, arrivals)
                                                        : recruit_lines(l, given, before, name, list.path, arrivals);
  std::optional<quantity> longest_limit = given.limit;
  for (const auto& [other, x] : given.classes) {
    if (x.limit && (!longest_limit || greatest(*x.limit) > greatest(*longest_limit))) longest_limit = x.limit;
  }
  const queue_length length = length_of(l, given.waited.size(), longest_limit, given.expiry, before.expiry);
  const value waiting = nearest(l.input(list.path + ".waiting", given.waiting));
  const value reneging = reneging_before(l, before.reneging, given.reneging, list.path);
  std::vector<value> weights;
  for (const line_plan& x : lines) weights.push_back(x.weight);
  const value all = sum(p, weights);
  std::vector<value> amounts;
  std::vector<std::size_t> ends;
  for (const line_plan& x : lines) {
    // Where nobody arrives at all the lines are alike.
    const value part =
        lines.size() == 1 ? constant(p, 1.0) : (x.weight + 1e-12) / (all + 1e-12 * static_cast<double>(lines.size()));
    const std::vector<value> ages =
        waiting_by_age(l, waiting * part, given.waited, given.mean_wait, list.path, x.arrivals, reneging, length.now);
    amounts.insert(amounts.end(), ages.begin(), ages.end());
    ends.push_back(amounts.size());
  }
  const std::string cell = backlog_name(given.unit, name);
  const std::vector<value> people = whole_split(p, amounts, cell + "/start", phase::replicate);
  std::size_t next = 0;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    std::vector<value> initial(people.begin() + static_cast<std::ptrdiff_t>(next),
                               people.begin() + static_cast<std::ptrdiff_t>(ends[k]));
    next = ends[k];
    initial.resize(length.cells, nobody);
    list_line line = std::move(lines[k].line);
    value limit = lines[k].limit;
    if (!limit.exists() && given.limit) limit = l.input(list.path + ".limit", *given.limit);
    line.line = add_queue(p, line.name.empty() ? cell : cell + "/" + line.name, initial, limit);
    if (line.post != nullptr) line.post->pipeline->now = line.post->pipeline->now + total(p, line.line);
    list.lines.push_back(std::move(line));
  }
  l.lists.push_back(std::move(list));
}

/// All lists. Before signals: recruits who wait count as in the pipeline.
inline void add_all_lists(lowering& l) {
  for (const auto& [name, given] : l.r.waiting_lists) add_list(l, name, given);
}

/// A month of a list: withdrawals and expiry, arrivals, service; recruits go on to their checks.
inline void add_list_flow(lowering& l, list_stock& list) {
  plan& p = l.p;
  const waiting_list& given = *list.given;
  const std::string cell = backlog_name(given.unit, list.name);
  const std::vector<value> expiring = expiry_of(l, given.expiry, list.path);
  std::vector<queue_losses> lost;
  std::vector<queue*> queues;
  std::vector<int> ranks;
  for (list_line& line : list.lines) {
    std::vector<way_out> ways = reneging_of(l, given.reneging, list.path);
    if (line.post != nullptr) {
      const pipeline_stock& pipe = *line.post->pipeline;
      const auto& drop_out = pipe.policy->drop_out;
      if (drop_out && is_rate(drop_out->unit))
        ways.push_back({"drop-out", l.input(pipe.path + ".drop_out", *drop_out)});
    }
    lost.push_back(lose(line.line, ways, expiring));
    describe_losses(p, line.line, !ways.empty(), given.expiry.has_value());
    queues.push_back(&line.line);
    ranks.push_back(line.rank);
  }
  if (given.arrivals.rate) {
    const value coming = arrivals_of(l, given.arrivals, list.path + ".arrivals", cell + "/arriving");
    value left = coming;
    value mass = constant(p, 1.0);
    std::vector<list_line*> open;
    for (list_line& line : list.lines) {
      if (line.post == nullptr) open.push_back(&line);
    }
    for (list_line* line : open) {
      describe_flow(p, "", line->line.name, "arrives");
      if (line == open.back()) {  // whoever is left, whatever rounding makes of shares
        feed(line->line, left);
        break;
      }
      const division d = divide(left, unit_interval(line->share / mass), cell + "/arriving/" + line->name);
      feed(line->line, d.yes);
      left = d.no;
      mass = larger(mass - line->share, 1e-12);
    }
  }
  const value capacity =
      whole(capacity_of(l, given.capacity, list.path + ".capacity"), uniform_of(p, cell + "/capacity", phase::serve));
  const std::vector<queue_month> served = serve(queues, capacity, ranks);
  queue_tally all;
  all.can_expire = given.expiry.has_value();
  for (std::size_t k = 0; k < list.lines.size(); ++k) {
    list_line& line = list.lines[k];
    const value reneged = sum(p, lost[k].gone);
    count(p, all, line.line, served[k], reneged, lost[k].expired);
    if (line.post != nullptr) {
      add_pipeline_flows(l, *line.post, served[k].served, line.line.name);
    } else {
      describe_flow(p, line.line.name, "", "served");
    }
    if (list.lines.size() == 1 || line.post != nullptr) continue;
    queue_tally one;
    one.can_expire = all.can_expire;
    count(p, one, line.line, served[k], reneged, lost[k].expired);
    record_queue(p, one, {given.unit, list.name + "/" + line.name});
  }
  record_queue(p, all, {given.unit, list.name});
}

inline void add_list_flows(lowering& l) {
  for (list_stock& list : l.lists) add_list_flow(l, list);
}

}  // namespace probation::detail
