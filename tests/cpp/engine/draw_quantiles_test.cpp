#include "../catch.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <probation/engine/draws.hpp>

#include "draws.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

namespace bm = boost::math;

// u must lie between P(X < k) and P(X ≤ k) for the k drawn, but for rounding and the turn of the ring.
template <class Distribution>
void check_quantile(const Distribution& d, double k, double u, double tolerance) {
  CAPTURE(k, u);
  CHECK(cdf(d, k) > u - tolerance);
  if (k > 0.0) CHECK(cdf(d, k - 1.0) < u + tolerance);
}

}  // namespace

TEST_CASE("small draws are the quantiles of the distribution", "[draws]") {
  // Even quantiles and both extremes. Nothing but rounding separates a draw from the quantile when it starts from 0.
  for (const auto& [n, p] : trials) {
    CAPTURE(n, p);
    const bm::binomial d(n, p);
    const bool from_zero = n * (std::min)(p, 1.0 - p) <= 30.0;
    for (int i = 1; i < 200; ++i) {
      const double u = i / 200.0;
      check_quantile(d, draw_binomial(n, p, u), u, from_zero ? 2e-13 : 1e-6);
    }
    for (const double u : {1e-9, 1e-6, 1e-4, 1.0 - 1e-4, 1.0 - 1e-6, 1.0 - 1e-9}) {
      if (from_zero) check_quantile(d, draw_binomial(n, p, u), u, 2e-13);
    }
  }
  using policy = bm::policies::policy<bm::policies::discrete_quantile<bm::policies::integer_round_up>>;
  for (const double n : {1.0, 2.0, 5.0, 12.0, 36.0}) {
    for (const double p : {0.01, 0.2, 0.45, 0.8}) {
      const bm::binomial_distribution<double, policy> d(n, p);
      for (int i = 0; i < 500; ++i) {
        const double u = (i + 0.37) / 500.0;
        const double k = quantile(d, u);
        if (std::abs(cdf(d, k) - u) < 1e-10 || (k > 0.0 && std::abs(cdf(d, k - 1.0) - u) < 1e-10)) continue;
        CAPTURE(n, p, u);
        CHECK(draw_binomial(n, p, u) == k);
      }
    }
  }
}

TEST_CASE("large draws are quantiles too, but for the turn of the ring", "[draws]") {
  for (int i = 1; i < 100; ++i) {
    const double u = i / 100.0;
    for (const double mean : {5.0, 30.5, 31.0, 100.9, 1e4, 1e6}) {
      check_quantile(bm::poisson(mean), draw_poisson(mean, u), u, mean < 30.0 ? 1e-13 : 1e-6);
    }
    for (const double size : {0.5, 4.0, 32.0, 100.0, 1e5}) {
      for (const double mean : {3.0, 33.0, 50.0, 1000.0}) {
        CAPTURE(size, mean);
        check_quantile(negative_binomial_of(mean, size), draw_negative_binomial(mean, size, u), u, 3e-6);
      }
    }
  }
}

TEST_CASE("a greater uniform number never gives a smaller count", "[draws]") {
  for (const auto& [n, p] : trials) {
    CAPTURE(n, p);
    const bool from_zero = n * (std::min)(p, 1.0 - p) <= 30.0;
    double last = draw_binomial(n, p, from_zero ? least : 1e-5);
    for (int i = 1; i < 5000; ++i) {
      const double now = draw_binomial(n, p, i / 5000.0);
      REQUIRE(now >= last);
      last = now;
    }
    REQUIRE(draw_binomial(n, p, from_zero ? 1.0 - least : 1.0 - 1e-5) >= last);
  }
}

