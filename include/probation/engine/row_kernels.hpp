// Row functions: what an operation does to the numbers of all replicates of a block. The only code that must be fast.
//
// This header is compiled for an instruction set at a time, and nothing outside the inline namespace of that set may be
// called from it unless it is certain to be inlined: the linker keeps one copy of an inline function, and it must not
// be one that the machine cannot run.
#pragma once

#include <bit>      // for std::bit_cast
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::int64_t, std::uint32_t, std::uint64_t
#include <cstring>  // for std::memcpy

#include <probation/engine/arithmetic.hpp>
#include <probation/engine/few_draws.hpp>
#include <probation/engine/lapse.hpp>
#include <probation/engine/row_draws.hpp>
#include <probation/engine/row_lists.hpp>
#include <probation/engine/row_table.hpp>
#include <probation/engine/share.hpp>
#include <probation/engine/stream.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

template <opcode Code>
inline void arithmetic_row(double* out, const double* a, const double* b, const double*, std::size_t n,
                           const draw_place&) noexcept {
  constexpr bool two = Code == opcode::add || Code == opcode::subtract || Code == opcode::multiply ||
                       Code == opcode::divide || Code == opcode::smaller || Code == opcode::larger ||
                       Code == opcode::whole;
  constexpr std::size_t many = 4;
  std::size_t i = 0;
  for (; i + many * lanes::width <= n; i += many * lanes::width) {
    lanes::f64 x[many];
    PROBATION_UNROLL
    for (std::size_t v = 0; v < many; ++v) {
      x[v] = lanes::load(a + i + v * lanes::width);
      x[v] = apply<Code>(x[v], two ? lanes::load(b + i + v * lanes::width) : x[v]);
    }
    PROBATION_UNROLL
    for (std::size_t v = 0; v < many; ++v) lanes::store(out + i + v * lanes::width, x[v]);
  }
  for (; i < n; ++i) out[i] = apply<Code>(a[i], two ? b[i] : a[i]);
}

inline void zero_row(double* out, const double*, const double*, const double*, std::size_t n,
                     const draw_place&) noexcept {
  for (std::size_t i = 0; i < n; ++i) out[i] = 0.0;
}

/// Draws for lanes in groups. `draw(i, u, drawn)` fills a group from lane i on, whose numbers are u; `partly(i, m, u,
/// drawn)` does the same for the m < `group_width` lanes at the end. Lanes from i on for which `idle(i)` holds are 0;
/// 32 lanes from i on may be drawn by `few(i, u)`. A row that is `apart` from its operands takes groups as they come;
/// otherwise they are still needed.
template <class Idle, class Few, class Draw, class Partly>
PROBATION_INLINE void draw_rows(double* out, std::size_t n, const draw_place& where, bool apart, Idle idle, Few few,
                                Draw draw, Partly partly) noexcept {
  alignas(64) double u[32];
  alignas(64) double drawn[group_width];
  for (std::size_t i = 0; i < n;) {
    const std::uint32_t replicate = where.first.replicate + static_cast<std::uint32_t>(i);
    const std::size_t skip = replicate & 31U;
    const std::size_t m = n - i < 32 - skip ? n - i : 32 - skip;
    if (idle(i, m)) {
      for (std::size_t k = 0; k < m; ++k) out[i + k] = 0.0;
    } else {
      coordinate at = where.first;
      at.replicate = replicate - static_cast<std::uint32_t>(skip);
      uniform_of_32(where.key, at, u);
      std::size_t k = m == 32 && few(i, u) ? m : 0;
      for (; k + group_width <= m; k += group_width) {
        draw(i + k, u + skip + k, apart ? out + i + k : drawn);
        if (!apart) store_group(out + i + k, load_group(drawn));
      }
      if (k < m) {
        partly(i + k, m - k, u + skip + k, drawn);
        for (std::size_t j = 0; j < m - k; ++j) out[i + k + j] = drawn[j];
      }
    }
    i += m;
  }
}

