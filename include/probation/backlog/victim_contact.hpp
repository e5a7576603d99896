// Statutory victim contact: referrals, the first letter, cases that stay open, and what they weigh.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string

#include <probation/backlog/capacity.hpp>
#include <probation/base/named.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>
#include <probation/caseload/case_class.hpp>

namespace probation {

/// Hours a week of a full post, and the minutes that it has in a month: 37 × 60 × 365.25 ÷ 84 = 9,653.
inline constexpr double full_time_hours = 37.0;
inline constexpr double full_time_minutes = full_time_hours * 60.0 / months_per_week;

/// Something that a victim liaison officer does, and the time it takes.
struct victim_activity {
  /// What brings it about.
  enum class occasion {
    referral,   ///< a referral
    letter,     ///< a first letter
    open_case,  ///< a month of an open case
  };
  occasion on = occasion::open_case;
  quantity minutes{};                                        ///< each time
  quantity times = not_given(1.0, "once on each occasion");  ///< how often on each occasion, on average

  friend bool operator==(const victim_activity&, const victim_activity&) = default;
};

/// Victim contact of a region. A referral waits for its first letter and then becomes an open case.
struct victim_contact {
  std::optional<std::string> unit{};                  ///< absent: the region
  staff_reference staff{};                            ///< victim liaison officers
  quantity waiting = not_given(0.0, "nobody waits");  ///< referrals whose first letter has yet to be sent, now
  starts referrals{};                                 ///< a month, without the pilot's
  std::optional<timed_quantity> pilot{};              ///< further referrals from the notification pilot (a rate)
  std::optional<quantity> limit{};                    ///< within which the first letter is due (a duration)
  timed_quantity each{};                              ///< first letters a month that each FTE can send
  std::optional<quantity> open_cases{};               ///< now
  std::optional<quantity> open_for{};                 ///< mean time that a case stays open (a duration)
  named<victim_activity> activities{};                ///< the workload tool's weights; absent: no workload
  /// Minutes a month of a full officer: those of 37 hours a week. Minutes, not WMT points.
  quantity available = full_time_minutes;

  friend bool operator==(const victim_contact&, const victim_contact&) = default;
};

}  // namespace probation
