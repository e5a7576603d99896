// Ratings of HM Inspectorate of Probation.
#pragma once

#include <array>        // for std::array
#include <optional>     // for std::optional
#include <string_view>  // for std::string_view

namespace probation {

/// A rating, in ascending order; its number is its points.
enum class rating { inadequate = 0, requires_improvement = 1, good = 2, outstanding = 3 };

/// The published wording, by points.
inline constexpr std::array<std::string_view, 4> rating_names = {"Inadequate", "Requires improvement", "Good",
                                                                 "Outstanding"};

[[nodiscard]] constexpr std::string_view to_string(rating r) noexcept {
  return rating_names[static_cast<std::size_t>(r)];
}

/// The rating of that published wording, or nothing.
[[nodiscard]] constexpr std::optional<rating> parse_rating(std::string_view text) noexcept {
  for (std::size_t i = 0; i < rating_names.size(); ++i) {
    if (rating_names[i] == text) return static_cast<rating>(i);
  }
  return std::nullopt;
}

}  // namespace probation
