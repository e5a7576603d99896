// Numbers as bytes, the same on every machine, for what travels between workers.
#pragma once

#include <bit>          // for std::bit_cast
#include <cstdint>      // for std::uint64_t
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

namespace probation {

/// Writes numbers and text as bytes.
class byte_writer {
 public:
  /// A whole number: seven bits a byte, low bits first.
  void number(std::uint64_t x) {
    for (; x >= 0x80U; x >>= 7) bytes_.push_back(static_cast<char>(x | 0x80U));
    bytes_.push_back(static_cast<char>(x));
  }
  /// Eight bytes, low ones first.
  void word(std::uint64_t x) {
    for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<char>(x >> (8 * i)));
  }
  void real(double x) { word(std::bit_cast<std::uint64_t>(x)); }
  void text(std::string_view s) {
    number(s.size());
    bytes_ += s;
  }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what `byte_writer` has written. Throws std::invalid_argument where the bytes end too early.
class byte_reader {
 public:
  explicit byte_reader(std::string_view bytes) noexcept : rest_(bytes) {}

  [[nodiscard]] std::uint64_t number() {
    std::uint64_t x = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t b = byte();
      x |= static_cast<std::uint64_t>(b & 0x7FU) << shift;
      if ((b & 0x80U) == 0) return x;
    }
    throw std::invalid_argument("bytes: a number of more than 64 bits");
  }
  [[nodiscard]] std::uint64_t word() {
    std::uint64_t x = 0;
    for (int i = 0; i < 8; ++i) x |= std::uint64_t{byte()} << (8 * i);
    return x;
  }
  [[nodiscard]] double real() { return std::bit_cast<double>(word()); }
  [[nodiscard]] std::string text() {
    const std::uint64_t n = number();
    if (n > rest_.size()) throw std::invalid_argument("bytes: they end too early");
    std::string out(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return out;
  }
  /// How many of something follow, each of at least one byte: no more than there are bytes.
  [[nodiscard]] std::size_t size() {
    const std::uint64_t n = number();
    if (n > rest_.size()) throw std::invalid_argument("bytes: they end too early");
    return static_cast<std::size_t>(n);
  }
  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

 private:
  [[nodiscard]] std::uint8_t byte() {
    if (rest_.empty()) throw std::invalid_argument("bytes: they end too early");
    const auto b = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return b;
  }

  std::string_view rest_;
};

}  // namespace probation
