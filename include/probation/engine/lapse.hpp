// Those of many cells who go, each with a small chance.
#pragma once

#include <bit>      // for std::countr_zero
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t

#include <probation/engine/draws.hpp>
#include <probation/engine/row_draws.hpp>
#include <probation/engine/row_lists.hpp>
#include <probation/engine/row_table.hpp>
#include <probation/engine/stream.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// The hazard of a number strictly between 0 and 1: exponential with mean 1 where it is uniform.
template <class F>
[[nodiscard]] PROBATION_INLINE F hazard_of(F u) noexcept {
  return -maths::detail::log_corrected(u, lanes::all<F>(0.0));
}

/// How far, in hazard, it is from one who goes to the next, in 32 replicates: exponential numbers, as many of a
/// replicate as it needs. Those of all replicates are made together.
class hazard_gaps {
 public:
  /// `where.first` is the first of the 32.
  explicit hazard_gaps(const draw_place& where) noexcept : where_(where) {}

  /// The `round`-th of a replicate. Rounds of each replicate must be asked for one after the other.
  [[nodiscard]] PROBATION_INLINE double at(std::size_t i, std::uint32_t round) noexcept {
    if (round >= made_) make(round);
    if (made_ - round <= kept) return gaps_[round % kept][i];
    coordinate lane = where_.first;  // it is far behind the others
    lane.replicate += static_cast<std::uint32_t>(i);
    lane.draw = round;
    return hazard_of(uniform(where_.key, lane));
  }

 private:
  static constexpr std::uint32_t kept = 32;  // rounds

  void make(std::uint32_t round) noexcept {
    coordinate at = where_.first;
    at.draw = round;
    double* const gaps = gaps_[round % kept];
    uniform_of_32(where_.key, at, gaps);
    for (std::size_t i = 0; i < 32; i += lanes::width) lanes::store(gaps + i, hazard_of(lanes::load(gaps + i)));
    made_ = round + 1;
  }

  draw_place where_;
  std::uint32_t made_ = 0;  // rounds
  alignas(64) double gaps_[kept][32];
};

/// Replicates at work on the cells of a lapse, which are of one group of 32.
struct lapse_lanes {
  const row_list& rows;
  double* weight;
  double* gone;
  std::size_t first;  ///< lane of the rows
  std::size_t size;
  std::size_t skip;  ///< the first one's place among the 32
  hazard_gaps gaps;
  std::uint32_t round[32] = {};          ///< gaps that a replicate has used
  alignas(64) double next[32] = {};      ///< hazard up to the next one who goes
  alignas(64) double hazard[32] = {};    ///< of a head
  alignas(64) double heads[32] = {};     ///< that have a hazard of 1
  alignas(64) double expected[32] = {};  ///< hazard of a cell

  PROBATION_INLINE void take(std::size_t k, std::size_t i, double number) const noexcept {
    rows[k][first + i] -= number;
    gone[first + i] += number;
    weight[first + i] += number * rows[k + 1][first + i];
  }
  PROBATION_INLINE void next_gap(std::size_t i) noexcept { next[i] = gaps.at(skip + i, round[i]++); }
};

/// Cells in which more are expected to go have a binomial: that is cheaper than to find them one by one.
inline constexpr double many_go = 2.0;

/// Those of a cell who go in a replicate: some, as the next of them is among its people.
inline void go_by_one(lapse_lanes& l, std::size_t k, std::size_t i) noexcept {
  const double head = l.hazard[i];
  double people = l.rows[k][l.first + i];
  double number = 0.0;
  do {
    const double before = whole_part(l.next[i] * l.heads[i]);
    people -= (before < people ? before : people - 1.0) + 1.0;  // rounding may not lead beyond the last
    number += 1.0;
    l.next_gap(i);
  } while (l.next[i] < people * head);
  l.next[i] -= people * head;
  l.take(k, i, number);
}

/// Those of a cell who go in the replicates in which many do.
inline void go_by_number(lapse_lanes& l, std::size_t k, const draw_place& where) noexcept {
  alignas(64) double u[64];
  alignas(64) double n[32] = {};
  alignas(64) double p[32] = {};
  alignas(64) double number[32];
  for (std::size_t i = 0; i < l.size; ++i) {
    if (l.expected[i] <= many_go) continue;
    n[i] = l.rows[k][l.first + i];
    p[i] = l.rows[k + 2][l.first + i];
  }
  coordinate at = where.first;
  at.draw = 0xFFFFU - static_cast<std::uint32_t>(k / 3);
  uniform_of_32(where.key, at, u);
  for (std::size_t i = 32; i < 64; ++i) u[i] = 0.5;
  for (std::size_t i = 0; i < 32; i += group_width) draw_binomial_group(n + i, p + i, u + l.skip + i, number + i);
  for (std::size_t i = 0; i < l.size; ++i) {
    if (n[i] > 0.0) l.take(k, i, number[i]);
  }
}

