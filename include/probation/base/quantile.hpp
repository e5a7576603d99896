// Quantiles of quantities, by Boost.Math. A heavy include: only who draws quantities needs it.
#pragma once

#include <algorithm>  // for std::min
#include <cmath>      // for std::sqrt
#include <exception>  // for std::exception
#include <new>        // for std::bad_alloc
#include <stdexcept>  // for std::domain_error, std::invalid_argument

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <probation/base/quantity.hpp>
#include <probation/base/rounding.hpp>

namespace probation {

namespace detail {

// Doubles only: no long double instantiations to compile, and the same on every machine.
using math_policy = boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                                  boost::math::policies::promote_float<false>>;

/// Quantile of a distribution that is as good as normal: by its mean, sd and skewness, whose square is below 10⁻⁸
/// (Cornish and Fisher's first term; the next is that square times the sd).
[[nodiscard]] inline double narrow_quantile(double mean, double sd, double skewness, double u) {
  const double z = -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * u, math_policy());
  return mean + sd * (z + (z * z - 1.0) * skewness / 6.0);
}

/// Beyond this shape of a gamma, or sum of the two of a beta, the functions of Boost fail, or take seconds.
inline constexpr double narrow = 1e9;

/// Quantile of a beta of these shapes.
[[nodiscard]] inline double beta_quantile(double alpha, double beta, double u) {
  if (!((std::min)(alpha, beta) >= narrow)) return boost::math::ibeta_inv(alpha, beta, u, math_policy());
  const double size = alpha + beta;
  const double mean = alpha / size;
  const double sd = std::sqrt(mean * (1.0 - mean) / (size + 1.0));
  return narrow_quantile(mean, sd, 2.0 * (1.0 - 2.0 * mean) / (std::sqrt(size) * std::sqrt(mean * (1.0 - mean))), u);
}

/// The u-quantile as written; what Boost cannot compute is an exception of one of its kinds.
[[nodiscard]] inline double quantile_by_boost(const quantity& q, double u) {
  const math_policy policy;
  const auto [a, b, c] = q.parameters;
  if (q.is_certain()) return a;
  switch (q.shape) {
    case distribution::certain: return a;
    case distribution::uniform: return a + (b - a) * u;
    case distribution::pert: {
      const double width = c - a;
      return a + width * boost::math::ibeta_inv(1.0 + 4.0 * (b - a) / width, 1.0 + 4.0 * (c - b) / width, u, policy);
    }
    case distribution::normal: return a - b * std::sqrt(2.0) * boost::math::erfc_inv(2.0 * u, policy);
    case distribution::gamma: {
      const double shape = (a / b) * (a / b);
      if (!(shape < narrow)) return narrow_quantile(a, b, 2.0 * b / a, u);
      return boost::math::gamma_p_inv(shape, u, policy) * (b * b / a);
    }
    case distribution::beta: {
      const double size = a * (1.0 - a) / (b * b) - 1.0;
      return beta_quantile(a * size, (1.0 - a) * size, u);
    }
    case distribution::sample: return beta_quantile(a + 0.5, b - a + 0.5, u);
  }
  throw std::invalid_argument("quantile: unknown distribution");
}

}  // namespace detail

/// The u-quantile as written, in the unit of the quantity; 0 < u < 1. Throws std::domain_error where it cannot be had,
/// which numbers that pass `check` are not known to do.
///
/// PERT is a beta of α = 1 + 4(mode − low) ÷ (high − low), β = 1 + 4(high − mode) ÷ (high − low) between low and high;
/// gamma and beta of a mean and sd are matched by moments; a sample is Jeffreys beta(count + ½, of − count + ½).
[[nodiscard]] inline double written_quantile(const quantity& q, double u) {
  try {
    return detail::quantile_by_boost(q, u);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {  // of any of Boost's kinds, in words about Boost
    throw std::domain_error(
        "a number of this mean and sd, or count and of, cannot be drawn: its spread is too narrow "
        "or too wide");
  }
}

/// The u-quantile in months, rates a month or the plain number. (For a proportion lost, a rate that rises with the
/// proportion: quantiles carry over.)
[[nodiscard]] inline double unrounded_quantile(const quantity& q, double u) {
  return q.is_certain() ? mean(q) : in_months(written_quantile(q, u), q.unit);
}

/// The same to 30 bits: the value of a draw whose uniform number is u.
[[nodiscard]] inline double quantile(const quantity& q, double u) {
  return q.is_certain() ? mean(q) : detail::rounded(unrounded_quantile(q, u));
}

/// The greatest number that a draw can give: the end of the support, or the quantile of the greatest uniform number.
[[nodiscard]] inline double greatest(const quantity& q) {
  if (q.is_certain()) return mean(q);
  switch (q.shape) {
    case distribution::certain: return mean(q);
    case distribution::pert: return in_months(q.parameters[2], q.unit);
    case distribution::uniform: return in_months(q.parameters[1], q.unit);
    default: return quantile(q, 1.0 - 0x1p-53);
  }
}

}  // namespace probation
