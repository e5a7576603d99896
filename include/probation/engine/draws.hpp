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
// 10⁻¹⁵. Cost: a step is a few cycles and a draw takes about min(mean, standard deviation) of them. Counts are
// whole numbers in a double, up to 2⁵³.
#pragma once

#include <cassert>  // for assert
#include <cmath>    // for std::sqrt, which IEEE 754 defines to the bit
#include <cstdint>  // for std::int64_t, std::uint64_t

#include <probation/engine/maths.hpp>

namespace probation {

namespace detail {

/// Means up to here start from 0. Measured (`bench_draws`): the two ways cost the same at about 30, 85 ns. It may not
/// be lowered: `stirling_error` and `deviance` rely on it.
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

/// Inversion from 0, given P(X = 0).
[[nodiscard]] constexpr double invert_from_zero(recurrence law, double chance, double u) noexcept {
  return climb(law, 0.0, chance, chance, u).count;
}

/// Inversion from the mode, given P(X = mode) and about P(X ≤ mode).
///
/// Where the probabilities of one side fall short of u, what is left of [0, 1) belongs to the far end of the other
/// side: go round.
[[nodiscard]] constexpr double invert_from_mode(recurrence law, double mode, double chance, double at_most,
                                                double u) noexcept {
  if (u > at_most) {
    const landing up = climb(law, mode, chance, at_most, u);
    if (up.reached) {
      return up.count;
    }
    const landing round = descend(law, mode, chance, at_most - chance, u - 1.0);
    return round.reached ? round.count : up.count;
  }
  const landing down = descend(law, mode, chance, at_most - chance, u);
  if (down.reached) {
    return down.count;
  }
  const landing round = climb(law, mode, chance, at_most, u + 1.0);
  return round.reached ? round.count : down.count;
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

/// ln x! − ln(√(2πx) (x/e)ˣ) for x ≥ 29, by Stirling's series.
[[nodiscard]] constexpr double stirling_error(double x) noexcept {
  const double y = 1.0 / x;
  const double z = y * y;
  return y * (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188)))));
}

/// Loader's deviance x ln(x/m) + m − x of a count x from its expectation m = x − d, for |d| small beside x.
///
/// With v = d / (x + m), it is d v + 2 x v (v²/3 + v⁴/5 + …). Here |v| ≤ 1/50 and the next term is below 10⁻¹⁷.
[[nodiscard]] constexpr double deviance(double x, double d) noexcept {
  const double v = d / (2.0 * x - d);
  const double w = v * v;
  return d * v + 2.0 * x * v * (w * (1.0 / 3 + w * (1.0 / 5 + w * (1.0 / 7 + w * (1.0 / 9)))));
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

/// The whole part of 0 ≤ x < 2⁶³.
[[nodiscard]] constexpr double whole_part(double x) noexcept {
  return static_cast<double>(static_cast<std::int64_t>(x));
}

/// (1 − p)ⁿ for p ≤ ½: by squaring while that is exact enough (to n · 2⁻⁵²), and by logarithms for large n, where a
/// p below 2⁻⁵³ matters.
[[nodiscard]] constexpr double chance_of_none(double n, double p) noexcept {
  return n < 1024.0 ? maths::power(1.0 - p, static_cast<std::uint64_t>(n)) : maths::exp(n * maths::log1p(-p));
}

/// A binomial draw for p ≤ ½.
[[nodiscard]] inline double draw_binomial_lower(double n, double p, double u) noexcept {
  const double odds = p / (1.0 - p);
  const recurrence law{-odds, (n + 1.0) * odds};
  const double mean = n * p;
  if (mean <= invert_from_zero_up_to) {
    return invert_from_zero(law, chance_of_none(n, p), u);
  }
  const double mode = whole_part((n + 1.0) * p);
  const double chance = binomial_chance(mode, n - mode, mode - mean);
  const double at_most = about_at_most(chance, mode - mean, 1.0 - 2.0 * p, mean * (1.0 - p));
  return invert_from_mode(law, mode, chance, at_most, u);
}

}  // namespace detail

/// How many of n happen, each with probability p: the binomial quantile at u, from 0 to n.
///
/// \pre n is whole, 0 ≤ n ≤ 2⁵³; 0 ≤ p ≤ 1; 0 < u < 1.
[[nodiscard]] inline double draw_binomial(double n, double p, double u) noexcept {
  assert(n >= 0.0 && n <= 0x1p53 && n == detail::whole_part(n));
  assert(p >= 0.0 && p <= 1.0);
  assert(u > 0.0 && u < 1.0);
  const bool mirrored = p > 0.5;  // then count what does not happen, from the other end; 1 − p and 1 − u are exact
  const double drawn = detail::draw_binomial_lower(n, mirrored ? 1.0 - p : p, mirrored ? 1.0 - u : u);
  const double count = drawn < n ? drawn : n;
  return mirrored ? n - count : count;
}

/// How many arrive when `mean` are expected, independently of each other: the Poisson quantile at u.
///
/// \pre 0 ≤ mean ≤ 2⁵²; 0 < u < 1.
[[nodiscard]] inline double draw_poisson(double mean, double u) noexcept {
  assert(mean >= 0.0 && mean <= 0x1p52);
  assert(u > 0.0 && u < 1.0);
  const detail::recurrence law{0.0, mean};
  if (mean <= detail::invert_from_zero_up_to) {
    return detail::invert_from_zero(law, maths::exp(-mean), u);
  }
  const double mode = detail::whole_part(mean);
  const double chance = detail::poisson_chance(mode, mode - mean);
  const double at_most = detail::about_at_most(chance, mode - mean, 1.0, mean);
  return detail::invert_from_mode(law, mode, chance, at_most, u);
}

/// How many arrive when `mean` are expected with variance mean + mean² / size: the negative binomial quantile at u.
///
/// A Poisson count whose own mean varies as a gamma variable of shape `size`; an infinite size is the Poisson
/// distribution. Sizes below 32 always start from 0, so a large mean with a small size costs about `mean` steps.
///
/// \pre 0 ≤ mean ≤ 2⁵²; size > 0 and mean / size finite; 0 < u < 1.
[[nodiscard]] inline double draw_negative_binomial(double mean, double size, double u) noexcept {
  assert(mean >= 0.0 && mean <= 0x1p52);
  assert(size > 0.0);
  assert(u > 0.0 && u < 1.0);
  if (!(size < maths::detail::infinity)) {
    return draw_poisson(mean, u);
  }
  const double ratio = mean / (size + mean);
  const detail::recurrence law{ratio, (size - 1.0) * ratio};
  constexpr double smallest_size = 32.0;
  if (mean <= smallest_size || size < smallest_size) {
    return detail::invert_from_zero(law, maths::exp(-size * maths::log1p(mean / size)), u);
  }
  const double spread = mean / size;
  const double mode = detail::whole_part(mean - spread);
  const double excess = size * (mode - mean) / (size + mean);  // of the mode over its expectation in size + mode trials
  const double chance = size / (size + mode) * detail::binomial_chance(mode, size, excess);
  const double at_most = detail::about_at_most(chance, mode - mean, 1.0 + 2.0 * spread, mean * (1.0 + spread));
  return detail::invert_from_mode(law, mode, chance, at_most, u);
}

}  // namespace probation
