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
#include <vector>     // for std::vector

#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/stocks.hpp>

namespace probation {

/// People of one cell.
struct ledger_cell {
  value people;
  value owed;    ///< hours a head still to work
  value capped;  ///< hours a head that may still be worked in the capped kind
};

/// Those of one age: a cell for each number of ordered hours.
using ledger_cohort = std::vector<ledger_cell>;

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
  std::vector<value> kinds;  ///< by kind; all that need not be told apart in what they offer
  value most;                ///< hours a head a month, at most, of these
  value capped;              ///< of the capped kind; may not exist
  value capped_most;         ///< hours a head a month, at most, of that
};

struct ledger {
  std::string name;
  ledger_terms terms;
  std::vector<ledger_cohort> working;
  std::vector<ledger_cohort> blocked;
  /// A time until decision that is not whole months ends in one of two neighbouring months, so the extended of one
  /// order month come back in at most two waves, and keep apart since they owe differently.
  std::vector<std::vector<ledger_cohort>> waves;
  value people;      ///< all, at the start of the month
  value hours;       ///< outstanding
  value past;        ///< people past the anniversary
  value past_hours;  ///< their hours
  value waiting;     ///< people blocked
};

/// What a month of a ledger gives.
struct ledger_month {
  value begun;        ///< people
  value begun_hours;  ///< ordered
  value delivered;    ///< hours of the kinds without a cap
  value delivered_capped;
  std::vector<value> delivered_by_kind;  ///< of those without a cap, in proportion to supply
  value completed;                       ///< people
  value completed_on_time;               ///< people who complete before the anniversary
  value overrun;                         ///< people who reach the anniversary owing hours
  value revoked, revoked_hours;
  value expired, expired_hours;  ///< at the end of the order
  value refused, refused_hours;  ///< not extended
  value decided;                 ///< people whose extension was decided
};

namespace detail {

/// Writes operations of one phase: a ledger works in place, on few scratch rows.
struct writer {
  plan& p;
  phase when;

