// Numbers as text: the shortest that reads back as the same number.
#pragma once

#include <charconv>  // for std::to_chars
#include <string>    // for std::string

namespace probation {

/// "62", "0.115", "1e+20": the shortest text that reads back as x.
[[nodiscard]] inline std::string to_text(double x) {
  char text[32] = {};
  const auto end = std::to_chars(text, text + sizeof text, x);
  return {text, end.ptr};
}

}  // namespace probation
