// What a row function is.
#pragma once

#include <cstddef>  // for std::size_t

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

/// The functions of an instruction set by operation. Those that need more of the plan than three rows (`by_month`,
/// `choose`, `parameter`, `total`, `level`, `skip`) are not among them; that of `inner` adds one product to `out`.
struct row_functions {
  const char* instruction_set;
  row_function of[opcode_count];

  [[nodiscard]] constexpr row_function operator[](opcode code) const noexcept {
    return of[static_cast<std::size_t>(code)];
  }
};

}  // namespace probation
