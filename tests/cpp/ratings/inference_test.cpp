#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include <probation/ratings/aggregate.hpp>
#include <probation/ratings/band_chances.hpp>
#include <probation/ratings/interval.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::ratings;

namespace {

constexpr case_rule usual{};
constexpr auto wilson = interval_method::wilson;
constexpr auto exact = interval_method::clopper_pearson;
constexpr auto jeffreys = interval_method::jeffreys;

double choose(int n, int k) {
  double c = 1;
  for (int i = 1; i <= k; ++i) c = c * (n - k + i) / i;
  return k < 0 || k > n ? 0 : c;
}

double sum(const rating_chances& c) { return std::accumulate(c.begin(), c.end(), 0.0); }

}  // namespace

TEST_CASE("intervals of Newcombe's examples") {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: methods 3 and 5.
  struct row {
    int x, n;
    double wilson_low, wilson_high, exact_low, exact_high;
  };
  for (const auto& r : {row{81, 263, 0.2553, 0.3662, 0.2527, 0.3676}, row{15, 148, 0.0624, 0.1605, 0.0578, 0.1617},
                        row{0, 20, 0.0000, 0.1611, 0.0000, 0.1684}, row{1, 29, 0.0061, 0.1718, 0.0009, 0.1776}}) {
    const auto w = share_interval(r.x, r.n, 0.95, wilson);
    const auto e = share_interval(r.x, r.n, 0.95, exact);
    CHECK(std::abs(w.low - r.wilson_low) < 5e-5);
    CHECK(std::abs(w.high - r.wilson_high) < 5e-5);
    CHECK(std::abs(e.low - r.exact_low) < 5e-5);
    CHECK(std::abs(e.high - r.exact_high) < 5e-5);
  }
}

TEST_CASE("differences of Newcombe's examples") {
  // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II: method 10.
  struct row {
    int x, n, y, m;
    double low, high;
  };
  for (const auto& r :
       {row{56, 70, 48, 80, 0.0524, 0.3339}, row{9, 10, 3, 10, 0.1705, 0.8090}, row{5, 56, 0, 29, -0.0381, 0.1926},
        row{0, 10, 0, 10, -0.2775, 0.2775}, row{10, 10, 0, 10, 0.6075, 1.0000}}) {
    const auto d = difference_interval(r.x, r.n, r.y, r.m, 0.95);
    CHECK(std::abs(d.low - r.low) < 5e-5);
    CHECK(std::abs(d.high - r.high) < 5e-5);
    const auto other = difference_interval(r.y, r.m, r.x, r.n, 0.95);
    CHECK(std::abs(other.low + d.high) < 1e-12);
  }
}

TEST_CASE("intervals are symmetric, hold the share, and widen with the level") {
  for (const auto method : {wilson, exact, jeffreys}) {
    for (const std::optional<int> population : {std::optional<int>(), std::optional<int>(60)}) {
      for (int n : {1, 2, 7, 30, 59}) {
        for (int x = 0; x <= n; ++x) {
          const auto a = share_interval(x, n, 0.9, method, population);
          const auto b = share_interval(n - x, n, 0.9, method, population);
          // Quantiles of counts step where the sum meets the level: there one side may be a count off.
          const double step = method == jeffreys && population ? 1.0 / 60 + 1e-12 : 1e-9;
          REQUIRE(std::abs(a.low + b.high - 1) <= step);
          const auto wide = share_interval(x, n, 0.99, method, population);
          REQUIRE(wide.low <= a.low);
          REQUIRE(wide.high >= a.high);
          if (method != jeffreys && !population) {
            REQUIRE(a.low <= static_cast<double>(x) / n + 1e-12);
            REQUIRE(a.high >= static_cast<double>(x) / n - 1e-12);
          }
        }
      }
    }
  }
}

