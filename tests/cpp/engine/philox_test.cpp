#include "../catch.hpp"

#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <probation/engine/philox.hpp>
#include <probation/engine/stream.hpp>

using namespace probation;

namespace {

using words = std::array<std::uint32_t, 4>;

// The three rows "philox4x32 10" of Random123's kat_vectors.
static_assert(philox4x32_10({0, 0, 0, 0}, {0, 0}) == words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
static_assert(philox4x32_10({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}) == words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
static_assert(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
              words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});

static_assert(unit_interval(0, 0) == 0x1p-53);
static_assert(unit_interval(~0U, ~0U) == 1.0 - 0x1p-53);

constexpr std::size_t pairs = 1'000'000;

// Greatest chi-square that is accepted: a right generator exceeds it once in 10⁶. The seeds are fixed, so a pass
// stays a pass.
double bound(std::size_t cells) {
  return quantile(complement(boost::math::chi_squared(static_cast<double>(cells - 1)), 1e-6));
}

struct joint {
  double correlation;
  double chi_square;
};

// Correlation and a 64 × 64 chi-square (244 pairs a cell) of a million pairs (x, y).
template <class F>
joint of_pairs(F pair) {
  constexpr std::size_t side = 64;
  std::vector<double> counts(side * side);
  double product = 0.0;
  for (std::size_t i = 0; i < pairs; ++i) {
    const auto [x, y] = pair(static_cast<std::uint32_t>(i));
    product += (x - 0.5) * (y - 0.5);
    counts[static_cast<std::size_t>(x * side) * side + static_cast<std::size_t>(y * side)] += 1.0;
  }
  const double expected = static_cast<double>(pairs) / (side * side);
  double chi_square = 0.0;
  for (const double count : counts) chi_square += (count - expected) * (count - expected) / expected;
  return {12.0 * product / static_cast<double>(pairs), chi_square};
}

template <class F>
void check_independent(F pair) {
  const joint found = of_pairs(pair);
  CHECK(std::abs(found.correlation) < 5.0 / std::sqrt(static_cast<double>(pairs)));  // five standard errors
  CHECK(found.chi_square < bound(64 * 64));
}

}  // namespace

TEST_CASE("philox gives the published words when compiled as when evaluated by the compiler", "[random]") {
  volatile std::uint32_t seed = 0xa4093822;
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {seed, 0x299f31d0}) ==
        words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the number of a cell never changes", "[random]") {
  // From an independent implementation of the definition in the documentation.
  CHECK(cell_id("") == 0xf52a15e9a9b5e89b);
  CHECK(cell_id("West Kent/PO") == 0xc7d22a77bd38ef87);
  CHECK(cell_id("West Kent/PO/trainee/leave") == 0xe6b3065766f65ef0);
}

