// Draws of many counts at a time: replicates in lanes, all walking in step.
//
// A group of lanes takes the steps that its longest walk needs; lanes that have arrived wait. Each lane gets the bits
// that the function of the same name in `draws.hpp` gives for its numbers, which also takes over the odd lane whose
// guess is not certain or whose walk does not arrive.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint64_t

#include <probation/engine/draws.hpp>
#include <probation/engine/lanes.hpp>
#include <probation/engine/maths.hpp>
#include <probation/engine/tail.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

using lanes::f64;

/// Vectors whose lanes walk in step. Measured: with four of them an instruction seldom waits for the one before, and
/// few walks are waited for in vain; what the registers do not hold is near.
inline constexpr std::size_t group_vectors = 4;
inline constexpr std::size_t group_width = group_vectors * lanes::width;

/// A number for each lane of a group.
template <std::size_t V>
struct group_of {
  f64 at[V];
};
using group = group_of<group_vectors>;

template <std::size_t V = group_vectors>
[[nodiscard]] PROBATION_INLINE group_of<V> load_group(const double* from) noexcept {
  group_of<V> x;
  PROBATION_UNROLL
  for (std::size_t i = 0; i < V; ++i) x.at[i] = lanes::load(from + i * lanes::width);
  return x;
}
template <std::size_t V>
PROBATION_INLINE void store_group(double* to, const group_of<V>& x) noexcept {
  PROBATION_UNROLL
  for (std::size_t i = 0; i < V; ++i) lanes::store(to + i * lanes::width, x.at[i]);
}
/// f of each vector of some groups.
template <std::size_t V = group_vectors, class F>
[[nodiscard]] PROBATION_INLINE group_of<V> each(F f) noexcept {
  group_of<V> x;
  PROBATION_UNROLL
  for (std::size_t i = 0; i < V; ++i) x.at[i] = f(i);
  return x;
}
template <std::size_t V = group_vectors, class F>
[[nodiscard]] PROBATION_INLINE bool any_of(F f) noexcept {
  lanes::mask m = f(std::size_t{0});
  PROBATION_UNROLL
  for (std::size_t i = 1; i < V; ++i) m = m | f(i);
  return lanes::any(m);
}

/// 1 / k for k from 1. It is the same in all lanes, and looking it up leaves the divider alone.
struct inverse_table {
  double of[256];
};
inline constexpr inverse_table inverses = [] {
  inverse_table t{};
  for (int i = 0; i < 256; ++i) t.of[i] = 1.0 / (i + 1.0);
  return t;
}();

[[nodiscard]] PROBATION_INLINE double inverse_of(double k) noexcept {
  return k <= 256.0 ? inverses.of[static_cast<std::size_t>(k) - 1] : 1.0 / k;
}

/// Steps between two looks at whether all lanes have arrived. Measured: with 2 lanes a look costs less than a step.
inline constexpr std::size_t look_every = lanes::width > 2 ? 2 : 1;

/// `climb` from 0 in all lanes. True if every lane arrived within `Limit` steps; otherwise those with u above `at_most`
/// have not.
template <std::size_t Limit, std::size_t V>
PROBATION_INLINE bool climb_from_zero(const group_of<V>& a, const group_of<V>& b, group_of<V> chance,
                                      const group_of<V>& u, group_of<V>& count, group_of<V>& at_most) noexcept {
  at_most = chance;
  lanes::u64 steps[V]{};
  bool arrived = false;
  for (std::size_t k = 0; k < Limit; k += look_every) {
    if (!any_of<V>([&](std::size_t i) { return u.at[i] > at_most.at[i]; })) {
      arrived = true;
      break;
    }
    PROBATION_UNROLL
    for (std::size_t j = k; j < k + look_every; ++j) {
      const double inverse = Limit <= 256 || j < 256 ? inverses.of[j] : 1.0 / (static_cast<double>(j) + 1.0);
      PROBATION_UNROLL
      for (std::size_t i = 0; i < V; ++i) {
        steps[i] = steps[i] - lanes::bits(u.at[i] > at_most.at[i]);  // all bits set is −1
        chance.at[i] = chance.at[i] * (a.at[i] + b.at[i] * inverse);
        at_most.at[i] = at_most.at[i] + chance.at[i];
      }
    }
  }
  count =
      each<V>([&](std::size_t i) { return lanes::from_bits(steps[i] + std::uint64_t{0x4330000000000000U}) - 0x1p52; });
  return arrived;
}

