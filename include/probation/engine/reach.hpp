// What the outputs of a plan depend on, and whether two plans give the same numbers.
#pragma once

#include <algorithm>      // for std::find
#include <bit>            // for std::bit_cast
#include <cstddef>        // for std::size_t
#include <cstdint>        // for std::uint32_t, std::uint64_t
#include <limits>         // for std::numeric_limits
#include <string>         // for std::string
#include <unordered_map>  // for std::unordered_map
#include <utility>        // for std::move
#include <vector>         // for std::vector

#include <probation/engine/effects.hpp>
#include <probation/engine/plan.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// By row, whether an output depends on it: through any number of operations and months. (Rows that an operation reads
/// and writes in one go are taken to depend on each other.)
[[nodiscard]] inline std::vector<bool> reaching_rows(const plan& p) {
  std::vector<std::vector<const operation*>> writers(p.rows.size());
  for (const auto& steps : p.steps) {
    for (const operation& op : steps) {
      detail::for_rows(p, op, [&](std::uint32_t row, detail::effect e) {
        if (e != detail::effect::read) writers[row].push_back(&op);
      });
    }
  }
  std::vector<bool> reaches(p.rows.size());
  std::vector<std::uint32_t> open;
  const auto mark = [&](std::uint32_t row) {
    if (reaches[row]) return;
    reaches[row] = true;
    open.push_back(row);
  };
  for (const output_info& o : p.outputs) mark(o.row);
  while (!open.empty()) {
    const std::uint32_t row = open.back();
    open.pop_back();
    for (const operation* op : writers[row]) {
      detail::for_rows(p, *op, [&](std::uint32_t other, detail::effect e) {
        if (e != detail::effect::write) mark(other);
      });
    }
    writers[row].clear();
  }
  return reaches;
}

namespace detail {

/// The part of a plan that its outputs depend on, as numbers that are alike for plans that compute the same: rows are
/// numbered in the order in which they are met.
class plan_signature {
 public:
  explicit plan_signature(const plan& p) : p_(p), reaches_(reaching_rows(p)) {
    add(static_cast<std::uint64_t>(p.months));
    add(static_cast<std::uint64_t>(p.start - month()));
    for (const auto& steps : p.steps) {
      add(phase_mark);
      for (const operation& op : steps) add(op);
    }
    for (const output_info& o : p.outputs) {
      add_row(o.row);
      add(cell_id(o.measure + '\n' + o.unit + '\n' + o.of));
      add((o.is_flow ? 1U : 0U) + (o.is_count ? 2U : 0U) + 4U * static_cast<std::uint64_t>(o.role));
    }
  }

  friend bool operator==(const plan_signature& a, const plan_signature& b) { return a.numbers_ == b.numbers_; }

 private:
  static constexpr std::uint64_t phase_mark = 0xFFFFFFFFFFFFFFFFU;

  void add(std::uint64_t x) { numbers_.push_back(x); }
  void add_row(std::uint32_t row) {
    if (row >= p_.rows.size()) return add(row);  // a row that does not exist
    if (p_.rows[row].since == phase::constant) {
      add(0);
      return add(std::bit_cast<std::uint64_t>(p_.rows[row].value));
    }
    add(names_.try_emplace(row, names_.size() + 1).first->second);
  }
  void add(const operation& op) {
    bool writes = false;
    bool any = op.code == opcode::skip;
    for_rows(p_, op, [&](std::uint32_t row, effect e) {
      writes = writes || e != effect::read;
      any = any || (e != effect::read && reaches_[row]);
    });
    if (writes && !any) return;
    add(static_cast<std::uint64_t>(op.code));
    add_row(op.out);
    for_rows(p_, op, [&](std::uint32_t row, effect) { add_row(row); });
    switch (op.code) {
      case opcode::parameter: {
        const plan_parameter& q = p_.parameters[op.cell];
        add(cell_id(q.cell()));
        add(static_cast<std::uint64_t>(q.given.shape));
        add(static_cast<std::uint64_t>(q.given.unit));
        for (const double x : q.given.parameters) add(std::bit_cast<std::uint64_t>(x));
        break;
      }
      case opcode::by_month:
        for (const double x : p_.tables[op.cell]) add(std::bit_cast<std::uint64_t>(x));
        break;
      case opcode::choose: break;  // its rows say it
      default: add(op.cell);
    }
  }

  const plan& p_;
  std::vector<bool> reaches_;
  std::unordered_map<std::uint32_t, std::size_t> names_;
  std::vector<std::uint64_t> numbers_;
};

}  // namespace detail

/// Whether two plans give the same outputs, to the bit, in every replicate. Where that cannot be seen from what they
/// compute, the answer is no.
[[nodiscard]] inline bool computes_same(const plan& a, const plan& b) {
  return detail::plan_signature(a) == detail::plan_signature(b);
}

}  // namespace probation
