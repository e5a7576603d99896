// Sharing a supply: how much each head gets.
#pragma once

#include <cstddef>  // for std::size_t

namespace probation {

/// The greatest x up to `most` with Σ n_k min(x, c_k) ≤ supply: each of n_k people gets x, or what they still have room
/// for, c_k, where that is less; what they leave goes to the others. 0 of no supply; `most` where all can be filled.
///
/// The left side rises in straight pieces that grow flatter, so Newton's steps from 0 stay below the answer, each
/// passes at least one room, and the last one is exact: at most one step more than there are cells, mostly two.
/// `people(k)` and `room(k)` give the cells in any order.
template <class People, class Room>
[[nodiscard]] constexpr double fill_level(double supply, double most, std::size_t cells, People people,
                                          Room room) noexcept {
  if (!(supply > 0.0)) return 0.0;
  double x = 0.0;
  for (;;) {
    double filled = 0.0;  // what those take who have room for no more than x
    double others = 0.0;
    for (std::size_t k = 0; k < cells; ++k) {
      const double n = people(k);
      const double c = room(k);
      if (c > x) {
        others += n;
      } else {
        filled += n * c;
      }
    }
    if (others == 0.0) return most;
    const double next = (supply - filled) / others;
    if (next >= most) return most;
    if (!(next > x)) return x;
    x = next;
  }
}

}  // namespace probation