/// Whether all of m numbers are 0.
[[nodiscard]] PROBATION_INLINE bool all_zero(const double* a, std::size_t m) noexcept {
  if (a[0] != 0.0) return false;  // mostly
  std::size_t k = 0;
  lanes::mask any{};
  for (; k + lanes::width <= m; k += lanes::width) any = any | (lanes::load(a + k) != 0.0);
  double rest = 0.0;
  for (; k < m; ++k) rest = a[k] != 0.0 ? 1.0 : rest;
  return !lanes::any(any) && rest == 0.0;
}

/// Operands and uniform numbers of a group that is only partly filled: 0 beyond, which every draw takes.
struct part {
  alignas(64) double a[group_width] = {};
  alignas(64) double b[group_width] = {};
  alignas(64) double u[group_width];

  PROBATION_INLINE part(const double* from_a, const double* from_b, const double* from_u, std::size_t m) noexcept {
    for (std::size_t k = 0; k < group_width; ++k) {
      u[k] = 0.5;
      b[k] = 0.5;
    }
    for (std::size_t k = 0; k < m; ++k) {
      a[k] = from_a[k];
      b[k] = from_b[k];
      u[k] = from_u[k];
    }
  }
};

inline void uniform_row(double* out, const double*, const double*, const double*, std::size_t n,
                        const draw_place& where) noexcept {
  const auto copy = [](std::size_t m, const double* u, double* drawn) {
    for (std::size_t k = 0; k < m; ++k) drawn[k] = u[k];
  };
  draw_rows(
      out, n, where, true, [](std::size_t, std::size_t) { return false; },
      [](std::size_t, const double*) { return false; },
      [&](std::size_t, const double* u, double* drawn) { store_group(drawn, load_group(u)); },
      [&](std::size_t, std::size_t m, const double* u, double* drawn) { copy(m, u, drawn); });
}

inline void binomial_row(double* out, const double* a, const double* b, const double*, std::size_t n,
                         const draw_place& where) noexcept {
  draw_rows(
      out, n, where, out != a && out != b,
      [&](std::size_t i, std::size_t m) { return all_zero(a + i, m) || all_zero(b + i, m); },
      [&](std::size_t i, const double* u) { return draw_few_binomials(out + i, a + i, b + i, u); },
      [&](std::size_t i, const double* u, double* drawn) { draw_binomial_group(a + i, b + i, u, drawn); },
      [&](std::size_t i, std::size_t m, const double* u, double* drawn) {
        const part p(a + i, b + i, u, m);
        draw_binomial_group(p.a, p.b, p.u, drawn);
      });
}

inline void poisson_row(double* out, const double* a, const double*, const double*, std::size_t n,
                        const draw_place& where) noexcept {
  draw_rows(
      out, n, where, out != a, [&](std::size_t i, std::size_t m) { return all_zero(a + i, m); },
      [&](std::size_t i, const double* u) {
        return draw_few(
            out + i, a + i, a + i, u, [&](std::size_t k) { return lanes::load(a + i + k); },
            [](const double* some_a, const double*, const double* some_u, double* drawn, auto vectors) {
              draw_poisson_group<vectors>(some_a, some_u, drawn);
            });
      },
      [&](std::size_t i, const double* u, double* drawn) { draw_poisson_group(a + i, u, drawn); },
      [&](std::size_t i, std::size_t m, const double* u, double* drawn) {
        const part p(a + i, a + i, u, m);
        draw_poisson_group(p.a, p.u, drawn);
      });
}

inline void negative_binomial_row(double* out, const double* a, const double* b, const double*, std::size_t n,
                                  const draw_place& where) noexcept {
  draw_rows(
      out, n, where, out != a && out != b, [&](std::size_t i, std::size_t m) { return all_zero(a + i, m); },
      [](std::size_t, const double*) { return false; },
      [&](std::size_t i, const double* u, double* drawn) { draw_negative_binomial_group(a + i, b + i, u, drawn); },
      [&](std::size_t i, std::size_t m, const double* u, double* drawn) {
        const part p(a + i, b + i, u, m);
        draw_negative_binomial_group(p.a, p.b, p.u, drawn);
      });
}

