// How long cases are held: chances of ending, and how those held now are laid out by the present's dwell.
#pragma once

#include <cmath>       // for std::ceil
#include <functional>  // for std::function
#include <string>      // for std::string
#include <vector>      // for std::vector

#include <probation/base/kind.hpp>
#include <probation/base/quantile.hpp>
#include <probation/projection/context.hpp>

namespace probation::detail {

/// The time held where the document gives none: listed as an assumption.
[[nodiscard]] inline const dwell& default_dwell() {
  static const dwell d = [] {
    dwell out;
    out.time = quantity(distribution::certain, {12.0}, unit::months, "not given: a year", status::assumed);
    return out;
  }();
  return d;
}

/// Where the number of a dwell comes from: it is an input, or one of the present.
using dwell_input = std::function<value(const std::string& path, const quantity& q)>;

/// Chance a month that a case of no memory ends, of which `part` of the time counts. One law for time and rate: cases
/// are counted for the mean time that the document says, 1 ÷ rate months where it gives a rate, so that the mean stock
/// is starts × mean time. (A proportion lost is what it says: that share is gone after its month or year.)
[[nodiscard]] inline value ending_chance(const dwell_reference& d, value part, const dwell_input& input) {
  if (!d.given->rate) {
    const value chance = 1.0 / (input(d.path + ".time", *d.given->time) * part);
    require(chance, 0.0, 1.0, d.path + ".time: a case held for less than a month; 1 ÷ time");
    return chance;
  }
  const value rate = input(d.path + ".rate", *d.given->rate) / part;
  if (is_proportion_lost(d.given->rate->unit)) return probability_of(rate);
  require(rate, 0.0, 1.0, d.path + ".rate: a case held for less than a month; endings a month");
  return rate;
}

/// Chances of ending by age of a dwell that has a memory.
[[nodiscard]] inline completion ending_by_age(plan& p, const dwell_reference& d, value part, const dwell_input& input) {
  const auto time = [&] { return input(d.path + ".time", *d.given->time) * part; };
  switch (d.given->form) {
    case dwell::shape::fixed: return fixed_time(time(), greatest(*d.given->time));
    case dwell::shape::erlang: {
      const double longest = greatest(*d.given->time);
      return erlang_time(time(), d.given->stages, static_cast<std::size_t>(std::ceil(3.0 * longest)));
    }
    default: return profile_time(p, d.given->profile);
  }
}

/// The number of the dwell of the present.
[[nodiscard]] inline dwell_input dwell_before(const lowering& l, const dwell_reference& own) {
  return [&l, &own](const std::string& path, const quantity& q) {
    const auto& same = path.ends_with(".rate") ? own.given->rate : own.given->time;
    return l.before(path, q, same ? &*same : nullptr, own.path + (path.ends_with(".rate") ? ".rate" : ".time"));
  };
}

/// Cases that have no memory by months held, on a conveyor of so many ages: geometric, the oldest together.
[[nodiscard]] inline std::vector<value> geometric_by_age(value cases, value ending, std::size_t ages,
                                                         const std::string& name) {
  completion shape;
  shape.at_entry = constant(cases.in(), 0.0);
  value left = constant(cases.in(), 1.0);
  for (std::size_t a = 0; a < ages; ++a) {
    shape.counted.push_back(a + 1 == ages ? left : left * ending);
    left = left * (1.0 - ending);
  }
  return spread_by_age(cases, shape, name);
}

/// A stock of cases held like `lasts`, for `part` of the time that it says, laid out as those of the present: like
/// `lasted`, for `part_before` of its time. `cases` is whole in random replicates.
[[nodiscard]] inline held_cases hold(const lowering& l, const dwell_reference& lasts, const dwell_reference& lasted,
                                     const std::string& name, value cases, value part, value part_before) {
  plan& p = l.p;
  held_cases out;
  const dwell& d = *lasts.given;
  const dwell_input input = [&l](const std::string& path, const quantity& q) { return l.input(path, q); };
  const bool memoryless = d.form == dwell::shape::exponential;
  const bool was_memoryless = lasted.given->form == dwell::shape::exponential;
  const bool same = *lasted.given == d && part.row() == part_before.row();
  if (memoryless) {
    out.ending = ending_chance(lasts, part, input);
  } else {
    out.time = ending_by_age(p, lasts, part, input);
  }
  completion before = out.time;
  if (was_memoryless) {
    out.ending_before = same ? out.ending : ending_chance(lasted, part_before, dwell_before(l, lasts));
  } else {
    if (!same) before = ending_by_age(p, lasted, part_before, dwell_before(l, lasts));
    out.counted_before = before.counted;
  }
  if (memoryless) {
    out.memoryless = add_pool(p, name, cases);
    out.now = out.memoryless->now;
    return out;
  }
  l.by_default(lasts.path, "cases in hand are of all ages, as in a stock in balance");
  std::vector<value> ages = was_memoryless ? geometric_by_age(cases, out.ending_before, out.time.by_age.size(), name)
                                           : spread_by_age(cases, before, name);
  match_length(ages, out.time);
  out.aged = add_conveyor(p, name, ages);
  out.now = total(p, *out.aged);
  return out;
}

/// Mean months counted in a stock of the present's dwell, by which a stock in balance is shared and replaced.
[[nodiscard]] inline value mean_months(const lowering& l, const case_stock& c, value part) {
  const dwell_input input = dwell_before(l, c.lasts);
  const dwell& d = *c.lasted.given;
  if (d.rate) return 1.0 / ending_chance(c.lasted, part, input);
  return input(c.lasted.path + ".time", *d.time) * part;
}

}  // namespace probation::detail
