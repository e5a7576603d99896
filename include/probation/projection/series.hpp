// One measure of one unit over the months of a forecast.
#pragma once

#include <algorithm>  // for std::max, std::min
#include <cmath>      // for std::sqrt
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/floating_environment.hpp>
#include <probation/base/month.hpp>
#include <probation/engine/summary.hpp>

namespace probation {

/// A measure by month: T + 1 points (start of each month) if it is a stock, T if it is a flow. A regular value.
class series {
 public:
  series() = default;
  series(std::string measure, std::string unit, std::string of, month start, bool is_flow, bool is_count,
         std::vector<point_summary> points, std::vector<double> paths = {})
      : measure_(std::move(measure)),
        unit_(std::move(unit)),
        of_(std::move(of)),
        start_(start),
        is_flow_(is_flow),
        is_count_(is_count),
        points_(std::move(points)),
        paths_(std::move(paths)) {}

  [[nodiscard]] const std::string& measure() const noexcept { return measure_; }
  [[nodiscard]] const std::string& unit() const noexcept { return unit_; }
  [[nodiscard]] const std::string& of() const noexcept { return of_; }
  /// Flows belong to their month; stocks are those at its start.
  [[nodiscard]] bool is_flow() const noexcept { return is_flow_; }
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
    if (!(q >= 0.0 && q <= 1.0)) throw std::invalid_argument("quantile: q must be between 0 and 1");
    return each([&](const point_summary& p) { return p.quantile(q, is_count_); });
  }
  /// Monte Carlo standard error of the q-quantile by month: half the distance between the quantiles one standard
  /// deviation of a binomial share to either side, q ± √(q(1 − q) ÷ runs). Needs no density; the ranks of order
  /// statistics are binomial (David and Nagaraja, Order Statistics, 2003, §2.5 and §7.1). std::invalid_argument unless
  /// 0 ≤ q ≤ 1.
  [[nodiscard]] std::vector<double> quantile_error(double q) const {
    if (!(q >= 0.0 && q <= 1.0)) throw std::invalid_argument("quantile_error: q must be between 0 and 1");
    return each([&](const point_summary& p) {
      const double step = std::sqrt(q * (1.0 - q) / static_cast<double>(p.count()));
      const double low = p.quantile(std::max(0.0, q - step), is_count_);
      const double high = p.quantile(std::min(1.0, q + step), is_count_);
      return low == high ? 0.0 : (high - low) / 2.0;
    });
  }
  /// Probability, by month, that the measure is at most x.
  [[nodiscard]] std::vector<double> probability_at_most(double x) const {
    return each([&](const point_summary& p) { return p.at_most(x); });
  }
  /// Probability, by month, that the measure is at least x.
  [[nodiscard]] std::vector<double> probability_at_least(double x) const {
    return each([&](const point_summary& p) { return p.at_least(x); });
  }
  /// The first month in which the measure is at most x with that probability or more (each month on its own).
  [[nodiscard]] std::optional<month> first_month_at_most(double x, double probability) const {
    return first(probability_at_most(x), probability);
  }
  /// The first month in which the measure is at least x with that probability or more (each month on its own).
  [[nodiscard]] std::optional<month> first_month_at_least(double x, double probability) const {
    return first(probability_at_least(x), probability);
  }
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
  [[nodiscard]] std::optional<month> first(const std::vector<double>& chances, double probability) const {
    if (!(probability > 0.0 && probability <= 1.0)) {
      throw std::invalid_argument("first_month: probability must be above 0 and at most 1");
    }
    for (std::size_t t = 0; t < chances.size(); ++t) {
      if (chances[t] >= probability) return month_of(t);
    }
    return std::nullopt;
  }

  std::string measure_;
  std::string unit_;
  std::string of_;
  month start_;
  bool is_flow_ = false;
  bool is_count_ = false;
  std::vector<point_summary> points_;
  std::vector<double> paths_;
};

}  // namespace probation
