// What a case weighs: the region's own weight of its tier and location, else the WMT's.
#pragma once

#include <algorithm>    // for std::find
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/path.hpp>
#include <probation/workload/settings.hpp>
#include <probation/workload/wmt/seed.hpp>

namespace probation {

/// A weight with the place where it stands.
struct tier_weight {
  std::string path;
  quantity points;
};

/// The tier of a case of `tier` once contact has ended: "A1" → "A1S".
[[nodiscard]] inline std::string suspended_tier(std::string_view tier) { return std::string(tier) + 'S'; }
[[nodiscard]] inline bool is_suspended_tier(std::string_view tier) noexcept { return tier.ends_with('S'); }

namespace detail {

/// The weights that a region gives itself, and those of the WMT that stand in for what it does not give.
struct weight_tables {
  const named<named<quantity>>& own;
  const named<named<quantity>>& common;
  std::string_view own_path;
};

[[nodiscard]] inline weight_tables weights_of(const workload_settings& s, bool t2a) {
  const wmt::configuration& c = wmt::seed();
  return t2a ? weight_tables{s.t2a_weights, c.t2a.points, "workload.t2a_weights"}
             : weight_tables{s.weights, c.cases.points, "workload.weights"};
}

}  // namespace detail

/// Points of a case; nothing where neither the region nor the WMT has a weight for it.
///
/// The WMT's are its seed weights: those in use have been edited since and are not published, so they count as assumed.
[[nodiscard]] inline std::optional<tier_weight> find_weight(const workload_settings& s, std::string_view location,
                                                            std::string_view tier, bool t2a) {
  const detail::weight_tables tables = detail::weights_of(s, t2a);
  const auto find = [&](const named<named<quantity>>& in) {
    const named<quantity>* by_tier = in.find(location);
    return by_tier == nullptr ? nullptr : by_tier->find(tier);
  };
  if (const quantity* q = find(tables.own)) return tier_weight{path_of(tables.own_path, {location, tier}), *q};
  const quantity* q = find(tables.common);
  if (q == nullptr) return std::nullopt;
  tier_weight out{"default " + path_of(tables.own_path, {location, tier}), *q};
  out.points.source = wmt::source_of(wmt::seed(), *q);
  out.points.standing = status::assumed;
  return out;
}

/// Names of the locations that have weights.
[[nodiscard]] inline std::vector<std::string> known_locations(const workload_settings& s, bool t2a) {
  const detail::weight_tables tables = detail::weights_of(s, t2a);
  std::vector<std::string> out;
  for (const auto* table : {&tables.own, &tables.common}) {
    for (const auto& item : *table) {
      if (std::find(out.begin(), out.end(), item.first) == out.end()) out.push_back(item.first);
    }
  }
  return out;
}

/// Names of the tiers that have a weight in a location.
[[nodiscard]] inline std::vector<std::string> known_tiers(const workload_settings& s, std::string_view location,
                                                          bool t2a) {
  const detail::weight_tables tables = detail::weights_of(s, t2a);
  std::vector<std::string> out;
  for (const auto* table : {&tables.own, &tables.common}) {
    const named<quantity>* by_tier = table->find(location);
    if (by_tier == nullptr) continue;
    for (const auto& item : *by_tier) {
      if (std::find(out.begin(), out.end(), item.first) == out.end()) out.push_back(item.first);
    }
  }
  return out;
}

}  // namespace probation
