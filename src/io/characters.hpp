// Characters that stand in a text where none of their kind may. Private to probation::io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace probation::detail {

/// A character of UTF-8 text: its number and its bytes; no bytes where the text is not UTF-8.
struct character {
  std::uint32_t number = 0;
  std::string_view bytes;
};

/// The character that begins at a place in a text.
[[nodiscard]] character character_at(std::string_view text, std::size_t from);

/// What such a character is, and what to write instead of it.
struct misplaced_character {
  std::string found;
  std::string hint;
};

/// For characters outside ASCII that people type or paste where JSON has none: quotes, spaces, dashes, letters.
[[nodiscard]] misplaced_character describe_misplaced(const character& c);

/// For a byte that begins no character: what it would be in Windows-1252, if that is likely.
[[nodiscard]] misplaced_character describe_stray_byte(unsigned char byte);

}  // namespace probation::detail