/// Lets `draw(lane)` decide in the lanes for which `open` holds.
template <std::size_t V, class Draw>
inline void settle(const group_of<V>& open, double* out, Draw draw) noexcept {
  double flags[V * lanes::width];
  store_group(flags, open);
  for (std::size_t i = 0; i < V * lanes::width; ++i) {
    if (flags[i] != 0.0) out[i] = draw(i);
  }
}
[[nodiscard]] PROBATION_INLINE f64 flag(lanes::mask m) noexcept {
  return lanes::select(m, lanes::all<f64>(1.0), lanes::all<f64>(0.0));
}

/// `maths::power` in all lanes; the exponents are whole and below 1024.
template <std::size_t V>
[[nodiscard]] PROBATION_INLINE group_of<V> power_of(group_of<V> x, const group_of<V>& n) noexcept {
  group_of<V> result = each<V>([](std::size_t) { return lanes::all<f64>(1.0); });
  const group_of<V> whole = each<V>([&](std::size_t i) { return n.at[i] + 0x1p52; });
  constexpr std::uint64_t bits_of_one = 0x3FF0000000000000U;
  double value = 1.0;  // of the bit
  for (std::uint64_t bit = 1; any_of<V>([&](std::size_t i) { return n.at[i] >= value; }); bit <<= 1, value *= 2.0) {
    PROBATION_UNROLL
    for (std::size_t i = 0; i < V; ++i) {
      // Beside the exponent of 1, for a lone low bit is a denormal number, which a host may take for 0.
      const lanes::mask unset = lanes::from_bits((lanes::bits(whole.at[i]) & bit) | bits_of_one) == 1.0;
      result.at[i] = result.at[i] * lanes::select(unset, lanes::all<f64>(1.0), x.at[i]);
      x.at[i] = x.at[i] * x.at[i];
    }
  }
  return result;
}

/// Up to here a uniform number gives a count of 0, by Bernoulli's (1 − p)ⁿ ≥ 1 − n p and its limit e⁻ᵐ ≥ 1 − m, less
/// what the computed probability may err. Most draws of rare events need no more.
[[nodiscard]] PROBATION_INLINE f64 surely_none(f64 mean) noexcept { return (1.0 - 1e-12) - mean; }

