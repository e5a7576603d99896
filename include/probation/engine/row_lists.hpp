// Operations on many rows at a time that are plain arithmetic: sums, copies, and who is done.
#pragma once

#include <cstddef>  // for std::size_t

#include <probation/engine/lanes.hpp>
#include <probation/engine/row_table.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// Calls `f(type of number, vectors, first lane)` for groups of lanes that make up n.
template <class F>
PROBATION_INLINE void in_groups(std::size_t n, F f) noexcept {
  constexpr std::size_t many = 4;
  std::size_t i = 0;
  for (; i + many * lanes::width <= n; i += many * lanes::width) f.template operator()<lanes::f64, many>(i);
  for (; i < n; ++i) f.template operator()<double, 1>(i);
}

/// out = Σ of rows, from the first on; 0 of none.
inline void total_rows(double* out, double*, double*, const row_list& rows, std::size_t n, const draw_place&) noexcept {
  in_groups(n, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    F sum[Many];
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) {
      sum[v] = rows.size == 0 ? lanes::all<F>(0.0) : lanes::load_as<F>(rows[0] + i + v * width);
    }
    for (std::size_t k = 1; k < rows.size; ++k) {
      const double* const x = rows[k] + i;
      PROBATION_UNROLL
      for (std::size_t v = 0; v < Many; ++v) sum[v] = sum[v] + lanes::load_as<F>(x + v * width);
    }
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) lanes::store_as(out + i + v * width, sum[v]);
  });
}

/// out = Σ of products of rows, two by two, from the first on; 0 of none. A second row that is none is 1.
inline void inner_rows(double* out, double*, double*, const row_list& rows, std::size_t n, const draw_place&) noexcept {
  in_groups(n, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    F sum[Many];
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) sum[v] = lanes::all<F>(0.0);
    for (std::size_t k = 0; k < rows.size; k += 2) {
      const double* const x = rows[k] + i;
      F product[Many];
      PROBATION_UNROLL
      for (std::size_t v = 0; v < Many; ++v) product[v] = lanes::load_as<F>(x + v * width);
      if (rows.has(k + 1)) {
        const double* const y = rows[k + 1] + i;
        PROBATION_UNROLL
        for (std::size_t v = 0; v < Many; ++v) product[v] = product[v] * lanes::load_as<F>(y + v * width);
      }
      PROBATION_UNROLL
      for (std::size_t v = 0; v < Many; ++v) sum[v] = k == 0 ? product[v] : sum[v] + product[v];
    }
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) lanes::store_as(out + i + v * width, sum[v]);
  });
}

/// Copies rows, two by two: to, from; one pair after the other.
inline void shift_rows(double*, double*, double*, const row_list& rows, std::size_t n, const draw_place&) noexcept {
  for (std::size_t k = 0; k < rows.size; k += 2) {
    double* const to = rows[k];
    const double* const from = rows[k + 1];
    std::size_t i = 0;
    for (; i + lanes::width <= n; i += lanes::width) lanes::store(to + i, lanes::load(from + i));
    for (; i < n; ++i) to[i] = from[i];
  }
}

/// Those of cells who owe nothing leave them and are added to `done`. Two rows a cell: people, and what a head owes.
inline void complete_rows(double* done, double*, double*, const row_list& rows, std::size_t n,
                          const draw_place&) noexcept {
  in_groups(n, [&]<class F, std::size_t Many>(std::size_t i) {
    constexpr std::size_t width = lanes::width_of<F>;
    F before[Many];
    F after[Many];
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) before[v] = after[v] = lanes::all<F>(0.0);
    for (std::size_t k = 0; k < rows.size; k += 2) {
      double* const people = rows[k] + i;
      const double* const owed = rows[k + 1] + i;
      PROBATION_UNROLL
      for (std::size_t v = 0; v < Many; ++v) {
        const F here = lanes::load_as<F>(people + v * width);
        const F stay = lanes::select(lanes::load_as<F>(owed + v * width) == 0.0, lanes::all<F>(0.0), here);
        before[v] = before[v] + here;
        after[v] = after[v] + stay;
        lanes::store_as(people + v * width, stay);
      }
    }
    PROBATION_UNROLL
    for (std::size_t v = 0; v < Many; ++v) {
      double* const to = done + i + v * width;
      lanes::store_as(to, (lanes::load_as<F>(to) + before[v]) - after[v]);
    }
  });
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
