// What is kept of many replicates: exact, mergeable in any order to the same bits, of a size that does not grow.
#pragma once

#include <algorithm>  // for std::min, std::max
#include <bit>        // for std::bit_cast
#include <cmath>      // for std::abs, std::isfinite
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint64_t
#include <limits>     // for std::numeric_limits
#include <stdexcept>  // for std::invalid_argument, std::overflow_error
#include <vector>     // for std::vector

#include <boost/sort/pdqsort/pdqsort.hpp>  // for boost::sort::pdqsort_branchless

#include <probation/base/number.hpp>
#include <probation/engine/bins.hpp>
#include <probation/engine/bytes.hpp>
#include <probation/engine/dense_counts.hpp>
#include <probation/engine/exact_sum.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/summary_scratch.hpp>

namespace probation {

/// The replicates of one series at one point: count, mean, variance, least, greatest, and counts in bins.
///
/// Bins are (lower, upper], with 2048 to each power of two: an upper edge is a number of twelve significant bits, so
/// whole numbers up to 4096 have a bin of their own, and the probability of "at most 1.0" or "above 60" is exact.
/// Other quantiles are within 0.05 % of the number (half a bin after interpolation).
class point_summary {
 public:
  static constexpr int bits = 11;
  static constexpr std::size_t usual_room = 8192;

  void add(double x) { add({&x, 1}); }

  /// Adds the numbers of some rows; throws std::overflow_error at a finite one above 2⁵¹ in size. What takes less than
  /// `room` bytes (roughly) may be kept in a form that is fast to add to; with little room every call packs what it
  /// adds.
  void add(const row_block& x, std::size_t room = usual_room) {
    const row_functions& by = random_rows();
    const std::size_t n = (std::min)(x.n, digest_width);  // of a row, at a time
    const std::size_t rows = (std::max<std::size_t>)(1, digest_width / n);
    for (std::size_t r = 0; r < x.rows; r += rows) {
      for (std::size_t i = 0; i < x.n; i += n) {
        add_some(by, {x.from + r * x.stride + i, (std::min)(n, x.n - i), (std::min)(rows, x.rows - r), x.stride}, room);
      }
    }
  }

  void add(const point_summary& other) {
    count_ += other.count_;
    infinite_ += other.infinite_;
    sum_.add(other.sum_);
    squares_.add(other.squares_);
    least_ = (std::min)(least_, other.least_);
    most_ = (std::max)(most_, other.most_);
    if (other.form_ != form_ || !other.fresh_.empty() || !counts_.add(other.counts_, usual_room)) {
      compact();
      point_summary copy = other;
      copy.compact();
      add_bins(copy.bins_);
    } else if (!other.bins_.empty()) {
      add_bins(other.bins_);
    }
  }

  /// Packs what was added lately into bins, and gives the memory back that adding took. Needed before quantiles and
  /// comparison.
  void compact() {
    pack_counts();
    gather(fresh_.data(), fresh_.size());
    fresh_ = {};
    form_ = form::by_number;
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
    return (std::max)(0.0, (squares_.value() - n * m * m) / (n - 1.0));
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
          x = bottom + (top - bottom) * (std::max)(0.0, (target - static_cast<double>(below)) / b.count);
        }
        return (std::min)((std::max)(x, least_), most_);
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
    constexpr std::uint64_t most = (std::numeric_limits<std::uint32_t>::max)();
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
           a.counts_ == b.counts_;
  }

 private:
  /// How numbers are counted while they are added: most series are whole numbers near to each other, or near enough
  /// for their bins to lie side by side.
  enum class form : std::uint8_t { by_number, by_bin, packed };