/// `draw_binomial` of a group: n, p and u of each lane.
template <std::size_t V = group_vectors>
PROBATION_INLINE void draw_binomial_group(const double* n_of, const double* p_of, const double* u_of,
                                          double* out) noexcept {
  const group_of<V> n = load_group<V>(n_of);
  const group_of<V> given = load_group<V>(p_of);
  const group_of<V> p =
      each<V>([&](std::size_t i) { return lanes::select(given.at[i] > 0.5, 1.0 - given.at[i], given.at[i]); });
  group_of<V> u = load_group<V>(u_of);
  u = each<V>([&](std::size_t i) { return lanes::select(given.at[i] > 0.5, 1.0 - u.at[i], u.at[i]); });
  const group_of<V> mean = each<V>([&](std::size_t i) { return n.at[i] * p.at[i]; });
  const bool some_far = any_of<V>([&](std::size_t i) { return mean.at[i] > climb_up_to; });
  const bool some_near = any_of<V>([&](std::size_t i) { return mean.at[i] <= climb_up_to; });

  group_of<V> count = each<V>([](std::size_t) { return f64{}; });
  group_of<V> open = count;
  bool some_open = false;
  const group_of<V> near_u =
      each<V>([&](std::size_t i) { return lanes::select(mean.at[i] > climb_up_to, lanes::all<f64>(0.0), u.at[i]); });
  if (some_near && any_of<V>([&](std::size_t i) { return near_u.at[i] > surely_none(mean.at[i]); })) {
    const bool some_many = any_of<V>([&](std::size_t i) { return n.at[i] >= 1024.0; });
    const bool some_few = any_of<V>([&](std::size_t i) { return n.at[i] < 1024.0; });
    group_of<V> zero = count;
    if (some_few) {
      const group_of<V> exponent =
          each<V>([&](std::size_t i) { return lanes::select(n.at[i] < 1024.0, n.at[i], lanes::all<f64>(0.0)); });
      zero = power_of(each<V>([&](std::size_t i) { return 1.0 - p.at[i]; }), exponent);
    }
    if (some_many) {
      const group_of<V> by_logarithm =
          each<V>([&](std::size_t i) { return maths::exp(n.at[i] * maths::log1p(-p.at[i])); });
      zero = each<V>([&](std::size_t i) { return lanes::select(n.at[i] < 1024.0, zero.at[i], by_logarithm.at[i]); });
    }
    if (any_of<V>([&](std::size_t i) { return near_u.at[i] > zero.at[i]; })) {
      const group_of<V> odds = each<V>([&](std::size_t i) { return p.at[i] / (1.0 - p.at[i]); });
      const group_of<V> minus_odds = each<V>([&](std::size_t i) { return -odds.at[i]; });
      const group_of<V> b = each<V>([&](std::size_t i) { return (n.at[i] + 1.0) * odds.at[i]; });
      group_of<V> at_most;
      if (!climb_from_zero<250>(minus_odds, b, zero, near_u, count, at_most)) {
        open = each<V>([&](std::size_t i) { return flag(near_u.at[i] > at_most.at[i]); });
        some_open = true;
      }
    }
  }
  if (some_far) {
    PROBATION_UNROLL
    for (std::size_t i = 0; i < V; ++i) {
      const lanes::mask is_far = mean.at[i] > climb_up_to;
      const auto guessed = guess_quantile(mean.at[i], mean.at[i] * (1.0 - p.at[i]), 1.0 - 2.0 * p.at[i], u.at[i]);
      count.at[i] = lanes::select(is_far, guessed.count, count.at[i]);
      open.at[i] = lanes::select(is_far, flag(guessed.sure) - 1.0, open.at[i]);
    }
    some_open = some_open || any_of<V>([&](std::size_t i) { return open.at[i] < 0.0; });
  }
  store_group(out, each<V>([&](std::size_t i) {
                const f64 drawn = lanes::smaller(n.at[i], count.at[i]);
                return lanes::select(given.at[i] > 0.5, n.at[i] - drawn, drawn);
              }));
  if (some_open) settle(open, out, [&](std::size_t i) { return draw_binomial(n_of[i], p_of[i], u_of[i]); });
}

