// Intervals of a share known from a sample. Brings Boost.Math: not part of ratings.hpp.
#pragma once

#include <algorithm>    // for std::max
#include <array>        // for std::array
#include <cmath>        // for std::sqrt
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/ratings/distributions.hpp>

namespace probation::ratings {

/// How an interval is made.
enum class interval_method {
  wilson,           ///< inverts the score test: near the stated coverage on average
  clopper_pearson,  ///< inverts the exact test: never below the stated coverage
  jeffreys,         ///< quantiles of beta(count + ½, of − count + ½)
};

/// Names of `interval_method`, in its order.
inline constexpr std::array<std::string_view, 3> interval_names = {"wilson", "clopper-pearson", "jeffreys"};

/// A share between two bounds.
struct interval {
  double low = 0;
  double high = 1;

  friend bool operator==(const interval&, const interval&) = default;
};

namespace detail {

inline void check_sample(double count, double of, double level, std::optional<int> population) {
  if (!(of >= 1 && count >= 0 && count <= of)) throw std::invalid_argument("count must be 0 to of, and of at least 1");
  if (!(level > 0 && level < 1)) throw std::invalid_argument("level must be above 0 and below 1");
  if (population && *population < of) {
    throw std::invalid_argument("a population of " + std::to_string(*population) + " is smaller than the sample");
  }
  if (of > most_cases || (population && *population > most_cases)) {
    throw std::invalid_argument("more than 10 million cases; a population as large is as good as none");
  }
}

/// Wilson's interval of a share p seen in n, which need not be whole (Wilson 1927).
[[nodiscard]] inline interval wilson(double p, double n, double z) {
  const double zz = z * z / n;
  const double middle = (p + zz / 2) / (1 + zz);
  const double half = z / (1 + zz) * std::sqrt(p * (1 - p) / n + zz / (4 * n));
  // Of none the lower bound is 0 and of all the upper one is 1: not a last bit beside it.
  return {p <= 0 ? 0.0 : middle - half, p >= 1 ? 1.0 : middle + half};
}

/// Clopper and Pearson (1934).
[[nodiscard]] inline interval clopper_pearson(int x, int n, double alpha) {
  return {x == 0 ? 0.0 : beta_quantile(x, n - x + 1.0, alpha / 2),
          x == n ? 1.0 : beta_quantile(x + 1.0, n - x, 1 - alpha / 2)};
}

/// The numbers of sufficient cases in a population of N that a sample of n with x does not reject, each tail at alpha ÷
/// 2: the same inversion with the hypergeometric distribution.
[[nodiscard]] inline interval exact_in_population(int x, int n, int N, double alpha) {
  int low = x;
  for (int end = N - n + x; low < end;) {  // the chance of x or more rises with how many are good
    const int good = low + (end - low) / 2;
    if (hypergeometric_tail(x, N, good, n) > alpha / 2) {
      end = good;
    } else {
      low = good + 1;
    }
  }
  int high = N - n + x;
  for (int start = x; start < high;) {  // that of x or fewer falls
    const int good = start + (high - start + 1) / 2;
    if (hypergeometric_cdf(x, N, good, n) > alpha / 2) {
      start = good;
    } else {
      high = good - 1;
    }
  }
  return {static_cast<double>(low) / N, static_cast<double>(high) / N};
}

}  // namespace detail

/// The interval of a share, `count` of `of`, at a level such as 0.95.
///
/// With a `population` (the sample is drawn from so many without replacement, its own members included) the interval is
/// of the population's share: Wilson with the sample counted as n(N − 1) ÷ (N − n); Clopper–Pearson's inversion with
/// the hypergeometric distribution; for Jeffreys the beta-binomial of those not seen. When all are seen it is the
/// share.
///
/// Jeffreys is as it comes, also for none and for all of the sample (it then leaves out the share seen).
/// Throws std::invalid_argument for counts, levels or populations that cannot be.
[[nodiscard]] inline interval share_interval(int count, int of, double level, interval_method method,
                                             std::optional<int> population = std::nullopt) {
  detail::check_sample(count, of, level, population);
  const double alpha = 1 - level;
  const double share = static_cast<double>(count) / of;
  if (population && *population == of) return {share, share};
  switch (method) {
    case interval_method::wilson: {
      const double n = population ? of * (*population - 1.0) / (*population - of) : of;
      return detail::wilson(share, n, detail::normal_quantile(1 - alpha / 2));
    }
    case interval_method::clopper_pearson:
      return population ? detail::exact_in_population(count, of, *population, alpha)
                        : detail::clopper_pearson(count, of, alpha);
    default: break;
  }
  const double a = count + 0.5;
  const double b = of - count + 0.5;
  if (!population) return {detail::beta_quantile(a, b, alpha / 2), detail::beta_quantile(a, b, 1 - alpha / 2)};
  const auto unseen = detail::beta_binomial(*population - of, a, b);
  const auto quantile = [&](double p) {
    double sum = 0;
    for (std::size_t k = 0; k < unseen.size(); ++k) {
      sum += unseen[k];
      if (sum >= p) return (count + static_cast<double>(k)) / *population;
    }
    return (count + static_cast<double>(unseen.size() - 1)) / *population;
  };
  return {quantile(alpha / 2), quantile(1 - alpha / 2)};
}

/// The difference of two shares, the first less the second, by Newcombe's hybrid of Wilson's intervals (1998, method
/// 10).
[[nodiscard]] inline interval difference_interval(int count, int of, int other_count, int other_of, double level) {
  const interval a = share_interval(count, of, level, interval_method::wilson);
  const interval b = share_interval(other_count, other_of, level, interval_method::wilson);
  const double p = static_cast<double>(count) / of;
  const double q = static_cast<double>(other_count) / other_of;
  return {p - q - std::sqrt((p - a.low) * (p - a.low) + (b.high - q) * (b.high - q)),
          p - q + std::sqrt((a.high - p) * (a.high - p) + (q - b.low) * (q - b.low))};
}

/// Cases needed for a share to be known to ± `margin` at a confidence, whatever it is (`share` 0.5 is the worst).
///
/// n₀ = z² p(1 − p) ÷ d², from a population of N: n₀ ÷ (1 + (n₀ − 1) ÷ N), rounded up. (The standard formula; that
/// HMIP samples for 80 % and ± 5 points is recalled, its exact formula is not known.) 80 % and ± 5: n₀ = 164.2.
[[nodiscard]] inline int sample_size(std::optional<int> population, double confidence = 0.8, double margin = 0.05,
                                     double share = 0.5) {
  if (!(confidence > 0 && confidence < 1)) throw std::invalid_argument("confidence must be above 0 and below 1");
  if (!(margin >= 1e-4 && margin < 1))
    throw std::invalid_argument("margin must be 0.0001 to below 1: 0.05 is 5 points");
  if (!(share > 0 && share < 1)) throw std::invalid_argument("share must be above 0 and below 1");
  if (population && *population < 1) throw std::invalid_argument("population must be at least 1");
  const double z = detail::normal_quantile(0.5 + confidence / 2);
  const double unlimited = z * z * share * (1 - share) / (margin * margin);
  const double n = population ? unlimited / (1 + (unlimited - 1) / *population) : unlimited;
  if (n > 2e9) throw std::invalid_argument("more than 2 billion cases would be needed");
  const int needed = (std::max)(1, static_cast<int>(std::ceil(n)));
  return population ? (std::min)(needed, *population) : needed;
}

}  // namespace probation::ratings