  [[nodiscard]] value row() const { return new_row(p, when); }
  [[nodiscard]] value zero() const {
    const value out = row();
    emit(p, when, opcode::zero, out);
    return out;
  }
  void put(value out, opcode code, value a, value b = {}) const { emit(p, when, code, out, a, b); }
  void add(value to, value x) const { put(to, opcode::add, to, x); }
  void take(value from, value x) const { put(from, opcode::subtract, from, x); }
};

/// Adds `n` people who owe `owed` to a cell: what a head owes is the average. Exact where one of the two is nobody.
inline void merge(const writer& w, ledger_cell& into, const ledger_cell& from, value n) {
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

inline void copy_cell(const writer& w, ledger_cell& to, const ledger_cell& from) {
  w.put(to.people, opcode::copy, from.people);
  w.put(to.owed, opcode::copy, from.owed);
  if (to.capped.exists()) w.put(to.capped, opcode::copy, from.capped);
}

}  // namespace detail

/// A ledger under way: the stage, age and atom of every cell in turn.
template <class F>
void for_each_cell(ledger& l, F f) {
  for (auto* stage : {&l.working, &l.blocked}) {
    for (ledger_cohort& cohort : *stage) {
      for (ledger_cell& cell : cohort) f(cell);
    }
  }
  for (auto& wave : l.waves) {
    for (ledger_cohort& cohort : wave) {
      for (ledger_cell& cell : cohort) f(cell);
    }
  }
}

/// Adds a ledger with the people of `start`.
[[nodiscard]] inline ledger add_ledger(plan& p, std::string name, ledger_terms terms, const ledger_start& start = {}) {
  const auto bad = [&](const char* what) { throw std::invalid_argument("ledger \"" + name + "\": " + what); };
  if (terms.hours.empty() || terms.shares.size() != terms.hours.size()) bad("one share for each number of hours");
  if (terms.anniversary < 1) bad("at least one month to work in");
  if (terms.blocked.by_age.empty()) bad("a time until a court decides");
  if (terms.cells <= terms.blocked.by_age.size()) bad("more months past the anniversary than a court takes");
  ledger made;
  const value nothing = constant(p, 0.0);
  const auto stage = [&](const std::vector<ledger_cohort>& given, std::size_t ages, const std::string& part) {
    std::vector<ledger_cohort> out;
    stock_info info{name + "/" + part, "ledger", {}};
    if (given.size() > ages) bad("more ages at the start than there are");
    for (std::size_t a = 0; a < ages; ++a) {
      ledger_cohort cohort;
      for (std::size_t k = 0; k < terms.hours.size(); ++k) {
        const ledger_cell from = a < given.size() ? given[a].at(k) : ledger_cell{nothing, nothing, nothing};
        ledger_cell cell{detail::state(p, from.people), detail::state(p, from.owed), {}};
        if (terms.cap.exists()) cell.capped = detail::state(p, from.capped);
        info.rows.push_back(cell.people.row());
        cohort.push_back(cell);
      }
      out.push_back(std::move(cohort));
    }
    p.stocks.push_back(std::move(info));
    return out;
  };
  made.working = stage(start.working, terms.anniversary, "working");
  made.blocked = stage(start.blocked, terms.blocked.by_age.size(), "blocked");
  made.waves.push_back(stage(start.extended, terms.cells, "extended"));
  bool split = !terms.blocked.at_entry.is_constant(0.0);
  for (const value& chance : terms.blocked.by_age) {
    split = split || !(chance.is_constant(0.0) || chance.is_constant(1.0));
  }
  if (split) made.waves.push_back(stage({}, terms.cells, "extended later"));
  made.name = std::move(name);
  made.terms = std::move(terms);

  const detail::writer w{p, phase::observe};
  const value scratch = w.row();
  const auto count = [&](const std::vector<ledger_cohort>& cohorts, value people, value hours) {
    for (const ledger_cohort& cohort : cohorts) {
      for (const ledger_cell& cell : cohort) {
        w.add(people, cell.people);
        w.put(scratch, opcode::multiply, cell.people, cell.owed);
        w.add(hours, scratch);
      }
    }
  };
  made.waiting = w.zero();
  made.past_hours = w.zero();
  count(made.blocked, made.waiting, made.past_hours);
  made.past = standing(made.waiting, phase::observe);
  for (const auto& wave : made.waves) count(wave, made.past, made.past_hours);
  made.people = standing(made.past, phase::observe);
  made.hours = standing(made.past_hours, phase::observe);
  count(made.working, made.people, made.hours);
  return made;
}

/// People whose orders are at least `age` months old (counted at that age), past the anniversary.
[[nodiscard]] inline value people_past(plan& p, const ledger& l, std::size_t age) {
  if (age < l.terms.anniversary) throw std::invalid_argument("people_past: an age before the anniversary");
  const detail::writer w{p, phase::observe};
  const value out = w.zero();
  const auto count = [&](const std::vector<ledger_cohort>& cohorts) {
    for (std::size_t j = age - l.terms.anniversary; j < cohorts.size(); ++j) {
      for (const ledger_cell& cell : cohorts[j]) w.add(out, cell.people);
    }
  };
  count(l.blocked);
  for (const auto& wave : l.waves) count(wave);
  return out;
}

namespace detail {

/// The part of a month of a ledger that belongs to the phase `move`: revocation, expiry, decisions of courts.
class ledger_moves {
 public:
  ledger_moves(ledger& l, ledger_month& m) : l_(l), w_{l.people.in(), phase::move}, lost_hours_(w_.row()) {
    for (value* row :
         {&m.revoked, &m.revoked_hours, &m.expired, &m.expired_hours, &m.refused, &m.refused_hours, &m.decided}) {
      *row = w_.zero();
    }
    hazard_ = l.terms.leaving.exists() ? probability_of(l.terms.leaving) : constant(w_.p, 0.0);
    end(l.working, 0, "working", m);
    end(l.blocked, l.terms.anniversary, "blocked", m);
    for (std::size_t v = 0; v < l.waves.size(); ++v) {
      end(l.waves[v], l.terms.anniversary, v == 0 ? "extended" : "extended later", m);
    }
    for (std::size_t b = 0; b < l.blocked.size(); ++b) decide(b, m);
  }

