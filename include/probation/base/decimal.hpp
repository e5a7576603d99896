// Decimal numbers of any length: what people write is exact.
#pragma once

#include <algorithm>    // for std::reverse
#include <charconv>     // for std::to_chars, std::from_chars
#include <cmath>        // for std::isfinite
#include <compare>      // for std::strong_ordering
#include <cstdint>      // for std::uint32_t
#include <limits>       // for std::numeric_limits
#include <optional>     // for std::optional
#include <stdexcept>    // for std::domain_error
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

namespace probation {

namespace detail::big {

/// A whole number of any length, 0 or more: limbs of nine digits, the lowest first, without leading zeros.
using digits = std::vector<std::uint32_t>;
inline constexpr std::uint32_t limb = 1'000'000'000;

inline void trim(digits& a) {
  while (!a.empty() && a.back() == 0) a.pop_back();
}

[[nodiscard]] inline std::strong_ordering compared(const digits& a, const digits& b) noexcept {
  if (a.size() != b.size()) return a.size() <=> b.size();
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] <=> b[i];
  }
  return std::strong_ordering::equal;
}

[[nodiscard]] inline digits sum(const digits& a, const digits& b) {
  digits out;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < (std::max)(a.size(), b.size()) || carry != 0; ++i) {
    carry += (i < a.size() ? a[i] : 0U) + std::uint64_t{i < b.size() ? b[i] : 0U};
    out.push_back(static_cast<std::uint32_t>(carry % limb));
    carry /= limb;
  }
  return out;
}

/// \pre a ≥ b.
[[nodiscard]] inline digits difference(const digits& a, const digits& b) {
  digits out;
  std::int64_t borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::int64_t here = std::int64_t{a[i]} - (i < b.size() ? std::int64_t{b[i]} : 0) - borrow;
    borrow = here < 0 ? 1 : 0;
    if (here < 0) here += limb;
    out.push_back(static_cast<std::uint32_t>(here));
  }
  trim(out);
  return out;
}

[[nodiscard]] inline digits product(const digits& a, const digits& b) {
  digits out(a.size() + b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size() || carry != 0; ++j) {
      carry += out[i + j] + std::uint64_t{a[i]} * (j < b.size() ? b[j] : 0U);
      out[i + j] = static_cast<std::uint32_t>(carry % limb);
      carry /= limb;
    }
  }
  trim(out);
  return out;
}

/// 10ⁿ.
[[nodiscard]] inline digits power_of_ten(int n) {
  digits out(static_cast<std::size_t>(n / 9));
  std::uint32_t top = 1;
  for (int i = 0; i < n % 9; ++i) top *= 10;
  out.push_back(top);
  return out;
}

/// a ÷ b, rounded down, and what is left over. Long division; each digit of the quotient is found by halving.
/// \pre b > 0.
[[nodiscard]] inline std::pair<digits, digits> divided(const digits& a, const digits& b) {
  digits quotient(a.size());
  digits rest;
  for (std::size_t i = a.size(); i-- > 0;) {
    rest.insert(rest.begin(), a[i]);
    trim(rest);
    std::uint32_t low = 0;  // the digit is at least low and below high
    std::uint32_t high = limb;
    while (high - low > 1) {
      const std::uint32_t middle = low + (high - low) / 2;
      (compared(product(b, {middle}), rest) <= 0 ? low : high) = middle;
    }
    quotient[i] = low;
    if (low != 0) rest = difference(rest, product(b, {low}));
  }
  trim(quotient);
  return {quotient, rest};
}

}  // namespace detail::big

/// A decimal number, exact: a sign, a whole number and the number of its digits that stand after the point (the scale).
///
/// Numbers compare by value; `scale()` tells 0 from 0.0, as BigDecimal does. A double becomes the shortest decimal
/// that reads back as the same double, which is what the person wrote: 0.1 is a tenth.
class decimal {
 public:
  decimal() = default;
  decimal(int x) : decimal(static_cast<long long>(x)) {}  // NOLINT(google-explicit-constructor): a whole number is one
  decimal(long long x) : negative_{x < 0} {               // NOLINT(google-explicit-constructor)
    auto size = x < 0 ? 0 - static_cast<unsigned long long>(x) : static_cast<unsigned long long>(x);
    for (; size != 0; size /= detail::big::limb)
      digits_.push_back(static_cast<std::uint32_t>(size % detail::big::limb));
  }
  /// The shortest decimal that reads back as x; std::domain_error if x is not finite.
  explicit decimal(double x) {
    if (!std::isfinite(x)) throw std::domain_error("decimal: the number is not finite");
    char text[32] = {};
    *this = *parse({text, std::to_chars(text, text + sizeof text, x).ptr});
  }

