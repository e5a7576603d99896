// Is this number one of its kind? If not: what was found, what is expected, what to write.
#pragma once

#include <algorithm>  // for std::max_element
#include <cmath>      // for std::isfinite, std::floor
#include <cstdio>     // for std::snprintf
#include <optional>   // for std::optional
#include <string>     // for std::string

#include <probation/base/kind.hpp>
#include <probation/base/number.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/syntax.hpp>

namespace probation {

/// The unit as it follows a number: " weeks", " per year", " lost per year"; "" if there is none.
[[nodiscard]] constexpr std::string_view unit_text(unit u) noexcept {
  switch (u) {
    case unit::days: return " days";
    case unit::working_days: return " working days";
    case unit::weeks: return " weeks";
    case unit::months: return " months";
    case unit::quarters: return " quarters";
    case unit::years: return " years";
    case unit::per_day: return " per day";
    case unit::per_week: return " per week";
    case unit::per_month: return " per month";
    case unit::per_quarter: return " per quarter";
    case unit::per_year: return " per year";
    case unit::lost_per_day: return " lost per day";
    case unit::lost_per_week: return " lost per week";
    case unit::lost_per_month: return " lost per month";
    case unit::lost_per_quarter: return " lost per quarter";
    case unit::lost_per_year: return " lost per year";
    default: return "";
  }
}

/// Names of the parameters of a distribution, as written in documents.
[[nodiscard]] inline std::vector<std::string_view> parameter_names(distribution d) {
  switch (d) {
    case distribution::certain: return {"value"};
    case distribution::pert: return {"low", "mode", "high"};
    case distribution::uniform: return {"low", "high"};
    case distribution::sample: return {"count", "of"};
    default: return {"mean", "sd"};
  }
}

namespace detail {

/// "11.5 per year", "low 8, mode 10, high 15 weeks"; every number divided by `by`, to twelve digits if by ≠ 1.
[[nodiscard]] inline std::string numbers_of(const quantity& q, double by = 1) {
  const auto text = [by](double x) {
    if (by == 1) return to_text(x);
    char buffer[32] = {};
    std::snprintf(buffer, sizeof buffer, "%.12g", x / by);
    return std::string(buffer);
  };
  if (q.shape == distribution::certain) return text(q.parameters[0]) + std::string(unit_text(q.unit));
  std::string out;
  const auto names = parameter_names(q.shape);
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += (i > 0 ? ", " : "") + std::string(names[i]) + ' ' + text(q.parameters[i]);
  }
  return out + std::string(unit_text(q.unit));
}

/// What is wrong with the unit of a number of kind `k`.
[[nodiscard]] inline std::optional<problem> check_unit(const quantity& q, const kind& k) {
  const auto wrong = [&](std::string hint) {
    return problem{"", numbers_of(q), std::string(k.expected), std::move(hint)};
  };
  switch (k.units) {
    case unit_rule::any: return std::nullopt;
    case unit_rule::none:
      return q.unit == unit::none ? std::nullopt : std::optional(wrong("it takes no unit and no per"));
    case unit_rule::duration:
      return is_time(q.unit) ? std::nullopt
                             : std::optional(wrong("say " + entry("unit", "weeks") + ", \"months\" or \"years\""));
    case unit_rule::rate:
      return is_rate(q.unit) ? std::nullopt
                             : std::optional(wrong("say " + entry("per", "year") + " or " + entry("per", "month")));
    default:
      if (is_time(q.unit)) return wrong("a share takes no unit; a rate says " + entry("per", "month"));
      return std::nullopt;
  }
}

/// What is wrong with the parameters of an uncertain number, whatever its kind.
[[nodiscard]] inline std::string check_form(const quantity& q) {
  const auto& [a, b, c] = q.parameters;
  if (q.is_certain()) return "";
  switch (q.shape) {
    case distribution::pert: return a <= b && b <= c ? "" : "low <= mode <= high";
    case distribution::uniform: return a <= b ? "" : "low <= high";
    case distribution::sample: return b >= 1 && a >= 0 && a <= b ? "" : "count from 0 to of, and of at least 1";
    case distribution::beta:
      if (!(a > 0 && a < 1)) return "a mean above 0 and below 1";
      if (b * b >= a * (1 - a)) return "sd below " + to_text(std::floor(1e4 * std::sqrt(a * (1 - a))) / 1e4);
      [[fallthrough]];
    case distribution::gamma:
      if (a <= 0) return "a mean above 0";
      [[fallthrough]];
    case distribution::normal: return b >= 0 ? "" : "sd of 0 or more";
    default: return "";
  }
}

/// Whether the whole support of an uncertain number lies within the bounds; the bounds of a normal are 8 sd away.
[[nodiscard]] inline bool within(const quantity& q, const bounds& b, const kind& k) {
  const auto& p = q.parameters;
  if (q.is_certain()) return b.allow(p[0]) && (!k.whole || p[0] == std::floor(p[0]));
  switch (q.shape) {
    case distribution::pert: return b.allow(p[0]) && b.allow(p[2]);
    case distribution::uniform: return b.allow(p[0]) && b.allow(p[1]);
    case distribution::normal: return b.allow(p[0] - 8 * p[1]) && b.allow(p[0] + 8 * p[1]);
    case distribution::gamma: return b.low <= 0 && b.high == kinds::infinite;
    case distribution::beta: return b.low <= 0 && b.high >= 1;
    default:  // a share seen in a sample
      return b.low <= 0 && (b.high == 1 || k.units == unit_rule::rate || k.units == unit_rule::any);
  }
}

/// The greatest number that a quantity gives, in months if it is a time: the end of its support, else mean and sd.
[[nodiscard]] inline double largest_of(const quantity& q) {
  const double x = *std::max_element(q.parameters.begin(), q.parameters.end());
  return is_time(q.unit) ? in_months(x, q.unit) : x;
}

/// A bound of what a gamma time can be drawn as, in months: a chance of 2⁻⁵³ lies within √(2 t) sd and t sd² ÷ mean of
/// its mean, with t = 53 ln 2 (Chernoff's bound of a sum of exponentials).
[[nodiscard]] inline double longest_draw(const quantity& q) {
  constexpr double t = 36.7368;
  const double m = q.parameters[0];
  const double sd = q.parameters[1];
  return in_months(m + std::sqrt(2 * t) * sd + t * sd * sd / m, q.unit);
}

/// What is wrong with a number so great that no region has it, though nothing else is wrong.
[[nodiscard]] inline std::optional<problem> check_most(const quantity& q, const kind& k) {
  if (q.shape == distribution::sample) {
    if (q.parameters[1] <= 1e9) return std::nullopt;
    return problem{"", numbers_of(q), "a sample of at most 1000000000", ""};
  }
  if (k.units == unit_rule::duration && q.shape == distribution::gamma && !q.is_certain() &&
      longest_draw(q) > 4 * k.most) {
    return problem{"", numbers_of(q),
                   std::string(k.expected) + ", so that no draw is longer than " + to_text(4 * k.most / 12) + " years",
                   "mean, sd has no upper bound; write low, mode, high"};
  }
  if (is_rate(q.unit) || largest_of(q) <= k.most) return std::nullopt;
  const std::string most = k.units == unit_rule::duration ? to_text(k.most / 12) + " years" : to_text(k.most);
  return problem{"", numbers_of(q), std::string(k.expected) + ", at most " + most, ""};
}

}  // namespace detail

