// The rule about the rest of the region: what is left when uncertain totals and parts are drawn.
#pragma once

#include <cstdint>   // for std::uint32_t
#include <optional>  // for std::optional

#include <probation/analysis/audit/context.hpp>
#include <probation/base/quantile.hpp>
#include <probation/engine/rows.hpp>

namespace probation::detail {

/// Quantiles of the corner at which a subtraction is tried out: totals at the first, parts at the second.
inline constexpr double corner_low = 0.001;
inline constexpr double corner_high = 0.999;
/// Replicates that are drawn where the corner is negative: as a forecast of seed 1 draws them.
inline constexpr std::uint32_t subtraction_draws = 4096;
inline constexpr std::uint32_t subtraction_seed = 1;

/// A quantity with its place: the names by which a forecast draws it.
struct placed_quantity {
  std::string path;
  const quantity* given = nullptr;

  /// Value at a corner.
  [[nodiscard]] double at(double u) const { return quantile(*given, u); }
  /// Value in a replicate of a forecast.
  [[nodiscard]] double draw(std::uint32_t replicate) const {
    const stream_key key{subtraction_seed, quantity_stream};
    return quantile(*given, uniform(key, {replicate, 0, cell_id(path)}));
  }
};

/// FTE in post of staff, and an average over them: their product is what is subtracted.
struct subtracted_staff {
  placed_quantity in_post;
  placed_quantity average;  ///< null: in post itself is what is subtracted
  double heads = 0.0;       ///< where only cohorts say who is in post

  template <class Value>
  [[nodiscard]] double amount(const Value& value) const {
    const double fte = in_post.given != nullptr ? value(in_post) : heads;
    return average.given != nullptr ? fte * value(average) : fte;
  }
};

/// A subtraction: the region's total less those of the PDUs.
struct subtraction {
  subtracted_staff total;
  std::vector<subtracted_staff> parts;

  /// What is left, at the corner where least is left (totals low, parts high).
  [[nodiscard]] double least() const {
    double left = total.amount([](const placed_quantity& q) { return q.at(corner_low); });
    for (const auto& part : parts) left -= part.amount([](const placed_quantity& q) { return q.at(corner_high); });
    return left;
  }
  /// What is left in a replicate.
  [[nodiscard]] double draw(std::uint32_t replicate) const {
    const auto value = [&](const placed_quantity& q) { return q.draw(replicate); };
    double left = total.amount(value);
    for (const auto& part : parts) left -= part.amount(value);
    return left;
  }
  [[nodiscard]] std::vector<exhibit> exhibits() const {
    std::vector<exhibit> out;
    const auto add = [&](const subtracted_staff& s) {
      for (const placed_quantity* q : {&s.in_post, &s.average}) {
        if (q->given != nullptr) out.push_back(shown(q->path, *q->given));
      }
    };
    add(total);
    for (const auto& part : parts) add(part);
    return out;
  }
};

[[nodiscard]] inline subtracted_staff subtracted(const std::string& path, const staff& s, const char* key,
                                                 std::optional<quantity> staff::* average) {
  subtracted_staff out;
  if (s.in_post) {
    out.in_post = {path + ".in_post", &*s.in_post};
  } else if (s.headcount) {
    out.in_post = {path + ".headcount", &*s.headcount};
  } else {
    out.heads = headcount_of(s);
  }
  if (average != nullptr && s.*average) out.average = {path + '.' + key, &*(s.*average)};
  return out;
}

}  // namespace probation::detail

namespace probation::rules {

/// The rest of the region, drawn: reading refuses a remainder that is negative at the means, and a forecast stops in a
/// replicate where it is. Tried at the corner where totals are at their 0.1 % quantile and parts at their 99.9 %
/// quantile; where that is negative, 4,096 replicates are drawn as a forecast of seed 1 draws its inputs (points as
/// workload × FTE, so with every stage at full capacity).
inline void negative_remainder(audit_context& audit) {
  const region& r = audit.r;
  for (const auto& [unit, pdu] : r.pdus) {
    if (!pdu.remainder) continue;
    for (const auto& [grade, totals] : r.staff) {
      const auto tried = [&](const char* what, const char* key, std::optional<quantity> staff::* average) {
        detail::subtraction s{detail::subtracted(path_of("staff", {grade}), totals, key, average), {}};
        for (const auto& [name, other] : r.pdus) {
          const staff* part = name == unit ? nullptr : other.staff.find(grade);
          if (part == nullptr || (average != nullptr && !(part->*average))) continue;
          s.parts.push_back(detail::subtracted(path_of("pdus", {name, "staff", grade}), *part, key, average));
        }
        const double least = s.least();
        if (least >= 0.0) return;
        std::uint32_t negative = 0;
        for (std::uint32_t i = 0; i < detail::subtraction_draws; ++i) negative += s.draw(i) < 0.0 ? 1 : 0;
        audit.add(negative > 0 ? severity::error : severity::warning, path_of("pdus", {unit, "staff", grade}),
                  std::string(what) + " of " + grade + " left by subtraction are negative in " +
                      (negative > 0 ? std::to_string(negative) : "none") + " of 4,096 replicates, and " +
                      detail::figure(std::round(10.0 * least) / 10.0) +
                      " with the totals at their 0.1 % quantile and the other PDUs at their 99.9 %",
                  s.exhibits(),
                  "narrow the spread of the total or of the parts: a forecast stops in a replicate that has nobody to "
                  "subtract from");
      };
      tried("FTE", "in_post", nullptr);
      if (!totals.caseload || !totals.workload) continue;
      tried("cases", "caseload", &staff::caseload);
      tried("points", "workload", &staff::workload);
    }
  }
}

}  // namespace probation::rules
