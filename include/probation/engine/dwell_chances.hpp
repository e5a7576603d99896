// Times spent inside, as chances of completing by age of a conveyor.
#pragma once

#include <algorithm>  // for std::max
#include <cmath>      // for std::ceil
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <utility>    // for std::move
#include <vector>     // for std::vector

#include <probation/engine/expression.hpp>

namespace probation {

/// A conveyor's completions: at entry (those who come and go within one month are never counted), then by age.
///
/// All forms follow one rule. Entries are spread over a month, so of those who enter in it the share
/// G(a) = ∫ S(t) dt over [a, a + 1] is counted at the a-th month start that follows, with S the survival of the time
/// inside. ΣG is then the mean time inside, exactly, whatever the form (Little's law holds to the digit).
struct completion {
  value at_entry;              ///< 1 − G(0)
  std::vector<value> by_age;   ///< 1 − G(a+1) ÷ G(a)
  std::vector<value> counted;  ///< G(a): shape of a stock in balance
};

/// A fixed time of d months, whole or not (split between two neighbouring months), possibly uncertain, at most
/// `longest`. A time of 0 is over in the month of entry.
[[nodiscard]] inline completion fixed_time(value d, double longest) {
  if (!(longest >= 0.0) || longest > 2400.0)
    throw std::invalid_argument("fixed_time: longest must be in [0, 2400] months");
  completion out;
  const auto cells = static_cast<std::size_t>((std::max)(1.0, std::ceil(longest)));
  out.at_entry = unit_interval(1.0 - d);
  for (std::size_t a = 0; a < cells; ++a) {
    const auto age = static_cast<double>(a);
    out.counted.push_back(unit_interval(d - age));
    // The last cell empties in any case: no d is longer.
    out.by_age.push_back(a + 1 == cells ? constant(d.in(), 1.0) : unit_interval((age + 2.0) - d));
  }
  return out;
}

/// An Erlang time of k stages and mean m months: a conveyor of `cells` ages whose last is open and keeps the mean
/// exact. With λ = k ÷ m: ∫ S from x to ∞ = (1 ÷ λ) e^{−λx} Σ_{i<k} (k − i)(λx)^i ÷ i!.
[[nodiscard]] inline completion erlang_time(value m, int k, std::size_t cells) {
  if (k < 1) throw std::invalid_argument("erlang_time: at least one stage");
  if (cells < 1) throw std::invalid_argument("erlang_time: at least one age");
  plan& p = m.in();
  const value rate = static_cast<double>(k) / m;
  std::vector<value> beyond;
  for (std::size_t a = 0; a <= cells; ++a) {
    const value x = rate * static_cast<double>(a);
    value term = constant(p, 1.0);
    value series = constant(p, static_cast<double>(k));
    for (int i = 1; i < k; ++i) {
      term = term * x / static_cast<double>(i);
      series = series + term * static_cast<double>(k - i);
    }
    beyond.push_back(exp(0.0 - x) * series / rate);
  }
  completion out;
  for (std::size_t a = 0; a + 1 < cells; ++a) out.counted.push_back(beyond[a] - beyond[a + 1]);
  out.counted.push_back(beyond[cells - 1]);  // the open cell holds the rest of the stock
  out.at_entry = unit_interval(1.0 - (beyond[0] - beyond[1]));
  for (std::size_t a = 0; a < cells; ++a) {
    const value here = beyond[a] - beyond[a + 1];
    // In the open cell the chance is what makes the expected time left, beyond ÷ here, come true.
    out.by_age.push_back(a + 1 == cells ? unit_interval(here / beyond[a])
                                        : unit_interval(1.0 - (beyond[a + 1] - beyond[a + 2]) / here));
  }
  return out;
}

/// An observed profile: the share still inside at the a-th month start. Everybody is gone after its end.
[[nodiscard]] inline completion profile_time(plan& p, const std::vector<double>& profile) {
  if (profile.empty() || !(profile.front() > 0.0)) throw std::invalid_argument("profile_time: nobody is ever counted");
  completion out;
  out.at_entry = constant(p, 1.0 - profile.front());
  for (std::size_t a = 0; a < profile.size() && profile[a] > 0.0; ++a) {
    const double next = a + 1 < profile.size() ? profile[a + 1] : 0.0;
    out.counted.push_back(constant(p, profile[a]));
    out.by_age.push_back(constant(p, 1.0 - next / profile[a]));
  }
  return out;
}

/// The same times on a conveyor of at least `cells` ages: older ones go on as the oldest do.
[[nodiscard]] inline completion lengthened(completion c, std::size_t cells) {
  while (c.by_age.size() < cells) {
    c.by_age.push_back(c.by_age.back());
    c.counted.push_back(constant(c.at_entry.in(), 0.0));
  }
  return c;
}

/// Makes rows of people by age and of times equally long: people older than the times tell apart go on as the
/// oldest do, in the first month if all who are so old complete.
inline void match_length(std::vector<value>& people, completion& time) {
  people.resize((std::max)(people.size(), time.by_age.size()), constant(time.at_entry.in(), 0.0));
  time = lengthened(std::move(time), people.size());
}

/// Puts `n` people on a conveyor as a stock in balance has them: by age in proportion to `counted`. Whole people are
/// placed by conditional binomials, so that their number is kept; the cell is named after `name`.
[[nodiscard]] inline std::vector<value> spread_by_age(value n, const completion& c, const std::string& name) {
  plan& p = n.in();
  std::vector<value> out;
  value left = n;
  value mass = sum(p, c.counted);
  for (std::size_t a = 0; a < c.counted.size(); ++a) {
    if (a + 1 == c.counted.size()) {
      out.push_back(left);
      break;
    }
    const value here =
        binomial(left, smaller(c.counted[a] / mass, 1.0), name + "/start/" + std::to_string(a), phase::replicate);
    out.push_back(here);
    left = left - here;
    mass = larger(mass - c.counted[a], 0.0);
  }
  return out;
}

}  // namespace probation
