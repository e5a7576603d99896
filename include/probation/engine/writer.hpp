// Operations that work in place, for primitives with many cells.
#pragma once

#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::to_string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/engine/row_table.hpp>
#include <probation/engine/stocks.hpp>

namespace probation::detail {

/// Writes operations of one phase to rows that exist: formulas make a row for each step, which many cells cannot
/// afford.
struct writer {
  plan& p;
  phase when;

  [[nodiscard]] value row() const { return new_row(p, when); }
  [[nodiscard]] value zero() const {
    const value out = row();
    put(out, opcode::zero, {});
    return out;
  }
  void put(value out, opcode code, value a, value b = {}) const { add_operation(p, when, code, out, a, b); }
  void add(value to, value x) const { put(to, opcode::add, to, x); }
  void take(value from, value x) const { put(from, opcode::subtract, from, x); }

  /// out = Σ of rows.
  void total(value out, const std::vector<value>& rows) const { list(opcode::total, out, {}, {}, rows); }
  /// out = Σ of products of rows, two by two.
  void inner(value out, const std::vector<value>& pairs) const { list(opcode::inner, out, {}, {}, pairs); }
  /// to = from, for rows two by two.
  void shift(const std::vector<value>& pairs) const {
    if (!pairs.empty()) list(opcode::shift, pairs.front(), {}, {}, pairs);
  }
  /// Those of cells who owe nothing go to `done`: people and what a head owes, two rows a cell.
  void complete(value done, const std::vector<value>& pairs) const { list(opcode::complete, done, {}, {}, pairs); }
  /// given = what people take of `left` at most `most` a head; five rows a cell, some of which may not exist
  /// (`share.hpp`).
  void share(value given, value left, value most, const std::vector<value>& cells) const {
    list(opcode::share, given, left, most, cells);
  }

  /// Takes those who go of cells: `gone` of them, of a weight of `weight` in all; people, the weight of a head and its
  /// chance, three rows a cell (`lapse.hpp`).
  void lapse(value weight, value gone, const std::vector<value>& cells, std::string_view cell) const {
    constexpr std::size_t most = 3 * most_lapse_cells;
    if (cells.size() > most) throw std::invalid_argument("lapse: more than " + std::to_string(most / 3) + " cells");
    list(opcode::lapse, weight, {}, gone, cells);
    p.steps[static_cast<std::size_t>(when)].back().cell = cell_id(cell);
  }

  /// What `write` writes is left out where both rows are 0 or less in all replicates at hand. It must be such that it
  /// would change nothing then: results do not depend on which replicates are run together.
  template <class F>
  void unless_empty(value a, value b, F write) const {
    auto& steps = p.steps[static_cast<std::size_t>(when)];
    const std::size_t at = steps.size();
    add_operation(p, when, opcode::skip, a, a, b);
    write();
    steps[at].cell = steps.size() - at - 1;
  }
  template <class F>
  void unless_empty(value a, F write) const {
    unless_empty(a, a, write);
  }

 private:
  void list(opcode code, value out, value a, value b, const std::vector<value>& rows) const {
    std::vector<std::uint32_t> table;
    for (const value& v : rows) table.push_back(v.exists() ? v.row() : row_list::no_row);
    p.row_tables.push_back(std::move(table));
    add_operation(p, when, code, out, a, b);
    p.steps[static_cast<std::size_t>(when)].back().c = static_cast<std::uint32_t>(p.row_tables.size() - 1);
  }
};

}  // namespace probation::detail
