// The rules of a period of inspection, as data: standards, points, bands, and how sure each rule is.
#pragma once

#include <array>        // for std::array
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/named.hpp>
#include <probation/ratings/rating.hpp>

namespace probation::ratings {

/// How a rule is known. What is not quoted may have to be corrected: it stands in one place, with its source.
enum class evidence {
  quoted,    ///< stated on a public page
  derived,   ///< follows from what is quoted
  recalled,  ///< from annexes of published reports, not read again
  unknown,   ///< nobody has said: what is done instead is a choice, and says so
};

/// Names of `evidence`, in its order.
inline constexpr std::array<std::string_view, 4> evidence_names = {"quoted", "derived", "recalled", "unknown"};

[[nodiscard]] constexpr std::string_view to_string(evidence e) noexcept {
  return evidence_names[static_cast<std::size_t>(e)];
}

/// A rule in words, with how it is known.
struct rule {
  std::string text;
  evidence status = evidence::unknown;
  std::string source;

  friend bool operator==(const rule&, const rule&) = default;
};

/// What an inspection rates.
struct standard {
  std::string number;  ///< "1.1", "P 2.4"; the name where no number is known
  std::string name;
  std::string domain;
  bool counted = true;           ///< whether its points enter the score
  bool by_cases = false;         ///< rated from percentages of cases, not by one judgement
  std::string variant;           ///< applies to this variant of the methodology only; empty: to all
  named<std::string> questions;  ///< key questions by lens: engagement, desistance, safety …
  evidence status = evidence::unknown;
  std::string source;

  friend bool operator==(const standard&, const standard&) = default;
};

/// The scores that give an overall rating, both ends included.
struct score_band {
  rating given = rating::inadequate;
  int low = 0;
  int high = 0;

  friend bool operator==(const score_band&, const score_band&) = default;
};

/// How percentages of cases become the rating of a standard.
struct case_rule {
  bool rated = true;                             ///< false: percentages are reported and give no rating
  std::array<int, 3> thresholds = {50, 65, 80};  ///< per cent from which it is RI, Good, Outstanding
  int margin = 5;        ///< a lowest percentage within so many points of a threshold may be judged otherwise
  int small_sample = 5;  ///< so may one of so few cases

  friend bool operator==(const case_rule&, const case_rule&) = default;
};

/// The rules of a period of inspection.
///
/// A regular value: one's own is made by filling one in; `check_methodology` says what is wrong with it.
struct methodology {
  std::string id;     ///< "pdu-2021"
  std::string title;  ///< "PDU inspections, 2021 to 2023"
  std::string from;   ///< as exactly as it is known: "2021", "2023-10"
  std::string until;  ///< the last period it was used in; empty if it is in use or not known
  bool scored = true;
  std::string unsettled;              ///< why its overall rating is not certain; empty if it is
  std::vector<std::string> variants;  ///< "CRC", "NPS": each with standards of its own; mostly none
  std::vector<standard> standards;
  std::array<int, 4> points = {0, 1, 2, 3};  ///< by rating
  std::vector<score_band> bands;             ///< from Inadequate up; empty if not scored
  case_rule cases;
  named<rule> rules;

  friend bool operator==(const methodology&, const methodology&) = default;
};

/// How many standards are counted, by one variant.
[[nodiscard]] inline int counted(const methodology& m) {
  int n = 0;
  for (const auto& s : m.standards) n += s.counted && (s.variant.empty() || s.variant == m.variants.front()) ? 1 : 0;
  return n;
}

/// The greatest score.
[[nodiscard]] inline int maximum(const methodology& m) { return m.scored ? m.points[3] * counted(m) : 0; }

/// The integer rule behind every published table: of n counted standards, a score s is Inadequate if 2s ≤ n, Requires
/// improvement if 2s ≤ 3n, Good if 2s ≤ 5n, else Outstanding: a mean of 0.5, 1.5, 2.5 points, and ties go down.
/// (Derived from recalled bands; agrees with 80 of 81 published youth justice scores, the other a misprint, and with
/// every adult score that was found.)
[[nodiscard]] constexpr rating rating_by_rule(int score, int n) noexcept {
  if (2 * score <= n) return rating::inadequate;
  if (2 * score <= 3 * n) return rating::requires_improvement;
  return 2 * score <= 5 * n ? rating::good : rating::outstanding;
}

/// The table that the integer rule gives for n counted standards of 0–3 points.
[[nodiscard]] inline std::vector<score_band> bands_by_rule(int n) {
  std::vector<score_band> bands;
  for (int score = 0; score <= 3 * n; ++score) {
    const rating r = rating_by_rule(score, n);
    if (bands.empty() || bands.back().given != r) bands.push_back({r, score, score});
    bands.back().high = score;
  }
  return bands;
}

}  // namespace probation::ratings