TEST_CASE("cells with similar names have different numbers", "[random]") {
  std::set<std::uint64_t> seen;
  std::set<std::uint64_t> high;  // the upper halves of 40,000 names: 0.2 coincidences are expected
  for (int unit = 0; unit < 200; ++unit) {
    for (int part = 0; part < 200; ++part) {
      const auto id = cell_id("unit " + std::to_string(unit) + "/" + std::to_string(part));
      seen.insert(id);
      high.insert(id >> 32);
    }
  }
  CHECK(seen.size() == 40'000);
  CHECK(high.size() >= 39'995);
}

TEST_CASE("a uniform number belongs to its coordinate", "[random]") {
  const stream_key key{2022, 1};
  const std::uint64_t cell = cell_id("West Kent/PO");
  // From the same independent implementation.
  CHECK(uniform(key, {9, 5, cell, 3}) == 0x1.401c28c663fe3p-1);
  CHECK(uniform(key, {17, 5, cell, 3}) == 0x1.a6afe43f298b6p-2);
  CHECK(uniform(key, {25, 5, cell, 3}) == 0x1.da32c8e4b5098p-4);
  CHECK(uniform(key, {41, 5, cell, 3}) == 0x1.ab2a6068e6f12p-2);
  // Replicates 9 and 25 share the block of counter 9, 41 and 57 that of 25.
  for (const auto& [replicate, pair] : {std::pair{9U, 9U}, {25U, 9U}, {41U, 25U}, {57U, 25U}}) {
    const auto words = philox4x32_10(
        {pair, 5U << 16 | 3U, static_cast<std::uint32_t>(cell), static_cast<std::uint32_t>(cell >> 32)}, {2022, 1});
    const bool second = replicate % 32 >= 16;
    CHECK(uniform(key, {replicate, 5, cell, 3}) == unit_interval(words[second ? 2 : 0], words[second ? 3 : 1]));
  }

  const double here = uniform(key, {17, 5, cell, 3});
  CHECK(here != uniform({2023, 1}, {17, 5, cell, 3}));
  CHECK(here != uniform({2022, 2}, {17, 5, cell, 3}));
  CHECK(here != uniform(key, {18, 5, cell, 3}));
  CHECK(here != uniform(key, {17, 6, cell, 3}));
  CHECK(here != uniform(key, {17, 5, cell + 1, 3}));
  CHECK(here != uniform(key, {17, 5, cell + (std::uint64_t{1} << 32), 3}));
  CHECK(here != uniform(key, {17, 5, cell, 4}));
}

TEST_CASE("uniform numbers fill the unit interval evenly", "[random][statistics]") {
  constexpr std::size_t cells = 4096;
  constexpr std::size_t n = 2'000'000;
  std::vector<double> counts(cells);
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double u = uniform({7, 0}, {i, 0, 1});
    REQUIRE((u > 0.0 && u < 1.0));
    counts[static_cast<std::size_t>(u * cells)] += 1.0;
    sum += u - 0.5;
    squares += (u - 0.5) * (u - 0.5);
  }
  const double total = static_cast<double>(n);
  double chi_square = 0.0;
  for (const double c : counts) chi_square += (c - total / cells) * (c - total / cells) / (total / cells);
  CHECK(chi_square < bound(cells));
  CHECK(std::abs(sum / total) < 5.0 * std::sqrt(1.0 / 12.0 / total));
  CHECK(std::abs(squares / total - 1.0 / 12.0) < 5.0 * std::sqrt(1.0 / 180.0 / total));
}

TEST_CASE("the low bits of a uniform number are random too", "[random][statistics]") {
  std::vector<double> counts(256);
  for (std::uint32_t i = 0; i < pairs; ++i) {
    counts[static_cast<std::size_t>(std::fmod(uniform({7, 0}, {i, 3, 9}) * 0x1p52, 256.0))] += 1.0;
  }
  const double expected = static_cast<double>(pairs) / 256.0;
  double chi_square = 0.0;
  for (const double c : counts) chi_square += (c - expected) * (c - expected) / expected;
  CHECK(chi_square < bound(256));
}

TEST_CASE("uniform numbers of neighbouring coordinates are independent", "[random][statistics]") {
  const stream_key key{1, 1};
  const std::uint64_t cell = cell_id("West Kent/PO");
  SECTION("replicates") {
    check_independent(
        [&](std::uint32_t i) { return std::pair(uniform(key, {i, 0, cell}), uniform(key, {i + 1, 0, cell})); });
  }
  SECTION("replicates that share a block") {
    check_independent([&](std::uint32_t i) {
      const std::uint32_t replicate = i / 16 * 32 + i % 16;
      return std::pair(uniform(key, {replicate, 0, cell}), uniform(key, {replicate + 16, 0, cell}));
    });
  }
  SECTION("months") {
    check_independent([&](std::uint32_t i) {
      return std::pair(uniform(key, {i >> 4, i & 15, cell}), uniform(key, {i >> 4, (i & 15) + 1, cell}));
    });
  }
  SECTION("draws") {
    check_independent([&](std::uint32_t i) {
      return std::pair(uniform(key, {i >> 4, 0, cell, i & 15}), uniform(key, {i >> 4, 0, cell, (i & 15) + 1}));
    });
  }
  SECTION("cells") {
    check_independent([&](std::uint32_t i) {
      return std::pair(uniform(key, {i, 2, cell}), uniform(key, {i, 2, cell_id("West Kent/PSO")}));
    });
  }
  SECTION("seeds") {
    check_independent(
        [&](std::uint32_t i) { return std::pair(uniform({i, 0}, {0, 0, cell}), uniform({i + 1, 0}, {0, 0, cell})); });
  }
  SECTION("streams") {
    check_independent(
        [&](std::uint32_t i) { return std::pair(uniform({5, 0}, {i, 0, cell}), uniform({5, 1}, {i, 0, cell})); });
  }
}
