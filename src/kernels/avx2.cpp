// The row functions for AVX2. CMake compiles this unit with the flags for it, where there are any.
#include "tables.hpp"

#include <probation/engine/row_kernels.hpp>

#if !defined(PROBATION_LANE_BYTES) || PROBATION_LANE_BYTES < 32
#error "compile this unit for AVX2"
#endif

namespace probation::kernels {

const row_functions& avx2_rows() noexcept { return detail::rows_here<true>; }

}  // namespace probation::kernels
