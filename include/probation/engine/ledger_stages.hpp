// Hours ledger: what it is made of, and who is in it. A month of it is in `ledger.hpp`.
//
// People are counted by the age of their order, by the hours they were ordered (a few atoms), and by stage: those who
// may work before the anniversary, those blocked after it until a court decides, and those whose time was extended.
// Everybody of a cell owes the same, so what each still owes is one number of the cell, and hours are exact: a cell's
// hours are people × owed, a head gets min(offered, owed), and whoever owes nothing is done.
#pragma once

#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint8_t
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

}  // namespace probation
