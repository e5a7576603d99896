// Splitting a whole number at random: multinomial among outcomes, hypergeometric among those it is made of.
#pragma once

#include <cassert>  // for assert
#include <cstddef>  // for std::size_t
#include <span>     // for std::span

#include <probation/engine/draws.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::inline PROBATION_ISA {

/// How many good ones there are among `drawn` that are taken, without putting any back, from `good` good and `bad`
/// bad ones: the hypergeometric quantile at u.
///
/// The probabilities are summed from the mode to both sides as multiples of that of the mode,
/// P(k + 1) / P(k) = (good − k)(drawn − k) / ((k + 1)(bad − drawn + k + 1)), until further ones are not felt, so their
/// sum needs no formula. The error is that of summing doubles; the cost about twenty standard deviations of steps.
///
/// \pre all are whole, from 0 to 2⁵²; drawn ≤ good + bad; 0 < u < 1.
[[nodiscard]] constexpr double draw_hypergeometric(double good, double bad, double drawn, double u) noexcept {
  assert(good >= 0.0 && bad >= 0.0 && drawn >= 0.0 && drawn <= good + bad && good + bad <= 0x1p52);
  assert(u > 0.0 && u < 1.0);
  const double least = drawn > bad ? drawn - bad : 0.0;
  const double most = drawn < good ? drawn : good;
  const auto rise = [&](double k) {  // P(k + 1) / P(k)
    return (good - k) / (k + 1.0) * ((drawn - k) / (bad - drawn + k + 1.0));
  };
  double mode = detail::whole_part((drawn + 1.0) / (good + bad + 2.0) * (good + 1.0));
  mode = mode < least ? least : (mode > most ? most : mode);

  double below = 0.0;  // of P(k < mode) / P(mode)
  double chance = 1.0;
  for (double k = mode; k > least; k -= 1.0) {
    chance /= rise(k - 1.0);
    const double next = below + chance;
    if (!(next > below)) break;
    below = next;
  }
  double from = 1.0;  // of P(k ≥ mode) / P(mode)
  chance = 1.0;
  for (double k = mode; k < most; k += 1.0) {
    chance *= rise(k);
    const double next = from + chance;
    if (!(next > from)) break;
    from = next;
  }

  const double wanted = u * (below + from);
  double k = mode;
  chance = 1.0;
  if (wanted > below) {
    for (double at_most = below + 1.0; wanted > at_most && k < most; k += 1.0) {
      chance *= rise(k);
      const double next = at_most + chance;
      if (!(next > at_most)) break;
      at_most = next;
    }
  } else {
    for (double less = below; wanted <= less && k > least; k -= 1.0) {
      chance /= rise(k - 1.0);
      const double next = less - chance;
      if (!(next < less)) break;
      less = next;
    }
  }
  return k;
}

/// How n are shared among outcomes of the probabilities `shares`, which add to 1: conditional binomials, the last
/// outcome taking what is left. `u(k)` is the uniform number of outcome k.
template <class Uniforms>
void draw_multinomial(double n, std::span<const double> shares, Uniforms u, std::span<double> out) noexcept {
  assert(out.size() == shares.size());
  double rest = 1.0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const double chance = k + 1 == shares.size() || shares[k] >= rest ? 1.0 : shares[k] / rest;
    out[k] = draw_binomial(n, chance, u(k));
    n -= out[k];
    rest -= shares[k];
  }
}

/// How many of each group are among `drawn` that are taken from all of them: what a draw from pooled cohorts takes from
/// each. Conditional hypergeometric draws; `u(k)` is the uniform number of group k.
///
/// \pre as for `draw_hypergeometric`, for the sum of the groups.
template <class Uniforms>
void draw_from_groups(std::span<const double> groups, double drawn, Uniforms u, std::span<double> out) noexcept {
  assert(out.size() == groups.size());
  double rest = 0.0;
  for (const double size : groups) rest += size;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    rest -= groups[k];
    out[k] = draw_hypergeometric(groups[k], rest, drawn, u(k));
    drawn -= out[k];
  }
}

}  // namespace probation::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
