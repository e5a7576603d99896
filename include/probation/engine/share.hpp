// Sharing a supply among people of whom each can take only so much.
#pragma once

#include <cstddef>  // for std::size_t

#include <probation/engine/lanes.hpp>
#include <probation/engine/row_table.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// One step towards a level: of those who share, some have room for no more than x and take `filled` together, and
/// `others` have room for more. What x would have to be if all others took the same; `most` where there are none, or
/// where it is more than a head may get. Never below x; 0 of a supply of 0 or less.
template <class F>
[[nodiscard]] PROBATION_INLINE F next_level(F supply, F most, F x, F filled, F others) noexcept {
  const F next = (supply - filled) / others;
  const F higher = lanes::select(next > x, next, x);
  const F bounded = lanes::select(next >= most, most, higher);
  return lanes::select(supply > 0.0, lanes::select(others > 0.0, bounded, most), lanes::all<F>(0.0));
}

/// Sums over cells that a step needs.
template <class F>
struct share_sums {
  F filled;
  F others;
  F lowest;  ///< room of those who have room for more
};

template <class F>
PROBATION_INLINE void add_cell(share_sums<F>& to, F people, F room, F x) noexcept {
  const auto more = room > x;
  const F open = lanes::select(more, people, lanes::all<F>(0.0));
  to.others = to.others + open;
  to.filled = to.filled + (people - open) * room;
  to.lowest = lanes::select(more, lanes::smaller(to.lowest, room), to.lowest);
}

/// Cells with anybody in the lanes at hand: their places in the table, and group by group of lanes, so that a step
/// reads memory as it lies, people and how much each has room for.
struct share_cells {
  double* number;
  double* numbers;
  std::size_t most;  ///< cells of the table
  std::size_t size = 0;

  /// In the scratch of a list, which holds `list_scratch` numbers for each of five rows a cell.
  explicit share_cells(const row_list& rows) noexcept
      : number(rows.scratch), numbers(rows.scratch + (rows.size / 5 + 7) / 8 * 8), most(rows.size / 5) {}
};

/// Gathers the cells with anybody in some lanes from `first`: `Groups` groups of `Many` vectors.
template <class F, std::size_t Many, std::size_t Groups>
PROBATION_INLINE void gather_cells(share_cells& cells, const row_list& rows, std::size_t first) noexcept {
  constexpr std::size_t width = lanes::width_of<F>;
  constexpr std::size_t vectors = Many * Groups;
  constexpr std::size_t ahead = 4;  // cells: a large ledger does not fit the nearest caches
  for (std::size_t k = 0; k < rows.size; k += 5) {
    if (k + 5 * ahead < rows.size) {
      const double* const people = rows[k + 5 * ahead] + first;
      PROBATION_UNROLL
      for (std::size_t v = 0; v < vectors * width; v += 8) lanes::expect(people + v);
    }
    const double* const people = rows[k] + first;
    auto anybody = lanes::load_as<F>(people) != 0.0;
    PROBATION_UNROLL
    for (std::size_t v = 1; v < vectors; ++v) anybody = anybody | (lanes::load_as<F>(people + v * width) != 0.0);
    if (!lanes::any(anybody)) continue;
    const double* const owed = rows[k + 1] + first;
    const double* const kind = rows.has(k + 2) ? rows[k + 2] + first : owed;
    const double* const month = rows.has(k + 3) ? rows[k + 3] + first : owed;
    PROBATION_UNROLL
    for (std::size_t g = 0; g < Groups; ++g) {
      double* const to = cells.numbers + (g * cells.most + cells.size) * (2 * Many * width);
      PROBATION_UNROLL
      for (std::size_t i = 0; i < Many; ++i) {
        const std::size_t at = (g * Many + i) * width;
        const F here = lanes::load_as<F>(people + at);
        const F bound = lanes::smaller(lanes::load_as<F>(owed + at), lanes::load_as<F>(kind + at));
        const F room = lanes::smaller(bound, lanes::load_as<F>(month + at));
        lanes::store_as(to + i * width, here);
        lanes::store_as(to + (Many + i) * width, lanes::select(here != 0.0, room, lanes::all<F>(0.0)));
      }
    }
    cells.number[cells.size++] = static_cast<double>(k);
  }
}

