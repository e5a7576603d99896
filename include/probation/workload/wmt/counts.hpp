// What an officer holds: cases by location and tier, and reports.
#pragma once

#include <string_view>  // for std::string_view

#include <probation/base/named.hpp>

namespace probation::wmt {

/// Cases of one tier at one location. The inactive ones are among the total; the suspended score like any other.
struct case_counts {
  double total = 0;
  double warrants = 0;
  double unpaid_work = 0;
  double overdue = 0;

  friend bool operator==(const case_counts&, const case_counts&) = default;
};

/// Location → tier → cases; "untiered" is a tier here, and has no points.
using caseload = named<named<case_counts>>;

/// What an officer holds in a team. `active` are the cases that score: the tool's extract has dropped the inactive.
struct holding {
  caseload active;
  caseload t2a;               ///< transition to adulthood; inactive cases are still among them
  caseload all;               ///< inactive cases included: what a prison's officer is measured by
  double sdrs = 0;            ///< standard delivery reports of the last month
  double fdrs = 0;            ///< fast delivery reports ("SDR conversions") of the last 30 days
  double paroms = 0;          ///< parole reports completed in the last 30 days: rules of 2021 only
  double arms_community = 0;  ///< rules of 2021 only
  double arms_licence = 0;    ///< rules of 2021 only

  friend bool operator==(const holding&, const holding&) = default;
};

/// The cells of a location, or none.
[[nodiscard]] inline const named<case_counts>& cells_of(const caseload& cases, std::string_view location) {
  static const named<case_counts> none;
  const auto* found = cases.find(location);
  return found != nullptr ? *found : none;
}

/// Points by where they come from.
struct points_breakdown {
  named<double> cases;  ///< by location
  named<double> t2a;    ///< by location
  double sdr = 0;
  double fdr = 0;
  double arms = 0;
  double parom = 0;
  double total = 0;
  double projected_licence = 0;      ///< of a prison: what its custody cases would score on licence
  double t2a_projected_licence = 0;  ///< the same for transition to adulthood

  friend bool operator==(const points_breakdown&, const points_breakdown&) = default;
};

}  // namespace probation::wmt
