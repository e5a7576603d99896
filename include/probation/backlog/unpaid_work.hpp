// Unpaid work: hours that a court has ordered, and who still owes them.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/backlog/capacity.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>
#include <probation/caseload/case_class.hpp>

namespace probation {

/// Orders of so many hours, as a share of all.
struct ordered_hours {
  double hours = 0;  ///< 40 to 300
  quantity share{};

  friend bool operator==(const ordered_hours&, const ordered_hours&) = default;
};

/// Hours past the twelfth month may only be worked once a court has extended the requirement.
struct court_extension {
  quantity time{};  ///< from the twelfth month to the decision (a duration)
  quantity granted = not_given(1.0, "every order is extended");  ///< share; the others are ended, their hours unworked

  friend bool operator==(const court_extension&, const court_extension&) = default;
};

/// Group placements, each led by a supervisor.
struct group_placements {
  staff_reference staff{};
  timed_quantity each{};  ///< hours worked a month in the groups of each FTE of supervisors

  friend bool operator==(const group_placements&, const group_placements&) = default;
};

/// Places for one person, with a charity, say.
struct individual_placements {
  timed_quantity places{};
  timed_quantity each{};  ///< hours worked a month in each

  friend bool operator==(const individual_placements&, const individual_placements&) = default;
};

/// Education, training and employment that counts as hours.
struct education_hours {
  timed_quantity share = 0.0;  ///< of all hours worked
  quantity allowed =
      not_given(0.3, "the legal limit, 30 % of an order");  ///< share of the hours of an order that it may be

  friend bool operator==(const education_hours&, const education_hours&) = default;
};

/// All unpaid work compared with a level: in words of the letter, "110 per cent of the pre-pandemic level".
struct delivery_level {
  quantity before{};                      ///< hours a month before the pandemic
  std::optional<timed_quantity> level{};  ///< holds delivery at `level` × `before`, whatever staff and placements

  friend bool operator==(const delivery_level&, const delivery_level&) = default;
};

/// Unpaid work of a region.
///
/// Hours worked in a month = (group + individual) ÷ (1 − independent − education), as the latter two are known as
/// shares of the whole; or `delivery.level` × `delivery.before`. They are shared among people by `rule`.
/// Months since the order, of people who owe hours now: `since_order`, else evenly within the first, the second and
/// the third and fourth year, by `past_12_months` and `past_24_months`. Everybody of the same month has been offered
/// the same hours so far, in proportion to the months, at most `cap` a month; how many follows from `hours`.
struct unpaid_work {
  enum class rule { oldest_first, equal, nearest_anniversary };

  std::optional<std::string> unit{};  ///< absent: the region
  quantity people{};                  ///< who owe hours now
  quantity hours{};                   ///< that they owe now
  std::vector<double> since_order{};  ///< share of people by whole months since the order; the last: so many or more
  std::optional<quantity> past_12_months{};      ///< share of people
  std::optional<quantity> past_24_months{};      ///< share of people
  std::vector<ordered_hours> ordered{};          ///< distribution of the hours of an order; shares add to 1
  starts orders{};                               ///< orders a month
  std::optional<quantity> suspended{};           ///< share of orders that are suspended sentences; 0 if absent
  std::optional<quantity> operational_period{};  ///< of a suspended sentence: its hours expire then (a duration)
  std::optional<court_extension> extension{};    ///< absent: hours past the twelfth month stay as workable as before
  std::optional<timed_quantity> revocation{};    ///< rate at which orders end early, their hours unworked
  rule by = rule::oldest_first;
  std::optional<quantity> cap{};  ///< hours a person can work in a month at most
  std::optional<group_placements> groups{};
  std::optional<individual_placements> individual{};
  std::optional<timed_quantity> independent{};  ///< independent working, as a share of all hours worked
  std::optional<education_hours> education{};
  std::optional<delivery_level> delivery{};

  friend bool operator==(const unpaid_work&, const unpaid_work&) = default;
};

}  // namespace probation