inline void above_row(double* out, const double* a, const double* b, const double* c, std::size_t n,
                      const draw_place&) noexcept {
  std::size_t i = 0;
  for (; i + group_width <= n; i += group_width) {
    bool common = true;
    for (std::size_t k = 1; k < group_width; ++k) common = common && c[i + k] == c[i];
    alignas(64) double found[group_width];
    if (common) {
      negative_binomial_above_group(a + i, b + i, c[i], found);
    } else {
      for (std::size_t k = 0; k < group_width; ++k) found[k] = negative_binomial_above(a[i + k], b[i + k], c[i + k]);
    }
    for (std::size_t k = 0; k < group_width; ++k) out[i + k] = found[k];
  }
  for (; i < n; ++i) out[i] = negative_binomial_above(a[i], b[i], c[i]);
}

inline void product_row(double* out, const double* a, const double* b, const double*, std::size_t n,
                        const draw_place&) noexcept {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] * b[i];
}

/// ⌊x⌋ as a double, and as an integer that is added to `sum`. |x| < 2⁵¹.
template <class F>
[[nodiscard]] PROBATION_INLINE F take_whole(F x, typename lanes::kin<F>::bits& sum) noexcept {
  const F raised = x + maths::detail::rounder;
  const F nearest = raised - maths::detail::rounder;
  const auto above = nearest > x;  // all bits set, which is −1, where it is
  sum = sum + (lanes::bits(raised) - std::bit_cast<std::uint64_t>(maths::detail::rounder) + lanes::bits(above));
  return nearest - lanes::select(above, lanes::all<F>(1.0), lanes::all<F>(0.0));
}

/// Adds x in fixed point, as `exact_sum` does: ⌊x / 2¹⁶⌋, and the rest in units of 2⁻⁸ and of 2⁻⁴⁰. |x| < 2⁶⁶.
template <class F>
PROBATION_INLINE void fixed_point(F x, typename lanes::kin<F>::bits& high, typename lanes::kin<F>::bits& middle,
                                  typename lanes::kin<F>::bits& low) noexcept {
  const F rest = (x - take_whole(x * 0x1p-16, high) * 0x1p16) * 0x1p8;
  static_cast<void>(take_whole((rest - take_whole(rest, middle)) * 0x1p32 + 0.5, low));
}

/// The key of the bin that x closes: doubles in the order of integers, cut to 11 bits of the fraction, rounded up.
template <class F>
[[nodiscard]] PROBATION_INLINE typename lanes::kin<F>::bits bin_key(F x) noexcept {
  constexpr std::uint64_t middle = std::uint64_t{1} << 63;
  const auto negative = lanes::bits(x < 0.0);
  const auto size = lanes::bits(x) & (middle - 1);
  const auto ordered = ((size ^ negative) - negative) + middle;
  return (ordered + ((std::uint64_t{1} << 41) - 1)) >> 41;
}

/// Sums and extremes of numbers, F a vector or one of them.
template <class F>
struct extremes_of {
  F least = lanes::all<F>(maths::detail::infinity);
  F most = lanes::all<F>(-maths::detail::infinity);

  PROBATION_INLINE void add(F x) noexcept {
    least = lanes::smaller(least, x);
    most = lanes::larger(most, x);
  }
  /// Of all lanes, put into those of `to`.
  PROBATION_INLINE void put(double& low, double& high) const noexcept {
    double lows[lanes::width_of<F>];
    double highs[lanes::width_of<F>];
    lanes::store_as(lows, least);
    lanes::store_as(highs, most);
    for (std::size_t k = 0; k < lanes::width_of<F>; ++k) {
      low = lanes::smaller(low, lows[k]);
      high = lanes::larger(high, highs[k]);
    }
  }
};

