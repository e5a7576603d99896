// What if: a region changed by a merge patch on its document. Link `probation::io`.
#pragma once

#include <string_view>  // for std::string_view

#include <probation/base/syntax.hpp>
#include <probation/organisation/region.hpp>

namespace probation {

/// The region under its scenario of that name. Throws std::out_of_range, naming the scenarios that there are.
[[nodiscard]] region scenario(const region& r, std::string_view name);

/// The region changed by a merge patch (RFC 7386) on its document: values replace values, objects are merged, null
/// removes. Name and scenarios stay unless the patch changes them. Throws `document_error` if nothing valid comes out.
///
/// Quantities are merged as numbers: a patch that gives a number replaces the number there in whatever form it was
/// given, with its source, status and date, and keeps the unit; so `{"value": 10}` may replace low, mode and high.
/// Messages are in the syntax that the patch was written in.
[[nodiscard]] region patched(const region& r, std::string_view merge_patch_json, syntax written_in = syntax::json);

}  // namespace probation
