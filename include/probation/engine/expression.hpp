// Formulas over rows: write them as one writes them on paper, and the plan gets the operations.
#pragma once

#include <algorithm>    // for std::max
#include <bit>          // for std::bit_cast
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint32_t
#include <stdexcept>    // for std::invalid_argument, std::length_error
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::move, std::pair
#include <vector>       // for std::vector

#include <probation/engine/arithmetic.hpp>
#include <probation/engine/plan.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// A row of a plan under construction. Copies name the same row. The plan must stay where it is while values live.
class value {
 public:
  value() = default;
  value(plan& p, std::uint32_t row) : plan_(&p), row_(row) {}

  [[nodiscard]] bool exists() const noexcept { return plan_ != nullptr; }
  [[nodiscard]] plan& in() const noexcept { return *plan_; }
  [[nodiscard]] std::uint32_t row() const noexcept { return row_; }
  [[nodiscard]] phase since() const noexcept { return plan_->rows[row_].since; }
  [[nodiscard]] bool is_constant() const noexcept { return since() == phase::constant; }
  [[nodiscard]] bool is_constant(double x) const noexcept { return is_constant() && plan_->rows[row_].value == x; }

 private:
  plan* plan_ = nullptr;
  std::uint32_t row_ = 0;
};

namespace detail {

/// Rows of a plan, of which a thread that runs 32 replicates at once needs some 256 bytes each.
inline constexpr std::size_t most_rows = 20'000'000;

[[nodiscard]] inline value new_row(plan& p, phase since, double constant = 0.0) {
  if (p.rows.size() >= most_rows) {
    throw std::length_error("a plan of more than " + std::to_string(most_rows) + " numbers");
  }
  p.rows.push_back({since, constant});
  return {p, static_cast<std::uint32_t>(p.rows.size() - 1)};
}

/// The row of a number: one for each number, shared.
[[nodiscard]] inline value constant_row(plan& p, double x) {
  const auto [at, is_new] = p.constant_rows.try_emplace(std::bit_cast<std::uint64_t>(x), 0U);
  if (is_new) at->second = new_row(p, phase::constant, x).row();
  return {p, at->second};
}

/// Adds `code` to `when`, writing to an existing row.
inline void add_operation(plan& p, phase when, opcode code, value out, value a = {}, value b = {}, value c = {},
                          std::uint64_t cell = 0) {
  const auto row_of = [](const value& v) { return v.exists() ? v.row() : 0U; };
  p.steps[static_cast<std::size_t>(when)].push_back({code, out.row(), row_of(a), row_of(b), row_of(c), cell});
}

/// What `code` gives on plain numbers, as the row functions do: folding does not change a bit.
[[nodiscard]] inline double apply(opcode code, double a, double b = 0.0) noexcept {
  switch (code) {
    case opcode::add: return apply<opcode::add>(a, b);
    case opcode::subtract: return apply<opcode::subtract>(a, b);
    case opcode::multiply: return apply<opcode::multiply>(a, b);
    case opcode::divide: return apply<opcode::divide>(a, b);
    case opcode::smaller: return apply<opcode::smaller>(a, b);
    case opcode::larger: return apply<opcode::larger>(a, b);
    case opcode::nearest: return apply<opcode::nearest>(a, b);
    case opcode::exponential: return apply<opcode::exponential>(a, b);
    case opcode::logarithm: return apply<opcode::logarithm>(a, b);
    case opcode::leaving: return apply<opcode::leaving>(a, b);
    default: return a;
  }
}

/// An expression: folded if it can be, else emitted in the latest phase of its operands.
[[nodiscard]] inline value expression(opcode code, value a, value b = {}) {
  plan& p = a.in();
  const phase when = b.exists() ? (std::max)(a.since(), b.since()) : a.since();
  if (when == phase::constant) {
    return constant_row(p, apply(code, p.rows[a.row()].value, b.exists() ? p.rows[b.row()].value : 0.0));
  }
  const value out = new_row(p, when);
  add_operation(p, when, code, out, a, b);
  return out;
}

}  // namespace detail

/// A number.
[[nodiscard]] inline value constant(plan& p, double x) { return detail::constant_row(p, x); }