PROBATION_INLINE void store_key(std::uint32_t* to, std::uint64_t key) noexcept {
  *to = static_cast<std::uint32_t>(key);
}
#if defined(PROBATION_LANE_BYTES)
PROBATION_INLINE void store_key(std::uint32_t* to, lanes::u64 keys) noexcept { lanes::store_low(to, keys); }
#endif

/// A digest of whole numbers: sums of those and of their squares are exact in a double.
template <class F>
struct count_digest {
  F unfit = lanes::all<F>(0.0);
  F sum = lanes::all<F>(0.0);
  F square = lanes::all<F>(0.0);
  extremes_of<F> ends;

  PROBATION_INLINE void add(const double* x, std::uint32_t* key) noexcept {
    const F y = lanes::load_as<F>(x) + 0.0;
    const F raised = y + 0x1p52;
    store_key(key, lanes::bits(raised));
    const F off = lanes::select(raised - 0x1p52 == y, lanes::all<F>(0.0), lanes::all<F>(1.0));
    unfit = unfit + lanes::select(lanes::size_of(y - 0x1p21) <= 0x1p21, off, lanes::all<F>(1.0));
    sum = sum + y;
    square = square + y * y;
    ends.add(y);
  }
  PROBATION_INLINE void put(double& total, double& squares) const noexcept {
    double sums[lanes::width_of<F>];
    double square_sums[lanes::width_of<F>];
    lanes::store_as(sums, sum);
    lanes::store_as(square_sums, square);
    for (std::size_t k = 0; k < lanes::width_of<F>; ++k) {
      total += sums[k];
      squares += square_sums[k];
    }
  }
};

/// Gives rows to digests, what fills vectors to one and the rest to the other, and their extremes to `out`; false where
/// a number is unfit.
template <template <class> class Digest>
PROBATION_INLINE bool digest_with(Digest<lanes::f64>& most, Digest<double>& rest, const row_block& x, row_digest& out,
                                  std::uint32_t* keys) noexcept {
  for (std::size_t r = 0; r < x.rows; ++r) {
    const double* const row = x.from + r * x.stride;
    std::size_t i = 0;
    for (; i + lanes::width <= x.n; i += lanes::width) most.add(row + i, keys + i);
    for (; i < x.n; ++i) rest.add(row + i, keys + i);
    keys += x.n;
    if (lanes::any(most.unfit > 0.0) || rest.unfit > 0.0) return false;
  }
  out.least = maths::detail::infinity;
  out.most = -maths::detail::infinity;
  most.ends.put(out.least, out.most);
  rest.ends.put(out.least, out.most);
  return true;
}

/// Digests whole numbers from 0 to 2²², as most outputs are; false if there are others.
inline bool digest_counts(const row_block& x, row_digest& out, std::uint32_t* keys) noexcept {
  count_digest<lanes::f64> most;
  count_digest<double> rest;
  if (!digest_with(most, rest, x, out, keys)) return false;
  double total = 0.0;
  double squares = 0.0;
  most.put(total, squares);
  rest.put(total, squares);
  const auto whole = static_cast<std::uint64_t>(total);
  const auto whole_square = static_cast<std::uint64_t>(squares);
  out.sum_high = static_cast<std::int64_t>(whole >> 16);
  out.sum_low = (whole & 0xFFFFU) << 40;
  out.square_high = static_cast<std::int64_t>(whole_square >> 16);
  out.square_low = (whole_square & 0xFFFFU) << 40;
  return true;
}

/// A digest of any numbers that are not too great.
template <class F>
struct number_digest {
  typename lanes::kin<F>::bits sums[6] = {};  // high, middle and low of the numbers and of their squares
  F unfit = lanes::all<F>(0.0);
  extremes_of<F> ends;

