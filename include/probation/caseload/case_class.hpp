// Classes of cases: how many, what each weighs, how they begin and how long they are held.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/base/named.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// How long a case is held.
struct dwell {
  enum class shape {
    exponential,  ///< no memory: a rate of ending each month
    fixed,        ///< all alike; a time that is not whole months is split so that its mean is exact
    erlang,       ///< `stages` exponential stages in a row: less spread than exponential
    profile,      ///< as observed: share still held at the start of each month since the case began
  };
  shape form = shape::exponential;
  std::optional<quantity> time{};  ///< mean time held (a duration); not for `profile`
  std::optional<quantity> rate{};  ///< exponential only, instead of `time`: hazard of ending
  int stages = 1;                  ///< erlang only
  std::vector<double> profile{};   ///< starts at 1 or below, never rises; everybody is gone after its end

  friend bool operator==(const dwell&, const dwell&) = default;
};

/// How cases begin.
struct starts {
  std::optional<timed_quantity> rate{};  ///< starts a month; absent: as many as end at the start (steady)
  std::optional<quantity> growth{};      ///< trend: growth in a year, 0.03 = 3 % (compounding by month)
  std::vector<double> seasonality{};     ///< twelve factors, January first, of mean 1
  std::optional<quantity> dispersion{};  ///< negative binomial size; absent: Poisson

  friend bool operator==(const starts&, const starts&) = default;
};

/// Who holds the cases of a class.
struct allocation {
  bool balanced = true;               ///< spread so that eligible grades' workloads are level, as far as can be
  std::vector<std::string> grades{};  ///< eligible, when balanced
  named<quantity> shares{};           ///< grade → share of the cases, when not; must add to 1

  friend bool operator==(const allocation&, const allocation&) = default;
};

/// Cases that are alike: of a tier group, in the community, on licence or in custody. On a region it gives the flow
/// (starts, dwell) of the classes of the same name in its units, those implied by averages included: a number of starts
/// is then that of the region, shared among the units that do not say their own.
///
/// Held now are either so many `cases` of so many `points` each, or `tiers`: cases by tier in a `location`, whose
/// points are the WMT's weights.
struct case_class {
  std::optional<quantity> cases{};   ///< held now; absent where they follow from staff's average caseload
  std::optional<quantity> points{};  ///< WMT points a case a month; absent where they follow from averages
  named<quantity> tiers{};           ///< held now, by tier, instead of cases and points
  std::string location{};            ///< with tiers: "community", "custody" or "licence", or one of its own weights
  bool t2a = false;                  ///< with tiers: transition to adulthood, which has weights of its own
  named<quantity> mix{};  ///< with tiers: shares of starts by tier, which add to 1; absent: as those held now
  /// On a region: unit → share of the class's starts; must add to 1. Absent: by cases held now.
  named<quantity> share{};
  std::optional<probation::allocation> held_by{};
  std::optional<probation::starts> starts{};
  std::optional<probation::dwell> dwell{};

  friend bool operator==(const case_class&, const case_class&) = default;
};

}  // namespace probation
