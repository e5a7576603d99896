// Messages in the syntax of the document that they are about.
#pragma once

#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::pair

#include <probation/base/problem.hpp>

namespace probation {

/// How the document was written that problems are about.
enum class syntax {
  json,    ///< `"per": "year"`
  toml,    ///< `per = "year"`
  python,  ///< `"per": "year"`, with True, False and None
};

/// A key with a text, as messages have it until they know of which syntax they are: that of JSON.
///
/// What a message tells people to write is made of these alone, so that `in_syntax` finds every one.
[[nodiscard]] inline std::string entry(std::string_view key, std::string_view text) {
  return '"' + std::string(key) + "\": \"" + std::string(text) + '"';
}

namespace detail {

[[nodiscard]] constexpr bool is_key_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// `"key": ` as `key = `, wherever it stands.
[[nodiscard]] inline std::string entries_in_toml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (text[i] == '"') {
      while (end < text.size() && is_key_letter(text[end])) ++end;
      if (end > i + 1 && text.substr(end, 3) == "\": ") {
        out += std::string(text.substr(i + 1, end - i - 1)) + " = ";
        i = end + 3;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

/// The words of JSON as those of Python, where they stand by themselves.
[[nodiscard]] inline std::string words_in_python(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"true", "True"}, {"false", "False"}, {"null", "None"}, {"an object", "a dict"}, {"a JSON object", "a dict"}};
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') quoted = !quoted;
    const std::string_view rest = text.substr(i);
    bool found = false;
    if (!quoted && (i == 0 || !is_key_letter(text[i - 1]))) {
      for (const auto& [from, to] : words) {
        if (!rest.starts_with(from) || (rest.size() > from.size() && is_key_letter(rest[from.size()]))) continue;
        out += to;
        i += from.size();
        found = true;
        break;
      }
    }
    if (!found) out += text[i++];
  }
  return out;
}

/// The words of JSON as those of TOML.
[[nodiscard]] inline std::string words_in_toml(std::string text) {
  for (const std::string_view from : {"an object", "a JSON object"}) {
    if (const auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), "a table");
  }
  return text;
}

}  // namespace detail

/// A problem in the words and the syntax of the document that it is about.
[[nodiscard]] inline problem in_syntax(problem p, syntax s) {
  if (s == syntax::toml) {
    p.expected = detail::words_in_toml(detail::entries_in_toml(p.expected));
    p.hint = detail::entries_in_toml(p.hint);
    if (p.found == "an object") p.found = "a table";
    if (p.found == "a list") p.found = "an array";
    if (p.expected == "a list") p.expected = "an array";
  } else if (s == syntax::python) {
    if (p.found == "true" || p.found == "false" || p.found == "null" || p.found == "an object") {
      p.found = detail::words_in_python(p.found);
    }
    p.expected = detail::words_in_python(p.expected);
    p.hint = detail::words_in_python(p.hint);
  }
  return p;
}

}  // namespace probation
