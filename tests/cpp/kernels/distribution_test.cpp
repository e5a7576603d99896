// Rows of draws against the exact probabilities: quick here, with ten million draws a case in `ninja long_tests`.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <probation/engine/row_functions.hpp>
#include <probation/engine/split.hpp>
#include <probation/engine/stream.hpp>

#include "catch.hpp"

namespace {

namespace bm = boost::math;
using namespace probation;

/// Counts of draws, from `least` on.
struct histogram {
  double least;
  std::vector<double> counts;
};

/// χ² of the counts against `chance(k)` times the draws, over runs of counts that hold 20 draws at least; and the bound
/// that a right sampler passes once in 10⁷ times.
template <class Chance>
void check_chi_square(const histogram& found, double draws, Chance chance) {
  double chi_square = 0.0;
  std::size_t cells = 0;
  double expected = 0.0;
  double counted = 0.0;
  double left = draws;
  for (std::size_t i = 0; i < found.counts.size(); ++i) {
    expected += draws * chance(found.least + static_cast<double>(i));
    counted += found.counts[i];
    if (expected < 20.0 || left - expected < 20.0) continue;
    chi_square += (counted - expected) * (counted - expected) / expected;
    left -= expected;
    expected = counted = 0.0;
    ++cells;
  }
  const double rest = left;  // of all that has not been compared, the far tails among it
  double seen = 0.0;
  for (const double c : found.counts) seen += c;
  REQUIRE(seen == draws);
  if (cells == 0) {
    CHECK(rest > 0.99 * draws);  // all but certain: nothing to compare, and nearly all in one place
    return;
  }
  chi_square += (counted - rest) * (counted - rest) / rest;
  const double freedom = static_cast<double>(cells);
  CAPTURE(chi_square, freedom);
  CHECK(chi_square < quantile(complement(bm::chi_squared(freedom), 1e-7)));
}

/// Draws of an operation with the same operands in every lane, on the widest table.
histogram drawn(opcode code, double a, double b, double centre, double spread, std::size_t draws, std::uint64_t cell) {
  constexpr std::size_t n = 4096;
  const std::vector<double> first(n, a);
  const std::vector<double> second(n, b);
  std::vector<double> out(n);
  histogram h;
  h.least = (std::max)(0.0, std::floor(centre - 12.0 * spread - 40.0));
  h.counts.resize(static_cast<std::size_t>(24.0 * spread + 90.0));
  const row_functions& table = *kernels::available().back();
  std::size_t done = 0;
  for (std::uint32_t pass = 0; done < draws; ++pass) {
    const std::size_t m = (std::min)(n, draws - done);
    table[code](out.data(), first.data(), second.data(), second.data(), m,
                {{31, 4}, {pass % 256 * 4096, pass / 256, cell}});
    for (std::size_t i = 0; i < m; ++i) {
      const double k = out[i] - h.least;
      REQUIRE((k >= 0.0 && k < static_cast<double>(h.counts.size())));
      h.counts[static_cast<std::size_t>(k)] += 1.0;
    }
    done += m;
  }
  return h;
}

void check_all(std::size_t draws) {
  std::uint64_t cell = 1;
  const auto total = static_cast<double>(draws);
  for (const double n : {0.0, 1.0, 4.0, 12.0, 36.0, 100.0, 201.0, 1000.0, 1024.0, 2604.0, 1e6, 1e7}) {
    for (const double p : {0.0, 1e-9, 1e-4, 0.01, 0.04, 0.1, 0.31, 0.5, 0.9, 0.999, 1.0}) {
      CAPTURE(n, p);
      const double spread = std::sqrt(n * p * (1.0 - p));
      const histogram h = drawn(opcode::binomial, n, p, n * p, spread, draws, ++cell);
      if (n == 0.0 || p == 0.0 || p == 1.0) {
        CHECK(h.counts[static_cast<std::size_t>(n * p - h.least)] == total);
        continue;
      }
      const bm::binomial d(n, p);
      check_chi_square(h, total, [&](double k) { return k <= n ? pdf(d, k) : 0.0; });
    }
  }
  for (const double mean : {1e-6, 0.3, 5.0, 19.9, 20.1, 30.1, 400.5, 1e6}) {
    CAPTURE(mean);
    const bm::poisson d(mean);
    check_chi_square(drawn(opcode::poisson, mean, mean, mean, std::sqrt(mean), draws, ++cell), total,
                     [&](double k) { return pdf(d, k); });
  }
  for (const double size : {0.3, 5.0, 40.0, 1e4}) {
    for (const double mean : {0.2, 15.0, 33.0, 150.0}) {
      CAPTURE(size, mean);
      // Tails that fall as slowly as these need room.
      const double spread = std::sqrt(mean + mean * mean / size) * (size < 1.0 ? 8.0 : 2.0);
      const bm::negative_binomial d(size, size / (size + mean));
      check_chi_square(drawn(opcode::negative_binomial, mean, size, mean, spread, draws, ++cell), total,
                       [&](double k) { return pdf(d, k); });
    }
  }
}

}  // namespace

TEST_CASE("rows have their distributions", "[kernels][statistics]") { check_all(60'000); }

TEST_CASE("rows have their distributions, ten million draws each", "[.long]") { check_all(10'000'000); }
