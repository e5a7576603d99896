// The measures that a forecast can have, which way each of them is better, and between what its numbers lie.
#pragma once

#include <array>        // for std::array
#include <cmath>        // for std::isinf, std::isnan
#include <limits>       // for std::numeric_limits
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/number.hpp>

namespace probation {

/// Which way a measure is better for people on probation and staff, all else being equal.
enum class better {
  lower,
  higher,
  neither,  ///< it depends: a size, or a flow that is good or bad by its cause
};

inline constexpr std::array<std::string_view, 3> better_names = {"lower", "higher", "neither"};

/// Between what a limit of a measure may lie. Shares are numbers of which 1.0 is 100 %, as in documents.
struct measure_range {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};
inline constexpr measure_range any_number{};
inline constexpr measure_range share_of_all{0.0, 1.0};
inline constexpr measure_range share_of_full{0.0, 5.0};    ///< workload, which may be above 100 %
inline constexpr measure_range share_of_posts{-1.0, 1.0};  ///< vacancies, below 0 above the establishment

/// A measure by name, with the direction of good and why.
struct known_measure {
  std::string_view name;
  probation::better better = better::neither;
  std::string_view reason;  ///< why that way
  measure_range range = any_number;

  /// Whether it is a share, and shown in per cent.
  [[nodiscard]] constexpr bool is_share() const noexcept { return range.most < any_number.most; }
};

/// Measures of staff and cases, then of backlogs.
inline constexpr std::array known_measures = {
    known_measure{"headcount", better::higher, "more people share the work"},
    known_measure{"fte", better::higher, "more people share the work"},
    known_measure{"establishment", better::neither, "a target, not an outcome"},
    known_measure{"vacancy_rate", better::lower, "fewer posts are empty", share_of_posts},
    known_measure{"in_pipeline", better::neither, "more recruits, or recruits who wait longer"},
    known_measure{"joiners", better::neither, "more come where more have left"},
    known_measure{"leavers", better::neither, "fewer go where fewer are left"},
    known_measure{"moved_in", better::neither, "what one grade or unit gains another loses"},
    known_measure{"moved_out", better::neither, "what one grade or unit gains another loses"},
    known_measure{"caseload", better::neither, "set by the courts and by allocation"},
    known_measure{"caseload_per_officer", better::lower, "more time for each case"},
    known_measure{"share_above_60", better::lower, "fewer officers hold more cases than can be managed", share_of_all},
    known_measure{"demand", better::lower, "less work to be done"},
    known_measure{"capacity", better::higher, "more work can be done"},
    known_measure{"workload", better::lower, "less work for each hour there is", share_of_full},
    known_measure{"waiting", better::lower, "fewer people wait"},
    known_measure{"mean_wait", better::lower, "people wait less long"},
    known_measure{"mean_wait_of_served", better::lower, "people waited less long"},
    known_measure{"share_overdue", better::lower, "fewer wait too long", share_of_all},
    known_measure{"share_served_late", better::lower, "fewer waited too long", share_of_all},
    known_measure{"share_not_started", better::lower, "fewer have yet to begin", share_of_all},
    known_measure{"groups", better::neither, "set by facilitators and by who waits"},
    known_measure{"in_groups", better::higher, "more people are reached"},
    known_measure{"groups_started", better::higher, "more people are reached"},
    known_measure{"completed", better::higher, "more people finish"},
    known_measure{"dropped_out", better::lower, "fewer begin and do not finish"},
    known_measure{"returned", better::neither, "they wait again, and are not lost"},
    known_measure{"arrived", better::neither, "set by the courts and by referral"},
    known_measure{"served", better::higher, "more people are reached"},
    known_measure{"reneged", better::lower, "fewer give up"},
    known_measure{"expired", better::lower, "fewer orders end unserved"},
    known_measure{"people_outstanding", better::lower, "fewer people owe hours"},
    known_measure{"hours_outstanding", better::lower, "fewer hours are owed"},
    known_measure{"past_12_months", better::lower, "fewer orders are past their year"},
    known_measure{"share_past_12_months", better::lower, "fewer orders are past their year", share_of_all},
    known_measure{"past_24_months", better::lower, "fewer orders are past two years"},
    known_measure{"share_past_24_months", better::lower, "fewer orders are past two years", share_of_all},
    known_measure{"hours_past_12_months", better::lower, "fewer hours are past their year"},
    known_measure{"blocked", better::lower, "fewer wait for a court to extend their order"},
    known_measure{"extended", better::neither, "set by the courts"},
    known_measure{"hours_ordered", better::neither, "set by the courts"},
    known_measure{"hours_offered", better::higher, "more hours can be worked"},
    known_measure{"hours_delivered", better::higher, "more hours are worked"},
    known_measure{"hours_delivered_group", better::higher, "more hours are worked"},
    known_measure{"hours_delivered_individual", better::higher, "more hours are worked"},
    known_measure{"hours_delivered_placements", better::higher, "more hours are worked"},
    known_measure{"hours_delivered_independent", better::higher, "more hours are worked"},
    known_measure{"hours_delivered_education", better::higher, "more hours are worked"},
    known_measure{"hours_expired", better::lower, "fewer hours are lost"},
    known_measure{"completed_on_time", better::higher, "more people finish within their year"},
    known_measure{"share_on_time", better::higher, "more people finish within their year", share_of_all},
    known_measure{"open_cases", better::neither, "set by the courts and by who takes the offer"},
    known_measure{"closed", better::neither, "set by the ends of sentences"},
    known_measure{"cases_per_officer", better::lower, "more time for each case"},
};

/// The measure of that name, or a null pointer.
[[nodiscard]] constexpr const known_measure* find_measure(std::string_view name) noexcept {
  for (const known_measure& m : known_measures) {
    if (m.name == name) return &m;
  }
  return nullptr;
}

/// Throws std::invalid_argument unless a measure may have the limit x: it is a number, and a share if the measure is
/// one. Percentages given for shares are what this finds: 100 % is 1.0.
inline void check_limit(std::string_view measure, double x) {
  const std::string name(measure);
  if (std::isnan(x)) throw std::invalid_argument("a limit of " + name + " must be a number, not NaN");
  const known_measure* m = find_measure(measure);
  if (m == nullptr || (x >= m->range.least && x <= m->range.most)) return;
  if (std::isinf(x) && m->range.most > 1.0) return;  // whether there is any capacity at all
  std::string text = "a limit of " + name + " must be " + to_text(m->range.least) + " to " + to_text(m->range.most) +
                     ", where 100 % is 1.0, not " + to_text(x);
  const double share = x / 100.0;
  if (share >= m->range.least && share <= m->range.most) text += "; for " + to_text(x) + " % write " + to_text(share);
  throw std::invalid_argument(text);
}

/// Throws std::invalid_argument unless 0 < probability ≤ 1.
inline void check_probability(double probability, const char* of) {
  if (probability > 0.0 && probability <= 1.0) return;
  std::string text = std::string(of) + ": probability must be above 0 and at most 1, not " + to_text(probability);
  if (probability > 1.0 && probability <= 100.0) {
    text += "; for " + to_text(probability) + " % write " + to_text(probability / 100.0);
  }
  throw std::invalid_argument(text);
}

/// Throws std::invalid_argument unless 0 ≤ q ≤ 1.
inline void check_quantile(double q, const char* of) {
  if (q >= 0.0 && q <= 1.0) return;
  std::string text = std::string(of) + ": q must be between 0 and 1, not " + to_text(q);
  if (q > 1.0 && q <= 100.0) text += "; for " + to_text(q) + " % write " + to_text(q / 100.0);
  throw std::invalid_argument(text);
}

}  // namespace probation
