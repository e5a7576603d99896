#include "../catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include <probation/engine/dense_counts.hpp>
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

TEST_CASE("summaries do not depend on how numbers come, nor on the room they have", "[engine]") {
  const double inf = std::numeric_limits<double>::infinity();
  const auto with = [](std::vector<double> xs, double more) {
    xs[xs.size() / 2] = more;
    return xs;
  };
  auto both_signs = numbers(3'000, 1.0, false);
  for (std::size_t i = 0; i < both_signs.size(); i += 3) both_signs[i] = -both_signs[i];
  auto steep = numbers(3'000, 1.0, false);
  for (std::size_t i = 0; i < steep.size(); ++i) steep[i] = std::ldexp(steep[i], static_cast<int>(i % 24));
  const std::vector<std::vector<double>> cases = {
      std::vector<double>(3'000, 0.0),
      std::vector<double>(3'000, 0.3),
      numbers(3'000, 3.0, true),
      numbers(3'000, 900.0, true),
      numbers(3'000, 1.2, false),
      with(numbers(3'000, 3.0, true), 0.5),      // no longer whole
      with(numbers(3'000, 3.0, true), 5'000.0),  // no longer near
      with(numbers(3'000, 1.2, false), 1e-9),    // likewise
      with(numbers(3'000, 1.2, false), inf),
      with(numbers(3'000, 3.0, true), std::nan("")),
      both_signs,
      steep,
  };
  for (const auto& xs : cases) {
    const point_summary one_by_one = of(xs);
    for (const std::size_t room : {std::size_t{256}, point_summary::usual_room}) {
      for (const std::size_t rows : {std::size_t{1}, std::size_t{3}, std::size_t{20}}) {
        CAPTURE(xs.front(), room, rows);
        point_summary s;
        for (std::size_t i = 0; i < xs.size(); i += 50 * rows) s.add({xs.data() + i, 50, rows, 50}, room);
        s.compact();
        CHECK(s == one_by_one);
        CHECK(s.count() == 3'000);
      }
      point_summary s;
      s.add({xs.data(), xs.size()}, room);
      s.compact();
      CHECK(s == one_by_one);
    }
  }
}

TEST_CASE("counts that lie near are as a map's, however many they are", "[engine]") {
  dense_counts counts;
  std::map<std::uint32_t, std::uint32_t> exact;
  CHECK(counts.empty());
  const auto add = [&](std::uint32_t base, std::uint32_t spread, std::size_t n) {
    std::vector<std::uint32_t> xs;
    for (std::uint32_t i = 0; i < n; ++i) {
      const double u = uniform({1, 9}, {i, 1, base});
      xs.push_back(base + static_cast<std::uint32_t>(u * u * (spread + 1)));
    }
    const auto [low, high] = std::minmax_element(xs.begin(), xs.end());
    if (!counts.add(xs.data(), n, *low, *high, 300)) return false;
    for (const std::uint32_t x : xs) ++exact[x];
    return true;
  };
  CHECK(add(1'000, 50, 2'000));  // two bytes a count
  CHECK(add(950, 20, 300));      // below
  CHECK(add(1'200, 0, 70'000));  // above, and four bytes
  CHECK_FALSE(add(900, 0, 10));  // 301 from end to end
  CHECK_FALSE(add(1'251, 0, 10));
  CHECK(add(1'249, 0, 10));
  CHECK(add(950, 100, 5));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  counts.for_each([&](std::uint32_t x, std::uint32_t n) { found.emplace_back(x, n); });
  CHECK(found == std::vector<std::pair<std::uint32_t, std::uint32_t>>(exact.begin(), exact.end()));
}

TEST_CASE("counts add up whatever room each has", "[engine]") {
  const auto some = [](std::uint32_t base, std::size_t each) {
    dense_counts out;
    for (std::uint32_t k = 0; k < 40; k += 1 + k % 3) {
      const std::vector<std::uint32_t> xs(each - k % 3, base + k);
      REQUIRE(out.add(xs.data(), xs.size(), base + k, base + k, 1'000));
    }
    return out;
  };
  // Alone each fits its byte, or two; two of 200 or of 40,000 do not.
  for (const std::size_t a : {3U, 100U, 200U, 40'000U}) {
    for (const std::size_t b : {3U, 100U, 200U, 40'000U}) {
      for (const std::uint32_t base : {90U, 100U, 117U, 400U}) {
        CAPTURE(a, b, base);
        dense_counts sum = some(100, a);
        const dense_counts other = some(base, b);
        std::map<std::uint32_t, std::uint32_t> exact;
        const auto count = [&](std::uint32_t x, std::uint32_t n) { exact[x] += n; };
        sum.for_each(count);
        other.for_each(count);
        REQUIRE(sum.add(other, 1'000));
        std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
        sum.for_each([&](std::uint32_t x, std::uint32_t n) { found.emplace_back(x, n); });
        CHECK(found == std::vector<std::pair<std::uint32_t, std::uint32_t>>(exact.begin(), exact.end()));
        CHECK(sum.add(dense_counts(), 1));
        dense_counts far = some(2'000, b);
        const dense_counts before = far;
        CHECK_FALSE(far.add(other, 1'000));
        CHECK(far == before);
      }
    }
  }
}

TEST_CASE("sums hold whatever numbers a summary takes, in any order", "[engine]") {
  // By hand: 2^102 and its like are exact in a double, as are their sums here; 0.5 is felt beside none of them.
  const std::vector<double> terms = {0x1p102, -3.0, 0x1p71, 0.5, -0x1p102, 0x1p60, -0x1p70, 1e-12, 0x1p40, -0x1p71};
  exact_sum forwards;
  exact_sum backwards;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    forwards.add(terms[i]);
    exact_sum one;
    one.add(terms[terms.size() - 1 - i]);
    one.add(backwards);
    backwards = one;
  }
  CHECK(forwards == backwards);
  CHECK(forwards.value() == 0x1p60 - 0x1p70 + 0x1p40);
  forwards.add(0x1p70);
  forwards.add(-0x1p60);
  forwards.add(-0x1p40);
  CHECK(forwards.value() == Approx(-2.5).epsilon(1e-11));
  byte_writer to;
  forwards.write(to);
  byte_reader from(to.bytes());
  CHECK(exact_sum::read(from) == forwards);

  exact_sum squares;  // of as many numbers as there may be
  exact_sum part;
  part.add(exact_sum::most * exact_sum::most);
  for (int i = 0; i < 32; ++i) {
    const exact_sum same = part;
    part.add(same);
  }
  squares.add(part);
  CHECK(squares.value() == 0x1p134);
  for (const double x : {-1e-3, -70'000.25, -0x1p75, 0x1p79, -0x1p88}) {
    exact_sum s;
    s.add(x);
    CHECK(s.value() == Approx(x).epsilon(1e-8));
  }

  const double great = exact_sum::most;
  CHECK(of({great, -great}).mean() == 0.0);
  CHECK(of({great, -great}).variance() == 2.0 * great * great);
  CHECK_THROWS_WITH(
      of({1.0, 2.0 * great}),
      "a replicate has 4503599627370496 and numbers are summed up to 2251799813685248 in size: use a greater unit");
  CHECK_THROWS_AS(of({-1e300}), std::overflow_error);
}
