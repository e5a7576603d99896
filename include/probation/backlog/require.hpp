// Arguments that a closed form cannot take, said by name.
#pragma once

#include <cmath>        // for std::isfinite
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/number.hpp>

namespace probation::backlog::detail {

/// Throws std::invalid_argument "load: capacity must be above 0, got -1" unless `good`.
inline void require(bool good, std::string_view function, std::string_view rule, double got) {
  if (good) return;
  throw std::invalid_argument(std::string(function) + ": " + std::string(rule) + ", got " + to_text(got));
}

inline void not_negative(std::string_view function, const char* name, double x) {
  require(std::isfinite(x) && x >= 0, function, std::string(name) + " must be a number, 0 or more", x);
}

inline void positive(std::string_view function, const char* name, double x) {
  require(std::isfinite(x) && x > 0, function, std::string(name) + " must be a number above 0", x);
}

}  // namespace probation::backlog::detail
