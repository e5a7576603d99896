// Elementary functions with the same bits on every machine.
//
// The mathematical library of each system rounds differently, so a result that must be reproducible cannot use it.
// These use + − × ÷, comparisons and shifts of the bits of a double only, take the same path for all arguments
// (special values are chosen at the end), and so give the same whether F is a double or a vector of them. Compile with
// `-ffp-contract=off`.
#pragma once

#include <cstdint>  // for std::uint64_t
#include <limits>   // for std::numeric_limits

#include <probation/base/floating_environment.hpp>  // refuses flags that change arithmetic
#include <probation/engine/lanes.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::maths::inline PROBATION_ISA {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// ln 2 in two parts. The first has 21 trailing zero bits, so that its product with an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// Adding it rounds a number below 2⁵¹ in size to a whole one, left in the low bits of the sum.
inline constexpr double rounder = 0x1.8p52;

/// 2ᵏ for a whole k from −1022 to 1023, given as k + rounder.
template <class F>
PROBATION_INLINE constexpr F power_of_two(F rounded) noexcept {
  return lanes::from_bits((lanes::bits(rounded) + std::uint64_t{1023}) << 52);
}

/// A number taken apart: x = k ln 2 + r with |r| ≤ ln 2 / 2, and the exponential of r less one.
template <class F>
struct reduced {
  F k;
  F less_one;
};

/// eʳ − 1 = r + r²(1/2! + r/3! + … + r¹²/14!), where the next term is below 2⁻⁵⁹ of the whole.
/// The sum is gathered in pairs, so that its terms need not wait for each other.
template <class F>
PROBATION_INLINE constexpr reduced<F> reduce_exp(F x) noexcept {
  const F k = (x * 0x1.71547652b82fep0 + rounder) - rounder;
  const F high = x - k * ln2_high;
  const F low = k * ln2_low;
  const F r = high - low;
  const F r2 = r * r;
  const F r4 = r2 * r2;
  const F terms_0 = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const F terms_4 = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const F terms_8 = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  const F sum = terms_0 + r4 * (terms_4 + r4 * (terms_8 + r4 * (1.0 / 87178291200)));
  return {k, high - (low - r2 * sum)};
}

/// ln(x + correction) for x > 0, where the correction is below half a unit in the last place of x.
///
/// x = 2ᵏ(1 + f) with 1 + f between √½ and √2. With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + s R and R =
/// 2(z/3 + z²/5 + …), z = s², where z ≤ 0.0295. As 2s = f − s f, this is f − (f²/2 − s(f²/2 + R)), whose large term
/// is exact.
template <class F>
PROBATION_INLINE constexpr F log_corrected(F x, F correction) noexcept {
  const auto tiny = x < (std::numeric_limits<double>::min)();
  const auto bits = lanes::bits(lanes::select(tiny, x * 0x1p54, x));
  constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDU;
  const auto biased = (bits - root_half + (std::uint64_t{1023} << 52)) >> 52;  // k + 1023
  const F k = lanes::from_bits(biased | std::uint64_t{0x4330000000000000U}) - (0x1p52 + 1023.0) -
              lanes::select(tiny, lanes::all<F>(54.0), lanes::all<F>(0.0));
  const F f = lanes::from_bits(bits - ((biased - std::uint64_t{1023}) << 52)) - 1.0;

  const F s = f / (2.0 + f);
  const F z = s * s;
  const F w = z * z;
  const F odd = z * (2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19)))));
  const F even = w * (2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21)))));
  const F half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + (odd + even)) + (k * ln2_low + correction))) - f);
}

}  // namespace detail

/// eˣ, within 1 unit in the last place for every x; 0 below −745.2, infinite above 709.8.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F exp(F x) noexcept {
  const F bounded = lanes::select(x < -746.0, lanes::all<F>(-746.0), lanes::select(x > 710.0, lanes::all<F>(710.0), x));
  const auto [k, less_one] = detail::reduce_exp(bounded);
  const F half = k * 0.5 + detail::rounder;  // in two steps, so that a result below the normal range rounds once
  const F rest = (k - (half - detail::rounder)) + detail::rounder;
  return (1.0 + less_one) * detail::power_of_two(half) * detail::power_of_two(rest);
}

/// eˣ − 1, within 2 units in the last place however small x is.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F expm1(F x) noexcept {
  const F bounded = lanes::select(x < -40.0, lanes::all<F>(-40.0), lanes::select(x > 710.0, lanes::all<F>(710.0), x));
  const auto [k, less_one] = detail::reduce_exp(bounded);
  // eˣ − 1 = (2ᵏ − 1) + 2ᵏ(eʳ − 1), halved so that k = 1024 does not overflow on the way.
  const F half = detail::power_of_two(k - 1.0 + detail::rounder);
  const F result = ((half - 0.5) + half * less_one) * 2.0;
  return lanes::select(lanes::size_of(x) < 0x1p-54, x, result);
}

/// 1 − e⁻ʰ, the probability that something with hazard h ≥ 0 happens, within 2 units in the last place however
/// small h is.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F one_minus_exp_neg(F hazard) noexcept {
  return -expm1(-hazard);
}

/// The natural logarithm, within 1 unit in the last place; −infinity at 0, not a number below.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F log(F x) noexcept {
  const F result = detail::log_corrected(x, lanes::all<F>(0.0));
  const F at_zero = lanes::select(x == 0.0, lanes::all<F>(-detail::infinity), lanes::all<F>(detail::not_a_number));
  return lanes::select(x > 0.0, lanes::select(x < detail::infinity, result, x), at_zero);
}

/// ln(1 + x), within 2 units in the last place however small x is; −infinity at −1, not a number below.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F log1p(F x) noexcept {
  const F sum = 1.0 + x;
  // What the rounding of the sum dropped, exactly.
  const F lost = lanes::select(x < 1.0, x - (sum - 1.0), 1.0 - (sum - x));
  const F result = detail::log_corrected(sum, lost / sum);
  const F outside = lanes::select(x == -1.0, lanes::all<F>(-detail::infinity), lanes::all<F>(detail::not_a_number));
  const F inside = lanes::select(x > -1.0, lanes::select(x < detail::infinity, result, x), outside);
  return lanes::select(lanes::size_of(x) < 0x1p-54, x, inside);
}

/// xⁿ by repeated squaring; 1 for n = 0. Its relative error is up to about n · 2⁻⁵³.
[[nodiscard]] constexpr double power(double x, std::uint64_t n) noexcept {
  double result = 1.0;
  for (; n != 0; n >>= 1) {
    result *= (n & 1U) != 0 ? x : 1.0;
    x *= x;
  }
  return result;
}

}  // namespace probation::maths::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
