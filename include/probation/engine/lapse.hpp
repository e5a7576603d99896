// Those of many cells who go, each with the same small chance.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t, std::uint64_t

#include <probation/engine/draws.hpp>
#include <probation/engine/row_draws.hpp>
#include <probation/engine/row_lists.hpp>
#include <probation/engine/row_table.hpp>
#include <probation/engine/stream.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// Picks, about as dear as a draw for each cell of a small ledger.
inline constexpr double few_picks = 32.0;

/// A place beyond all people.
inline constexpr double nowhere = 1e300;

/// Lanes that work on the cells of a lapse: their numbers, up to 32, which are replicates of one group of 32.
struct lapse_lanes {
  const row_list& rows;
  double* weight;
  double* gone;
  std::size_t first;  ///< lane of the rows
  std::size_t size;
  alignas(64) double all[32] = {};  ///< people left
  alignas(64) double going[32] = {};

  PROBATION_INLINE void take(std::size_t k, std::size_t i, double number) const noexcept {
    rows[k][first + i] -= number;
    gone[first + i] += number;
    weight[first + i] += number * rows[k + 1][first + i];
  }
};

/// The last of those who go of lane i, whose place among the people of all cells is `place`.
inline void pick_one(const lapse_lanes& l, std::size_t i, double place) noexcept {
  std::size_t k = 0;
  std::size_t last = 0;  // with anybody: rounding may not lead past it
  for (; k < l.rows.size; k += 2) {
    const double people = l.rows[k][l.first + i];
    if (people == 0.0) continue;
    last = k;
    if (place < people) break;
    place -= people;
  }
  l.take(k < l.rows.size ? k : last, i, 1.0);
}

/// The same in as many lanes as a vector has, from lane i; lanes whose place is `nowhere` pick nobody. A place less the
/// whole numbers before it is exact, so it may as well be compared with their sum.
PROBATION_INLINE void pick_some(const lapse_lanes& l, std::size_t i, lanes::f64 place) noexcept {
  using lanes::f64;
  const f64 none = lanes::all<f64>(0.0);
  const f64 one = lanes::all<f64>(1.0);
  double* const weight = l.weight + l.first + i;
  f64 weighs = lanes::load(weight);
  f64 passed = none;  // people
  f64 found = none;   // 1 once the cell is
  for (std::size_t k = 0; k < l.rows.size; k += 2) {
    double* const row = l.rows[k] + l.first + i;
    const f64 people = lanes::load(row);
    passed = passed + people;
    const f64 now = lanes::select(place < passed, one, none);
    const f64 here = now - found;
    lanes::store(row, people - here);
    weighs = weighs + here * lanes::load(l.rows[k + 1] + l.first + i);
    found = now;
  }
  lanes::store(weight, weighs);
  double* const gone = l.gone + l.first + i;
  lanes::store(gone, lanes::load(gone) + found);
  const f64 due = lanes::select(place < nowhere, one, none);
  if (lanes::any(found < due)) {
    double left[lanes::width];
    double at[lanes::width];
    lanes::store(left, due - found);
    lanes::store(at, place);
    for (std::size_t v = 0; v < lanes::width; ++v) {
      if (left[v] > 0.0) pick_one(l, i + v, at[v]);
    }
  }
}

/// Those who go of a lane in which many do: a binomial for each cell.
inline void lapse_by_cell(lapse_lanes& l, std::size_t i, double chance, const draw_place& where) noexcept {
  coordinate at = where.first;
  for (std::uint32_t k = 0; std::size_t{2} * k < l.rows.size; ++k) {
    const double people = l.rows[std::size_t{2} * k][l.first + i];
    if (people == 0.0) continue;
    at.draw = k;
    l.take(std::size_t{2} * k, i, draw_binomial(people, chance, uniform(where.key, at)));
  }
}

/// Sums up the people of the cells in each lane.
PROBATION_INLINE void count_people(lapse_lanes& l) noexcept {
  in_groups(l.size, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    F sum[Many];
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) sum[v] = lanes::all<F>(0.0);
    for (std::size_t k = 0; k < l.rows.size; k += 2) {
      const double* const people = l.rows[k] + l.first + i;
      PROBATION_UNROLL
      for (std::size_t v = 0; v < Many; ++v) sum[v] = sum[v] + lanes::load_as<F>(people + v * width);
    }
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) lanes::store_as(l.all + i + v * width, sum[v]);
  });
}

