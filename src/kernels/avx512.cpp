// The row functions for AVX-512. CMake compiles this unit with the flags for it, where there are any.
#include "tables.hpp"

#include <probation/engine/row_kernels.hpp>

namespace probation::kernels {

static_assert(sizeof(lanes::f64) == 64, "compile this unit for AVX-512");

const row_functions& avx512_rows() noexcept { return detail::rows_here<true>; }

}  // namespace probation::kernels
