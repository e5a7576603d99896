// What is kept of many replicates: exact, mergeable in any order to the same bits, of a size that does not grow.
#pragma once

#include <algorithm>  // for std::sort, std::min, std::max
#include <bit>        // for std::bit_cast
#include <cmath>      // for std::isfinite
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint64_t
#include <limits>     // for std::numeric_limits
#include <stdexcept>  // for std::invalid_argument
#include <vector>     // for std::vector

#include <probation/engine/bins.hpp>
#include <probation/engine/bytes.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/whole_counts.hpp>

namespace probation {

/// A sum of doubles in fixed point: integers add in any order to the same bits. Each term is rounded to 2⁻⁴⁰.
class exact_sum {
 public:
  /// Adds x, |x| < 2⁷⁰.
  void add(double x) noexcept {
    add_loosely(x);
    carry();
  }
  void add(const exact_sum& other) noexcept { add_parts(other.high_, other.low_); }
  /// Adds a sum of at most 128 terms (each below 2⁵⁶, so that 64 bits hold them): `high` in units of 2¹⁶, `low` in
  /// units of 2⁻⁴⁰.
  void add_parts(std::int64_t high, std::uint64_t low) noexcept {
    high_ += high;
    low_ += low;
    carry();
  }
  [[nodiscard]] double value() const noexcept {
    return static_cast<double>(high_) * 0x1p16 + static_cast<double>(low_) * 0x1p-40;
  }

  void write(byte_writer& to) const {
    to.word(std::bit_cast<std::uint64_t>(high_));
    to.word(low_);
  }
  [[nodiscard]] static exact_sum read(byte_reader& from) {
    exact_sum out;
    out.high_ = std::bit_cast<std::int64_t>(from.word());
    out.low_ = from.word();
    return out;
  }

  friend bool operator==(const exact_sum&, const exact_sum&) = default;

 private:
  void add_loosely(double x) noexcept {
    const double units = x * 0x1p-16;
    auto high = static_cast<std::int64_t>(units);
    high -= units < static_cast<double>(high) ? 1 : 0;  // floor, without a call at the baseline instruction set
    high_ += high;
    const double rest = (x - static_cast<double>(high) * 0x1p16) * 0x1p8;
    const auto middle = static_cast<std::uint64_t>(rest);
    low_ += (middle << 32) + static_cast<std::uint64_t>((rest - static_cast<double>(middle)) * 0x1p32 + 0.5);
  }
  void carry() noexcept {
    high_ += static_cast<std::int64_t>(low_ >> 56);
    low_ &= (std::uint64_t{1} << 56) - 1;
  }

  std::int64_t high_ = 0;  // in units of 2^16
  std::uint64_t low_ = 0;  // in units of 2^-40, below 2^56
};

/// The replicates of one series at one point: count, mean, variance, least, greatest, and counts in bins.
///
/// Bins are (lower, upper], with 2048 to each power of two: an upper edge is a number of twelve significant bits, so
/// whole numbers up to 4096 have a bin of their own, and the probability of "at most 1.0" or "above 60" is exact.
/// Other quantiles are within 0.05 % of the number (half a bin after interpolation).
class point_summary {
 public:
  static constexpr int bits = 11;
  static constexpr std::size_t in_step = 0;
  static constexpr std::size_t least_held = 64;

  void add(double x) { add(&x, 1); }

  /// Adds the numbers of n replicates. `held` numbers are held before they are gathered into bins: more of them take
  /// less time and more memory, four bytes each. `in_step`: as many as there are bins.
  void add(const double* x, std::size_t n, std::size_t held = in_step) {
    const row_functions& rows = random_rows();
    for (; n > digest_width; n -= digest_width, x += digest_width) add_some(rows, x, digest_width, held);
    add_some(rows, x, n, held);
  }

  void add(const point_summary& other) {
    count_ += other.count_;
    infinite_ += other.infinite_;
    sum_.add(other.sum_);
    squares_.add(other.squares_);
    least_ = std::min(least_, other.least_);
    most_ = std::max(most_, other.most_);
    compact();
    packed_bins both;
    if (other.fresh_.empty() && other.whole_.empty()) {
      merge(bins_, other.bins_, both);
    } else {
      point_summary copy = other;
      copy.compact();
      merge(bins_, copy.bins_, both);
    }
    bins_.assign(both);
  }

  /// Gathers what was added lately into bins, and gives the memory back that adding took. Needed before quantiles and
  /// comparison.
  void compact() {
    gather();
    fresh_ = {};
    if (whole_.empty()) return;
    packed_bins counted;
    bin_count last;
    whole_.for_each([&](double x, std::uint32_t n) {
      const std::uint32_t key = key_of(x);
      if (last.count > 0 && key != last.key) counted.append(last.key, last.count);
      last = {key, last.key == key ? last.count + n : n};
    });
    counted.append(last.key, last.count);
    packed_bins both;
    merge(bins_, counted, both);
    bins_.assign(both);
    whole_ = {};
  }

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] double least() const noexcept { return least_; }
  [[nodiscard]] double most() const noexcept { return most_; }

