// The arithmetic of an operation on a number of one replicate, or on a vector of them.
#pragma once

#include <probation/engine/lanes.hpp>
#include <probation/engine/maths.hpp>
#include <probation/engine/opcode.hpp>

#include <probation/engine/isa_begin.hpp>

namespace probation::detail::inline PROBATION_ISA {

/// What `Code` gives on plain numbers; `a` itself for operations that are more than arithmetic.
template <opcode Code, class F>
[[nodiscard]] PROBATION_INLINE F apply(F a, F b) noexcept {
  if constexpr (Code == opcode::add) return a + b;
  if constexpr (Code == opcode::subtract) return a - b;
  if constexpr (Code == opcode::multiply) return a * b;
  if constexpr (Code == opcode::divide) {
    return lanes::select(a == 0.0, lanes::select(b == 0.0, lanes::all<F>(0.0), a / b), a / b);
  }
  if constexpr (Code == opcode::smaller) return lanes::smaller(a, b);
  if constexpr (Code == opcode::larger) return lanes::larger(a, b);
  if constexpr (Code == opcode::nearest) return lanes::floor(a + 0.5);
  if constexpr (Code == opcode::exponential) return maths::exp(a);
  if constexpr (Code == opcode::logarithm) return maths::log(a);
  if constexpr (Code == opcode::leaving) return maths::one_minus_exp_neg(a);
  if constexpr (Code == opcode::whole) return lanes::floor(a + b);
  return a;
}

}  // namespace probation::detail::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
