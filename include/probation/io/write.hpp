// Writing region documents. Link `probation::io`.
#pragma once

#include <filesystem>  // for std::filesystem::path
#include <string>      // for std::string

#include <probation/organisation/region.hpp>

namespace probation {

/// The document of a region: reading it gives an equal region (whose `digest` is that of the document).
/// Numbers are the shortest that read back as the same. What has its default value is left out.
/// `pretty`: indented, one line where it fits; otherwise without any space.
/// Throws std::invalid_argument if a number is not finite or a scenario is not a JSON object.
[[nodiscard]] std::string to_json(const region& r, bool pretty = true);

/// Writes the document of a region to a file: wholly or not at all. Throws std::filesystem::filesystem_error.
void write_region(const region& r, const std::filesystem::path& file);

}  // namespace probation
