// The upper tail of a count.
#pragma once

#include <cassert>  // for assert

#include <probation/engine/draws.hpp>
#include <probation/engine/maths.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::inline PROBATION_ISA {

/// P(X > threshold) for a negative binomial X with this mean and variance mean + mean² / size: the share of
/// practitioners with more than `threshold` cases, say, when cases are spread about their mean with shape `size`.
///
/// An infinite size is the Poisson distribution; a mean of 0 gives 0. The relative error is below 10⁻¹² for
/// thresholds up to 5000 and grows with the number of terms from there (10⁻¹⁰ at 6 · 10⁵); it holds far out in the
/// tail, until the probability itself is below 10⁻²⁷⁰, where 0 is given. The cost is about threshold steps, and as
/// many again as the tail is long where it is thin.
///
/// The probabilities are added along P(k) / P(k − 1) = a + b / k as multiples of P(0), which may be too small for a
/// double. Where most lies above, the answer is 1 − P(0) · sum; otherwise the two sides are summed apart, so that
/// nothing cancels and P(0) divides out.
///
/// \pre mean ≥ 0 and finite; size > 0 and mean / size finite; threshold is whole and ≥ 0.
[[nodiscard]] constexpr double negative_binomial_above(double mean, double size, double threshold) noexcept {
  assert(mean >= 0.0 && mean < maths::detail::infinity);
  assert(size > 0.0);
  assert(threshold >= 0.0);
  const bool poisson = !(size < maths::detail::infinity);
  const double ratio = poisson ? 0.0 : mean / (size + mean);
  const detail::recurrence law{ratio, poisson ? mean : (size - 1.0) * ratio};
  const double minus_log_zero = poisson ? mean : size * maths::log1p(mean / size);  // −ln P(0)

  constexpr double large = 0x1p900;
  constexpr double log_large = 623.83246250395078;
  double k = 0.0;
  double chance = 1.0;
  double up_to = 1.0;
  double log_scale = 0.0;  // P(X ≤ k) = up_to · exp(log_scale − minus_log_zero)
  while (k < threshold) {
    k += 1.0;
    chance *= law.a + law.b * (1.0 / k);
    if (chance < 1.0 / large) {  // and falls on from here
      return 0.0;
    }
    up_to += chance;
    if (up_to > large) {
      chance *= 1.0 / large;
      up_to *= 1.0 / large;
      log_scale += log_large;
    }
  }

  const double below = up_to * maths::exp(log_scale - minus_log_zero);
  if (below < 0x1p-60 || (below < 0.99 && minus_log_zero < 500.0)) {
    return 1.0 - below;
  }
  double above = 0.0;
  for (double last = -1.0; above > last;) {
    last = above;
    k += 1.0;
    chance *= law.a + law.b * (1.0 / k);
    above += chance;
  }
  return above / (up_to + above);
}

}  // namespace probation::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
