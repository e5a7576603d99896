// Draws of rare events, most of which are 0.
#pragma once

#include <bit>          // for std::countr_zero, std::popcount
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint8_t, std::uint32_t
#include <type_traits>  // for std::integral_constant

#include <probation/engine/lanes.hpp>
#include <probation/engine/row_draws.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// Rows of 32 with at most so many lanes whose draw is not surely 0 are drawn for these alone.
inline constexpr std::size_t few_lanes = 16;

/// Draws for 32 lanes if only a few need it: those whose number u is above `surely_none(mean(i))`, which are put side
/// by side for that. Rare events mostly do not happen, and a group that needs more for one of its lanes costs as much
/// as for all. `draw(a, b, u, drawn, vectors)` draws for so many vectors, a `std::integral_constant`.
template <class Mean, class Draw>
PROBATION_INLINE bool draw_few(double* out, const double* a, const double* b, const double* u, Mean mean,
                               Draw draw) noexcept {
  std::uint32_t open = 0;
  PROBATION_UNROLL
  for (std::size_t i = 0; i < 32; i += lanes::width) {
    open |= lanes::bits_of(lanes::load(u + i) > surely_none(mean(i))) << i;
  }
  const auto count = static_cast<std::size_t>(std::popcount(open));
  if (count > few_lanes) return false;
  alignas(64) double some_a[few_lanes + group_width];
  alignas(64) double some_b[few_lanes + group_width];
  alignas(64) double some_u[few_lanes + group_width];
  std::uint8_t lane[few_lanes + 1];
  std::size_t n = 0;
  for (; open != 0; open &= open - 1, ++n) {
    const auto i = static_cast<std::size_t>(std::countr_zero(open));
    some_a[n] = a[i];
    some_b[n] = b[i];
    some_u[n] = u[i];
    lane[n] = static_cast<std::uint8_t>(i);
  }
  for (std::size_t i = 0; i < 32; i += lanes::width) lanes::store(out + i, lanes::all<f64>(0.0));
  const auto draw_some = [&](auto vectors) {
    constexpr std::size_t width = vectors * lanes::width;
    for (std::size_t k = 0; k < n; k += width) {
      for (std::size_t j = n; j < k + width; ++j) {
        some_a[j] = 0.0;
        some_b[j] = 0.5;
        some_u[j] = 0.5;
      }
      alignas(64) double drawn[width];
      draw(some_a + k, some_b + k, some_u + k, drawn, vectors);
      for (std::size_t j = k; j < n && j < k + width; ++j) out[lane[j]] = drawn[j - k];
    }
  };
  if (n <= lanes::width) {
    draw_some(std::integral_constant<std::size_t, 1>{});
  } else {
    draw_some(std::integral_constant<std::size_t, group_vectors>{});
  }
  return true;
}

/// Binomials of n and p for 32 lanes, if only a few need more than a look.
PROBATION_INLINE bool draw_few_binomials(double* out, const double* n, const double* p, const double* u) noexcept {
  return draw_few(
      out, n, p, u, [&](std::size_t k) { return lanes::load(n + k) * lanes::load(p + k); },
      [](const double* some_n, const double* some_p, const double* some_u, double* drawn, auto vectors) {
        draw_binomial_group<vectors>(some_n, some_p, some_u, drawn);
      });
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
