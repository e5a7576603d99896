// Rows of a table as values: each field is read by its kind, and what cannot be read is noted with its row.
#pragma once

#include "pybind.hpp"

#include <algorithm>    // for std::sort
#include <cmath>        // for std::isfinite
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::int64_t
#include <functional>   // for std::function
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::move
#include <vector>       // for std::vector

#include <probation/base/name_key.hpp>
#include <probation/base/number.hpp>
#include <probation/base/number_text.hpp>
#include <probation/base/problem.hpp>

#include "arrow.hpp"

namespace probation::bindings {

/// What is wrong with the rows of a table: which rows, how many problems, and the first of them in words.
class row_problems {
 public:
  static constexpr std::size_t most_kept = 1000;

  /// `of`: which table, if there are several: "officers".
  explicit row_problems(std::string of = {}) : of_(of.empty() ? std::move(of) : of + " ") {}

  /// Notes a problem of a row; rows come in order.
  void add(std::size_t row, const std::string& field, std::string found, std::string expected, std::string hint = {}) {
    if (rows_.empty() || rows_.back() != static_cast<std::int64_t>(row))
      rows_.push_back(static_cast<std::int64_t>(row));
    ++count_;
    if (kept_.size() < most_kept) {
      kept_.push_back({of_ + "row " + std::to_string(row) + ", " + field, std::move(found), std::move(expected),
                       std::move(hint), 0, 0});
    }
  }
  /// Adds the problems of another reading of the same rows.
  void merge(const row_problems& other) {
    rows_.insert(rows_.end(), other.rows_.begin(), other.rows_.end());
    std::sort(rows_.begin(), rows_.end());
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
    count_ += other.count_;
    for (const problem& p : other.kept_) {
      if (kept_.size() < most_kept) kept_.push_back(p);
    }
  }
  [[nodiscard]] bool has(std::size_t row) const noexcept {
    return !rows_.empty() && rows_.back() == static_cast<std::int64_t>(row);
  }
  [[nodiscard]] const std::vector<std::int64_t>& rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] const std::vector<problem>& kept() const noexcept { return kept_; }

 private:
  std::string of_;
  std::vector<std::int64_t> rows_;  // counted from 0, ascending
  std::size_t count_ = 0;
  std::vector<problem> kept_;
};

/// The same for Python: rows, how many problems, and the first of them.
[[nodiscard]] inline py::tuple taken(const row_problems& problems) {
  return py::make_tuple(
      py::array_t<std::int64_t>(static_cast<py::ssize_t>(problems.rows().size()), problems.rows().data()),
      problems.count(), problems.kept());
}

/// A text that is a number, without a percent sign.
[[nodiscard]] inline std::optional<double> parse_number(std::string_view text) {
  const number_text read = read_number(text);
  return read.what == number_text::kind::number ? std::optional(read.value) : std::nullopt;
}

/// A text that is a percentage, with its sign or without.
[[nodiscard]] inline std::optional<double> parse_percentage(std::string_view text) {
  const number_text read = read_number(text);
  const bool is_number = read.what == number_text::kind::number || read.what == number_text::kind::percentage;
  return is_number ? std::optional(read.value) : std::nullopt;
}

/// Whether a word of a column is nothing that a table holds.
[[nodiscard]] inline bool is_odd(std::string_view word) { return !word.empty() && word.front() == odd_mark; }

/// A word for messages: in quotes, or what it is instead of one.
[[nodiscard]] inline std::string quoted(const std::string& word) {
  if (word.empty()) return "nothing";
  return is_odd(word) ? "something of type " + word.substr(1) : '"' + word + '"';
}

/// Yes and no as people write them.
[[nodiscard]] inline std::optional<bool> parse_flag(std::string_view text) {
  const std::string plain = name_key(text);
  if (plain == "true" || plain == "yes" || plain == "y" || plain == "1") return true;
  if (plain == "false" || plain == "no" || plain == "n" || plain == "0") return false;
  return std::nullopt;
}

/// A field of every row: a column, if there is one, with a way to understand its words, its numbers, its days and its
/// flags. Each word is understood once; one that is not and stands for nothing ("[x]", a dash) is no value.
template <class T>
class field {
 public:
  using meaning = std::function<std::optional<T>(double)>;

  /// `from_text`, `from_number`, `from_day` and `from_flag` say what a cell means, or nothing if it means nothing; a
  /// null function says that no cell of that kind means anything.
  template <class FromText>
  field(const table& t, std::string name, std::string expected, FromText from_text, meaning from_number,
        meaning from_day = nullptr, meaning from_flag = nullptr)
      : name_(std::move(name)),
        expected_(std::move(expected)),
        column_(t.columns.find(name_)),
        number_(std::move(from_number)),
        day_(std::move(from_day)),
        flag_(std::move(from_flag)) {
    if (column_ == nullptr || column_->what != column::kind::text) return;
    words_.reserve(column_->words.size());
    for (const auto& word : column_->words) {
      words_.push_back(is_odd(word) ? std::nullopt : from_text(word));
      is_nothing_.push_back(!words_.back() && read_number(word).what == number_text::kind::missing);
    }
  }

