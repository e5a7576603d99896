// From a score to the overall rating.
#pragma once

#include <algorithm>    // for std::max
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/ratings/find.hpp>

namespace probation::ratings {

/// The band of a rating, or a null pointer if no score gives that rating.
[[nodiscard]] inline const score_band* band_of(const methodology& m, rating r) noexcept {
  for (const auto& b : m.bands) {
    if (b.given == r) return &b;
  }
  return nullptr;
}

/// The overall rating of a score. Throws std::invalid_argument if the methodology gives none, or for a score that
/// cannot be.
[[nodiscard]] inline rating overall(int score, const methodology& m) {
  if (!m.scored || m.bands.empty()) {
    throw std::invalid_argument(m.id + " is not scored: it gives no overall rating");
  }
  for (const auto& b : m.bands) {
    if (b.low <= score && score <= b.high) return b.given;
  }
  throw std::invalid_argument("a score of " + m.id + " is " + std::to_string(m.bands.front().low) + " to " +
                              std::to_string(m.bands.back().high) + ", not " + std::to_string(score));
}

/// The overall rating of a score by one of the library's methodologies: `overall(4, "pdu-2021")` is Inadequate.
[[nodiscard]] inline rating overall(int score, std::string_view methodology_id) {
  return overall(score, methodology_of(methodology_id));
}

/// Points below the score that would still give the same overall rating.
[[nodiscard]] inline int points_to_spare(int score, const methodology& m) {
  return score - band_of(m, overall(score, m))->low;
}

/// Points that lack to the next higher rating; 0 if there is none higher.
[[nodiscard]] inline int points_to_next(int score, const methodology& m) {
  const int high = band_of(m, overall(score, m))->high;
  return high == m.bands.back().high ? 0 : high + 1 - score;
}

}  // namespace probation::ratings
