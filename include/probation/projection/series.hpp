// One measure of one unit over the months of a forecast.
#pragma once

#include <algorithm>  // for std::all_of, std::max, std::min
#include <cmath>      // for std::sqrt
#include <cstdint>    // for std::uint64_t
#include <limits>     // for std::numeric_limits
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/floating_environment.hpp>
#include <probation/base/month.hpp>
#include <probation/base/number.hpp>
#include <probation/engine/held_limits.hpp>
#include <probation/engine/summary.hpp>
#include <probation/projection/known_measures.hpp>

namespace probation {

/// A limit that was followed replicate by replicate, and when it held.
struct held_limit {
  bool is_upper = true;  ///< at most x; else at least x
  double x = 0.0;
  held_runs runs;

  friend bool operator==(const held_limit&, const held_limit&) = default;
};

/// The error for asking how long a limit holds that was not followed: it must be named before the forecast is run.
class limit_not_followed : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A measure by month: T + 1 points (start of each month) if it is a stock, T if it is a flow. A regular value.
class series {
 public:
  series() = default;
  series(std::string measure, std::string unit, std::string of, month start, bool is_flow, bool is_count,
         std::vector<point_summary> points, std::vector<double> paths = {}, std::vector<held_limit> held = {})
      : measure_(std::move(measure)),
        unit_(std::move(unit)),
        of_(std::move(of)),
        start_(start),
        is_flow_(is_flow),
        is_count_(is_count),
        points_(std::move(points)),
        paths_(std::move(paths)),
        held_(std::move(held)) {}

