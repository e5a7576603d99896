// From counts of sufficient cases to the rating of a standard, and what a panel might have judged otherwise.
#pragma once

#include <algorithm>    // for std::min
#include <array>        // for std::array
#include <cmath>        // for std::floor
#include <cstdint>      // for std::int64_t
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/named.hpp>
#include <probation/ratings/methodology.hpp>

namespace probation::ratings {

/// How a percentage is rounded before it is banded. No page says which rule is used, so it is named.
enum class rounding {
  half_up,    ///< to the nearest whole number, halves up: 64.5 is 65
  half_even,  ///< to the nearest whole number, halves to the even one: 64.5 is 64
  down,       ///< the fraction is cut off: 64.9 is 64
  none,       ///< not rounded: 64.9 is below 65
};

/// Names of `rounding`, in its order.
inline constexpr std::array<std::string_view, 4> rounding_names = {"half up", "half even", "down", "none"};

/// Cases judged sufficient on a key question.
struct question_count {
  int sufficient = 0;
  int of = 0;

  friend bool operator==(const question_count&, const question_count&) = default;
};

/// The share as a percentage, not rounded.
[[nodiscard]] constexpr double percentage(const question_count& q) noexcept { return 100.0 * q.sufficient / q.of; }

/// Whether a share, rounded to whole per cent, is at least `percent`. Exact: whole numbers only.
[[nodiscard]] constexpr bool reaches(const question_count& q, int percent, rounding r) noexcept {
  const std::int64_t hundred = std::int64_t{100} * q.sufficient;
  const std::int64_t exact = std::int64_t{percent} * q.of;
  switch (r) {
    case rounding::half_up: return 2 * hundred + q.of >= 2 * exact;
    case rounding::half_even:
      return percent % 2 == 0 ? 2 * hundred + q.of >= 2 * exact : 2 * hundred + q.of > 2 * exact;
    default: return hundred >= exact;
  }
}

/// The percentage as it is banded: a whole number, but for `rounding::none`.
[[nodiscard]] inline double banded_percentage(const question_count& q, rounding r) {
  if (r == rounding::none) return percentage(q);
  int whole = static_cast<int>(std::int64_t{100} * q.sufficient / q.of);
  if (reaches(q, whole + 1, r)) ++whole;
  return whole;
}

namespace detail {

template <class Reaches>
[[nodiscard]] constexpr rating band_by(const case_rule& rule, Reaches&& reached) {
  int band = 0;
  for (const int t : rule.thresholds) band += reached(t) ? 1 : 0;
  return static_cast<rating>(band);
}

inline void check_count(const std::string& name, const question_count& q) {
  if (q.of >= 1 && q.sufficient >= 0 && q.sufficient <= q.of) return;
  throw std::invalid_argument(name + ": found " + std::to_string(q.sufficient) + " of " + std::to_string(q.of) +
                              " cases, expected 0 to all of at least 1");
}

}  // namespace detail

/// The band of a share of cases.
[[nodiscard]] constexpr rating band_of_cases(const question_count& q, const case_rule& rule, rounding r) {
  return detail::band_by(rule, [&](int t) { return reaches(q, t, r); });
}

/// The band of a percentage that is known only as published. Throws std::invalid_argument if it is not 0 to 100.
[[nodiscard]] inline rating band_of_percentage(double percent, const case_rule& rule, rounding r) {
  if (!(percent >= 0 && percent <= 100)) throw std::invalid_argument("a percentage is 0 to 100");
  double x = percent;
  if (r == rounding::down) x = std::floor(percent);
  if (r == rounding::half_up) x = std::floor(percent + 0.5);
  if (r == rounding::half_even) {
    x = std::floor(percent + 0.5);
    if (x - percent == 0.5 && std::fmod(x, 2.0) != 0) x -= 1;
  }
  return detail::band_by(rule, [&](int t) { return x >= t; });
}

/// Why a panel may judge otherwise than the percentages say.
enum class discretion {
  near_threshold,  ///< the lowest percentage is within the margin of a threshold
  one_judgement,   ///< one case judged differently would change the rating
  small_sample,    ///< a question rests on very few cases
};

/// Names of `discretion`, in its order.
inline constexpr std::array<std::string_view, 3> discretion_names = {"near a threshold", "one judgement",
                                                                     "small sample"};

/// A condition of professional discretion that holds. It is flagged and never applied.
struct discretion_flag {
  discretion why = discretion::near_threshold;
  std::string question;
  rating instead = rating::inadequate;  ///< the rating on the other side; of a small sample, the one found

