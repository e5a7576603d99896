// What a row function is.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::int64_t, std::uint32_t, std::uint64_t

#include <probation/engine/opcode.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// Which random numbers a row of draws takes: the family, and the coordinate of its first lane. The others are the
/// replicates that follow.
struct draw_place {
  stream_key key;
  coordinate first;
};

/// Does an operation on `n` lanes: out = f(a, b, c). `out` may be one of the operands; rows that an operation does not
/// have are not read.
using row_function = void (*)(double* out, const double* a, const double* b, const double* c, std::size_t n,
                              const draw_place& where) noexcept;

/// What a summary takes from a row: the sums of its numbers and of their squares in fixed point, in units of 2¹⁶ and of
/// 2⁻⁴⁰ (see `exact_sum`), and its extremes.
struct row_digest {
  std::int64_t sum_high = 0;
  std::uint64_t sum_low = 0;
  std::int64_t square_high = 0;
  std::uint64_t square_low = 0;
  double least = 0.0;
  double most = 0.0;
};

/// Most numbers that a digest takes at a time: its sums must not overflow.
inline constexpr std::size_t digest_width = 128;

/// Digests n numbers, 1 to `digest_width`, and writes the key of each one's bin (see `point_summary`). False, and
/// nothing is of use, where one is not finite or 2³³ and more in size.
using digest_function = bool (*)(const double* x, std::size_t n, row_digest& out, std::uint32_t* keys) noexcept;

/// The functions of an instruction set by operation. Those that need more of the plan than three rows (`by_month`,
/// `choose`, `parameter`, `total`, `lapse`, `share`, `skip`) are not among them; that of `inner` adds one product to
/// `out`.
struct row_functions {
  const char* instruction_set;
  row_function of[opcode_count];
  digest_function digest;

  [[nodiscard]] constexpr row_function operator[](opcode code) const noexcept {
    return of[static_cast<std::size_t>(code)];
  }
};

}  // namespace probation
