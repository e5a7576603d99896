// Rows of the tables of the part `wmt`: who somebody is, and what a case is.
#pragma once

#include "wmt.hpp"

#include <probation/workload/wmt/aggregate.hpp>
#include <probation/workload/wmt/tally.hpp>

#include "rows.hpp"

namespace probation::bindings {

/// How capacity is found.
struct capacity_rules {
  const wmt::configuration& configuration;
  wmt::policy policy;
  wmt::exact::over_reduction over;
};

/// The columns that say who somebody is and what they can do.
class officer_rows {
 public:
  officer_rows(const table& t, const capacity_rules& rules);

  const labels officer;
  const labels team;

  /// Who a row is about; what is wrong is noted. Their points are still to be counted.
  [[nodiscard]] wmt::officer read(std::size_t i, wmt::tally::extras& more, row_problems& problems) const;

  /// Notes where a row says something else of somebody than the first row about them.
  void compare(std::size_t i, std::size_t first, row_problems& problems) const;

 private:
  /// Notes cells that are no names.
  void check_names(std::size_t i, row_problems& problems) const;
  [[nodiscard]] std::string grade_of(std::size_t i, row_problems& problems) const;
  void find_capacity(std::size_t i, wmt::officer& o, std::optional<double> contracted, row_problems& problems) const;

  capacity_rules rules_;
  labels pdu_, region_, grade_, grade_code_;
  std::vector<std::string> grade_names_;  // of the words of `grade_`; empty where there is no such grade
  std::vector<std::string> code_grades_;
  std::string known_;
  field<double> contracted_, reduction_, sdrs_, fdrs_, paroms_, arms_community_, arms_licence_, cms_;
};

/// The columns that say what a case is.
class case_rows {
 public:
  case_rows(const table& t, const wmt::tally& counted, const wmt::configuration& c, wmt::policy policy);

  /// Adds the cases of a row to somebody's.
  void add(std::size_t i, std::size_t who, wmt::tally& counted, row_problems& problems) const;

 private:
  field<std::size_t> location_, tier_;
  field<bool> t2a_;
  field<wmt::inactivity> inactive_;
  field<int> n_;
  std::size_t untiered_;
  bool refuses_untiered_;
};

}  // namespace probation::bindings
