// Between region and tree. Private to probation::io.
#pragma once

#include <probation/organisation/region.hpp>

#include "node.hpp"

namespace probation::detail {

/// The document of a region as a tree.
[[nodiscard]] node tree_of(const region& r);

/// "sha256:" and 64 digits: the digest of a text.
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace probation::detail
