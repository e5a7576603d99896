// Reading region documents. Link `probation::io`.
#pragma once

#include <filesystem>   // for std::filesystem::path
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/problem.hpp>
#include <probation/base/syntax.hpp>
#include <probation/organisation/region.hpp>

namespace probation {

/// The region of a JSON document (comments and trailing commas are fine).
///
/// Throws `document_error` holding every problem of the document, and std::filesystem::filesystem_error (a
/// std::system_error) if the file cannot be read: callers can tell the two apart.
[[nodiscard]] region read_region(const std::filesystem::path& file);

/// The region of a JSON document under one of its scenarios; throws std::out_of_range too if it has none of that name.
[[nodiscard]] region read_region(const std::filesystem::path& file, std::string_view scenario_name);

/// The region of a JSON text. `name` is how messages call the document, which they quote in the syntax that it was
/// written in before it became JSON.
[[nodiscard]] region parse_region(std::string_view json_text, const std::string& name = "document",
                                  syntax written_in = syntax::json);

}  // namespace probation
