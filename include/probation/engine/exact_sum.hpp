// Sums that do not depend on the order of their terms.
#pragma once

#include <bit>      // for std::bit_cast
#include <cstdint>  // for std::int64_t, std::uint64_t

#include <probation/engine/bytes.hpp>

namespace probation {

/// A sum of doubles in fixed point: integers add in any order to the same bits. Each term is rounded to 2⁻⁴⁰.
///
/// \pre The sum stays below 2⁷⁹ in size: of squares, half a million numbers of 10⁹ do.
class exact_sum {
 public:
  /// Adds x, |x| < 2⁷⁰.
  void add(double x) noexcept {
    add_loosely(x);
    carry();
  }
  void add(const exact_sum& other) noexcept { add_parts(other.high_, other.low_); }
  /// Adds `high` in units of 2¹⁶ and `low` < 2⁶³ in units of 2⁻⁴⁰.
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

}  // namespace probation
