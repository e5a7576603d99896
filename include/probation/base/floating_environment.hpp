// The floating environment in which results are computed, whatever a host process has set.
#pragma once

#include <cfenv>      // for std::fegetenv, std::fesetenv
#include <stdexcept>  // for std::runtime_error

// Flags that let a compiler change arithmetic. Where a compiler has no macro for one, `check_arithmetic` finds it.
#if defined(__FAST_MATH__) || defined(_M_FP_FAST) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
    (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error \
    "probation needs IEEE arithmetic: compile without -ffast-math, -funsafe-math-optimizations, -fassociative-math, -freciprocal-math, -ffinite-math-only or /fp:fast"
#endif

namespace probation {

/// Sets the default floating environment — round to nearest, denormal numbers kept, no traps — for as long as it
/// lives, and then gives back the one that was there, its flags included.
///
/// A plugin or a library that was linked with -ffast-math may have changed the environment of a thread. Every function
/// that computes results sets its own, so that they are the same bits in any host.
class floating_environment {
 public:
  floating_environment() noexcept {
    std::fegetenv(&before_);
    std::fesetenv(FE_DFL_ENV);
  }
  ~floating_environment() { std::fesetenv(&before_); }
  floating_environment(const floating_environment&) = delete;
  floating_environment& operator=(const floating_environment&) = delete;
  floating_environment(floating_environment&&) = delete;
  floating_environment& operator=(floating_environment&&) = delete;

 private:
  std::fenv_t before_;
};

namespace detail {

/// Whether this code's arithmetic is that of IEEE 754: no product fused with a sum, no sum regrouped, no quotient
/// replaced by a product, and denormal numbers kept. Operands are volatile so that no compiler works them out.
[[nodiscard]] inline bool arithmetic_is_exact() noexcept {
  const volatile double given[] = {1.0, 0x1p-30, 0x1p53, 49.0, 98.0, 0x1p-1022};
  const double one = given[0];
  const double a = one + given[1];
  const double square = one + 2.0 * given[1];  // less its last bit, 2⁻⁶⁰, which rounding takes away
  const double great = given[2];
  const double divisor = given[3];  // 49 × (1 ÷ 49) is less than 1
  const double least = given[5];
  const double ratio = given[3] / divisor;  // two quotients, which a compiler would make one reciprocal of
  const double other_ratio = given[4] / divisor;
  return a * a - square == 0.0 && (one + great) - great == 0.0 && ratio == 1.0 && other_ratio == 2.0 &&
         least * 0.5 > 0.0;
}

}  // namespace detail

/// Throws std::runtime_error if the compiler was allowed to change arithmetic where this is compiled, as with
/// -march=native without -ffp-contract=off.
inline void check_arithmetic() {
  if (detail::arithmetic_is_exact()) return;
  throw std::runtime_error(
      "probation: this program was compiled with flags that change arithmetic; results would not be those of other "
      "machines. Compile with -ffp-contract=off and without -ffast-math and its parts (/fp:precise for MSVC), or link "
      "the CMake target probation::probation, which does so");
}

}  // namespace probation