  /// Adds at most `digest_width` numbers.
  void add_some(const row_functions& by, const row_block& x, std::size_t room) {
    const std::size_t n = x.n * x.rows;
    count_ += n;
    row_digest d;
    std::uint32_t keys[digest_width];
    if (form_ == form::by_number) {
      const std::size_t longest = (std::min<std::size_t>)(room, 1024);
      if (by.digest_counts(x, d, keys) && counts_.add(keys, n, whole(d.least), whole(d.most), longest)) return take(d);
      pack_counts();
      form_ = form::by_bin;
    }
    if (by.digest(x, d, keys)) {
      take(d);
    } else {
      take_unusual(x, keys);
      pack_counts();
      form_ = form::packed;
    }
    if (form_ == form::by_bin) {
      if (counts_.add(keys, n, key_of(d.least), key_of(d.most), room)) return;
      pack_counts();
      form_ = form::packed;
    }
    if (fresh_.empty() && (n >= room / 4 || n >= (std::max<std::size_t>)(64, bins_.size()))) {
      gather(keys, n);
      return;
    }
    fresh_.insert(fresh_.end(), keys, keys + n);
    // In step with the bins: packing then costs each number a constant.
    if (fresh_.size() < (std::min)(room / 4, (std::max<std::size_t>)(64, bins_.size()))) return;
    gather(fresh_.data(), fresh_.size());
    fresh_.clear();
  }
  [[nodiscard]] static std::uint32_t whole(double x) noexcept { return static_cast<std::uint32_t>(x); }
  void take(const row_digest& d) noexcept {
    sum_.add_parts(d.sum_high, d.sum_low);
    squares_.add_parts(d.square_high, d.square_low);
    least_ = (std::min)(least_, d.least);
    most_ = (std::max)(most_, d.most);
  }
  /// Numbers of which some are infinite, or great.
  void take_unusual(const row_block& x, std::uint32_t* keys) {
    for (std::size_t r = 0; r < x.rows; ++r) {
      for (std::size_t i = 0; i < x.n; ++i) {
        const double y = x.from[r * x.stride + i] + 0.0;
        least_ = (std::min)(least_, y);
        most_ = (std::max)(most_, y);
        *keys++ = key_of(y);
        if (std::isfinite(y)) {
          if (std::abs(y) > exact_sum::most) {
            throw std::overflow_error("a replicate has " + to_text(y) + " and numbers are summed up to " +
                                      to_text(exact_sum::most) + " in size: use a greater unit");
          }
          sum_.add(y);
          squares_.add(y * y);
        } else {
          ++infinite_;
        }
      }
    }
  }

  /// Counts become bins.
  void pack_counts() {
    if (counts_.empty()) return;
    packed_bins& counted = detail::summary_scratch::of_thread().counted;
    counted.clear();
    if (form_ == form::by_bin) {
      counts_.for_each([&](std::uint32_t key, std::uint32_t n) { counted.append(key, n); });
    } else {
      bin_count last;
      counts_.for_each([&](std::uint32_t x, std::uint32_t n) {
        const std::uint32_t key = key_of(static_cast<double>(x));
        if (last.count > 0 && key != last.key) counted.append(last.key, last.count);
        last = {key, last.key == key ? last.count + n : n};
      });
      counted.append(last.key, last.count);
    }
    counts_ = {};
    add_bins(counted);
  }
  void add_bins(const packed_bins& more) {
    if (bins_.empty()) return bins_.assign(more);
    packed_bins& both = detail::summary_scratch::of_thread().both;
    both.clear();
    merge(bins_, more, both);
    bins_.assign(both);
  }

  /// Adds n keys to the bins.
  void gather(std::uint32_t* keys, std::size_t n) {
    if (n == 0) return;
    auto [low, high] = extremes(keys, n);
    bin_count b;
    if (packed_bins::cursor(bins_).next(b)) {
      low = (std::min)(low, b.key);
      high = (std::max)(high, bins_.last());
    }
    detail::summary_scratch& scratch = detail::summary_scratch::of_thread();
    packed_bins& all = scratch.all;
    all.clear();
    const std::size_t range = static_cast<std::size_t>(high - low) + 1;
    if (range <= 4 * (n + bins_.size())) {  // close together, as most measures are: count
      std::vector<std::uint32_t>& counts = scratch.counts;
      detail::clears_counts clearing(counts);
      if (counts.size() < range) counts.resize(range, 0U);
      for (std::size_t i = 0; i < n; ++i) ++counts[keys[i] - low];
      packed_bins::cursor at(bins_);
      while (at.next(b)) counts[b.key - low] += b.count;
      for (std::size_t i = 0; i < range; ++i) {
        if (counts[i] == 0) continue;
        all.append(low + static_cast<std::uint32_t>(i), counts[i]);
        counts[i] = 0;
      }
      clearing.done();
      bins_.assign(all);
      return;
    }
    boost::sort::pdqsort_branchless(keys, keys + n);
    for (std::size_t i = 0; i < n;) {
      const std::size_t first = i;
      while (i < n && keys[i] == keys[first]) ++i;
      all.append(keys[first], static_cast<std::uint32_t>(i - first));
    }
    add_bins(all);
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
  [[nodiscard]] static key_range extremes(const std::uint32_t* keys, std::size_t n) noexcept {
    key_range out{keys[0], keys[0]};
    for (std::size_t i = 1; i < n; ++i) {
      out.low = keys[i] < out.low ? keys[i] : out.low;
      out.high = keys[i] > out.high ? keys[i] : out.high;
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
  std::vector<std::uint32_t> fresh_;  // keys that are not yet in bins
  dense_counts counts_;               // of numbers or of keys, as `form_` says
  form form_ = form::by_number;
};

}  // namespace probation