[[nodiscard]] inline value operator+(value a, value b) {
  if (b.is_constant(0.0)) return a;
  if (a.is_constant(0.0)) return b;
  return detail::expression(opcode::add, a, b);
}
[[nodiscard]] inline value operator-(value a, value b) {
  return b.is_constant(0.0) ? a : detail::expression(opcode::subtract, a, b);
}
[[nodiscard]] inline value operator*(value a, value b) {
  if (b.is_constant(1.0)) return a;
  if (a.is_constant(1.0)) return b;
  return detail::expression(opcode::multiply, a, b);
}
/// a ÷ b, where 0 ÷ 0 is 0.
[[nodiscard]] inline value operator/(value a, value b) {
  return b.is_constant(1.0) ? a : detail::expression(opcode::divide, a, b);
}
[[nodiscard]] inline value operator+(value a, double b) { return a + constant(a.in(), b); }
[[nodiscard]] inline value operator+(double a, value b) { return b + a; }
[[nodiscard]] inline value operator-(value a, double b) { return a - constant(a.in(), b); }
[[nodiscard]] inline value operator-(double a, value b) { return constant(b.in(), a) - b; }
[[nodiscard]] inline value operator*(value a, double b) { return a * constant(a.in(), b); }
[[nodiscard]] inline value operator*(double a, value b) { return b * a; }
[[nodiscard]] inline value operator/(value a, double b) { return a / constant(a.in(), b); }
[[nodiscard]] inline value operator/(double a, value b) { return constant(b.in(), a) / b; }

[[nodiscard]] inline value smaller(value a, value b) { return detail::expression(opcode::smaller, a, b); }
[[nodiscard]] inline value larger(value a, value b) { return detail::expression(opcode::larger, a, b); }
[[nodiscard]] inline value smaller(value a, double b) { return smaller(a, constant(a.in(), b)); }
[[nodiscard]] inline value larger(value a, double b) { return larger(a, constant(a.in(), b)); }
/// The whole number nearest to a, halves up.
[[nodiscard]] inline value nearest(value a) { return detail::expression(opcode::nearest, a); }
[[nodiscard]] inline value exp(value a) { return detail::expression(opcode::exponential, a); }
[[nodiscard]] inline value log(value a) { return detail::expression(opcode::logarithm, a); }
/// Probability that a hazard of a (a month) strikes within a month: 1 − exp(−a).
[[nodiscard]] inline value probability_of(value hazard) { return detail::expression(opcode::leaving, hazard); }
/// a held between 0 and 1, for the formulas of conveyors: not a correction of input.
[[nodiscard]] inline value unit_interval(value a) { return larger(smaller(a, 1.0), 0.0); }

/// Sum of any number of values; 0 of none.
[[nodiscard]] inline value sum(plan& p, const std::vector<value>& terms) {
  value total = constant(p, 0.0);
  for (const value& term : terms) total = total + term;
  return total;
}

/// P(X > threshold) for a negative binomial X of that mean and size.
[[nodiscard]] inline value above(value mean, value size, double threshold) {
  plan& p = mean.in();
  const phase when = (std::max)({mean.since(), size.since(), phase::replicate});
  const value out = detail::new_row(p, when);
  detail::add_operation(p, when, opcode::above, out, mean, size, constant(p, threshold));
  return out;
}

/// The number that stands in `numbers` for the month: numbers[t], the last one beyond its end.
[[nodiscard]] inline value by_month(plan& p, std::vector<double> numbers) {
  if (numbers.empty()) throw std::invalid_argument("by_month: no numbers");
  const value out = detail::new_row(p, phase::observe);
  p.tables.push_back(std::move(numbers));
  detail::add_operation(p, phase::observe, opcode::by_month, out, {}, {}, {}, p.tables.size() - 1);
  return out;
}

/// The value that is in force in the month: values[t], the last one beyond its end. None may change by month.
[[nodiscard]] inline value choose(plan& p, const std::vector<value>& values) {
  std::vector<std::uint32_t> rows;
  for (const value& v : values) {
    if (v.since() > phase::replicate) throw std::invalid_argument("choose: a value that changes by month");
    rows.push_back(v.row());
  }
  const value out = detail::new_row(p, phase::observe);
  p.row_tables.push_back(std::move(rows));
  detail::add_operation(p, phase::observe, opcode::choose, out, {}, {}, {}, p.row_tables.size() - 1);
  return out;
}

/// An input. Uncertain ones are drawn once a replicate from the stream of their path: the same path is the same
/// draw. The value is in months or a rate a month (see `in_months`). `draw` names its draws where the path should not.
[[nodiscard]] inline value parameter(plan& p, std::string_view path, const quantity& q, std::string_view draw = {}) {
  const auto [at, is_new] = p.parameter_rows.try_emplace(std::string(path), 0U);
  if (!is_new) return {p, at->second};
  const bool folds = q.is_certain() && !p.keeps_inputs;
  const value out = folds ? constant(p, mean(q)) : detail::new_row(p, phase::replicate);
  at->second = out.row();
  if (!folds) {
    detail::add_operation(p, phase::replicate, opcode::parameter, out, {}, {}, {}, p.parameters.size());
  }
  p.parameters.push_back({std::string(path), q, out.row(), std::string(draw)});
  return out;
}

