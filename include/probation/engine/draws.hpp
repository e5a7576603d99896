// Exact draws of counts, each from one uniform random number.
//
// All are by inversion: with 0 < u < 1 the draw is the smallest k whose P(X ≤ k) reaches u. One number a draw keeps
// every other draw at its own place in the stream, and scenarios that share u get neighbouring counts. The three
// distributions are one family (Panjer, 1981): P(k) / P(k − 1) = a + b / k, so one walk along that recurrence
// serves them all. It starts
//
// * from 0 where the mean is small, which is plain inversion, monotone in u; and
// * from the mode where it is large: P(X = mode) is exact by Loader's saddle-point form, and where it lies between 0
//   and 1 is approximate. Should that place be off by ε, the whole of [0, 1) is turned by ε as a ring: every k keeps
//   its probability, and only u within ε of 0 or 1 are not monotone. ε is below 10⁻⁶ for the binomial and the Poisson
//   distribution and 3 · 10⁻⁶ for the negative binomial.
//
// Nothing is approximated by a normal distribution. The error of a probability is that of summing doubles, about
// 10⁻¹⁵. A walk from the mode takes about as many steps as the standard deviation, so a guess goes before it: Cornish
// and Fisher's series says where the quantile lies, as a real number, to within a bound that is far below 1. Where that
// number is further than the bound from where two counts meet, the count is known and is what the walk would find;
// elsewhere, about one draw in a hundred or fewer, the walk decides. Where even that would be too many steps, most of
// them are taken together (`far_walk.hpp`), so that a draw takes a bounded time however large its mean. Counts are
// whole numbers in a double, up to 2⁵³.
//
// `rows.hpp` draws many at a time by the same steps, to the same bits.
#pragma once

#include <cassert>  // for assert
#include <cmath>    // for std::sqrt, which IEEE 754 defines to the bit
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::int64_t, std::uint64_t

#include <probation/engine/far_walk.hpp>
#include <probation/engine/maths.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation {

