// What workload does to people, how it is spread over them, and what cases weigh.
#pragma once

#include <optional>  // for std::optional

#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// Contact that ends before the order does (Probation Reset, 2024): from a month on, eligible cases past a share of
/// their time weigh what their S tier does.
struct contact_reset {
  month from{};                                       ///< first month in which the S tier's weight holds
  quantity after = not_given(2.0 / 3, "two thirds");  ///< share of the time held after which contact ends
  quantity eligible = not_given(
      1.0, "no case is exempt");  ///< share of cases that are not exempt (MAPPA, very high risk of serious harm …)

  friend bool operator==(const contact_reset&, const contact_reset&) = default;
};

/// Settings of the workload model of a region.
struct workload_settings {
  /// Feedback: leaving hazard × exp(feedback × (workload − 1)). Absent: none.
  std::optional<quantity> feedback{};
  /// Size of the negative binomial spread of caseloads over practitioners: smaller is more uneven.
  /// Absent: `share_above_60` is not computed.
  std::optional<quantity> spread{};
  /// Points a case by location and tier, where they are not the WMT's; and the same for T2A cases.
  named<named<quantity>> weights{};
  named<named<quantity>> t2a_weights{};
  /// Contact that ends at two thirds. Absent: it does not.
  std::optional<contact_reset> reset{};

  friend bool operator==(const workload_settings&, const workload_settings&) = default;
};

/// Caseloads above this many are counted by `share_above_60`.
inline constexpr int high_caseload = 60;

}  // namespace probation
