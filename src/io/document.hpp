// Between region and tree. Private to probation::io.
#pragma once

#include <probation/organisation/region.hpp>

#include "node.hpp"

namespace probation::detail {

/// The document of a region as a tree.
[[nodiscard]] node tree_of(const region& r);

/// "fnv1a64:" and sixteen digits: the hash of a text.
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace probation::detail
