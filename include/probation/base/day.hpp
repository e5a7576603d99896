// A calendar day: when a reduction ends, a contact was made or a snapshot was taken.
#pragma once

#include <compare>      // for operator<=>
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/month.hpp>

namespace probation {

/// A day of the Gregorian calendar. A regular, totally ordered value, without the cost of `<chrono>`.
class day {
 public:
  /// 1 January of year 0; only there so that a day is a regular type.
  constexpr day() = default;

  /// Day `number` (from 1) of the month `month_number` of `year`; std::invalid_argument if there is none.
  constexpr day(int year, int month_number, int number)
      : year_{static_cast<short>(year)},
        month_{static_cast<signed char>(month_number)},
        day_{static_cast<signed char>(number)} {
    if (year < 0 || year > 9999 || month_number < 1 || month_number > 12 || number < 1 ||
        number > days_in(year, month_number)) {
      throw std::invalid_argument("day: there is no such day");
    }
  }

  [[nodiscard]] constexpr int year() const noexcept { return year_; }
  [[nodiscard]] constexpr int month_number() const noexcept { return month_; }
  [[nodiscard]] constexpr int number() const noexcept { return day_; }
  [[nodiscard]] constexpr probation::month month() const { return {year_, month_}; }

  /// "2022-04-01".
  [[nodiscard]] std::string str() const {
    std::string text = month().str() + "-00";
    text[8] = static_cast<char>('0' + day_ / 10);
    text[9] = static_cast<char>('0' + day_ % 10);
    return text;
  }

  /// Reads "2022-04-01"; nothing if the text is anything else or there is no such day.
  [[nodiscard]] static constexpr std::optional<day> parse(std::string_view text) {
    if (text.size() != 10 || text[7] != '-') return std::nullopt;
    const auto m = probation::month::parse(text.substr(0, 7));
    if (!m || text[8] < '0' || text[8] > '9' || text[9] < '0' || text[9] > '9') return std::nullopt;
    const int n = (text[8] - '0') * 10 + (text[9] - '0');
    if (n < 1 || n > days_in(m->year(), m->number())) return std::nullopt;
    return day(m->year(), m->number(), n);
  }

  friend constexpr auto operator<=>(day, day) = default;

  /// Days from `b` to `a`; negative if `a` is earlier.
  [[nodiscard]] friend constexpr int operator-(day a, day b) noexcept { return a.ordinal() - b.ordinal(); }

 private:
  [[nodiscard]] static constexpr bool is_leap(int y) noexcept { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
  [[nodiscard]] static constexpr int days_in(int y, int m) noexcept {
    if (m == 2) return is_leap(y) ? 29 : 28;
    return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
  }
  /// Days since 1 January of year 0.
  [[nodiscard]] constexpr int ordinal() const noexcept {
    const int before = year_ - 1;
    int days = year_ == 0 ? 0 : year_ * 365 + before / 4 - before / 100 + before / 400 + 1;  // year 0 is a leap year
    for (int m = 1; m < month_; ++m) days += days_in(year_, m);
    return days + day_ - 1;
  }

  short year_ = 0;
  signed char month_ = 1;
  signed char day_ = 1;
};

}  // namespace probation
