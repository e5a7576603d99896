// When two names are the same name, however they were typed.
#pragma once

#include <cstddef>      // for std::size_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view

namespace probation {

namespace detail {

/// A character of UTF-8 and how many bytes it takes; a byte that is not UTF-8 stands for itself, with code `broken`.
struct utf8_character {
  static constexpr char32_t broken = 0x110000;
  char32_t code = 0;
  std::size_t bytes = 1;
};

[[nodiscard]] constexpr utf8_character next_character(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (bytes == 0 || first > 0xF4 || text.size() < bytes) return {utf8_character::broken, 1};
  char32_t code = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {utf8_character::broken, 1};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  return {code, bytes};
}

inline void append_utf8(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

[[nodiscard]] constexpr bool is_within(char32_t c, char32_t first, char32_t last) noexcept {
  return first <= c && c <= last;
}

/// Space of any kind, also one that does not break a line.
[[nodiscard]] constexpr bool is_space(char32_t c) noexcept {
  return c == ' ' || is_within(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         is_within(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
/// Hyphen, hyphen that does not break a line, figure, en and em dash, minus.
[[nodiscard]] constexpr bool is_dash(char32_t c) noexcept {
  return c == '-' || is_within(c, 0x2010, 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}
/// Marks that do not show: soft hyphen, joiners, directions, the mark of byte order.
[[nodiscard]] constexpr bool is_invisible(char32_t c) noexcept {
  return c == 0xAD || is_within(c, 0x200B, 0x200F) || is_within(c, 0x202A, 0x202E) || is_within(c, 0x2060, 0x2069) ||
         c == 0xFEFF || is_within(c, 0xFE00, 0xFE0F);
}

/// The plain form of a quote or of a letter of double width; other characters as they are.
[[nodiscard]] constexpr char32_t plain_character(char32_t c) noexcept {
  if (is_within(c, 0x2018, 0x201B) || c == 0x2032 || c == 0x02B9 || c == 0x02BC || c == 0x60 || c == 0xB4) return '\'';
  if (is_within(c, 0x201C, 0x201F) || c == 0x2033 || c == 0xAB || c == 0xBB) return '"';
  return is_within(c, 0xFF01, 0xFF5E) ? c - 0xFEE0 : c;
}

/// The small letter of a capital: Latin with all its accents, Greek and Cyrillic.
[[nodiscard]] constexpr char32_t small_letter(char32_t c) noexcept {
  if (is_within(c, 'A', 'Z')) return c + 32;
  if (c < 0x80) return c;
  if (is_within(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  if (c == 0x1E9E) return 0xDF;
  const bool capital_is_even = is_within(c, 0x100, 0x137) || is_within(c, 0x14A, 0x177) ||
                               is_within(c, 0x1E00, 0x1E95) || is_within(c, 0x1EA0, 0x1EFF);
  const bool capital_is_odd = is_within(c, 0x139, 0x148) || is_within(c, 0x179, 0x17E);
  if ((capital_is_even && c % 2 == 0) || (capital_is_odd && c % 2 == 1)) return c + 1;
  if (is_within(c, 0x391, 0x3A9) || is_within(c, 0x410, 0x42F)) return c + 32;
  return is_within(c, 0x400, 0x40F) ? c + 80 : c;
}

/// A small letter with the accent that follows it apart, as some systems write them, as one character; 0 if there is
/// none. The accents are those of Welsh, Irish, French, German, Spanish, Portuguese, Polish, Czech and their kin.
[[nodiscard]] constexpr char32_t with_accent(char32_t letter, char32_t accent) noexcept {
  struct row {
    char32_t accent;
    std::u32string_view pairs;
  };
  constexpr row rows[] = {{0x300, U"aàeèiìoòuùnǹwẁyỳ"},
                          {0x301, U"aáeéiíoóuúyýcćlĺnńrŕsśzźwẃ"},
                          {0x302, U"aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷ"},
                          {0x303, U"aãnñoõiĩuũ"},
                          {0x304, U"aāeēiīoōuū"},
                          {0x306, U"aăgğ"},
                          {0x307, U"zżeėgġcċ"},
                          {0x308, U"aäeëiïoöuüyÿwẅ"},
                          {0x30A, U"aåuů"},
                          {0x30B, U"oőuű"},
                          {0x30C, U"cčdďeěnňrřsšzž"},
                          {0x327, U"cçsştţ"},
                          {0x328, U"aąeęiįuų"}};
  for (const row& r : rows) {
    if (r.accent != accent) continue;
    for (std::size_t i = 0; i < r.pairs.size(); i += 2) {
      if (r.pairs[i] == letter) return r.pairs[i + 1];
    }
  }
  return 0;
}

}  // namespace detail

/// The key by which names are compared: units, grades, columns of tables, whatever people type.
///
/// Two names with the same key are one name. The key has small letters; every run of white space of any kind (no-break
/// spaces too), of `_` and of dashes of any kind is one space, and none at either end; typographic quotes and
/// apostrophes are plain ones; marks that do not show are gone; letters with accents are one character each. A name of
/// nothing but such characters is its own key. The key is for comparing alone: what is shown is the name as written.
[[nodiscard]] inline std::string name_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  bool gap = false;
  char32_t last = 0;        // the last character of the key …
  std::size_t last_at = 0;  // … and where it begins
  for (std::string_view rest = name; !rest.empty();) {
    const auto [code, bytes] = detail::next_character(rest);
    if (code == detail::utf8_character::broken) {
      if (gap && !key.empty()) key += ' ';
      key += rest.front();
      gap = false;
      last = 0;
    } else if (code == '_' || detail::is_space(code) || detail::is_dash(code)) {
      gap = true;
    } else if (const char32_t joined = gap || last == 0 ? 0 : detail::with_accent(last, code); joined != 0) {
      key.resize(last_at);
      detail::append_utf8(key, last = joined);
    } else if (!detail::is_invisible(code)) {
      if (gap && !key.empty()) key += ' ';
      gap = false;
      last = detail::small_letter(detail::plain_character(code));
      last_at = key.size();
      detail::append_utf8(key, last);
    }
    rest.remove_prefix(bytes);
  }
  return key.empty() ? std::string(name) : key;
}

/// Whether two names are one name.
[[nodiscard]] inline bool same_name(std::string_view a, std::string_view b) {
  return a == b || name_key(a) == name_key(b);
}

/// The one of `names` that is written exactly so, else the first that is the same name; `name` itself if none is.
template <class Range>
[[nodiscard]] std::string known_name(std::string_view name, const Range& names) {
  for (const auto& each : names) {
    if (std::string_view(each) == name) return std::string(name);
  }
  const std::string key = name_key(name);
  for (const auto& each : names) {
    if (name_key(each) == key) return std::string(std::string_view(each));
  }
  return std::string(name);
}

}  // namespace probation
