#include "../catch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <probation/engine/draws.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/summary.hpp>

using namespace probation;

namespace {

std::vector<double> numbers(std::size_t n, double scale, bool whole) {
  std::vector<double> out;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double u = uniform({1, 9}, {i, 0, 5});
    out.push_back(whole ? draw_poisson(scale, u) : scale * (0.8 + 0.4 * u));
  }
  return out;
}

point_summary of(const std::vector<double>& xs) {
  point_summary s;
  for (const double x : xs) s.add(x);
  s.compact();
  return s;
}

}  // namespace

TEST_CASE("summaries merge to the same bits in any order", "[engine]") {
  const auto xs = numbers(5'000, 1.2, false);
  const point_summary all = of(xs);
  point_summary a, b, c;
  for (std::size_t i = 0; i < xs.size(); ++i) (i % 3 == 0 ? a : i % 3 == 1 ? b : c).add(xs[i]);
  point_summary left = c;
  left.add(a);
  left.add(b);
  point_summary right = b;
  right.add(c);
  right.add(a);
  left.compact();
  right.compact();
  CHECK(left == right);
  CHECK(left == all);
}

TEST_CASE("quantiles of whole numbers are exact, of others within 0.05 %", "[engine]") {
  for (const bool whole : {true, false}) {
    auto xs = numbers(2'000, whole ? 60.0 : 1.3, whole);
    const point_summary s = of(xs);
    std::sort(xs.begin(), xs.end());
    for (const double q : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) {
      const double exact = xs[static_cast<std::size_t>(std::ceil(q * 2'000.0)) - 1];
      if (whole) {
        CHECK(s.quantile(q, true) == exact);
      } else {
        CHECK(std::abs(s.quantile(q, false) / exact - 1.0) < 0.0005);
      }
    }
    CHECK(s.quantile(0.0, whole) == Approx(xs.front()).epsilon(0.0005));
    CHECK(s.quantile(1.0, whole) == xs.back());
  }
}

TEST_CASE("probabilities of at most and at least are exact at bin edges", "[engine]") {
  const point_summary s = of({0.999, 1.0, 1.0, 1.0000001, 1.2, 60.0, 61.0, -0.115, 0.0, 2.5});
  CHECK(s.at_most(1.0) == 0.5);
  CHECK(s.at_most(60.0) == 0.9);
  CHECK(s.at_most(-0.125) == 0.0);
  CHECK(s.at_most(0.0) == 0.2);
  CHECK(s.at_least(61.0) == 0.1);
  CHECK(s.at_least(-1.0) == 1.0);
  CHECK(of({-1.0, -0.5, -0.25}).at_most(-0.5) == Approx(2.0 / 3.0));
  CHECK(of({-1.0, -0.5, -0.25}).at_most(-1.0) == Approx(1.0 / 3.0));
}

TEST_CASE("mean and variance agree with plain sums", "[engine]") {
  // Terms are rounded to 2^-40: 5e-13 at most.
  for (const double scale : {1e-2, 1.0, 3e6}) {
    const auto xs = numbers(4'000, scale, false);
    const point_summary s = of(xs);
    long double sum = 0;
    for (const double x : xs) sum += x;
    const auto mean = static_cast<double>(sum / 4'000);
    long double squares = 0;
    for (const double x : xs) squares += (x - mean) * (x - mean);
    CHECK(s.mean() == Approx(mean).epsilon(1e-9));
    CHECK(s.variance() == Approx(static_cast<double>(squares / 3'999)).epsilon(1e-6));
  }
}

TEST_CASE("infinite numbers count at the top", "[engine]") {
  const double inf = std::numeric_limits<double>::infinity();
  const point_summary s = of({1.0, 2.0, inf});
  CHECK(s.mean() == inf);
  CHECK(s.quantile(0.5, true) == 2.0);
  CHECK(s.quantile(0.9, true) == inf);
  CHECK(s.at_most(2.0) == Approx(2.0 / 3.0));
}