  /// Mean; infinite if any replicate is.
  [[nodiscard]] double mean() const noexcept {
    if (infinite_ > 0) return most_;
    return least_ == most_ ? least_ : sum_.value() / static_cast<double>(count_);
  }
  /// Variance of a replicate, with divisor count − 1; 0 for one replicate.
  [[nodiscard]] double variance() const noexcept {
    if (count_ < 2 || least_ == most_) return 0.0;
    if (infinite_ > 0) return most_;
    const auto n = static_cast<double>(count_);
    const double m = sum_.value() / n;
    return std::max(0.0, (squares_.value() - n * m * m) / (n - 1.0));
  }

  /// Share of replicates of at most x (exact where x has twelve significant bits, else to within x's bin).
  [[nodiscard]] double at_most(double x) const {
    if (x >= most_) return 1.0;
    if (x < least_) return 0.0;
    const std::uint32_t key = key_of(x);
    const bool edge = upper(key) == x;
    std::uint64_t below = 0;
    packed_bins::cursor at(bins_);
    for (bin_count b; at.next(b) && (b.key < key || (b.key == key && edge));) below += b.count;
    return static_cast<double>(below) / static_cast<double>(count_);
  }

  /// Share of replicates of at least x, with the same exactness: bins end at x, so x itself is told apart by the bin
  /// that it closes, which also holds what lies just below. Exact for counts; else to within that bin.
  [[nodiscard]] double at_least(double x) const {
    if (x <= least_) return 1.0;
    if (x > most_) return 0.0;
    const std::uint32_t key = key_of(x);
    std::uint64_t from = 0;
    packed_bins::cursor at(bins_);
    for (bin_count b; at.next(b);) from += b.key >= key ? b.count : 0;
    return static_cast<double>(from) / static_cast<double>(count_);
  }

  /// The q-quantile: the least number that at least a share q of replicates do not exceed. `whole` numbers as they are,
  /// others interpolated within their bin.
  [[nodiscard]] double quantile(double q, bool is_whole) const {
    const double target = q * static_cast<double>(count_);
    std::uint64_t below = 0;
    packed_bins::cursor at(bins_);
    for (bin_count b; at.next(b); below += b.count) {
      if (static_cast<double>(below + b.count) >= target) {
        const double top = upper(b.key);
        double x = top;
        if (!is_whole && std::isfinite(top)) {
          const double bottom = lower(b.key);
          x = bottom + (top - bottom) * std::max(0.0, (target - static_cast<double>(below)) / b.count);
        }
        return std::min(std::max(x, least_), most_);
      }
    }
    return most_;
  }

  /// Writes a compact summary.
  void write(byte_writer& to) const {
    to.number(count_);
    to.number(infinite_);
    sum_.write(to);
    squares_.write(to);
    to.real(least_);
    to.real(most_);
    to.number(bins_.size());
    std::uint32_t last = 0;
    packed_bins::cursor at(bins_);
    for (bin_count b; at.next(b); last = b.key) {
      to.number(b.key - last);
      to.number(b.count);
    }
  }
  /// Reads what `write` has written; throws std::invalid_argument if the counts of its bins do not add up.
  [[nodiscard]] static point_summary read(byte_reader& from) {
    point_summary out;
    out.count_ = from.number();
    out.infinite_ = from.number();
    out.sum_ = exact_sum::read(from);
    out.squares_ = exact_sum::read(from);
    out.least_ = from.real();
    out.most_ = from.real();
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t key = 0;
    std::uint64_t all = 0;
    for (std::size_t i = from.size(); i > 0; --i) {
      const std::uint64_t step = from.number();
      const std::uint64_t n = from.number();
      key += step;
      all += n;
      if (step == 0 || step > most || key > most || n == 0 || n > most) {
        throw std::invalid_argument("bytes: not those of a summary");
      }
      out.bins_.append(static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(n));
    }
    if (all != out.count_ || out.infinite_ > out.count_) throw std::invalid_argument("bytes: not those of a summary");
    return out;
  }

  friend bool operator==(const point_summary& a, const point_summary& b) {
    return a.count_ == b.count_ && a.infinite_ == b.infinite_ && a.sum_ == b.sum_ && a.squares_ == b.squares_ &&
           a.least_ == b.least_ && a.most_ == b.most_ && a.bins_ == b.bins_ && a.fresh_ == b.fresh_ &&
           a.whole_ == b.whole_;
  }

