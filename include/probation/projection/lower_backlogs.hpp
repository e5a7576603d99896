// What backlogs have in common: who serves them, how people come, how long those waiting have waited, what is reported.
#pragma once

#include <algorithm>  // for std::max, std::min
#include <cmath>      // for std::ceil
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/backlog/capacity.hpp>
#include <probation/base/quantile.hpp>
#include <probation/projection/lower_case_flows.hpp>

namespace probation::detail {

/// Name of a backlog's stocks and draws.
[[nodiscard]] inline std::string backlog_name(const std::optional<std::string>& unit, const std::string& name) {
  return unit ? *unit + "/" + name : name;
}

/// What the staff of a reference can do this month: `f` of each staff, times FTE in post times the capacity of stages.
template <class F>
[[nodiscard]] value able_staff(const lowering& l, const staff_reference& who, const std::string& path, F f) {
  value able = constant(l.p, 0.0);
  bool found = false;
  for (const staff_stock& s : l.staff) {
    if (s.grade != who.grade || (who.unit && s.unit != *who.unit)) continue;
    found = true;
    value heads = constant(l.p, 0.0);
    for (const stage_stock& stage : s.stages) heads = heads + stage.now * stage.capacity;
    if (s.pipeline && s.pipeline->provisional) {
      heads = heads + s.pipeline->provisional_now * s.pipeline->provisional_capacity;
    }
    able = able + f(s, heads * s.fte_per_head);
  }
  if (!found) contradiction(l, path, "no unit that has " + who.grade, "staff of that grade somewhere");
  return able;
}
[[nodiscard]] inline value able_staff(const lowering& l, const staff_reference& who, const std::string& path) {
  return able_staff(l, who, path, [](const staff_stock&, value fte) { return fte; });
}

/// How many can be served this month, on average.
[[nodiscard]] inline value capacity_of(const lowering& l, const service_capacity& c, const std::string& path) {
  if (c.per_month) return l.input(path + ".per_month", *c.per_month);
  const value each = l.input(path + ".each", *c.each);
  const value able = able_staff(l, *c.staff, path + ".staff", [&](const staff_stock& s, value fte) {
    // Officers without cases have no workload to slow them down: such as those who come by promotion alone.
    if (!c.feedback || !s.workload.exists()) return fte;
    return fte * exp(0.0 - l.input(path + ".feedback", *c.feedback) * (s.workload - 1.0));
  });
  return able * each;
}

/// People who come this month.
[[nodiscard]] inline value arrivals_of(const lowering& l, const starts& s, const std::string& path,
                                       const std::string& cell) {
  const value mean = with_trend(l, s, path, l.input(path + ".per_month", *s.rate));
  return draw_starts(l, &s, path, mean, cell);
}

/// Ages that a queue needs: months that those waiting now may have waited by the present's expiry, and in all.
struct queue_length {
  std::size_t now = 0;
  std::size_t cells = 0;
};
[[nodiscard]] inline queue_length length_of(const lowering& l, std::size_t waited, const std::optional<quantity>& limit,
                                            const std::optional<quantity>& expiry,
                                            const std::optional<quantity>& expiry_before) {
  // Where nothing ends a wait four years are told apart at the start, and five in all: beyond, months are averages.
  constexpr std::size_t longest_now = 48;
  constexpr std::size_t longest = 60;
  const auto months = [](const std::optional<quantity>& q) {
    return q ? static_cast<std::size_t>((std::max)(1.0, std::ceil(greatest(*q)))) : 0;
  };
  queue_length out;
  out.now = (std::max)(waited, expiry_before ? months(expiry_before) : longest_now);
  const std::size_t own = (std::max)(waited, expiry ? months(expiry) : longest_now);
  out.cells = expiry ? own : (std::max)(own, (std::min)(own + static_cast<std::size_t>(l.p.months), longest));
  // Those who have waited for longer than a new expiry stand at their age until it takes them.
  out.cells = (std::max)({out.cells, out.now, months(limit)}) + 1;
  return out;
}

/// How long those waiting now have waited: shares by month; or a mean, spread geometrically; or as service of the
/// oldest first leaves a queue, filled by what the last months brought (the less those who have withdrawn since), and
/// all of them by more if that is not enough. Amounts by age; they need not be whole.
[[nodiscard]] inline std::vector<value> waiting_by_age(const lowering& l, value n, const std::vector<double>& waited,
                                                       const std::optional<quantity>& mean_wait,
                                                       const std::string& path, value arrivals, value reneging,
                                                       std::size_t months) {
  plan& p = l.p;
  std::vector<value> out;
  value left = n;
  const auto place = [&](value here) {
    out.push_back(here);
    left = larger(left - here, 0.0);
  };
  if (!waited.empty()) {
    for (const double share : waited) out.push_back(n * share);
  } else if (mean_wait) {
    l.by_default(path + ".waited", "times waited so far are spread geometrically about mean_wait");
    const value m = l.input(path + ".mean_wait", *mean_wait);
    require(m, 0.5, 600.0, path + ".mean_wait in months (those who came this month have waited half of one)");
    const value stay = (m - 0.5) / (m + 0.5);
    value share = 1.0 - stay;
    for (std::size_t a = 0; a + 1 < months; ++a) {
      place(n * share);
      share = share * stay;
    }
    out.push_back(left);
  } else {
    if (!n.is_constant(0.0)) {
      l.by_default(path + ".waited",
                   "those waiting now came in the last months, as service of the oldest first leaves a list");
    }
    std::vector<value> still;
    for (std::size_t a = 0; a < months; ++a) still.push_back(exp(0.0 - reneging * (static_cast<double>(a) + 0.5)));
    const value a_month = larger(arrivals, n / sum(p, still));
    for (const value& share : still) place(smaller(a_month * share, left));
  }
  return out;
}

/// What is reported of people who wait, summed over the classes of a backlog.
struct queue_tally {
  std::vector<value> waiting, months, overdue, arrived, served, served_months, late, reneged, expired;
  bool has_limit = true;
  bool can_expire = false;
};

inline void count(plan& p, queue_tally& t, const queue& q, const queue_month& m, value reneged, value expired) {
  t.waiting.push_back(total(p, q));
  t.months.push_back(months_waited(p, q));
  t.arrived.push_back(m.arrived);
  t.served.push_back(m.served);
  t.served_months.push_back(m.months);
  t.reneged.push_back(reneged);
  t.expired.push_back(expired);
  t.has_limit = t.has_limit && q.limit.exists();
  if (!q.limit.exists()) return;
  t.overdue.push_back(overdue(p, q));
  t.late.push_back(m.late);
}

/// Records a measure of a backlog under its unit, and under the region.
struct backlog_record {
  std::optional<std::string> unit;
  std::string of;

