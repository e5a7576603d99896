// One share from the samples of several units, weighted by caseload. Brings Boost.Math: not part of ratings.hpp.
#pragma once

#include <algorithm>  // for std::min
#include <stdexcept>  // for std::invalid_argument

#include <probation/base/named.hpp>
#include <probation/ratings/case_sample.hpp>
#include <probation/ratings/interval.hpp>

namespace probation::ratings {

/// A unit's sample, and how many cases it stands for.
struct weighted_count {
  question_count count;
  double caseload = 0;

  friend bool operator==(const weighted_count&, const weighted_count&) = default;
};

/// The share of a region, and its interval.
struct aggregate_share {
  double share = 0;           ///< Σ wᵤ pᵤ with wᵤ the unit's part of the caseload
  double effective_size = 0;  ///< the simple sample that would be as exact: 1 ÷ Σ wᵤ² ÷ nᵤ (Kish 1965)
  interval range;             ///< Wilson's, of the effective size

  friend bool operator==(const aggregate_share&, const aggregate_share&) = default;
};

/// The share of cases that are sufficient in all units together, each unit weighing as its caseload does. Unweighted
/// pooling would count a unit by how many of its cases happened to be inspected.
///
/// Throws std::invalid_argument for counts that cannot be and caseloads that are not above 0.
[[nodiscard]] inline aggregate_share aggregate(const named<weighted_count>& units, double level = 0.95) {
  if (units.empty()) throw std::invalid_argument("an aggregate needs at least one unit");
  double total = 0;
  for (const auto& [name, unit] : units) {
    detail::check_count(name, unit.count);
    if (!(unit.caseload > 0) || !(unit.caseload < 1e12)) {
      throw std::invalid_argument(name + ": a caseload must be above 0");
    }
    total += unit.caseload;
  }
  if (!(level > 0 && level < 1)) throw std::invalid_argument("level must be above 0 and below 1");
  aggregate_share out;
  double spread = 0;
  for (const auto& item : units) {
    const auto& [count, caseload] = item.second;
    const double weight = caseload / total;
    out.share += weight * count.sufficient / count.of;
    spread += weight * weight / count.of;
  }
  out.share = (std::min)(out.share, 1.0);
  out.effective_size = 1 / spread;
  out.range = detail::wilson(out.share, out.effective_size, detail::normal_quantile(0.5 + level / 2));
  return out;
}

}  // namespace probation::ratings