/// The level that everybody reaches in a group of lanes whose cells lie at `numbers`.
template <class F, std::size_t Many>
PROBATION_INLINE void find_level(F (&x)[Many], const share_cells& cells, const double* numbers, const double* left,
                                 const double* most) noexcept {
  using lanes::all;
  constexpr std::size_t width = lanes::width_of<F>;
  F limit[Many];
  F supply[Many];
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) {
    limit[i] = lanes::load_as<F>(most + i * width);
    supply[i] = lanes::load_as<F>(left + i * width);
    x[i] = all<F>(0.0);
  }
  for (;;) {
    share_sums<F> sums[Many];
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) sums[i] = {all<F>(0.0), all<F>(0.0), all<F>(1e300)};
    for (std::size_t c = 0; c < cells.size; ++c) {
      const double* const cell = numbers + c * (2 * Many * width);
      PROBATION_UNROLL
      for (std::size_t i = 0; i < Many; ++i) {
        add_cell(sums[i], lanes::load_as<F>(cell + i * width), lanes::load_as<F>(cell + (Many + i) * width), x[i]);
      }
    }
    // A level that is below the room of all who had more than the level before it is what the next step would find.
    F open = all<F>(0.0);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      x[i] = next_level(supply[i], limit[i], x[i], sums[i].filled, sums[i].others);
      const F reached = lanes::select(x[i] >= sums[i].lowest, all<F>(1.0), all<F>(0.0));
      open = open + lanes::select(x[i] < limit[i], reached, all<F>(0.0));
    }
    if (!lanes::any(open > 0.0)) return;
  }
}

/// `share_rows` in some lanes from `first`.
template <class F, std::size_t Many, std::size_t Groups>
PROBATION_INLINE void share_lanes(double* given, double* left, const double* most, const row_list& rows,
                                  std::size_t first) noexcept {
  constexpr std::size_t width = lanes::width_of<F>;
  constexpr std::size_t vectors = Many * Groups;
  static_assert(2 * vectors * width + 8 <= 5 * list_scratch);
  share_cells cells(rows);
  gather_cells<F, Many, Groups>(cells, rows, first);
  F x[vectors];
  F sum[vectors];
  for (std::size_t g = 0; g < Groups; ++g) {
    F level[Many];
    const std::size_t at = first + g * Many * width;
    find_level(level, cells, cells.numbers + g * cells.most * (2 * Many * width), left + at, most + at);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      x[g * Many + i] = level[i];
      sum[g * Many + i] = lanes::all<F>(0.0);
    }
  }
  for (std::size_t c = 0; c < cells.size; ++c) {
    const auto k = static_cast<std::size_t>(cells.number[c]);
    double* const owed = rows[k + 1] + first;
    double* const kind = rows.has(k + 2) ? rows[k + 2] + first : nullptr;
    double* const rest = rows.has(k + 4) ? rows[k + 4] + first : nullptr;
    const double* const before = rows.has(k + 3) ? rows[k + 3] + first : most + first;
    PROBATION_UNROLL
    for (std::size_t v = 0; v < vectors; ++v) {
      const double* const cell = cells.numbers + ((v / Many) * cells.most + c) * (2 * Many * width) + v % Many * width;
      const F got = lanes::smaller(x[v], lanes::load_as<F>(cell + Many * width));
      sum[v] = sum[v] + got * lanes::load_as<F>(cell);
      const auto take = [&](double* row) { lanes::store_as(row, lanes::load_as<F>(row) - got); };
      take(owed + v * width);
      if (kind != nullptr) take(kind + v * width);
      if (rest != nullptr) lanes::store_as(rest + v * width, lanes::load_as<F>(before + v * width) - got);
    }
  }
  PROBATION_UNROLL
  for (std::size_t v = 0; v < vectors; ++v) {
    double* const from = left + first + v * width;
    lanes::store_as(given + first + v * width, sum[v]);
    lanes::store_as(from, lanes::load_as<F>(from) - sum[v]);
  }
}

/// Shares `left` among the people of some cells, at most `most` a head, in each of n lanes: everybody gets the same x,
/// or what they have room for where that is less, and what they leave goes to the others. x is the greatest with Σ
/// people · min(x, room) ≤ left, and `most` where all can be filled; nobody gets anything of a supply of 0 or less.
/// `given` is the sum, by which `left` is diminished.
///
/// `rows` names five rows a cell. Only the first two must be there, and cells with nobody in the lanes that are worked
/// on together are left as they are:
///
/// 1. people;
/// 2. what a head can take, diminished by what it gets;
/// 3. what a head can take of this supply, diminished likewise;
/// 4. what a head may get this month, if that is less than `most`;
/// 5. written: what a head may still get this month.
///
/// Σ people · min(x, room) rises with x in straight pieces that grow flatter, so Newton's steps from 0 stay below the
/// answer, each passes at least one room, and the last one is exact: at most one step more than cells, mostly two.
inline void share_rows(double* given, double* left, double* most, const row_list& rows, std::size_t n,
                       const draw_place&) noexcept {
  // Measured: a cache holds the cells of so many lanes, and a cell's numbers of fewer are too short a piece of memory.
  constexpr std::size_t at_once = 16;
  constexpr std::size_t groups = at_once / (2 * lanes::width);  // of two vectors
  std::size_t i = 0;
  for (; i + at_once <= n && lanes::width > 1; i += at_once) {
    share_lanes<lanes::f64, 2, groups>(given, left, most, rows, i);
  }
  for (; i + 2 * lanes::width <= n; i += 2 * lanes::width) share_lanes<lanes::f64, 2, 1>(given, left, most, rows, i);
  for (; i < n; ++i) share_lanes<double, 1, 1>(given, left, most, rows, i);
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
