// Numbers as they stand in workbooks and published tables: read whole, or not at all.
#pragma once

#include <algorithm>     // for std::find
#include <array>         // for std::array
#include <charconv>      // for std::from_chars
#include <cstddef>       // for std::size_t
#include <string>        // for std::string
#include <string_view>   // for std::string_view
#include <system_error>  // for std::errc

#include <probation/base/name_key.hpp>

namespace probation {

/// What a cell of text says as a number.
struct number_text {
  enum class kind {
    number,
    percentage,  ///< with a percent sign: `value` is 22 for "22%"
    missing,     ///< nothing, or a mark that stands for a number that is not there
    other,       ///< anything else
  };
  kind what = kind::other;
  double value = 0;
};

namespace detail {

/// A text in small letters, without space at its ends, with plain spaces, quotes and a plain minus.
[[nodiscard]] inline std::string plain_text(std::string_view text) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(next_character(text).bytes)) {
    const char32_t code = next_character(text).code;
    if (code == utf8_character::broken) {
      out += text.front();
    } else if (is_space(code)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (is_dash(code)) {
      out += '-';
    } else if (!is_invisible(code)) {
      append_utf8(out, small_letter(plain_character(code)));
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Takes thousands apart: "1,234.5" and "1 234.5" are "1234.5". False if groups are not of three digits.
[[nodiscard]] inline bool remove_groups(std::string& text) {
  const std::size_t whole = (std::min)(text.find_first_not_of("0123456789, "), text.size());
  const auto first = text.find_first_of(", ");
  if (first == std::string::npos) return true;
  if (first > whole || first == 0 || first > 3) return false;
  const char separator = text[first];
  std::string digits = text.substr(0, first);
  for (std::size_t i = first; i < whole; i += 4) {
    if (text[i] != separator || i + 4 > whole) return false;
    for (std::size_t k = i + 1; k < i + 4; ++k) {
      if (!is_digit(text[k])) return false;
    }
    digits += text.substr(i + 1, 3);
  }
  text = digits + text.substr(whole);
  return text.find_first_of(", e") == std::string::npos;
}

/// Takes away what publishers set behind a number: [r] revised, [p] provisional, [e] estimated, [b] break in the
/// series, [u] or [low] uncertain, [note 3].
inline void remove_marks(std::string& text) {
  static constexpr std::array<std::string_view, 7> marks = {"r", "p", "e", "b", "u", "low", "f"};
  while (!text.empty() && text.back() == ']') {
    const auto open = text.rfind('[');
    if (open == std::string::npos || open == 0) return;
    const std::string_view mark = std::string_view(text).substr(open + 1, text.size() - open - 2);
    if (!mark.starts_with("note") && std::find(marks.begin(), marks.end(), mark) == marks.end()) return;
    text.resize(open);
    if (!text.empty() && text.back() == ' ') text.pop_back();
  }
}

}  // namespace detail

/// Whether a text stands for nothing wherever it is found: it is empty, a dash, dots, "~", "n/a", or one of the marks
/// of official statistics: [x] not available, [z] not applicable, [c] confidential, [u] unreliable, [w] none recorded.
[[nodiscard]] inline bool is_missing_mark(std::string_view text) {
  static constexpr std::array<std::string_view, 22> marks = {"",     "-",    "--",   "---", ".",   "..",  "...", "…",
                                                             "~",    ":",    "[x]",  "[z]", "[c]", "[u]", "[w]", "n/a",
                                                             "#n/a", "n.a.", "<na>", "nan", "nat", "null"};
  if (text.size() > 12) return false;
  return std::find(marks.begin(), marks.end(), detail::plain_text(text)) != marks.end();
}

/// Reads a number as people and publishers write it.
///
/// "1,234.5", "1 234.5", "22%", "−3" with a minus or dash of any kind, "(3)" for −3, "12 [r]" with a mark behind it.
/// Digits in groups must be in groups of three, so "1,5" is no number. `missing` is what `is_missing_mark` says, and
/// "na", "none" or "nil". Texts such as "inf", "12 hours" or "£3" are no numbers.
[[nodiscard]] inline number_text read_number(std::string_view written) {
  using form = number_text::kind;
  number_text out;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), out.value);
  if (error == std::errc() && end == written.data() + written.size() && detail::is_digit(written.back())) {
    out.what = form::number;  // the usual case
    return out;
  }
  if (is_missing_mark(written)) return {form::missing, 0};
  std::string text = detail::plain_text(written);
  if (text == "na" || text == "none" || text == "nil") return {form::missing, 0};
  detail::remove_marks(text);
  bool negative = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = text.substr(1, text.size() - 2);
  }
  bool percentage = false;
  if (!text.empty() && text.back() == '%') {
    percentage = true;
    text.pop_back();
    if (!text.empty() && text.back() == ' ') text.pop_back();
  }
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    if (negative) return {};
    negative = text.front() == '-';
    text.erase(0, text.size() > 1 && text[1] == ' ' ? 2 : 1);
  }
  if (!detail::remove_groups(text) || text.empty()) return {};
  if (!detail::is_digit(text.front()) && !(text.front() == '.' && text.size() > 1)) return {};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out.value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  if (negative) out.value = -out.value;
  out.what = percentage ? form::percentage : form::number;
  return out;
}

}  // namespace probation
