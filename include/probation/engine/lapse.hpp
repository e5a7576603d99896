// Those of many cells who go, each with the same small chance.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t

#include <probation/engine/draws.hpp>

namespace probation {

/// Takes from cells of people those who go, each with probability `chance`: in each of n lanes, `gone` gets how many,
/// and `weight` the sum of what each of them weighs. `table` names two rows a cell: people, and the weight of a head.
/// `draw(i, k)` is the k-th uniform number of lane i.
///
/// Where few go, one binomial says how many, and each is picked from all who are left with a number of its own: that is
/// the same as a binomial for each cell, for one draw and a few picks instead of a draw for each cell. Where many go,
/// each cell has its binomial. Means where draws are not `Random`.
template <bool Random, class Row, class Draw>
void lapse_cells(double* weight, double* gone, const double* chance, std::size_t n, const std::uint32_t* table,
                 std::size_t cells, Row row, Draw draw) {
  constexpr double few = 32.0;  // picks, about as dear as a draw for each cell of a small ledger
  for (std::size_t i = 0; i < n; ++i) {
    double all = 0.0;
    for (std::size_t k = 0; k < cells; ++k) all += row(table[2 * k])[i];
    gone[i] = 0.0;
    weight[i] = 0.0;
    if (all == 0.0) continue;
    const auto take = [&](std::size_t k, double number) {
      row(table[2 * k])[i] -= number;
      gone[i] += number;
      weight[i] += number * row(table[2 * k + 1])[i];
    };
    const double q = chance[i];
    if (!Random || all * q > few) {
      for (std::size_t k = 0; k < cells; ++k) {
        const double people = row(table[2 * k])[i];
        if (people == 0.0) continue;
        take(k, Random ? draw_binomial(people, q, draw(i, static_cast<std::uint32_t>(k))) : people * q);
      }
      continue;
    }
    const double going = draw_binomial(all, q, draw(i, 0));
    for (std::uint32_t pick = 1; pick <= static_cast<std::uint32_t>(going); ++pick, all -= 1.0) {
      double place = draw(i, pick) * all;  // among those left, cell by cell
      std::size_t k = 0;
      std::size_t last = 0;  // with anybody: rounding may not lead past it
      for (; k < cells; ++k) {
        const double people = row(table[2 * k])[i];
        if (people == 0.0) continue;
        last = k;
        if (place < people) break;
        place -= people;
      }
      take(k < cells ? k : last, 1.0);
    }
  }
}

}  // namespace probation
