// Quantities as people read them.
#pragma once

#include <charconv>  // for std::to_chars
#include <string>    // for std::string

#include <probation/base/check.hpp>
#include <probation/base/quantity.hpp>

namespace probation::bindings {

/// A number in ten digits: enough for any that a person writes, and without the noise of one that was computed.
[[nodiscard]] inline std::string shown(double x) {
  char text[32] = {};
  return {text, std::to_chars(text, text + sizeof text, x, std::chars_format::general, 10).ptr};
}

/// "62", "20 (16–30) weeks", "0.12 ± 0.01 per year", "37 of 57": the number with its spread and unit, as written.
[[nodiscard]] inline std::string value_text(const quantity& q) {
  const auto [a, b, c] = q.parameters;
  std::string text;
  switch (q.shape) {
    case distribution::certain: text = shown(a); break;
    case distribution::pert: text = shown(b) + " (" + shown(a) + "–" + shown(c) + ")"; break;
    case distribution::uniform: text = shown(a) + "–" + shown(b); break;
    case distribution::sample: text = shown(a) + " of " + shown(b); break;
    default: text = shown(a) + " ± " + shown(b);
  }
  return text + std::string(unit_text(q.unit));
}

/// The number and where it stands: "62 (55–70), assumed: letter, Staff ¶4". A source that says its status itself is
/// not given it twice.
[[nodiscard]] inline std::string full_text(const quantity& q) {
  const std::string standing(to_string(standing_of(q)));
  if (q.source.empty()) return value_text(q) + ", " + standing;
  return value_text(q) + ", " + (q.source.starts_with(standing + ":") ? q.source : standing + ": " + q.source);
}

}  // namespace probation::bindings
