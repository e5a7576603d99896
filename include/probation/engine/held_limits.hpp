// Limits that are followed replicate by replicate: in which months each holds, for how long, and since when.
#pragma once

#include <algorithm>  // for std::fill
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t, std::uint64_t
#include <limits>     // for std::numeric_limits
#include <stdexcept>  // for std::invalid_argument
#include <vector>     // for std::vector

#include <probation/engine/bytes.hpp>
#include <probation/engine/plan.hpp>
#include <probation/engine/row_table.hpp>

namespace probation {

/// In which points a limit held, over all replicates: the counts of maximal runs of points from a to before b in which
/// it held, and of replicates in which it first held at a. Whole numbers: they merge in any order to the same bits, and
/// take no more room for more replicates.
///
/// A replicate holds at all of t … t + k − 1 just if one of its runs has a ≤ t and b ≥ t + k, so that any question of
/// how long it stays is a sum of counts.
class held_runs {
 public:
  held_runs() = default;
  explicit held_runs(std::size_t points) : by_start_(points), first_(points, 0) {}

  /// Number of points.
  [[nodiscard]] std::size_t size() const noexcept { return first_.size(); }

  /// Counts a run from a to before b. \pre a < b ≤ size()
  void add_run(std::size_t a, std::size_t b) {
    auto& row = by_start_[a];
    if (row.empty()) row.resize(size() - a, 0U);
    ++row[b - a - 1];
  }
  /// Counts a replicate in which it holds at a, and did not before.
  void add_first(std::size_t a) { ++first_[a]; }

  /// Adds the replicates of `other`; std::invalid_argument if it has another number of points.
  void add(const held_runs& other) {
    if (other.size() != size()) throw std::invalid_argument("held_runs: of different horizons");
    for (std::size_t a = 0; a < size(); ++a) {
      first_[a] += other.first_[a];
      if (other.by_start_[a].empty()) continue;
      auto& row = by_start_[a];
      if (row.empty()) row.resize(size() - a, 0U);
      for (std::size_t i = 0; i < row.size(); ++i) row[i] += other.by_start_[a][i];
    }
  }

  /// In how many replicates it holds at point t and all of the `length` points from there on, by t; of those points
  /// that the horizon leaves room for.
  [[nodiscard]] std::vector<std::uint64_t> holding_for(std::size_t length) const {
    std::vector<std::uint64_t> out;
    std::vector<std::uint64_t> ending(size() + 1, 0);  // by b: runs that began by t
    for (std::size_t t = 0; t + length <= size(); ++t) {
      for (std::size_t i = 0; i < by_start_[t].size(); ++i) ending[t + i + 1] += by_start_[t][i];
      out.push_back(sum_from(ending, t + length));
    }
    return out;
  }
  /// In how many replicates it holds at point t and all after it, by t.
  [[nodiscard]] std::vector<std::uint64_t> holding_to_end() const {
    std::vector<std::uint64_t> out;
    std::uint64_t n = 0;
    for (const auto& row : by_start_) out.push_back(n += row.empty() ? 0 : row.back());
    return out;
  }
  /// In how many replicates it has held at point t or before, by t.
  [[nodiscard]] std::vector<std::uint64_t> reached() const {
    std::vector<std::uint64_t> out;
    std::uint64_t n = 0;
    for (const std::uint32_t x : first_) out.push_back(n += x);
    return out;
  }

  void write(byte_writer& to) const {
    to.number(size());
    for (std::size_t a = 0; a < size(); ++a) {
      to.number(first_[a]);
      std::uint64_t kinds = 0;
      for (const std::uint32_t n : by_start_[a]) kinds += n > 0 ? 1 : 0;
      to.number(kinds);
      for (std::size_t i = 0; i < by_start_[a].size(); ++i) {
        if (by_start_[a][i] == 0) continue;
        to.number(i);
        to.number(by_start_[a][i]);
      }
    }
  }
  /// Reads what `write` has written of `runs` replicates; throws std::invalid_argument if they cannot have held so.
  [[nodiscard]] static held_runs read(byte_reader& from, std::uint64_t runs) {
    held_runs out(from.size());
    const auto count = [&] {
      const std::uint64_t n = from.number();
      if (n > runs || n > (std::numeric_limits<std::uint32_t>::max)()) refuse();
      return static_cast<std::uint32_t>(n);
    };
    for (std::size_t a = 0; a < out.size(); ++a) {
      out.first_[a] = count();
      const std::size_t kinds = from.size();
      if (kinds > out.size() - a) refuse();
      if (kinds > 0) out.by_start_[a].resize(out.size() - a, 0U);
      for (std::size_t k = 0; k < kinds; ++k) {
        const std::uint64_t i = from.number();
        if (i >= out.by_start_[a].size() || out.by_start_[a][i] != 0) refuse();
        out.by_start_[a][i] = count();
        if (out.by_start_[a][i] == 0) refuse();
      }
    }
    if (!out.is_sound(runs)) refuse();
    return out;
  }

  friend bool operator==(const held_runs&, const held_runs&) = default;

 private:
  [[noreturn]] static void refuse() { throw std::invalid_argument("bytes: not those of limits that held"); }