  /// Reads "-12.50", "1e3", "+.5"; nothing for any other text, or for an exponent beyond ±9999.
  [[nodiscard]] static std::optional<decimal> parse(std::string_view text) {
    decimal out;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
      out.negative_ = text[0] == '-';
      text.remove_prefix(1);
    }
    int exponent = 0;
    if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
      auto after = text.substr(e + 1);
      if (!after.empty() && after[0] == '+') after.remove_prefix(1);
      const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), exponent);
      if (error != std::errc() || end != after.data() + after.size() || exponent < -9999 || exponent > 9999) return {};
      if (!after.empty() && after[0] == '-' && text[e + 1] == '+') return {};
      text = text.substr(0, e);
    }
    std::string written;
    bool point = false;
    for (const char c : text) {
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        written += c;
        if (point) ++out.scale_;
      } else {
        return {};
      }
    }
    if (written.empty()) return {};
    out.scale_ -= exponent;
    for (std::size_t end = written.size(); end > 0; end = end > 9 ? end - 9 : 0) {
      std::uint32_t here = 0;
      for (std::size_t i = end > 9 ? end - 9 : 0; i < end; ++i)
        here = here * 10 + static_cast<std::uint32_t>(written[i] - '0');
      out.digits_.push_back(here);
    }
    detail::big::trim(out.digits_);
    if (out.digits_.empty()) out.negative_ = false;
    return out;
  }

  /// Digits after the point; negative for a number such as 1e3.
  [[nodiscard]] int scale() const noexcept { return scale_; }
  [[nodiscard]] bool is_zero() const noexcept { return digits_.empty(); }
  [[nodiscard]] bool is_negative() const noexcept { return negative_; }
  [[nodiscard]] bool is_whole() const { return *this == truncated(); }

  [[nodiscard]] friend decimal operator-(decimal a) {
    a.negative_ = !a.negative_ && !a.is_zero();
    return a;
  }
  [[nodiscard]] friend decimal operator+(const decimal& a, const decimal& b) {
    decimal out;
    out.scale_ = (std::max)(a.scale_, b.scale_);
    const detail::big::digits x = a.at_scale(out.scale_);
    const detail::big::digits y = b.at_scale(out.scale_);
    if (a.negative_ == b.negative_) {
      out.digits_ = detail::big::sum(x, y);
      out.negative_ = a.negative_;
    } else {
      const bool swap = detail::big::compared(x, y) < 0;
      out.digits_ = swap ? detail::big::difference(y, x) : detail::big::difference(x, y);
      out.negative_ = swap ? b.negative_ : a.negative_;
    }
    if (out.is_zero()) out.negative_ = false;
    return out;
  }
  [[nodiscard]] friend decimal operator-(const decimal& a, const decimal& b) { return a + (-b); }
  [[nodiscard]] friend decimal operator*(const decimal& a, const decimal& b) {
    decimal out;
    out.digits_ = detail::big::product(a.digits_, b.digits_);
    out.scale_ = a.scale_ + b.scale_;
    out.negative_ = !out.is_zero() && a.negative_ != b.negative_;
    return out;
  }
  friend std::strong_ordering operator<=>(const decimal& a, const decimal& b) {
    if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    const int s = (std::max)(a.scale_, b.scale_);
    const auto size = detail::big::compared(a.at_scale(s), b.at_scale(s));
    return a.negative_ ? 0 <=> size : size;
  }
  friend bool operator==(const decimal& a, const decimal& b) { return (a <=> b) == 0; }

  /// This ÷ by, with so many digits after the point, halves away from zero; std::domain_error if `by` is 0.
  [[nodiscard]] decimal divided_by(const decimal& by, int scale) const {
    auto [out, rest] = quotient(by, scale);
    if (detail::big::compared(detail::big::sum(rest.first, rest.first), rest.second) >= 0)
      out.digits_ = detail::big::sum(out.digits_, {1});
    out.negative_ = !out.is_zero() && negative_ != by.negative_;
    return out;
  }
  /// This ÷ by, rounded towards zero to a whole number; std::domain_error if `by` is 0.
  [[nodiscard]] decimal whole_quotient(const decimal& by) const {
    decimal out = quotient(by, 0).first;
    out.negative_ = !out.is_zero() && negative_ != by.negative_;
    return out;
  }
  /// Rounded towards zero to a whole number.
  [[nodiscard]] decimal truncated() const { return whole_quotient(decimal(1)); }

  /// "12.50": plain digits, as many after the point as the scale says.
  [[nodiscard]] std::string str() const {
    std::string text;
    for (std::uint32_t here : at_scale((std::max)(scale_, 0))) {
      for (int i = 0; i < 9; ++i, here /= 10) text += static_cast<char>('0' + here % 10);
    }
    const auto places = static_cast<std::size_t>((std::max)(scale_, 0));
    while (text.size() > places + 1 && text.back() == '0') text.pop_back();
    while (text.size() < places + 1) text += '0';
    if (places > 0) text.insert(places, 1, '.');
    if (negative_) text += '-';
    std::reverse(text.begin(), text.end());
    return text;
  }
  /// The double nearest to it.
  [[nodiscard]] double to_double() const {
    const std::string text = str();
    double x = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), x);
    if (read.ec == std::errc::result_out_of_range && !truncated().is_zero())
      x = std::numeric_limits<double>::infinity() * (negative_ ? -1 : 1);
    return x;
  }

 private:
  /// The digits with `s` of them after the point. \pre s ≥ scale.
  [[nodiscard]] detail::big::digits at_scale(int s) const {
    return s == scale_ ? digits_ : detail::big::product(digits_, detail::big::power_of_ten(s - scale_));
  }
  /// The size of the quotient rounded down, and (rest, divisor).
  [[nodiscard]] std::pair<decimal, std::pair<detail::big::digits, detail::big::digits>> quotient(const decimal& by,
                                                                                                 int scale) const {
    if (by.is_zero()) throw std::domain_error("decimal: division by zero");
    const int shift = scale - scale_ + by.scale_;  // tens by which the numerator is multiplied
    const auto top = shift > 0 ? detail::big::product(digits_, detail::big::power_of_ten(shift)) : digits_;
    auto bottom = shift < 0 ? detail::big::product(by.digits_, detail::big::power_of_ten(-shift)) : by.digits_;
    auto [q, rest] = detail::big::divided(top, bottom);
    decimal out;
    out.digits_ = std::move(q);
    out.scale_ = scale;
    return {out, {std::move(rest), std::move(bottom)}};
  }

  bool negative_ = false;
  int scale_ = 0;
  detail::big::digits digits_;
};

}  // namespace probation
