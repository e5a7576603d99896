// What a scorecard adds up to, be it whole or partial.
#pragma once

#include <algorithm>  // for std::find
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/ratings/inspection.hpp>
#include <probation/ratings/overall.hpp>

namespace probation::ratings {

/// What a scorecard adds up to. Of a partial card `score` is of the standards given, and `least` to `most` is what the
/// whole could be.
struct card_result {
  int score = 0;
  int maximum = 0;                       ///< of a whole card
  int least = 0;                         ///< if every standard that is missing were Inadequate
  int most = 0;                          ///< if every one were Outstanding
  std::vector<rating> possible;          ///< overall ratings that are possible, from the lowest; one if it is decided
  std::vector<std::string> missing;      ///< numbers of counted standards that are not given
  std::vector<std::string> not_counted;  ///< numbers of standards that are given and do not count
  std::string variant;                   ///< the variant that the standards show; empty if none or not known
  bool scored = true;                    ///< whether the methodology gives a score at all

  /// Whether every counted standard is given.
  [[nodiscard]] bool complete() const noexcept { return scored && missing.empty(); }
  /// The overall rating, if only one is possible.
  [[nodiscard]] std::optional<rating> overall() const {
    return possible.size() == 1 ? std::optional(possible.front()) : std::nullopt;
  }

  friend bool operator==(const card_result&, const card_result&) = default;
};

/// The card with its standards under the numbers and names of the methodology, in its order. Throws
/// std::invalid_argument for a standard that it does not have or that is given twice.
[[nodiscard]] inline scorecard canonical(const scorecard& card, const methodology& m) {
  named<rated_standard> given;
  for (const auto& [key, rated] : card.standards) {
    const standard& s = standard_of(m, key);
    if (given.contains(s.number)) throw std::invalid_argument("standard " + s.number + " is given twice");
    given[s.number] = {rated.name.empty() ? s.name : rated.name, rated.given};
  }
  scorecard out;
  for (const auto& s : m.standards) {
    if (const auto* rated = given.find(s.number)) out.standards[s.number] = *rated;
  }
  return out;
}

/// What a scorecard adds up to. Standards may be given by number or name. Throws std::invalid_argument for standards
/// that the methodology does not have, that are given twice, or that belong to two variants.
[[nodiscard]] inline card_result evaluate(const scorecard& card, const methodology& m) {
  const scorecard sorted = canonical(card, m);
  card_result r;
  r.scored = m.scored;
  r.maximum = maximum(m);
  for (const auto& s : m.standards) {
    const auto* rated = sorted.standards.find(s.number);
    if (rated == nullptr || s.variant.empty()) continue;
    if (!r.variant.empty() && r.variant != s.variant) {
      throw std::invalid_argument("the card has standards of " + r.variant + " and of " + s.variant + ": " + m.id +
                                  " gives a provider those of one");
    }
    r.variant = s.variant;
  }
  int given = 0;
  for (const auto& s : m.standards) {
    const auto* rated = sorted.standards.find(s.number);
    if (rated == nullptr) {
      // Of a provider whose variant is not known, the standards of either may be missing.
      const bool applies = s.variant.empty() || r.variant.empty() || s.variant == r.variant;
      if (s.counted && applies) r.missing.push_back(s.number);
    } else if (s.counted) {
      ++given;
      r.score += m.points[static_cast<std::size_t>(rated->given)];
    } else {
      r.not_counted.push_back(s.number);
    }
  }
  if (!m.scored) return r;
  const int lacking = counted(m) - given;
  r.least = r.score + lacking * m.points[0];
  r.most = r.score + lacking * m.points[3];
  // Every whole number between is not always a score, but with points 0 to 3 it is; else the sums are listed.
  std::vector<int> sums = {0};
  for (int i = 0; i < lacking; ++i) {
    std::vector<int> next;
    for (const int sum : sums) {
      for (const int p : m.points) {
        if (std::find(next.begin(), next.end(), sum + p) == next.end()) next.push_back(sum + p);
      }
    }
    sums = std::move(next);
  }
  for (const auto& b : m.bands) {
    const bool can = std::any_of(sums.begin(), sums.end(),
                                 [&](int sum) { return b.low <= r.score + sum && r.score + sum <= b.high; });
    if (can) r.possible.push_back(b.given);
  }
  return r;
}

}  // namespace probation::ratings
