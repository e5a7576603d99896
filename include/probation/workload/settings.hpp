// What workload does to people, and how it is spread over them.
#pragma once

#include <optional>  // for std::optional

#include <probation/base/quantity.hpp>

namespace probation {

/// Settings of the workload model of a region.
struct workload_settings {
  /// Feedback: leaving hazard × exp(feedback × (workload − 1)). Absent: none.
  std::optional<quantity> feedback;
  /// Size of the negative binomial spread of caseloads over practitioners: smaller is more uneven.
  /// Absent: `share_above_60` is not computed.
  std::optional<quantity> spread;

  friend bool operator==(const workload_settings&, const workload_settings&) = default;
};

/// Caseloads above this many are counted by `share_above_60`.
inline constexpr int high_caseload = 60;

}  // namespace probation
