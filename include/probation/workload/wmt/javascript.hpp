// Numbers as JavaScript computes, rounds and writes them: what the worker and the web pages of the tool do.
#pragma once

#include <algorithm>    // for std::min
#include <charconv>     // for std::to_chars, std::from_chars
#include <cmath>        // for std::floor, std::fmod
#include <cstdint>      // for std::uint64_t
#include <limits>       // for std::numeric_limits
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <variant>      // for std::variant

namespace probation::wmt::js {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// What was not given at all.
struct undefined {
  friend bool operator==(undefined, undefined) = default;
};
/// What was given as nothing.
struct null {
  friend bool operator==(null, null) = default;
};
/// A value of the language, as far as counts, hours and weights can be one.
using value = std::variant<undefined, null, bool, double, std::string>;

[[nodiscard]] inline bool is_number(const value& x) noexcept { return std::holds_alternative<double>(x); }
[[nodiscard]] inline bool is_undefined(const value& x) noexcept { return std::holds_alternative<undefined>(x); }
[[nodiscard]] inline bool is_nothing(const value& x) noexcept {
  return is_undefined(x) || std::holds_alternative<null>(x);
}
/// x === n.
[[nodiscard]] inline bool is_exactly(const value& x, double n) noexcept {
  const double* number = std::get_if<double>(&x);
  return number != nullptr && *number == n;
}

/// Number::toString (ECMA-262, 6.1.6.1.20): the shortest digits, with an exponent below 1e-6 and from 1e21.
[[nodiscard]] inline std::string to_text(double x) {
  if (std::isnan(x)) return "NaN";
  if (x == 0) return "0";
  if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
  char buffer[32] = {};
  const std::string_view written(
      buffer,
      static_cast<std::size_t>(
          std::to_chars(buffer, buffer + sizeof buffer, std::abs(x), std::chars_format::scientific).ptr - buffer));
  const auto e = written.find('e');
  std::string digits(1, written[0]);
  if (e > 2) digits += written.substr(2, e - 2);
  int n = 0;  // digits before the point
  std::from_chars(written.data() + e + (written[e + 1] == '+' ? 2 : 1), written.data() + written.size(), n);
  ++n;
  const int k = static_cast<int>(digits.size());
  std::string out;
  if (k <= n && n <= 21) {
    out = digits + std::string(static_cast<std::size_t>(n - k), '0');
  } else if (0 < n && n <= 21) {
    out = digits.substr(0, static_cast<std::size_t>(n)) + '.' + digits.substr(static_cast<std::size_t>(n));
  } else if (-6 < n && n <= 0) {
    out = "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
  } else {
    out = digits.substr(0, 1) + (k > 1 ? '.' + digits.substr(1) : "") + 'e' + (n > 0 ? "+" : "-") +
          std::to_string(std::abs(n - 1));
  }
  return (x < 0 ? "-" : "") + out;
}

/// Number(x): null is 0, undefined is NaN, a text is read whole or is NaN.
[[nodiscard]] inline double to_number(const value& x) {
  if (const double* number = std::get_if<double>(&x)) return *number;
  if (const bool* truth = std::get_if<bool>(&x)) return *truth ? 1 : 0;
  if (std::holds_alternative<null>(x)) return 0;
  const std::string* text = std::get_if<std::string>(&x);
  if (text == nullptr) return nan;
  constexpr std::string_view blanks = " \t\n\r\v\f";
  std::string_view word = *text;
  word.remove_prefix((std::min)(word.find_first_not_of(blanks), word.size()));
  word.remove_suffix(word.empty() ? 0 : word.size() - 1 - word.find_last_not_of(blanks));
  if (word.empty()) return 0;
  const bool negative = word[0] == '-';
  if (word[0] == '-' || word[0] == '+') word.remove_prefix(1);
  if (word == "Infinity") return (negative ? -1 : 1) * std::numeric_limits<double>::infinity();
  if (word.size() == text->size() && word.size() > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) {
    std::uint64_t whole = 0;
    const auto [end, error] = std::from_chars(word.data() + 2, word.data() + word.size(), whole, 16);
    return error == std::errc() && end == word.data() + word.size() ? static_cast<double>(whole) : nan;
  }
  if (word.empty() || !((word[0] >= '0' && word[0] <= '9') || word[0] == '.')) return nan;
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return nan;
  return negative ? -number : number;
}

/// String(x).
[[nodiscard]] inline std::string to_text(const value& x) {
  if (const std::string* text = std::get_if<std::string>(&x)) return *text;
  if (is_undefined(x)) return "undefined";
  if (std::holds_alternative<null>(x)) return "null";
  if (const bool* truth = std::get_if<bool>(&x)) return *truth ? "true" : "false";
  return to_text(std::get<double>(x));
}

/// Boolean(x).
[[nodiscard]] inline bool is_true(const value& x) {
  if (const bool* truth = std::get_if<bool>(&x)) return *truth;
  if (const std::string* text = std::get_if<std::string>(&x)) return !text->empty();
  const double* number = std::get_if<double>(&x);
  return number != nullptr && !std::isnan(*number) && *number != 0;
}

/// parseInt(x, 10): the whole number at the beginning of x *as text*. So 3.99 is 3, and 2.7e-8 is 2.
[[nodiscard]] inline double parse_int(std::string_view text) {
  text.remove_prefix((std::min)(text.find_first_not_of(" \t\n\r\v\f"), text.size()));
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  if (digits.empty()) return nan;
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return negative ? -number : number;
}
[[nodiscard]] inline double parse_int(double x) { return parse_int(to_text(x)); }

/// What the tool makes of a count: null and undefined are 0, all else goes through parseInt.
[[nodiscard]] inline double zero_if_null(const value& x) { return is_nothing(x) ? 0 : parse_int(to_text(x)); }

/// Math.round: to the nearest whole number, halves towards +∞ (2.5 → 3, −0.5 → 0).
[[nodiscard]] inline double round(double x) noexcept {
  const double below = std::floor(x);
  return x - below >= 0.5 ? below + 1 : below;  // the difference is exact, or 1 for a tiny negative x
}

/// x.toFixed(places): the exact value of the double, halves away from zero.
[[nodiscard]] inline std::string to_fixed(double x, int places) {
  if (std::isnan(x) || std::abs(x) >= 1e21) return to_text(x);
  // A double that lies exactly on a half has one digit more; 60 more tell it from its neighbours.
  char buffer[128] = {};
  std::string text(
      buffer, std::to_chars(buffer, buffer + sizeof buffer, std::abs(x), std::chars_format::fixed, places + 60).ptr);
  const std::size_t cut = text.size() - 60;
  const bool up = text[cut] >= '5';
  text.resize(places == 0 ? cut - 1 : cut);
  bool carry = up;
  for (std::size_t i = text.size(); carry && i-- > 0;) {
    if (text[i] == '.') continue;
    carry = text[i] == '9';
    text[i] = carry ? '0' : static_cast<char>(text[i] + 1);
  }
  if (carry) text.insert(0, 1, '1');
  return (x < 0 ? "-" : "") + text;
}

/// parseFloat(x.toFixed(places)).
[[nodiscard]] inline double fixed(double x, int places) { return to_number(to_fixed(x, places)); }

}  // namespace probation::wmt::js