  PROBATION_INLINE void add(const double* x, std::uint32_t* key) noexcept {
    const F y = lanes::load_as<F>(x) + 0.0;  // −0 becomes 0, so that extremes do not depend on the order
    unfit = lanes::select(lanes::size_of(y) < 0x1p33, unfit, lanes::all<F>(1.0));
    fixed_point(y, sums[0], sums[1], sums[2]);
    fixed_point(y * y, sums[3], sums[4], sums[5]);
    ends.add(y);
    store_key(key, bin_key(y));
  }
  PROBATION_INLINE void put(std::uint64_t (&all)[6]) const noexcept {
    for (std::size_t k = 0; k < 6; ++k) {
      std::uint64_t parts[lanes::width_of<F>];
      std::memcpy(parts, &sums[k], sizeof parts);
      for (const std::uint64_t part : parts) all[k] += part;
    }
  }
};

/// A sum in units of 2¹⁶, 2⁻⁸ and 2⁻⁴⁰ as one in units of 2¹⁶ and 2⁻⁴⁰, the last less than 2⁵⁶.
PROBATION_INLINE void carry(const std::uint64_t* sums, std::int64_t& high, std::uint64_t& low) noexcept {
  const std::uint64_t middle = sums[1] + (sums[2] >> 32);
  high = static_cast<std::int64_t>(sums[0] + (middle >> 24));
  low = (middle & 0xFFFFFFU) << 32 | (sums[2] & 0xFFFFFFFFU);
}

inline bool digest_row(const row_block& x, row_digest& out, std::uint32_t* keys) noexcept {
  number_digest<lanes::f64> most;
  number_digest<double> rest;
  if (!digest_with(most, rest, x, out, keys)) return false;
  std::uint64_t sums[6] = {};
  most.put(sums);
  rest.put(sums);
  carry(sums, out.sum_high, out.sum_low);
  carry(sums + 3, out.square_high, out.square_low);
  return true;
}

/// The row functions as these flags compile them: with exact draws, or with draws that are their means.
template <bool Random>
inline constexpr row_functions rows_here = [] {
  row_functions t{PROBATION_ISA_NAME, {}, {}, &digest_row, &digest_counts};
  const auto set = [&t](opcode code, row_function f) { t.of[static_cast<std::size_t>(code)] = f; };
  set(opcode::copy, &arithmetic_row<opcode::copy>);
  set(opcode::zero, &zero_row);
  set(opcode::add, &arithmetic_row<opcode::add>);
  set(opcode::subtract, &arithmetic_row<opcode::subtract>);
  set(opcode::multiply, &arithmetic_row<opcode::multiply>);
  set(opcode::divide, &arithmetic_row<opcode::divide>);
  set(opcode::smaller, &arithmetic_row<opcode::smaller>);
  set(opcode::larger, &arithmetic_row<opcode::larger>);
  set(opcode::nearest, &arithmetic_row<opcode::nearest>);
  set(opcode::exponential, &arithmetic_row<opcode::exponential>);
  set(opcode::logarithm, &arithmetic_row<opcode::logarithm>);
  set(opcode::leaving, &arithmetic_row<opcode::leaving>);
  set(opcode::above, &above_row);
  set(opcode::uniform, Random ? &uniform_row : &zero_row);
  set(opcode::whole, Random ? &arithmetic_row<opcode::whole> : &arithmetic_row<opcode::copy>);
  set(opcode::binomial, Random ? &binomial_row : &product_row);
  set(opcode::poisson, Random ? &poisson_row : &arithmetic_row<opcode::copy>);
  set(opcode::negative_binomial, Random ? &negative_binomial_row : &arithmetic_row<opcode::copy>);
  const auto set_list = [&t](opcode code, list_function f) { t.lists[static_cast<std::size_t>(code)] = f; };
  set_list(opcode::total, &total_rows);
  set_list(opcode::inner, &inner_rows);
  set_list(opcode::shift, &shift_rows);
  set_list(opcode::complete, &complete_rows);
  set_list(opcode::lapse, &lapse_rows<Random>);
  set_list(opcode::share, &share_rows);
  return t;
}();

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
