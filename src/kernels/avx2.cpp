// The row functions for AVX2. CMake compiles this unit with the flags for it, where there are any.
#include "tables.hpp"

#include <probation/engine/row_kernels.hpp>

namespace probation::kernels {

static_assert(sizeof(lanes::f64) == 32, "compile this unit for AVX2");

const row_functions& avx2_rows() noexcept { return detail::rows_here<true>; }

}  // namespace probation::kernels