namespace detail::inline PROBATION_ISA {

/// Means up to here are inverted from 0 without a guess. Measured (`bench_engine grid`): further up a guess costs less.
inline constexpr double climb_up_to = 14.0;

/// Means up to here are inverted from 0, others from the mode. It may not be lowered: `stirling_error` and `deviance`
/// rely on it.
inline constexpr double invert_from_zero_up_to = 30.0;

/// The ratio of neighbouring probabilities, P(k) / P(k − 1) = a + b / k.
struct recurrence {
  double a;
  double b;
};

/// Where a walk ended, and whether the probabilities reached u; if not, further ones are too small to be felt.
struct landing {
  double count;
  bool reached;
};

/// The first count from k upwards whose P(X ≤ count) reaches u, where P(X = k) = `chance` and P(X ≤ k) = `at_most`.
[[nodiscard]] constexpr landing climb(recurrence law, double k, double chance, double at_most, double u) noexcept {
  while (u > at_most) {
    chance *= law.a + law.b * (1.0 / (k + 1.0));
    const double next = at_most + chance;
    if (!(next > at_most)) {
      return {k, false};
    }
    at_most = next;
    k += 1.0;
  }
  return {k, true};
}

/// The first count from k downwards whose P(X < count) is below u, where P(X = k) = `chance` and P(X < k) = `below`.
[[nodiscard]] constexpr landing descend(recurrence law, double k, double chance, double below, double u) noexcept {
  while (u <= below) {
    chance *= k / (law.a * k + law.b);
    const double next = below - chance;
    if (!(k > 0.0 && next < below)) {
      return {k, false};
    }
    below = next;
    k -= 1.0;
  }
  return {k, true};
}

/// Variances above this are walked a block at a time: some 10⁴ steps are a standard deviation.
inline constexpr double far_variance = 1e8;

/// Inversion from 0 takes so many steps before it goes a block at a time.
inline constexpr double most_steps = 16384.0;

/// `climb` by blocks and steps.
[[nodiscard]] inline landing climb(const smooth_law& curve, recurrence law, double k, double chance, double at_most,
                                   double u) noexcept {
  const stand reached = climb_far(curve, {k, chance, at_most}, u);
  const landing end = climb(law, reached.count, reached.chance, reached.sum, u);
  return {end.count, end.reached || reached.found};
}

/// `descend` by blocks and steps.
[[nodiscard]] inline landing descend(const smooth_law& curve, recurrence law, double k, double chance, double below,
                                     double u) noexcept {
  const stand reached = descend_far(curve, {k, chance, below}, u);
  const landing end = descend(law, reached.count, reached.chance, reached.sum, u);
  return {end.count, end.reached || reached.found};
}

/// Inversion from 0, given P(X = 0).
[[nodiscard]] constexpr double invert_from_zero(recurrence law, double chance, double u) noexcept {
  return climb(law, 0.0, chance, chance, u).count;
}

/// Inversion from the mode, given P(X = mode) and about P(X ≤ mode).
///
/// Where the probabilities of one side fall short of u, what is left of [0, 1) belongs to the far end of the other
/// side: go round.
///
/// Walks step by step; by blocks too, if it is given the curve and the variance is large.
template <class Up, class Down>
[[nodiscard]] constexpr double invert_by(Up up_to, Down down_to, double at_most, double u) noexcept {
  if (u > at_most) {
    const landing up = up_to(u);
    if (up.reached) {
      return up.count;
    }
    const landing round = down_to(u - 1.0);
    return round.reached ? round.count : up.count;
  }
  const landing down = down_to(u);
  if (down.reached) {
    return down.count;
  }
  const landing round = up_to(u + 1.0);
  return round.reached ? round.count : down.count;
}
[[nodiscard]] constexpr double invert_from_mode(recurrence law, double mode, double chance, double at_most,
                                                double u) noexcept {
  return invert_by([&](double to) { return climb(law, mode, chance, at_most, to); },
                   [&](double to) { return descend(law, mode, chance, at_most - chance, to); }, at_most, u);
}
[[nodiscard]] inline double invert_from_mode(double mean, double size, double variance, recurrence law, double mode,
                                             double chance, double at_most, double u) noexcept {
  if (!(variance > far_variance)) return invert_from_mode(law, mode, chance, at_most, u);
  const smooth_law curve{mean, size, std::sqrt(variance)};
  return invert_by([&](double to) { return climb(curve, law, mode, chance, at_most, to); },
                   [&](double to) { return descend(curve, law, mode, chance, at_most - chance, to); }, at_most, u);
}

/// About P(X ≤ m) near the centre: Edgeworth's series at m + ½ divided by that of P(X = m), to second order.
///
/// `offset` is m − mean and `skew` the third central moment over the variance. For a binomial that is 1 − 2p, and
/// the other two distributions are the same series with p continued to 0 and to negative values. Checks: counting
/// from the other end (offset and skew change sign) gives P(X ≥ m); and at m = mean, Poisson, it is ½ + P(X = m)(⅔
/// − 4/(135 m)), Ramanujan's.
[[nodiscard]] constexpr double about_at_most(double chance, double offset, double skew, double variance) noexcept {
  const double square = skew * skew;
  const double second = offset * (offset * (offset + skew) * (1.0 / 3) + (square - 1.0) * (1.0 / 12)) +
                        skew * (square * (1.0 / 270) - 1.0 / 30);
  return 0.5 + chance * (0.5 + offset + skew * (1.0 / 6) + second / variance);
}

/// The chance of x successes and y failures in x + y trials where x − d successes are expected.
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000). Works for x and y that are not
/// whole.
[[nodiscard]] inline double binomial_chance(double x, double y, double d) noexcept {
  constexpr double two_pi = 6.283185307179586476925;
  const double n = x + y;
  const double exponent = stirling_error(n) - stirling_error(x) - stirling_error(y) - deviance(x, d) - deviance(y, -d);
  return std::sqrt(n / (two_pi * x * y)) * maths::exp(exponent);
}