TEST_CASE("certain draws", "[draws]") {
  for (const double u : {least, 0.25, 0.5, 1.0 - least}) {
    CHECK(draw_binomial(0.0, 0.3, u) == 0.0);
    CHECK(draw_binomial(0.0, 1.0, u) == 0.0);
    CHECK(draw_binomial(17.0, 0.0, u) == 0.0);
    CHECK(draw_binomial(17.0, 1.0, u) == 17.0);
    CHECK(draw_binomial(0x1p53, 0.0, u) == 0.0);
    CHECK(draw_binomial(0x1p53, 1.0, u) == 0x1p53);
    CHECK(draw_binomial(50.0, 5e-324, u) == 0.0);
    CHECK(draw_poisson(0.0, u) == 0.0);
    CHECK(draw_poisson(5e-324, u) == 0.0);
    CHECK(draw_negative_binomial(0.0, 2.0, u) == 0.0);
    CHECK(draw_negative_binomial(4.0, infinity, u) == draw_poisson(4.0, u));
  }
}

TEST_CASE("draws stay in range and end, for any uniform number", "[draws]") {
  std::vector<double> extremes = {least, 3 * least, 1e-12, 0.5, 1.0 - 1e-12, 1.0 - 3 * least, 1.0 - least};
  for (const double u : extremes) {
    CAPTURE(u);
    for (const double n : {1.0, 2.0, 3.0, 5.0, 29.0, 60.0, 100.0, 1000.0, 1e6, 1e8}) {
      for (const double p : {1e-300, 1e-17, 1e-9, 1e-3, 0.1, 0.3, 0.49, 0.5, 0.51, 0.9, 0.999, 1.0 - 0x1p-53}) {
        CAPTURE(n, p);
        const double k = draw_binomial(n, p, u);
        REQUIRE((k >= 0.0 && k <= n && k == std::floor(k)));
        // Chernoff: beyond this many standard deviations lies less than 10⁻²⁰.
        const double mean = n * p;
        REQUIRE(std::abs(k - mean) <= 12.0 * std::sqrt(mean * (1.0 - p)) + 40.0);
      }
    }
    for (const double mean : {1e-9, 0.5, 29.9, 30.1, 1e3, 1e8}) {
      CAPTURE(mean);
      REQUIRE(std::abs(draw_poisson(mean, u) - mean) <= 12.0 * std::sqrt(mean) + 40.0);
      for (const double size : {0.5, 2.0, 50.0, 1e9}) {
        const double k = draw_negative_binomial(mean, size, u);
        REQUIRE((k >= 0.0 && k < 1e10 && k == std::floor(k)));
      }
    }
  }
}

TEST_CASE("faults B10 walks by blocks end where walks by steps do", "[draws]") {
  for (int i = 1; i < 200; ++i) {
    const double u = i / 200.0;
    CAPTURE(u);
    for (const double mean : {2e8, 1e9}) check_quantile(bm::poisson(mean), detail::walk_poisson(mean, u), u, 1e-6);
    for (const double p : {0.5, 0.02}) check_quantile(bm::binomial(1e10, p), draw_binomial(1e10, p, u), u, 1e-6);
    for (const double size : {0.3, 2.0, 25.0}) {
      for (const double mean : {4e4, 1e6}) {
        CAPTURE(size, mean);
        check_quantile(negative_binomial_of(mean, size), draw_negative_binomial(mean, size, u), u, 1e-11);
      }
    }
  }
  // Step by step in long doubles, and from the middle of what the next count has.
  const long double mean = 3e6L;
  const long double size = 1.5L;
  const long double ratio = mean / (size + mean);
  long double chance = std::exp(-size * std::log1p(mean / size));
  long double at_most = chance;
  for (long double k = 0; k < 9e6L; ++k) {
    chance *= ratio * (k + size) / (k + 1);
    at_most += chance;
    if (std::fmod(k, 500'000.0L) == 499'999.0L) {
      const auto u = static_cast<double>(at_most - chance / 2);
      CHECK(draw_negative_binomial(3e6, 1.5, u) == static_cast<double>(k + 1));
    }
  }
}
