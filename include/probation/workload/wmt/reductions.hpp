// Reductions with their dates, and contacts with theirs: what counts on a day.
#pragma once

#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/workload/wmt/exact.hpp>
#include <probation/workload/wmt/policy.hpp>

namespace probation::wmt {

/// How far a reduction has come.
enum class reduction_status { scheduled, active, archived, deleted };

/// Hours taken off an officer's contracted hours for a reason and a time.
struct reduction {
  std::string reason;
  double hours = 0;
  std::optional<day> from;
  std::optional<day> until;                ///< its last day
  std::optional<reduction_status> status;  ///< as recorded; absent: what the dates say

  friend bool operator==(const reduction&, const reduction&) = default;
};

/// What the dates say: scheduled before the first day, archived after the last.
[[nodiscard]] inline reduction_status status_on(const reduction& r, day today) noexcept {
  if (r.from && *r.from > today) return reduction_status::scheduled;
  if (r.until && *r.until < today) return reduction_status::archived;
  return reduction_status::active;
}

/// Whether a reduction counts on a day.
///
/// `wmt_worker`: its recorded status is active and its reason is enabled, whatever the dates say (a stale record
/// counts). `hmpps_workload`: strictly between its two instants, which are the midnights that begin its first and its
/// last day, so on its first day and not on its last; not if archived or deleted; whatever the reason. `exact`: by the
/// dates, both days included, unless archived or deleted, and the reason is enabled; a reason that the configuration
/// does not know is an error.
[[nodiscard]] inline bool counts(const reduction& r, const configuration& c, day today, policy p = policy::exact) {
  const reduction_reason* reason = c.reductions.find(r.reason);
  const bool withdrawn = r.status == reduction_status::archived || r.status == reduction_status::deleted;
  if (p == policy::hmpps_workload) return !withdrawn && (!r.from || *r.from <= today) && (!r.until || today < *r.until);
  if (reason == nullptr && p == policy::exact)
    throw detail::unknown("reduction", "reason", r.reason, detail::keys_of(c.reductions));
  const bool enabled = reason == nullptr || reason->enabled;
  if (p == policy::exact) return enabled && !withdrawn && status_on(r, today) == reduction_status::active;
  return enabled && r.status.value_or(status_on(r, today)) == reduction_status::active;
}

/// Hours of the reductions that count on a day.
[[nodiscard]] inline double hours_off(const std::vector<reduction>& reductions, const configuration& c, day today,
                                      policy p = policy::exact) {
  if (p != policy::exact) {
    double plain = 0;
    for (const auto& r : reductions) plain += counts(r, c, today, p) ? r.hours : 0;
    return plain;
  }
  exact::sum sum;
  for (const auto& r : reductions) {
    exact::require(r.hours, path_of("reductions", {r.reason}), "hours a week, 0 or more");
    if (counts(r, c, today, p)) sum.add(r.hours);
  }
  return sum.to_double();
}

/// Hours that a reason allows: its percentage of the contracted hours to two digits, or all of them for a reason
/// without one; never more than its cap.
[[nodiscard]] inline double allowance_hours(const configuration& c, std::string_view reason, double contracted) {
  const reduction_reason* found = c.reductions.find(reason);
  if (found == nullptr) throw detail::unknown("reason", "reason", reason, detail::keys_of(c.reductions));
  const auto percent = [](const std::optional<quantity>& q) {
    return q ? std::optional<double>(written_mean(*q)) : std::nullopt;
  };
  return (std::min)(exact::reduction_hours(contracted, percent(found->percent)),
                    exact::reduction_hours(contracted, percent(found->most_percent)));
}

/// A contact in case management support: somebody did it for a case that somebody owns.
struct contact {
  std::string code;
  day on;
  std::string done_by;
  std::string owner;

  friend bool operator==(const contact&, const contact&) = default;
};

/// Points that contacts move to an officer on a day: + what they did for others' cases, − what others did for theirs.
/// A contact counts from its day while the day is before it + `contact_days` (7): strictly, so seven days in all. An
/// unknown code is left out by the worker, and an error to `exact`. Over everybody the points add to 0.
[[nodiscard]] inline double cms_points(const std::vector<contact>& contacts, std::string_view officer,
                                       const configuration& c, day today, policy p = policy::exact) {
  exact::sum sum;
  for (const auto& each : contacts) {
    const quantity* points = c.contacts.find(each.code);
    if (points == nullptr) {
      if (p != policy::exact) continue;
      throw detail::unknown("contact", "code", each.code, detail::keys_of(c.contacts));
    }
    const int age = today - each.on;
    if (p == policy::exact && age < 0) continue;
    if (p != policy::hmpps_workload && age >= c.contact_days) continue;
    if (each.done_by == each.owner) continue;
    if (each.done_by == officer) sum.add(written_mean(*points));
    if (each.owner == officer) sum.add(-written_mean(*points));
  }
  return sum.to_double();
}

}  // namespace probation::wmt
