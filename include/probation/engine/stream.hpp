// Random numbers addressed by where they are used.
#pragma once

#include <cassert>      // for assert
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint32_t, std::uint64_t
#include <string_view>  // for std::string_view

#include <probation/engine/philox.hpp>

#include <probation/engine/isa_begin.hpp>

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

inline namespace PROBATION_ISA {

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
/// Philox with the counter (pair, month · 2¹⁶ + draw, cell low, cell high) and the key (seed, stream). Its four words
/// make two numbers, for two replicates: of every 32, the first 16 take the first two words and the last 16 the others,
/// so that pair = ⌊replicate / 32⌋ · 16 + replicate mod 16. Vectors of up to 16 lanes then need no shuffle.
///
/// \pre `at.month` and `at.draw` are below 65 536; larger ones would share a counter with another place.
[[nodiscard]] constexpr double uniform(stream_key key, coordinate at) noexcept {
  assert(at.month < 0x10000U && at.draw < 0x10000U);
  const std::uint32_t pair = at.replicate >> 5 << 4 | (at.replicate & 15U);
  const auto words = philox4x32_10(
      {pair, at.month << 16 | at.draw, static_cast<std::uint32_t>(at.cell), static_cast<std::uint32_t>(at.cell >> 32)},
      {key.seed, key.stream});
  return (at.replicate & 16U) == 0 ? unit_interval(words[0], words[1]) : unit_interval(words[2], words[3]);
}

/// The numbers of 32 replicates that follow one another, the first a multiple of 32: `uniform` of each.
PROBATION_INLINE void uniform_of_32(stream_key key, coordinate first, double* out) noexcept {
  assert(first.replicate % 32 == 0 && first.month < 0x10000U && first.draw < 0x10000U);
  constexpr std::size_t vectors = 16 / lanes::width;
  // Worked on together, so that an instruction seldom waits for the one before: measured with 2, 4 and 8, though four
  // take more registers than there are.
  constexpr std::size_t many = vectors < 4 ? vectors : 4;
  const round_keys keys(key.seed, key.stream);
  for (std::size_t v = 0; v < vectors; v += many) {
    lanes::u64 pair[many];
    lanes::u64 words[4][many];
    PROBATION_UNROLL
    for (std::size_t i = 0; i < many; ++i) pair[i] = lanes::count_up((first.replicate >> 1) + (v + i) * lanes::width);
    philox4x32_10(pair, first.month << 16 | first.draw, static_cast<std::uint32_t>(first.cell),
                  static_cast<std::uint32_t>(first.cell >> 32), keys, words);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < many; ++i) {
      // The 52 bits below a leading 1 are a number from 1 to 2; taking 1 − 2⁻⁵³ from it is exact.
      const auto number = [](lanes::u64 low, lanes::u64 high) {
        return lanes::from_bits((lanes::joined(low, high) >> 12) | std::uint64_t{0x3FF0000000000000U}) -
               (1.0 - 0x1p-53);
      };
      lanes::store(out + (v + i) * lanes::width, number(words[0][i], words[1][i]));
      lanes::store(out + 16 + (v + i) * lanes::width, number(words[2][i], words[3][i]));
    }
  }
}

}  // namespace PROBATION_ISA

}  // namespace probation

#include <probation/engine/isa_end.hpp>
