// The staff of one grade in one unit.
#pragma once

#include <optional>  // for std::optional
#include <vector>    // for std::vector

#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// Trainees who are due to reach the end of their ladder in a given month.
struct cohort {
  int headcount = 0;
  month qualifies{};  ///< they move on during this month, and are counted in the next grade from the next

  friend bool operator==(const cohort&, const cohort&) = default;
};

/// The staff of one grade in one unit (or, on a region, in the whole of it).
///
/// `establishment` (target) and `in_post` are FTE. People are whole: without a `headcount` it is the whole number
/// nearest to `in_post` (at least 1 if anyone is), and each head counts in post ÷ headcount FTE.
struct staff {
  std::optional<timed_quantity> establishment{};  ///< target FTE; or give `vacancy_rate`
  std::optional<quantity> vacancy_rate{};         ///< 1 − in post ÷ establishment
  std::optional<quantity> in_post{};              ///< FTE; optional only where `cohorts` say it all
  std::optional<quantity> headcount{};            ///< whole people
  std::optional<quantity> caseload{};             ///< average cases per officer (FTE)
  std::optional<quantity> workload{};             ///< WMT share: 1.0 = 100 %
  std::optional<timed_quantity> leaving_rate{};   ///< else the grade's
  std::optional<quantity> reported_vacancy{};     ///< as reported upwards; `audit` compares
  named<quantity> stages{};                       ///< heads now in stages before the last, by name of the stage
  std::vector<cohort> cohorts{};                  ///< trainees by the month in which they qualify

  friend bool operator==(const staff&, const staff&) = default;
};

}  // namespace probation
