// Counts of whole numbers that lie near to each other, as headcounts do.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t
#include <vector>   // for std::vector

namespace probation {

/// How often each whole number was added, by number. No more are told apart than lie within a short stretch.
class whole_counts {
 public:
  /// Numbers from the least to the greatest, at most: a kilobyte.
  static constexpr std::size_t longest = 256;

  [[nodiscard]] bool empty() const noexcept { return counts_.empty(); }

  /// Adds n whole numbers, 0 and above, between `least` and `most`. False, and nothing is added, if they and those
  /// before are too far apart.
  [[nodiscard]] bool add(const double* x, std::size_t n, double least, double most) {
    const auto low = static_cast<std::uint32_t>(least);
    const auto high = static_cast<std::uint32_t>(most);
    if ((counts_.empty() || low < base_ || high >= base_ + counts_.size()) && !reach(low, high)) return false;
    std::uint32_t* const counts = counts_.data();
    const std::uint32_t base = base_;
    for (std::size_t i = 0; i < n; ++i) ++counts[static_cast<std::uint32_t>(static_cast<std::int32_t>(x[i])) - base];
    return true;
  }

  /// Calls `f(number, count)` in ascending order.
  template <class F>
  void for_each(F f) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) f(static_cast<double>(base_ + i), counts_[i]);
    }
  }

  friend bool operator==(const whole_counts&, const whole_counts&) = default;

 private:
  bool reach(std::uint32_t low, std::uint32_t high) {
    if (counts_.empty()) {
      if (high - low >= longest) return false;
      base_ = low;
      counts_.resize(high - low + 1, 0);
      return true;
    }
    const std::uint32_t last = base_ + static_cast<std::uint32_t>(counts_.size()) - 1;
    const std::uint32_t first = low < base_ ? low : base_;
    const std::uint32_t end = high > last ? high : last;
    if (end - first >= longest) return false;
    counts_.insert(counts_.begin(), base_ - first, 0);
    counts_.resize(end - first + 1, 0);
    base_ = first;
    return true;
  }

  std::uint32_t base_ = 0;
  std::vector<std::uint32_t> counts_;
};

}  // namespace probation
