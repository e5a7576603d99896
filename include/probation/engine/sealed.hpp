// Bytes that say what they are and whether they are whole: a name with the number of its format, and a checksum.
#pragma once

#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint8_t
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string, std::to_string
#include <string_view>  // for std::string_view

#include <probation/base/sha256.hpp>
#include <probation/engine/bytes.hpp>

namespace probation {

/// What bytes are of, for people and at their start: "probation part 3" is the third format of a part.
struct byte_format {
  std::string_view name;  ///< "part"
  int number = 1;
  std::string_view what;  ///< "a part of a forecast", for messages

  [[nodiscard]] std::string stem() const { return "probation " + std::string(name) + " "; }
  [[nodiscard]] std::string text() const { return stem() + std::to_string(number); }
};

/// A writer that has written the format.
[[nodiscard]] inline byte_writer begin_sealed(const byte_format& format) {
  byte_writer to;
  to.text(format.text());
  return to;
}

/// The bytes of a writer with their SHA-256 behind them.
[[nodiscard]] inline std::string seal(std::string bytes) {
  for (const std::uint8_t byte : sha256_of(bytes)) bytes += static_cast<char>(byte);
  return bytes;
}

/// What has been sealed, without its checksum; nothing if that differs.
[[nodiscard]] inline std::optional<std::string_view> unsealed(std::string_view bytes) noexcept {
  constexpr std::size_t size = sha256_digest{}.size();
  if (bytes.size() < size) return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - size);
  const sha256_digest sum = sha256_of(body);
  for (std::size_t i = 0; i < size; ++i) {
    if (static_cast<std::uint8_t>(bytes[body.size() + i]) != sum[i]) return std::nullopt;
  }
  return body;
}

/// A reader of what follows the format in bytes that were sealed. Throws std::invalid_argument if they are of something
/// else, in another format, or not what was sealed: changed, cut short or longer.
[[nodiscard]] inline byte_reader unseal(std::string_view bytes, const byte_format& format) {
  const std::string expected = format.text();
  const std::string what = std::string(format.what);
  const auto length = static_cast<unsigned char>(bytes.empty() ? '\0' : bytes.front());  // formats are short
  const std::string_view found = bytes.substr(bytes.empty() ? 0 : 1, length);
  const std::size_t stem = format.stem().size();
  if (length >= 0x80U || !found.starts_with(format.stem()) || found.size() == stem ||
      found.find_first_not_of("0123456789", stem) != std::string_view::npos) {
    throw std::invalid_argument("bytes: not those of " + what);
  }
  if (found != expected) {
    throw std::invalid_argument("bytes: of " + what + " in another format, \"" + std::string(found) +
                                "\"; this version reads \"" + expected + "\"");
  }
  const std::optional<std::string_view> body = unsealed(bytes);
  if (!body) {
    throw std::invalid_argument("bytes: of " + what + ", but damaged or cut short: their checksum differs");
  }
  byte_reader from(*body);
  static_cast<void>(from.text());
  return from;
}

}  // namespace probation
