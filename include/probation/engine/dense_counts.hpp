// Counts of whole numbers that lie near to each other, one after the other in memory.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint8_t, std::uint16_t, std::uint32_t
#include <cstring>  // for std::memcpy
#include <limits>   // for std::numeric_limits
#include <utility>  // for std::move
#include <vector>   // for std::vector

namespace probation {

/// How often each number was added, by number. Counts have one byte, or two or four once one is too great for that.
class dense_counts {
 public:
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  /// Adds n numbers between `least` and `most`. False, and nothing is added, if those and the ones before are more than
  /// `longest` from end to end.
  [[nodiscard]] bool add(const std::uint32_t* numbers, std::size_t n, std::uint32_t least, std::uint32_t most,
                         std::size_t longest) {
    if ((size_ == 0 || least < base_ || most - base_ >= size_) && !reach(least, most, longest)) return false;
    if (least == most) {  // as in a series that has not begun to move
      add_many(least - base_, n);
      return true;
    }
    std::size_t done = 0;
    for (;;) {
      done += bytes_ == 1   ? count<std::uint8_t>(numbers + done, n - done)
              : bytes_ == 2 ? count<std::uint16_t>(numbers + done, n - done)
                            : count<std::uint32_t>(numbers + done, n - done);
      if (done == n) return true;
      widen();
    }
  }

  /// Calls `f(number, count)` in ascending order.
  template <class F>
  void for_each(F f) const {
    as(bytes_, [&]<class Count>(Count) { each<Count>(f); });
  }

  /// Adds the counts of `other`; false, and nothing is added, where they are more than `longest` from end to end.
  [[nodiscard]] bool add(const dense_counts& other, std::size_t longest) {
    if (other.empty()) return true;
    if (!reach(other.base_, other.base_ + (other.size_ - 1), longest)) return false;
    while (bytes_ < other.bytes_) widen();
    as(other.bytes_, [&]<class Count>(Count) {
      if (bytes_ == sizeof(Count) && add_all<Count>(other)) return;
      other.each<Count>([&](std::uint32_t number, std::uint32_t n) { add_many(number - base_, n); });
    });
    return true;
  }

  friend bool operator==(const dense_counts&, const dense_counts&) = default;

 private:
  template <class Count>
  [[nodiscard]] static Count load(const std::uint8_t* from) noexcept {
    Count c;
    std::memcpy(&c, from, sizeof c);
    return c;
  }

  /// Calls f with a count of so many bytes.
  template <class F>
  static void as(std::uint32_t bytes, F f) {
    if (bytes == 1) return f(std::uint8_t{});
    if (bytes == 2) return f(std::uint16_t{});
    f(std::uint32_t{});
  }

  template <class Count, class F>
  void each(F f) const {
    const std::uint8_t* const counts = counts_.data();
    constexpr std::uint32_t some = 8 / sizeof(Count);  // that are looked at together
    for (std::uint32_t i = 0; i < size_;) {
      if (size_ - i >= some && load<std::uint64_t>(counts + i * sizeof(Count)) == 0) {
        i += some;
        continue;
      }
      const std::uint32_t end = size_ - i < some ? size_ : i + some;
      for (; i < end; ++i) {
        if (const auto n = load<Count>(counts + i * sizeof(Count)); n > 0) f(base_ + i, n);
      }
    }
  }

  /// Adds counts of as many bytes, number by number; false, and nothing is added, where one has no room for that.
  template <class Count>
  [[nodiscard]] bool add_all(const dense_counts& other) noexcept {
    std::uint8_t* const to = counts_.data() + std::size_t{other.base_ - base_} * sizeof(Count);
    const std::uint8_t* const from = other.counts_.data();
    const std::size_t end = std::size_t{other.size_} * sizeof(Count);
    std::uint32_t full = 0;
    for (std::size_t i = 0; i < end; i += sizeof(Count)) {
      const auto a = load<Count>(to + i);
      full |= static_cast<std::uint32_t>(load<Count>(from + i) > (std::numeric_limits<Count>::max)() - a);
    }
    if (full != 0) return false;
    for (std::size_t i = 0; i < end; i += sizeof(Count)) {
      const auto sum = static_cast<Count>(load<Count>(to + i) + load<Count>(from + i));
      std::memcpy(to + i, &sum, sizeof sum);
    }
    return true;
  }

  /// Counts numbers until a count is full; how many are counted then.
  template <class Count>
  [[nodiscard]] std::size_t count(const std::uint32_t* numbers, std::size_t n) noexcept {
    std::uint8_t* const counts = counts_.data();
    const std::uint32_t base = base_;
    for (std::size_t i = 0; i < n; ++i) {
      std::uint8_t* const at = counts + std::size_t{numbers[i] - base} * sizeof(Count);
      auto c = load<Count>(at);
      if (c == (std::numeric_limits<Count>::max)()) return i;
      ++c;
      std::memcpy(at, &c, sizeof c);
    }
    return n;
  }

  void add_many(std::uint32_t i, std::size_t n) {
    while (at(i) + n > (std::uint64_t{1} << (8 * bytes_)) - 1) widen();
    put(counts_, bytes_, i, at(i) + static_cast<std::uint32_t>(n));
  }

  [[nodiscard]] std::uint32_t at(std::uint32_t i) const noexcept {
    const std::uint8_t* const from = counts_.data() + std::size_t{i} * bytes_;
    return bytes_ == 1 ? *from : bytes_ == 2 ? load<std::uint16_t>(from) : load<std::uint32_t>(from);
  }
  static void put(std::vector<std::uint8_t>& to, std::uint32_t bytes, std::uint32_t i, std::uint32_t n) noexcept {
    std::uint8_t* const at = to.data() + std::size_t{i} * bytes;
    if (bytes == 1) {
      *at = static_cast<std::uint8_t>(n);
    } else if (bytes == 2) {
      const auto c = static_cast<std::uint16_t>(n);
      std::memcpy(at, &c, sizeof c);
    } else {
      std::memcpy(at, &n, sizeof n);
    }
  }

  void widen() {
    std::vector<std::uint8_t> wider(counts_.size() * 2);
    for (std::uint32_t i = 0; i < size_; ++i) put(wider, 2 * bytes_, i, at(i));
    counts_ = std::move(wider);
    bytes_ *= 2;
  }

  [[nodiscard]] bool reach(std::uint32_t least, std::uint32_t most, std::size_t longest) {
    if (size_ == 0) {
      if (most - least >= longest) return false;
      base_ = least;
      size_ = most - least + 1;
      counts_.assign(size_, 0);
      return true;
    }
    const std::uint32_t last = base_ + (size_ - 1);
    const std::uint32_t first = least < base_ ? least : base_;
    const std::uint32_t end = most > last ? most : last;
    if (end - first >= longest) return false;
    counts_.insert(counts_.begin(), std::size_t{base_ - first} * bytes_, 0);
    size_ = end - first + 1;
    counts_.resize(std::size_t{size_} * bytes_, 0);
    base_ = first;
    return true;
  }

  std::uint32_t base_ = 0;
  std::uint32_t size_ = 0;   // numbers from the least to the greatest
  std::uint32_t bytes_ = 1;  // of a count
  std::vector<std::uint8_t> counts_;
};

}  // namespace probation
