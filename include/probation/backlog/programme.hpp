// Accredited programmes: people wait for a group, whole groups start, some finish.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/backlog/capacity.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>
#include <probation/caseload/case_class.hpp>

namespace probation {

/// A programme that is delivered to groups.
///
/// Those waiting now: `waiting`, or `identified` × `not_started`; the rest of those identified are in groups, which
/// are spread evenly over the length. A group starts when at least `least` people wait and another group can run:
/// `groups` is how many rooms and tutors allow at once; `facilitators` × `groups_each` what staff allow. Where both are
/// given, the fewer count.
struct programme {
  std::optional<std::string> unit{};         ///< absent: the region
  std::optional<quantity> waiting{};         ///< people
  std::optional<quantity> identified{};      ///< people identified who have not finished: waiting or in a group
  std::optional<quantity> not_started{};     ///< share of them that has yet to start
  std::vector<double> waited{};              ///< share of those waiting by whole months waited; last: so long or longer
  std::optional<quantity> mean_wait{};       ///< time waited so far, on average
  probation::starts arrivals{};              ///< people identified a month
  std::optional<timed_quantity> reneging{};  ///< rate of withdrawing while waiting
  std::optional<quantity> expiry{};          ///< who has waited so long has no order left
  std::optional<quantity> limit{};           ///< who has waited longer is overdue
  timed_quantity least = not_given(1.0, "one person is a group");  ///< people in a group, at least
  timed_quantity most{};                                           ///< people in a group, at most
  quantity length{};                                               ///< from first to last session (a duration)
  std::optional<quantity> sessions{};                              ///< carried: how many there are
  std::optional<timed_quantity> groups{};                          ///< at once, whatever the staff
  std::optional<staff_reference> facilitators{};
  std::optional<timed_quantity> groups_each{};                       ///< groups at once for each FTE of them
  quantity completion = not_given(1.0, "all finish");                ///< share of those who start that finish
  quantity returns = not_given(0.0, "nobody goes back to waiting");  ///< share of the others that goes back to waiting

  friend bool operator==(const programme&, const programme&) = default;
};

}  // namespace probation
