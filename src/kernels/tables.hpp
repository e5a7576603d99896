// What each unit of this folder defines.
#pragma once

#include <probation/engine/row_table.hpp>

namespace probation::kernels {

[[nodiscard]] const row_functions& baseline_rows() noexcept;
[[nodiscard]] const row_functions& avx2_rows() noexcept;
[[nodiscard]] const row_functions& avx512_rows() noexcept;
[[nodiscard]] const row_functions& expected();

}  // namespace probation::kernels
