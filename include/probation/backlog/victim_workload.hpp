// The workload of victim liaison officers: as the Workload Management Tool's, demanded ÷ available, but in minutes.
#pragma once

#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string

#include <probation/backlog/require.hpp>
#include <probation/backlog/victim_contact.hpp>
#include <probation/base/named.hpp>

namespace probation::backlog {

/// Hours a week of a full post. The minutes that it makes available in a month are `probation::full_time_minutes`:
/// minutes, not points. (The WMT's 2,176 a month are points, of which a tier's weight is so many; they are no minutes.)
inline constexpr double full_time_hours = probation::full_time_hours;
inline constexpr double full_time_minutes = probation::full_time_minutes;

/// Minutes a month that an officer can give to cases: 60 × (contracted − reduction hours) a week × 365.25 ÷ 84 weeks.
/// Leave, training and whatever else keeps an officer from cases are reduction hours.
[[nodiscard]] inline double available_minutes(double contracted_hours = full_time_hours, double reduction_hours = 0) {
  detail::positive("available_minutes", "contracted_hours", contracted_hours);
  detail::require(reduction_hours >= 0 && reduction_hours <= contracted_hours, "available_minutes",
                  "reduction_hours must be from 0 to contracted_hours", reduction_hours);
  return 60.0 * (contracted_hours - reduction_hours) / months_per_week;
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

/// Minutes a month that victim contact takes at the means: each activity × how often × what brings it about.
[[nodiscard]] inline double demanded_minutes(const victim_contact& v, double referrals, double letters,
                                             double open_cases) {
  double sum = 0;
  for (const auto& [name, activity] : v.activities) {
    const double occasions = activity.on == victim_activity::occasion::referral ? referrals
                             : activity.on == victim_activity::occasion::letter ? letters
                                                                                : open_cases;
    sum += mean(activity.minutes) * mean(activity.times) * occasions;
  }
  return sum;
}

/// The workload of a team of `fte` in month `m` at the means, 1.0 for 100 %, if every referral gets its letter in the
/// month: minutes demanded ÷ (FTE × minutes available).
[[nodiscard]] inline double team_workload(const victim_contact& v, double fte, month m) {
  detail::positive("team_workload", "fte", fte);
  const double referrals =
      (v.referrals.rate ? mean(v.referrals.rate->at(m)) : 0) + (v.pilot ? mean(v.pilot->at(m)) : 0);
  const double open = v.open_cases ? mean(*v.open_cases) : 0;
  return demanded_minutes(v, referrals, referrals, open) / (fte * mean(v.available));
}

}  // namespace probation::backlog
