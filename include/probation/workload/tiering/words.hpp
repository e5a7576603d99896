// The words of an assessment: what registers and assessments say, as enumerations and as text.
#pragma once

#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint8_t
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <type_traits>  // for std::is_same_v

#include <probation/base/name_key.hpp>

namespace probation::tiering {

/// Risk of serious harm, from the register.
enum class rosh_level : std::uint8_t { low, medium, high, very_high };
/// Level of management under MAPPA; decides in v2.
enum class mappa_level : std::uint8_t { m1, m2, m3 };
/// Category under MAPPA; that there is one decides in v3.
enum class mappa_category : std::uint8_t { m1, m2, m3, m4 };
/// Band of a predictor.
enum class score_band : std::uint8_t { low, medium, high, very_high, not_applicable };
/// Whether a predictor knows the record only (static) or the assessment too (dynamic).
enum class score_type : std::uint8_t { is_static, is_dynamic };
/// Sections of an assessment that ask about needs.
enum class need_section : std::uint8_t {
  accommodation,
  ete,
  relationships,
  lifestyle,
  drugs,
  alcohol,
  thinking,
  attitudes,
  finance,
  emotional
};
inline constexpr std::size_t need_sections = 10;
/// How severe a need is.
enum class severity : std::uint8_t { none, standard, severe };

/// The words of an enumeration, in its order: those of the registers, in capitals.
template <class E>
inline constexpr std::array<std::string_view, 0> words{};
template <>
inline constexpr std::array<std::string_view, 4> words<rosh_level>{"LOW", "MEDIUM", "HIGH", "VERY_HIGH"};
template <>
inline constexpr std::array<std::string_view, 3> words<mappa_level>{"M1", "M2", "M3"};
template <>
inline constexpr std::array<std::string_view, 4> words<mappa_category>{"M1", "M2", "M3", "M4"};
template <>
inline constexpr std::array<std::string_view, 5> words<score_band>{"LOW", "MEDIUM", "HIGH", "VERY_HIGH",
                                                                   "NOT_APPLICABLE"};
template <>
inline constexpr std::array<std::string_view, 2> words<score_type>{"STATIC", "DYNAMIC"};
template <>
inline constexpr std::array<std::string_view, need_sections> words<need_section>{
    "ACCOMMODATION", "ETE",      "RELATIONSHIPS", "LIFESTYLE", "DRUGS",
    "ALCOHOL",       "THINKING", "ATTITUDES",     "FINANCE",   "EMOTIONAL"};
template <>
inline constexpr std::array<std::string_view, 3> words<severity>{"NO_NEED", "STANDARD", "SEVERE"};

/// The sections' full names, which are read as well.
inline constexpr std::array<std::string_view, need_sections> full_section_words{"ACCOMMODATION",
                                                                                "EDUCATION_TRAINING_AND_EMPLOYABILITY",
                                                                                "RELATIONSHIPS",
                                                                                "LIFESTYLE_AND_ASSOCIATES",
                                                                                "DRUG_MISUSE",
                                                                                "ALCOHOL_MISUSE",
                                                                                "THINKING_AND_BEHAVIOUR",
                                                                                "ATTITUDES",
                                                                                "FINANCIAL_MANAGEMENT_AND_INCOME",
                                                                                "EMOTIONAL_WELL_BEING"};

/// The word of a value.
template <class E>
[[nodiscard]] constexpr std::string_view word(E value) noexcept {
  return words<E>[static_cast<std::size_t>(value)];
}

/// The value of a word by the key of names, so that "Very High" is "VERY_HIGH". Nothing if there is no such word.
template <class E>
[[nodiscard]] std::optional<E> parse(std::string_view text) {
  const std::string key = name_key(text);
  for (std::size_t i = 0; i < words<E>.size(); ++i) {
    if (words<E>[i] == text || name_key(words<E>[i]) == key) return static_cast<E>(i);
    if constexpr (std::is_same_v<E, need_section>) {
      if (name_key(full_section_words[i]) == key) return static_cast<E>(i);
    }
  }
  return std::nullopt;
}

/// "LOW, MEDIUM, HIGH or VERY_HIGH": what may be written.
template <class E>
[[nodiscard]] std::string choices() {
  std::string text;
  for (std::size_t i = 0; i < words<E>.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words<E>.size() ? " or " : ", ") + std::string(words<E>[i]);
  }
  return text;
}

}  // namespace probation::tiering
