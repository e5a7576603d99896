// Sizing a waiting list: load, targets, relief, pressure (Fong et al. 2022, doi:10.1101/2022.08.23.22279117).
//
// No function here knows a unit of time. All rates and times of one call are in one unit: demand a week goes with
// waits in weeks. Arguments out of range throw std::invalid_argument; nothing is clamped.
#pragma once

#include <cmath>  // for std::sqrt, std::log1p, std::expm1

#include <probation/backlog/require.hpp>

namespace probation::backlog {

/// Demand ÷ capacity, the traffic intensity. A list is stable only below 1.
[[nodiscard]] inline double load(double demand, double capacity) {
  detail::not_negative("load", "demand", demand);
  detail::positive("load", "capacity", capacity);
  return demand / capacity;
}

/// The factor between target wait and mean wait that has a share `within` of waits inside the target, if waits are
/// exponential: −ln(1 − within). 95 % needs 2.996, 98.2 % needs 4.
[[nodiscard]] inline double factor(double within) {
  detail::require(within > 0 && within < 1, "factor", "within must be a share above 0 and below 1", within);
  return -std::log1p(-within);
}

/// The other way: the share of exponential waits inside the target, 1 − exp(−factor).
[[nodiscard]] inline double within(double factor) {
  detail::not_negative("within", "factor", factor);
  return -std::expm1(-factor);
}

/// The mean wait at which the target is kept: target wait ÷ factor.
[[nodiscard]] inline double target_mean_wait(double target_wait, double factor = 4) {
  detail::not_negative("target_mean_wait", "target_wait", target_wait);
  detail::positive("target_mean_wait", "factor", factor);
  return target_wait / factor;
}

/// How many wait when the mean wait is on target (Little): demand × target wait ÷ factor.
[[nodiscard]] inline double target_queue_size(double demand, double target_wait, double factor = 4) {
  detail::not_negative("target_queue_size", "demand", demand);
  return demand * target_mean_wait(target_wait, factor);
}

/// Queue ÷ target queue.
[[nodiscard]] inline double queue_ratio(double queue_size, double target_queue_size) {
  detail::not_negative("queue_ratio", "queue_size", queue_size);
  detail::positive("queue_ratio", "target_queue_size", target_queue_size);
  return queue_size / target_queue_size;
}

/// A queue of more than twice its target needs relief before capacity can be set by its target.
[[nodiscard]] inline bool queue_too_big(double queue_size, double target_queue_size) {
  detail::not_negative("queue_too_big", "queue_size", queue_size);
  detail::not_negative("queue_too_big", "target_queue_size", target_queue_size);
  return queue_size > 2 * target_queue_size;
}

/// Demand as it may be, two standard errors up, when it was counted from `referrals` arrivals whose times between have
/// coefficient of variation `cv`: demand ÷ (1 − 2 cv ÷ √referrals). The demand itself if there is no count (0).
///
/// The mean time between arrivals, 1 ÷ demand, is known to a standard error of cv ÷ (demand √referrals); two of them
/// off it, it is (1 − 2 cv ÷ √referrals) ÷ demand. Both are shares of the same time, so no unit is left in the bracket.
/// (A public package has demand inside it, and so another answer for each unit of time that it is asked in.) Throws
/// where 2 cv ÷ √referrals reaches 1: so few referrals bound no demand.
[[nodiscard]] inline double cautious_demand(double demand, double referrals, double cv_demand) {
  detail::not_negative("cautious_demand", "demand", demand);
  detail::not_negative("cautious_demand", "referrals", referrals);
  detail::not_negative("cautious_demand", "cv_demand", cv_demand);
  if (referrals == 0) {
    detail::require(cv_demand == 0, "cautious_demand", "cv_demand needs referrals, the number that it was counted from",
                    cv_demand);
    return demand;
  }
  const double off = 2 * cv_demand / std::sqrt(referrals);
  detail::require(off < 1, "cautious_demand",
                  "referrals must be more than (2 cv_demand)^2 = " + to_text(4 * cv_demand * cv_demand) +
                      ", or demand could be anything",
                  referrals);
  return demand / (1 - off);
}

/// Capacity that brings a queue to its target in a given time: demand + (queue − target queue) ÷ time. With `referrals`
/// and `cv_demand`, demand is the cautious one. Below demand where the queue is shorter than its target, as it may
/// grow; throws where no capacity is small enough, as the queue stays shorter than its target without any service.
[[nodiscard]] inline double relief_capacity(double demand, double queue_size, double target_queue_size,
                                            double time_to_target, double referrals = 0, double cv_demand = 0) {
  detail::not_negative("relief_capacity", "queue_size", queue_size);
  detail::not_negative("relief_capacity", "target_queue_size", target_queue_size);
  detail::positive("relief_capacity", "time_to_target", time_to_target);
  const double arriving = cautious_demand(demand, referrals, cv_demand);
  const double needed = arriving + (queue_size - target_queue_size) / time_to_target;
  detail::require(needed >= 0, "relief_capacity",
                  "target_queue_size must be at most what the queue grows to without any service, " +
                      to_text(queue_size + arriving * time_to_target),
                  target_queue_size);
  return needed;
}

/// Capacity at which the mean wait settles at target wait ÷ factor (Kingman and Marchal, in heavy traffic):
/// demand + (cv_demand² + cv_capacity²) ÷ 2 × factor ÷ target wait. The half belongs there: the mean wait of a
/// single server near load 1 is (cv² + cv²) ÷ 2 ÷ (capacity − demand).
[[nodiscard]] inline double target_capacity(double demand, double target_wait, double factor = 4, double cv_demand = 1,
                                            double cv_capacity = 1) {
  detail::not_negative("target_capacity", "demand", demand);
  detail::positive("target_capacity", "target_wait", target_wait);
  detail::positive("target_capacity", "factor", factor);
  detail::not_negative("target_capacity", "cv_demand", cv_demand);
  detail::not_negative("target_capacity", "cv_capacity", cv_capacity);
  return demand + (cv_demand * cv_demand + cv_capacity * cv_capacity) / 2 * factor / target_wait;
}

/// 2 × mean wait ÷ target wait: above 1, the target is being missed.
[[nodiscard]] inline double pressure(double mean_wait, double target_wait) {
  detail::not_negative("pressure", "mean_wait", mean_wait);
  detail::positive("pressure", "target_wait", target_wait);
  return 2 * mean_wait / target_wait;
}

}  // namespace probation::backlog
