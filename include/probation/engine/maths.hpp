// Elementary functions with the same bits on every machine.
//
// The mathematical library of each system rounds differently, so a result that must be reproducible cannot use it.
// These use + − × ÷, comparisons and shifts of the bits of a double only, take the same path for all arguments
// (special values are chosen at the end), and so can be written again with SIMD without changing a result. Compile
// with `-ffp-contract=off`.
#pragma once

#include <bit>      // for std::bit_cast
#include <cstdint>  // for std::uint64_t
#include <limits>   // for std::numeric_limits

#if defined(__FAST_MATH__) || defined(_M_FP_FAST)
#error "probation needs IEEE arithmetic: compile without -ffast-math or /fp:fast"
#endif

namespace probation::maths {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// ln 2 in two parts. The first has 21 trailing zero bits, so that its product with an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// Adding it rounds a number below 2⁵¹ in size to a whole one, left in the low bits of the sum.
inline constexpr double rounder = 0x1.8p52;

/// 2ᵏ for a whole k from −1022 to 1023, given as k + rounder.
constexpr double power_of_two(double rounded) noexcept {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(rounded) + 1023U) << 52);
}

/// A number taken apart: x = k ln 2 + r with |r| ≤ ln 2 / 2, and the exponential of r less one.
struct reduced {
  double k;
  double less_one;
};

/// eʳ − 1 = r + r²(1/2! + r/3! + … + r¹²/14!), where the next term is below 2⁻⁵⁹ of the whole.
/// The sum is gathered in pairs, so that its terms need not wait for each other.
constexpr reduced reduce_exp(double x) noexcept {
  const double k = (x * 0x1.71547652b82fep0 + rounder) - rounder;
  const double high = x - k * ln2_high;
  const double low = k * ln2_low;
  const double r = high - low;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double terms_0 = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
  const double terms_4 = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
  const double terms_8 = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
  const double sum = terms_0 + r4 * (terms_4 + r4 * (terms_8 + r4 * (1.0 / 87178291200)));
  return {k, high - (low - r2 * sum)};
}

/// ln(x + correction) for x > 0, where the correction is below half a unit in the last place of x.
///
/// x = 2ᵏ(1 + f) with 1 + f between √½ and √2. With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + s R and R =
/// 2(z/3 + z²/5 + …), z = s², where z ≤ 0.0295. As 2s = f − s f, this is f − (f²/2 − s(f²/2 + R)), whose large term
/// is exact.
constexpr double log_corrected(double x, double correction) noexcept {
  const bool tiny = x < std::numeric_limits<double>::min();
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(tiny ? x * 0x1p54 : x);
  constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDU;
  const std::uint64_t biased = (bits - root_half + (std::uint64_t{1023} << 52)) >> 52;  // k + 1023
  const double k = std::bit_cast<double>(biased | 0x4330000000000000U) - (0x1p52 + 1023.0) - (tiny ? 54.0 : 0.0);
  const double f = std::bit_cast<double>(bits - ((biased - 1023U) << 52)) - 1.0;

  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd = z * (2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19)))));
  const double even = w * (2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21)))));
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + (odd + even)) + (k * ln2_low + correction))) - f);
}

}  // namespace detail

/// eˣ, within 1 unit in the last place for every x; 0 below −745.2, infinite above 709.8.
[[nodiscard]] constexpr double exp(double x) noexcept {
  const double bounded = x < -746.0 ? -746.0 : (x > 710.0 ? 710.0 : x);
  const auto [k, less_one] = detail::reduce_exp(bounded);
  const double half = k * 0.5 + detail::rounder;  // in two steps, so that a result below the normal range rounds once
  const double rest = (k - (half - detail::rounder)) + detail::rounder;
  return (1.0 + less_one) * detail::power_of_two(half) * detail::power_of_two(rest);
}

/// eˣ − 1, within 2 units in the last place however small x is.
[[nodiscard]] constexpr double expm1(double x) noexcept {
  const double bounded = x < -40.0 ? -40.0 : (x > 710.0 ? 710.0 : x);
  const auto [k, less_one] = detail::reduce_exp(bounded);
  // eˣ − 1 = (2ᵏ − 1) + 2ᵏ(eʳ − 1), halved so that k = 1024 does not overflow on the way.
  const double half = detail::power_of_two(k - 1.0 + detail::rounder);
  const double result = ((half - 0.5) + half * less_one) * 2.0;
  const double size = x < 0.0 ? -x : x;
  return size < 0x1p-54 ? x : result;
}

/// 1 − e⁻ʰ, the probability that something with hazard h ≥ 0 happens, within 2 units in the last place however
/// small h is.
[[nodiscard]] constexpr double one_minus_exp_neg(double hazard) noexcept { return -expm1(-hazard); }

/// The natural logarithm, within 1 unit in the last place; −infinity at 0, not a number below.
[[nodiscard]] constexpr double log(double x) noexcept {
  const double result = detail::log_corrected(x, 0.0);
  const double at_zero = x == 0.0 ? -detail::infinity : detail::not_a_number;
  return x > 0.0 ? (x < detail::infinity ? result : x) : at_zero;
}

/// ln(1 + x), within 2 units in the last place however small x is; −infinity at −1, not a number below.
[[nodiscard]] constexpr double log1p(double x) noexcept {
  const double sum = 1.0 + x;
  const double lost = x < 1.0 ? x - (sum - 1.0) : 1.0 - (sum - x);  // what the rounding of the sum dropped, exactly
  const double result = detail::log_corrected(sum, lost / sum);
  const double outside = x == -1.0 ? -detail::infinity : detail::not_a_number;
  const double size = x < 0.0 ? -x : x;
  return size < 0x1p-54 ? x : (x > -1.0 ? (x < detail::infinity ? result : x) : outside);
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

}  // namespace probation::maths