  [[nodiscard]] static std::uint64_t sum_from(const std::vector<std::uint64_t>& counts, std::size_t b) {
    std::uint64_t n = 0;
    for (; b < counts.size(); ++b) n += counts[b];
    return n;
  }

  /// Whether so many replicates can have held in these points: no more than all at any of them.
  [[nodiscard]] bool is_sound(std::uint64_t runs) const {
    if (size() == 0) return true;
    if (reached().back() > runs) return false;
    std::vector<std::uint64_t> ending(size() + 1, 0);
    std::uint64_t holding = 0;
    for (std::size_t t = 0; t < size(); ++t) {
      holding -= ending[t];
      for (std::size_t i = 0; i < by_start_[t].size(); ++i) {
        ending[t + i + 1] += by_start_[t][i];
        holding += by_start_[t][i];
      }
      if (holding > runs) return false;
    }
    return true;
  }

  std::vector<std::vector<std::uint32_t>> by_start_;  // by a, and then b − a − 1; empty where no run begins
  std::vector<std::uint32_t> first_;                  // by a
};

namespace detail {

/// Since which point a limit has held in each of some replicates.
class held_since {
 public:
  explicit held_since(std::size_t replicates = 0) : since_(replicates, never) {}

  void begin() { std::fill(since_.begin(), since_.end(), never); }

  /// Looks at point t of the replicates from `from` on; points come in order.
  void follow(const output_limit& limit, std::size_t t, const row_block& x, std::size_t from, held_runs& to) {
    for (std::size_t r = 0; r < x.rows; ++r) {
      const double* const y = x.from + r * x.stride;
      double* const since = since_.data() + from + r * x.n;
      if (limit.is_upper) {
        follow_row(y, since, x.n, static_cast<double>(t), to, [&](double z) { return z <= limit.x; });
      } else {
        follow_row(y, since, x.n, static_cast<double>(t), to, [&](double z) { return z >= limit.x; });
      }
    }
  }
  /// Ends the runs of the first n replicates with the horizon.
  void end(std::size_t n, held_runs& to) {
    for (std::size_t i = 0; i < n; ++i) {
      if (since_[i] >= 0.0) to.add_run(static_cast<std::size_t>(since_[i]), to.size());
    }
  }

 private:
  // Doubles, as what they are compared with: then whole rows are looked at by the instructions for many numbers.
  static constexpr double never = -1.0;
  static constexpr double no_longer = -2.0;

  template <class Holds>
  static void follow_row(const double* y, double* since, std::size_t n, double t, held_runs& to, Holds holds) {
    constexpr std::size_t few = 16;
    for (std::size_t i = 0; i < n; i += few) {
      const std::size_t end = n - i < few ? n : i + few;
      std::uint64_t changed = 0;  // seldom
      for (std::size_t k = i; k < end; ++k) changed |= static_cast<std::uint64_t>(holds(y[k]) != (since[k] >= 0.0));
      if (changed == 0) continue;
      for (std::size_t k = i; k < end; ++k) change(holds(y[k]), since[k], t, to);
    }
  }
  static void change(bool holds, double& since, double t, held_runs& to) {
    if (holds == (since >= 0.0)) return;
    if (holds) {
      if (since == never) to.add_first(static_cast<std::size_t>(t));
      since = t;
    } else {
      to.add_run(static_cast<std::size_t>(since), static_cast<std::size_t>(t));
      since = no_longer;
    }
  }

  std::vector<double> since_;
};

/// The limits that outputs of a plan have, and where each stands in its replicates.
class followed_limits {
 public:
  followed_limits(const std::vector<output_limit>& limits, std::size_t outputs, std::size_t replicates)
      : limits_(&limits), since_(limits.size(), held_since(replicates)), of_(outputs) {
    for (std::size_t i = 0; i < limits.size(); ++i) of_[limits[i].output].push_back(i);
  }

  [[nodiscard]] const std::vector<output_limit>& limits() const noexcept { return *limits_; }
  [[nodiscard]] bool has(std::size_t output) const noexcept { return !of_[output].empty(); }

  void begin() {
    for (held_since& s : since_) s.begin();
  }
  void follow(std::size_t output, std::size_t t, const row_block& x, std::size_t from, std::vector<held_runs>& to) {
    for (const std::size_t i : of_[output]) since_[i].follow((*limits_)[i], t, x, from, to[i]);
  }
  void end(std::size_t limit, std::size_t n, held_runs& to) { since_[limit].end(n, to); }

 private:
  const std::vector<output_limit>* limits_;
  std::vector<held_since> since_;
  std::vector<std::vector<std::size_t>> of_;  // by output: its limits
};

}  // namespace detail

/// When a limit held in paths that lie point by point, `runs` numbers each: the same counts as when it is followed.
[[nodiscard]] inline held_runs held_in_paths(const std::vector<double>& paths, std::size_t runs, bool is_upper,
                                             double x) {
  held_runs out(runs == 0 ? 0 : paths.size() / runs);
  detail::held_since since(runs);
  const output_limit limit{0, is_upper, x};
  for (std::size_t t = 0; t < out.size(); ++t) since.follow(limit, t, {paths.data() + t * runs, runs}, 0, out);
  since.end(runs, out);
  return out;
}

}  // namespace probation
