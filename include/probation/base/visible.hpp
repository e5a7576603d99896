// Text of others on a terminal: what acts on it, or hides, is shown escaped.
#pragma once

#include <algorithm>    // for std::any_of
#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint32_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view

namespace probation {

namespace detail {

/// Whether a character controls a terminal, changes the direction of what follows, breaks the line, or has no width.
[[nodiscard]] constexpr bool is_hidden(std::uint32_t c) noexcept {
  struct range {
    std::uint32_t first, last;
  };
  constexpr std::array<range, 16> hidden = {{{0x00, 0x1F},
                                             {0x7F, 0x9F},
                                             {0xAD, 0xAD},
                                             {0x34F, 0x34F},
                                             {0x61C, 0x61C},
                                             {0x115F, 0x1160},
                                             {0x17B4, 0x17B5},
                                             {0x180B, 0x180F},
                                             {0x200B, 0x200F},
                                             {0x2028, 0x202E},
                                             {0x2060, 0x206F},
                                             {0x3164, 0x3164},
                                             {0xFEFF, 0xFEFF},
                                             {0xFFA0, 0xFFA0},
                                             {0xFFF0, 0xFFFB},
                                             {0xE0000, 0xE0FFF}}};
  return std::any_of(hidden.begin(), hidden.end(), [c](const range& r) { return c >= r.first && c <= r.last; });
}

/// The character of UTF-8 that begins at `at`, which goes to the next one; a byte that begins none is itself.
[[nodiscard]] constexpr std::uint32_t next_character(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at++);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first > 0xF4 || at + more > text.size()) return first;
  std::uint32_t c = first & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return first;
    c = c << 6U | (byte(at + i) & 0x3FU);
  }
  at += more;
  return c;
}

}  // namespace detail

/// The text with what controls a terminal or hides written as "\n", "\x1b", "\u202e": names and values of documents
/// cannot clear a screen, forge a line or turn round what stands beside them. With `lines`, the ends of lines stay.
[[nodiscard]] inline std::string visible(std::string_view text, bool lines = false) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const std::uint32_t c = detail::next_character(text, at);
    if (!detail::is_hidden(c) || (lines && c == '\n')) {
      out += text.substr(begin, at - begin);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else {
      const int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
      out += width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U";
      for (int i = width - 1; i >= 0; --i) out += digits[c >> (4U * static_cast<unsigned>(i)) & 0xFU];
    }
  }
  return out;
}

}  // namespace probation
