// Days and months as people write them: day first, never guessed.
#pragma once

#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/day.hpp>
#include <probation/base/number_text.hpp>

namespace probation {

namespace detail {

[[nodiscard]] constexpr std::optional<int> read_digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int x = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    x = x * 10 + (c - '0');
  }
  return x;
}

/// A month by name, in small letters: "jan", "sept", "january".
[[nodiscard]] constexpr std::optional<int> read_month_name(std::string_view text) {
  constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
  if (text == "sept") return 9;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (text == names[i] || (text.size() == 3 && names[i].starts_with(text))) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

/// A year of four digits, or of two: then of this century.
[[nodiscard]] constexpr std::optional<int> read_year(std::string_view text) {
  if (const auto y = read_digits(text, 4, 4)) return y;
  if (const auto y = read_digits(text, 2, 2)) return 2000 + *y;
  return std::nullopt;
}

/// Whether a text is a time of day, with or without a zone: "00:00", "12:30:59.25Z", "00:00:00+01:00".
[[nodiscard]] constexpr bool is_time_of_day(std::string_view t) {
  const auto take = [&](int below) {
    const auto x = read_digits(t.substr(0, 2), 2, 2);
    if (!x || *x >= below) return false;
    t.remove_prefix(2);
    return true;
  };
  const auto skip = [&](char c) {
    const bool is_there = !t.empty() && t.front() == c;
    if (is_there) t.remove_prefix(1);
    return is_there;
  };
  if (!take(24) || !skip(':') || !take(60)) return false;
  if (skip(':')) {
    if (!take(61)) return false;
    if (skip('.')) {
      if (t.empty() || !is_digit(t.front())) return false;
      while (!t.empty() && is_digit(t.front())) t.remove_prefix(1);
    }
  }
  skip(' ');
  if (t.empty() || t == "z" || t == "utc") return true;
  if (!skip('+') && !skip('-')) return false;
  if (!take(24)) return false;
  skip(':');
  return t.empty() || (take(60) && t.empty());
}

/// The fields of a date between separators, which are all alike; nothing if there are none.
[[nodiscard]] inline std::vector<std::string_view> date_fields(std::string_view text) {
  const auto at = text.find_first_of("-/. ");
  if (at == std::string_view::npos) return {};
  std::vector<std::string_view> out;
  for (const char separator = text[at];;) {
    const auto end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

[[nodiscard]] inline std::optional<day> day_of(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
  if (!y || !m || !d) return std::nullopt;
  try {
    return day(*y, *m, *d);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

[[nodiscard]] inline std::optional<month> month_of(std::optional<int> y, std::optional<int> m) {
  if (!y || !m || *m < 1 || *m > 12) return std::nullopt;
  return month(*y, *m);
}

/// The date of a text without a time, in small letters.
[[nodiscard]] inline std::optional<day> read_plain_day(std::string_view text) {
  if (text.size() == 8 && read_digits(text, 8, 8)) {
    return day_of(read_digits(text.substr(0, 4), 4, 4), read_digits(text.substr(4, 2), 2, 2),
                  read_digits(text.substr(6), 2, 2));
  }
  const auto fields = date_fields(text);
  if (fields.size() != 3) return std::nullopt;
  if (fields[0].size() == 4)
    return day_of(read_digits(fields[0], 4, 4), read_digits(fields[1], 1, 2), read_digits(fields[2], 1, 2));
  const auto d = read_digits(fields[0], 1, 2);
  if (const auto m = read_month_name(fields[1])) return day_of(read_year(fields[2]), m, d);
  return day_of(read_digits(fields[2], 4, 4), read_digits(fields[1], 1, 2), d);
}

}  // namespace detail

/// Reads a day as people and programs write it; nothing for anything else, or if there is no such day.
///
/// "2022-01-31" (also with "/"), "20220131", "31/01/2022", "31.1.2022", "31-01-2022", "31 January 2022", "31-Jan-22".
/// Where all is in digits and the year is last, the day comes first: "01/11/2026" is 1 November. A year of two digits,
/// of this century, needs a month in letters. A time behind it, with a zone or without, does not change the day: a
/// moment belongs to the day of its own zone.
[[nodiscard]] inline std::optional<day> read_day(std::string_view written) {
  if (const auto d = day::parse(written)) return d;
  if (written.size() > 64) return std::nullopt;
  const std::string text = detail::plain_text(written);
  if (const auto d = detail::read_plain_day(text)) return d;
  for (std::size_t i = 8; i + 1 < text.size(); ++i) {
    if ((text[i] != ' ' && text[i] != 't') || !detail::is_time_of_day(std::string_view(text).substr(i + 1))) continue;
    return detail::read_plain_day(std::string_view(text).substr(0, i));
  }
  return std::nullopt;
}

/// Reads a month: "2022-04", "Apr-22", "April 2022", "04/2022", or the first day of one as "2022-04-01" or "1 April
/// 2022". Nothing for anything else: a day in the midst of a month is none, and "01/04/2022" could be meant otherwise.
[[nodiscard]] inline std::optional<month> read_month(std::string_view written) {
  if (const auto m = month::parse(written)) return m;
  if (written.size() > 64) return std::nullopt;
  const std::string text = detail::plain_text(written);
  const auto fields = detail::date_fields(text);
  if (fields.size() == 2) {
    if (fields[0].size() == 4)
      return detail::month_of(detail::read_digits(fields[0], 4, 4), detail::read_digits(fields[1], 1, 2));
    if (const auto m = detail::read_month_name(fields[0])) return detail::month_of(detail::read_year(fields[1]), m);
    return detail::month_of(detail::read_digits(fields[1], 4, 4), detail::read_digits(fields[0], 1, 2));
  }
  const bool year_first = text.size() > 4 && detail::read_digits(text.substr(0, 4), 4, 4).has_value();
  const bool has_letters = fields.size() >= 3 && detail::read_month_name(fields[1]).has_value();
  if (!year_first && !has_letters) return std::nullopt;
  const auto d = read_day(written);
  return d && d->number() == 1 ? std::optional(d->month()) : std::nullopt;
}

}  // namespace probation