/// The `pick`-th of those who go, in the lanes `who`, and who of them has more to come: their number. `at` is the first
/// of the 32 replicates.
inline std::size_t pick_round(lapse_lanes& l, double pick, std::uint32_t* who, std::size_t count,
                              const draw_place& where, coordinate at) noexcept {
  constexpr std::size_t few = 4;  // lanes that are done one by one
  const std::size_t skip = where.first.replicate & 31U;
  at.draw = static_cast<std::uint32_t>(pick);
  std::size_t done = 0;  // lanes
  if (count > few) {
    alignas(64) double u[32];
    uniform_of_32(where.key, at, u);
    for (; done + lanes::width <= l.size; done += lanes::width) {
      const lanes::f64 all = lanes::load(l.all + done);
      const lanes::f64 place = lanes::select(lanes::load(l.going + done) >= pick, lanes::load(u + skip + done) * all,
                                             lanes::all<lanes::f64>(nowhere));
      if (!lanes::any(place < nowhere)) continue;
      pick_some(l, done, place);
      lanes::store(l.all + done, all - 1.0);
    }
  }
  std::size_t more = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = who[k];
    if (i >= done) {
      at.replicate = where.first.replicate + static_cast<std::uint32_t>(i);
      pick_one(l, i, uniform(where.key, at) * l.all[i]);
      l.all[i] -= 1.0;
    }
    who[more] = who[k];
    more += l.going[i] > pick ? 1 : 0;
  }
  return more;
}

/// Takes those who go of lanes that share their random numbers; `where.first` is the first lane's.
inline void lapse_some(lapse_lanes& l, const double* chance, const draw_place& where) noexcept {
  for (std::size_t i = 0; i < l.size; ++i) l.gone[l.first + i] = 0.0;
  for (std::size_t i = 0; i < l.size; ++i) l.weight[l.first + i] = 0.0;
  count_people(l);
  alignas(64) double u[64];
  alignas(64) double n[32];
  alignas(64) double p[32] = {};
  for (std::size_t i = 0; i < l.size; ++i) p[i] = chance[l.first + i];
  lanes::f64 anybody{};
  lanes::f64 some_many{};
  for (std::size_t i = 0; i < 32; i += lanes::width) {
    const lanes::f64 all = lanes::load(l.all + i);
    const lanes::f64 few = lanes::select(all * lanes::load(p + i) > few_picks, lanes::all<lanes::f64>(0.0), all);
    lanes::store(n + i, few);
    lanes::store(u + 32 + i, lanes::all<lanes::f64>(0.5));
    anybody = anybody + all;
    some_many = some_many + (all - few);
  }
  if (!lanes::any(anybody > 0.0)) return;
  const std::size_t skip = where.first.replicate & 31U;
  coordinate at = where.first;
  at.replicate -= static_cast<std::uint32_t>(skip);
  uniform_of_32(where.key, at, u);
  for (std::size_t i = 0; i < l.size; i += group_width) draw_binomial_group(n + i, p + i, u + skip + i, l.going + i);
  if (lanes::any(some_many > 0.0)) {
    for (std::size_t i = 0; i < l.size; ++i) {
      if (n[i] == l.all[i]) continue;
      draw_place lane = where;
      lane.first.replicate += static_cast<std::uint32_t>(i);
      lapse_by_cell(l, i, p[i], lane);
    }
  }
  std::uint32_t who[32];
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < l.size; ++i) {
    who[count] = i;
    count += l.going[i] > 0.0 ? 1 : 0;
  }
  for (double pick = 1.0; count > 0; pick += 1.0) count = pick_round(l, pick, who, count, where, at);
}

/// Takes from cells of people those who go, each with probability `chance`: in each of n lanes, `gone` gets how many,
/// and `weight` the sum of what each of them weighs. `rows` names two a cell: people, and the weight of a head.
///
/// Where few go, one binomial says how many, and each is picked from all who are left with a number of its own: that is
/// the same as a binomial for each cell, for one draw and a few picks instead of a draw for each cell. Where many go,
/// each cell has its binomial. Means where draws are not `Random`.
template <bool Random>
inline void lapse_rows(double* weight, double* chance, double* gone, const row_list& rows, std::size_t n,
                       const draw_place& where) noexcept {
  if constexpr (Random) {
    for (std::size_t i = 0; i < n;) {
      draw_place here = where;
      here.first.replicate += static_cast<std::uint32_t>(i);
      const std::size_t most = 32 - (here.first.replicate & 31U);
      lapse_lanes l{rows, weight, gone, i, n - i < most ? n - i : most};
      lapse_some(l, chance, here);
      i += l.size;
    }
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      gone[i] = 0.0;
      weight[i] = 0.0;
      for (std::size_t k = 0; k < rows.size; k += 2) {
        const double number = rows[k][i] * chance[i];
        rows[k][i] -= number;
        gone[i] += number;
        weight[i] += number * rows[k + 1][i];
      }
    }
  }
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
