// Our own rules: decimal arithmetic on what people wrote, and errors instead of surprises.
#pragma once

#include <algorithm>    // for std::find, std::min
#include <cmath>        // for std::isfinite, std::floor
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/decimal.hpp>
#include <probation/base/number.hpp>
#include <probation/workload/wmt/configuration.hpp>
#include <probation/workload/wmt/counts.hpp>

/// The rules that the library uses unless told otherwise. Every double stands for the shortest decimal that reads back
/// as it; sums and products are exact, so that the order of rows does not matter.
namespace probation::wmt::exact {

/// A sum of products of doubles as decimals. Whole numbers take a short way.
class sum {
 public:
  void add(double a, double b = 1) {
    const double product = a * b;
    if (a == std::floor(a) && b == std::floor(b) && std::abs(product) < most && std::abs(whole_) < most)
      whole_ += product;
    else
      rest_ = rest_ + decimal(a) * decimal(b);
  }
  void add(const decimal& x) { rest_ = rest_ + x; }
  void add(const sum& other) {
    add(other.whole_);
    rest_ = rest_ + other.rest_;
  }
  [[nodiscard]] decimal value() const { return rest_.is_zero() ? decimal(whole_) : decimal(whole_) + rest_; }
  [[nodiscard]] double to_double() const { return rest_.is_zero() ? whole_ : value().to_double(); }

