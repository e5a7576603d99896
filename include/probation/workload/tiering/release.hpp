// How long ago somebody was released, by the calendar. A header of its own, so that only its users pay for <chrono>.
#pragma once

#include <array>    // for std::array
#include <chrono>   // for std::chrono::year_month_day
#include <cstddef>  // for std::size_t

#include <probation/workload/tiering/rules.hpp>

namespace probation::tiering {

/// The day so many years earlier; 29 February becomes the 28th.
[[nodiscard]] constexpr std::chrono::sys_days years_before(std::chrono::sys_days day, int years) {
  const auto date = std::chrono::year_month_day(day) - std::chrono::years(years);
  return date.ok() ? std::chrono::sys_days(date)
                   : std::chrono::sys_days(date.year() / date.month() / std::chrono::last);
}

/// The earliest release day of each of `rules::lifer_bands`, as seen from one day.
class release_bands {
 public:
  constexpr explicit release_bands(std::chrono::sys_days as_of) {
    for (std::size_t i = 0; i < from_.size(); ++i) from_[i] = years_before(as_of, rules::lifer_bands[i].years);
  }

  /// The band of a release: the first whose years it is within, its first day included; a release still to come is in
  /// the first. The number of bands if it is longer ago than all of them.
  [[nodiscard]] constexpr int operator()(std::chrono::sys_days released) const noexcept {
    int band = 0;
    for (const auto& from : from_) {
      if (released >= from) break;
      ++band;
    }
    return band;
  }

 private:
  std::array<std::chrono::sys_days, rules::lifer_bands.size()> from_{};
};

/// The band of a release on one day as seen from another.
[[nodiscard]] constexpr int release_of(std::chrono::sys_days released, std::chrono::sys_days as_of) {
  return release_bands(as_of)(released);
}

}  // namespace probation::tiering