  /// People released from age b past the anniversary, by wave and atom.
  std::vector<std::vector<std::vector<value>>> released;

 private:
  void lose(const ledger_cell& cell, value chance, const std::string& name, value people, value hours) {
    if (chance.is_constant(0.0)) return;
    const value gone = binomial(cell.people, chance, name, phase::move);
    w_.take(cell.people, gone);
    w_.add(people, gone);
    w_.put(lost_hours_, opcode::multiply, gone, cell.owed);
    w_.add(hours, lost_hours_);
  }

  void end(const std::vector<ledger_cohort>& cohorts, std::size_t first, const std::string& part, ledger_month& m) {
    for (std::size_t a = 0; a < cohorts.size(); ++a) {
      for (std::size_t k = 0; k < cohorts[a].size(); ++k) {
        const ledger_cell& cell = cohorts[a][k];
        const std::string name = name_of(part, a, k);
        lose(cell, hazard_, name + "/revocation", m.revoked, m.revoked_hours);
        const std::vector<value>& expiring = l_.terms.expiring;
        if (first + a < expiring.size()) {
          lose(cell, expiring[first + a], name + "/expiry", m.expired, m.expired_hours);
        }
      }
    }
  }

  /// Courts decide on those who have been blocked for b months: they come back in a wave, or their hours are lost.
  void decide(std::size_t b, ledger_month& m) {
    const value chance = l_.terms.blocked.by_age[b];
    std::vector<std::vector<value>> out(l_.waves.size());
    if (chance.is_constant(0.0)) {
      released.push_back(std::move(out));
      return;
    }
    for (std::size_t k = 0; k < l_.blocked[b].size(); ++k) {
      ledger_cell& cell = l_.blocked[b][k];
      const std::string name = name_of("blocked", b, k);
      const value decided = binomial(cell.people, chance, name + "/decision", phase::move);
      const value extended = binomial(decided, l_.terms.extended, name + "/extension", phase::move);
      const value refused = decided - extended;
      w_.take(cell.people, decided);
      w_.add(m.decided, decided);
      w_.add(m.refused, refused);
      w_.put(lost_hours_, opcode::multiply, refused, cell.owed);
      w_.add(m.refused_hours, lost_hours_);
      split(out, extended, chance);
    }
    released.push_back(std::move(out));
  }

 public:
  /// Wave of those who come back by a chance: the first where only some do, the second where all the others do.
  void split(std::vector<std::vector<value>>& out, value people, value chance) const {
    if (out.size() == 1) {
      out[0].push_back(people);
      return;
    }
    const value all = nearest(chance - 0.5);  // 1 if the chance is 1, else 0
    const value second = people * all;
    out[0].push_back(people - second);
    out[1].push_back(second);
  }

  [[nodiscard]] std::string name_of(const std::string& part, std::size_t a, std::size_t k) const {
    return l_.name + "/" + part + "/" + std::to_string(a) + "/" + std::to_string(k);
  }

