#include "totals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace probation::bindings {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

[[nodiscard]] bool is_same(double a, double b) { return std::abs(a - b) <= 1e-9 * (std::max)(1.0, std::abs(b)); }

/// Whether a word says that its row is a total: its first or last word is "total", or, of people and grades, it is all.
[[nodiscard]] bool says_total(std::string_view word, bool of_people) {
  const std::string key = name_key(word);
  const auto space = key.find(' ');
  const std::string_view first = std::string_view(key).substr(0, space);
  const std::string_view last = std::string_view(key).substr(space == std::string::npos ? 0 : key.rfind(' ') + 1);
  for (const std::string_view each : {"total", "totals", "subtotal", "subtotals"}) {
    if (first == each || last == each) return true;
  }
  if (!of_people) return false;
  for (const std::string_view each :
       {"all", "all officers", "all staff", "all grades", "all tiers", "overall", "sum", "everybody", "everyone"}) {
    if (key == each) return true;
  }
  return false;
}

/// The numbers of a column, where a cell has one.
[[nodiscard]] std::vector<double> numbers_of(const column& c) {
  if (c.what == column::kind::number) return c.numbers;
  std::vector<double> out(c.rows, nothing);
  if (c.what != column::kind::text) return out;
  std::vector<double> of_words;
  for (const auto& word : c.words) of_words.push_back(parse_number(word).value_or(nothing));
  for (std::size_t i = 0; i < c.rows; ++i) {
    if (c.codes[i] >= 0) out[i] = of_words[static_cast<std::size_t>(c.codes[i])];
  }
  return out;
}

/// Columns of numbers, and sums of some of their rows.
class sums {
 public:
  sums(const table& t, const std::vector<std::string>& names) {
    for (const auto& name : names) {
      if (const column* c = t.columns.find(name)) columns_.push_back(numbers_of(*c));
    }
  }

  struct sum {
    std::vector<double> of;  // by column
    std::size_t rows = 0;    // how many rows of them are not all 0
  };

  [[nodiscard]] sum none() const { return {std::vector<double>(columns_.size(), 0), 0}; }
  void add(sum& to, std::size_t row) const {
    bool has_some = false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const double x = columns_[c][row];
      if (std::isnan(x) || x == 0) continue;
      to.of[c] += x;
      has_some = true;
    }
    if (has_some) ++to.rows;
  }

  /// Whether a row is the sum of `least_rows` others or more, in all of its columns, `least_columns` of them not 0.
  /// `total` has the row itself in it if `with_itself`.
  [[nodiscard]] bool is_sum(std::size_t row, const sum& total, bool with_itself, std::size_t least_rows,
                            std::size_t least_columns) const {
    if (total.rows < least_rows + (with_itself ? 1 : 0)) return false;
    std::size_t not_zero = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const double x = columns_[c][row];
      if (std::isnan(x)) continue;
      if (!is_same(x, total.of[c] - (with_itself ? x : 0))) return false;
      if (x != 0) ++not_zero;
    }
    return not_zero >= least_columns;
  }

 private:
  std::vector<std::vector<double>> columns_;
};

}  // namespace

totals_rule totals_rule_of(const std::string& word) {
  if (word == "error") return totals_rule::refuse;
  if (word == "drop") return totals_rule::drop;
  if (word == "keep") return totals_rule::keep;
  throw std::invalid_argument("totals must be \"error\", \"drop\" or \"keep\", not \"" + word + '"');
}

totals::totals(const table& t, totals_rule rule, const std::vector<std::string>& numbers)
    : rule_(rule), officer_(t.columns.find("officer")), rows_(t.rows) {
  if (rule == totals_rule::keep) return;
  find_by_words(t);
  if (!numbers.empty()) find_by_sums(t, numbers);
}

void totals::set(std::size_t row, reason why, std::string column) {
  reasons_.resize(rows_, reason::none);
  columns_.resize(rows_);
  reasons_[row] = why;
  columns_[row] = std::move(column);
}

void totals::find_by_words(const table& t) {
  for (const char* name : {"officer", "grade", "grade_code", "tier", "location", "team", "pdu", "region"}) {
    const column* c = t.columns.find(name);
    if (c == nullptr || c->what != column::kind::text) continue;
    const std::string_view column_name(name);
    const bool of_people = column_name != "team" && column_name != "pdu" && column_name != "region";
    std::vector<char> is_total;
    bool has_some = false;
    for (const auto& word : c->words) {
      is_total.push_back(!is_odd(word) && says_total(word, of_people) ? 1 : 0);
      has_some = has_some || is_total.back() != 0;
    }
    for (std::size_t i = 0; has_some && i < c->rows; ++i) {
      if (c->codes[i] >= 0 && is_total[static_cast<std::size_t>(c->codes[i])] != 0) set(i, reason::word, name);
    }
  }
}

