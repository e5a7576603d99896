#include "../catch.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <probation/engine/draws.hpp>
#include <probation/engine/stream.hpp>

#include "draws.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

namespace bm = boost::math;

// How far draws are from a distribution. A right sampler exceeds any of the three bounds once in 10⁶; the uniform
// numbers are fixed, so a pass stays a pass.
struct comparison {
  double chi_square;        // of the counts
  double chi_square_bound;  // its 1 − 10⁻⁶ quantile
  double mean_error;        // in standard errors
  double variance_error;    // in standard errors
};

bool agrees(const comparison& c) {
  return c.chi_square <= c.chi_square_bound && std::abs(c.mean_error) < 5.0 && std::abs(c.variance_error) < 5.0;
}

// Compares n draws with a distribution of Boost.Math. Neighbouring counts share a cell until 20 draws are expected
// in it. With 400,000 draws and 20 cells, probabilities that are 2 % wrong (root mean square) give a chi-square of
// about 20 + 160, where 65 is allowed; "a wrong sampler is noticed" shows it.
template <class Distribution, class Draw>
comparison compare(const Distribution& d, Draw draw, std::uint64_t cell, std::uint32_t n = 400'000) {
  const double total = n;
  const double centre = mean(d);
  const double spread = standard_deviation(d);
  const double low = (std::max)(0.0, std::floor(centre - 8.0 * spread));
  const double high = std::ceil(centre + 12.0 * spread + 20.0);

  std::vector<double> ends;      // the last count of each cell but the final, open one
  std::vector<double> expected;  // draws expected in each
  double taken = 0.0;
  double gathered = low > 0.0 ? total * cdf(d, low - 1.0) : 0.0;
  const double top = (std::min)(high, support(d).second);
  for (double k = low; k <= top; k += 1.0) {
    gathered += total * pdf(d, k);
    if (gathered >= 20.0 && total - taken - gathered >= 20.0) {
      ends.push_back(k);
      expected.push_back(gathered);
      taken += gathered;
      gathered = 0.0;
    }
  }
  expected.push_back(total - taken);

  std::vector<double> counts(expected.size());
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double drawn = draw(uniform({20, 1}, {i, 0, cell}));
    counts[static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), drawn) - ends.begin())] += 1.0;
    sum += drawn - centre;
    squares += (drawn - centre) * (drawn - centre);
  }
  double chi_square = 0.0;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    chi_square += (counts[c] - expected[c]) * (counts[c] - expected[c]) / expected[c];
  }
  const double freedom = static_cast<double>(counts.size() - 1);
  const double variance = spread * spread;
  // A fair coin has no error of variance; rounding then takes its place.
  const double error_of_variance = variance * std::sqrt(std::max(1e-20, (2.0 + kurtosis_excess(d)) / total));
  return {chi_square, freedom > 0.0 ? quantile(complement(bm::chi_squared(freedom), 1e-6)) : 1e-9,
          sum / total / (spread / std::sqrt(total)), (squares / total - variance) / error_of_variance};
}

template <class Distribution, class Draw>
void check_distribution(const Distribution& d, Draw draw, std::uint64_t cell, std::uint32_t n = 400'000) {
  const comparison found = compare(d, draw, cell, n);
  CAPTURE(found.chi_square, found.chi_square_bound, found.mean_error, found.variance_error);
  CHECK(agrees(found));
}

}  // namespace

TEST_CASE("binomial draws have the binomial distribution", "[draws][statistics]") {
  std::uint64_t cell = 0;
  for (const trial& t : trials) {
    CAPTURE(t.n, t.p);
    check_distribution(bm::binomial(t.n, t.p), [&t](double u) { return draw_binomial(t.n, t.p, u); }, ++cell);
  }
}

