// Limits of series that a forecast follows replicate by replicate, as they are asked for.
#pragma once

#include <algorithm>    // for std::find
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/name_key.hpp>
#include <probation/base/problem.hpp>
#include <probation/engine/plan.hpp>
#include <probation/projection/known_measures.hpp>

namespace probation {

/// A limit of a series, at most or at least so much, that is followed replicate by replicate, so that a forecast can
/// say for how long it holds. Exactly one of the two is given.
struct series_limit {
  std::string measure;
  std::string unit = "*";
  std::string of = "*";
  std::optional<double> at_most = {};
  std::optional<double> at_least = {};

  friend bool operator==(const series_limit&, const series_limit&) = default;
};

namespace detail {

/// What is wrong with the names of a series of outputs, with a near miss.
[[nodiscard]] inline std::string unknown_series(const std::vector<output_info>& outputs, std::string_view measure,
                                                std::string_view unit, std::string_view of) {
  const auto check = [&](std::string_view word, const char* what, std::string output_info::* name) {
    std::vector<std::string> known;
    for (const output_info& o : outputs) {
      if (o.role != output_role::series) continue;
      if (same_name(o.*name, word)) return std::string();
      known.push_back(o.*name);
    }
    std::string text = std::string("no ") + what + " is called \"" + std::string(word) + "\"";
    const std::string close_name = near_miss(word, known);
    return close_name.empty() ? text : text + "; did you mean \"" + close_name + "\"?";
  };
  std::string text = check(measure, "measure", &output_info::measure);
  if (text.empty()) text = check(unit, "unit", &output_info::unit);
  if (text.empty()) text = check(of, "grade or backlog", &output_info::of);
  if (text.empty()) {
    text = "there is no series (\"" + std::string(measure) + "\", \"" + std::string(unit) + "\", \"" + std::string(of) +
           "\"), though each of the names is known";
  }
  return text;
}

/// Throws std::invalid_argument unless a limit is one.
inline void check_series_limit(const series_limit& l) {
  if (l.at_most.has_value() == l.at_least.has_value()) {
    throw std::invalid_argument("limits: give exactly one of at_most and at_least for " + l.measure);
  }
  probation::check_limit(l.measure, l.at_most ? *l.at_most : *l.at_least);
}

/// The limits that the outputs of a plan are followed at: workload of at most 100 %, and those asked for that it has.
/// How many series each of `asked` has found is added to `found`.
[[nodiscard]] inline std::vector<output_limit> limits_of(const std::vector<output_info>& outputs,
                                                         const std::vector<series_limit>& asked,
                                                         std::vector<std::size_t>& found) {
  std::vector<output_limit> out;
  found.resize(asked.size(), 0);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    const output_info& o = outputs[k];
    if (o.role != output_role::series) continue;
    if (o.measure == "workload") out.push_back({k, true, 1.0});
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const series_limit& l = asked[i];
      if (!same_name(l.measure, o.measure) || !same_name(l.unit, o.unit) || !same_name(l.of, o.of)) continue;
      ++found[i];
      const output_limit limit{k, l.at_most.has_value(), l.at_most ? *l.at_most : *l.at_least};
      if (std::find(out.begin(), out.end(), limit) == out.end()) out.push_back(limit);
    }
  }
  return out;
}

/// Gives plans the limits that are followed. Throws std::invalid_argument for one of a series that none of them has.
inline void follow_limits(std::vector<plan>& plans, const std::vector<series_limit>& asked) {
  std::vector<std::size_t> found;
  for (const series_limit& l : asked) check_series_limit(l);
  for (plan& p : plans) p.limits = limits_of(p.outputs, asked, found);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (found[i] > 0) continue;
    std::vector<output_info> all;
    for (const plan& p : plans) all.insert(all.end(), p.outputs.begin(), p.outputs.end());
    throw std::invalid_argument("limits: " + unknown_series(all, asked[i].measure, asked[i].unit, asked[i].of));
  }
}

}  // namespace detail

}  // namespace probation
