// The row functions of every instruction set that this machine runs, lane by lane against the functions of one number.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <probation/engine/draws.hpp>
#include <probation/engine/expression.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/summary.hpp>
#include <probation/engine/tail.hpp>

#include "catch.hpp"

namespace {

using namespace probation;

using row = std::vector<double>;

constexpr stream_key key{77, 3};

/// A number strictly between 0 and 1 that does not come from the row functions.
double random(std::uint32_t i, std::uint32_t k) { return uniform({1234, 9}, {i, k, 1}); }

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

/// Runs `code` on n lanes from replicate `first` with every table; each must give `expected(lane)` to the bit.
template <class Expected>
void check_rows(opcode code, const row& a, const row& b, const row& c, std::uint32_t first, Expected expected) {
  row wanted(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) wanted[i] = expected(i);
  for (const row_functions* table : kernels::available()) {
    row out(a.size() + 1, -1.0);
    (*table)[code](out.data(), a.data(), b.data(), c.data(), a.size(), {key, {first, 5, 99, 7}});
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool same = bits(out[i]) == bits(wanted[i]) || (std::isnan(out[i]) && std::isnan(wanted[i]));
      if (same) continue;
      CAPTURE(table->instruction_set, static_cast<int>(code), i, a[i], b[i], c[i], out[i], wanted[i]);
      CHECK(same);
      break;
    }
    CHECK(out.back() == -1.0);  // nothing is written beyond the row
  }
}

double number_at(std::uint32_t first, std::size_t i) {
  return uniform(key, {first + static_cast<std::uint32_t>(i), 5, 99, 7});
}

/// Numbers of any size, with the awkward ones among them.
row wide(std::size_t n, std::uint32_t k) {
  const double inf = std::numeric_limits<double>::infinity();
  const double edges[] = {0.0,    -0.0,    1.0,        -1.0,         0.5,     -0.5,         1.5,   -1.5,
                          0x1p52, -0x1p52, 0x1p53 - 1, 0x1p51 + 0.5, 5e-324,  1e-308,       1e308, inf,
                          -inf,   709.9,   -745.5,     std::nan(""), 0x1p-54, 1.0 - 0x1p-53};
  row out(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto at = static_cast<std::uint32_t>(i);
    const double u = random(at, k);
    const double sign = random(at, k + 1) < 0.3 ? -1.0 : 1.0;
    out[i] = u < 0.2 ? edges[static_cast<std::size_t>(random(at, k + 2) * std::size(edges))]
                     : sign * std::exp2(40.0 * random(at, k + 3) - 20.0);
  }
  return out;
}

}  // namespace

TEST_CASE("this machine runs the baseline at least", "[kernels]") {
  REQUIRE(!kernels::available().empty());
  CHECK(std::string(kernels::available().front()->instruction_set) == "baseline");
  CHECK(std::string(kernels::expected().instruction_set) == "baseline");
}

TEST_CASE("arithmetic on rows is that on numbers", "[kernels]") {
  const std::size_t n = GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{32}, std::size_t{4001});
  const row a = wide(n, 0);
  const row b = wide(n, 10);
  for (const opcode code :
       {opcode::copy, opcode::add, opcode::subtract, opcode::multiply, opcode::divide, opcode::smaller, opcode::larger,
        opcode::nearest, opcode::exponential, opcode::logarithm, opcode::leaving}) {
    check_rows(code, a, b, b, 0, [&](std::size_t i) { return detail::apply(code, a[i], b[i]); });
  }
  check_rows(opcode::zero, a, b, b, 0, [](std::size_t) { return 0.0; });
  check_rows(opcode::whole, a, b, b, 0, [&](std::size_t i) {
    const double sum = a[i] + b[i];
    return std::floor(sum) == 0.0 ? 0.0 : std::floor(sum);  // −0 is given as 0
  });
}

TEST_CASE("uniform rows are the numbers of their coordinates", "[kernels]") {
  for (const std::uint32_t first : {0U, 5U, 16U, 31U, 32U, 1'000'003U, 0xFFFFF000U}) {
    for (const std::size_t n : {std::size_t{1}, std::size_t{30}, std::size_t{64}, std::size_t{333}}) {
      const row none(n);
      check_rows(opcode::uniform, none, none, none, first, [&](std::size_t i) { return number_at(first, i); });
    }
  }
}

