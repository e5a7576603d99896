// The numbers of a forecast of a document, hashed, for programs that compare them under settings of a host.
#pragma once

#include <bit>
#include <cstdint>
#include <string>

#include <probation/io.hpp>
#include <probation/projection.hpp>

namespace hosts {

/// FNV-1a over the bits of all means and some quantiles.
inline std::uint64_t numbers_of(const probation::forecast_result& f) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&](const std::vector<double>& numbers) {
    for (const double x : numbers) {
      for (std::uint64_t b = std::bit_cast<std::uint64_t>(x), i = 0; i < 8; ++i, b >>= 8) {
        hash = (hash ^ (b & 0xFF)) * 0x100000001B3U;
      }
    }
  };
  for (const auto& s : f.all()) {
    add(s.mean());
    add(s.sd());
    for (const double q : {0.1, 0.5, 0.9}) add(s.quantile(q));
  }
  return hash;
}

/// The numbers of a forecast of the document in `file`, read anew.
inline std::uint64_t numbers_of(const std::string& file, unsigned threads) {
  const probation::region r = probation::read_region(file);
  return numbers_of(probation::forecast(r, {.months = 24, .runs = 200, .seed = 2022, .threads = threads})) ^
         numbers_of(probation::forecast(r, {.months = 24, .runs = 0}));
}

}  // namespace hosts
