// What a row function is.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::int64_t, std::uint32_t, std::uint64_t

#include <probation/engine/opcode.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// Which random numbers a row of draws takes: the family, and the coordinate of its first lane. The others are the
/// replicates that follow.
struct draw_place {
  stream_key key;
  coordinate first;
};

/// Does an operation on `n` lanes: out = f(a, b, c). `out` may be one of the operands; rows that an operation does not
/// have are not read.
using row_function = void (*)(double* out, const double* a, const double* b, const double* c, std::size_t n,
                              const draw_place& where) noexcept;

/// Rows that an operation on many of them works on: those that `at` names, of a block whose rows lie `stride` apart.
struct row_list {
  double* rows;
  std::size_t stride;
  const std::uint32_t* at;
  std::size_t size;
  double* scratch;  ///< room for `list_scratch` numbers for each of `at`

  [[nodiscard]] double* operator[](std::size_t k) const noexcept { return rows + at[k] * stride; }
  /// Whether there is a k-th row: an entry may be `no_row`.
  [[nodiscard]] bool has(std::size_t k) const noexcept { return at[k] != no_row; }

  static constexpr std::uint32_t no_row = 0xFFFFFFFFU;
};
inline constexpr std::size_t list_scratch = 16;

/// Cells of a lapse, at most: the numbers of its draws must not meet (`lapse.hpp`).
inline constexpr std::size_t most_lapse_cells = 8192;

/// Does an operation on rows of a list; the others as in `row_function`.
using list_function = void (*)(double* out, double* a, double* b, const row_list& rows, std::size_t n,
                               const draw_place& where) noexcept;

/// n numbers in each of some rows, which lie `stride` numbers apart.
struct row_block {
  const double* from;
  std::size_t n;
  std::size_t rows = 1;
  std::size_t stride = 0;
};

/// What a summary takes from rows: the sums of their numbers and of the squares in fixed point, in units of 2¹⁶ and of
/// 2⁻⁴⁰ (see `exact_sum`), and the extremes.
struct row_digest {
  std::int64_t sum_high = 0;
  std::uint64_t sum_low = 0;
  std::int64_t square_high = 0;
  std::uint64_t square_low = 0;
  double least = 0.0;
  double most = 0.0;
};

/// Most numbers that a digest takes at a time: sums of so many squares of counts are exact.
inline constexpr std::size_t digest_width = 256;

/// Digests 1 to `digest_width` numbers, and writes a key for each, row by row. False, and nothing is of use, if they
/// are not what it is for.
using digest_function = bool (*)(const row_block& x, row_digest& out, std::uint32_t* keys) noexcept;

/// The functions of an instruction set by operation. Those that need more of the plan than rows (`by_month`, `choose`,
/// `parameter`, `skip`) are not among them.
struct row_functions {
  const char* instruction_set;
  row_function of[opcode_count];
  list_function lists[opcode_count];  ///< where `is_list`
  digest_function digest;         ///< of finite numbers below 2³³ in size; a key is that of the bin (`point_summary`)
  digest_function digest_counts;  ///< of whole numbers from 0 to 2²², which are their own keys

  [[nodiscard]] constexpr row_function operator[](opcode code) const noexcept {
    return of[static_cast<std::size_t>(code)];
  }
  [[nodiscard]] constexpr list_function list(opcode code) const noexcept {
    return lists[static_cast<std::size_t>(code)];
  }
};

}  // namespace probation
