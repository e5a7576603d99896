// Configurations of the Workload Management Tool as documents. Link `probation::io`.
#pragma once

#include <filesystem>   // for std::filesystem::path
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/problem.hpp>
#include <probation/workload/wmt/configuration.hpp>

namespace probation::wmt {

/// The configurations of a JSON text (comments are fine). `name` is how messages call the document. Throws
/// `document_error` holding every problem: what cannot be read, numbers out of range, weights of tiers that are not
/// listed, listed tiers without a weight, versions out of order, keys of targets and hours that are not there.
[[nodiscard]] configurations parse_configurations(std::string_view json_text, const std::string& name = "document");

/// The configurations of a JSON file; throws std::filesystem::filesystem_error too if it cannot be read.
[[nodiscard]] configurations read_configurations(const std::filesystem::path& file);

/// A number as documents have it, 0 or more: plain, or an object with its spread and source.
[[nodiscard]] quantity parse_quantity(std::string_view json_text, const std::string& name = "quantity");

/// The document of configurations, which reads back as an equal value.
[[nodiscard]] std::string to_json(const configurations& c, bool pretty = true);

/// A JSON Schema (draft 2020-12) of such documents, made from the declarations that also read and write them.
[[nodiscard]] std::string json_schema();

}  // namespace probation::wmt