TEST_CASE("binomial rows are binomial draws", "[kernels]") {
  const std::uint32_t first = GENERATE(0U, 13U, 96U);
  for (const double largest : {1.0, 12.0, 80.0, 1100.0, 1e5, 0x1p53}) {
    for (const double scale : {1.0, 0.3, 0.01, 1e-9}) {
      constexpr std::size_t size = 1500;
      row n(size);
      row p(size);
      for (std::size_t i = 0; i < size; ++i) {
        const auto at = static_cast<std::uint32_t>(i);
        n[i] = std::floor(random(at, 1) * (largest + 1.0));
        p[i] = random(at, 2) * scale;
        if (i % 11 == 0) p[i] = 1.0 - p[i];
        if (i % 37 == 0) p[i] = i % 2 == 0 ? 0.0 : 1.0;
        if (i % 41 == 0) n[i] = 0.0;
        if (i % 43 == 0) p[i] = 5e-324;
        // Long walks are tested less often.
        if (n[i] * p[i] * (1.0 - p[i]) > 1e9) p[i] = 1e6 / n[i];
      }
      check_rows(opcode::binomial, n, p, p, first,
                 [&](std::size_t i) { return draw_binomial(n[i], p[i], number_at(first, i)); });
    }
  }
}

TEST_CASE("poisson and negative binomial rows are their draws", "[kernels]") {
  const std::uint32_t first = GENERATE(0U, 40U);
  for (const double largest : {0.5, 20.0, 60.0, 1000.0, 1e8}) {
    constexpr std::size_t size = 1500;
    row mean(size);
    row shape(size);
    for (std::size_t i = 0; i < size; ++i) {
      const auto at = static_cast<std::uint32_t>(i);
      mean[i] = random(at, 1) * largest;
      shape[i] = std::exp(12.0 * random(at, 2) - 2.0);
      if (i % 17 == 0) mean[i] = 0.0;
      if (i % 19 == 0) shape[i] = std::numeric_limits<double>::infinity();
      if (i % 23 == 0) mean[i] = 30.0;
      if (i % 29 == 0) shape[i] = 32.0;
      if (largest > 1e6 && shape[i] < 1e5) shape[i] += 1e5;  // right, but long walks
    }
    check_rows(opcode::poisson, mean, shape, shape, first,
               [&](std::size_t i) { return draw_poisson(mean[i], number_at(first, i)); });
    check_rows(opcode::negative_binomial, mean, shape, shape, first,
               [&](std::size_t i) { return draw_negative_binomial(mean[i], shape[i], number_at(first, i)); });
  }
}

TEST_CASE("rows of tails are tails", "[kernels]") {
  for (const double threshold : {0.0, 1.0, 60.0, 700.0}) {
    constexpr std::size_t size = 600;
    row mean(size);
    row shape(size);
    row limit(size, threshold);
    for (std::size_t i = 0; i < size; ++i) {
      const auto at = static_cast<std::uint32_t>(i);
      mean[i] = std::exp(9.0 * random(at, 1) - 2.0);
      shape[i] = std::exp(8.0 * random(at, 2) - 2.0);
      if (i % 17 == 0) mean[i] = 0.0;
      if (i % 19 == 0) shape[i] = std::numeric_limits<double>::infinity();
    }
    check_rows(opcode::above, mean, shape, limit, 0,
               [&](std::size_t i) { return negative_binomial_above(mean[i], shape[i], limit[i]); });
    limit[3] += 2.0;
    check_rows(opcode::above, mean, shape, limit, 0,
               [&](std::size_t i) { return negative_binomial_above(mean[i], shape[i], limit[i]); });
  }
}

namespace {

/// Sums of numbers and of their squares, one after the other.
struct two_sums {
  exact_sum numbers;
  exact_sum squares;

  explicit two_sums(const row& x) {
    for (const double y : x) {
      numbers.add(y);
      squares.add(y * y);
    }
  }
  explicit two_sums(const row_digest& d) {
    numbers.add_parts(d.sum_high, d.sum_low);
    squares.add_parts(d.square_high, d.square_low);
  }
  friend bool operator==(const two_sums&, const two_sums&) = default;
};

}  // namespace

