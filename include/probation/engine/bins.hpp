// Counts of numbers by bin, packed: about two bytes a bin, since neighbours are near and counts are small.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint8_t, std::uint32_t
#include <vector>   // for std::vector

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
    explicit cursor(const packed_bins& bins) noexcept : at_(bins.bytes_.data()), end_(at_ + bins.bytes_.size()) {}

    /// The next bin is put into `out`; false behind the last one.
    [[nodiscard]] bool next(bin_count& out) noexcept {
      if (at_ == end_) return false;
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
    put(key - last_);
    put(count);
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
    bytes_.assign(other.bytes_.begin(), other.bytes_.end());
    last_ = other.last_;
    size_ = other.size_;
  }
  void clear() noexcept {
    bytes_.clear();
    last_ = 0;
    size_ = 0;
  }

  friend bool operator==(const packed_bins&, const packed_bins&) = default;

 private:
  void put(std::uint32_t x) {
    for (; x >= 0x80U; x >>= 7) bytes_.push_back(static_cast<std::uint8_t>(x | 0x80U));
    bytes_.push_back(static_cast<std::uint8_t>(x));
  }

  std::vector<std::uint8_t> bytes_;
  std::uint32_t last_ = 0;
  std::size_t size_ = 0;
};

}  // namespace probation