/// The chance of x where x − d are expected, in a Poisson distribution.
[[nodiscard]] inline double poisson_chance(double x, double d) noexcept {
  constexpr double two_pi = 6.283185307179586476925;
  return maths::exp(-stirling_error(x) - deviance(x, d)) / std::sqrt(two_pi * x);
}

/// Where a quantile lies: the count is `place` rounded, unless that is within `bound` / `trust` of where two counts
/// meet.
template <class F>
struct located {
  F place;
  F bound;
  F trust;
};

/// The place of the quantile at u of one of the three distributions, for variances of 7 and more; `skew` as in
/// `about_at_most`.
///
/// First the normal quantile z: with x = 2u − 1 and t = −ln(1 − x²), z = x P(t), where P is a polynomial of degree 14
/// (Chebyshev's expansion of √2 erf⁻¹(x) / x, within 1.1 · 10⁻⁹ for |z| ≤ 4; nothing is trusted further out). Then
/// Cornish and Fisher's series to third order, with the cumulants of the curve whose value at m + ½ is P(X ≤ m): those
/// of X but for Sheppard's corrections, −1/12 in the second and 1/120 in the fourth. Its error, and that of the place
/// of the mode, in units of a count, was measured over the parameters of the tests to be below half of `bound` for |z|
/// ≤ 3 and to grow more slowly from there than 1 / (1 − x²), which `trust` allows for.
template <class F>
[[nodiscard]] PROBATION_INLINE located<F> locate_quantile(F mean, F variance, F skew, F u) noexcept {
  const F x = 2.0 * u - 1.0;
  const F rest = 4.0 * u * (1.0 - u);  // 1 − x²
  const F t = -maths::detail::log_corrected(rest, lanes::all<F>(0.0));
  const F s = t * (2.0 / 9.15) - 1.0;
  const F s2 = s * s;
  const F s4 = s2 * s2;
  const F even_low =
      (2.8109882547243064 + s2 * -0.21802398217224961) + s4 * (0.048091403314174145 + s2 * 0.012000983967114765);
  const F even_high = (-0.0058617356474620934 + s2 * -0.00015832058809842628) +
                      s4 * (0.00060159618863120944 + s2 * -0.00012585569186621831);
  const F odd_low =
      (1.4229549856949889 + s2 * 0.0027837282754282728) + s4 * (-0.036641583271016002 + s2 * 0.0028700382929090102);
  const F odd_high = (0.003277559694710235 + s2 * -0.0011781797071759025) + s4 * 0.00013165666348221048;
  const F s8 = s4 * s4;
  const F z = x * ((even_low + s8 * even_high) + s * (odd_low + s8 * odd_high));

  const F spread = lanes::root(variance - 1.0 / 12);
  const F r = 1.0 / spread;
  const F r2 = r * r;
  const F square = skew * skew;
  const F z2 = z * z;
  const F first = variance * skew * r2;  // the cumulants, each with the powers of the spread that make it of order 1
  const F second = (variance * (1.5 * square - 0.5) + 1.0 / 120) * r2;
  const F third = variance * skew * (3.0 * square - 2.0) * r2;
  const F by_first = (z2 - 1.0) * (1.0 / 6) * first;
  const F by_second = z * ((z2 - 3.0) * (1.0 / 24) * second - (2.0 * z2 - 5.0) * (1.0 / 36) * (first * first));
  const F by_third = ((z2 - 6.0) * z2 + 3.0) * (1.0 / 120) * third -
                     ((z2 - 5.0) * z2 + 2.0) * (1.0 / 24) * (first * second) +
                     ((12.0 * z2 - 53.0) * z2 + 17.0) * (1.0 / 324) * (first * first * first);
  const F more = square - 1.0;
  const F trusted = lanes::smaller(rest * 217.0, lanes::all<F>(1.0));
  return {mean + (spread * z + by_first + r * (by_second + r * by_third)),
          r * r2 * (1.2 + more * (0.5 + 0.12 * more)) + 1e-8 * spread + 1e-15 * mean,
          lanes::select(t < 9.1, trusted, lanes::all<F>(0.0))};
}

