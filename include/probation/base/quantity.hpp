// A number with its uncertainty, its unit and where it comes from.
#pragma once

#include <array>        // for std::array
#include <cmath>        // for std::log1p
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/month.hpp>

namespace probation {

/// How the number of a quantity is spread.
enum class distribution {
  certain,  ///< value
  pert,     ///< low, mode, high: a beta of weight 4 between low and high
  uniform,  ///< low, high
  normal,   ///< mean, sd
  gamma,    ///< mean, sd of a number that must be positive
  beta,     ///< mean, sd of a share
  sample,   ///< count, of: a share seen in a sample, Jeffreys beta(count + 1/2, of - count + 1/2)
};

/// Where a number stands.
enum class status {
  observed,  ///< counted or published
  assumed,   ///< nobody has measured it
  disputed,  ///< published, and contested
};

/// The unit in which a quantity was written. Calculations use months and rates a month.
enum class unit {
  none,
  days,          ///< calendar days
  working_days,  ///< five in a week; public holidays are not taken out
  weeks,
  months,
  quarters,
  years,
  per_day,
  per_week,
  per_month,
  per_quarter,
  per_year,
  lost_per_day,  ///< a proportion of those there at the start that is gone after a day
  lost_per_week,
  lost_per_month,
  lost_per_quarter,
  lost_per_year,
};

/// Units of time as written, in the order of `unit` from `days` on.
inline constexpr std::array<std::string_view, 6> time_names = {"days",   "working days", "weeks",
                                                               "months", "quarters",     "years"};
/// What a rate is per, as written, in the order of `unit` from `per_day` on, and of proportions from `lost_per_day` on.
inline constexpr std::array<std::string_view, 5> rate_names = {"day", "week", "month", "quarter", "year"};

[[nodiscard]] constexpr bool is_time(unit u) noexcept { return u >= unit::days && u <= unit::years; }
[[nodiscard]] constexpr bool is_proportion_lost(unit u) noexcept { return u >= unit::lost_per_day; }
[[nodiscard]] constexpr bool is_rate(unit u) noexcept { return u >= unit::per_day; }

/// The word of a time ("weeks"), or what a rate is per ("week"); "" for none.
[[nodiscard]] constexpr std::string_view name_of(unit u) noexcept {
  const auto from = [u](unit first) { return static_cast<std::size_t>(u) - static_cast<std::size_t>(first); };
  if (is_time(u)) return time_names[from(unit::days)];
  if (is_proportion_lost(u)) return rate_names[from(unit::lost_per_day)];
  return is_rate(u) ? rate_names[from(unit::per_day)] : std::string_view();
}

/// Months in a week, by the average year of 365.25 days.
inline constexpr double months_per_week = 12.0 * 7.0 / 365.25;
/// Months in a day.
inline constexpr double months_per_day = 12.0 / 365.25;

/// A number as a person writes it: plain, or uncertain, with unit, source and status.
///
/// `parameters` are as written, in the order of the names in `distribution`; unused ones are 0. Nothing is
/// converted on reading, so that a quantity shows and writes itself in the words in which it was given.
struct quantity {
  distribution shape = distribution::certain;
  std::array<double, 3> parameters{};
  probation::unit unit = probation::unit::none;
  std::string source;                         ///< where the number comes from; empty if not said
  std::optional<probation::status> standing;  ///< as written; see `standing_of`
  std::optional<month> date;                  ///< month in which it was observed; empty if not said

  quantity() = default;
  quantity(double value) : parameters{value, 0, 0} {}  // NOLINT(google-explicit-constructor): a plain number is one
  quantity(distribution d, std::array<double, 3> p, probation::unit u = probation::unit::none, std::string from = {},
           std::optional<probation::status> s = {})
      : shape(d), parameters(p), unit(u), source(std::move(from)), standing(s) {}

  /// Whether it is one number: given as such, or as a range without width.
  [[nodiscard]] constexpr bool is_certain() const noexcept {
    const auto [a, b, c] = parameters;
    switch (shape) {
      case distribution::certain: return true;
      case distribution::pert: return a == b && b == c;
      case distribution::uniform: return a == b;
      case distribution::sample: return false;
      default: return b == 0;
    }
  }

  friend bool operator==(const quantity&, const quantity&) = default;
};

/// The status of a quantity: as written, else observed if it has a source, else assumed.
[[nodiscard]] inline status standing_of(const quantity& q) noexcept {
  return q.standing.value_or(q.source.empty() ? status::assumed : status::observed);
}

[[nodiscard]] constexpr std::string_view to_string(status s) noexcept {
  switch (s) {
    case status::observed: return "observed";
    case status::assumed: return "assumed";
    default: return "disputed";
  }
}

/// A number written in `u`, in months or as a rate a month. A rate a year is a hazard, leavers ÷ average in post
/// as HMPPS publishes it, so it is divided by 12; a proportion q lost in a year is the hazard −ln(1 − q) ÷ 12. A
/// quarter is three months, a year 365.25 days.
[[nodiscard]] inline double in_months(double x, unit u) {
  switch (u) {
    case unit::days: return x / 7.0 * months_per_week;
    case unit::working_days: return x / 5.0 * months_per_week;
    case unit::weeks: return x * months_per_week;
    case unit::quarters: return x * 3.0;
    case unit::years: return x * 12.0;
    case unit::per_day: return x / months_per_day;
    case unit::per_week: return x / months_per_week;
    case unit::per_quarter: return x / 3.0;
    case unit::per_year: return x / 12.0;
    case unit::lost_per_day: return -std::log1p(-x) / months_per_day;
    case unit::lost_per_week: return -std::log1p(-x) / months_per_week;
    case unit::lost_per_month: return -std::log1p(-x);
    case unit::lost_per_quarter: return -std::log1p(-x) / 3.0;
    case unit::lost_per_year: return -std::log1p(-x) / 12.0;
    default: return x;
  }
}

/// The mean as written, in the unit of the quantity.
[[nodiscard]] constexpr double written_mean(const quantity& q) noexcept {
  const auto& p = q.parameters;
  if (q.is_certain()) return p[0];
  switch (q.shape) {
    case distribution::pert: return (p[0] + 4.0 * p[1] + p[2]) / 6.0;
    case distribution::uniform: return (p[0] + p[1]) / 2.0;
    case distribution::sample: return (p[0] + 0.5) / (p[1] + 1.0);
    default: return p[0];
  }
}

/// The mean in months, rates a month or the plain number: what the expected policy uses. (For a proportion lost,
/// the rate of the mean proportion.)
[[nodiscard]] inline double mean(const quantity& q) { return in_months(written_mean(q), q.unit); }

/// A quantity that may change at dated months: `{ from = "2023-01", … }`. The first part holds from the start.
struct timed_quantity {
  struct part {
    std::optional<month> from;  ///< absent only in the first part
    quantity value;
    friend bool operator==(const part&, const part&) = default;
  };
  std::vector<part> parts;

  timed_quantity() = default;
  timed_quantity(quantity q) : parts{{std::nullopt, std::move(q)}} {}  // NOLINT(google-explicit-constructor)
  timed_quantity(double value) : timed_quantity(quantity(value)) {}    // NOLINT(google-explicit-constructor)

  /// The part in force in month `m`: the last that has begun. The first part if none has.
  [[nodiscard]] const quantity& at(month m) const {
    const quantity* found = &parts.front().value;
    for (const auto& p : parts) {
      if (p.from && *p.from <= m) found = &p.value;
    }
    return *found;
  }

  friend bool operator==(const timed_quantity&, const timed_quantity&) = default;
};

}  // namespace probation
