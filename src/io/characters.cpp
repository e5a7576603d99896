#include "characters.hpp"

#include <array>
#include <cstdio>

namespace probation::detail {
namespace {

[[nodiscard]] std::string numbered(std::uint32_t number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(number));
  return text.data();
}

[[nodiscard]] bool is_quote(std::uint32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0x2039 || c == 0x203A || c == 0x2032 ||
         c == 0x2033 || c == 0x00B4 || c == 0xFF02;
}
[[nodiscard]] bool is_space(std::uint32_t c) {
  return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0x2028 || c == 0x2029 || c == 0x0085;
}
/// Invisible characters: joiners, marks of direction, a byte order mark.
[[nodiscard]] bool is_unseen(std::uint32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0x00AD || c == 0xFEFF;
}
[[nodiscard]] bool is_dash(std::uint32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

}  // namespace

character character_at(std::string_view text, std::size_t from) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const std::uint32_t first = byte(from);
  const std::size_t length = first < 0x80U             ? 1
                             : first >> 5U == 0b110U   ? 2
                             : first >> 4U == 0b1110U  ? 3
                             : first >> 3U == 0b11110U ? 4
                                                       : 0;
  if (length == 0 || from + length > text.size()) return {};
  std::uint32_t number = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (byte(from + i) >> 6U != 0b10U) return {};
    number = number << 6U | (byte(from + i) & 0x3FU);
  }
  static constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  if (number < least[length] || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return {};
  return {number, text.substr(from, length)};
}

misplaced_character describe_misplaced(const character& c) {
  if (is_quote(c.number)) return {"the typographic quote " + std::string(c.bytes), "write \""};
  if (c.number == 0xFEFF) return {"a byte order mark inside the text (U+FEFF)", "take it out"};
  if (is_space(c.number)) return {"a space that is not an ordinary one (" + numbered(c.number) + ")", "write a space"};
  if (is_unseen(c.number)) return {"a character that is not seen (" + numbered(c.number) + ")", "take it out"};
  if (is_dash(c.number)) return {"the dash " + std::string(c.bytes) + " (" + numbered(c.number) + ")", "write -"};
  if (c.number == 0xFF0C || c.number == 0x3001) return {'"' + std::string(c.bytes) + '"', "write ,"};
  return {'"' + std::string(c.bytes) + '"', "text stands in double quotes"};
}

misplaced_character describe_stray_byte(unsigned char byte) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "byte 0x%02x, which is not UTF-8", static_cast<unsigned>(byte));
  const std::string save = "save the file as UTF-8";
  const bool quote = byte == 0x93 || byte == 0x94;
  return {text.data(), quote ? save + "; in Windows-1252 it is a typographic quote, for which write \"" : save};
}

}  // namespace probation::detail