/// `draw_poisson` of a group.
template <std::size_t V = group_vectors>
PROBATION_INLINE void draw_poisson_group(const double* mean_of, const double* u_of, double* out) noexcept {
  const group_of<V> mean = load_group<V>(mean_of);
  const group_of<V> u = load_group<V>(u_of);
  const bool some_far = any_of<V>([&](std::size_t i) { return mean.at[i] > climb_up_to; });
  const bool some_near = any_of<V>([&](std::size_t i) { return mean.at[i] <= climb_up_to; });
  group_of<V> count = each<V>([](std::size_t) { return f64{}; });
  group_of<V> open = count;
  bool some_open = false;
  const group_of<V> near_u =
      each<V>([&](std::size_t i) { return lanes::select(mean.at[i] > climb_up_to, lanes::all<f64>(0.0), u.at[i]); });
  if (some_near && any_of<V>([&](std::size_t i) { return near_u.at[i] > surely_none(mean.at[i]); })) {
    const group_of<V> a = count;
    const group_of<V> zero = each<V>([&](std::size_t i) { return maths::exp(-mean.at[i]); });
    group_of<V> at_most;
    if (!climb_from_zero<250>(a, mean, zero, near_u, count, at_most)) {
      open = each<V>([&](std::size_t i) { return flag(near_u.at[i] > at_most.at[i]); });
      some_open = true;
    }
  }
  if (some_far) {
    PROBATION_UNROLL
    for (std::size_t i = 0; i < V; ++i) {
      const lanes::mask is_far = mean.at[i] > climb_up_to;
      const auto guessed = guess_quantile(mean.at[i], mean.at[i], lanes::all<f64>(1.0), u.at[i]);
      count.at[i] = lanes::select(is_far, guessed.count, count.at[i]);
      open.at[i] = lanes::select(is_far, flag(guessed.sure) - 1.0, open.at[i]);
    }
    some_open = some_open || any_of<V>([&](std::size_t i) { return open.at[i] < 0.0; });
  }
  store_group(out, count);
  if (some_open) settle(open, out, [&](std::size_t i) { return draw_poisson(mean_of[i], u_of[i]); });
}

/// `draw_negative_binomial` of a group.
PROBATION_INLINE void draw_negative_binomial_group(const double* mean_of, const double* size_of, const double* u_of,
                                                   double* out) noexcept {
  const group mean = load_group(mean_of);
  const group size = load_group(size_of);
  const group u = load_group(u_of);
  const group near_u = each([&](std::size_t i) {
    const f64 by_size = lanes::select(size.at[i] < smallest_size, u.at[i], lanes::all<f64>(0.0));
    const f64 finite = lanes::select(size.at[i] < maths::detail::infinity, u.at[i], lanes::all<f64>(0.0));
    return lanes::select(mean.at[i] <= smallest_size, finite, by_size);
  });
  group count = each([](std::size_t) { return f64{}; });
  group open = count;
  bool some_open = any_of([&](std::size_t i) { return near_u.at[i] == 0.0; });
  if (any_of([&](std::size_t i) { return near_u.at[i] > 0.0; })) {
    const group ratio = each([&](std::size_t i) { return mean.at[i] / (size.at[i] + mean.at[i]); });
    const group b = each([&](std::size_t i) { return (size.at[i] - 1.0) * ratio.at[i]; });
    const group zero =
        each([&](std::size_t i) { return maths::exp(-size.at[i] * maths::log1p(mean.at[i] / size.at[i])); });
    group at_most;
    if (!climb_from_zero<10000>(ratio, b, zero, near_u, count, at_most)) {
      open = each([&](std::size_t i) { return flag(near_u.at[i] > at_most.at[i]); });
      some_open = true;
    }
  }
  if (some_open) {
    PROBATION_UNROLL
    for (std::size_t i = 0; i < group_vectors; ++i) {
      const lanes::mask is_far = near_u.at[i] == 0.0;
      const f64 spread = mean.at[i] / size.at[i];
      const auto guessed = guess_quantile(mean.at[i], mean.at[i] * (1.0 + spread), 1.0 + 2.0 * spread, u.at[i]);
      const lanes::mask fits = lanes::smaller(mean.at[i], size.at[i]) > smallest_size;
      const f64 sure = lanes::select(fits, flag(guessed.sure), lanes::all<f64>(0.0));
      count.at[i] = lanes::select(is_far, guessed.count, count.at[i]);
      open.at[i] = lanes::select(is_far, sure - 1.0, open.at[i]);
    }
  }
  store_group(out, count);
  if (some_open) {
    settle(open, out, [&](std::size_t i) { return draw_negative_binomial(mean_of[i], size_of[i], u_of[i]); });
  }
}