 private:
  /// Adds n numbers, at most `digest_width`.
  void add_some(const row_functions& rows, const double* x, std::size_t n, std::size_t held) {
    if (n == 0) return;
    count_ += n;
    row_digest d;
    if (rows.digest_counts(x, n, d) && whole_.add(x, n, d.least, d.most)) {
      take(d);
      return;
    }
    const std::size_t before = fresh_.size();
    fresh_.resize(before + n);
    if (rows.digest(x, n, d, fresh_.data() + before)) {
      take(d);
    } else {
      for (std::size_t i = 0; i < n; ++i) add_unusual(x[i] + 0.0, fresh_[before + i]);
    }
    // A buffer in step with the bins: gathering then costs each number a constant.
    if (fresh_.size() >= (held != in_step ? held : std::max(least_held, bins_.size()))) gather();
  }
  void take(const row_digest& d) noexcept {
    sum_.add_parts(d.sum_high, d.sum_low);
    squares_.add_parts(d.square_high, d.square_low);
    least_ = std::min(least_, d.least);
    most_ = std::max(most_, d.most);
  }
  void gather() {
    if (fresh_.empty()) return;
    auto [low, high] = extremes(fresh_);
    bin_count b;
    if (packed_bins::cursor(bins_).next(b)) {
      low = std::min(low, b.key);
      high = std::max(high, bins_.last());
    }
    thread_local packed_bins all;  // keeps its memory between calls
    all.clear();
    const std::size_t range = static_cast<std::size_t>(high - low) + 1;
    if (range <= 4 * (fresh_.size() + bins_.size())) {  // close together, as most measures are: count
      thread_local std::vector<std::uint32_t> counts;   // all 0 between calls
      if (counts.size() < range) counts.resize(range, 0U);
      for (const std::uint32_t key : fresh_) ++counts[key - low];
      packed_bins::cursor at(bins_);
      while (at.next(b)) counts[b.key - low] += b.count;
      for (std::size_t i = 0; i < range; ++i) {
        if (counts[i] == 0) continue;
        all.append(low + static_cast<std::uint32_t>(i), counts[i]);
        counts[i] = 0;
      }
    } else {
      std::sort(fresh_.begin(), fresh_.end());
      packed_bins sorted;
      for (std::size_t i = 0; i < fresh_.size();) {
        const std::size_t first = i;
        while (i < fresh_.size() && fresh_[i] == fresh_[first]) ++i;
        sorted.append(fresh_[first], static_cast<std::uint32_t>(i - first));
      }
      merge(bins_, sorted, all);
    }
    bins_.assign(all);
    fresh_.clear();
  }
  void add_unusual(double x, std::uint32_t& key) {
    least_ = x < least_ ? x : least_;
    most_ = x > most_ ? x : most_;
    if (std::isfinite(x)) {
      sum_.add(x);
      squares_.add(x * x);
    } else {
      ++infinite_;
    }
    key = key_of(x);
  }

  // Doubles in the order of integers, cut to 1 + 11 + `bits` bits, rounded up: the key of the bin that x closes.
  static constexpr int shift = 52 - bits;

  static constexpr std::uint64_t middle = std::uint64_t{1} << 63;

  [[nodiscard]] static std::uint64_t ordered(double x) noexcept {
    const auto u = std::bit_cast<std::uint64_t>(x);
    return (u & middle) != 0 ? middle - (u & ~middle) : middle + u;
  }
  [[nodiscard]] static double unordered(std::uint64_t o) noexcept {
    return o < middle ? -std::bit_cast<double>(middle - o) : std::bit_cast<double>(o - middle);
  }
  [[nodiscard]] static std::uint32_t key_of(double x) noexcept {
    return static_cast<std::uint32_t>((ordered(x) + ((std::uint64_t{1} << shift) - 1)) >> shift);
  }
  [[nodiscard]] static double upper(std::uint32_t key) noexcept {
    return unordered(static_cast<std::uint64_t>(key) << shift);
  }
  [[nodiscard]] static double lower(std::uint32_t key) noexcept {
    return unordered(static_cast<std::uint64_t>(key - 1) << shift);
  }

  struct key_range {
    std::uint32_t low, high;
  };
  [[nodiscard]] static key_range extremes(const std::vector<std::uint32_t>& keys) noexcept {
    key_range out{keys.front(), keys.front()};
    for (const std::uint32_t key : keys) {
      out.low = key < out.low ? key : out.low;
      out.high = key > out.high ? key : out.high;
    }
    return out;
  }

  /// Appends the bins of both to `out`.
  static void merge(const packed_bins& a, const packed_bins& b, packed_bins& out) {
    packed_bins::cursor at_a(a);
    packed_bins::cursor at_b(b);
    bin_count x;
    bin_count y;
    bool has_x = at_a.next(x);
    bool has_y = at_b.next(y);
    while (has_x || has_y) {
      if (!has_y || (has_x && x.key < y.key)) {
        out.append(x.key, x.count);
        has_x = at_a.next(x);
      } else if (!has_x || y.key < x.key) {
        out.append(y.key, y.count);
        has_y = at_b.next(y);
      } else {
        out.append(x.key, x.count + y.count);
        has_x = at_a.next(x);
        has_y = at_b.next(y);
      }
    }
  }

  std::uint64_t count_ = 0;
  std::uint64_t infinite_ = 0;
  exact_sum sum_;
  exact_sum squares_;
  double least_ = std::numeric_limits<double>::infinity();
  double most_ = -std::numeric_limits<double>::infinity();
  packed_bins bins_;
  std::vector<std::uint32_t> fresh_;
  whole_counts whole_;
};

}  // namespace probation
