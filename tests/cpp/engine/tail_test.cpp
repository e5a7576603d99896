#include "../catch.hpp"

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <limits>

#include <probation/engine/tail.hpp>

using namespace probation;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

long double exact(double mean, double size, double threshold) {
  const long double m = mean;
  if (size == infinity) {
    return cdf(complement(boost::math::poisson_distribution<long double>(m), threshold));
  }
  const long double s = size;
  return cdf(complement(boost::math::negative_binomial_distribution<long double>(s, s / (s + m)), threshold));
}

double relative_error(double mean, double size, double threshold) {
  const long double expected = exact(mean, size, threshold);
  return static_cast<double>(std::abs((negative_binomial_above(mean, size, threshold) - expected) / expected));
}

}  // namespace

TEST_CASE("the tail agrees with Boost.Math to 1e-12", "[tail]") {
  for (const double mean : {0.001, 0.5, 5.0, 36.0, 52.5, 300.0}) {
    for (const double size : {0.3, 1.0, 3.0, 10.0, 100.0, 1e4, infinity}) {
      for (const double times : {0.0, 0.5, 0.9, 1.0, 1.2, 2.0, 5.0}) {
        const double threshold = std::floor(times * mean);
        if (exact(mean, size, threshold) < 1e-260L) continue;
        CAPTURE(mean, size, threshold);
        CHECK(relative_error(mean, size, threshold) < 1e-12);
      }
    }
  }
}

TEST_CASE("the tail of a mean whose P(0) is too small for a double", "[tail]") {
  for (const double size : {50.0, 1000.0, infinity}) {
    for (const double threshold : {0.0, 1000.0, 4500.0, 5000.0, 5200.0, 6000.0}) {
      CAPTURE(size, threshold);
      CHECK(relative_error(5000.0, size, threshold) < 2e-12);
    }
  }
  CHECK(negative_binomial_above(1e9, infinity, 60.0) == 1.0);
  CHECK(relative_error(1e5, infinity, 100'500.0) < 1e-9);
}

TEST_CASE("the ends of the tail's domain", "[tail]") {
  CHECK(negative_binomial_above(0.0, 3.0, 0.0) == 0.0);
  CHECK(negative_binomial_above(0.0, infinity, 7.0) == 0.0);
  CHECK(negative_binomial_above(5.0, 2.0, 1e6) == 0.0);
  CHECK(negative_binomial_above(1e-300, 1.0, 3.0) == 0.0);
  CHECK(std::abs(negative_binomial_above(36.0, 1e12, 60.0) / negative_binomial_above(36.0, infinity, 60.0) - 1.0) <
        1e-9);
  double last = 1.0;
  for (double threshold = 0.0; threshold < 200.0; threshold += 1.0) {
    const double now = negative_binomial_above(42.0, 12.0, threshold);
    CHECK(now < last);
    last = now;
  }
}