 private:
  static constexpr double most = 4503599627370496.0;  // 2⁵²: sums of two stay exact
  double whole_ = 0;
  decimal rest_;
};

/// A finite number of hours, points … that is not negative; `error` otherwise.
inline double require(double x, std::string_view where, std::string_view expected) {
  if (std::isfinite(x) && x >= 0) return x;
  throw error(std::string(where), std::isnan(x) ? "not a number" : to_text(x), std::string(expected));
}

/// A whole number of cases or reports, 0 or more; `error` otherwise.
inline double require_count(double n, std::string_view where, std::string_view what = "cases") {
  if (std::isfinite(n) && n >= 0 && n == std::floor(n)) return n;
  throw error(std::string(where), std::isnan(n) ? "not a number" : to_text(n),
              "a whole number of " + std::string(what) + ", 0 or more");
}

/// Points of the cases of a tier: n × points, and where inactive cases are among them, less what each of these loses.
/// A case keeps `retained` per cent of its points. More inactive cases than cases is an error.
[[nodiscard]] inline decimal tier_points(const case_counts& n, double points, const retained_percent& keep,
                                         bool subtract, std::string_view where = "cases") {
  const std::string at(where);
  sum total;
  total.add(require_count(n.total, at + ".total"), require(points, at, "points a case, 0 or more"));
  const double warrants = require_count(n.warrants, at + ".warrants");
  const double unpaid_work = require_count(n.unpaid_work, at + ".unpaid_work");
  const double overdue = require_count(n.overdue, at + ".overdue");
  if (!subtract) return total.value();
  if (warrants + unpaid_work + overdue > n.total) {
    throw error(at, to_text(warrants + unpaid_work + overdue) + " inactive cases among " + to_text(n.total),
                "no more inactive cases than cases");
  }
  const auto lose = [&](double count, const std::optional<quantity>& percent) {
    const decimal kept = decimal(percent ? written_mean(*percent) : 0.0);
    // points × (100 − kept) ÷ 100: the division only moves the point
    total.add(-(decimal(count) * decimal(points) * (decimal(100) - kept) * *decimal::parse("0.01")));
  };
  lose(warrants, keep.warrants);
  lose(unpaid_work, keep.unpaid_work);
  lose(overdue, keep.overdue);
  return total.value();
}

namespace detail {

/// Points by location; untiered cases score nothing; what the configuration does not know is an error.
inline void add_locations(const caseload& cases, const configuration& c, const case_weights& weights, bool subtract,
                          std::string_view where, named<double>& out, sum& total) {
  for (const auto& [location, cells] : cases) {
    if (!weights.points.contains(location))
      throw wmt::detail::unknown(std::string(where), "location", location, wmt::detail::keys_of(weights.points));
    sum here;
    for (const auto& [tier, n] : cells) {
      const std::string at = path_of(where, {location, tier});
      if (tier == untiered) {
        require_count(n.total, at + ".total");
        continue;
      }
      if (std::find(c.tiers.begin(), c.tiers.end(), tier) == c.tiers.end())
        throw wmt::detail::unknown(at, "tier", tier, c.tiers);
      here.add(tier_points(n, written_mean(weight_of(weights, location, tier)), weights.inactive, subtract, at));
    }
    out[location] = here.to_double();
    total.add(here);
  }
}

inline double report(double count, const std::optional<quantity>& each, std::string_view what, sum& total) {
  require_count(count, what, "reports");
  if (count == 0) return 0;
  if (!each) throw error("reports." + std::string(what), "nothing", "points each");
  sum here;
  here.add(count, written_mean(*each));
  total.add(here);
  return here.to_double();
}

}  // namespace detail

/// Points of an officer, before contacts: cases at their weights, those of transition to adulthood at theirs less
/// what inactive ones lose, and reports. Not rounded.
[[nodiscard]] inline points_breakdown workload_points(const holding& h, const configuration& c) {
  points_breakdown out;
  sum total;
  detail::add_locations(h.active, c, c.cases, false, "cases", out.cases, total);
  detail::add_locations(h.t2a, c, c.t2a, true, "t2a", out.t2a, total);
  out.sdr = detail::report(h.sdrs, c.reports.sdr, "sdr", total);
  out.fdr = detail::report(h.fdrs, c.reports.fdr, "fdr", total);
  out.total = total.to_double();
  return out;
}

/// The same for a prison's officer: over all cases, and what those in custody would score on licence.
[[nodiscard]] inline points_breakdown omic_points(const holding& h, const configuration& c) {
  holding prison = h;
  prison.active = h.all;
  points_breakdown out = workload_points(prison, c);
  const auto on_licence = [&](const caseload& cases, const case_weights& weights, bool subtract) {
    named<double> by_location;
    sum total;
    if (const auto* custody = cases.find("custody"))
      detail::add_locations({{"licence", *custody}}, c, weights, subtract, "custody", by_location, total);
    return total.to_double();
  };
  out.projected_licence = on_licence(h.all, c.cases, false);
  out.t2a_projected_licence = on_licence(h.t2a, c.t2a, true);
  return out;
}

/// What to do when more hours are taken off than there are.
enum class over_reduction {
  refuse,  ///< an error
  zero,    ///< no capacity
};

/// Points that an officer can do in a month: target × (contracted − reductions) ÷ the band's hours, cut to a whole
/// number. `contracted`: the band's hours if absent. 0 for a grade without capacity.
[[nodiscard]] inline double available_points(double target, std::optional<double> contracted, double reduction,
                                             double band, over_reduction rule = over_reduction::refuse) {
  require(target, "target", "points, 0 or more");
  require(band, "hours", "hours a week, 0 or more");
  const double base = require(contracted.value_or(band), "contracted_hours", "hours a week, 0 or more");
  require(reduction, "reduction_hours", "hours a week, 0 or more");
  if (reduction > base && rule == over_reduction::refuse) {
    throw error("reduction_hours", to_text(reduction) + " of " + to_text(base) + " contracted hours",
                "no more than are contracted", "over_reduction=\"zero\" takes it for no capacity");
  }
  if (base == 0 || band == 0 || reduction >= base) return 0;
  return (decimal(target) * (decimal(base) - decimal(reduction))).whole_quotient(decimal(band)).to_double();
}

/// Points ÷ available in per cent; nothing where no points are available, since no percentage says that.
[[nodiscard]] inline std::optional<double> capacity_percent(double points, double available) {
  if (!std::isfinite(points)) throw error("points", to_text(points), "a finite number of points");
  require(available, "available_points", "points, 0 or more");
  if (available == 0) return std::nullopt;
  const double hundredfold = 100 * points;
  if (points == std::floor(points) && available == std::floor(available) && std::abs(hundredfold) < 9007199254740992.0)
    return hundredfold / available;  // exact above and below: rounded once
  return (decimal(100) * decimal(points)).divided_by(decimal(available), 30).to_double();
}

/// Hours of a reduction of so many per cent of the contracted hours, to two digits (halves up), never more than they;
/// all of them if there is no percentage.
[[nodiscard]] inline double reduction_hours(double contracted, std::optional<double> percent) {
  require(contracted, "contracted_hours", "hours a week, 0 or more");
  if (!percent) return contracted;
  require(*percent, "percent", "per cent, 0 or more");
  const double hours = (decimal(contracted) * decimal(*percent)).divided_by(decimal(100), 2).to_double();
  return (std::min)(hours, contracted);
}

}  // namespace probation::wmt::exact
