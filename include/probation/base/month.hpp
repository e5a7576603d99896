// A calendar month: the only unit of time in a projection.
#pragma once

#include <compare>      // for operator<=>
#include <optional>     // for month::parse
#include <stdexcept>    // for std::invalid_argument, std::out_of_range
#include <string>       // for std::string, std::to_string
#include <string_view>  // for std::string_view

namespace probation {

/// A calendar month. Stocks are counted at its start; flows belong to it.
///
/// A regular, totally ordered value. Converts from anything shaped like `std::chrono::year_month`
/// without this header paying for `<chrono>`.
class month {
 public:
  /// January of year 0; only there so that a month is a regular type.
  constexpr month() = default;

  /// The month `number` (1–12) of `year`. Throws std::invalid_argument for any other number.
  constexpr month(int year, int number) : index_{year * 12 + number - 1} {
    if (number < 1 || number > 12 || year < 0 || year > 9999) {
      throw std::invalid_argument("month: year must be 0-9999 and month 1-12");
    }
  }

  /// From `std::chrono::year_month` or a type with the same members.
  template <class YearMonth>
    requires requires(const YearMonth& ym) {
      static_cast<int>(ym.year());
      static_cast<unsigned>(ym.month());
    }
  constexpr explicit month(const YearMonth& ym)
      : month(static_cast<int>(ym.year()), static_cast<int>(static_cast<unsigned>(ym.month()))) {}

  [[nodiscard]] constexpr int year() const noexcept { return index_ / 12; }
  /// 1 for January … 12 for December.
  [[nodiscard]] constexpr int number() const noexcept { return index_ % 12 + 1; }

  /// "2022-04".
  [[nodiscard]] std::string str() const {
    std::string text = "0000-00";
    int y = year();
    for (int i = 3; i >= 0; --i, y /= 10) text[static_cast<std::size_t>(i)] = static_cast<char>('0' + y % 10);
    text[5] = static_cast<char>('0' + number() / 10);
    text[6] = static_cast<char>('0' + number() % 10);
    return text;
  }

  /// Reads "2022-04"; nothing if the text is not exactly a year, a hyphen and a month.
  [[nodiscard]] static constexpr std::optional<month> parse(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    int digits[6]{};
    for (std::size_t i = 0, j = 0; i < 7; ++i) {
      if (i == 4) continue;
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      digits[j++] = text[i] - '0';
    }
    const int y = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    const int m = digits[4] * 10 + digits[5];
    if (m < 1 || m > 12) return std::nullopt;
    return month(y, m);
  }

  friend constexpr auto operator<=>(month, month) = default;
  /// Throws std::out_of_range if that is not within the years 0 to 9999.
  [[nodiscard]] friend constexpr month operator+(month m, int months) {
    if (months < -m.index_ || months > last - m.index_) {
      throw std::out_of_range("month: " + m.str() + (months < 0 ? " - " : " + ") +
                              std::to_string(months < 0 ? -static_cast<long long>(months) : months) +
                              " months is not within the years 0 to 9999");
    }
    m.index_ += months;
    return m;
  }
  /// Months from `b` to `a`; negative if `a` is earlier.
  [[nodiscard]] friend constexpr int operator-(month a, month b) noexcept { return a.index_ - b.index_; }

 private:
  static constexpr int last = 9999 * 12 + 11;

  int index_ = 0;  // months since January of year 0
};

}  // namespace probation
