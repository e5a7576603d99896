#include "../catch.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <probation/engine/maths.hpp>
#include <probation/engine/stream.hpp>

using namespace probation;

namespace {

static_assert(maths::exp(0.0) == 1.0);
static_assert(maths::log(1.0) == 0.0);
static_assert(maths::power(0.5, 10) == 0x1p-10);

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Distance of a result from the mathematical one, in units in the last place of a double. The reference is the system's
// long double function, which has 11 bits more on x86.
double ulps(double found, long double exact) {
  const double size = std::abs(static_cast<double>(exact));
  const double unit = std::nextafter(size, infinity) - size;
  return static_cast<double>(std::abs(static_cast<long double>(found) - exact) / static_cast<long double>(unit));
}

// The worst error over an even grid and random points of [low, high], or over sizes spread evenly in their logarithm.
enum class spacing { even, logarithmic };
template <class F, class G>
double worst(F function, G exact, double low, double high, spacing kind = spacing::even) {
  constexpr std::uint32_t points = 200'000;
  const bool logs = kind == spacing::logarithmic;
  const double a = logs ? std::log(low) : low;
  const double b = logs ? std::log(high) : high;
  double result = 0.0;
  for (std::uint32_t i = 0; i < 2 * points; ++i) {
    const double share = i < points ? static_cast<double>(i) / points : uniform({1, 0}, {i, 0, 0});
    const double at = a + share * (b - a);
    const double x = logs ? std::exp(at) : at;
    const double error = ulps(function(x), exact(static_cast<long double>(x)));
    if (!(error <= result)) result = error;  // keeps a NaN
  }
  return result;
}

const auto exp_of = [](double x) { return maths::exp(x); };
const auto expm1_of = [](double x) { return maths::expm1(x); };
const auto log_of = [](double x) { return maths::log(x); };
const auto log1p_of = [](double x) { return maths::log1p(x); };
const auto long_exp = [](long double x) { return std::exp(x); };
const auto long_expm1 = [](long double x) { return std::expm1(x); };
const auto long_log = [](long double x) { return std::log(x); };
const auto long_log1p = [](long double x) { return std::log1p(x); };

}  // namespace

TEST_CASE("exp is within one unit in the last place", "[maths]") {
  CHECK(worst(exp_of, long_exp, -708.0, 709.7) < 1.0);
  CHECK(worst(exp_of, long_exp, -1.0, 1.0) < 1.0);
  CHECK(worst(exp_of, long_exp, -745.1, -708.0) < 1.0);  // results below the normal range
}

TEST_CASE("expm1 is within two units in the last place, for small arguments too", "[maths]") {
  CHECK(worst(expm1_of, long_expm1, -45.0, 709.7) < 2.0);
  CHECK(worst(expm1_of, long_expm1, -1.2, 1.2) < 2.0);
  CHECK(worst(expm1_of, long_expm1, 1e-310, 1.0, spacing::logarithmic) < 2.0);
}

TEST_CASE("the probability of a hazard is within two units in the last place", "[maths]") {
  const auto found = [](double h) { return maths::one_minus_exp_neg(h); };
  const auto exact = [](long double h) { return -std::expm1(-h); };
  CHECK(worst(found, exact, 1e-310, 800.0, spacing::logarithmic) < 2.0);
  CHECK(worst(found, exact, 0.0, 2.0) < 2.0);
  CHECK(maths::one_minus_exp_neg(0.0) == 0.0);
  CHECK(maths::one_minus_exp_neg(infinity) == 1.0);
}

TEST_CASE("log is within one unit in the last place", "[maths]") {
  CHECK(worst(log_of, long_log, 5e-324, 1.7e308, spacing::logarithmic) < 1.0);
  CHECK(worst(log_of, long_log, 0.5, 2.0) < 1.0);
  CHECK(worst(log_of, long_log, 0.999, 1.001) < 1.0);
}

TEST_CASE("log1p is within one unit in the last place, for small arguments too", "[maths]") {
  CHECK(worst(log1p_of, long_log1p, -0.999999, 10.0) < 1.0);
  CHECK(worst(log1p_of, long_log1p, -0.5, 0.5) < 1.0);
  CHECK(worst(log1p_of, long_log1p, 1e-310, 1e300, spacing::logarithmic) < 1.0);
}

TEST_CASE("special values are those of the standard functions", "[maths]") {
  for (const double x : {0.0, -0.0, 5e-324, -5e-324, 1.0, -1.0, -2.0, 709.0, 710.0, 1e308, -745.0, -746.0, -1e308,
                         infinity, -infinity, not_a_number}) {
    CAPTURE(x);
    const auto same = [](double found, double expected) {
      if (std::isnan(expected)) return std::isnan(found);
      return found == expected || ulps(found, static_cast<long double>(expected)) <= 2.0;
    };
    CHECK(same(maths::exp(x), std::exp(x)));
    CHECK(same(maths::expm1(x), std::expm1(x)));
    CHECK(same(maths::log(x), std::log(x)));
    CHECK(same(maths::log1p(x), std::log1p(x)));
  }
  CHECK(std::signbit(maths::expm1(-0.0)));
  CHECK(std::signbit(maths::log1p(-0.0)));
}

TEST_CASE("a whole power is repeated multiplication", "[maths]") {
  CHECK(maths::power(0.0, 0) == 1.0);
  CHECK(maths::power(0.0, 3) == 0.0);
  CHECK(maths::power(3.0, 13) == 1594323.0);
  CHECK(maths::power(1.0, std::uint64_t{1} << 63) == 1.0);
  CHECK(maths::power(0.5, 5000) == 0.0);
  for (std::uint64_t n = 1; n < 2000; n += 7) {
    const double x = 0.9931;
    CHECK(ulps(maths::power(x, n), std::pow(static_cast<long double>(x), static_cast<long double>(n))) <
          1.0 + 2.0 * static_cast<double>(n));
  }
}

TEST_CASE("every machine gives the same bits", "[maths][reproducible]") {
  // One number that depends on every bit of 300,000 results. It was the same with g++ 12 and clang 19, at -O0 to
  // -O3 and with -march=native; a difference means that arithmetic was contracted or relaxed, or that a function
  // changed.
  std::uint64_t digest = 0;
  const auto take = [&](double x) {
    digest = (std::rotl(digest, 29) ^ std::bit_cast<std::uint64_t>(x)) * 0x9E3779B97F4A7C15U;
  };
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const double u = uniform({3, 0}, {i, 0, 0});
    take(maths::exp(1400.0 * u - 700.0));
    take(maths::expm1(u - 0.5));
    take(maths::log1p(-u));
  }
  CHECK(digest == 0x70ef3becfa969472);
}
