// Hours ledger: orders to work hours, shared out of a limited supply, blocked once a time is up.
//
// People are counted by the age of their order, by the hours they were ordered (a few atoms), and by stage: those who
// may work before the anniversary, those blocked after it until a court decides, and those whose time was extended.
// Everybody of a cell owes the same, so what each still owes is one number of the cell, and hours are exact: a cell's
// hours are people × owed, a head gets min(offered, owed), and whoever owes nothing is done.
#pragma once

#include <algorithm>  // for std::max
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <utility>    // for std::move
#include <vector>     // for std::vector

#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/writer.hpp>

namespace probation {

/// People of one cell.
struct ledger_cell {
  value people;
  value owed;    ///< hours a head still to work
  value capped;  ///< hours a head that may still be worked in the capped kind; exists where there is a cap
  value month;   ///< hours a head that may still be worked this month, after those of the capped kind; likewise
};

/// Those of one age: a cell for each number of ordered hours.
using ledger_cohort = std::vector<ledger_cell>;

/// Those of one age in a ledger.
struct ledger_age {
  ledger_cohort cells;
  value people;  ///< at the start of the month
};
using ledger_stage = std::vector<ledger_age>;

/// Which orders get hours first.
enum class hours_rule : std::uint8_t {
  oldest_first,         ///< by age of the order
  equal,                ///< the same offer to everybody who may work
  nearest_anniversary,  ///< the oldest of those before the anniversary down to the youngest, then the extended ones
};

/// What does not change in the life of a ledger.
struct ledger_terms {
  std::vector<double> hours;    ///< ordered hours of the atoms
  std::vector<value> shares;    ///< of new orders; the last one takes what is left
  std::size_t anniversary = 12; /**< months that may be worked after the month of the order; those counted at this age
                                     and above are past it */
  completion blocked;           ///< past the anniversary, time until a court decides
  value extended;               ///< share that the court extends; the others' hours are lost
  std::vector<value> expiring;  ///< chance of expiry by age of the order (none beyond its end)
  value leaving;                ///< hazard a month of early revocation; may not exist
  value cap;                    ///< share of an order that the capped kind may take; may not exist
  std::size_t cells = 24;       ///< ages past the anniversary; the last is open and takes averages of what is owed
  hours_rule rule = hours_rule::oldest_first;
};

/// People at the start; empty parts are nobody.
struct ledger_start {
  std::vector<ledger_cohort> working;   ///< by age, up to the anniversary
  std::vector<ledger_cohort> blocked;   ///< by months past it
  std::vector<ledger_cohort> extended;  ///< by months past it
};

/// Hours that can be worked in a month.
struct ledger_supply {
  std::vector<value> kinds;  ///< by kind, without a cap
  value capped;              ///< of the capped kind, which is given first; may not exist
  value most;                ///< hours a head a month, at most, of all kinds
};

struct ledger {
  std::string name;
  ledger_terms terms;
  ledger_stage working;
  ledger_stage blocked;
  /// A time until decision that is not whole months ends in one of two neighbouring months, so the extended of one
  /// order month come back in at most two waves, and keep apart since they owe differently.
  std::vector<ledger_stage> waves;
  value people;      ///< all, at the start of the month
  value hours;       ///< outstanding
  value past;        ///< people past the anniversary
  value past_hours;  ///< their hours
  value waiting;     ///< people blocked
};

/// What a month of a ledger gives: people, and hours.
struct ledger_month {
  value begun, begun_hours;
  value delivered;                       ///< hours of the kinds without a cap
  value delivered_capped;                ///< hours of the capped kind
  std::vector<value> delivered_by_kind;  ///< of those without a cap, in proportion to supply
  value completed;
  value completed_on_time;  ///< who complete before the anniversary
  value overrun;            ///< who reach the anniversary owing hours
  value revoked, revoked_hours;
  value expired, expired_hours;  ///< at the end of the order
  value decided;                 ///< whose extension was decided
  value refused, refused_hours;  ///< not extended
};

namespace detail {

/// Rows of one part of the cells of an age.
[[nodiscard]] inline std::vector<value> people_in(const ledger_cohort& cells) {
  std::vector<value> out;
  for (const ledger_cell& cell : cells) out.push_back(cell.people);
  return out;
}

/// People and what a head owes, cell by cell.
[[nodiscard]] inline std::vector<value> pairs_in(const ledger_cohort& cells) {
  std::vector<value> out;
  for (const ledger_cell& cell : cells) out.insert(out.end(), {cell.people, cell.owed});
  return out;
}

/// Adds `n` people who owe `from.owed` to a cell: what a head owes is the average. Exact where one of the two is
/// nobody.
inline void merge(const writer& w, const ledger_cell& into, const ledger_cell& from, value n) {
  const value share = w.row();
  const value step = w.row();
  // What nobody owes is nothing.
  w.put(share, opcode::divide, into.people, into.people);
  w.put(into.owed, opcode::multiply, into.owed, share);
  if (into.capped.exists()) w.put(into.capped, opcode::multiply, into.capped, share);
  w.add(into.people, n);
  w.put(share, opcode::divide, n, into.people);
  const auto average = [&](value to, value other) {
    w.put(step, opcode::subtract, other, to);
    w.put(step, opcode::multiply, step, share);
    w.add(to, step);
  };
  average(into.owed, from.owed);
  if (into.capped.exists()) average(into.capped, from.capped);
}

/// Those of an age grow a month older. Where neither age had anybody there is nothing to move.
inline void move_up(const writer& w, const ledger_age& to, const ledger_age& from) {
  std::vector<value> pairs;
  for (std::size_t k = 0; k < to.cells.size(); ++k) {
    pairs.insert(pairs.end(), {to.cells[k].people, from.cells[k].people, to.cells[k].owed, from.cells[k].owed});
    if (to.cells[k].capped.exists()) pairs.insert(pairs.end(), {to.cells[k].capped, from.cells[k].capped});
  }
  w.unless_empty(from.people, to.people, [&] { w.shift(pairs); });
}

/// Name of the draws of a cell.
[[nodiscard]] inline std::string cell_name(const ledger& l, const std::string& part, std::size_t age,
                                           std::size_t atom) {
  return l.name + "/" + part + "/" + std::to_string(age) + "/" + std::to_string(atom);
}

/// Adds the rows of a stage and counts it at the start of each month: people of each age, and hours to `hours`.
[[nodiscard]] inline ledger_stage add_stage(plan& p, const std::string& name, const ledger_terms& terms,
                                            const std::vector<ledger_cohort>& given, std::size_t ages) {
  if (given.size() > ages)
    throw std::invalid_argument("ledger \"" + name + "\": more ages at the start than there are");
  const value nothing = constant(p, 0.0);
  ledger_stage out;
  stock_info info{name, "ledger", {}};
  const writer w{p, phase::observe};
  for (std::size_t a = 0; a < ages; ++a) {
    ledger_age made;
    for (std::size_t k = 0; k < terms.hours.size(); ++k) {
      const ledger_cell from = a < given.size() ? given[a].at(k) : ledger_cell{nothing, nothing, nothing, {}};
      ledger_cell cell{state(p, from.people), state(p, from.owed), {}, {}};
      if (terms.cap.exists()) {
        cell.capped = state(p, from.capped);
        cell.month = new_row(p, phase::serve);
      }
      info.rows.push_back(cell.people.row());
      made.cells.push_back(cell);
    }
    made.people = w.row();
    w.total(made.people, people_in(made.cells));
    out.push_back(std::move(made));
  }
  p.stocks.push_back(std::move(info));
  return out;
}

/// Adds the people and hours of a stage to two rows, at the start of the month.
inline void count(const writer& w, const ledger_stage& stage, value people, value hours) {
  const value here = w.row();
  for (const ledger_age& age : stage) {
    w.unless_empty(age.people, [&] {
      w.add(people, age.people);
      w.inner(here, pairs_in(age.cells));
      w.add(hours, here);
    });
  }
}

}  // namespace detail

/// Adds a ledger with the people of `start`.
[[nodiscard]] inline ledger add_ledger(plan& p, std::string name, ledger_terms terms, const ledger_start& start = {}) {
  const auto bad = [&](const char* what) { throw std::invalid_argument("ledger \"" + name + "\": " + what); };
  if (terms.hours.empty() || terms.shares.size() != terms.hours.size()) bad("one share for each number of hours");
  if (terms.anniversary < 1) bad("at least one month to work in");
  if (terms.blocked.by_age.empty()) bad("a time until a court decides");
  if (terms.cells <= terms.blocked.by_age.size()) bad("more months past the anniversary than a court takes");
  const auto splits = [](value chance) { return !(chance.is_constant(0.0) || chance.is_constant(1.0)); };
  bool split = splits(terms.blocked.at_entry);
  for (const value& chance : terms.blocked.by_age) split = split || splits(chance);
  ledger made;
  made.working = detail::add_stage(p, name + "/working", terms, start.working, terms.anniversary);
  made.blocked = detail::add_stage(p, name + "/blocked", terms, start.blocked, terms.blocked.by_age.size());
  made.waves.push_back(detail::add_stage(p, name + "/extended", terms, start.extended, terms.cells));
  if (split) made.waves.push_back(detail::add_stage(p, name + "/extended later", terms, {}, terms.cells));
  made.name = std::move(name);
  made.terms = std::move(terms);

  const detail::writer w{p, phase::observe};
  made.waiting = w.zero();
  made.past_hours = w.zero();
  detail::count(w, made.blocked, made.waiting, made.past_hours);
  made.past = standing(made.waiting, phase::observe);
  for (const ledger_stage& wave : made.waves) detail::count(w, wave, made.past, made.past_hours);
  made.people = standing(made.past, phase::observe);
  made.hours = standing(made.past_hours, phase::observe);
  detail::count(w, made.working, made.people, made.hours);
  return made;
}

/// People whose orders are at least `age` months old (counted at that age), an age past the anniversary.
[[nodiscard]] inline value people_past(plan& p, const ledger& l, std::size_t age) {
  if (age < l.terms.anniversary) throw std::invalid_argument("people_past: an age before the anniversary");
  value out = constant(p, 0.0);
  const auto add = [&](const ledger_stage& stage) {
    for (std::size_t j = age - l.terms.anniversary; j < stage.size(); ++j) out = out + stage[j].people;
  };
  add(l.blocked);
  for (const ledger_stage& wave : l.waves) add(wave);
  return out;
}

namespace detail {

/// Those of an age who go, each with a chance, and their hours.
inline void lose(const ledger& l, const ledger_age& from, value chance, const std::string& part, std::size_t age,
                 const std::string& role, value people, value hours) {
  if (chance.is_constant(0.0)) return;
  const writer w{people.in(), phase::move};
  const value gone = w.row();
  const value lost = w.row();
  w.unless_empty(from.people, [&] {
    w.lapse(lost, gone, chance, pairs_in(from.cells), l.name + "/" + part + "/" + std::to_string(age) + "/" + role);
    w.add(people, gone);
    w.add(hours, lost);
  });
}

/// Revocation and expiry, at every age of every stage.
inline void end_orders(const ledger& l, const ledger_month& m) {
  plan& p = m.revoked.in();
  const value revocation = l.terms.leaving.exists() ? probability_of(l.terms.leaving) : constant(p, 0.0);
  const auto end = [&](const ledger_stage& stage, std::size_t first, const std::string& part) {
    for (std::size_t a = 0; a < stage.size(); ++a) {
      lose(l, stage[a], revocation, part, a, "revocation", m.revoked, m.revoked_hours);
      if (first + a >= l.terms.expiring.size()) continue;
      lose(l, stage[a], l.terms.expiring[first + a], part, a, "expiry", m.expired, m.expired_hours);
    }
  };
  end(l.working, 0, "working");
  end(l.blocked, l.terms.anniversary, "blocked");
  for (std::size_t v = 0; v < l.waves.size(); ++v) {
    end(l.waves[v], l.terms.anniversary, v == 0 ? "extended" : "extended later");
  }
}

/// People whose time was extended, by wave and atom.
using extended_people = std::vector<std::vector<value>>;

/// A court decides, by a chance, on those of an age. Extended ones come back in the first wave where only some are
/// decided on, in the second where all the others are.
[[nodiscard]] inline extended_people decide(const ledger& l, const ledger_age& on, value chance,
                                            const std::string& part, std::size_t age, phase when, ledger_month& m) {
  extended_people out(l.waves.size());
  if (chance.is_constant(0.0)) return out;
  const writer w{chance.in(), when};
  for (std::size_t k = 0; k < on.cells.size(); ++k) {
    const ledger_cell& cell = on.cells[k];
    const std::string name = cell_name(l, part, age, k);
    const value decided = binomial(cell.people, chance, name + "/decision", when);
    const value extended = binomial(decided, l.terms.extended, name + "/extension", when);
    const value refused = decided - extended;
    w.take(cell.people, decided);
    m.decided = m.decided + decided;
    m.refused = m.refused + refused;
    m.refused_hours = m.refused_hours + refused * cell.owed;
    const value second = extended * nearest(chance - 0.5);  // that is 1 for a chance of 1, else 0
    out.back().push_back(out.size() == 1 ? extended : second);
    if (out.size() == 2) out.front().push_back(extended - second);
  }
  return out;
}

/// Ages that share one level, in the order in which hours are given.
[[nodiscard]] inline std::vector<std::vector<const ledger_age*>> turns_of(const ledger& l) {
  std::vector<std::vector<const ledger_age*>> extended;
  for (std::size_t j = l.terms.cells; j-- > 0;) {
    extended.emplace_back();
    for (const ledger_stage& wave : l.waves) extended.back().push_back(&wave[j]);
  }
  std::vector<std::vector<const ledger_age*>> working;
  for (std::size_t a = l.working.size(); a-- > 0;) working.push_back({&l.working[a]});
  const bool extended_last = l.terms.rule == hours_rule::nearest_anniversary;
  auto& out = extended_last ? working : extended;
  const auto& others = extended_last ? extended : working;
  out.insert(out.end(), others.begin(), others.end());
  if (l.terms.rule == hours_rule::equal) {
    for (std::size_t i = 1; i < out.size(); ++i) out[0].insert(out[0].end(), out[i].begin(), out[i].end());
    out.resize(1);
  }
  return out;
}

/// Which hours are shared: of a ledger with one kind, or of one with a capped kind, which goes first and leaves to each
/// cell what a head may still work this month.
enum class hours_kind : std::uint8_t { only, capped, others };

/// Shares the supply `left` among the ages of each turn, at most `most` a head a month; `left` keeps what nobody could
/// use.
inline void share_hours(const ledger& l, value left, value most, value delivered, hours_kind kind) {
  const writer w{left.in(), phase::serve};
  const value given = w.row();
  for (const auto& turn : turns_of(l)) {
    std::vector<value> cells;
    for (const ledger_age* age : turn) {
      for (const ledger_cell& cell : age->cells) {
        const bool capped = kind == hours_kind::capped;
        cells.insert(cells.end(), {cell.people, cell.owed, capped ? cell.capped : value(),
                                   kind == hours_kind::others ? cell.month : value(), capped ? cell.month : value()});
      }
    }
    const auto give = [&] {
      w.share(given, left, most, cells);
      w.add(delivered, given);
    };
    const auto give_if_anybody = [&] {
      if (turn.size() > 2) {
        give();
      } else {
        w.unless_empty(turn.front()->people, turn.back()->people, give);
      }
    };
    // The capped kind says what may be worked of the others, even where there is nothing of it.
    if (kind == hours_kind::capped) {
      give_if_anybody();
    } else {
      w.unless_empty(left, give_if_anybody);
    }
  }
}

/// Those who owe nothing any more leave the ledger.
inline void complete_orders(const ledger_stage& stage, value completed) {
  const writer w{completed.in(), phase::serve};
  for (const ledger_age& age : stage) {
    w.unless_empty(age.people, [&] { w.complete(completed, pairs_in(age.cells)); });
  }
}

/// Orders grow a month older. `released` are extended people by months past the anniversary, `straight` those on whom a
/// court decided in the month of the anniversary.
inline void age_orders(ledger& l, const std::vector<extended_people>& released, const extended_people& straight,
                       const std::vector<value>& begun) {
  const writer w{l.people.in(), phase::settle};
  const std::size_t atoms = l.terms.hours.size();
  const std::size_t end = l.terms.cells - 1;
  const ledger_age& due = l.working.back();
  for (std::size_t v = 0; v < l.waves.size(); ++v) {
    const ledger_stage& wave = l.waves[v];
    w.unless_empty(wave[end - 1].people, [&] {
      for (std::size_t k = 0; k < atoms; ++k) {
        merge(w, wave[end].cells[k], wave[end - 1].cells[k], wave[end - 1].cells[k].people);
      }
    });
    for (std::size_t j = end - 1; j > 0; --j) move_up(w, wave[j], wave[j - 1]);
    for (std::size_t k = 0; k < atoms; ++k) {
      w.put(wave[0].cells[k].people, opcode::zero, {});
      for (std::size_t b = 0; b < l.blocked.size(); ++b) {
        if (released[b][v].empty()) continue;
        const value back = released[b][v][k];
        w.unless_empty(back, [&] { merge(w, wave[b + 1].cells[k], l.blocked[b].cells[k], back); });
      }
      if (!straight[v].empty()) merge(w, wave[0].cells[k], due.cells[k], straight[v][k]);
    }
  }
  for (std::size_t b = l.blocked.size() - 1; b > 0; --b) move_up(w, l.blocked[b], l.blocked[b - 1]);
  move_up(w, l.blocked[0], due);
  for (std::size_t a = l.working.size() - 1; a > 0; --a) move_up(w, l.working[a], l.working[a - 1]);
  for (std::size_t k = 0; k < atoms; ++k) {
    const ledger_cell& young = l.working.front().cells[k];
    w.put(young.people, opcode::copy, begun[k]);
    w.put(young.owed, opcode::copy, constant(w.p, l.terms.hours[k]));
    if (young.capped.exists()) w.put(young.capped, opcode::copy, l.terms.cap * l.terms.hours[k]);
  }
}

/// New orders by ordered hours: conditional binomials.
[[nodiscard]] inline std::vector<value> begin_orders(const ledger& l, value orders, ledger_month& m) {
  plan& p = orders.in();
  m.begun = standing(orders, std::max(phase::arrive, orders.since()));
  m.begun_hours = constant(p, 0.0);
  std::vector<value> out;
  value unplaced = m.begun;
  value mass = constant(p, 1.0);
  for (std::size_t k = 0; k < l.terms.hours.size(); ++k) {
    if (k + 1 == l.terms.hours.size()) {
      out.push_back(unplaced);
    } else {
      out.push_back(binomial(unplaced, unit_interval(l.terms.shares[k] / mass),
                             l.name + "/ordered/" + std::to_string(k), m.begun.since()));
      unplaced = unplaced - out.back();
      mass = larger(mass - l.terms.shares[k], 0.0);
    }
    m.begun_hours = m.begun_hours + out.back() * l.terms.hours[k];
  }
  return out;
}

}  // namespace detail

/// A month of a ledger: `orders` new people, whole in random replicates, and this month's supply. Those who begin this
/// month work from the next.
[[nodiscard]] inline ledger_month run_ledger(ledger& l, value orders, const ledger_supply& supply) {
  plan& p = l.people.in();
  ledger_month out;
  const detail::writer move{p, phase::move};
  for (value* row : {&out.revoked, &out.revoked_hours, &out.expired, &out.expired_hours}) *row = move.zero();
  for (value* row : {&out.decided, &out.refused, &out.refused_hours}) *row = constant(p, 0.0);
  detail::end_orders(l, out);
  std::vector<detail::extended_people> released;
  for (std::size_t b = 0; b < l.blocked.size(); ++b) {
    released.push_back(detail::decide(l, l.blocked[b], l.terms.blocked.by_age[b], "blocked", b, phase::move, out));
  }
  const std::vector<value> begun = detail::begin_orders(l, orders, out);

  const detail::writer serve{p, phase::serve};
  out.delivered_capped = serve.zero();
  if (supply.capped.exists()) {
    if (!l.terms.cap.exists()) throw std::invalid_argument("ledger \"" + l.name + "\": a capped supply without a cap");
    detail::share_hours(l, standing(supply.capped, phase::serve), supply.most, out.delivered_capped,
                        detail::hours_kind::capped);
  }
  const value all = sum(p, supply.kinds);
  out.delivered = serve.zero();
  detail::share_hours(l, standing(all, phase::serve), supply.most, out.delivered,
                      supply.capped.exists() ? detail::hours_kind::others : detail::hours_kind::only);
  for (const value& kind : supply.kinds) out.delivered_by_kind.push_back(out.delivered * (kind / all));
  out.completed_on_time = serve.zero();
  detail::complete_orders(l.working, out.completed_on_time);
  out.completed = standing(out.completed_on_time, phase::serve);
  for (const ledger_stage& wave : l.waves) detail::complete_orders(wave, out.completed);
  out.overrun = standing(p, detail::people_in(l.working.back().cells), phase::serve);
  // A court that takes less than a month has decided on some whose time is up already.
  const detail::extended_people straight =
      detail::decide(l, l.working.back(), l.terms.blocked.at_entry, "due", 0, phase::serve, out);
  detail::age_orders(l, released, straight, begun);
  return out;
}

}  // namespace probation
