// Tiers of 2021 to 2026: a letter for protecting the public, a digit for change, and "S" where contact is suspended.
#pragma once

#include <algorithm>  // for std::min
#include <array>      // for std::array
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint8_t
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string

#include <probation/base/number.hpp>
#include <probation/base/problem.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/words.hpp>

namespace probation::tiering {

/// What the letter and the digit of a case depend on. Whatever is missing scores nothing.
struct v2_case {
  std::optional<double> rsr;         ///< risk of serious recidivism, per cent
  std::optional<rosh_level> rosh;    ///< the latest on the register
  std::optional<mappa_level> mappa;  ///< the latest on the register
  int complexity = 0;                ///< distinct complexity registers, 0–10
  bool female = false;
  bool parenting = false;    ///< has parenting responsibilities; counts for women with an assessment
  bool impulsivity = false;  ///< scores above 0; counts for women with an assessment
  bool temper = false;       ///< scores above 0; counts for women with an assessment
  bool enforcement = false;  ///< breach or recall in the last year; counts for women, assessed or not

  std::array<std::optional<severity>, need_sections> needs{};  ///< by `need_section`
  std::optional<int> ogrs;                                     ///< reconviction score, 0–100
  bool iom = false;                                            ///< under integrated offender management
  bool mandate = true;                                         ///< see `has_mandate`
  bool assessment = true;                                      ///< there is a valid one
  bool suspended = false;                                      ///< on the register PRC: adds "S"

  friend bool operator==(const v2_case&, const v2_case&) = default;
};

/// The letter, and the points that lead to it. RSR and RoSH are both listed; only the larger counts.
struct protect_result {
  char letter = 'D';
  int points = 0;
  int rsr = 0, rosh = 0, mappa = 0, complexity = 0, women = 0;

  friend bool operator==(const protect_result&, const protect_result&) = default;
};

/// What gave the digit.
enum class change_rule : std::uint8_t { points, no_mandate, no_assessment };

/// The digit, and the points that lead to it.
struct change_result {
  int digit = 1;
  int points = 0;
  int needs = 0, ogrs = 0, iom = 0;
  change_rule rule = change_rule::points;

  friend bool operator==(const change_result&, const change_result&) = default;
};

/// A whole tier.
struct v2_result {
  protect_result protect;
  change_result change;
  bool suspended = false;

  /// "A3", "C1S".
  [[nodiscard]] std::string tier() const {
    return std::string(1, protect.letter) + static_cast<char>('0' + change.digit) + (suspended ? "S" : "");
  }
  friend bool operator==(const v2_result&, const v2_result&) = default;
};

/// Calls `report(field, found, expected)` for each number of a case that cannot be.
template <class Report>
void check(const v2_case& c, Report&& report) {
  if (c.rsr && !(*c.rsr >= 0 && *c.rsr <= 100)) report("rsr", to_text(*c.rsr), "a percentage, 0 to 100");
  constexpr int most = static_cast<int>(rules::complexity_registers.size());
  if (c.complexity < 0 || c.complexity > most) {
    report("complexity", std::to_string(c.complexity), "distinct complexity registers, 0 to " + std::to_string(most));
  }
  if (c.ogrs && (*c.ogrs < 0 || *c.ogrs > 100)) report("ogrs", std::to_string(*c.ogrs), "a percentage, 0 to 100");
}

namespace detail {

/// Throws std::invalid_argument naming the first number of a case that cannot be.
template <class Case>
void require_valid(const Case& c) {
  check(c, [](const std::string& field, const std::string& found, const std::string& expected) {
    throw std::invalid_argument(to_string(problem{field, found, expected, {}}));
  });
}

[[nodiscard]] constexpr int rsr_points(double rsr) noexcept {
  for (const auto& band : rules::rsr_bands) {
    if (rsr >= band.from && (rsr < band.to || (band.includes_to && rsr == band.to))) return band.points;
  }
  return 0;
}

[[nodiscard]] constexpr int women_points(const v2_case& c) noexcept {
  if (!c.female) return 0;
  const int answers = c.assessment ? int{c.parenting} + int{c.impulsivity || c.temper} : 0;
  return rules::women_points * (answers + int{c.enforcement});
}

[[nodiscard]] constexpr protect_result protect_unchecked(const v2_case& c) noexcept {
  protect_result r;
  r.rsr = c.rsr ? rsr_points(*c.rsr) : 0;
  r.rosh = c.rosh ? rules::rosh_points[static_cast<std::size_t>(*c.rosh)] : 0;
  r.mappa = c.mappa ? rules::mappa_points[static_cast<std::size_t>(*c.mappa)] : 0;
  r.complexity = rules::complexity_points * c.complexity;
  r.women = women_points(c);
  r.points = r.rsr + r.rosh + r.mappa + r.complexity + r.women - (std::min)(r.rsr, r.rosh);
  r.letter = 'A';
  for (const int from : rules::protect_from) {
    if (r.points >= from) break;
    ++r.letter;
  }
  return r;
}

[[nodiscard]] constexpr change_result change_unchecked(const v2_case& c) noexcept {
  change_result r;
  if (!c.mandate) return {rules::change_without_mandate, 0, 0, 0, 0, change_rule::no_mandate};
  if (!c.assessment) return {rules::change_without_assessment, 0, 0, 0, 0, change_rule::no_assessment};
  for (std::size_t i = 0; i < need_sections; ++i) {
    if (c.needs[i]) r.needs += rules::need_weights[i] * rules::severity_points[static_cast<std::size_t>(*c.needs[i])];
  }
  r.ogrs = c.ogrs ? *c.ogrs / rules::ogrs_per_point : 0;
  r.iom = c.iom ? rules::iom_points : 0;
  r.points = r.needs + r.ogrs + r.iom;
  r.digit = r.points >= rules::change_from[0] ? 3 : r.points >= rules::change_from[1] ? 2 : 1;
  return r;
}

}  // namespace detail

/// The letter of a case: points for the larger of RSR and RoSH, MAPPA, complexity and factors for women; A from 150,
/// B from 20, C from 10, D below. Throws std::invalid_argument for a number that cannot be.
[[nodiscard]] inline protect_result protect(const v2_case& c) {
  detail::require_valid(c);
  return detail::protect_unchecked(c);
}

/// The digit of a case: 0 without a mandate for change, otherwise 2 without a valid assessment, otherwise by points for
/// needs, OGRS and integrated offender management; 3 from 20, 2 from 10, 1 below. Throws std::invalid_argument for a
/// number that cannot be.
[[nodiscard]] inline change_result change(const v2_case& c) {
  detail::require_valid(c);
  return detail::change_unchecked(c);
}

/// Letter, digit and suffix of a case. Throws std::invalid_argument for a number that cannot be.
[[nodiscard]] inline v2_result v2(const v2_case& c) {
  detail::require_valid(c);
  return {detail::protect_unchecked(c), detail::change_unchecked(c), c.suspended};
}

}  // namespace probation::tiering