/// Rows without an officer, or named like a team, that are the sum of their group or of the rows before or after them;
/// rows without a grade that are the sum of all others or of their group; and any row that is the sum of all others in
/// all of its columns, if there are at least two of those and two of others that are not all 0.
void totals::find_by_sums(const table& t, const std::vector<std::string>& numbers) {
  const sums all(t, numbers);
  const labels officer(t, "officer");
  const labels grade(t, t.columns.contains("grade") ? "grade" : "grade_code");
  const std::array<labels, 3> groups{labels(t, "team"), labels(t, "pdu"), labels(t, "region")};
  enum : char { somebody, without_grade, nobody };
  std::unordered_set<std::string> group_names;
  for (const labels& g : groups) {
    for (const auto& word : g.words) group_names.insert(name_key(word));
  }
  std::vector<char> is_group_name;  // of the words of officers
  for (const auto& word : officer.words) is_group_name.push_back(group_names.contains(name_key(word)) ? 1 : 0);
  std::vector<char> who(rows_, somebody);
  for (std::size_t i = 0; i < rows_; ++i) {
    if (grade.is_there() && grade[i] < 0) who[i] = without_grade;
    if (officer[i] < 0) who[i] = nobody;
    if (officer[i] >= 0 && is_group_name[static_cast<std::size_t>(officer[i])] != 0) who[i] = nobody;
  }
  for (bool found = true; found;) {  // once more where totals were found: there may be totals of them
    found = false;
    std::array<std::unordered_map<std::int32_t, sums::sum>, 3> by_group;
    sums::sum everything = all.none();
    for (std::size_t i = 0; i < rows_; ++i) {
      if (is_total(i)) continue;
      all.add(everything, i);
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (groups[g].is_there()) all.add(by_group[g].try_emplace(groups[g][i], all.none()).first->second, i);
      }
    }
    sums::sum before = all.none();
    for (std::size_t i = 0; i < rows_; ++i) {
      if (is_total(i)) {
        before = all.none();
        continue;
      }
      const std::size_t least_rows = who[i] == nobody ? 1 : 2;
      if (all.is_sum(i, everything, true, least_rows, who[i] == somebody ? 2 : 1)) {
        set(i, reason::sum_of_all, "officer");
      } else if (who[i] != somebody) {
        bool is_group = who[i] == nobody && all.is_sum(i, before, false, 1, 1);
        for (std::size_t g = 0; g < groups.size() && !is_group; ++g) {
          is_group = groups[g].is_there() && groups[g][i] >= 0 &&
                     all.is_sum(i, by_group[g].at(groups[g][i]), true, least_rows, 1);
        }
        sums::sum after = all.none();
        for (std::size_t k = i + 1; who[i] == nobody && k < rows_ && !is_group; ++k) {
          if (is_total(k) || who[k] == nobody) break;
          all.add(after, k);
        }
        if (is_group || all.is_sum(i, after, false, 1, 1)) set(i, reason::sum_of_group, "officer");
      }
      found = found || is_total(i);
      all.add(before, i);
      if (is_total(i)) before = all.none();
    }
  }
}

bool totals::leave_out(std::size_t row, row_problems& problems) {
  if (!is_total(row)) return false;
  const std::int32_t code = officer_ == nullptr || officer_->codes.empty() ? -1 : officer_->codes[row];
  const std::string name = code < 0 ? std::string() : officer_->words[static_cast<std::size_t>(code)];
  const std::string why = reasons_[row] == reason::word         ? "it calls itself a total"
                          : reasons_[row] == reason::sum_of_all ? "it is the sum of all other rows"
                                                                : "it is the sum of rows beside it";
  if (rule_ == totals_rule::drop) {
    dropped_.push_back({"row " + std::to_string(row) + ", " + columns_[row], quoted(name), "", why, 0, 0});
  } else {
    problems.add(row, columns_[row], quoted(name) + ", a totals row", "rows that are counted once",
                 why + "; leave it out, or say totals=\"drop\"; totals=\"keep\" counts it as any other row");
  }
  return true;
}

}  // namespace probation::bindings