TEST_CASE("a wrong sampler is noticed", "[draws][statistics]") {
  for (const auto& [n, p] : trials) {
    CAPTURE(n, p);
    const bm::binomial d(n, p);
    const double wrong_p = p > 0.5 ? 1.0 - 1.1 * (1.0 - p) : 1.1 * p;  // a tenth off
    const auto wrong = [n = n, p = wrong_p](double u) { return draw_binomial(n, p, u); };
    CHECK_FALSE(agrees(compare(d, wrong, 600)));
  }
  // The slips that a sampler of this kind is prone to, at n p on each side of 30.
  for (const trial& t : {trial{100, 0.1}, trial{1000, 0.05}, trial{2604, 0.07}}) {
    CAPTURE(t.n, t.p);
    const bm::binomial d(t.n, t.p);
    const double spread = standard_deviation(d);
    const auto normal = [&](double u) {  // the approximation that is not used
      return std::round(quantile(bm::normal(t.n * t.p, spread), u));
    };
    const auto one_more = [&](double u) { return draw_binomial(t.n + 1.0, t.p, u); };
    const auto poisson = [&](double u) { return draw_poisson(t.n * t.p, u); };
    const auto early = [&](double u) {  // a walk that ends three standard deviations out
      return (std::min)(draw_binomial(t.n, t.p, u), std::floor(t.n * t.p + 3.0 * spread));
    };
    CHECK_FALSE(agrees(compare(d, normal, 601)));
    if (t.n < 1000.0) CHECK_FALSE(agrees(compare(d, one_more, 602)));  // beyond that 400,000 draws are too few
    CHECK_FALSE(agrees(compare(d, poisson, 603)));
    CHECK_FALSE(agrees(compare(d, early, 604)));
  }
}

