// Row functions as a table: what runs the operations of a plan, one table for each instruction set.
#pragma once

#include <probation/engine/row_table.hpp>
#if !defined(PROBATION_KERNELS)
#include <probation/engine/row_kernels.hpp>
#else
#include <span>  // for std::span
#endif

#if defined(PROBATION_KERNELS)

namespace probation {

// Linked with probation::kernels, which has the functions for several instruction sets.
namespace kernels {

/// The tables that this machine can run, slowest first: "baseline", "avx2", "avx512".
[[nodiscard]] std::span<const row_functions* const> available();

/// The last of them, or the one that the environment variable PROBATION_ISA names. Throws std::runtime_error if this
/// machine cannot run that.
[[nodiscard]] const row_functions& chosen();

/// The table whose draws are their means.
[[nodiscard]] const row_functions& expected();

}  // namespace kernels

/// The row functions for exact draws.
[[nodiscard]] inline const row_functions& random_rows() { return kernels::chosen(); }
/// The row functions whose draws are their means.
[[nodiscard]] inline const row_functions& expected_rows() { return kernels::expected(); }

}  // namespace probation

#else

#include <probation/engine/isa_begin.hpp>

namespace probation::inline PROBATION_ISA {

/// The row functions for exact draws, as wide as the compiler's flags allow.
[[nodiscard]] inline const row_functions& random_rows() noexcept { return detail::rows_here<true>; }
/// The row functions whose draws are their means.
[[nodiscard]] inline const row_functions& expected_rows() noexcept { return detail::rows_here<false>; }

}  // namespace probation::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>

#endif
