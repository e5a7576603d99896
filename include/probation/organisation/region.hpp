// A probation region: the whole of a region document as plain values.
#pragma once

#include <memory>    // for std::shared_ptr, std::make_shared
#include <optional>  // for std::optional
#include <string>    // for std::string
#include <utility>   // for std::move
#include <vector>    // for std::vector

#include <probation/backlog/programme.hpp>
#include <probation/backlog/unpaid_work.hpp>
#include <probation/backlog/victim_contact.hpp>
#include <probation/backlog/waiting_list.hpp>
#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/organisation/unit.hpp>
#include <probation/ratings/evidence.hpp>
#include <probation/ratings/inspection.hpp>
#include <probation/staffing/grade.hpp>
#include <probation/workload/settings.hpp>

namespace probation {

struct region;

/// A region that others refer to: copies share it, and two are equal if what they say is. Empty or never changed.
class shared_region {
 public:
  shared_region() = default;
  explicit shared_region(region r);

  [[nodiscard]] explicit operator bool() const noexcept { return of_ != nullptr; }
  [[nodiscard]] const region& operator*() const noexcept { return *of_; }
  [[nodiscard]] const region* operator->() const noexcept { return of_.get(); }

  friend bool operator==(const shared_region& a, const shared_region& b);

 private:
  std::shared_ptr<const region> of_;
};

/// A probation region. A regular value: no simulation, no file, no global state.
struct region {
  std::string name{};
  month as_of{};                    ///< stocks are those at the start of this month
  named<grade> grades{};            ///< overriding or adding to `default_grades()`
  named<probation::staff> staff{};  ///< totals of the region, where known, by grade
  named<delivery_unit> pdus{};
  named<delivery_unit> functions{};
  named<case_class> caseload{};  ///< flows of classes, by name
  named<probation::recruitment> recruitment{};
  std::vector<intake> intakes{};
  std::vector<transfer> transfers{};
  workload_settings workload{};
  std::optional<probation::unpaid_work> unpaid_work{};
  named<programme> programmes{};
  named<waiting_list> waiting_lists{};
  std::optional<probation::victim_contact> victim_contact{};
  named<inspection> inspections{};
  named<survey> surveys{};
  named<indicator> indicators{};
  std::vector<recommendation> recommendations{};
  named<std::string> scenarios{};  ///< name → merge patch (RFC 7386) as JSON text
  std::vector<std::string> notes{};
  std::string digest{};  ///< SHA-256 of the document that it was read from; empty if built by hand
  std::vector<std::string>
      under{};  ///< names of the scenarios that it is under, in the order in which they were applied
  /// Of a region that was patched: the document as it was read. Today's stocks are laid out by what it says. Empty: the
  /// region is its own present.
  shared_region present{};

  friend bool operator==(const region&, const region&) = default;
};

inline shared_region::shared_region(region r) : of_(std::make_shared<const region>(std::move(r))) {}

inline bool operator==(const shared_region& a, const shared_region& b) {
  return a.of_ == b.of_ || (a.of_ != nullptr && b.of_ != nullptr && *a.of_ == *b.of_);
}

/// The grade called `name`: the region's own, else the default. Null if there is none.
[[nodiscard]] inline const grade* find_grade(const region& r, std::string_view name) {
  if (const grade* own = r.grades.find(name)) return own;
  return default_grades().find(name);
}

}  // namespace probation