/// `negative_binomial_above` of a group whose lanes share the threshold.
PROBATION_INLINE void negative_binomial_above_group(const double* mean_of, const double* size_of, double threshold,
                                                    double* out) noexcept {
  const group mean = load_group(mean_of);
  const group size = load_group(size_of);
  const group ratio = each([&](std::size_t i) {
    return lanes::select(size.at[i] < maths::detail::infinity, mean.at[i] / (size.at[i] + mean.at[i]),
                         lanes::all<f64>(0.0));
  });
  const group b = each([&](std::size_t i) {
    return lanes::select(size.at[i] < maths::detail::infinity, (size.at[i] - 1.0) * ratio.at[i], mean.at[i]);
  });
  const group minus_log_zero = each([&](std::size_t i) {
    return lanes::select(size.at[i] < maths::detail::infinity, size.at[i] * maths::log1p(mean.at[i] / size.at[i]),
                         mean.at[i]);
  });
  group chance = each([](std::size_t) { return lanes::all<f64>(1.0); });
  group up_to = chance;
  double k = 0.0;
  while (k < threshold) {
    k += 1.0;
    const double inverse = inverse_of(k);
    PROBATION_UNROLL
    for (std::size_t i = 0; i < group_vectors; ++i) {
      chance.at[i] = chance.at[i] * (ratio.at[i] + b.at[i] * inverse);
      up_to.at[i] = up_to.at[i] + chance.at[i];
    }
  }
  // Terms that left the range of `negative_binomial_above` on the way would leave it here too: they rise and then fall.
  const group open = each([&](std::size_t i) {
    const f64 fits = lanes::select(chance.at[i] >= 0x1p-900, lanes::all<f64>(0.0), lanes::all<f64>(1.0));
    return lanes::select(up_to.at[i] <= 0x1p900, fits, lanes::all<f64>(1.0));
  });
  const group below = each([&](std::size_t i) { return up_to.at[i] * maths::exp(0.0 - minus_log_zero.at[i]); });
  const group thin = each([&](std::size_t i) {  // where the sum of the tail is needed
    const f64 most = lanes::select(minus_log_zero.at[i] < 500.0, lanes::all<f64>(0.99), lanes::all<f64>(0x1p-60));
    const f64 unusual = lanes::select(below.at[i] < most, lanes::all<f64>(0.0), lanes::all<f64>(1.0));
    return lanes::select(below.at[i] < 0x1p-60, lanes::all<f64>(0.0), unusual);
  });
  group above = each([](std::size_t) { return f64{}; });
  group last = each([](std::size_t) { return lanes::all<f64>(-1.0); });
  if (any_of([&](std::size_t i) { return thin.at[i] > open.at[i]; })) {
    for (double end = k + 5000.0; k < end && any_of([&](std::size_t i) {
                                    return lanes::select(thin.at[i] > open.at[i], above.at[i], last.at[i]) > last.at[i];
                                  });) {
      // Further steps change nothing where one did not: terms fall here. So only every fourth looks.
      for (int step = 0; step < 4; ++step) {
        k += 1.0;
        const double inverse = inverse_of(k);
        PROBATION_UNROLL
        for (std::size_t i = 0; i < group_vectors; ++i) {
          last.at[i] = above.at[i];
          chance.at[i] = chance.at[i] * (ratio.at[i] + b.at[i] * inverse);
          above.at[i] = above.at[i] + chance.at[i];
        }
      }
    }
  }
  store_group(out, each([&](std::size_t i) {
                return lanes::select(thin.at[i] > 0.0, above.at[i] / (up_to.at[i] + above.at[i]), 1.0 - below.at[i]);
              }));
  const group late = each([&](std::size_t i) {
    return lanes::select(lanes::select(thin.at[i] > open.at[i], above.at[i], last.at[i]) > last.at[i],
                         lanes::all<f64>(1.0), open.at[i]);
  });
  if (any_of([&](std::size_t i) { return late.at[i] > 0.0; })) {
    settle(late, out, [&](std::size_t i) { return negative_binomial_above(mean_of[i], size_of[i], threshold); });
  }
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
