// What a document may hold: limits that no region comes near, so that a broken one ends in an error and not in the end
// of memory or patience. The page docs/reference/limits.md lists them. Link `probation::io`.
#pragma once

#include <cstddef>  // for std::size_t

namespace probation::limits {

inline constexpr std::size_t bytes = std::size_t{64} << 20U;  ///< of text
inline constexpr std::size_t depth = 32;                      ///< tables and lists inside each other
inline constexpr std::size_t values = 4'000'000;              ///< texts, numbers, tables and lists in all
inline constexpr std::size_t keys = 10'000;                   ///< of one table
inline constexpr std::size_t key_bytes = 1'000;               ///< of one key
inline constexpr std::size_t units = 2'500;                   ///< PDUs and functions
inline constexpr std::size_t scenarios = 1'000;

}  // namespace probation::limits
