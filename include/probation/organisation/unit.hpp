// A delivery unit (PDU) or a regional function: staff, cases, recruitment of its own.
#pragma once

#include <probation/base/named.hpp>
#include <probation/caseload/case_class.hpp>
#include <probation/staffing/recruitment.hpp>
#include <probation/staffing/staff.hpp>

namespace probation {

/// A probation delivery unit, or a regional function such as a victim liaison team.
struct delivery_unit {
  named<probation::staff> staff{};              ///< by grade
  named<case_class> caseload{};                 ///< by name of the class; besides those implied by averages
  named<probation::recruitment> recruitment{};  ///< by grade: instead of the region's
  /// The rest of the region: staff and averages follow by subtracting the other PDUs from the region's totals.
  bool remainder = false;

  friend bool operator==(const delivery_unit&, const delivery_unit&) = default;
};

}  // namespace probation