/// What is wrong with a number that should be of kind `k`, or nothing. The path is left to the caller.
[[nodiscard]] inline std::optional<problem> check(const quantity& q, const kind& k) {
  const auto wrong = [&](std::string expected, std::string hint = {}) {
    return problem{"", detail::numbers_of(q), std::move(expected), std::move(hint)};
  };
  for (const double x : q.parameters) {
    if (!std::isfinite(x)) return wrong("a finite number");
  }
  if (auto found = detail::check_unit(q, k)) return found;
  if (const std::string form = detail::check_form(q); !form.empty()) return wrong(form);
  const bounds b = bounds_of(k, q.unit);
  const bool spread = !q.is_certain() && (q.shape == distribution::normal || q.shape == distribution::gamma ||
                                          q.shape == distribution::beta);
  if (spread && b.low == 0 && b.high != 1 && b.high != kinds::infinite) {
    return wrong(std::string(k.expected), "mean, sd has no upper bound; write low, mode, high");
  }
  if (spread && q.shape != mean_sd_shape(k, q.unit)) {
    return wrong(std::string(k.expected), "mean, sd of this is another distribution");
  }
  const double largest = *std::max_element(q.parameters.begin(), q.parameters.end());
  const double a_year = is_rate(q.unit) && !is_proportion_lost(q.unit) ? 12 * in_months(written_mean(q), q.unit) : 0;
  if (detail::within(q, b, k) && a_year <= k.most_a_year) return detail::check_most(q, k);
  std::string expected(is_proportion_lost(q.unit) ? "a share from 0 to below 1" : k.expected);
  if (q.shape == distribution::sample) return wrong(std::move(expected), "count, of is a share known from a sample");
  if (k.percent_slip && largest >= 2 && (largest <= 100 * b.high || a_year > k.most_a_year)) {
    const double smallest = q.shape == distribution::certain ? largest : (std::min)(q.parameters[0], q.parameters[1]);
    if (smallest >= 0) return wrong(std::move(expected), "write " + detail::numbers_of(q, 100));
  }
  if (q.shape == distribution::normal && !q.is_certain())
    return wrong(std::move(expected), "as far as 8 sd from the mean");
  return wrong(std::move(expected));
}

/// The same for a number that is certain by its type.
[[nodiscard]] inline std::optional<problem> check(double x, const kind& k) { return check(quantity(x), k); }

}  // namespace probation
