#include "../catch.hpp"

#include <algorithm>
#include <cstdint>

#include <probation/engine/row_functions.hpp>

#include "plans.hpp"
#include "row_lists.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("a supply is shared out exactly", "[engine][share]") {
  // Several lanes at once, more than are worked on together. What everybody gets is the same or what they have room
  // for. Bounds that are no row are none.
  dice d(11);
  for (int trial = 0; trial < 300; ++trial) {
    CAPTURE(trial);
    const auto lanes = static_cast<std::size_t>(d.whole(1, 40));
    const auto cells = static_cast<std::size_t>(d.whole(1, 9));
    constexpr double none = 1e300;
    std::vector<std::vector<double>> rows(5 * cells, std::vector<double>(lanes));
    std::vector<double> supply(lanes);
    std::vector<double> most(lanes);
    std::vector<double> need(lanes);
    std::vector<std::uint32_t> table;
    for (std::uint32_t r = 0; r < 5 * cells; ++r) {
      table.push_back(r % 5 < 2 || d.chance(0.5) ? r : row_list::no_row);
    }
    const auto bound = [&](std::size_t r, std::size_t i) { return table[r] == row_list::no_row ? none : rows[r][i]; };
    const auto room = [&](std::size_t k, std::size_t i) {
      return (std::min)({rows[5 * k + 1][i], bound(5 * k + 2, i), bound(5 * k + 3, i)});
    };
    for (std::size_t i = 0; i < lanes; ++i) {
      most[i] = d.chance(0.3) ? none : d.real(0.5, 20);
      for (std::size_t k = 0; k < cells; ++k) {
        rows[5 * k][i] = d.chance(0.2) ? 0 : d.whole(0, 4);
        rows[5 * k + 1][i] = d.chance(0.1) ? 0.0 : d.real(0, 30);
        rows[5 * k + 2][i] = d.real(0, 30);
        rows[5 * k + 3][i] = (std::min)(most[i], d.real(0, 30));
        rows[5 * k + 4][i] = -1;
        need[i] += rows[5 * k][i] * (std::min)(room(k, i), most[i]);
      }
      supply[i] = d.real(-1, 1.3 * need[i] + 1);
    }
    const auto before = rows;
    const auto had = [&](std::size_t r, std::size_t i) { return table[r] == row_list::no_row ? none : before[r][i]; };
    std::vector<double> left = supply;
    std::vector<double> given(lanes);
    run_list(opcode::share, given, left, most, rows, table);
    for (std::size_t i = 0; i < lanes; ++i) {
      CHECK(given[i] == Approx(std::max(0.0, (std::min)(supply[i], need[i]))).margin(1e-9));
      CHECK(left[i] == supply[i] - given[i]);
      double level = 0;  // the most that anybody got
      double sum = 0;
      for (std::size_t k = 0; k < cells; ++k) {
        if (before[5 * k][i] == 0) continue;
        const double got = before[5 * k + 1][i] - rows[5 * k + 1][i];
        level = (std::max)(level, got);
        sum += got * before[5 * k][i];
      }
      CHECK(sum == Approx(given[i]).margin(1e-9));
      bool equal = level <= most[i] * (1 + 1e-12);
      for (std::size_t k = 0; k < cells; ++k) {
        if (before[5 * k][i] == 0) continue;
        const double got = before[5 * k + 1][i] - rows[5 * k + 1][i];
        const double space = (std::min)({before[5 * k + 1][i], had(5 * k + 2, i), had(5 * k + 3, i)});
        equal = equal && std::abs(got - (std::min)(level, space)) < 1e-9;
        const bool bounded = table[5 * k + 2] != row_list::no_row;
        equal = equal && (!bounded || std::abs(before[5 * k + 2][i] - rows[5 * k + 2][i] - got) < 1e-9);
        equal = equal && rows[5 * k + 3][i] == before[5 * k + 3][i];
        const double start = (std::min)(had(5 * k + 3, i), most[i]);
        const bool kept = table[5 * k + 4] != row_list::no_row;
        equal = equal && (kept ? std::abs(start - got - rows[5 * k + 4][i]) < 1e-9 : rows[5 * k + 4][i] == -1);
      }
      CHECK(equal);
    }
  }
}
