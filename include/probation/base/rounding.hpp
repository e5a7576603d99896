// Numbers cut to fewer bits.
#pragma once

#include <bit>      // for std::bit_cast
#include <cstdint>  // for std::uint64_t

namespace probation::detail {

/// Rounded to 30 significant bits, so that a last-bit difference between two machines' mathematical
/// libraries does not show in a draw (a distribution known to nine digits is known well enough).
[[nodiscard]] inline double rounded(double x) noexcept {
  const auto u = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t half = std::uint64_t{1} << 22;
  return std::bit_cast<double>((u + half) & ~((half << 1) - 1));
}

}  // namespace probation::detail
