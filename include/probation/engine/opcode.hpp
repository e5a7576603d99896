// The operations that a plan is made of.
#pragma once

#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint8_t

namespace probation {

/// What a row operation does. `a`, `b`, `c` are operand rows.
enum class opcode : std::uint8_t {
  copy,               ///< a
  zero,               ///< 0
  add,                ///< a + b
  subtract,           ///< a − b
  multiply,           ///< a × b
  divide,             ///< a ÷ b, where 0 ÷ 0 is 0: nothing of nothing is no share at all
  smaller,            ///< min(a, b)
  larger,             ///< max(a, b)
  nearest,            ///< the whole number nearest to a, halves up
  exponential,        ///< exp(a)
  logarithm,          ///< ln(a)
  leaving,            ///< 1 − exp(−a): probability of a hazard over a month
  by_month,           ///< the number that a table holds for the month
  choose,             ///< the row that a table of rows holds for the month
  parameter,          ///< an uncertain quantity, drawn once
  uniform,            ///< a uniform number of this cell and month
  whole,              ///< ⌊a + b⌋ with b uniform: a whole number of mean a; the expected policy returns a
  binomial,           ///< number of a that go, each with probability b
  poisson,            ///< Poisson of mean a
  negative_binomial,  ///< negative binomial of mean a and size b
  above,              ///< P(X > c) of a negative binomial X of mean a and size b
  total,              ///< Σ of the rows of table c
  inner,              ///< Σ of products of the rows of table c, two by two; a second row may not exist
  shift,              ///< copies of rows of table c, two by two: to, from
  complete,           ///< adds those of the cells of table c who owe nothing and leave them (`complete.hpp`)
  lapse,              ///< weight of those of the cells of table c who go, each with a probability; b gets their number
  share,              ///< of a, what the cells of table c take when it is shared, at most b a head (`share.hpp`)
  skip,               ///< leaves out the next operations where a and b are 0 or less in every replicate of the block
};
inline constexpr std::size_t opcode_count = static_cast<std::size_t>(opcode::skip) + 1;  // of the last one

/// Whether an operation is arithmetic on at most two rows.
[[nodiscard]] constexpr bool is_arithmetic(opcode code) noexcept { return code <= opcode::leaving; }

/// Whether an operation works on the rows of a table, whose number is its `c`.
[[nodiscard]] constexpr bool is_list(opcode code) noexcept { return code >= opcode::total && code <= opcode::share; }

}  // namespace probation