TEST_CASE("the exact interval of a small population is what its definition says") {
  const int N = 23;
  const double alpha = 0.1;
  for (int n = 1; n < N; ++n) {
    for (int x = 0; x <= n; ++x) {
      int low = N;
      int high = 0;
      for (int K = x; K <= N - n + x; ++K) {
        double up = 0;
        double down = 0;
        for (int k = 0; k <= n; ++k) {
          const double p = choose(K, k) * choose(N - K, n - k) / choose(N, n);
          if (k >= x) up += p;
          if (k <= x) down += p;
        }
        if (up > alpha / 2) low = (std::min)(low, K);
        if (down > alpha / 2) high = (std::max)(high, K);
      }
      const auto i = share_interval(x, n, 1 - alpha, exact, N);
      REQUIRE(i.low == static_cast<double>(low) / N);
      REQUIRE(i.high == static_cast<double>(high) / N);
    }
  }
}

TEST_CASE("in a large population the sample is as good as from an endless one; all of it is no longer a sample") {
  for (const auto method : {wilson, exact, jeffreys}) {
    const auto endless = share_interval(30, 60, 0.95, method);
    const auto large = share_interval(30, 60, 0.95, method, 1'000'000);
    CHECK(std::abs(endless.low - large.low) < 1e-4);
    CHECK(std::abs(endless.high - large.high) < 1e-4);
    const auto small = share_interval(30, 60, 0.95, method, 80);
    CHECK(small.low > endless.low);
    CHECK(small.high < endless.high);
    CHECK(share_interval(30, 60, 0.95, method, 60) == interval{0.5, 0.5});
  }
}

