// Runs an operation on a list of rows that a test has.
#pragma once

#include <cstdint>
#include <vector>

#include <probation/engine/row_functions.hpp>

namespace probation::testing {

using numbers = std::vector<double>;

/// Does `code` on lanes of `rows` (all as long as `out`) that `table` names, by `by`, from replicate `first`.
inline void run_list(opcode code, numbers& out, numbers& a, numbers& b, std::vector<numbers>& rows,
                     const std::vector<std::uint32_t>& table, const row_functions& by = random_rows(),
                     std::uint32_t first = 0) {
  const std::size_t n = out.size();
  const std::size_t stride = n + 3;  // so that writing beyond a row would show in the next
  numbers all;
  for (const numbers& row : rows) {
    all.insert(all.end(), row.begin(), row.end());
    all.resize(all.size() + 3, -7.0);
  }
  numbers scratch(table.size() * list_scratch);
  by.list(code)(out.data(), a.data(), b.data(), {all.data(), stride, table.data(), table.size(), scratch.data()}, n,
                {{5, 1}, {first, 3, 99}});
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < n; ++i) rows[r][i] = all[r * stride + i];
    for (std::size_t i = n; i < stride; ++i) {
      if (all[r * stride + i] != -7.0) rows[r].clear();  // a test that looks fails
    }
  }
}

}  // namespace probation::testing
