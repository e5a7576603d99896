// The random number generator: a keyed mixing of a counter.
#pragma once

#include <array>    // for std::array
#include <cstdint>  // for std::uint32_t, std::uint64_t

#include <probation/engine/lanes.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::inline PROBATION_ISA {

/// Four random words from a counter and a key: Philox4x32 with ten rounds.
///
/// A pure function: equal arguments give equal words on every machine, and neighbouring counters or keys
/// give words that are independent for every statistical purpose. There is no state to carry or to skip ahead.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011). The words are
/// those of Random123's `philox4x32`; C++26 names the same engine `std::philox4x32`, which orders its output
/// differently.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                                                   std::array<std::uint32_t, 2> key) noexcept {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53U;
  constexpr std::uint64_t multiplier_1 = 0xCD9E8D57U;
  constexpr std::uint32_t weyl_0 = 0x9E3779B9U;  // golden ratio
  constexpr std::uint32_t weyl_1 = 0xBB67AE85U;  // √3 − 1

  const auto apply = [&](std::uint32_t round) {
    const std::uint64_t product_0 = multiplier_0 * counter[0];
    const std::uint64_t product_1 = multiplier_1 * counter[2];
    counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ (key[0] + round * weyl_0),
               static_cast<std::uint32_t>(product_1),
               static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ (key[1] + round * weyl_1),
               static_cast<std::uint32_t>(product_0)};
  };
  for (std::uint32_t round = 0; round < 10; round += 5) {  // in fives, so that compilers unroll them at -O2
    apply(round);
    apply(round + 1);
    apply(round + 2);
    apply(round + 3);
    apply(round + 4);
  }
  return counter;
}

/// The same for as many counters as there are lanes: `counter` becomes the words, each in the low half of its lane and
/// with the high half undefined. `Many` blocks are worked on together.
template <std::size_t Many>
PROBATION_INLINE void philox4x32_10(lanes::u64 (&counter)[4][Many], std::uint32_t key_0, std::uint32_t key_1) noexcept {
  const lanes::u64 multiplier_0 = lanes::u64{} + std::uint64_t{0xD2511F53U};
  const lanes::u64 multiplier_1 = lanes::u64{} + std::uint64_t{0xCD9E8D57U};
  for (std::uint32_t round = 0; round < 10; ++round) {
    const std::uint64_t now_0 = static_cast<std::uint32_t>(key_0 + round * 0x9E3779B9U);
    const std::uint64_t now_1 = static_cast<std::uint32_t>(key_1 + round * 0xBB67AE85U);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      const lanes::u64 product_0 = lanes::product_of_low(counter[0][i], multiplier_0);
      const lanes::u64 product_1 = lanes::product_of_low(counter[2][i], multiplier_1);
      counter[0][i] = (product_1 >> 32) ^ counter[1][i] ^ now_0;
      counter[1][i] = product_1;
      counter[2][i] = (product_0 >> 32) ^ counter[3][i] ^ now_1;
      counter[3][i] = product_0;
    }
  }
}

}  // namespace probation::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
