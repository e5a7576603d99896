// Small plans and readings of them, for the tests of primitives.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <probation/engine/ensemble.hpp>
#include <probation/engine/stocks.hpp>

namespace probation::testing {

inline plan plan_of(int months) {
  plan p;
  p.start = month(2022, 4);
  p.months = months;
  return p;
}

/// Records a stock or a flow under a name.
inline void stock(value v, const std::string& name) { record(v, name, "", ""); }
inline void flow(value v, const std::string& name) { record(v, name, "", "", true); }

/// Paths of an ensemble by name: month by month, replicate by replicate.
class paths_of {
 public:
  paths_of(const plan& p, ensemble_options o)
      : outputs_(p.outputs), runs_(o.runs == 0 ? 1 : o.runs), r_([&] {
          o.keep_paths = true;
          return run_ensemble(p, o);
        }()) {}

  [[nodiscard]] double at(const std::string& name, std::size_t t, std::size_t replicate = 0) const {
    return r_.paths[find(name)].at(t * runs_ + replicate);
  }
  [[nodiscard]] const point_summary& summary(const std::string& name, std::size_t t) const {
    return r_.points[find(name)].at(t);
  }
  [[nodiscard]] double mean(const std::string& name, std::size_t t) const { return summary(name, t).mean(); }
  [[nodiscard]] std::size_t runs() const { return runs_; }
  [[nodiscard]] const ensemble_result& result() const { return r_; }

 private:
  [[nodiscard]] std::size_t find(const std::string& name) const {
    for (std::size_t k = 0; k < outputs_.size(); ++k) {
      if (outputs_[k].measure == name) return k;
    }
    throw std::out_of_range(name);
  }

  std::vector<output_info> outputs_;
  std::size_t runs_;
  ensemble_result r_;
};

/// Numbers for random plans. Written out, since the standard leaves its distributions to the library.
class dice {
 public:
  explicit dice(std::uint32_t seed) : engine_(seed) {}

  /// A number in [0, 1).
  double unit() { return static_cast<double>(engine_()) * 0x1p-32; }
  double real(double low, double high) { return low + (high - low) * unit(); }
  /// A whole number from low to high, both included.
  int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
  bool chance(double q) { return unit() < q; }

 private:
  std::mt19937 engine_;
};

inline bool is_whole(double x) { return x >= 0.0 && x == std::floor(x); }

}  // namespace probation::testing
