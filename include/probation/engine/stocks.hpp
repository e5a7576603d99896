// The primitives of a plan: pools, conveyors, arrivals, and what moves between them.
#pragma once

#include <cmath>      // for std::ceil, std::floor
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/engine/expression.hpp>

namespace probation {

/// A way out of a stock: a hazard a month that competes with the others.
struct way_out {
  std::string role;  ///< "leaving", "promotion" …: names the draw
  value hazard;
};

/// n, with no memory of how long they have been inside.
struct pool {
  std::string name;
  value now;     ///< at the start of the month; during `move` those who remain
  value inflow;  ///< joins at the end of the month
};

/// n by months inside. Those at age a have been counted at a earlier month starts.
struct conveyor {
  std::string name;
  std::vector<value> age;
  std::vector<value> inflow;  ///< by the age they will have next month
};

namespace detail {

/// A row of state that starts as `initial`.
[[nodiscard]] inline value state(plan& p, value initial) {
  if (initial.since() > phase::replicate) throw std::invalid_argument("stock: its start may not change by month");
  const value out = new_row(p, phase::observe);
  add_operation(p, phase::replicate, opcode::copy, out, initial);
  return out;
}

/// Competing ways out of one row: a multinomial drawn as conditional binomials, so that never more leave than are
/// there. p_j = (1 − exp(−Σh)) · h_j ÷ Σh; those before j have gone already, which the conditional
/// probability p_j ÷ (1 − p_1 − … − p_{j−1}) allows for. The row keeps those who remain.
[[nodiscard]] inline std::vector<value> exits(plan& p, value row, const std::string& name,
                                              const std::vector<way_out>& ways) {
  std::vector<value> gone;
  if (ways.empty()) return gone;
  std::vector<value> hazards;
  for (const auto& way : ways) hazards.push_back(way.hazard);
  const value total = sum(p, hazards);
  const value any = probability_of(total);
  value before = constant(p, 0.0);
  for (std::size_t j = 0; j < ways.size(); ++j) {
    value chance = ways.size() == 1 ? any : any * (ways[j].hazard / total);
    const value conditional = j == 0 ? chance : smaller(chance / (1.0 - before), 1.0);
    gone.push_back(binomial(row, conditional, name + "/" + ways[j].role, phase::move));
    add_operation(p, phase::move, opcode::subtract, row, row, gone.back());
    before = before + chance;
  }
  return gone;
}

/// out += flow at the end of the month.
inline void feed_row(value inflow, value flow) {
  const phase when = (std::max)(phase::move, flow.since());
  add_operation(inflow.in(), when, opcode::add, inflow, inflow, flow);
}

[[nodiscard]] inline value inflow_row(plan& p) {
  const value out = new_row(p, phase::observe);
  add_operation(p, phase::replicate, opcode::zero, out);
  return out;
}

}  // namespace detail

/// Adds a pool. `initial` must be whole in every replicate when its draws are random.
[[nodiscard]] inline pool add_pool(plan& p, std::string name, value initial) {
  pool made{std::move(name), detail::state(p, initial), detail::inflow_row(p)};
  p.stocks.push_back({made.name, "pool", {made.now.row()}});
  detail::add_operation(p, phase::settle, opcode::add, made.now, made.now, made.inflow);
  detail::add_operation(p, phase::settle, opcode::zero, made.inflow);
  return made;
}

/// Adds a conveyor whose cells start as `initial`, youngest first.
[[nodiscard]] inline conveyor add_conveyor(plan& p, std::string name, const std::vector<value>& initial) {
  if (initial.empty()) throw std::invalid_argument("conveyor \"" + name + "\": it has no length");
  conveyor made{std::move(name), {}, {}};
  for (const value& v : initial) {
    made.age.push_back(detail::state(p, v));
    made.inflow.push_back(detail::inflow_row(p));
  }
  stock_info info{made.name, "conveyor", {}};
  for (const value& v : made.age) info.rows.push_back(v.row());
  p.stocks.push_back(std::move(info));
  const std::size_t last = initial.size() - 1;
  // Those still at the last age stay there: an open cell, empty if everybody completes at that age.
  if (last > 0) {
    detail::add_operation(p, phase::settle, opcode::add, made.age[last], made.age[last], made.age[last - 1]);
    for (std::size_t a = last - 1; a > 0; --a) {
      detail::add_operation(p, phase::settle, opcode::copy, made.age[a], made.age[a - 1]);
    }
    detail::add_operation(p, phase::settle, opcode::zero, made.age[0]);
  }
  for (std::size_t a = 0; a <= last; ++a) {
    detail::add_operation(p, phase::settle, opcode::add, made.age[a], made.age[a], made.inflow[a]);
    detail::add_operation(p, phase::settle, opcode::zero, made.inflow[a]);
  }
  return made;
}

/// Everyone inside.
[[nodiscard]] inline value total(plan& p, const conveyor& c) { return sum(p, c.age); }

/// This month's exits of a pool, one flow for each way out.
[[nodiscard]] inline std::vector<value> leave(pool& from, const std::vector<way_out>& ways) {
  return detail::exits(from.now.in(), from.now, from.name, ways);
}

/// Those of a pool who end by a chance of their own, in the same order of the month as exits.
[[nodiscard]] inline value complete(pool& from, value chance, const std::string& role) {
  const value done = binomial(from.now, chance, from.name + "/" + role, phase::move);
  detail::add_operation(from.now.in(), phase::move, opcode::subtract, from.now, from.now, done);
  return done;
}

/// Takes up to `amount` of those who remain after the exits emitted so far.
[[nodiscard]] inline value take(pool& from, value amount) {
  plan& p = from.now.in();
  const value taken = detail::new_row(p, phase::move);
  detail::add_operation(p, phase::move, opcode::smaller, taken, amount, from.now);
  detail::add_operation(p, phase::move, opcode::subtract, from.now, from.now, taken);
  return taken;
}

/// What a month of a conveyor gives.
struct passage {
  value completed;          ///< those who reach their end
  std::vector<value> gone;  ///< by way out
  value aside;              ///< those who branch off
};

/// A branch off a conveyor: at age a, a share of those who neither leave nor complete goes on in another conveyor,
/// at the age they would have had.
struct branch {
  std::string role;
  std::vector<value> chance;  ///< by age
  conveyor* to = nullptr;
};

/// This month's exits (competing, at every age), completions (by age, of those who did not leave) and branching.
[[nodiscard]] inline passage advance(conveyor& c, const std::vector<value>& completing,
                                     const std::vector<way_out>& ways, const branch& aside = {}) {
  if (completing.size() != c.age.size()) throw std::invalid_argument("advance: one chance of completing for each age");
  plan& p = c.age.front().in();
  passage out{constant(p, 0.0), std::vector<value>(ways.size(), constant(p, 0.0)), constant(p, 0.0)};
  for (std::size_t a = 0; a < c.age.size(); ++a) {
    const std::string name = c.name + "/" + std::to_string(a);
    const std::vector<value> gone = detail::exits(p, c.age[a], name, ways);
    for (std::size_t j = 0; j < gone.size(); ++j) out.gone[j] = out.gone[j] + gone[j];
    if (!completing[a].is_constant(0.0)) {
      const value done = binomial(c.age[a], completing[a], name + "/completing", phase::move);
      detail::add_operation(p, phase::move, opcode::subtract, c.age[a], c.age[a], done);
      out.completed = out.completed + done;
    }
    if (aside.to != nullptr && a + 1 < c.age.size() && !aside.chance[a].is_constant(0.0)) {
      const value off = binomial(c.age[a], aside.chance[a], name + "/" + aside.role, phase::move);
      detail::add_operation(p, phase::move, opcode::subtract, c.age[a], c.age[a], off);
      detail::feed_row(aside.to->inflow[a + 1], off);
      out.aside = out.aside + off;
    }
  }
  return out;
}

/// Adds a flow to a pool, at the end of the month.
inline void feed(const pool& to, value flow) { detail::feed_row(to.inflow, flow); }
/// Adds a flow to the young end of a conveyor, at the end of the month.
inline void feed(const conveyor& to, value flow) { detail::feed_row(to.inflow.front(), flow); }

/// For the printed plan: a flow from a stock (or "" for outside) to another.
inline void describe_flow(plan& p, std::string from, std::string to, std::string label) {
  p.flows.push_back({std::move(from), std::move(to), std::move(label)});
}

/// Splits a flow in two: those that go one way, each with probability q, and the others.
struct division {
  value yes;
  value no;
};
[[nodiscard]] inline division divide(value flow, value q, const std::string& cell) {
  const phase when = (std::max)(phase::move, flow.since());
  const value yes = binomial(flow, q, cell, when);
  return {yes, flow - yes};
}

/// Splits x among units so that each gets a whole number of mean x·share and the sum is ⌊x + u⌋: one uniform number
/// decides all (systematic sampling), so that no unit and no total is off by as much as one. Amounts need not be whole.
[[nodiscard]] inline std::vector<value> whole_split(plan& p, const std::vector<value>& amounts, const std::string& cell,
                                                    phase when) {
  std::vector<value> parts;
  const value u = uniform_of(p, cell, when);
  value running = constant(p, 0.0);
  value below = constant(p, 0.0);
  for (const value& amount : amounts) {
    running = running + amount;
    const value upto = whole(running, u);
    parts.push_back(upto - below);
    below = upto;
  }
  return parts;
}

}  // namespace probation