/// An input that may change at dated months.
[[nodiscard]] inline value parameter(plan& p, std::string_view path, const timed_quantity& q) {
  if (q.parts.size() == 1) return parameter(p, path, q.parts.front().value);
  std::vector<value> parts;
  for (std::size_t i = 0; i < q.parts.size(); ++i) {
    parts.push_back(parameter(p, std::string(path) + "[" + std::to_string(i) + "]", q.parts[i].value));
  }
  std::vector<value> by;
  for (int t = 0; t <= p.months; ++t) {
    std::size_t k = 0;
    for (std::size_t i = 0; i < q.parts.size(); ++i) {
      if (q.parts[i].from && *q.parts[i].from <= p.start + t) k = i;
    }
    by.push_back(parts[k]);
  }
  return choose(p, by);
}

/// Bounds that `v` must keep in every replicate; `what` says what it is, and what to do.
inline void require(value v, double least, double most, std::string what) {
  v.in().requirements.push_back({v.row(), least, most, std::move(what)});
}

/// A named signal, for the printed plan.
inline value signal(value v, std::string name) {
  v.in().signal_rows.push_back({std::move(name), v.row()});
  return v;
}

/// Reports `v` as a series of the forecast.
inline void record(value v, std::string measure, std::string unit, std::string of, bool is_flow = false,
                   bool is_count = false) {
  v.in().outputs.push_back({std::move(measure), std::move(unit), std::move(of), v.row(), is_flow, is_count});
}

/// Reports a ratio. Where the plan is to be added up with others, its two parts follow, since the ratio of sums cannot
/// be had from ratios.
inline void record_ratio(value v, value numerator, value denominator, const std::string& measure,
                         const std::string& unit, const std::string& of, bool is_flow = false) {
  record(v, measure, unit, of, is_flow);
  if (!v.in().has_ratio_parts || unit != "*") return;
  for (const auto& [part, role] :
       {std::pair{numerator, output_role::numerator}, std::pair{denominator, output_role::denominator}}) {
    record(part, measure, unit, of, is_flow);
    v.in().outputs.back().role = role;
  }
}

// Draws. Each has a cell: its identity, from its names.

/// A uniform number of this cell; each month a new one, in the phase given.
[[nodiscard]] inline value uniform_of(plan& p, std::string_view cell, phase when) {
  const value out = detail::new_row(p, when);
  detail::add_operation(p, when, opcode::uniform, out, {}, {}, {}, cell_id(cell));
  return out;
}

/// ⌊x + u⌋ with u uniform: a whole number whose mean is x. The expected policy returns x itself.
[[nodiscard]] inline value whole(value x, value u) {
  plan& p = x.in();
  const phase when = (std::max)({x.since(), u.since(), phase::replicate});
  const value out = detail::new_row(p, when);
  detail::add_operation(p, when, opcode::whole, out, x, u);
  return out;
}

/// ⌊x⌋: what is only there when it is complete, such as groups. The expected policy returns x itself.
[[nodiscard]] inline value whole_part(value x) { return whole(x, constant(x.in(), 0.0)); }

/// The row of a stock as it stands at this place of a phase, after the moves emitted so far.
[[nodiscard]] inline value standing(value row, phase when) {
  const value out = detail::new_row(row.in(), when);
  detail::add_operation(row.in(), when, opcode::copy, out, row);
  return out;
}

/// Σ of rows as they stand at this place of a phase.
[[nodiscard]] inline value standing(plan& p, const std::vector<value>& rows, phase when) {
  const value out = detail::new_row(p, when);
  detail::add_operation(p, when, opcode::zero, out);
  for (const value& row : rows) detail::add_operation(p, when, opcode::add, out, out, row);
  return out;
}

/// Of n, those that go, each with probability q.
[[nodiscard]] inline value binomial(value n, value q, std::string_view cell, phase when) {
  if (q.is_constant(0.0) || n.is_constant(0.0)) return constant(n.in(), 0.0);
  if (q.is_constant(1.0)) {
    const value all = detail::new_row(n.in(), when);
    detail::add_operation(n.in(), when, opcode::copy, all, n);
    return all;
  }
  const value out = detail::new_row(n.in(), when);
  detail::add_operation(n.in(), when, opcode::binomial, out, n, q, {}, cell_id(cell));
  return out;
}

/// A Poisson number of that mean.
[[nodiscard]] inline value poisson(value mean, std::string_view cell, phase when) {
  const value out = detail::new_row(mean.in(), when);
  detail::add_operation(mean.in(), when, opcode::poisson, out, mean, {}, {}, cell_id(cell));
  return out;
}

/// A negative binomial number: variance mean + mean² ÷ size.
[[nodiscard]] inline value negative_binomial(value mean, value size, std::string_view cell, phase when) {
  const value out = detail::new_row(mean.in(), when);
  detail::add_operation(mean.in(), when, opcode::negative_binomial, out, mean, size, {}, cell_id(cell));
  return out;
}

}  // namespace probation