/// A count, and whether it is certain.
template <class F>
struct guess {
  F count;
  typename lanes::kin<F>::mask sure;
};

template <class F>
[[nodiscard]] PROBATION_INLINE guess<F> guess_quantile(F mean, F variance, F skew, F u) noexcept {
  const auto [place, bound, trust] = locate_quantile(mean, variance, skew, u);
  const F count = (place + maths::detail::rounder) - maths::detail::rounder;
  return {count, (0.5 - lanes::size_of(place - count)) * trust > bound};
}

/// The whole part of 0 ≤ x < 2⁶³.
[[nodiscard]] constexpr double whole_part(double x) noexcept {
  return static_cast<double>(static_cast<std::int64_t>(x));
}

/// (1 − p)ⁿ for p ≤ ½: by squaring while that is exact enough (to n · 2⁻⁵²), and by logarithms for large n, where a
/// p below 2⁻⁵³ matters.
[[nodiscard]] constexpr double chance_of_none(double n, double p) noexcept {
  return n < 1024.0 ? maths::power(1.0 - p, static_cast<std::uint64_t>(n)) : maths::exp(n * maths::log1p(-p));
}

/// Inversion from the mode where mean = n p is above 30 and p ≤ ½.
[[nodiscard]] inline double walk_binomial(double n, double p, double u) noexcept {
  const double mean = n * p;
  const double odds = p / (1.0 - p);
  const double mode = whole_part((n + 1.0) * p);
  const double chance = binomial_chance(mode, n - mode, mode - mean);
  const double variance = mean * (1.0 - p);
  const double at_most = about_at_most(chance, mode - mean, 1.0 - 2.0 * p, variance);
  return invert_from_mode(mean, -n, variance, {-odds, (n + 1.0) * odds}, mode, chance, at_most, u);
}

/// Inversion from the mode where mean is above 30.
[[nodiscard]] inline double walk_poisson(double mean, double u) noexcept {
  const double mode = whole_part(mean);
  const double chance = poisson_chance(mode, mode - mean);
  const double at_most = about_at_most(chance, mode - mean, 1.0, mean);
  return invert_from_mode(mean, maths::detail::infinity, mean, {0.0, mean}, mode, chance, at_most, u);
}

/// Inversion from the mode where mean and size are above 32.
[[nodiscard]] inline double walk_negative_binomial(double mean, double size, double u) noexcept {
  const double ratio = mean / (size + mean);
  const double spread = mean / size;
  const double mode = whole_part(mean - spread);
  const double excess = size * (mode - mean) / (size + mean);  // of the mode over its expectation in size + mode trials
  const double chance = size / (size + mode) * binomial_chance(mode, size, excess);
  const double variance = mean * (1.0 + spread);
  const double at_most = about_at_most(chance, mode - mean, 1.0 + 2.0 * spread, variance);
  return invert_from_mode(mean, size, variance, {ratio, (size - 1.0) * ratio}, mode, chance, at_most, u);
}

/// Inversion from 0 where mean or size are at most 32: step by step as far as that is quick, then by blocks.
[[nodiscard]] inline double climb_negative_binomial(double mean, double size, double u) noexcept {
  const double minus_log_zero = size * maths::log1p(mean / size);
  if (minus_log_zero > 600.0) return walk_negative_binomial(mean, size, u);  // P(0) is no double
  const double ratio = mean / (size + mean);
  const recurrence law{ratio, (size - 1.0) * ratio};
  const double zero = maths::exp(-minus_log_zero);
  stand at{0.0, zero, zero};
  while (u > at.sum && at.count < most_steps) {
    at.chance *= law.a + law.b * (1.0 / (at.count + 1.0));
    const double next = at.sum + at.chance;
    if (!(next > at.sum)) return at.count;
    at.sum = next;
    at.count += 1.0;
  }
  if (u <= at.sum) return at.count;
  const double spread = mean / size;  // over which the tail falls by e
  const double deviation = std::sqrt(mean * (1.0 + spread));
  const smooth_law curve{mean, size, deviation < spread ? spread : deviation};
  return climb(curve, law, at.count, at.chance, at.sum, u).count;
}

