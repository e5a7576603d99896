// Hours ledger: orders to work hours, shared out of a limited supply, blocked once a time is up.
#pragma once

#include <algorithm>  // for std::max, std::min
#include <cstddef>    // for std::ptrdiff_t, std::size_t
#include <cstdint>    // for std::uint8_t
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/engine/ledger_stages.hpp>

namespace probation {

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

/// Name of the draws of a cell.
[[nodiscard]] inline std::string cell_name(const ledger& l, const std::string& part, std::size_t age,
                                           std::size_t atom) {
  return l.name + "/" + part + "/" + std::to_string(age) + "/" + std::to_string(atom);
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

/// People, what a head owes, and the chance of going, cell by cell of an age.
inline void add_leaving(std::vector<value>& to, const ledger_age& from, value chance) {
  if (chance.is_constant(0.0)) return;
  for (const ledger_cell& cell : from.cells) to.insert(to.end(), {cell.people, cell.owed, chance});
}

/// Those of cells who go, and their hours: one lapse after the other where one does not hold all cells.
inline void lose(const ledger& l, const std::vector<value>& cells, const std::string& role, value people, value hours) {
  const writer w{people.in(), phase::move};
  constexpr std::size_t most = 3 * most_lapse_cells;
  for (std::size_t first = 0; first < cells.size(); first += most) {
    const std::vector<value> some(cells.begin() + static_cast<std::ptrdiff_t>(first),
                                  cells.begin() + static_cast<std::ptrdiff_t>((std::min)(first + most, cells.size())));
    const value gone = w.row();
    const value lost = w.row();
    w.unless_empty(l.people, [&] {
      w.lapse(lost, gone, some, l.name + "/" + role + (first == 0 ? "" : "/from cell " + std::to_string(first / 3)));
      w.add(people, gone);
      w.add(hours, lost);
    });
  }
}

/// Revocation and then expiry, at every age of every stage.
inline void end_orders(const ledger& l, const ledger_month& m) {
  plan& p = m.revoked.in();
  const value revocation = l.terms.leaving.exists() ? probability_of(l.terms.leaving) : constant(p, 0.0);
  std::vector<value> revoking;
  std::vector<value> expiring;
  const auto add = [&](const ledger_stage& stage, std::size_t first) {
    for (std::size_t a = 0; a < stage.size(); ++a) {
      add_leaving(revoking, stage[a], revocation);
      if (first + a < l.terms.expiring.size()) add_leaving(expiring, stage[a], l.terms.expiring[first + a]);
    }
  };
  add(l.working, 0);
  add(l.blocked, l.terms.anniversary);
  for (const ledger_stage& wave : l.waves) add(wave, l.terms.anniversary);
  lose(l, revoking, "revocation", m.revoked, m.revoked_hours);
  lose(l, expiring, "expiry", m.expired, m.expired_hours);
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
  m.begun = standing(orders, (std::max)(phase::arrive, orders.since()));
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
