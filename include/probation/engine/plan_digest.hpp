// What a plan computes, as SHA-256: the identity of a forecast and of its parts.
//
// Two plans have one digest just if they do the same operations on the same numbers under the same names of draws and
// of outputs. Left out is what changes no number: texts for people, operations that no output or requirement depends
// on, and in which order independent operations were written down, since compilers evaluate the arguments of a function
// as they like. So rows and operations are numbered in the order in which they are met on the way back from the
// outputs.
#pragma once

#include <algorithm>  // for std::lower_bound
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t, std::uint64_t
#include <limits>     // for std::numeric_limits
#include <vector>     // for std::vector

#include <probation/base/sha256.hpp>
#include <probation/engine/effects.hpp>
#include <probation/engine/plan.hpp>

namespace probation {

namespace detail {

/// Writes a plan into a hash. Enumerators are written as their numbers: a digest is of one version of the library.
class plan_hasher {
 public:
  explicit plan_hasher(const plan& p) : p_(p), row_number_(p.rows.size(), unknown), writers_(p.rows.size()) {
    for (std::size_t when = 0; when < phase_count; ++when) add_phase(static_cast<phase>(when));
    op_number_.assign(ops_.size(), unknown);
  }

  [[nodiscard]] sha256_digest digest() {
    for (const output_info& o : p_.outputs) {
      if (is_series(o)) meet(o.row);
    }
    for (const requirement& r : p_.requirements) meet(r.row);
    for (std::size_t i = 0; i < rows_met_.size(); ++i) {  // grows as it goes
      for (const std::uint32_t op : writers_[rows_met_[i]]) meet_operation(op);
    }
    to_.text("probation plan 1").text(p_.start.str()).number(static_cast<std::uint64_t>(p_.months));
    to_.number(rows_met_.size());
    to_.number(ops_met_.size());
    for (const std::uint32_t op : ops_met_) write(op);
    write_ends();
    return to_.finish();
  }

 private:
  static constexpr std::uint32_t unknown = (std::numeric_limits<std::uint32_t>::max)();

  struct placed_operation {
    const operation* op;
    phase when;
    std::uint32_t inside;  ///< the innermost `skip` that may leave it out
  };

  // The parts of a ratio, which are recorded where plans are added up, follow from the ratio.
  [[nodiscard]] static bool is_series(const output_info& o) noexcept { return o.role == output_role::series; }

  void add_phase(phase when) {
    struct branch {
      std::uint32_t skip;
      std::size_t end;
    };
    std::vector<branch> open;
    const auto& steps = p_.steps[static_cast<std::size_t>(when)];
    for (std::size_t i = 0; i < steps.size(); ++i) {
      while (!open.empty() && i >= open.back().end) open.pop_back();
      const auto number = static_cast<std::uint32_t>(ops_.size());
      ops_.push_back({&steps[i], when, open.empty() ? unknown : open.back().skip});
      for_rows(p_, steps[i], [&](std::uint32_t row, effect e) {
        auto& of_row = writers_[row];
        if (e != effect::read && (of_row.empty() || of_row.back() != number)) of_row.push_back(number);
      });
      if (steps[i].code == opcode::skip) open.push_back({number, i + 1 + static_cast<std::size_t>(steps[i].cell)});
    }
  }

  void meet(std::uint32_t row) {
    if (p_.rows[row].since == phase::constant || row_number_[row] != unknown) return;
    row_number_[row] = static_cast<std::uint32_t>(rows_met_.size());
    rows_met_.push_back(row);
  }
  void meet_operation(std::uint32_t op) {
    if (op_number_[op] != unknown) return;
    if (ops_[op].inside != unknown) meet_operation(ops_[op].inside);
    op_number_[op] = static_cast<std::uint32_t>(ops_met_.size());
    ops_met_.push_back(op);
    for_rows(p_, *ops_[op].op, [&](std::uint32_t row, effect) { meet(row); });
  }

  /// A row as it is when `op` begins: a number, or how often it has been written by then.
  void write_row(std::uint32_t row, std::uint32_t op) {
    if (p_.rows[row].since == phase::constant) {
      to_.number(0).real(p_.rows[row].value);
      return;
    }
    const auto& of_row = writers_[row];
    const auto before = std::lower_bound(of_row.begin(), of_row.end(), op) - of_row.begin();
    to_.number((std::uint64_t{row_number_[row]} + 1) << 32 | static_cast<std::uint64_t>(before));
  }

  void write(std::uint32_t at) {
    const auto& [op, when, inside] = ops_[at];
    to_.number(static_cast<std::uint64_t>(op->code) | static_cast<std::uint64_t>(when) << 8 |
               (inside == unknown ? 0 : std::uint64_t{op_number_[inside]} + 1) << 16);
    switch (op->code) {
      case opcode::parameter: write(p_.parameters[op->cell]); break;
      case opcode::by_month:
        to_.number(p_.tables[op->cell].size());
        for (const double x : p_.tables[op->cell]) to_.real(x);
        break;
      case opcode::choose: to_.number(p_.row_tables[op->cell].size()); break;  // its rows follow
      case opcode::skip: break;                                                // what it leaves out says that it does
      default:
        if (!is_arithmetic(op->code)) to_.number(op->cell);  // which stream it draws from
    }
    if (is_list(op->code)) write_shape(p_.row_tables[op->c]);
    for_rows(p_, *op, [&](std::uint32_t row, effect) { write_row(row, at); });
  }
  void write(const plan_parameter& q) {
    to_.text(q.cell());
    to_.number(static_cast<std::uint64_t>(q.given.shape)).number(static_cast<std::uint64_t>(q.given.unit));
    for (const double x : q.given.parameters) to_.real(x);
  }
  /// How long a list is, and which of its rows do not exist.
  void write_shape(const std::vector<std::uint32_t>& list) {
    to_.number(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i] == row_list::no_row) to_.number(i);
    }
    to_.number(list.size());
  }

  void write_ends() {
    const auto end = static_cast<std::uint32_t>(ops_.size());
    to_.number(p_.requirements.size());
    for (const requirement& r : p_.requirements) {
      write_row(r.row, end);
      to_.real(r.least).real(r.most);
    }
    for (const output_info& o : p_.outputs) {
      if (!is_series(o)) continue;
      to_.text(o.measure).text(o.unit).text(o.of);
      to_.number((o.is_flow ? 1U : 0U) + (o.is_count ? 2U : 0U) + 4U * static_cast<unsigned>(p_.rows[o.row].since));
      write_row(o.row, end);
    }
  }

  const plan& p_;
  std::vector<placed_operation> ops_;
  std::vector<std::uint32_t> row_number_;  // in the order in which they are met
  std::vector<std::uint32_t> op_number_;
  std::vector<std::vector<std::uint32_t>> writers_;  // by row: operations that write it, in order
  std::vector<std::uint32_t> rows_met_;
  std::vector<std::uint32_t> ops_met_;
  sha256 to_;
};

}  // namespace detail

/// The SHA-256 of what a plan computes: the same on every machine, compiler and instruction set for one version of the
/// library. Sources of inputs and other texts for people, limits that are followed, and the numerators and denominators
/// that are recorded beside ratios are not in it.
[[nodiscard]] inline sha256_digest digest_of(const plan& p) { return detail::plan_hasher(p).digest(); }

}  // namespace probation
