// Accredited programmes: people wait for a group, whole groups start as facilitators allow, some complete.
#pragma once

#include <string>   // for std::string
#include <utility>  // for std::move
#include <vector>   // for std::vector

#include <probation/engine/groups.hpp>
#include <probation/projection/lower_backlogs.hpp>

namespace probation::detail {

/// People who are in groups now, spread evenly over their length: as many groups as they fill, each of them somewhere
/// between its first and last session. Of those at an age, the ones who will drop out are as many as are still there.
[[nodiscard]] inline groups_start groups_now(plan& p, value people, value most, const group_terms& terms,
                                             const std::string& name) {
  const value number = larger(nearest_computed(people / most), nearest(smaller(people, 1.0)));
  const value length = sum(p, terms.time.counted);
  std::vector<value> amounts;
  for (const value& share : terms.time.counted) amounts.push_back(number * share / length);
  groups_start out;
  out.running = whole_split(p, amounts, name + "/start/groups", phase::replicate);
  amounts.clear();
  for (const value& here : out.running) amounts.push_back(people * (here / number));
  const std::vector<value> inside = whole_split(p, amounts, name + "/start/people", phase::replicate);
  for (std::size_t a = 0; a < inside.size(); ++a) {
    if (a >= terms.until_drop_out.counted.size()) {
      out.finishing.push_back(inside[a]);
      continue;
    }
    const value going = (1.0 - terms.completing) * terms.until_drop_out.counted[a];
    out.finishing.push_back(binomial(inside[a], terms.completing / (terms.completing + going),
                                     name + "/start/completing/" + std::to_string(a), phase::replicate));
    out.dropping.push_back(inside[a] - out.finishing.back());
  }
  out.dropping.resize(terms.until_drop_out.by_age.size(), constant(p, 0.0));
  return out;
}

/// A programme, whole.
inline void add_programme(lowering& l, const std::string& of, const programme& given) {
  plan& p = l.p;
  const std::string path = path_of("programmes", {of});
  const std::string name = backlog_name(given.unit, of);
  value waiting;
  value inside = constant(p, 0.0);
  if (given.waiting) {
    waiting = nearest(l.input(path + ".waiting", *given.waiting));
  } else {
    const value identified = nearest(l.input(path + ".identified", *given.identified));
    waiting = nearest_computed(identified * l.input(path + ".not_started", *given.not_started));
    inside = identified - waiting;
  }

  // Who waits.
  const programme& before = before_of(l.now.programmes, of, given);
  const queue_length length = length_of(l, given.waited.size(), given.limit, given.expiry, before.expiry);
  const value a_month = l.before_at_start(path + ".arrivals.per_month", *before.arrivals.rate, given.arrivals.rate);
  std::vector<value> ages = waiting_by_age(l, waiting, given.waited, given.mean_wait, path, a_month,
                                           reneging_before(l, before.reneging, given.reneging, path), length.now);
  ages = whole_split(p, ages, name + "/start", phase::replicate);
  ages.resize(length.cells, constant(p, 0.0));
  queue line = add_queue(p, name, ages, given.limit ? l.input(path + ".limit", *given.limit) : value());

  // Groups. Those who do not complete go halfway through, on average.
  group_terms terms;
  // Whole people, also where it is not sure how many.
  terms.least = nearest(l.input(path + ".least", given.least));
  terms.most = nearest(l.input(path + ".most", given.most));
  const value months = l.input(path + ".length", given.length);
  terms.time = fixed_time(months, (std::max)(1.0, greatest(given.length)));
  terms.completing = l.input(path + ".completion", given.completion);
  terms.until_drop_out = fixed_time(larger(months * 0.5, 1.0), (std::max)(1.0, greatest(given.length) / 2.0));
  group_terms then;  // by which those in groups now are laid out
  then.time = terms.time;
  then.until_drop_out = terms.until_drop_out;
  if (before.length != given.length) {
    const value was = l.before(path + ".length", before.length, nullptr);
    then.time = fixed_time(was, (std::max)(1.0, greatest(before.length)));
    then.until_drop_out = fixed_time(larger(was * 0.5, 1.0), (std::max)(1.0, greatest(before.length) / 2.0));
  }
  then.completing = l.before(path + ".completion", before.completion, &given.completion);
  if (given.identified) l.by_default(path + ".identified", "those in groups now are spread evenly over its length");
  if (mean(given.completion) < 1.0) {
    l.by_default(path + ".completion", "when people drop out: halfway through, on average");
  }
  groups_start start =
      groups_now(p, inside, nearest(l.before_at_start(path + ".most", before.most, &given.most)), then, name);
  match_length(start.running, terms.time);
  start.finishing.resize(start.running.size(), constant(p, 0.0));
  match_length(start.dropping, terms.until_drop_out);
  groups g = add_groups(p, name, std::move(terms), start);

  // A month.
  const queue_losses lost = lose(line, reneging_of(l, given.reneging, path), expiry_of(l, given.expiry, path));
  const groups_ended ended = end_groups(g);
  const value coming = arrivals_of(l, given.arrivals, path + ".arrivals", name + "/arriving");
  feed(line, coming);
  const division back = divide(ended.dropped, l.input(path + ".returns", given.returns), name + "/returning");
  feed(line, back.yes);
  value at_once;
  if (given.groups) at_once = l.input(path + ".groups", *given.groups);
  if (given.facilitators) {
    const value by_staff =
        able_staff(l, *given.facilitators, path + ".facilitators") * l.input(path + ".groups_each", *given.groups_each);
    at_once = at_once.exists() ? smaller(at_once, by_staff) : by_staff;
  }
  signal(at_once, name + "/groups at once");
  const groups_begun begun = begin_groups(g, line, at_once);

  describe_flow(p, "", name, "identified");
  describe_losses(p, line, given.reneging.has_value(), given.expiry.has_value());
  describe_flow(p, name, g.finishing.name, "starts");
  describe_flow(p, name, g.dropping.name, "starts");
  describe_flow(p, g.finishing.name, "", "completes");
  describe_flow(p, g.dropping.name, "", "drops out");
  describe_flow(p, g.dropping.name, name, "returns");
  describe_flow(p, "", g.running.name, "begins");
  describe_flow(p, g.running.name, "", "ends");

  const backlog_record to{given.unit, of};
  queue_tally tally;
  tally.can_expire = given.expiry.has_value();
  count(p, tally, line, begun.queue, sum(p, lost.gone), lost.expired);
  record_queue(p, tally, to);
  const value in_groups = participants(p, g);
  const value still_waiting = total(p, line);
  to.stock("in_groups", in_groups, true);
  to.stock("groups", total(p, g.running), true);
  to.stock_ratio("share_not_started", still_waiting, still_waiting + in_groups);
  to.flow("groups_started", begun.begun);
  to.flow("completed", ended.completed);
  to.flow("dropped_out", ended.dropped);
  to.flow("returned", back.yes);
}

inline void add_programmes(lowering& l) {
  for (const auto& [name, given] : l.r.programmes) add_programme(l, name, given);
}

}  // namespace probation::detail