 private:
  ledger& l_;
  writer w_;
  value hazard_;
  value lost_hours_;
};

/// Cells that share one level, in the order in which hours are given.
[[nodiscard]] inline std::vector<std::vector<ledger_cell>> turns_of(const ledger& l) {
  std::vector<std::vector<ledger_cell>> out;
  const auto add = [&](std::vector<const ledger_cohort*> cohorts) {
    out.emplace_back();
    for (const ledger_cohort* c : cohorts) out.back().insert(out.back().end(), c->begin(), c->end());
  };
  const auto extended = [&] {
    for (std::size_t j = l.terms.cells; j-- > 0;) {
      std::vector<const ledger_cohort*> same_age;
      for (const auto& wave : l.waves) same_age.push_back(&wave[j]);
      add(same_age);
    }
  };
  const auto working = [&] {
    for (std::size_t a = l.working.size(); a-- > 0;) add({&l.working[a]});
  };
  if (l.terms.rule == hours_rule::nearest_anniversary) {
    working();
    extended();
  } else {
    extended();
    working();
  }
  if (l.terms.rule == hours_rule::equal) {
    std::vector<ledger_cell> all;
    for (const auto& turn : out) all.insert(all.end(), turn.begin(), turn.end());
    out = {all};
  }
  return out;
}

/// Shares the supply `left` among the cells of each turn, at most `most` a head; `left` keeps what nobody could use.
inline void share_hours(const ledger& l, value left, value most, value delivered, bool capped) {
  plan& p = left.in();
  const writer w{p, phase::serve};
  const value offer = w.row();
  const value given = w.row();
  const auto turns = turns_of(l);
  std::vector<value> room;  // scratch, for as many cells as a turn has
  for (const auto& turn : turns) {
    std::vector<std::uint32_t> table;
    for (std::size_t k = 0; k < turn.size(); ++k) {
      const ledger_cell& cell = turn[k];
      value can = cell.owed;
      if (capped) {
        if (k >= room.size()) room.push_back(w.row());
        w.put(room[k], opcode::smaller, cell.owed, cell.capped);
        can = room[k];
      }
      table.push_back(cell.people.row());
      table.push_back(can.row());
    }
    p.row_tables.push_back(std::move(table));
    emit(p, phase::serve, opcode::level, offer, left, most, {}, p.row_tables.size() - 1);
    for (std::size_t k = 0; k < turn.size(); ++k) {
      const ledger_cell& cell = turn[k];
      w.put(given, opcode::smaller, offer, capped ? room[k] : cell.owed);
      w.take(cell.owed, given);
      if (capped) w.take(cell.capped, given);
      w.put(given, opcode::multiply, given, cell.people);
      w.add(delivered, given);
      w.take(left, given);
    }
  }
}

/// Those who owe nothing any more leave the ledger.
inline void complete_orders(const std::vector<ledger_cohort>& cohorts, value completed) {
  const writer w{completed.in(), phase::serve};
  const value owing = w.row();
  for (const ledger_cohort& cohort : cohorts) {
    for (const ledger_cell& cell : cohort) {
      w.put(owing, opcode::divide, cell.owed, cell.owed);  // 1, or 0 of nothing
      w.add(completed, cell.people);
      w.put(cell.people, opcode::multiply, cell.people, owing);
      w.take(completed, cell.people);
    }
  }
}

/// Orders grow a month older.
inline void age_orders(ledger& l, const ledger_moves& moves, const std::vector<std::vector<value>>& straight,
                       const std::vector<value>& begun) {
  const writer w{l.people.in(), phase::settle};
  const std::size_t atoms = l.terms.hours.size();
  const std::size_t end = l.terms.cells - 1;
  ledger_cohort& due = l.working.back();
  for (std::size_t v = 0; v < l.waves.size(); ++v) {
    auto& wave = l.waves[v];
    for (std::size_t k = 0; k < atoms; ++k) {
      merge(w, wave[end][k], wave[end - 1][k], wave[end - 1][k].people);
      for (std::size_t j = end - 1; j > 0; --j) copy_cell(w, wave[j][k], wave[j - 1][k]);
      w.put(wave[0][k].people, opcode::zero, {});
      for (std::size_t b = 0; b < l.blocked.size(); ++b) {
        if (!moves.released[b][v].empty()) merge(w, wave[b + 1][k], l.blocked[b][k], moves.released[b][v][k]);
      }
      if (!straight.empty()) merge(w, wave[0][k], due[k], straight[v][k]);
    }
  }
  for (std::size_t k = 0; k < atoms; ++k) {
    for (std::size_t b = l.blocked.size() - 1; b > 0; --b) copy_cell(w, l.blocked[b][k], l.blocked[b - 1][k]);
    copy_cell(w, l.blocked[0][k], due[k]);
    for (std::size_t a = l.working.size() - 1; a > 0; --a) copy_cell(w, l.working[a][k], l.working[a - 1][k]);
    ledger_cell& young = l.working.front()[k];
    w.put(young.people, opcode::copy, begun[k]);
    w.put(young.owed, opcode::copy, constant(w.p, l.terms.hours[k]));
    if (young.capped.exists()) w.put(young.capped, opcode::copy, l.terms.cap * l.terms.hours[k]);
  }
}

}  // namespace detail

/// A month of a ledger: `orders` new people, whole in random replicates, and this month's supply. Those who begin this
/// month work from the next.
[[nodiscard]] inline ledger_month run_ledger(ledger& l, value orders, const ledger_supply& supply) {
  plan& p = l.people.in();
  ledger_month out;
  detail::ledger_moves moves(l, out);

  // Arrivals, by ordered hours: conditional binomials.
  const std::size_t atoms = l.terms.hours.size();
  out.begun = standing(orders, std::max(phase::arrive, orders.since()));
  std::vector<value> begun;
  value unplaced = out.begun;
  value mass = constant(p, 1.0);
  out.begun_hours = constant(p, 0.0);
  for (std::size_t k = 0; k < atoms; ++k) {
    if (k + 1 == atoms) {
      begun.push_back(unplaced);
    } else {
      begun.push_back(binomial(unplaced, unit_interval(l.terms.shares[k] / mass),
                               l.name + "/ordered/" + std::to_string(k), out.begun.since()));
      unplaced = unplaced - begun.back();
      mass = larger(mass - l.terms.shares[k], 0.0);
    }
    out.begun_hours = out.begun_hours + begun.back() * l.terms.hours[k];
  }

  const detail::writer serve{p, phase::serve};
  out.delivered_capped = serve.zero();
  if (supply.capped.exists()) {
    const value left = standing(supply.capped, phase::serve);
    detail::share_hours(l, left, supply.capped_most, out.delivered_capped, true);
  }
  const value all = sum(p, supply.kinds);
  out.delivered = serve.zero();
  detail::share_hours(l, standing(all, phase::serve), supply.most, out.delivered, false);
  for (const value& kind : supply.kinds) out.delivered_by_kind.push_back(out.delivered * (kind / all));
  out.completed_on_time = serve.zero();
  detail::complete_orders(l.working, out.completed_on_time);
  out.completed = standing(out.completed_on_time, phase::serve);
  for (const auto& wave : l.waves) detail::complete_orders(wave, out.completed);

  // Those whose time is up; a court that takes less than a month has decided on some already.
  out.overrun = serve.zero();
  std::vector<std::vector<value>> straight;
  const value at_entry = l.terms.blocked.at_entry;
  if (!at_entry.is_constant(0.0)) straight.resize(l.waves.size());
  for (std::size_t k = 0; k < atoms; ++k) {
    ledger_cell& cell = l.working.back()[k];
    serve.add(out.overrun, cell.people);
    if (straight.empty()) continue;
    const std::string name = moves.name_of("due", 0, k);
    const value decided = binomial(cell.people, at_entry, name + "/decision", phase::serve);
    const value extended = binomial(decided, l.terms.extended, name + "/extension", phase::serve);
    const value refused = decided - extended;
    serve.take(cell.people, decided);
    // Courts of both phases: what was counted in `move` goes on here.
    out.decided = out.decided + decided;
    out.refused = out.refused + refused;
    out.refused_hours = out.refused_hours + refused * cell.owed;
    moves.split(straight, extended, at_entry);
  }
  detail::age_orders(l, moves, straight, begun);
  return out;
}

}  // namespace probation
