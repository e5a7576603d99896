// How much of a backlog can be served in a month: so many, or so many for each of the staff who do it.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string

#include <probation/base/quantity.hpp>

namespace probation {

/// Staff that a backlog draws on: a grade of a unit, or of the whole region.
struct staff_reference {
  std::optional<std::string> unit{};  ///< PDU or function; absent: all units that have the grade
  std::string grade{};

  friend bool operator==(const staff_reference&, const staff_reference&) = default;
};

/// What can be served in a month. Either `per_month`, or `staff` and `each`: FTE in post × capacity of their stages ×
/// `each`. Overloaded staff do less if `feedback` b is given: × exp(−b (workload − 1)), workload being their own.
struct service_capacity {
  std::optional<timed_quantity> per_month{};  ///< whatever the staff
  std::optional<staff_reference> staff{};
  std::optional<timed_quantity> each{};  ///< a month, by each FTE of theirs
  std::optional<quantity> feedback{};    ///< absent: none. Only where the staff hold cases

  friend bool operator==(const service_capacity&, const service_capacity&) = default;
};

}  // namespace probation