  void stock(const char* measure, value v, bool is_count = false) const { both(measure, v, false, is_count); }
  void flow(const char* measure, value v, bool is_count = true) const { both(measure, v, true, is_count); }
  void stock_ratio(const char* measure, value a, value b) const { both_ratio(measure, a, b, false); }
  void flow_ratio(const char* measure, value a, value b) const { both_ratio(measure, a, b, true); }

 private:
  void both_ratio(const char* measure, value a, value b, bool is_flow) const {
    const value ratio = a / b;
    if (unit) record(ratio, measure, *unit, of, is_flow);
    record_ratio(ratio, a, b, measure, "*", of, is_flow);
  }
  void both(const char* measure, value v, bool is_flow, bool is_count) const {
    if (unit) record(v, measure, *unit, of, is_flow, is_count);
    record(v, measure, "*", of, is_flow, is_count);
  }
};

inline void record_queue(plan& p, const queue_tally& t, const backlog_record& to) {
  const value waiting = sum(p, t.waiting);
  const value served = sum(p, t.served);
  to.stock("waiting", waiting, true);
  to.stock_ratio("mean_wait", sum(p, t.months), waiting);
  if (t.has_limit) to.stock_ratio("share_overdue", sum(p, t.overdue), waiting);
  to.flow("arrived", sum(p, t.arrived));
  to.flow("served", served);
  to.flow_ratio("mean_wait_of_served", sum(p, t.served_months), served);
  if (t.has_limit) to.flow_ratio("share_served_late", sum(p, t.late), served);
  to.flow("reneged", sum(p, t.reneged));
  if (t.can_expire) to.flow("expired", sum(p, t.expired));
}

/// Ways out of a queue of the document, and its chances of expiry by age.
[[nodiscard]] inline std::vector<way_out> reneging_of(const lowering& l, const std::optional<timed_quantity>& rate,
                                                      const std::string& path) {
  if (!rate) {
    l.by_default(path + ".reneging", "nobody withdraws while waiting");
    return {};
  }
  return {{"reneging", l.input(path + ".reneging", *rate)}};
}
[[nodiscard]] inline std::vector<value> expiry_of(const lowering& l, const std::optional<quantity>& expiry,
                                                  const std::string& path) {
  if (!expiry) return {};
  const value months = l.input(path + ".expiry", *expiry);
  require(months, 1.0, 1200.0, path + ".expiry in months");
  return fixed_time(months, greatest(*expiry)).by_age;
}

/// Reneging of the present at the start, 0 if there is none.
[[nodiscard]] inline value reneging_before(const lowering& l, const std::optional<timed_quantity>& rate,
                                           const std::optional<timed_quantity>& own, const std::string& path) {
  return rate ? l.before_at_start(path + ".reneging", *rate, own) : constant(l.p, 0.0);
}

inline void describe_losses(plan& p, const queue& q, bool reneging, bool expiry) {
  if (reneging) describe_flow(p, q.name, "", "withdraws");
  if (expiry) describe_flow(p, q.name, "", "expires");
}

}  // namespace probation::detail
