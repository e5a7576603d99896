// Kinds of number: what may stand in a field, by bounds and units.
#pragma once

#include <limits>       // for std::numeric_limits
#include <string_view>  // for std::string_view

#include <probation/base/quantity.hpp>

namespace probation {

/// Which units a number takes.
enum class unit_rule {
  none,           ///< a plain number
  any,            ///< whatever was said
  duration,       ///< must say one of `time_names`
  rate,           ///< must say per one of `rate_names`
  share_or_rate,  ///< a share if plain; a rate if it says per what
};

/// A kind of number: its bounds, which hold for the whole support of an uncertain one, and its units.
struct kind {
  std::string_view expected;  ///< in words, for messages: "a share from 0 to 1"
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above_low = false;   ///< the lower bound itself is not allowed
  bool below_high = false;  ///< the upper bound itself is not allowed
  bool whole = false;       ///< whole when certain
  unit_rule units = unit_rule::none;
  double most_a_year = std::numeric_limits<double>::infinity();  ///< a rate above this is taken for a slip
  bool percent_slip = false;                                     ///< too large may mean that 1.169 was written as 116.9
  double most = std::numeric_limits<double>::infinity();  ///< in months if a time; more is taken for a slip. Unlike
                                                          ///< `high`, it is no bound of an uncertain number's shape
  bool as_share = false;                                  ///< `mean, sd` is a beta, though the number may be below 0
};

/// The kinds of number in a region.
namespace kinds {

inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// What no region has more of. England and Wales together have some 20,000 probation staff and 240,000 cases.
inline constexpr double most_people = 1e7;
inline constexpr double most_a_month = 1e6;
/// Fifty years. A life licence may be longer, but no forecast is.
inline constexpr double most_months = 600;

inline constexpr kind any{.expected = "a number", .units = unit_rule::any};
inline constexpr kind number{.expected = "a number"};
inline constexpr kind fte{.expected = "FTE, 0 or more", .low = 0, .most = most_people};
inline constexpr kind heads{
    .expected = "a whole number of people, 0 or more", .low = 0, .whole = true, .most = most_people};
inline constexpr kind some_heads{
    .expected = "a whole number of people, 1 or more", .low = 1, .high = 1e6, .whole = true};
inline constexpr kind rank{.expected = "a whole number from 1 to 1000", .low = 1, .high = 1000, .whole = true};
/// Of an Erlang time: its sd is 1 ÷ √stages of its mean, so that more of them are as good as a fixed time.
inline constexpr kind stages{.expected = "a whole number from 1 to 100", .low = 1, .high = 100, .whole = true};
inline constexpr kind score{.expected = "a whole number from 0 to 1000", .low = 0, .high = 1000, .whole = true};
inline constexpr kind share{.expected = "a share from 0 to 1", .low = 0, .high = 1, .percent_slip = true};
inline constexpr kind vacancy{.expected = "a share above -1 and below 1; below 0 is over establishment",
                              .low = -1,
                              .high = 1,
                              .above_low = true,
                              .below_high = true,
                              .percent_slip = true,
                              .as_share = true};
inline constexpr kind hours_a_week{
    .expected = "hours a week, above 0 and up to 168", .low = 0, .high = 168, .above_low = true};
inline constexpr kind protected_time{.expected = "a share of working time from 0 to below 1",
                                     .low = 0,
                                     .high = 1,
                                     .below_high = true,
                                     .percent_slip = true};
inline constexpr kind inner_share{.expected = "a share above 0 and below 1",
                                  .low = 0,
                                  .high = 1,
                                  .above_low = true,
                                  .below_high = true,
                                  .percent_slip = true};
inline constexpr kind weight{.expected = "points a case, 0 or more", .low = 0, .most = 1e5};
inline constexpr kind ratio{.expected = "a share of full workload above 0 and up to 5; 100 % is 1.0",
                            .low = 0,
                            .high = 5,
                            .above_low = true,
                            .percent_slip = true};
inline constexpr kind cases{.expected = "cases, 0 or more", .low = 0, .most = most_people};
inline constexpr kind caseload{.expected = "cases per officer, 0 or more", .low = 0, .most = 1e5};
inline constexpr kind points{.expected = "points, above 0", .low = 0, .above_low = true, .most = 1e6};
inline constexpr kind a_month{.expected = "a number a month, 0 or more", .low = 0, .most = most_a_month};
inline constexpr kind duration{.expected = "a time in weeks, months or years, 0 or more",
                               .low = 0,
                               .units = unit_rule::duration,
                               .most = most_months};
inline constexpr kind some_time{.expected = "a time in weeks, months or years, above 0",
                                .low = 0,
                                .above_low = true,
                                .units = unit_rule::duration,
                                .most = most_months};
inline constexpr kind rate{.expected = "a rate per week, month or year, 0 or more and at most 366 a year",
                           .low = 0,
                           .units = unit_rule::rate,
                           .most_a_year = 366};
inline constexpr kind flow{.expected = "a number per week, month or year, 0 or more",
                           .low = 0,
                           .units = unit_rule::rate,
                           .most_a_year = 12 * most_a_month};
inline constexpr kind leaving{.expected = "a rate per week, month or year, 0 or more and at most 3 a year",
                              .low = 0,
                              .units = unit_rule::rate,
                              .most_a_year = 3,
                              .percent_slip = true};
inline constexpr kind drop_out{.expected = "a share from 0 to 1, or a rate with per, at most 366 a year",
                               .low = 0,
                               .high = 1,
                               .units = unit_rule::share_or_rate,
                               .most_a_year = 366,
                               .percent_slip = true};
inline constexpr kind growth{.expected = "growth in a year above -1 and up to 1; 3 % is 0.03",
                             .low = -1,
                             .high = 1,
                             .above_low = true,
                             .percent_slip = true};
inline constexpr kind size{.expected = "a number above 0", .low = 0, .above_low = true, .most = 1e9};
inline constexpr kind factor{.expected = "a factor, 0 or more", .low = 0, .most = 1e4};
inline constexpr kind feedback{.expected = "a number from -20 to 20", .low = -20, .high = 20};
inline constexpr kind hours{.expected = "hours, 0 or more", .low = 0, .most = 1e9};
inline constexpr kind ordered{.expected = "hours of an order, from 40 to 300", .low = 40, .high = 300};
inline constexpr kind minutes{.expected = "minutes, 0 or more", .low = 0, .most = 1e6};
inline constexpr kind minutes_a_month{.expected = "minutes a month, above 0", .low = 0, .above_low = true, .most = 1e6};

}  // namespace kinds

/// Bounds of a number of a kind, once its unit is known.
struct bounds {
  double low, high;
  bool above_low, below_high;

  [[nodiscard]] constexpr bool allow(double x) const noexcept {
    return (above_low ? x > low : x >= low) && (below_high ? x < high : x <= high);
  }
};

/// The bounds of a number of kind `k` written in unit `u`: a proportion lost is below 1, a rate has no upper bound.
[[nodiscard]] constexpr bounds bounds_of(const kind& k, unit u) noexcept {
  const bool takes_rates = k.units == unit_rule::rate || k.units == unit_rule::share_or_rate;
  if (takes_rates && is_proportion_lost(u)) return {0, 1, false, true};
  if (takes_rates && is_rate(u)) return {0, kinds::infinite, k.units == unit_rule::rate && k.above_low, false};
  return {k.low, k.high, k.above_low, k.below_high};
}

/// The distribution that `mean, sd` stands for: gamma for what must be positive, beta for a share, else normal.
[[nodiscard]] constexpr distribution mean_sd_shape(const kind& k, unit u) noexcept {
  const bounds b = bounds_of(k, u);
  if (b.low < 0 && !k.as_share) return distribution::normal;
  return b.high == 1 ? distribution::beta : distribution::gamma;
}

}  // namespace probation
