// Random numbers addressed by where they are used.
#pragma once

#include <cassert>      // for assert
#include <cstdint>      // for std::uint32_t, std::uint64_t
#include <string_view>  // for std::string_view

#include <probation/engine/philox.hpp>

namespace probation {

/// Which family of random numbers: the seed of a run and a tag that keeps its uses apart (flows, uncertain inputs, …).
struct stream_key {
  std::uint32_t seed;
  std::uint32_t stream;

  friend bool operator==(const stream_key&, const stream_key&) = default;
};

/// Where a random number is used. Each place has its own number, whatever is drawn elsewhere and in whatever order.
struct coordinate {
  std::uint32_t replicate;  ///< which run of the ensemble
  std::uint32_t month;      ///< months since the start; below 65 536
  std::uint64_t cell;       ///< what is drawn for: `cell_id` of its names
  std::uint32_t draw = 0;   ///< which draw of that cell in that month; below 65 536

  friend bool operator==(const coordinate&, const coordinate&) = default;
};

/// The number of a cell, from its names and not from its position, so that adding a stock changes no other's draws.
///
/// Join the parts of a name with a character that none of them contains: `cell_id("West Kent/PO/trainee/leave")`.
/// FNV-1a over the bytes, then the finaliser of SplitMix64, since the last bytes alone would leave FNV-1a's high
/// bits poorly mixed. Two of 10⁵ names share a number with a chance below 10⁻⁹. The values are fixed for good:
/// results depend on them.
///
/// Sources: Fowler, Noll and Vo, FNV-1a 64 (RFC 9923); Steele, Lea and Flood, OOPSLA 2014, with Stafford's
/// constants, variant 13.
[[nodiscard]] constexpr std::uint64_t cell_id(std::string_view name) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  }
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

/// A number strictly between 0 and 1 from two random words: an odd multiple of 2⁻⁵³.
///
/// The top 52 of the 64 bits choose one of 2⁵² equal intervals and the number is its midpoint, so 0 and 1 cannot
/// occur, the mean is exactly one half, and `1 − u` is exact and has the same distribution. No conversion or
/// product rounds.
[[nodiscard]] constexpr double unit_interval(std::uint32_t low, std::uint32_t high) noexcept {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// The uniform random number at a coordinate, strictly inside (0, 1).
///
/// Philox with the counter (replicate, month · 2¹⁶ + draw, cell low, cell high) and the key (seed, stream); its
/// first two words make the number.
///
/// \pre `at.month` and `at.draw` are below 65 536; larger ones would share a counter with another place.
[[nodiscard]] constexpr double uniform(stream_key key, coordinate at) noexcept {
  assert(at.month < 0x10000U && at.draw < 0x10000U);
  const auto words = philox4x32_10({at.replicate, at.month << 16 | at.draw, static_cast<std::uint32_t>(at.cell),
                                    static_cast<std::uint32_t>(at.cell >> 32)},
                                   {key.seed, key.stream});
  return unit_interval(words[0], words[1]);
}

}  // namespace probation
