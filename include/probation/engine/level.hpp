// Sharing a supply: how much each head gets.
#pragma once

#include <cstddef>  // for std::size_t

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

}  // namespace detail

/// For each of n lanes, the greatest x up to `most` with Σ n_k min(x, c_k) ≤ supply: each of n_k people gets x, or what
/// they still have room for, c_k, where that is less; what they leave goes to the others. 0 of no supply; `most` where
/// all can be filled. `people(k)` and `room(k)` point to the lanes of a cell; cells come in any order.
///
/// The left side rises in straight pieces that grow flatter, so Newton's steps from 0 stay below the answer, each
/// passes at least one room, and the last one is exact: at most one step more than there are cells, mostly two.
template <class People, class Room>
constexpr void fill_level(double* out, const double* supply, const double* most, std::size_t n, std::size_t cells,
                          People people, Room room) noexcept {
  constexpr std::size_t wide = 16;  // lanes at a time, so that a cell's numbers are read as they lie
  for (std::size_t first = 0; first < n; first += wide) {
    const std::size_t lanes = n - first < wide ? n - first : wide;
    double x[wide] = {};
    for (bool rising = true; rising;) {
      double filled[wide] = {};
      double others[wide] = {};
      for (std::size_t k = 0; k < cells; ++k) {
        const double* const heads = people(k) + first;
        const double* const limit = room(k) + first;
        for (std::size_t i = 0; i < lanes; ++i) {
          const double open = limit[i] > x[i] ? heads[i] : 0.0;
          others[i] += open;
          filled[i] += (heads[i] - open) * limit[i];
        }
      }
      rising = false;
      for (std::size_t i = 0; i < lanes; ++i) {
        const double next = detail::next_level(supply[first + i], most[first + i], x[i], filled[i], others[i]);
        rising = rising || next > x[i];
        x[i] = next;
      }
    }
    for (std::size_t i = 0; i < lanes; ++i) out[first + i] = x[i];
  }
}

}  // namespace probation
