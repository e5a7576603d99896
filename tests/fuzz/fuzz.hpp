// What the fuzz targets share. An exception that a target does not expect is not caught, so that it ends the process.
#pragma once

#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint8_t
#include <cstdio>       // for std::fputs
#include <cstdlib>      // for std::abort
#include <optional>     // for std::optional
#include <string_view>  // for std::string_view

/// What libFuzzer calls with every input; `driver.cpp` does the same with files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process, saying what does not hold.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::fputc('\n', stderr);
  std::abort();
}

/// The value of `f`, or nothing if it throws one of the errors that its contract names.
template <class Error, class F>
[[nodiscard]] auto unless(F f) -> std::optional<decltype(f())> {
  try {
    return f();
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace fuzz
