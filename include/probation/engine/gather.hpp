// Sums that a plan adds up step by step, gathered into one operation each.
//
// A formula such as a + b c + d is three operations with two rows that nobody else reads. An operation on a list of
// rows does the same additions in the same order without going through memory at each. No bit changes.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t
#include <limits>   // for std::numeric_limits
#include <utility>  // for std::move
#include <vector>   // for std::vector

#include <probation/engine/effects.hpp>
#include <probation/engine/plan.hpp>

namespace probation::detail {

/// Gathers the sums of a plan, phase by phase.
class gatherer {
 public:
  explicit gatherer(const plan& p) : plan_(p), reads_(p.rows.size(), 0), writes_(p.rows.size(), 0) {
    for (const auto& steps : p.steps) {
      for (const operation& op : steps) {
        for_rows(p, op, [&](std::uint32_t row, effect e) {
          if (e != effect::write) ++reads_[row];
          if (e != effect::read) ++writes_[row];
        });
      }
    }
    for (const output_info& o : p.outputs) ++reads_[o.row];
    for (const requirement& r : p.requirements) ++reads_[r.row];
  }

  /// The operations of a phase; lists that they need are added to `tables`.
  [[nodiscard]] std::vector<operation> phase_of(const std::vector<operation>& given,
                                                std::vector<std::vector<std::uint32_t>>& tables) {
    steps_ = given;
    written_.assign(plan_.rows.size(), none);
    touched_.assign(plan_.rows.size(), none);
    sums_.assign(steps_.size(), {});
    gone_.assign(steps_.size(), false);
    find_branches();
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].code == opcode::add) extend(i);
      for_rows(plan_, given[i], [&](std::uint32_t row, effect e) {
        touched_[row] = i;
        if (e != effect::read) written_[row] = i;
      });
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (!gone_[i] && sums_[i].size() > 1) write(i, tables);
    }
    return without_gone();
  }

 private:
  static constexpr std::size_t none = (std::numeric_limits<std::size_t>::max)();

  /// a, or a × b; as they are when the i-th operation runs.
  struct term {
    std::uint32_t a;
    std::uint32_t b;
    std::size_t at;
  };

  /// Operations that are left out together have the same branch.
  void find_branches() {
    branches_.assign(steps_.size(), none);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].code != opcode::skip) continue;
      for (std::size_t k = i + 1; k <= i + steps_[i].cell; ++k) branches_[k] = i;  // the innermost comes last
    }
  }

  /// The operation that makes a row which the i-th operation alone reads.
  [[nodiscard]] std::size_t maker(std::uint32_t row, std::size_t i) const {
    const std::size_t at = written_[row];
    return at != none && reads_[row] == 1 && writes_[row] == 1 && branches_[at] == branches_[i] ? at : none;
  }

  [[nodiscard]] bool stands(const term& t) const {
    const auto unchanged = [&](std::uint32_t row) { return written_[row] == none || written_[row] <= t.at; };
    return unchanged(t.a) && (t.b == row_list::no_row || unchanged(t.b));
  }

  /// What a row is made of, if that may be computed by the i-th operation; else the row.
  void take_product(std::uint32_t row, std::size_t i, std::vector<term>& to) {
    const std::size_t at = maker(row, i);
    if (at != none && steps_[at].code == opcode::multiply) {
      const term product{steps_[at].a, steps_[at].b, at};
      if (stands(product)) {
        gone_[at] = true;
        to.push_back(product);
        return;
      }
    }
    to.push_back({row, row_list::no_row, i});
  }

  void extend(std::size_t i) {
    const operation& op = steps_[i];
    if (op.out == op.a || op.out == op.b) return extend_in_place(i);
    std::vector<term> terms;
    const std::size_t at = maker(op.a, i);
    bool taken = at != none && steps_[at].code == opcode::add && !sums_[at].empty();
    for (std::size_t k = 0; taken && k < sums_[at].size(); ++k) taken = stands(sums_[at][k]);
    if (taken) {
      terms = std::move(sums_[at]);
      gone_[at] = true;
    } else {
      take_product(op.a, i, terms);
    }
    take_product(op.b, i, terms);
    sums_[i] = std::move(terms);
  }

  /// row += x, where what was added to the row last has been asked for by nobody since.
  void extend_in_place(std::size_t i) {
    const operation& op = steps_[i];
    if (op.out != op.a || op.a == op.b) return;
    std::vector<term> terms;
    const std::size_t at = written_[op.a];
    bool taken = at != none && steps_[at].code == opcode::add && steps_[at].out == op.a && !sums_[at].empty() &&
                 branches_[at] == branches_[i] && touched_[op.a] == at;
    for (std::size_t k = 0; taken && k < sums_[at].size(); ++k) {
      taken = (k == 0 && sums_[at][k].a == op.a) || stands(sums_[at][k]);
    }
    if (taken) {
      terms = std::move(sums_[at]);
      gone_[at] = true;
    } else {
      terms.push_back({op.a, row_list::no_row, i});
    }
    take_product(op.b, i, terms);
    sums_[i] = std::move(terms);
  }

  void write(std::size_t i, std::vector<std::vector<std::uint32_t>>& tables) {
    bool products = false;
    for (const term& t : sums_[i]) products = products || t.b != row_list::no_row;
    if (!products && sums_[i].size() == 2) return;  // the addition that it was
    std::vector<std::uint32_t> table;
    for (const term& t : sums_[i]) {
      table.push_back(t.a);
      if (products) table.push_back(t.b);
    }
    operation& op = steps_[i];
    op = {products ? opcode::inner : opcode::total, op.out, 0, 0, static_cast<std::uint32_t>(tables.size()), 0};
    tables.push_back(std::move(table));
  }

  [[nodiscard]] std::vector<operation> without_gone() const {
    std::vector<std::size_t> place(steps_.size() + 1, 0);  // in what remains
    for (std::size_t i = 0; i < steps_.size(); ++i) place[i + 1] = place[i] + (gone_[i] ? 0 : 1);
    std::vector<operation> out;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (gone_[i]) continue;
      out.push_back(steps_[i]);
      if (steps_[i].code == opcode::skip) out.back().cell = place[i + 1 + steps_[i].cell] - place[i + 1];
    }
    return out;
  }

  const plan& plan_;
  std::vector<std::size_t> reads_;
  std::vector<std::size_t> writes_;
  std::vector<operation> steps_;
  std::vector<std::size_t> written_;  ///< by row: the last operation of the phase so far that wrote it
  std::vector<std::size_t> touched_;  ///< and that read or wrote it
  std::vector<std::size_t> branches_;
  std::vector<std::vector<term>> sums_;
  std::vector<bool> gone_;
};

}  // namespace probation::detail

namespace probation {

/// The same plan with its sums gathered: fewer operations, the same numbers in all rows that are read.
[[nodiscard]] inline plan gathered(const plan& p) {
  plan out = p;
  detail::gatherer g(p);
  for (std::size_t when = 1; when < phase_count; ++when) {
    out.steps[when] = g.phase_of(p.steps[when], out.row_tables);
  }
  return out;
}

}  // namespace probation
