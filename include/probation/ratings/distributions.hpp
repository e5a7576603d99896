// Distribution functions by Boost.Math, for what is inferred from samples. A heavy include: not part of ratings.hpp.
#pragma once

#include <cmath>      // for std::sqrt
#include <exception>  // for std::exception
#include <new>        // for std::bad_alloc
#include <stdexcept>  // for std::domain_error
#include <vector>     // for std::vector

#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>

namespace probation::ratings::detail {

using policy = boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                             boost::math::policies::promote_float<false>>;

/// What `f` computes by Boost; std::domain_error, in words of ours, where Boost cannot.
template <class F>
[[nodiscard]] double computed(F f) {
  try {
    return f();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    throw std::domain_error("counts so far apart that their distribution cannot be computed");
  }
}

/// The p-quantile of the standard normal distribution, 0 < p < 1.
[[nodiscard]] inline double normal_quantile(double p) {
  return computed([&] { return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * p, policy()); });
}

/// P(share ≤ x) and P(share > x) of a beta distribution, and its p-quantile.
[[nodiscard]] inline double beta_cdf(double a, double b, double x) {
  return computed([&] { return boost::math::ibeta(a, b, x, policy()); });
}
[[nodiscard]] inline double beta_tail(double a, double b, double x) {
  return computed([&] { return boost::math::ibetac(a, b, x, policy()); });
}
[[nodiscard]] inline double beta_quantile(double a, double b, double p) {
  return computed([&] { return boost::math::ibeta_inv(a, b, p, policy()); });
}

/// P(X ≤ x) and P(X ≥ x) for x sufficient cases in a sample of n from N of which K are sufficient.
[[nodiscard]] inline double hypergeometric_cdf(int x, int N, int K, int n) {
  if (x < 0 || x < n - (N - K)) return 0;
  if (x >= n || x >= K) return 1;
  return computed([&] {
    const boost::math::hypergeometric_distribution<double, policy> d(static_cast<unsigned>(K), static_cast<unsigned>(n),
                                                                     static_cast<unsigned>(N));
    return boost::math::cdf(d, static_cast<unsigned>(x));
  });
}
[[nodiscard]] inline double hypergeometric_tail(int x, int N, int K, int n) {
  if (x <= 0 || x <= n - (N - K)) return 1;
  if (x > n || x > K) return 0;
  return computed([&] {
    const boost::math::hypergeometric_distribution<double, policy> d(static_cast<unsigned>(K), static_cast<unsigned>(n),
                                                                     static_cast<unsigned>(N));
    return boost::math::cdf(boost::math::complement(d, static_cast<unsigned>(x - 1)));
  });
}

/// Populations and samples are at most so many: more are as good as endless.
inline constexpr int most_cases = 10'000'000;

/// Probabilities of 0 … n sufficient cases among n, each sufficient with a share drawn from beta(a, b): the
/// beta-binomial distribution. Successive probabilities are in the ratio (n−k)/(k+1) · (a+k)/(b+n−k−1); started at the
/// mode and scaled to add to 1, so that nothing overflows.
[[nodiscard]] inline std::vector<double> beta_binomial(int n, double a, double b) {
  std::vector<double> p(static_cast<std::size_t>(n) + 1, 0.0);
  const auto ratio = [&](int k) { return (n - k) / (k + 1.0) * ((a + k) / (b + n - k - 1.0)); };
  const auto at = [&](int k) -> double& { return p[static_cast<std::size_t>(k)]; };
  // Without a mode inside (a or b below 1) any start will do that is not vanishingly small: the larger end.
  int start = 0;
  double best = 1.0;
  double now = 1.0;
  for (int k = 0; k < n; ++k) {
    now *= ratio(k);
    if (now > best) {
      best = now;
      start = k + 1;
    }
    if (now > 1e200) {  // far below the greatest: scale, and forget what was before
      now *= 1e-200;
      best *= 1e-200;
    }
  }
  at(start) = 1.0;
  for (int k = start; k < n; ++k) at(k + 1) = at(k) * ratio(k);
  for (int k = start; k > 0; --k) at(k - 1) = at(k) / ratio(k - 1);
  double sum = 0;
  for (const double x : p) sum += x;
  for (double& x : p) x /= sum;
  return p;
}

}  // namespace probation::ratings::detail