  [[nodiscard]] bool is_there() const noexcept { return column_ != nullptr; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }

  [[nodiscard]] bool is_missing(std::size_t row) const noexcept {
    if (column_ == nullptr || column_->is_missing(row)) return true;
    return column_->what == column::kind::text && is_nothing_[static_cast<std::size_t>(column_->codes[row])];
  }

  /// The value of a row; nothing if the cell is empty or there is no such column. What cannot be understood is a
  /// problem.
  [[nodiscard]] std::optional<T> operator()(std::size_t row, row_problems& problems) const {
    if (is_missing(row)) return std::nullopt;
    std::optional<T> value;
    const auto use = [&](const meaning& from) {
      if (from) value = from(column_->numbers[row]);
    };
    switch (column_->what) {
      case column::kind::text: value = words_[static_cast<std::size_t>(column_->codes[row])]; break;
      case column::kind::number: use(number_); break;
      case column::kind::day: use(day_); break;
      case column::kind::flag: use(flag_); break;
      default: break;
    }
    if (!value) problems.add(row, name_, found(row), expected_);
    return value;
  }

  /// What stands in a row, for messages.
  [[nodiscard]] std::string found(std::size_t row) const {
    if (is_missing(row)) return "nothing";
    switch (column_->what) {
      case column::kind::text: return quoted(column_->words[static_cast<std::size_t>(column_->codes[row])]);
      case column::kind::day: return "a date";
      case column::kind::flag: return column_->numbers[row] != 0 ? "true" : "false";
      default: return to_text(column_->numbers[row]);
    }
  }

 private:
  std::string name_;
  std::string expected_;
  const column* column_;
  std::vector<std::optional<T>> words_;
  std::vector<bool> is_nothing_;  // of words: whether they stand for nothing
  meaning number_;
  meaning day_;
  meaning flag_;
};

/// A way to understand words as numbers that mean something.
template <class Meant>
[[nodiscard]] auto in_words(Meant meant, std::optional<double> (*parse)(std::string_view) = &parse_number) {
  return [meant, parse](const std::string& s) {
    const auto x = parse(s);
    return x ? meant(*x) : std::nullopt;
  };
}

/// A whole number from 0 to `most`; `parse_percentage` lets a percent sign stand behind it.
[[nodiscard]] inline field<int> whole(const table& t, const char* name, int most, const std::string& expected,
                                      std::optional<double> (*parse)(std::string_view) = &parse_number) {
  const auto meant = [most](double x) {
    return x >= 0 && x <= most && x == std::floor(x) ? std::optional(static_cast<int>(x)) : std::nullopt;
  };
  return {t, name, expected, in_words(meant, parse), meant};
}

/// Yes or no; with `scores` also the score of an answer, where all above 0 is yes.
[[nodiscard]] inline field<bool> flag(const table& t, const char* name, bool scores = false) {
  const auto meant = [scores](double x) {
    const bool ok = x == 0 || x == 1 || (scores && x > 0);
    return ok ? std::optional(x > 0) : std::nullopt;
  };
  return {t,
          name,
          scores ? "yes, no or a score, 0 or more" : "yes or no, true or false, 1 or 0",
          [meant](const std::string& s) {
            if (const auto said = parse_flag(s)) return said;
            const auto x = parse_number(s);
            return x ? meant(*x) : std::nullopt;
          },
          meant,
          nullptr,
          [](double x) { return std::optional(x != 0); }};
}

/// A finite number, 0 or more unless `negative` says otherwise.
[[nodiscard]] inline field<double> amount(const table& t, const char* name, const std::string& expected,
                                          bool negative = false) {
  const auto meant = [negative](double x) {
    return std::isfinite(x) && (negative || x >= 0) ? std::optional(x) : std::nullopt;
  };
  return {t, name, expected, in_words(meant), meant};
}

/// A name in each row, numbered: text, or whole numbers such as those of a staff list. Names that are one name have one
/// number, and the word as it was written first.
class labels {
 public:
  labels(const table& t, std::string name);

  std::vector<std::int32_t> codes;  // NOLINT(misc-non-private-member-variables-in-classes): -1: none
  std::vector<std::string> words;   // NOLINT(misc-non-private-member-variables-in-classes)

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] bool is_there() const noexcept { return !codes.empty(); }
  [[nodiscard]] std::int32_t operator[](std::size_t row) const noexcept { return codes.empty() ? -1 : codes[row]; }
  [[nodiscard]] std::string word(std::int32_t code) const {
    return code < 0 ? std::string() : words[static_cast<std::size_t>(code)];
  }
  /// Notes a cell that is no name.
  void check(std::size_t row, row_problems& problems) const {
    const std::int32_t code = has_odd_ ? (*this)[row] : -1;
    if (code >= 0 && is_odd(words[static_cast<std::size_t>(code)])) {
      problems.add(row, name_, quoted(words[static_cast<std::size_t>(code)]), "a name");
    }
  }

 private:
  std::string name_;
  bool has_odd_ = false;
};

}  // namespace probation::bindings
