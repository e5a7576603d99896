// Counts of numbers by bin, packed: about two bytes a bin, since neighbours are near and counts are small.
#pragma once

#include <algorithm>  // for std::equal
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint8_t, std::uint32_t
#include <vector>     // for std::vector

namespace probation {

/// How many replicates lie in a bin.
struct bin_count {
  std::uint32_t key = 0;
  std::uint32_t count = 0;

  friend bool operator==(const bin_count&, const bin_count&) = default;
};

/// Bins in ascending order of their keys, each with a count above 0. Equal bins are equal bytes.
///
/// A bin is two numbers of seven bits a byte, low bits first, the top bit set in all bytes but the last: its distance
/// from the bin before (the first: from 0), and its count.
class packed_bins {
 public:
  /// Goes through bins from the first. Appending to the bins ends its life.
  class cursor {
   public:
    explicit cursor(const packed_bins& bins) noexcept : at_(bins.bytes_.data()), end_(at_ + bins.used_) {}

    /// The next bin is put into `out`; false behind the last one.
    [[nodiscard]] bool next(bin_count& out) noexcept {
      if (at_ == end_) return false;
      if (((at_[0] | at_[1]) & 0x80U) == 0) {  // mostly
        out.key = key_ += at_[0];
        out.count = at_[1];
        at_ += 2;
        return true;
      }
      key_ += number();
      out.key = key_;
      out.count = number();
      return true;
    }

   private:
    [[nodiscard]] std::uint32_t number() noexcept {
      std::uint32_t x = *at_ & 0x7FU;
      for (int shift = 7; (*at_++ & 0x80U) != 0; shift += 7) x |= (*at_ & 0x7FU) << shift;
      return x;
    }

    const std::uint8_t* at_;
    const std::uint8_t* end_;
    std::uint32_t key_ = 0;
  };

  /// Appends a bin. \pre `key` is above that of the last bin, or the first and above 0; `count` is above 0.
  void append(std::uint32_t key, std::uint32_t count) {
    constexpr std::size_t longest = 10;  // bytes of a bin
    if (bytes_.size() < used_ + longest) bytes_.resize(2 * bytes_.size() + 64);
    std::uint8_t* const to = bytes_.data() + used_;
    const std::uint32_t step = key - last_;
    if ((step | count) < 0x80U) {  // mostly
      to[0] = static_cast<std::uint8_t>(step);
      to[1] = static_cast<std::uint8_t>(count);
      used_ += 2;
    } else {
      used_ += static_cast<std::size_t>(put(put(to, step), count) - to);
    }
    last_ = key;
    ++size_;
  }
  /// Number of bins.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Key of the last bin; 0 if there is none.
  [[nodiscard]] std::uint32_t last() const noexcept { return last_; }

  /// Takes the bins of `other` by copying them, so that no more memory is held than they need.
  void assign(const packed_bins& other) {
    bytes_.assign(other.bytes_.data(), other.bytes_.data() + other.used_);
    used_ = other.used_;
    last_ = other.last_;
    size_ = other.size_;
  }
  /// Leaves no bins; the memory is kept.
  void clear() noexcept {
    used_ = 0;
    last_ = 0;
    size_ = 0;
  }

  friend bool operator==(const packed_bins& a, const packed_bins& b) noexcept {
    return a.used_ == b.used_ && std::equal(a.bytes_.data(), a.bytes_.data() + a.used_, b.bytes_.data());
  }

 private:
  [[nodiscard]] static std::uint8_t* put(std::uint8_t* to, std::uint32_t x) noexcept {
    for (; x >= 0x80U; x >>= 7) *to++ = static_cast<std::uint8_t>(x | 0x80U);
    *to++ = static_cast<std::uint8_t>(x);
    return to;
  }

  std::vector<std::uint8_t> bytes_;  // of which `used_` hold bins
  std::size_t used_ = 0;
  std::uint32_t last_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace probation
