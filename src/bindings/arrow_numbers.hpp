// Numbers of the Arrow C data interface that are none of C++: decimals, and floats of sixteen bits.
#pragma once

#include <algorithm>     // for std::reverse
#include <array>         // for std::array
#include <charconv>      // for std::from_chars
#include <cmath>         // for std::ldexp
#include <cstddef>       // for std::size_t
#include <cstdint>       // for std::uint32_t
#include <cstring>       // for std::memcpy
#include <limits>        // for std::numeric_limits
#include <optional>      // for std::optional
#include <string>        // for std::string
#include <string_view>   // for std::string_view
#include <system_error>  // for std::errc

namespace probation::bindings {

/// Digits after the point, and bytes, of a decimal.
struct decimal_format {
  int scale = 0;
  std::size_t bytes = 16;
};

/// "d:10,2" or "d:10,2,256"; nothing for another format.
[[nodiscard]] inline std::optional<decimal_format> decimal_of(std::string_view format) {
  if (!format.starts_with("d:")) return std::nullopt;
  std::array<int, 3> parts{0, 0, 128};
  std::size_t count = 0;
  for (const char* at = format.data() + 2; count < parts.size(); ++at) {
    const auto read = std::from_chars(at, format.data() + format.size(), parts[count]);
    if (read.ec != std::errc()) return std::nullopt;
    ++count;
    if (read.ptr == format.data() + format.size()) break;
    at = read.ptr;
  }
  if (count < 2 || parts[2] % 32 != 0 || parts[2] < 32 || parts[2] > 256) return std::nullopt;
  return decimal_format{parts[1], static_cast<std::size_t>(parts[2] / 8)};
}

/// The number of a decimal: a whole number of little-endian bytes, divided by ten to the scale, rounded once.
[[nodiscard]] inline double decimal_number(const unsigned char* bytes, const decimal_format& format) {
  std::array<std::uint32_t, 8> limbs{};
  const std::size_t n = format.bytes / 4;
  std::memcpy(limbs.data(), bytes, format.bytes);
  const bool negative = (limbs[n - 1] >> 31U) != 0;
  if (negative) {
    std::uint64_t carry = 1;
    for (std::size_t i = 0; i < n; ++i) {
      carry += static_cast<std::uint32_t>(~limbs[i]);
      limbs[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
  }
  std::string digits;  // the last first
  for (bool is_left = true; is_left;) {
    std::uint64_t rest = 0;
    is_left = false;
    for (std::size_t i = n; i-- > 0;) {
      rest = (rest << 32U) | limbs[i];
      limbs[i] = static_cast<std::uint32_t>(rest / 10);
      rest %= 10;
      is_left = is_left || limbs[i] != 0;
    }
    digits += static_cast<char>('0' + static_cast<int>(rest));
  }
  std::reverse(digits.begin(), digits.end());
  const std::string text = (negative ? "-" : "") + digits + 'e' + std::to_string(-format.scale);
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}

/// The number of a float of sixteen bits.
[[nodiscard]] inline double half_number(std::uint16_t bits) {
  const int exponent = (bits >> 10U) & 31;
  const double fraction = (bits & 1023U) / 1024.0;
  const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
  if (exponent == 31)
    return fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * std::numeric_limits<double>::infinity();
  return sign * (exponent == 0 ? std::ldexp(fraction, -14) : std::ldexp(1 + fraction, exponent - 15));
}

}  // namespace probation::bindings
