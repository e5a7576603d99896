// The workload of victim liaison officers, computed as the Workload Management Tool does for probation officers.
#pragma once

#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string

#include <probation/backlog/require.hpp>
#include <probation/base/named.hpp>

namespace probation::backlog {

/// Hours a week of a full post, and WMT points (taken as minutes) that it makes available in a month.
inline constexpr double full_time_hours = 37.0;
inline constexpr double full_time_minutes = 2176.0;

/// Minutes a month that an officer can give to cases: 2176 × (contracted − reduction hours) ÷ 37, both a week.
[[nodiscard]] inline double available_minutes(double contracted_hours = full_time_hours, double reduction_hours = 0) {
  detail::positive("available_minutes", "contracted_hours", contracted_hours);
  detail::require(reduction_hours >= 0 && reduction_hours <= contracted_hours, "available_minutes",
                  "reduction_hours must be from 0 to contracted_hours", reduction_hours);
  return full_time_minutes * (contracted_hours - reduction_hours) / full_time_hours;
}

/// What an officer does in a month, in minutes: the sum over activities of how many × minutes each. Throws
/// std::invalid_argument for an activity that has no weight, and for negative numbers.
[[nodiscard]] inline double demanded_minutes(const named<double>& activities, const named<double>& minutes) {
  double sum = 0;
  for (const auto& [name, count] : activities) {
    const double* weight = minutes.find(name);
    if (weight == nullptr) throw std::invalid_argument("vlo_workload: no minutes are given for \"" + name + "\"");
    detail::not_negative("vlo_workload", "a number of activities", count);
    detail::not_negative("vlo_workload", "a weight in minutes", *weight);
    sum += count * *weight;
  }
  return sum;
}

/// The workload of an officer, 1.0 for 100 %: minutes demanded ÷ minutes available.
[[nodiscard]] inline double vlo_workload(const named<double>& activities, const named<double>& minutes,
                                         double contracted_hours = full_time_hours, double reduction_hours = 0) {
  const double available = available_minutes(contracted_hours, reduction_hours);
  detail::require(available > 0, "vlo_workload", "some hours must be left for cases", available);
  return demanded_minutes(activities, minutes) / available;
}

}  // namespace probation::backlog
