// Walks along a distribution whose steps would be too many: most are taken a block at a time.
//
// The walks of `draws.hpp` take about a standard deviation of steps from the mode, or as many as the count from 0.
// Where that is far too many, P is as smooth over thousands of counts as a curve: the sum over a block of them is an
// integral (Gauss and Legendre, eight places) less Euler and Maclaurin's correction, and P at the end of a block
// follows from P at its beginning without cancellation. A block that would go past u is halved, and the last few counts
// are walked. So a draw takes some hundred blocks at most, whatever the mean.
#pragma once

#include <cmath>    // for std::sqrt
#include <cstdint>  // for std::int64_t

#include <probation/engine/maths.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

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

/// One of the three distributions as a curve: its mean, and the size r of a negative binomial, −n of a binomial and
/// infinite of a Poisson, of which all are one family.
struct smooth_law {
  double mean;
  double size;
  double deviation;  ///< over which P changes by about e: the standard deviation, unless a tail is longer

  /// ln of P(x) / P(x − 1), about, to within 1 / x², as a derivative of ln P at x.
  [[nodiscard]] double slope(double x) const noexcept {
    if (!(size < maths::detail::infinity)) return maths::log1p((mean - x) / x) - 0.5 / x;
    const double other = x + size;
    return maths::log1p((mean - x) / x * (size / (size + mean))) - 0.5 / x - 0.5 / other;
  }

  /// P(k + x) / P(k), for |x| up to k / 32 and, of a binomial, (n − k) / 32.
  [[nodiscard]] double ratio(double k, double x) const noexcept {
    const double to = k + x;
    double exponent = stirling_error(k) - stirling_error(to) - deviance(to, x);
    double spread = to / k;
    double pull = (mean - k) / k;
    if (size < maths::detail::infinity) {
      const double other = k + size;
      exponent += stirling_error(other + x) - stirling_error(other) + deviance(other + x, x);
      spread *= (other + x) / other;
      pull *= size / (size + mean);
    }
    return maths::exp(x * maths::log1p(pull) + exponent) / std::sqrt(spread);
  }

  /// Steps of a block from k: half a standard deviation, or as far as `ratio` goes.
  [[nodiscard]] double block(double k) const noexcept {
    const double other = size < 0.0 ? -(k + size) / 32.0 : maths::detail::infinity;  // failures of a binomial
    return whole(lanes::smaller(lanes::smaller(deviation / 2.0, k / 32.0), other));
  }

  /// The whole part of x ≥ 0.
  [[nodiscard]] static double whole(double x) noexcept {
    return x < 0x1p53 ? static_cast<double>(static_cast<std::int64_t>(x)) : x;
  }

  /// (P(k + s) + P(k + 2s) + …) / P(k) over `steps` steps s of +1 or −1.
  [[nodiscard]] double sum(double k, double steps, double s) const noexcept {
    constexpr double places[] = {0.18343464249564980494, 0.52553240991632898582, 0.79666647741362673959,
                                 0.96028985649753623168};
    constexpr double weights[] = {0.36268378337836198297, 0.31370664587788728734, 0.22238103445337447054,
                                  0.10122853629037625915};
    const double middle = s * (steps + 1.0) / 2.0;
    const double half = steps / 2.0;
    double total = 0.0;
    for (int i = 0; i < 4; ++i) {
      total += weights[i] * (ratio(k, middle - half * places[i]) + ratio(k, middle + half * places[i]));
    }
    const double from = s * 0.5;
    const double to = s * (steps + 0.5);
    const double rise = s * (ratio(k, to) * slope(k + to) - ratio(k, from) * slope(k + from));
    return total * half - rise * (1.0 / 24);
  }
};

/// Blocks of fewer steps are walked.
inline constexpr double least_block = 64.0;

/// Where a walk stands: P(k), and P(X ≤ k) upwards or P(X < k) downwards.
struct stand {
  double count;
  double chance;
  double sum;
  bool found = false;  ///< the count that reaches u is within a block from here
};

/// From `at` upwards, a block at a time, to where the rest may be climbed: not past the first count that reaches u.
[[nodiscard]] inline stand climb_far(const smooth_law& law, stand at, double u) noexcept {
  for (double steps = law.block(at.count); steps >= least_block;) {
    const double next = at.sum + at.chance * law.sum(at.count, steps, 1.0);
    if (next < u) {
      if (!(next > at.sum)) break;  // further ones are too small to be felt
      at.chance *= law.ratio(at.count, steps);
      at.count += steps;
      at.sum = next;
      if (!at.found) steps = law.block(at.count);
    } else {
      at.found = true;
      steps = smooth_law::whole(steps / 2.0);
    }
  }
  return at;
}

/// The same downwards.
[[nodiscard]] inline stand descend_far(const smooth_law& law, stand at, double u) noexcept {
  for (double steps = law.block(at.count); steps >= least_block;) {
    const double next = at.sum - at.chance * law.sum(at.count, steps, -1.0);
    if (u <= next) {
      if (!(next < at.sum)) break;
      at.chance *= law.ratio(at.count, -steps);
      at.count -= steps;
      at.sum = next;
      if (!at.found) steps = law.block(at.count);
    } else {
      at.found = true;
      steps = smooth_law::whole(steps / 2.0);
    }
  }
  return at;
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
