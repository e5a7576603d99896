// Sharing a supply among people of whom each can take only so much.
#pragma once

#include <cstddef>  // for std::size_t

#include <probation/engine/lanes.hpp>
#include <probation/engine/row_table.hpp>

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

/// Cells with anybody in the lanes at hand, side by side: people, and how much each has room for.
template <class F, std::size_t Many>
struct share_cells {
  static constexpr std::size_t wide = Many * sizeof(F) / sizeof(double);  ///< lanes

  double* people;
  double* room;
  double* number;  ///< of the cell in the table
  std::size_t size = 0;

  /// In the scratch of a list, which holds `list_scratch` numbers for each of five rows a cell.
  explicit share_cells(const row_list& rows) noexcept
      : people(rows.scratch), room(people + rows.size / 5 * wide), number(room + rows.size / 5 * wide) {
    static_assert(2 * wide + 1 <= 5 * list_scratch);
  }
};

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

/// `share_supply` in some lanes from `first`.
template <class F, std::size_t Many>
PROBATION_INLINE void share_lanes(double* given, double* left, const double* most, const row_list& rows,
                                  std::size_t first) noexcept {
  using lanes::all;
  constexpr std::size_t width = sizeof(F) / sizeof(double);
  constexpr std::size_t ahead = 6;  // cells: a large ledger does not fit the nearest caches
  share_cells<F, Many> cells(rows);
  F limit[Many];
  share_sums<F> sums[Many];
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) {
    limit[i] = lanes::load_as<F>(most + first + i * width);
    sums[i] = {all<F>(0.0), all<F>(0.0), all<F>(1e300)};
  }
  for (std::size_t k = 0; k < rows.size; k += 5) {
    if (k + 5 * ahead < rows.size) {
      for (std::size_t j = k + 5 * ahead; j < k + 5 * ahead + 4; ++j) {
        if (rows.has(j)) lanes::expect(rows[j] + first);
      }
    }
    const double* const people = rows[k] + first;
    const double* const owed = rows[k + 1] + first;
    F here[Many];
    F room[Many];
    auto anybody = lanes::load_as<F>(people) != 0.0;
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      here[i] = lanes::load_as<F>(people + i * width);
      room[i] = lanes::load_as<F>(owed + i * width);
      anybody = anybody | (here[i] != 0.0);
    }
    if (!lanes::any(anybody)) continue;
    for (std::size_t j = k + 2; j < k + 4; ++j) {
      if (!rows.has(j)) continue;
      PROBATION_UNROLL
      for (std::size_t i = 0; i < Many; ++i) {
        room[i] = lanes::smaller(room[i], lanes::load_as<F>(rows[j] + first + i * width));
      }
    }
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      const F space = lanes::select(here[i] != 0.0, room[i], all<F>(0.0));
      lanes::store_as(cells.people + (cells.size * Many + i) * width, here[i]);
      lanes::store_as(cells.room + (cells.size * Many + i) * width, space);
      add_cell(sums[i], here[i], space, all<F>(0.0));
    }
    cells.number[cells.size++] = static_cast<double>(k);
  }
  F x[Many];
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) {
    x[i] =
        next_level(lanes::load_as<F>(left + first + i * width), limit[i], all<F>(0.0), sums[i].filled, sums[i].others);
  }
  for (;;) {
    // A level that is below the room of all who had more than the level before it is what the next step would find.
    F open = all<F>(0.0);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      const F reached = lanes::select(x[i] >= sums[i].lowest, all<F>(1.0), all<F>(0.0));
      open = open + lanes::select(x[i] < limit[i], reached, all<F>(0.0));
    }
    if (!lanes::any(open > 0.0)) break;
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) sums[i] = {all<F>(0.0), all<F>(0.0), all<F>(1e300)};
    for (std::size_t c = 0; c < cells.size; ++c) {
      PROBATION_UNROLL
      for (std::size_t i = 0; i < Many; ++i) {
        const std::size_t at = (c * Many + i) * width;
        add_cell(sums[i], lanes::load_as<F>(cells.people + at), lanes::load_as<F>(cells.room + at), x[i]);
      }
    }
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      x[i] = next_level(lanes::load_as<F>(left + first + i * width), limit[i], x[i], sums[i].filled, sums[i].others);
    }
  }
  F sum[Many];
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) sum[i] = all<F>(0.0);
  for (std::size_t c = 0; c < cells.size; ++c) {
    const auto k = static_cast<std::size_t>(cells.number[c]);
    if (c + ahead < cells.size) {
      const auto next = static_cast<std::size_t>(cells.number[c + ahead]);
      for (std::size_t j = next + 1; j < next + 5; ++j) {
        if (j != next + 3 && rows.has(j)) lanes::expect(rows[j] + first);
      }
    }
    F got[Many];
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      const std::size_t at = (c * Many + i) * width;
      got[i] = lanes::smaller(x[i], lanes::load_as<F>(cells.room + at));
      sum[i] = sum[i] + got[i] * lanes::load_as<F>(cells.people + at);
    }
    for (std::size_t j = k + 1; j < k + 3; ++j) {
      if (!rows.has(j)) continue;
      double* const row = rows[j] + first;
      PROBATION_UNROLL
      for (std::size_t i = 0; i < Many; ++i) {
        lanes::store_as(row + i * width, lanes::load_as<F>(row + i * width) - got[i]);
      }
    }
    if (!rows.has(k + 4)) continue;
    double* const rest = rows[k + 4] + first;
    const double* const before = rows.has(k + 3) ? rows[k + 3] + first : most + first;
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      lanes::store_as(rest + i * width, lanes::load_as<F>(before + i * width) - got[i]);
    }
  }
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) {
    double* const from = left + first + i * width;
    lanes::store_as(given + first + i * width, sum[i]);
    lanes::store_as(from, lanes::load_as<F>(from) - sum[i]);
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
  constexpr std::size_t wide = 2 * lanes::width;
  std::size_t i = 0;
  for (; i + wide <= n; i += wide) share_lanes<lanes::f64, 2>(given, left, most, rows, i);
  for (; i < n; ++i) share_lanes<double, 1>(given, left, most, rows, i);
}

}  // namespace probation::detail::inline PROBATION_ISA
