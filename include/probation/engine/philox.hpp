// The random number generator: a keyed mixing of a counter.
#pragma once

#include <array>    // for std::array
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t, std::uint64_t

#include <probation/engine/lanes.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// Multiples of a step, as a word of the key grows by one each round; as many as fill vectors of any width.
struct weyl_sequence {
  static constexpr std::size_t size = 16;
  alignas(64) std::uint64_t of[size] = {};
  constexpr explicit weyl_sequence(std::uint32_t step) noexcept {
    for (std::uint32_t i = 0; i < size; ++i) of[i] = std::uint64_t{i} * step & 0xFFFFFFFFU;
  }
};
inline constexpr weyl_sequence weyl_0{0x9E3779B9U};
inline constexpr weyl_sequence weyl_1{0xBB67AE85U};

}  // namespace probation::detail::inline PROBATION_ISA

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

/// The words of a key in each round.
class round_keys {
 public:
  PROBATION_INLINE round_keys(std::uint32_t key_0, std::uint32_t key_1) noexcept {
    // By vectors, as the table is read number by number: compilers would rather keep numbers in registers, which are
    // wanted, and move each into a vector by itself, which is slow.
    for (std::size_t i = 0; i < size; i += lanes::width) {
      lanes::store_bits(of_0_ + i, lanes::load_bits(detail::weyl_0.of + i) + std::uint64_t{key_0});
      lanes::store_bits(of_1_ + i, lanes::load_bits(detail::weyl_1.of + i) + std::uint64_t{key_1});
    }
  }
  /// The first word in some round, in the low half.
  [[nodiscard]] PROBATION_INLINE std::uint64_t first(std::size_t round) const noexcept { return of_0_[round]; }
  [[nodiscard]] PROBATION_INLINE std::uint64_t second(std::size_t round) const noexcept { return of_1_[round]; }

 private:
  static constexpr std::size_t size = detail::weyl_sequence::size;
  alignas(64) std::uint64_t of_0_[size];
  alignas(64) std::uint64_t of_1_[size];
};

/// The same for as many counters as there are lanes, which differ in their first word alone: `first` in the low half of
/// each lane. `words` are each in the low half of its lane and have an undefined high half. `Many` blocks are worked on
/// together.
///
/// What does not depend on the first word is the same in all lanes: half of the first two rounds, which need no vector.
template <std::size_t Many>
PROBATION_INLINE void philox4x32_10(const lanes::u64 (&first)[Many], std::uint32_t second, std::uint32_t third,
                                    std::uint32_t fourth, const round_keys& keys,
                                    lanes::u64 (&words)[4][Many]) noexcept {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53U;
  constexpr std::uint64_t multiplier_1 = 0xCD9E8D57U;
  const auto low = [](std::uint64_t x) { return x & 0xFFFFFFFFU; };
  const lanes::u64 by_0 = lanes::u64{} + multiplier_0;
  const lanes::u64 by_1 = lanes::u64{} + multiplier_1;

  const std::uint64_t round_0 = multiplier_1 * third;
  const std::uint64_t round_1 = multiplier_0 * low((round_0 >> 32) ^ second ^ keys.first(0));
  const std::uint64_t third_0 = fourth ^ keys.second(0);
  const std::uint64_t first_1 = round_0 ^ keys.first(1);
  const std::uint64_t third_1 = (round_1 >> 32) ^ keys.second(1);
  PROBATION_UNROLL
  for (std::size_t i = 0; i < Many; ++i) {
    const lanes::u64 product_0 = lanes::product_of_low(first[i], by_0);
    const lanes::u64 product_1 = lanes::product_of_low((product_0 >> 32) ^ third_0, by_1);
    words[0][i] = (product_1 >> 32) ^ first_1;
    words[1][i] = product_1;
    words[2][i] = product_0 ^ third_1;
    words[3][i] = lanes::u64{} + round_1;
  }
  for (std::size_t round = 2; round < 10; ++round) {
    PROBATION_UNROLL
    for (std::size_t i = 0; i < Many; ++i) {
      const lanes::u64 product_0 = lanes::product_of_low(words[0][i], by_0);
      const lanes::u64 product_1 = lanes::product_of_low(words[2][i], by_1);
      words[0][i] = (product_1 >> 32) ^ words[1][i] ^ keys.first(round);
      words[1][i] = product_1;
      words[2][i] = (product_0 >> 32) ^ words[3][i] ^ keys.second(round);
      words[3][i] = product_0;
    }
  }
}

}  // namespace probation::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
