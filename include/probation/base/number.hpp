// Numbers as text: the shortest that reads back as the same number.
#pragma once

#include <charconv>  // for std::to_chars
#include <string>    // for std::string

namespace probation {

/// "62", "0.115", "100000", "1e+20": the shortest text that reads back as x, without an exponent from 1e-5 to 1e15.
[[nodiscard]] inline std::string to_text(double x) {
  char text[40] = {};
  const double size = x < 0 ? -x : x;
  const bool plain = x == 0 || (size >= 1e-5 && size < 1e15);
  const auto end = plain ? std::to_chars(text, text + sizeof text, x, std::chars_format::fixed)
                         : std::to_chars(text, text + sizeof text, x);
  return {text, end.ptr};
}

}  // namespace probation
