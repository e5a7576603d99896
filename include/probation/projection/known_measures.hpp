// The measures that a forecast can have, and which way each of them is better.
#pragma once

#include <array>        // for std::array
#include <string_view>  // for std::string_view

namespace probation {

/// Which way a measure is better for people on probation and staff, all else being equal.
enum class better {
  lower,
  higher,
  neither,  ///< it depends: a size, or a flow that is good or bad by its cause
};

inline constexpr std::array<std::string_view, 3> better_names = {"lower", "higher", "neither"};

/// A measure by name, with the direction of good and why.
struct known_measure {
  std::string_view name;
  probation::better better = better::neither;
  std::string_view reason;  ///< why that way
};

/// Measures of staff and cases, then of backlogs.
inline constexpr std::array known_measures = {
    known_measure{"headcount", better::higher, "more people share the work"},
    known_measure{"fte", better::higher, "more people share the work"},
    known_measure{"establishment", better::neither, "a target, not an outcome"},
    known_measure{"vacancy_rate", better::lower, "fewer posts are empty"},
    known_measure{"in_pipeline", better::neither, "more recruits, or recruits who wait longer"},
    known_measure{"joiners", better::neither, "more come where more have left"},
    known_measure{"leavers", better::neither, "fewer go where fewer are left"},
    known_measure{"moved_in", better::neither, "what one grade or unit gains another loses"},
    known_measure{"moved_out", better::neither, "what one grade or unit gains another loses"},
    known_measure{"caseload", better::neither, "set by the courts and by allocation"},
    known_measure{"caseload_per_officer", better::lower, "more time for each case"},
    known_measure{"share_above_60", better::lower, "fewer officers hold more cases than can be managed"},
    known_measure{"demand", better::lower, "less work to be done"},
    known_measure{"capacity", better::higher, "more work can be done"},
    known_measure{"workload", better::lower, "less work for each hour there is"},
    known_measure{"waiting", better::lower, "fewer people wait"},
    known_measure{"mean_wait", better::lower, "people wait less long"},
    known_measure{"mean_wait_of_served", better::lower, "people waited less long"},
    known_measure{"share_overdue", better::lower, "fewer wait too long"},
    known_measure{"share_served_late", better::lower, "fewer waited too long"},
    known_measure{"share_not_started", better::lower, "fewer have yet to begin"},
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
    known_measure{"share_past_12_months", better::lower, "fewer orders are past their year"},
    known_measure{"past_24_months", better::lower, "fewer orders are past two years"},
    known_measure{"share_past_24_months", better::lower, "fewer orders are past two years"},
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
    known_measure{"share_on_time", better::higher, "more people finish within their year"},
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

}  // namespace probation
