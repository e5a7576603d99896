// How a workload moves if the weights, or the minutes behind them, are not what they are said to be.
// A heavy include (Boost.Math, by `base/quantile.hpp`).
#pragma once

#include <cstdint>      // for std::uint32_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/quantile.hpp>
#include <probation/engine/stream.hpp>
#include <probation/workload/wmt/exact.hpp>

namespace probation::wmt {

/// What one weight does to a workload.
struct weight_effect {
  std::string location;
  std::string tier;
  bool is_t2a = false;
  quantity weight;
  double cases = 0;        ///< that score by it, inactive ones by what they keep
  double points = 0;       ///< cases × the weight's mean
  double percent = 0;      ///< these points in per cent of those available
  double per_percent = 0;  ///< percentage points of workload for one per cent of the weight

  friend bool operator==(const weight_effect&, const weight_effect&) = default;
};

/// The question: what is held, other points (reports, contacts) that no weight of a case moves, and what is available.
struct sensitivity_case {
  holding held;
  double other_points = 0;
  double available = 0;
  quantity time = quantity(1.0);  ///< every weight of a case times this: 1.34 if tasks take about a third longer
};

/// Random numbers of sensitivities have a stream of their own; 0 to 2 are a forecast's and those drawn by hand.
inline constexpr std::uint32_t sensitivity_stream = 3;

/// The weights that have cases, in the order of what is held. `error` as `exact::workload_points`.
[[nodiscard]] inline std::vector<weight_effect> weight_effects(const sensitivity_case& q, const configuration& c) {
  exact::require(q.available, "available_points", "points above 0");
  if (q.available == 0)
    throw error("available_points", "0", "points above 0", "without capacity there is no percentage");
  static_cast<void>(exact::workload_points(q.held, c));  // refuses what makes no sense
  std::vector<weight_effect> out;
  const auto add = [&](const caseload& cases, const case_weights& weights, bool t2a) {
    for (const auto& [location, cells] : cases) {
      for (const auto& [tier, n] : cells) {
        if (tier == untiered || n.total == 0) continue;
        weight_effect e{location, tier, t2a, weight_of(weights, location, tier)};
        // The points are linear in the weight: those of one point a case.
        e.cases = exact::tier_points(n, 1, weights.inactive, t2a).to_double();
        e.points = e.cases * written_mean(e.weight) * written_mean(q.time);
        e.percent = 100 * e.points / q.available;
        e.per_percent = e.percent / 100;
        out.push_back(std::move(e));
      }
    }
  };
  add(q.held.active, c.cases, false);
  add(q.held.t2a, c.t2a, true);
  return out;
}

/// The workload in per cent under `runs` draws of every uncertain weight and of the time factor: element i is
/// replicate i, whatever else is drawn. A weight's number comes from its names, so that two questions with the same
/// seed share their draws.
[[nodiscard]] inline std::vector<double> drawn_percents(const sensitivity_case& q, const configuration& c,
                                                        std::uint32_t seed, std::uint32_t runs) {
  const auto effects = weight_effects(q, c);
  const auto draw = [&](const quantity& x, std::uint64_t cell, std::uint32_t run) {
    return x.is_certain()
               ? written_mean(x)
               : probation::detail::rounded(written_quantile(x, uniform({seed, sensitivity_stream}, {run, 0, cell})));
  };
  std::vector<std::uint64_t> cells;
  for (const auto& e : effects)
    cells.push_back(cell_id((e.is_t2a ? "wmt/t2a/" : "wmt/cases/") + e.location + '/' + e.tier));
  const std::uint64_t time_cell = cell_id("wmt/time");
  std::vector<double> out(runs);
  for (std::uint32_t run = 0; run < runs; ++run) {
    double points = 0;
    for (std::size_t i = 0; i < effects.size(); ++i)
      points += effects[i].cases * draw(effects[i].weight, cells[i], run);
    out[run] = 100 * (points * draw(q.time, time_cell, run) + q.other_points) / q.available;
  }
  return out;
}

}  // namespace probation::wmt