TEST_CASE("digests of rows are sums of their numbers", "[kernels]") {
  constexpr std::size_t apart = 40;
  for (const auto& [n, rows] : {std::pair<std::size_t, std::size_t>{1, 1}, {5, 1}, {32, 1}, {37, 4}, {32, 8}}) {
    // Any numbers; then counts (a scale below 0), of which only the last row has one beyond 2²².
    for (const double scale : {1.0, 1e-7, 1e4, 8e9, -3.0, -5000.0, -0x1p22, -0x1p23}) {
      row all(apart * rows, std::nan(""));  // between the rows
      row x;
      for (std::size_t i = 0; i < n * rows; ++i) {
        double y = scale * (2.0 * random(static_cast<std::uint32_t>(i), 3) - 1.0);
        if (i % 5 == 0) y = std::floor(y);
        if (scale < 0.0) y = std::floor(std::abs(y));
        if (i % 7 == 0) y = i % 2 == 0 ? 0.0 : -0.0;
        if (i == 3 && scale < 0.0) y = -scale;
        x.push_back(y);
        all[i / n * apart + i % n] = y;
      }
      const row_block block{all.data(), n, rows, apart};
      const two_sums sums(x);
      for (const row_functions* table : kernels::available()) {
        CAPTURE(table->instruction_set, n, rows, scale);
        row_digest d;
        std::vector<std::uint32_t> keys(x.size() + 1, 7);
        REQUIRE(table->digest(block, d, keys.data()));
        row_digest counted;
        std::vector<std::uint32_t> counts(x.size() + 1, 7);
        const bool whole =
            std::all_of(x.begin(), x.end(), [](double y) { return y >= 0.0 && y == std::floor(y) && y <= 0x1p22; });
        REQUIRE(table->digest_counts(block, counted, counts.data()) == whole);
        if (whole) {
          CHECK((two_sums(counted) == sums));
          CHECK(bits(counted.least) == bits(d.least));
          CHECK(bits(counted.most) == bits(d.most));
          for (std::size_t i = 0; i < x.size(); ++i) CHECK(counts[i] == x[i]);
        }
        CHECK(counts.back() == 7);
        CHECK((two_sums(d) == sums));
        CHECK(bits(d.least) == bits(*std::min_element(x.begin(), x.end()) + 0.0));
        CHECK(bits(d.most) == bits(*std::max_element(x.begin(), x.end()) + 0.0));
        CHECK(keys.back() == 7);
        bool ordered = true;
        for (std::size_t i = 0; i < x.size(); ++i) {
          for (std::size_t k = 0; k < x.size(); ++k) {
            ordered = ordered && (keys[i] >= keys[k] || x[i] < x[k]) && (x[i] != x[k] || keys[i] == keys[k]);
          }
        }
        CHECK(ordered);
      }
    }
  }
}

TEST_CASE("the sums of a digest hold as many numbers as it takes", "[kernels]") {
  // A number just below 0 is 2¹⁶ from the whole ones below it, the most that a remainder can be; the largest squares.
  for (const double y : {-1e-20, 65'535.99999999999, 0x1p33 - 1.0, 0x1p22}) {
    const row x(digest_width, y);
    const two_sums sums(x);
    for (const row_functions* table : kernels::available()) {
      CAPTURE(table->instruction_set, y);
      row_digest d;
      std::vector<std::uint32_t> keys(digest_width);
      REQUIRE(table->digest({x.data(), digest_width}, d, keys.data()));
      CHECK((two_sums(d) == sums));
      if (y != 0x1p22) continue;
      REQUIRE(table->digest_counts({x.data(), digest_width}, d, keys.data()));
      CHECK((two_sums(d) == sums));
    }
  }
}

TEST_CASE("a digest refuses what has no place in its sums", "[kernels]") {
  for (const double odd : {std::numeric_limits<double>::infinity(), std::nan(""), 0x1p33, -1e300}) {
    for (const row_functions* table : kernels::available()) {
      for (const std::size_t at : {std::size_t{0}, std::size_t{31}, std::size_t{36}}) {
        row x(37, 2.0);
        x[at] = odd;
        row_digest d;
        std::vector<std::uint32_t> keys(37);
        CHECK_FALSE(table->digest({x.data(), x.size()}, d, keys.data()));
        CHECK_FALSE(table->digest_counts({x.data(), x.size()}, d, keys.data()));
      }
    }
  }
}

TEST_CASE("a row may be its own operand", "[kernels]") {
  for (const row_functions* table : kernels::available()) {
    row n(50, 20.0);
    const row p(50, 0.4);
    row apart(50);
    (*table)[opcode::binomial](apart.data(), n.data(), p.data(), p.data(), 50, {key, {3, 5, 99, 7}});
    (*table)[opcode::binomial](n.data(), n.data(), p.data(), p.data(), 50, {key, {3, 5, 99, 7}});
    CHECK(n == apart);
    (*table)[opcode::subtract](n.data(), n.data(), n.data(), n.data(), 50, {});
    CHECK(n == row(50, 0.0));
  }
}
