// How long ago somebody was released, by the calendar.
#pragma once

#include <array>    // for std::array
#include <cstddef>  // for std::size_t

#include <probation/base/day.hpp>
#include <probation/workload/tiering/rules.hpp>

namespace probation::tiering {

/// The day so many years earlier; 29 February becomes the 28th.
[[nodiscard]] constexpr day years_before(day d, int years) {
  const bool leaps = d.month_number() == 2 && d.number() == 29;
  const int y = d.year() - years;
  const bool is_leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
  return {y, d.month_number(), leaps && !is_leap ? 28 : d.number()};
}

/// The bands of `rules::lifer_bands`, as seen from one day.
class release_bands {
 public:
  /// The day from which days are counted below, as in Arrow.
  static constexpr day epoch{1970, 1, 1};

  constexpr explicit release_bands(day as_of) {
    for (std::size_t i = 0; i < from_.size(); ++i) from_[i] = years_before(as_of, rules::lifer_bands[i].years) - epoch;
  }

  /// The band of a release: the first whose years it is within, its first day included; a release still to come is in
  /// the first. The number of bands if it is longer ago than all of them.
  [[nodiscard]] constexpr int operator()(int days_since_epoch) const noexcept {
    int band = 0;
    for (const int from : from_) {
      if (days_since_epoch >= from) break;
      ++band;
    }
    return band;
  }
  [[nodiscard]] constexpr int operator()(day released) const noexcept { return (*this)(released - epoch); }

 private:
  std::array<int, rules::lifer_bands.size()> from_{};  // days since the epoch
};

/// The band of a release on one day as seen from another.
[[nodiscard]] constexpr int release_of(day released, day as_of) { return release_bands(as_of)(released); }

}  // namespace probation::tiering
