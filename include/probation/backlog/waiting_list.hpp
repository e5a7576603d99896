// A waiting list: commissioned services, reasonable adjustments, reviews, vetting. They differ in data alone.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/backlog/capacity.hpp>
#include <probation/base/named.hpp>
#include <probation/base/quantity.hpp>
#include <probation/caseload/case_class.hpp>

namespace probation {

/// A class of those who wait. Lower `priority` is served first; those of the same priority by time waited.
struct list_class {
  int priority = 1;
  quantity share{};                 ///< of those who arrive, and of those waiting now; the shares add to 1
  std::optional<quantity> limit{};  ///< else the list's

  friend bool operator==(const list_class&, const list_class&) = default;
};

/// A list on which people, or pieces of work, wait until they are served, oldest first.
///
/// How long those waiting now have waited: `waited`, else a geometric spread of mean `mean_wait`, else as service of
/// the oldest first leaves a list: they are those who arrived in the last months, as many months as it takes.
struct waiting_list {
  std::optional<std::string> unit{};    ///< PDU or function it belongs to; absent: the region
  quantity waiting{};                   ///< now
  std::vector<double> waited{};         ///< share of them by whole months waited; the last entry: so long or longer
  std::optional<quantity> mean_wait{};  ///< time waited so far, on average (a duration)
  probation::starts arrivals{};         ///< `rate` absent: nobody comes besides `recruits`
  std::optional<timed_quantity> reneging{};  ///< rate of withdrawing while waiting
  std::optional<quantity> expiry{};  ///< a duration: who has waited so long leaves unserved (the order has ended)
  std::optional<quantity> limit{};   ///< a duration: who has waited longer is overdue
  service_capacity capacity{};
  named<list_class> classes{};  ///< absent: all alike
  /// Grades whose recruits wait here between offer and start, once it is a list for vetting: their `vetting` time is
  /// then what the checks take by themselves, after the wait.
  std::vector<std::string> recruits{};

  friend bool operator==(const waiting_list&, const waiting_list&) = default;
};

}  // namespace probation
