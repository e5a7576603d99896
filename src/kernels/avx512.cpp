// The row functions for AVX-512. CMake compiles this unit with the flags for it, where there are any.
#include "tables.hpp"

#include <probation/engine/row_kernels.hpp>

#if !defined(PROBATION_LANE_BYTES) || PROBATION_LANE_BYTES < 64
#error "compile this unit for AVX-512"
#endif

namespace probation::kernels {

const row_functions& avx512_rows() noexcept { return detail::rows_here<true>; }

}  // namespace probation::kernels
