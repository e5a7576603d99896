// Long queues as fluids: Little's law, and when a backlog is cleared.
#pragma once

#include <cmath>     // for std::ceil
#include <limits>    // for std::numeric_limits
#include <optional>  // for std::optional

#include <probation/backlog/require.hpp>
#include <probation/base/month.hpp>

namespace probation::backlog {

/// Little's law: how many wait on average, demand × mean wait. Whatever the order of service or the distributions.
[[nodiscard]] inline double queue_size(double demand, double mean_wait) {
  detail::not_negative("queue_size", "demand", demand);
  detail::not_negative("queue_size", "mean_wait", mean_wait);
  return demand * mean_wait;
}

/// Little's law: how long they wait on average, queue ÷ demand.
[[nodiscard]] inline double mean_wait(double queue_size, double demand) {
  detail::not_negative("mean_wait", "queue_size", queue_size);
  detail::positive("mean_wait", "demand", demand);
  return queue_size / demand;
}

/// Time until a queue is down to `target`, as a fluid: (queue − target) ÷ (capacity − demand). 0 if it is already,
/// infinite if capacity does not exceed demand.
[[nodiscard]] inline double clearance_time(double queue_size, double demand, double capacity, double target = 0) {
  detail::not_negative("clearance_time", "queue_size", queue_size);
  detail::not_negative("clearance_time", "demand", demand);
  detail::not_negative("clearance_time", "capacity", capacity);
  detail::not_negative("clearance_time", "target", target);
  if (queue_size <= target) return 0;
  if (capacity <= demand) return std::numeric_limits<double>::infinity();
  return (queue_size - target) / (capacity - demand);
}

/// The first month at whose start the queue is down to `target`, given the queue at the start of `start` and demand
/// and capacity a month; nothing if that never happens (or not within a thousand years).
[[nodiscard]] inline std::optional<month> clearance_month(double queue_size, double demand, double capacity,
                                                          month start, double target = 0) {
  const double months = clearance_time(queue_size, demand, capacity, target);
  // A whole number of months that rounding has pushed up by an ulp or two is still that number.
  const double whole = std::ceil(months * (1 - 4 * std::numeric_limits<double>::epsilon()));
  if (!(whole <= 12'000)) return std::nullopt;
  return start + static_cast<int>(whole);
}

}  // namespace probation::backlog
