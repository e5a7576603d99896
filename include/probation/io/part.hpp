// Parts of documents by themselves: a grade, the staff of a unit, a number. Link `probation::io`.
#pragma once

#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <typeindex>    // for std::type_index

#include <probation/base/problem.hpp>
#include <probation/base/syntax.hpp>

namespace probation {

namespace detail {

/// By type: these know all that a region document, or one of the tool's settings, is made of. They throw
/// std::invalid_argument for any other type.
void read_part(std::type_index type, std::string_view json_text, const std::string& name, syntax written_in, void* out);
[[nodiscard]] std::string write_part(std::type_index type, const void* value, bool pretty);

}  // namespace detail

/// The part of a document that a JSON text says: `parse_part<staff>(R"({"in_post": 62})")`.
///
/// T is any type that stands in documents, a `quantity` or a `timed_quantity`. The text is read, and every field by
/// itself checked, as where it stands in a document; what refers to something else is checked when the whole is.
/// Throws `document_error` with every problem, its paths from the part down.
template <class T>
[[nodiscard]] T parse_part(std::string_view json_text, const std::string& name = "document",
                           syntax written_in = syntax::json) {
  T out{};
  detail::read_part(typeid(T), json_text, name, written_in, &out);
  return out;
}

/// The JSON text of a part, which reads back as an equal value. A grade says its name and its ladder even where they
/// are as of a grade that is not known, so that it means the same whatever it is called.
template <class T>
[[nodiscard]] std::string part_to_json(const T& value, bool pretty = false) {
  return detail::write_part(typeid(T), &value, pretty);
}

}  // namespace probation
