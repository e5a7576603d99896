// What if: a region changed by a merge patch on its document. Link `probation::io`.
#pragma once

#include <span>         // for std::span
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/syntax.hpp>
#include <probation/base/watch.hpp>
#include <probation/organisation/region.hpp>

namespace probation {

/// The region under its scenario of that name, which `under` then remembers. Throws std::out_of_range, naming the
/// scenarios that there are; `document_error` if nothing valid comes out.
///
/// Today's stocks stay those of the document as it was read (`present`), whatever rates a scenario changes; numbers
/// that state the present, such as those waiting or in post, are another present where a scenario states them.
[[nodiscard]] region scenario(const region& r, std::string_view name, const progress_function& progress = {});

/// The region under several scenarios, applied one after the other.
[[nodiscard]] region scenario(const region& r, std::span<const std::string> names);

/// The same, of names written out: `scenario(r, "vetting halved", "attrition 8 %")`.
template <class... Names>
[[nodiscard]] region scenario(const region& r, std::string_view first, std::string_view second, const Names&... more) {
  const std::string names[] = {std::string(first), std::string(second), std::string(more)...};
  return scenario(r, std::span<const std::string>(names));
}

/// The region changed by a merge patch (RFC 7386) on its document: values replace values, objects are merged, null
/// removes. Name and scenarios stay unless the patch changes them. Throws `document_error` if nothing valid comes out.
///
/// Quantities are merged as numbers: a patch that gives a number replaces the number there in whatever form it was
/// given, with its source, status and date, and keeps the unit; so `{"value": 10}` may replace low, mode and high.
/// Messages are in the syntax that the patch was written in.
///
/// Scenarios must fit the changed document as they did before, so that it can be written and read again: one that no
/// longer does is a `document_error` that names it. (Under one of its own scenarios a region keeps the others as they
/// are, to be applied together with it, whether they fit or not.) `progress` may stop it, with `interrupted`.
[[nodiscard]] region patched(const region& r, std::string_view merge_patch_json, syntax written_in = syntax::json,
                             const progress_function& progress = {});

}  // namespace probation