/// The hazard of a head where its chance is that of cell k; that of a chance of 1 is great enough.
PROBATION_INLINE void find_hazards(lapse_lanes& l, std::size_t k) noexcept {
  in_groups(l.size, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    for (std::size_t v = 0; v < Many; ++v, i += width) {
      const F any = -maths::log1p(-lanes::load_as<F>(l.rows[k + 2] + l.first + i));
      const F hazard = lanes::smaller(any, lanes::all<F>(1e3));
      lanes::store_as(l.hazard + i, hazard);
      lanes::store_as(l.heads + i, 1.0 / hazard);
    }
  });
}

/// Goes past the people of a cell: the replicates in which some of them go, a bit each, and whether many do in some.
struct passed {
  std::uint32_t some;
  bool many;
};
[[nodiscard]] PROBATION_INLINE passed pass_cell(lapse_lanes& l, std::size_t k) noexcept {
  passed out{0, false};
  const double* const people = l.rows[k] + l.first;
  if (constexpr std::size_t ahead = 12; k + ahead < l.rows.size) {  // a large ledger does not fit the nearest caches
    const double* const further = l.rows[k + ahead] + l.first;
    for (std::size_t i = 0; i < l.size; i += 8) lanes::expect(further + i);
  }
  in_groups(l.size, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    F most = lanes::all<F>(0.0);
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) {
      const std::size_t at = i + v * width;
      const F expected = lanes::load_as<F>(people + at) * lanes::load_as<F>(l.hazard + at);
      const F next = lanes::load_as<F>(l.next + at);
      const F here = lanes::select(expected > many_go, lanes::all<F>(0.0), expected);
      most = lanes::larger(most, expected);
      lanes::store_as(l.expected + at, expected);
      lanes::store_as(l.next + at, lanes::select(next < here, next, next - here));
      out.some |= lanes::bits_of(next < here) << at;
    }
    out.many = out.many || lanes::any(most > many_go);
  });
  return out;
}

/// `lapse_rows` of replicates of one group of 32.
inline void lapse_some(lapse_lanes& l, const draw_place& where) noexcept {
  for (std::size_t i = 0; i < l.size; ++i) {
    l.gone[l.first + i] = 0.0;
    l.weight[l.first + i] = 0.0;
    l.next_gap(i);
  }
  for (std::size_t k = 0; k < l.rows.size; k += 3) {
    if (k == 0 || l.rows.at[k + 2] != l.rows.at[k - 1]) find_hazards(l, k);
    auto [some, many] = pass_cell(l, k);
    for (; some != 0; some &= some - 1) go_by_one(l, k, static_cast<std::size_t>(std::countr_zero(some)));
    if (many) go_by_number(l, k, where);
  }
}

/// Takes from cells of people those who go, each with a chance: in each of n lanes, `gone` gets how many, and `weight`
/// the sum of what each of them weighs. `rows` names three a cell: people, the weight of a head, and its chance.
///
/// Each goes where an event comes to them of a process that runs through the people of all cells, one after the other,
/// and has the hazard −ln(1 − chance) in each: events are exponential gaps apart, so that whoever stays costs nothing
/// but the sum over their cell. That is the same as a binomial for each cell, which is drawn where many of it go. Means
/// where draws are not `Random`.
template <bool Random>
inline void lapse_rows(double* weight, double*, double* gone, const row_list& rows, std::size_t n,
                       const draw_place& where) noexcept {
  if constexpr (Random) {
    for (std::size_t i = 0; i < n;) {
      draw_place here = where;
      here.first.replicate += static_cast<std::uint32_t>(i);
      const std::size_t skip = here.first.replicate & 31U;
      here.first.replicate -= static_cast<std::uint32_t>(skip);
      lapse_lanes l{rows, weight, gone, i, n - i < 32 - skip ? n - i : 32 - skip, skip, hazard_gaps(here)};
      lapse_some(l, here);
      i += l.size;
    }
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      gone[i] = 0.0;
      weight[i] = 0.0;
      for (std::size_t k = 0; k < rows.size; k += 3) {
        const double number = rows[k][i] * rows[k + 2][i];
        rows[k][i] -= number;
        gone[i] += number;
        weight[i] += number * rows[k + 1][i];
      }
    }
  }
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
