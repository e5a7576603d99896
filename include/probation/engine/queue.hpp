// Queues: people who wait, by months waited, are served oldest first as capacity allows.
#pragma once

#include <algorithm>  // for std::max, std::sort, std::unique
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/engine/stocks.hpp>

namespace probation {

/// Who waits. Those at age a joined in a month that has a month starts behind its end: arrivals are spread evenly over
/// a month, so they have waited a + ½ months on average. The last cell is open; its months beyond are kept as a sum,
/// of which those who leave it take the average. A queue with as many cells as it can fill is exact.
struct queue {
  std::string name;
  std::vector<value> age;  ///< at the start of the month; during the month those who remain
  value arriving;          ///< arrivals of the month that still wait
  value beyond;            ///< months waited in the last cell, above its least
  value last;              ///< those in the last cell at the start of the month
  value limit;             ///< months after which a wait is overdue; may not exist
};

/// What a month of a queue gives, beside those who leave unserved.
struct queue_month {
  value arrived;
  value served;
  value months;  ///< waited by those served: a + 1 from age a, 0 in the month of arrival
  value late;    ///< of those served, how many waited beyond the limit (expected over the days of a month)
};

/// Adds a queue whose cells start as `initial`, youngest first. `limit` may not exist; else it is at most as many
/// months as there are cells before the last, so that the open cell is overdue as a whole.
[[nodiscard]] inline queue add_queue(plan& p, std::string name, const std::vector<value>& initial, value limit = {}) {
  if (initial.empty()) throw std::invalid_argument("queue \"" + name + "\": it has no length");
  queue made;
  made.name = std::move(name);
  for (const value& v : initial) made.age.push_back(detail::state(p, v));
  made.arriving = detail::inflow_row(p);
  made.beyond = detail::state(p, constant(p, 0.0));
  made.limit = limit;
  const std::size_t end = initial.size() - 1;
  if (limit.exists()) require(limit, 0.0, static_cast<double>(end), "limit of queue \"" + made.name + "\" (months)");
  stock_info info{made.name, "queue", {}};
  for (const value& v : made.age) info.rows.push_back(v.row());
  p.stocks.push_back(std::move(info));
  made.last = standing(made.age[end], phase::observe);
  const value stay = detail::new_row(p, phase::settle);
  detail::add_operation(p, phase::settle, opcode::divide, stay, made.age[end], made.last);
  detail::add_operation(p, phase::settle, opcode::multiply, made.beyond, made.beyond, stay);
  detail::add_operation(p, phase::settle, opcode::add, made.beyond, made.beyond, made.age[end]);
  if (end > 0) {
    detail::add_operation(p, phase::settle, opcode::add, made.age[end], made.age[end], made.age[end - 1]);
    for (std::size_t a = end - 1; a > 0; --a) {
      detail::add_operation(p, phase::settle, opcode::copy, made.age[a], made.age[a - 1]);
    }
    detail::add_operation(p, phase::settle, opcode::copy, made.age[0], made.arriving);
  } else {
    detail::add_operation(p, phase::settle, opcode::add, made.age[0], made.age[0], made.arriving);
  }
  detail::add_operation(p, phase::settle, opcode::zero, made.arriving);
  return made;
}

/// Everyone who waits at the start of the month.
[[nodiscard]] inline value total(plan& p, const queue& q) { return sum(p, q.age); }

/// Months waited, over all who wait at the start of the month.
[[nodiscard]] inline value months_waited(plan& p, const queue& q) {
  value months = q.beyond;
  for (std::size_t a = 0; a < q.age.size(); ++a) months = months + q.age[a] * (static_cast<double>(a) + 0.5);
  static_cast<void>(p);
  return months;
}

/// Those who have waited longer than the limit: of age a, the share of [a, a + 1] that lies beyond it.
[[nodiscard]] inline value overdue(plan& p, const queue& q) {
  value n = constant(p, 0.0);
  for (std::size_t a = 0; a < q.age.size(); ++a) {
    n = n + q.age[a] * unit_interval((static_cast<double>(a) + 1.0) - q.limit);
  }
  return n;
}

/// Adds a flow to those who arrive this month.
inline void feed(const queue& to, value flow) { detail::feed_row(to.arriving, flow); }

/// Those who leave unserved.
struct queue_losses {
  std::vector<value> gone;  ///< by way out
  value expired;
};

/// This month's losses of those present at its start: competing ways out, then `expiring`, a chance by age (the last
/// one for all older ages; none for nobody).
[[nodiscard]] inline queue_losses lose(queue& q, const std::vector<way_out>& ways,
                                       const std::vector<value>& expiring = {}) {
  plan& p = q.beyond.in();
  queue_losses out{std::vector<value>(ways.size(), constant(p, 0.0)), constant(p, 0.0)};
  for (std::size_t a = 0; a < q.age.size(); ++a) {
    const std::string name = q.name + "/" + std::to_string(a);
    const std::vector<value> gone = detail::exits(p, q.age[a], name, ways);
    for (std::size_t j = 0; j < gone.size(); ++j) out.gone[j] = out.gone[j] + gone[j];
    if (expiring.empty()) continue;
    const value& chance = expiring[a < expiring.size() ? a : expiring.size() - 1];
    if (chance.is_constant(0.0)) continue;
    const value done = binomial(q.age[a], chance, name + "/expiring", phase::move);
    detail::add_operation(p, phase::move, opcode::subtract, q.age[a], q.age[a], done);
    out.expired = out.expired + done;
  }
  return out;
}

namespace detail {

/// P(wait > limit) of those served from age a: arrival and service are spread evenly over their months, so the wait is
/// a + the sum of two uniform numbers. With x = limit − a: 1 − x² ÷ 2 up to 1, (2 − x)² ÷ 2 up to 2, then 0.
[[nodiscard]] inline value chance_late(value limit, std::size_t a) {
  const value x = limit - static_cast<double>(a);
  const value first = unit_interval(x);
  const value second = unit_interval(x - 1.0);
  return 1.0 - first * first * 0.5 - second + second * second * 0.5;
}

/// Takes up to what is `left` of one row.
inline void serve_row(value row, value left, const queue_month& to, value months, value late) {
  plan& p = row.in();
  const value taken = new_row(p, phase::serve);
  add_operation(p, phase::serve, opcode::smaller, taken, left, row);
  add_operation(p, phase::serve, opcode::subtract, row, row, taken);
  add_operation(p, phase::serve, opcode::subtract, left, left, taken);
  add_operation(p, phase::serve, opcode::add, to.served, to.served, taken);
  const auto gather = [&](value sum_row, value factor) {
    if (!factor.exists() || factor.is_constant(0.0)) return;
    feed_row(sum_row, taken * factor);
  };
  gather(to.months, months);
  gather(to.late, late);
}

}  // namespace detail

/// Serves `queues`, which share `capacity`: people a month, whole in random replicates. Those of the least of `ranks`
/// come first (all are alike if there are none); among queues of a rank those who have waited longest, arrivals of the
/// month last. Call it once a month for each queue, after all that feeds it.
[[nodiscard]] inline std::vector<queue_month> serve(const std::vector<queue*>& queues, value capacity,
                                                    const std::vector<int>& ranks = {}) {
  plan& p = capacity.in();
  const value left = standing(capacity, phase::serve);
  std::vector<queue_month> out;
  std::size_t longest = 0;
  for (const queue* q : queues) {
    queue_month m;
    m.arrived = standing(q->arriving, phase::serve);
    for (value* row : {&m.served, &m.months, &m.late}) {
      *row = detail::new_row(p, phase::serve);
      detail::add_operation(p, phase::serve, opcode::zero, *row);
    }
    out.push_back(m);
    longest = (std::max)(longest, q->age.size());
  }
  std::vector<int> turns = ranks.empty() ? std::vector<int>(queues.size(), 0) : ranks;
  const auto rank_of = [&](std::size_t k) { return ranks.empty() ? 0 : ranks.at(k); };
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  for (const int rank : turns) {
    for (std::size_t a = longest; a-- > 0;) {
      for (std::size_t k = 0; k < queues.size(); ++k) {
        const queue& q = *queues[k];
        if (rank_of(k) != rank || a >= q.age.size()) continue;
        value months = constant(p, static_cast<double>(a) + 1.0);
        if (a + 1 == q.age.size()) months = months + q.beyond / q.last;
        const value late = q.limit.exists() ? detail::chance_late(q.limit, a) : value();
        detail::serve_row(q.age[a], left, out[k], months, late);
      }
    }
    for (std::size_t k = 0; k < queues.size(); ++k) {
      if (rank_of(k) == rank) detail::serve_row(queues[k]->arriving, left, out[k], value(), value());
    }
  }
  return out;
}

}  // namespace probation