  [[nodiscard]] const std::string& measure() const noexcept { return measure_; }
  [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
  [[nodiscard]] const std::string& of() const noexcept { return of_; }
  /// Flows belong to their month; stocks are those at its start.
  [[nodiscard]] bool is_flow() const noexcept { return is_flow_; }
  /// Whole numbers in every replicate: quantiles are not interpolated.
  [[nodiscard]] bool is_count() const noexcept { return is_count_; }
  [[nodiscard]] std::size_t size() const noexcept { return points_.size(); }
  [[nodiscard]] month month_of(std::size_t point) const { return start_ + static_cast<int>(point); }
  /// Replicates behind it; 1 for the expected policy.
  [[nodiscard]] std::uint64_t runs() const noexcept { return points_.empty() ? 0 : points_.front().count(); }

  /// Mean by month.
  [[nodiscard]] std::vector<double> mean() const {
    return each([](const point_summary& p) { return p.mean(); });
  }
  /// Standard deviation of a replicate by month.
  [[nodiscard]] std::vector<double> sd() const {
    return each([](const point_summary& p) { return std::sqrt(p.variance()); });
  }
  /// Monte Carlo standard error of the mean by month.
  [[nodiscard]] std::vector<double> standard_error() const {
    return each([](const point_summary& p) { return std::sqrt(p.variance() / static_cast<double>(p.count())); });
  }
  /// q-quantile by month, 0 ≤ q ≤ 1 (std::invalid_argument otherwise); within 0.05 % of the number, exact for counts.
  [[nodiscard]] std::vector<double> quantile(double q) const {
    check_quantile(q, "quantile");
    return each([&](const point_summary& p) { return p.quantile(q, is_count_); });
  }
  /// Monte Carlo standard error of the q-quantile by month: half the distance between the quantiles one standard
  /// deviation of a binomial share to either side, q ± √(q(1 − q) ÷ runs). Needs no density; the ranks of order
  /// statistics are binomial (David and Nagaraja, Order Statistics, 2003, §2.5 and §7.1). std::invalid_argument unless
  /// 0 ≤ q ≤ 1.
  [[nodiscard]] std::vector<double> quantile_error(double q) const {
    check_quantile(q, "quantile_error");
    return each([&](const point_summary& p) {
      const double step = std::sqrt(q * (1.0 - q) / static_cast<double>(p.count()));
      const double low = p.quantile((std::max)(0.0, q - step), is_count_);
      const double high = p.quantile((std::min)(1.0, q + step), is_count_);
      return low == high ? 0.0 : (high - low) / 2.0;
    });
  }
  // Limits of a measure that is a share are shares, 1.0 for 100 %; std::invalid_argument for others, and for NaN.

  /// Probability, by month, that the measure is at most x.
  [[nodiscard]] std::vector<double> probability_at_most(double x) const {
    check_limit(measure_, x);
    return each([&](const point_summary& p) { return p.at_most(x); });
  }
  /// Probability, by month, that the measure is at least x.
  [[nodiscard]] std::vector<double> probability_at_least(double x) const {
    check_limit(measure_, x);
    return each([&](const point_summary& p) { return p.at_least(x); });
  }
  /// The first month in which the measure is at most x with that probability or more (each month on its own).
  [[nodiscard]] std::optional<month> first_month_at_most(double x, double probability) const {
    return first(probability_at_most(x), probability, "first_month");
  }
  /// The first month in which the measure is at least x with that probability or more (each month on its own).
  [[nodiscard]] std::optional<month> first_month_at_least(double x, double probability) const {
    return first(probability_at_least(x), probability, "first_month");
  }

  // How long a limit holds, with the joint probability of all the months asked about. From replicates: answered of
  // limits that were followed (`forecast_options::limits`; workload of at most 100 % always is), of all where paths
  // were kept, and of those that every replicate keeps or breaks alike; `limit_not_followed` otherwise.

  /// Probability, by month, that the measure is at most x in that month and in all after it, to the horizon; or in
  /// `months` months from it on, NaN where they go beyond the horizon. Exact: x itself is told apart from its bin.
  [[nodiscard]] std::vector<double> probability_of_staying_at_most(double x, std::optional<int> months = {}) const {
    return staying(true, x, months);
  }
  /// The same of at least x.
  [[nodiscard]] std::vector<double> probability_of_staying_at_least(double x, std::optional<int> months = {}) const {
    return staying(false, x, months);
  }
  /// The first month from which the measure stays at most x with that probability or more, to the horizon or for
  /// `months` months.
  [[nodiscard]] std::optional<month> stays_from_at_most(double x, double probability,
                                                        std::optional<int> months = {}) const {
    return first(staying(true, x, months), probability, "stays_from");
  }
  /// The same of at least x.
  [[nodiscard]] std::optional<month> stays_from_at_least(double x, double probability,
                                                         std::optional<int> months = {}) const {
    return first(staying(false, x, months), probability, "stays_from");
  }
  /// Probability, by month, that the measure has been at most x in that month or one before it.
  [[nodiscard]] std::vector<double> probability_of_reaching_at_most(double x) const { return reaching(true, x); }
  /// The same of at least x.
  [[nodiscard]] std::vector<double> probability_of_reaching_at_least(double x) const { return reaching(false, x); }
  /// Whether it can be said how long a limit holds.
  [[nodiscard]] bool follows(bool is_upper, double x) const {
    return find_held(is_upper, x) != nullptr || !paths_.empty() || is_settled(is_upper, x);
  }
  /// The limits that were followed.
  [[nodiscard]] const std::vector<held_limit>& limits() const noexcept { return held_; }

  /// Every replicate's numbers if they were kept, point by point, `runs()` numbers each; else empty.
  [[nodiscard]] const std::vector<double>& paths() const noexcept { return paths_; }
  [[nodiscard]] const std::vector<point_summary>& points() const noexcept { return points_; }

  friend bool operator==(const series&, const series&) = default;

 private:
  template <class F>
  [[nodiscard]] std::vector<double> each(F f) const {
    const floating_environment exact;
    std::vector<double> out;
    out.reserve(points_.size());
    for (const auto& p : points_) out.push_back(f(p));
    return out;
  }
  [[nodiscard]] std::optional<month> first(const std::vector<double>& chances, double probability,
                                           const char* of) const {
    check_probability(probability, of);
    for (std::size_t t = 0; t < chances.size(); ++t) {
      if (chances[t] >= probability) return month_of(t);
    }
    return std::nullopt;
  }

  /// When a limit held in so many replicates.
  struct held_of {
    held_runs runs;
    std::uint64_t replicates = 0;
  };

  [[nodiscard]] std::vector<double> staying(bool is_upper, double x, std::optional<int> months) const {
    if (months && (*months < 1 || static_cast<std::size_t>(*months) > size())) {
      throw std::invalid_argument("stays: months must be 1 to " + std::to_string(size()) + ", not " +
                                  std::to_string(*months));
    }
    const held_of counted = held(is_upper, x);
    std::vector<double> out =
        shares(months ? counted.runs.holding_for(static_cast<std::size_t>(*months)) : counted.runs.holding_to_end(),
               counted.replicates);
    out.resize(size(), std::numeric_limits<double>::quiet_NaN());
    return out;
  }
  [[nodiscard]] std::vector<double> reaching(bool is_upper, double x) const {
    const held_of counted = held(is_upper, x);
    return shares(counted.runs.reached(), counted.replicates);
  }
  [[nodiscard]] static std::vector<double> shares(const std::vector<std::uint64_t>& counts, std::uint64_t of) {
    std::vector<double> out;
    out.reserve(counts.size());
    for (const std::uint64_t n : counts) out.push_back(static_cast<double>(n) / static_cast<double>(of));
    return out;
  }

  [[nodiscard]] const held_runs* find_held(bool is_upper, double x) const noexcept {
    for (const held_limit& h : held_) {
      if (h.is_upper == is_upper && h.x == x) return &h.runs;
    }
    return nullptr;
  }
  /// Whether in every month all replicates keep a limit, or none does.
  [[nodiscard]] bool is_settled(bool is_upper, double x) const {
    return std::all_of(points_.begin(), points_.end(), [&](const point_summary& p) {
      const bool all = is_upper ? p.most() <= x : p.least() >= x;
      const bool none = is_upper ? p.least() > x : p.most() < x;
      return all || none;
    });
  }
  /// When a limit held. Throws std::invalid_argument if the measure cannot have it, `limit_not_followed`.
  [[nodiscard]] held_of held(bool is_upper, double x) const {
    check_limit(measure_, x);
    if (const held_runs* found = find_held(is_upper, x)) return {*found, runs()};
    if (!paths_.empty()) return {held_in_paths(paths_, static_cast<std::size_t>(runs()), is_upper, x), runs()};
    if (!is_settled(is_upper, x)) {
      throw limit_not_followed(measure_ + " of " + of_ + " in " + unit_ + " was not followed at " +
                               (is_upper ? "at most " : "at least ") + to_text(x) +
                               ": give the limit in forecast_options.limits, or keep paths");
    }
    std::vector<double> path;  // which stands for all
    for (const point_summary& p : points_) path.push_back(is_upper ? p.most() : p.least());
    return {held_in_paths(path, 1, is_upper, x), 1};
  }

  std::string measure_;
  std::string unit_;
  std::string of_;
  month start_;
  bool is_flow_ = false;
  bool is_count_ = false;
  std::vector<point_summary> points_;
  std::vector<double> paths_;
  std::vector<held_limit> held_;
};

}  // namespace probation