TEST_CASE("samples that cannot be are refused") {
  CHECK_THROWS(share_interval(1, 0, 0.95, wilson));
  CHECK_THROWS(share_interval(3, 2, 0.95, wilson));
  CHECK_THROWS(share_interval(-1, 2, 0.95, wilson));
  CHECK_THROWS(share_interval(1, 2, 1.0, wilson));
  CHECK_THROWS(share_interval(1, 2, 0.0, wilson));
  CHECK_THROWS(share_interval(1, 2, 0.9, wilson, 1));
  CHECK_THROWS(share_interval(1, 2, 0.9, jeffreys, 2'000'000'000));  // would need as many numbers
  CHECK_THROWS(band_chances({{"a", {1, 2}}}, usual, {}, 2'000'000'000));
}

TEST_CASE("the beta-binomial adds to 1 and has its moments") {
  for (const int n : {0, 1, 5, 60, 5000}) {
    for (const double a : {0.5, 1.0, 7.5, 4000.5}) {
      for (const double b : {0.5, 1.0, 30.5}) {
        const auto p = ratings::detail::beta_binomial(n, a, b);
        double total = 0;
        double mean = 0;
        double square = 0;
        for (std::size_t k = 0; k < p.size(); ++k) {
          const auto x = static_cast<double>(k);
          total += p[k];
          mean += x * p[k];
          square += x * x * p[k];
        }
        const double m = n * a / (a + b);
        const double v = n * a * b * (a + b + n) / ((a + b) * (a + b) * (a + b + 1));
        CHECK(std::abs(total - 1) < 1e-12);
        CHECK(std::abs(mean - m) <= 1e-9 * (1 + m));
        CHECK(std::abs(square - mean * mean - v) <= 1e-6 * (1 + v));
      }
    }
  }
}

TEST_CASE("chances of one question with a uniform prior are powers") {
  // 1 of 1 with beta(1, 1) before: beta(2, 1), whose chance below x is x^2. Rounded half up, 50 begins at 49.5.
  const auto c = band_chances({{"a", {1, 1}}}, usual, {prior::uniform, rounding::half_up, dependence::independent});
  CHECK(c[0] == Approx(0.495 * 0.495));
  CHECK(c[1] == Approx(0.645 * 0.645 - 0.495 * 0.495));
  CHECK(c[2] == Approx(0.795 * 0.795 - 0.645 * 0.645));
  CHECK(c[3] == Approx(1 - 0.795 * 0.795));
  const auto down = band_chances({{"a", {1, 1}}}, usual, {prior::uniform, rounding::down, dependence::independent});
  CHECK(down[0] == Approx(0.25));
  // A second sample of one case: sufficient with chance 2/3.
  const auto again = reinspection_chances({{"a", {1, 1}}}, usual, {prior::uniform, rounding::half_up, {}});
  CHECK(again[0] == Approx(1.0 / 3));
  CHECK(again[3] == Approx(2.0 / 3));
}

TEST_CASE("the lowest of several questions") {
  const named<question_count> one = {{"a", {36, 60}}};
  const named<question_count> three = {{"a", {36, 60}}, {"b", {36, 60}}, {"c", {36, 60}}};
  const auto single = band_chances(one, usual);
  const auto independent = band_chances(three, usual);
  chance_options together;
  together.dependence = dependence::comonotone;
  CHECK(band_chances(three, usual, together) == single);
  CHECK(independent[0] == Approx(1 - std::pow(1 - single[0], 3)));
  for (const auto& c : {single, independent}) CHECK(sum(c) == Approx(1));
}

TEST_CASE("a population that was seen whole leaves nothing to chance") {
  const named<question_count> counts = {{"a", {36, 60}}, {"b", {48, 60}}};
  CHECK(band_chances(counts, usual, {}, 60) == rating_chances{0, 1, 0, 0});
  const auto some = band_chances(counts, usual, {}, 80);
  const auto many = band_chances(counts, usual, {}, 1'000'000);
  const auto endless = band_chances(counts, usual);
  CHECK(some[1] > many[1]);
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(many[i] - endless[i]) < 1e-4);
  CHECK_THROWS(band_chances(counts, usual, {}, 59));
}

TEST_CASE("another sample differs more often than the truth does") {
  const named<question_count> counts = {{"a", {36, 60}}};
  const auto truth = band_chances(counts, usual);
  const auto again = reinspection_chances(counts, usual);
  CHECK(1 - again[1] > 1 - truth[1]);
  const auto large = reinspection_chances(counts, usual, {}, {1'000'000});
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(large[i] - truth[i]) < 1e-4);
  CHECK_THROWS(reinspection_chances(counts, usual, {}, {1, 2}));
  CHECK_THROWS(reinspection_chances(counts, usual, {}, {0}));
  case_rule unrated;
  unrated.rated = false;
  CHECK_THROWS(band_chances(counts, unrated));
}

TEST_CASE("sample sizes") {
  CHECK(sample_size(std::nullopt) == 165);  // 1.28155^2 x 0.25 / 0.05^2 = 164.24
  CHECK(sample_size(400) == 117);           // 164.24 / (1 + 163.24 / 400) = 116.6
  CHECK(sample_size(1) == 1);
  CHECK(sample_size(20) == 18);
  CHECK(sample_size(std::nullopt, 0.95, 0.03) == 1068);  // the pollster's thousand
  for (int n = 1; n <= 3000; ++n) {
    REQUIRE(sample_size(n) <= n);
    REQUIRE(sample_size(n) <= sample_size(n + 1));
  }
  CHECK_THROWS(sample_size(0));
  CHECK_THROWS(sample_size(std::nullopt, 1.0));
  CHECK_THROWS(sample_size(std::nullopt, 0.8, 0.0));
}

TEST_CASE("a region weighs its units by caseload") {
  const auto a = aggregate({{"large", {{15, 60}, 900}}, {"small", {{45, 60}, 100}}});
  CHECK(a.share == Approx(0.9 * 0.25 + 0.1 * 0.75));
  CHECK(a.effective_size == Approx(60 / (0.81 + 0.01)));
  CHECK(a.range.low < a.share);
  CHECK(a.range.high > a.share);
  // Equal samples of equal caseloads are one sample.
  const auto equal = aggregate({{"a", {{15, 60}, 10}}, {"b", {{45, 60}, 10}}});
  const auto pooled = share_interval(60, 120, 0.95, wilson);
  CHECK(equal.range.low == Approx(pooled.low));
  CHECK(equal.range.high == Approx(pooled.high));
  CHECK_THROWS(aggregate({}));
  CHECK_THROWS(aggregate({{"a", {{1, 2}, 0}}}));
  CHECK_THROWS(aggregate({{"a", {{3, 2}, 1}}}));
}
