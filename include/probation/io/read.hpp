// Reading region documents. Link `probation::io`.
#pragma once

#include <filesystem>   // for std::filesystem::path
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/problem.hpp>
#include <probation/base/syntax.hpp>
#include <probation/base/watch.hpp>
#include <probation/organisation/region.hpp>

namespace probation {

/// The region of a JSON document (comments and trailing commas are fine).
///
/// Throws `document_error` holding every problem of the document, and std::filesystem::filesystem_error (a
/// std::system_error) if the file cannot be read: callers can tell the two apart. `progress` is told of scenarios tried
/// and in all, and may stop the reading: then `interrupted` is thrown.
[[nodiscard]] region read_region(const std::filesystem::path& file, const progress_function& progress = {});

/// The region of a JSON document under one of its scenarios; throws std::out_of_range too if it has none of that name.
[[nodiscard]] region read_region(const std::filesystem::path& file, std::string_view scenario_name);

/// The region as a text that carries all of it: the document, and the present and the names of the scenarios of a
/// region that is under some. For workers elsewhere, and pickles; `to_json` writes the document alone.
[[nodiscard]] std::string packed(const region& r);

/// The region that was packed; of a document, the region of that. Throws as `parse_region` does.
[[nodiscard]] region unpacked(std::string_view text, const std::string& name = "document",
                              const progress_function& progress = {});

/// The region of a JSON text. `name` is how messages call the document, which they quote in the syntax that it was
/// written in before it became JSON.
[[nodiscard]] region parse_region(std::string_view json_text, const std::string& name = "document",
                                  syntax written_in = syntax::json, const progress_function& progress = {});

}  // namespace probation
