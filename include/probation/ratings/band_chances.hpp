// How sure the rating of a sample of cases is. Brings Boost.Math: not part of ratings.hpp.
#pragma once

#include <algorithm>    // for std::min
#include <array>        // for std::array
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::to_string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/ratings/case_sample.hpp>
#include <probation/ratings/distributions.hpp>

namespace probation::ratings {

/// What is believed of a share before any case is seen.
enum class prior {
  jeffreys,  ///< beta(½, ½)
  uniform,   ///< beta(1, 1)
};

/// Names of `prior`, in its order.
inline constexpr std::array<std::string_view, 2> prior_names = {"jeffreys", "uniform"};

/// How the questions of a standard, which are asked of the same cases, go together. The truth lies between.
enum class dependence {
  independent,  ///< one says nothing of another
  comonotone,   ///< they rise and fall together
};

/// Names of `dependence`, in its order.
inline constexpr std::array<std::string_view, 2> dependence_names = {"independent", "together"};

/// What the chances of ratings rest on.
struct chance_options {
  probation::ratings::prior prior = prior::jeffreys;
  probation::ratings::rounding rounding = rounding::half_up;
  probation::ratings::dependence dependence = dependence::independent;

  friend bool operator==(const chance_options&, const chance_options&) = default;
};

/// A chance for each rating, from Inadequate up; they add to 1.
using rating_chances = std::array<double, 4>;

namespace detail {

struct beta_belief {
  double a;
  double b;
};

[[nodiscard]] inline beta_belief belief(const question_count& q, prior p) {
  const double before = p == prior::jeffreys ? 0.5 : 1.0;
  return {q.sufficient + before, q.of - q.sufficient + before};
}

/// The chances of the lowest question, from each question's chance of at least Requires improvement, Good, Outstanding.
[[nodiscard]] inline rating_chances lowest_of(const std::vector<std::array<double, 3>>& at_least, dependence d) {
  std::array<double, 5> all = {1, 1, 1, 1, 0};
  for (const auto& question : at_least) {
    for (std::size_t i = 0; i < 3; ++i) {
      all[i + 1] = d == dependence::independent ? all[i + 1] * question[i] : (std::min)(all[i + 1], question[i]);
    }
  }
  rating_chances out{};
  for (std::size_t i = 0; i < 4; ++i) out[i] = all[i] - all[i + 1];
  return out;
}

/// Chances of at least each threshold, when k of n are sufficient with chance `chances[k]`, after `seen` of those were.
[[nodiscard]] inline std::array<double, 3> reaching(const std::vector<double>& chances, const question_count& seen,
                                                    const case_rule& rule, rounding r) {
  std::array<double, 3> out{};
  const int more = static_cast<int>(chances.size()) - 1;
  for (int k = 0; k <= more; ++k) {
    const question_count whole{seen.sufficient + k, seen.of + more};
    for (std::size_t i = 0; i < 3; ++i) {
      if (reaches(whole, rule.thresholds[i], r)) out[i] += chances[static_cast<std::size_t>(k)];
    }
  }
  return out;
}

inline void check_rated(const named<question_count>& counts, const case_rule& rule) {
  if (!rule.rated) throw std::invalid_argument("the methodology gives no ratings from percentages of cases");
  if (counts.empty()) throw std::invalid_argument("a standard is rated from at least one key question");
  for (const auto& [name, count] : counts) check_count(name, count);
}

}  // namespace detail

/// The chance of each rating for all cases from which the sample was drawn: the band of the lowest question, each share
/// being beta(sufficient + prior, insufficient + prior), rounded as the sample is.
///
/// Without a `population` there are far more cases than were seen; with one, those not seen are beta-binomial.
/// Throws std::invalid_argument for counts that cannot be, a population smaller than the sample, or a methodology
/// without ratings of cases.
[[nodiscard]] inline rating_chances band_chances(const named<question_count>& counts, const case_rule& rule,
                                                 const chance_options& options = {},
                                                 std::optional<int> population = std::nullopt) {
  detail::check_rated(counts, rule);
  const bool to_nearest = options.rounding == rounding::half_up || options.rounding == rounding::half_even;
  std::vector<std::array<double, 3>> at_least;
  for (const auto& [name, count] : counts) {
    const auto [a, b] = detail::belief(count, options.prior);
    if (population) {
      if (*population < count.of) {
        throw std::invalid_argument(name + ": a population of " + std::to_string(*population) +
                                    " is smaller than the sample");
      }
      if (*population > detail::most_cases) {
        throw std::invalid_argument("a population above 10 million is as good as none");
      }
      at_least.push_back(
          detail::reaching(detail::beta_binomial(*population - count.of, a, b), count, rule, options.rounding));
      continue;
    }
    std::array<double, 3> chances{};
    for (std::size_t i = 0; i < 3; ++i) {
      chances[i] = detail::beta_tail(a, b, (rule.thresholds[i] - (to_nearest ? 0.5 : 0.0)) / 100);
    }
    at_least.push_back(chances);
  }
  return detail::lowest_of(at_least, options.dependence);
}

/// The chance of each rating at a re-inspection when nothing has changed: other cases, as many of each question (or
/// `sizes`, in the order of the questions), sufficient with the same share, of which no more is known than the sample
/// says.
[[nodiscard]] inline rating_chances reinspection_chances(const named<question_count>& counts, const case_rule& rule,
                                                         const chance_options& options = {},
                                                         const std::vector<int>& sizes = {}) {
  detail::check_rated(counts, rule);
  if (!sizes.empty() && sizes.size() != counts.size()) {
    throw std::invalid_argument("give a size for each question, or none");
  }
  std::vector<std::array<double, 3>> at_least;
  std::size_t i = 0;
  for (const auto& item : counts) {
    const int size = sizes.empty() ? item.second.of : sizes[i++];
    if (size < 1 || size > detail::most_cases) throw std::invalid_argument("a sample has 1 to 10 million cases");
    const auto [a, b] = detail::belief(item.second, options.prior);
    at_least.push_back(detail::reaching(detail::beta_binomial(size, a, b), {}, rule, options.rounding));
  }
  return detail::lowest_of(at_least, options.dependence);
}

}  // namespace probation::ratings
