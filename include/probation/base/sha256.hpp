// SHA-256, which says whether two things are the same and whether bytes have been damaged.
//
// Written out here, since no library has it that is headers only and packaged: Boost.Hash2 came with Boost 1.88,
// Boost.Uuid has SHA-1 alone and as a detail, OpenSSL would have to be linked. Tested with the vectors that NIST has
// published. It is no protection from people: anybody can make a digest of bytes that they have changed.
//
// Source: NIST, FIPS PUB 180-4, Secure Hash Standard, August 2015.
#pragma once

#include <algorithm>    // for std::copy_n, std::min
#include <array>        // for std::array
#include <bit>          // for std::rotr, std::bit_cast
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint32_t, std::uint64_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view

namespace probation {

/// A hash of 256 bits.
using sha256_digest = std::array<std::uint8_t, 32>;

/// Takes bytes in any number of pieces; their SHA-256 does not depend on how they were divided. Numbers are written
/// with low bytes first on every machine.
class sha256 {
 public:
  sha256& bytes(const void* from, std::size_t n) noexcept {
    const auto* next = static_cast<const std::uint8_t*>(from);
    length_ += n;
    while (n > 0) {
      if (held_ == 0 && n >= block_.size()) {  // not copied
        compress(next);
        next += block_.size();
        n -= block_.size();
        continue;
      }
      const std::size_t some = (std::min)(n, block_.size() - held_);
      std::copy_n(next, some, block_.data() + held_);
      next += some;
      n -= some;
      held_ += some;
      if (held_ < block_.size()) continue;
      compress(block_.data());
      held_ = 0;
    }
    return *this;
  }
  sha256& bytes(std::string_view s) noexcept { return bytes(s.data(), s.size()); }
  /// A whole number, as eight bytes.
  sha256& number(std::uint64_t x) noexcept {
    std::uint8_t out[8];
    for (int i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(x >> (8 * i));
    if (held_ > block_.size() - sizeof out) return bytes(out, sizeof out);
    std::copy_n(out, sizeof out, block_.data() + held_);
    length_ += sizeof out;
    held_ += sizeof out;
    if (held_ == block_.size()) {
      compress(block_.data());
      held_ = 0;
    }
    return *this;
  }
  /// A number, by its bits.
  sha256& real(double x) noexcept { return number(std::bit_cast<std::uint64_t>(x)); }
  /// A text after its length, so that two texts are not one.
  sha256& text(std::string_view s) noexcept { return number(s.size()).bytes(s); }

  /// The hash of all bytes so far. Takes nothing more after that.
  [[nodiscard]] sha256_digest finish() noexcept {
    const std::uint64_t bits = length_ * 8;
    constexpr std::uint8_t one = 0x80;
    constexpr std::uint8_t none = 0;
    bytes(&one, 1);
    while (held_ != block_.size() - 8) bytes(&none, 1);
    for (int i = 7; i >= 0; --i) {
      const auto b = static_cast<std::uint8_t>(bits >> (8 * i));
      bytes(&b, 1);
    }
    sha256_digest out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    }
    return out;
  }

 private:
  // The first 32 bits of the fractions of the cube roots of the first 64 primes.
  static constexpr std::array<std::uint32_t, 64> constants = {
      0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
      0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
      0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
      0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
      0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
      0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
      0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

  void compress(const std::uint8_t* block) noexcept {
    std::uint32_t w[64];
    for (std::size_t t = 0; t < 16; ++t) {
      w[t] = std::uint32_t{block[4 * t]} << 24 | std::uint32_t{block[4 * t + 1]} << 16 |
             std::uint32_t{block[4 * t + 2]} << 8 | std::uint32_t{block[4 * t + 3]};
    }
    for (std::size_t t = 16; t < 64; ++t) {
      const std::uint32_t x = w[t - 15];
      const std::uint32_t y = w[t - 2];
      w[t] = w[t - 16] + (std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3)) + w[t - 7] +
             (std::rotr(y, 17) ^ std::rotr(y, 19) ^ (y >> 10));
    }
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t t = 0; t < 64; ++t) {
      const std::uint32_t first =
          h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + constants[t] + w[t];
      const std::uint32_t second =
          (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    const std::array<std::uint32_t, 8> more = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state_.size(); ++i) state_[i] += more[i];
  }

  // The first 32 bits of the fractions of the square roots of the first eight primes.
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::size_t held_ = 0;
  std::uint64_t length_ = 0;
};

/// "sha256:" and 64 digits.
[[nodiscard]] inline std::string to_text(const sha256_digest& d) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "sha256:";
  for (const std::uint8_t byte : d) {
    out += digits[byte >> 4];
    out += digits[byte & 0xFU];
  }
  return out;
}

/// The SHA-256 of bytes.
[[nodiscard]] inline sha256_digest sha256_of(std::string_view bytes) noexcept { return sha256().bytes(bytes).finish(); }

}  // namespace probation
