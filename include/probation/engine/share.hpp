// Sharing a supply among people of whom each can take only so much.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t

namespace probation {

namespace detail {

/// One step towards a level: of those who share, some have room for no more than x and take `filled` together, and
/// `others` have room for more. What x would have to be if all others took the same; `most` where there are none, or
/// where it is more than a head may get. Never below x.
[[nodiscard]] constexpr double next_level(double supply, double most, double x, double filled, double others) noexcept {
  if (!(supply > 0.0)) return 0.0;
  if (!(others > 0.0)) return most;
  const double next = (supply - filled) / others;
  if (next >= most) return most;
  return next > x ? next : x;
}

[[nodiscard]] constexpr double least(double a, double b) noexcept { return b < a ? b : a; }

/// `share_supply` of as many lanes as the compiler knows, from lane `first`.
template <std::size_t Lanes, class Row>
constexpr void share_lanes(double* given, double* left, const double* most, std::size_t first,
                           const std::uint32_t* table, std::size_t cells, Row row) noexcept {
  const auto empty = [](const double* people) {
    double all = 0.0;
    for (std::size_t i = 0; i < Lanes; ++i) all += people[i];
    return all == 0.0;
  };
  double x[Lanes] = {};
  for (bool rising = true; rising;) {
    double filled[Lanes] = {};
    double others[Lanes] = {};
    for (std::size_t k = 0; k < cells; ++k) {
      const double* const people = row(table[4 * k]) + first;
      if (empty(people)) continue;
      const double* const one = row(table[4 * k + 1]) + first;
      const double* const other = row(table[4 * k + 2]) + first;
      for (std::size_t i = 0; i < Lanes; ++i) {
        const double room = least(one[i], other[i]);
        const double open = room > x[i] ? people[i] : 0.0;
        others[i] += open;
        filled[i] += (people[i] - open) * room;
      }
    }
    rising = false;
    for (std::size_t i = 0; i < Lanes; ++i) {
      const double next = next_level(left[first + i], most[first + i], x[i], filled[i], others[i]);
      rising = rising || next > x[i];
      x[i] = next;
    }
  }
  double sum[Lanes] = {};
  for (std::size_t k = 0; k < cells; ++k) {
    const double* const people = row(table[4 * k]) + first;
    if (empty(people)) continue;
    double* const one = row(table[4 * k + 1]) + first;
    double* const other = row(table[4 * k + 2]) + first;
    double* const third = row(table[4 * k + 3]) + first;
    double got[Lanes] = {};
    for (std::size_t i = 0; i < Lanes; ++i) got[i] = least(x[i], least(one[i], other[i]));
    for (std::size_t i = 0; i < Lanes; ++i) sum[i] += got[i] * people[i];
    for (std::size_t i = 0; i < Lanes; ++i) one[i] -= got[i];
    for (std::size_t i = 0; i < Lanes; ++i) other[i] -= got[i];
    for (std::size_t i = 0; i < Lanes; ++i) third[i] -= got[i];
  }
  for (std::size_t i = 0; i < Lanes; ++i) {
    given[first + i] = sum[i];
    left[first + i] -= sum[i];
  }
}

}  // namespace detail

/// Shares `left` among the people of `cells` cells, at most `most` a head, in each of n lanes: everybody gets the same
/// x, or what they still have room for where that is less, and what they leave goes to the others. x is the greatest
/// with Σ people · min(x, room) ≤ left, and `most` where all can be filled; nobody gets anything of a supply of 0 or
/// less. `table` names four rows a cell: people; two bounds to what a head takes (room is the lesser), from which is
/// subtracted what it gets; and a third row from which it is subtracted too. `given` is the sum, by which `left` is
/// diminished.
///
/// Σ people · min(x, room) rises with x in straight pieces that grow flatter, so Newton's steps from 0 stay below the
/// answer, each passes at least one room, and the last one is exact: at most one step more than cells, mostly two.
template <class Row>
constexpr void share_supply(double* given, double* left, const double* most, std::size_t n, const std::uint32_t* table,
                            std::size_t cells, Row row) noexcept {
  constexpr std::size_t wide = 16;  // lanes at a time, so that a cell's numbers are read as they lie
  std::size_t first = 0;
  for (; first + wide <= n; first += wide) detail::share_lanes<wide>(given, left, most, first, table, cells, row);
  for (; first < n; ++first) detail::share_lanes<1>(given, left, most, first, table, cells, row);
}

}  // namespace probation
