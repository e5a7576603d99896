// The schema of region documents, for editors and validators. Link `probation::io`.
#pragma once

#include <string>  // for std::string

namespace probation {

/// A JSON Schema (draft 2020-12) of region documents, made from the declarations that also read and write them.
/// It knows every key, type and bound of a certain number; what needs more than one field is left to reading.
[[nodiscard]] std::string json_schema();

}  // namespace probation
