// Rows of a table that count the other rows again.
#pragma once

#include <cstddef>  // for std::size_t
#include <string>   // for std::string
#include <vector>   // for std::vector

#include "rows.hpp"

namespace probation::bindings {

/// What is done with totals rows.
enum class totals_rule { refuse, drop, keep };
[[nodiscard]] totals_rule totals_rule_of(const std::string& word);

/// The rows of a table that are totals of others.
class totals {
 public:
  /// Looks for them, unless they are kept. `numbers`: columns that would be added up, for a table with a row a person;
  /// none for one with a row a case, where rows are told by their words alone.
  totals(const table& t, totals_rule rule, const std::vector<std::string>& numbers);

  [[nodiscard]] bool is_total(std::size_t row) const noexcept {
    return !reasons_.empty() && reasons_[row] != reason::none;
  }

  /// Whether a row is one; if so it is noted, as a problem or as dropped, and is to be left out.
  bool leave_out(std::size_t row, row_problems& problems);

  /// Those dropped so far: row and column, what stands there, why.
  [[nodiscard]] const std::vector<problem>& dropped() const noexcept { return dropped_; }

 private:
  enum class reason : char { none, word, sum_of_all, sum_of_group };

  void find_by_words(const table& t);
  void find_by_sums(const table& t, const std::vector<std::string>& numbers);
  void set(std::size_t row, reason why, std::string column);

  totals_rule rule_;
  std::vector<reason> reasons_;       // by row; empty if there are none
  std::vector<std::string> columns_;  // by row: where it shows
  const column* officer_;             // of the table, which is the caller's and must outlive this
  std::size_t rows_;
  std::vector<problem> dropped_;
};

}  // namespace probation::bindings
