// Quantiles of quantities, by Boost.Math. A heavy include: only who draws quantities needs it.
#pragma once

#include <cmath>      // for std::sqrt
#include <stdexcept>  // for std::invalid_argument

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

}  // namespace detail

/// The u-quantile as written, in the unit of the quantity; 0 < u < 1.
///
/// PERT is a beta of α = 1 + 4(mode − low) ÷ (high − low), β = 1 + 4(high − mode) ÷ (high − low) between low and high;
/// gamma and beta of a mean and sd are matched by moments; a sample is Jeffreys beta(count + ½, of − count + ½).
[[nodiscard]] inline double written_quantile(const quantity& q, double u) {
  const detail::math_policy policy;
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
      return boost::math::gamma_p_inv(shape, u, policy) * (b * b / a);
    }
    case distribution::beta: {
      const double size = a * (1.0 - a) / (b * b) - 1.0;
      return boost::math::ibeta_inv(a * size, (1.0 - a) * size, u, policy);
    }
    case distribution::sample: return boost::math::ibeta_inv(a + 0.5, b - a + 0.5, u, policy);
  }
  throw std::invalid_argument("quantile: unknown distribution");
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
