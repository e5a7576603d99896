// The row functions at the instruction set that the compiler has by default.
#include "tables.hpp"

#include <probation/engine/row_kernels.hpp>

namespace probation::kernels {

const row_functions& baseline_rows() noexcept { return detail::rows_here<true>; }

const row_functions& expected() { return detail::rows_here<false>; }

}  // namespace probation::kernels
