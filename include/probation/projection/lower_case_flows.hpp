// Flows of cases: starts (given, shared among units, or as many as end in balance), trend and season, ends.
#pragma once

#include <string>         // for std::string
#include <unordered_map>  // for std::unordered_map
#include <utility>        // for std::move
#include <vector>         // for std::vector

#include <probation/projection/lower_caseload.hpp>

namespace probation::detail {

/// Cases that end a month in balance, of all that there are, by the dwell of the present.
[[nodiscard]] inline value ends_in_balance(const case_stock& c, value cases) {
  const auto months = [](const held_cases& h) {
    return h.ending_before.exists() ? 1.0 / h.ending_before : sum(h.now.in(), h.counted_before);
  };
  if (c.late) return cases / (months(c.held) + months(*c.late));
  return c.held.ending_before.exists() ? cases * c.held.ending_before : cases / months(c.held);
}

/// What part of the starts that the region gives for a class a stock gets: as the region shares them, else by cases
/// held now, among the units that do not say their own. May not exist: all of them.
inline void share_starts(lowering& l) {
  plan& p = l.p;
  struct held_now {
    value all;
    std::unordered_map<std::string, value> by_unit;
  };
  std::unordered_map<std::string, held_now> classes;
  for (const case_stock& c : l.cases) {
    if (!c.shares_starts) continue;
    held_now& held = classes[c.class_name];
    held.all = (held.all.exists() ? held.all : constant(p, 0.0)) + c.initial;
    value& here = held.by_unit[c.unit];
    here = (here.exists() ? here : constant(p, 0.0)) + c.initial;
  }
  for (case_stock& c : l.cases) {
    if (!c.shares_starts) continue;
    const named<quantity>& given = l.r.caseload.at(c.class_name).share;
    const held_now& held = classes[c.class_name];
    const value all = held.all;
    const value here = held.by_unit.at(c.unit);
    const bool alone = held.by_unit.size() == 1;
    const std::string path = path_of("caseload", {c.class_name, "share"});
    if (!given.empty()) {
      const quantity* q = given.find(c.unit);
      c.region_share = q == nullptr ? constant(p, 0.0) : l.input(path_of(path, {c.unit}), *q);
    } else if (!alone) {
      c.region_share = here / all;
      if (c.begin->rate) l.by_default(path, "the region's starts are shared among units by cases held now");
    }
  }
}

/// Mean starts a month with their trend and season.
[[nodiscard]] inline value with_trend(const lowering& l, const starts& s, const std::string& path, value mean) {
  plan& p = l.p;
  if (s.growth) {
    const value factor = state(p, constant(p, 1.0));
    add_operation(p, phase::settle, opcode::multiply, factor, factor,
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

/// Starts of a month of that mean. `part`, which may not exist, is what they are of all that the dispersion is given
/// for: negative binomial numbers whose sizes are in proportion to their means add up to one of the whole size.
[[nodiscard]] inline value draw_starts(const lowering& l, const starts* s, const std::string& path, value mean,
                                       const std::string& cell, value part = {}) {
  if (s == nullptr || !s->dispersion) {
    l.by_default("*.dispersion", "starts and arrivals are Poisson");
    return poisson(mean, cell, phase::arrive);
  }
  value size = l.input(path + ".dispersion", *s->dispersion);
  if (part.exists()) size = larger(size * part, 1e-9);
  return negative_binomial(mean, size, cell, phase::arrive);
}

/// Mean starts a month: as given with trend and season, or as many as end in balance.
[[nodiscard]] inline value mean_starts(const lowering& l, const case_stock& c) {
  plan& p = l.p;
  const starts* s = c.begin;
  const std::string& path = c.begin_path;
  value mean;
  if (s != nullptr && s->rate) {
    mean = l.input(path + ".per_month", *s->rate);
    if (c.region_share.exists()) mean = mean * c.region_share;
    if (c.share.exists()) mean = mean * c.share;
    return with_trend(l, *s, path, mean);
  }
  l.by_default(path_of("caseload", {c.class_name, "starts", "per_month"}), "as many begin as end at the start");
  if (c.given != nullptr && !c.given->mix.empty()) {
    value all = constant(p, 0.0);
    for (const auto& [tier, cases] : c.given->tiers) all = all + l.input(path_of(c.path, {"tiers", tier}), cases);
    mean = ends_in_balance(c, all) * c.share;
  } else {
    mean = ends_in_balance(c, c.initial);
  }
  return s == nullptr ? mean : with_trend(l, *s, path, mean);
}

/// Cases that leave a stock this month.
[[nodiscard]] inline value end_some(held_cases& h) {
  if (h.memoryless) return complete(*h.memoryless, h.ending, "ending");
  return advance(*h.aged, h.time.by_age, {}).completed;
}

/// Feeds cases into a stock. Returns the cases that begin and end within the month and are never counted.
inline value begin_some(held_cases& h, value cases, const std::string& name) {
  if (h.memoryless) {
    feed(*h.memoryless, cases);
    return constant(cases.in(), 0.0);
  }
  const division d = divide(cases, h.time.at_entry, name + "/brief");
  feed(*h.aged, d.no);
  return d.yes;
}

/// A month of the cases of a class.
inline void add_case_flows(const lowering& l, case_stock& c) {
  plan& p = l.p;
  const std::string name = c.stock();
  const value done = end_some(c.held);
  if (c.late) static_cast<void>(end_some(*c.late));
  const value mean = mean_starts(l, c);
  value part = c.region_share;
  if (c.share.exists()) part = part.exists() ? part * c.share : c.share;
  const value begun = draw_starts(l, c.begin, c.begin_path, mean, name + "/starting", part);
  const value brief = begin_some(c.held, begun, name);
  describe_flow(p, "", name, "start");
  if (c.late) {
    static_cast<void>(begin_some(*c.late, done + brief, name + ", contact ended"));
    describe_flow(p, name, name + ", contact ended", "two thirds");
    describe_flow(p, name + ", contact ended", "", "end");
  } else {
    describe_flow(p, name, "", "end");
  }
}

}  // namespace probation::detail
