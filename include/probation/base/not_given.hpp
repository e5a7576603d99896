// Numbers that act where a document gives none.
#pragma once

#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/quantity.hpp>

namespace probation {

/// A number that acts where the document gives none: listed among the assumptions of a forecast as "not given: …".
[[nodiscard]] inline quantity not_given(double value, std::string_view what, unit u = unit::none) {
  return {distribution::certain, {value, 0, 0}, u, "not given: " + std::string(what), status::assumed};
}
/// Whether a number is one of those.
[[nodiscard]] inline bool is_default(const quantity& q) noexcept { return q.source.starts_with("not given: "); }

}  // namespace probation