TEST_CASE("draws with a mean of a million have their distribution", "[draws][statistics]") {
  check_distribution(bm::binomial(1e7, 0.1), [](double u) { return draw_binomial(1e7, 0.1, u); }, 101, 100'000);
  check_distribution(bm::poisson(1e6), [](double u) { return draw_poisson(1e6, u); }, 102, 100'000);
}

TEST_CASE("poisson draws have the Poisson distribution", "[draws][statistics]") {
  std::uint64_t cell = 200;
  for (const double mean : {0.01, 0.7, 5.0, 12.5, 30.0, 30.01, 47.3, 100.0, 1000.5}) {
    CAPTURE(mean);
    check_distribution(bm::poisson(mean), [mean](double u) { return draw_poisson(mean, u); }, ++cell);
  }
}

TEST_CASE("negative binomial draws have their distribution", "[draws][statistics]") {
  std::uint64_t cell = 300;
  for (const double size : {0.3, 1.0, 3.5, 31.9, 32.0, 200.0, 1e6}) {
    for (const double mean : {0.2, 5.0, 32.5, 80.0, 400.0}) {
      CAPTURE(mean, size);
      check_distribution(
          negative_binomial_of(mean, size), [=](double u) { return draw_negative_binomial(mean, size, u); }, ++cell,
          200'000);
    }
  }
}

TEST_CASE("scenarios that share a uniform number get neighbouring counts", "[draws][statistics]") {
  // A probability 3 % higher moves a count by its mean difference and hardly ever back: the two samplers, from 0
  // and from the mode, meet at n p = 30 without a break.
  for (const trial& t : {trial{36, 0.05}, trial{1000, 0.0295}, trial{2604, 0.07}, trial{100, 0.49}}) {
    CAPTURE(t.n, t.p);
    double drop = 0.0;
    double squares = 0.0;
    constexpr std::uint32_t n = 100'000;
    for (std::uint32_t i = 0; i < n; ++i) {
      const double u = uniform({1, 1}, {i, 0, 4});
      const double gain = draw_binomial(t.n, t.p * 1.03, u) - draw_binomial(t.n, t.p, u);
      if (gain < 0.0) drop += 1.0;
      squares += gain * gain;
    }
    const double shift = 0.03 * t.n * t.p;
    CHECK(drop <= 1.0);
    CHECK(squares / n < shift * shift + shift + 1.0);  // independent draws would give 2 n p (1 − p) more
  }
}

TEST_CASE("the ring gives every count its probability wherever the mode is said to lie", "[draws][statistics]") {
  const double n = 200.0;
  const double p = 0.25;
  const double mode = 50.0;
  const detail::recurrence law{-p / (1.0 - p), (n + 1.0) * p / (1.0 - p)};
  const double chance = detail::binomial_chance(mode, n - mode, 0.0);
  for (const double place : {0.3, 0.5, 0.7, 0.9}) {
    CAPTURE(place);
    check_distribution(
        bm::binomial(n, p), [&](double u) { return detail::invert_from_mode(law, mode, chance, place, u); }, 400);
  }
}

TEST_CASE("the probability at the mode is exact and its place is right to a millionth", "[draws]") {
  for (const double n : {61.0, 100.0, 333.0, 1000.0, 1e4, 1e6}) {
    for (const double p : {1e-4, 0.001, 0.03, 0.05, 0.1, 0.3, 0.4999, 0.5}) {
      if (n * p <= 30.0) continue;
      CAPTURE(n, p);
      const double mode = std::floor((n + 1.0) * p);
      const double chance = detail::binomial_chance(mode, n - mode, mode - n * p);
      const double place = detail::about_at_most(chance, mode - n * p, 1.0 - 2.0 * p, n * p * (1.0 - p));
      const bm::binomial_distribution<long double> d(n, p);
      CHECK(std::abs(static_cast<double>(chance / pdf(d, mode)) - 1.0) < 5e-14);  // the reference itself errs by 10⁻¹⁴
      CHECK(std::abs(place - static_cast<double>(cdf(d, mode))) < 1e-6);
    }
  }
  for (double mean = 30.01; mean < 1e6; mean *= 1.1) {
    const double mode = std::floor(mean);
    const double chance = detail::poisson_chance(mode, mode - mean);
    const bm::poisson_distribution<long double> d(mean);
    CHECK(std::abs(static_cast<double>(chance / pdf(d, mode)) - 1.0) < 2e-15);
    CHECK(std::abs(detail::about_at_most(chance, mode - mean, 1.0, mean) - static_cast<double>(cdf(d, mode))) < 1e-6);
  }
}

TEST_CASE("a tiny probability of a huge number counts", "[draws][statistics]") {
  // n p = 2 though 1 − p rounds to 1.
  check_distribution(bm::poisson(2.0), [](double u) { return draw_binomial(0x1p53, 0x1p-52, u); }, 500);
}

TEST_CASE("every machine draws the same counts", "[draws][reproducible]") {
  // The same with g++ 12 and clang 19, from -O0 to -O3 and with -march=native; a difference means that arithmetic
  // was contracted or relaxed, or that a sampler changed: results of earlier versions are then not repeatable and
  // the changelog must say so.
  std::uint64_t digest = 0;
  const auto take = [&](double x) {
    digest = (std::rotl(digest, 29) ^ std::bit_cast<std::uint64_t>(x)) * 0x9E3779B97F4A7C15U;
  };
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const double u = uniform({3, 1}, {i, 0, 0});
    const double v = uniform({3, 1}, {i, 1, 0});
    take(draw_binomial(static_cast<double>(i % 97), v, u));
    take(draw_binomial(static_cast<double>(i), v, u));
    take(draw_binomial(1e6 * v - std::fmod(1e6 * v, 1.0), 0.001, u));
    take(draw_poisson(60.0 * v, u));
    take(draw_negative_binomial(100.0 * v, 1.0 + static_cast<double>(i % 100), u));
  }
  CHECK(digest == 0xfd24d92980e593af);
}

TEST_CASE("faults B10 draws stay near their mean however large it is", "[draws]") {
  for (const double u : {least, 1e-12, 1e-3, 0.3, 0.5, 0.9, 1.0 - 1e-12, 1.0 - least}) {
    CAPTURE(u);
    for (const double mean : {1e9, 1e12, 1e15, 0x1p52}) {
      CAPTURE(mean);
      const double k = draw_poisson(mean, u);
      REQUIRE((k == std::floor(k) && std::abs(k - mean) <= 9.0 * std::sqrt(mean)));
      for (const double size : {17.0, 31.0, 33.0, 1e5, 1e12}) {
        const double drawn = draw_negative_binomial(mean, size, u);
        REQUIRE((drawn >= 0.0 && drawn == std::floor(drawn)));
        REQUIRE(drawn < mean + 20.0 * mean * std::sqrt(1.0 / mean + 1.0 / size));
      }
    }
    for (const double p : {1e-9, 0.3, 0.5, 0.999}) {
      const double k = draw_binomial(0x1p53, p, u);
      REQUIRE(std::abs(k - 0x1p53 * p) <= 9.0 * std::sqrt(0x1p53 * p * (1.0 - p)) + 2.0);
    }
    for (const double size : {1e-300, 1e-12, 1e-6, 0.1, 1.0, 16.0}) {
      REQUIRE(draw_negative_binomial(5.0, size, u) >= 0.0);
    }
    CHECK(draw_poisson(1e20, u) == 1e20);
    CHECK(draw_negative_binomial(1e20, 3.0, u) == 1e20);
    CHECK(draw_binomial(1e20, 0.25, u) == 2.5e19);
  }
}
