// An inspection as published: ratings by standard, score, overall rating, where each was said.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string

#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/ratings/rating.hpp>

namespace probation {

/// A standard of an inspection and its rating.
struct rated_standard {
  std::string name{};
  rating given = rating::inadequate;

  friend bool operator==(const rated_standard&, const rated_standard&) = default;
};

/// Ratings by number of the standard ("1.1").
struct scorecard {
  named<rated_standard> standards{};

  /// Sum of points: 0–3 a standard, unweighted.
  [[nodiscard]] int score() const noexcept {
    int sum = 0;
    for (const auto& item : standards) sum += static_cast<int>(item.second.given);
    return sum;
  }
  /// The most that these standards could give.
  [[nodiscard]] int maximum() const noexcept { return 3 * static_cast<int>(standards.size()); }

  friend bool operator==(const scorecard&, const scorecard&) = default;
};

/// A published inspection of a unit or region.
struct inspection {
  std::optional<month> published{};
  std::string methodology{};  ///< "pdu-2021" …
  probation::scorecard scorecard{};
  std::optional<int> score{};    ///< as published
  std::optional<int> maximum{};  ///< as published
  named<rating> overall{};       ///< overall rating by the place that states it: they may differ
  std::string source{};

  friend bool operator==(const inspection&, const inspection&) = default;
};

}  // namespace probation
