#include "../catch.hpp"

#include <array>
#include <cmath>
#include <vector>

#include <probation/engine/split.hpp>
#include <probation/engine/stream.hpp>

using namespace probation;

namespace {

/// ln of n over k, by the library that the draws do not use.
double log_choose(double n, double k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); }

double chance(double good, double bad, double drawn, double k) {
  return std::exp(log_choose(good, k) + log_choose(bad, drawn - k) - log_choose(good + bad, drawn));
}

double u_of(std::uint32_t i, std::uint32_t k = 0) { return uniform({8, 1}, {i, 0, 77, k}); }

}  // namespace

TEST_CASE("a hypergeometric quantile is the least number whose chance reaches u, also where it just does") {
  CHECK(draw_hypergeometric(1, 1, 1, 0.5) == 0);  // 0 and 1 are as likely
  CHECK(draw_hypergeometric(1, 1, 1, 0.5000001) == 1);
}

TEST_CASE("hypergeometric draws are the quantiles of the distribution", "[draws]") {
  const std::vector<std::array<double, 3>> cases = {{5, 5, 3},      {1, 20, 20},       {40, 3, 41},   {300, 700, 50},
                                                    {12, 4000, 90}, {6000, 4000, 500}, {50, 50, 100}, {7, 0, 3}};
  for (const auto& [good, bad, drawn] : cases) {
    CAPTURE(good, bad, drawn);
    const double least = (std::max)(0.0, drawn - bad);
    const double most = (std::min)(drawn, good);
    double below = 0.0;
    for (double k = least; k <= most; k += 1.0) {
      const double p = chance(good, bad, drawn, k);
      if (p > 1e-6) {  // just inside both ends of what belongs to k; the sums err by 10⁻¹¹
        CHECK(draw_hypergeometric(good, bad, drawn, (std::min)(below + 0.001 * p + 1e-12, 1.0 - 0x1p-53)) == k);
        CHECK(draw_hypergeometric(good, bad, drawn, (std::min)(below + 0.999 * p - 1e-12, 1.0 - 0x1p-53)) == k);
      }
      below += p;
    }
    for (const double u : {0x1p-53, 1.0 - 0x1p-53}) {
      const double k = draw_hypergeometric(good, bad, drawn, u);
      CHECK((k >= least && k <= most));
    }
  }
}

TEST_CASE("what is shared out adds up and keeps its means", "[draws][statistics]") {
  const std::array<double, 3> shares = {0.2, 0.5, 0.3};
  const std::array<double, 4> groups = {12, 0, 60, 8};
  std::array<double, 3> outcomes{};
  std::array<double, 4> taken{};
  std::array<double, 3> outcome_sums{};
  std::array<double, 4> taken_sums{};
  constexpr std::uint32_t n = 20'000;
  for (std::uint32_t i = 0; i < n; ++i) {
    draw_multinomial(40, shares, [&](std::size_t k) { return u_of(i, static_cast<std::uint32_t>(k)); }, outcomes);
    REQUIRE(outcomes[0] + outcomes[1] + outcomes[2] == 40);
    draw_from_groups(groups, 20, [&](std::size_t k) { return u_of(i, static_cast<std::uint32_t>(k) + 8); }, taken);
    REQUIRE(taken[0] + taken[1] + taken[2] + taken[3] == 20);
    for (std::size_t k = 0; k < groups.size(); ++k) {
      REQUIRE((taken[k] >= 0 && taken[k] <= groups[k]));
      taken_sums[k] += taken[k] / n;
    }
    for (std::size_t k = 0; k < shares.size(); ++k) outcome_sums[k] += outcomes[k] / n;
  }
  for (std::size_t k = 0; k < shares.size(); ++k) {  // five standard errors
    CHECK(std::abs(outcome_sums[k] - 40 * shares[k]) < 5 * std::sqrt(40 * shares[k] * (1 - shares[k]) / n));
  }
  for (std::size_t k = 0; k < groups.size(); ++k) {
    const double share = groups[k] / 80;
    CHECK(std::abs(taken_sums[k] - 20 * share) <= 5 * std::sqrt(20 * share * (1 - share) * 60 / 79 / n));
  }
}
