// Documents in and out.
#include "pybind.hpp"

#include <probation/io/read.hpp>
#include <probation/io/scenario.hpp>
#include <probation/io/schema.hpp>
#include <probation/io/write.hpp>

namespace probation::bindings {

namespace {

[[nodiscard]] syntax syntax_called(const std::string& name) {
  return name == "toml" ? syntax::toml : name == "python" ? syntax::python : syntax::json;
}

}  // namespace

void bind_io(py::module_& m) {
  m.def(
      "parse_region",
      [](const std::string& text, const std::string& name, const std::string& syntax) {
        return parse_region(text, name, syntax_called(syntax));
      },
      "text"_a, "name"_a, "syntax"_a = "json",
      "The region of a JSON document (comments allowed); `name` is for messages, which are in the syntax \"json\", "
      "\"toml\" "
      "or \"python\". Raises DocumentError.");
  m.def(
      "to_json", [](const region& r, bool pretty) { return to_json(r, pretty); }, "region"_a, "pretty"_a = true,
      "The region as a JSON document that reads back as an equal region.");
  m.def(
      "scenario", [](const region& r, const std::string& name) { return scenario(r, name); }, "region"_a, "name"_a,
      "The region with a scenario's merge patch applied. Raises KeyError, DocumentError.");
  m.def(
      "patched", [](const region& r, const std::string& patch) { return patched(r, patch, syntax::python); },
      "region"_a, "patch"_a, "The region with a merge patch (RFC 7386, JSON text) applied. Raises DocumentError.");
  m.def("json_schema", [] { return json_schema(); }, "The JSON Schema of region documents, as text.");
}

}  // namespace probation::bindings