/// A binomial draw for p ≤ ½.
[[nodiscard]] inline double draw_binomial_lower(double n, double p, double u) noexcept {
  const double mean = n * p;
  if (mean > climb_up_to) {
    const guess<double> guessed = guess_quantile(mean, mean * (1.0 - p), 1.0 - 2.0 * p, u);
    if (guessed.sure) return guessed.count;
    if (mean > invert_from_zero_up_to) return walk_binomial(n, p, u);
  }
  const double odds = p / (1.0 - p);
  return invert_from_zero({-odds, (n + 1.0) * odds}, chance_of_none(n, p), u);
}

/// Means and sizes up to here start from 0 in a negative binomial draw.
inline constexpr double smallest_size = 32.0;

}  // namespace detail::inline PROBATION_ISA

inline namespace PROBATION_ISA {

/// How many of n happen, each with probability p: the binomial quantile at u, from 0 to n.
///
/// Above 2⁵³, where doubles no longer count, the mean.
///
/// \pre n is whole and ≥ 0; 0 ≤ p ≤ 1; 0 < u < 1.
[[nodiscard]] inline double draw_binomial(double n, double p, double u) noexcept {
  assert(n >= 0.0);
  assert(p >= 0.0 && p <= 1.0);
  assert(u > 0.0 && u < 1.0);
  if (!(n <= 0x1p53)) return n * p;  // counts are no longer whole numbers
  assert(n == detail::whole_part(n));
  const bool mirrored = p > 0.5;  // then count what does not happen, from the other end; 1 − p and 1 − u are exact
  const double drawn = detail::draw_binomial_lower(n, mirrored ? 1.0 - p : p, mirrored ? 1.0 - u : u);
  const double count = drawn < n ? drawn : n;
  return mirrored ? n - count : count;
}

/// How many arrive when `mean` are expected, independently of each other: the Poisson quantile at u.
///
/// Above 2⁵², where doubles no longer count, the mean.
///
/// \pre mean ≥ 0; 0 < u < 1.
[[nodiscard]] inline double draw_poisson(double mean, double u) noexcept {
  assert(mean >= 0.0);
  assert(u > 0.0 && u < 1.0);
  if (mean > detail::climb_up_to) {
    if (!(mean <= 0x1p52)) return mean;
    const detail::guess<double> guessed = detail::guess_quantile(mean, mean, 1.0, u);
    if (guessed.sure) return guessed.count;
    if (mean > detail::invert_from_zero_up_to) return detail::walk_poisson(mean, u);
  }
  return detail::invert_from_zero({0.0, mean}, maths::exp(-mean), u);
}

/// How many arrive when `mean` are expected with variance mean + mean² / size: the negative binomial quantile at u.
///
/// A Poisson count whose own mean varies as a gamma variable of shape `size`; an infinite size is the Poisson
/// distribution. Sizes below 32 start from 0, up to 16,384 steps of which are taken one by one.
/// Above 2⁵², where doubles no longer count, the mean.
///
/// \pre mean ≥ 0; size > 0 and mean / size finite; 0 < u < 1.
[[nodiscard]] inline double draw_negative_binomial(double mean, double size, double u) noexcept {
  assert(mean >= 0.0);
  assert(size > 0.0);
  assert(u > 0.0 && u < 1.0);
  if (!(size < maths::detail::infinity)) {
    return draw_poisson(mean, u);
  }
  if (!(mean <= 0x1p52)) return mean;
  if (mean <= detail::smallest_size || size < detail::smallest_size) {
    return detail::climb_negative_binomial(mean, size, u);
  }
  const double spread = mean / size;
  const detail::guess<double> guessed = detail::guess_quantile(mean, mean * (1.0 + spread), 1.0 + 2.0 * spread, u);
  return guessed.sure ? guessed.count : detail::walk_negative_binomial(mean, size, u);
}

}  // namespace PROBATION_ISA
}  // namespace probation

#include <probation/engine/isa_end.hpp>