  friend bool operator==(const discretion_flag&, const discretion_flag&) = default;
};

/// One key question of a standard.
struct question_result {
  std::string question;
  question_count count;
  double percentage = 0;  ///< not rounded
  double banded = 0;      ///< as it is banded
  rating band = rating::inadequate;

  friend bool operator==(const question_result&, const question_result&) = default;
};

/// The rating of a standard from its cases.
struct case_result {
  rating given = rating::inadequate;  ///< the band of the lowest question; `rated` says whether it means anything
  bool rated = true;                  ///< false: the methodology reports percentages and gives no ratings
  std::vector<std::string> lowest;    ///< the question that decides; several if they are equal
  std::vector<question_result> questions;
  std::vector<discretion_flag> flags;

  friend bool operator==(const case_result&, const case_result&) = default;
};

namespace detail {

[[nodiscard]] inline rating lowest_band(const named<question_count>& counts, const case_rule& rule, rounding r) {
  rating band = rating::outstanding;
  for (const auto& item : counts) band = (std::min)(band, band_of_cases(item.second, rule, r));
  return band;
}

/// The conditions of professional discretion that hold (recalled from annexes of reports).
[[nodiscard]] inline std::vector<discretion_flag> flags_of(const named<question_count>& counts, const case_rule& rule,
                                                           rounding r, const case_result& found) {
  std::vector<discretion_flag> flags;
  const auto shifted = [](rating x, int by) { return static_cast<rating>(static_cast<int>(x) + by); };
  for (const auto& q : found.questions) {
    if (std::find(found.lowest.begin(), found.lowest.end(), q.question) == found.lowest.end()) continue;
    for (const int t : rule.thresholds) {
      const double away = t - q.banded;
      if (std::abs(away) > rule.margin) continue;
      const bool above = away > 0;
      flags.push_back({discretion::near_threshold, q.question, shifted(q.band, above ? 1 : -1)});
    }
  }
  for (const auto& [name, count] : counts) {
    for (const int by : {1, -1}) {
      named<question_count> other = counts;
      question_count& changed = other[name];
      changed.sufficient += by;
      if (changed.sufficient < 0 || changed.sufficient > changed.of) continue;
      const rating instead = lowest_band(other, rule, r);
      if (instead != found.given) flags.push_back({discretion::one_judgement, name, instead});
    }
  }
  for (const auto& [name, count] : counts) {
    if (count.of <= rule.small_sample) flags.push_back({discretion::small_sample, name, found.given});
  }
  return flags;
}

}  // namespace detail

/// The rating of a standard from counts by key question: the band of the lowest one. Throws std::invalid_argument if
/// there is no question, or a count that cannot be.
[[nodiscard]] inline case_result rate_cases(const named<question_count>& counts, const case_rule& rule,
                                            rounding r = rounding::half_up) {
  if (counts.empty()) throw std::invalid_argument("a standard is rated from at least one key question");
  case_result out;
  out.rated = rule.rated;
  const question_count* least = nullptr;
  for (const auto& [name, count] : counts) {
    detail::check_count(name, count);
    out.questions.push_back(
        {name, count, percentage(count), banded_percentage(count, r), band_of_cases(count, rule, r)});
    const auto cross = [](const question_count& a, const question_count& b) {
      return std::int64_t{a.sufficient} * b.of;
    };
    if (least == nullptr || cross(count, *least) < cross(*least, count)) {
      least = &count;
      out.lowest = {name};
    } else if (cross(count, *least) == cross(*least, count)) {
      out.lowest.push_back(name);
    }
  }
  out.given = detail::lowest_band(counts, rule, r);
  if (rule.rated) out.flags = detail::flags_of(counts, rule, r, out);
  return out;
}

}  // namespace probation::ratings
