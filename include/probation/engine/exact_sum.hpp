// Sums that do not depend on the order of their terms.
#pragma once

#include <bit>      // for std::bit_cast
#include <cstdint>  // for std::int64_t, std::uint64_t

#include <probation/engine/bytes.hpp>

namespace probation {

/// A sum of doubles in fixed point: integers add in any order to the same bits. Terms are rounded to 2⁻⁴⁰, those below
/// 0 to 2⁻³⁷. It holds the squares of 2³² numbers of at most `exact_sum::most` in size, and so never overflows.
class exact_sum {
 public:
  static constexpr double most = 0x1p51;

  /// Adds x, |x| ≤ 2¹⁰².
  void add(double x) noexcept {
    const double units = x * 0x1p-16;
    if (units > -0x1p54 && units < 0x1p54) {
      const std::int64_t high = whole(units);
      const double rest = (x - static_cast<double>(high) * 0x1p16) * 0x1p8;
      const auto middle = static_cast<std::uint64_t>(rest);
      add_parts(high, (middle << 32) + static_cast<std::uint64_t>((rest - static_cast<double>(middle)) * 0x1p32 + 0.5));
    } else {  // a whole number of units
      const std::int64_t top = whole(units * 0x1p-56);
      top_ += top;
      add_parts(static_cast<std::int64_t>(units - static_cast<double>(top) * 0x1p56), 0);
    }
  }
  void add(const exact_sum& other) noexcept {
    top_ += other.top_;
    add_parts(static_cast<std::int64_t>(other.high_), other.low_);
  }
  /// Adds `high` in units of 2¹⁶, |high| < 2⁶², and `low` < 2⁶³ in units of 2⁻⁴⁰.
  void add_parts(std::int64_t high, std::uint64_t low) noexcept {
    low_ += low;
    const std::int64_t sum = static_cast<std::int64_t>(high_ + (low_ >> bits)) + high;
    low_ &= below;
    top_ += sum >> bits;  // that is rounded down
    high_ = static_cast<std::uint64_t>(sum) & below;
  }
  [[nodiscard]] double value() const noexcept {
    // What is small goes without the highest part, which would be −1 below 0 and leave a difference of great numbers.
    const bool fits = top_ >= -64 && top_ < 64;
    const auto high = static_cast<std::int64_t>(high_) + (fits ? top_ * (std::int64_t{1} << bits) : 0);
    const double above = fits ? 0.0 : static_cast<double>(top_) * 0x1p72;
    return above + (static_cast<double>(high) * 0x1p16 + static_cast<double>(low_) * 0x1p-40);
  }

  void write(byte_writer& to) const {
    to.word(std::bit_cast<std::uint64_t>(top_));
    to.word(high_);
    to.word(low_);
  }
  [[nodiscard]] static exact_sum read(byte_reader& from) {
    exact_sum out;
    out.top_ = std::bit_cast<std::int64_t>(from.word());
    out.high_ = from.word() & below;
    out.low_ = from.word() & below;
    return out;
  }

  friend bool operator==(const exact_sum&, const exact_sum&) = default;

 private:
  static constexpr int bits = 56;
  static constexpr std::uint64_t below = (std::uint64_t{1} << bits) - 1;

  /// ⌊x⌋, without a call at the baseline instruction set.
  [[nodiscard]] static std::int64_t whole(double x) noexcept {
    const auto cut = static_cast<std::int64_t>(x);
    return cut - (x < static_cast<double>(cut) ? 1 : 0);
  }

  std::int64_t top_ = 0;    // in units of 2^72
  std::uint64_t high_ = 0;  // in units of 2^16, below 2^56
  std::uint64_t low_ = 0;   // in units of 2^-40, below 2^56
};

}  // namespace probation
