#include "../catch.hpp"

#include <algorithm>
#include <cstdint>

#include <probation/engine/share.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("a supply is shared out exactly", "[engine][share]") {
  // Several lanes at once, more than are worked on together. What everybody gets is the same or what they have room
  // for.
  dice d(11);
  for (int trial = 0; trial < 300; ++trial) {
    CAPTURE(trial);
    const auto lanes = static_cast<std::size_t>(d.whole(1, 40));
    const auto cells = static_cast<std::size_t>(d.whole(1, 9));
    std::vector<std::vector<double>> rows(4 * cells, std::vector<double>(lanes));
    std::vector<double> supply(lanes);
    std::vector<double> most(lanes);
    std::vector<double> need(lanes);
    for (std::size_t i = 0; i < lanes; ++i) {
      most[i] = d.chance(0.3) ? 1e300 : d.real(0.5, 20);
      for (std::size_t k = 0; k < cells; ++k) {
        rows[4 * k][i] = d.chance(0.2) ? 0 : d.whole(0, 4);
        rows[4 * k + 1][i] = d.chance(0.1) ? 0.0 : d.real(0, 30);
        rows[4 * k + 2][i] = d.chance(0.5) ? 1e300 : d.real(0, 30);
        rows[4 * k + 3][i] = 100;
        need[i] += rows[4 * k][i] * std::min({rows[4 * k + 1][i], rows[4 * k + 2][i], most[i]});
      }
      supply[i] = d.real(-1, 1.3 * need[i] + 1);
    }
    const auto before = rows;
    std::vector<std::uint32_t> table;
    for (std::uint32_t r = 0; r < 4 * cells; ++r) table.push_back(r);
    std::vector<double> left = supply;
    std::vector<double> given(lanes);
    share_supply(given.data(), left.data(), most.data(), lanes, table.data(), cells,
                 [&](std::uint32_t r) { return rows[r].data(); });
    for (std::size_t i = 0; i < lanes; ++i) {
      CHECK(given[i] == Approx(std::max(0.0, std::min(supply[i], need[i]))).margin(1e-9));
      CHECK(left[i] == supply[i] - given[i]);
      double level = 0;  // the most that anybody got
      double sum = 0;
      for (std::size_t k = 0; k < cells; ++k) {
        if (before[4 * k][i] == 0) continue;
        const double got = before[4 * k + 3][i] - rows[4 * k + 3][i];
        level = std::max(level, got);
        sum += got * before[4 * k][i];
      }
      CHECK(sum == Approx(given[i]).margin(1e-9));
      bool equal = level <= most[i] * (1 + 1e-12);
      for (std::size_t k = 0; k < cells; ++k) {
        if (before[4 * k][i] == 0) continue;
        const double got = before[4 * k + 3][i] - rows[4 * k + 3][i];
        const double room = std::min(before[4 * k + 1][i], before[4 * k + 2][i]);
        equal = equal && std::abs(got - std::min(level, room)) < 1e-9;
        equal = equal && std::abs(before[4 * k + 1][i] - rows[4 * k + 1][i] - got) < 1e-9;
      }
      CHECK(equal);
    }
  }
}
