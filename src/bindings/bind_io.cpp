// Documents in and out.
#include "lowered.hpp"
#include "progress.hpp"
#include "pybind.hpp"

#include <probation/io/limits.hpp>
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
      [](const std::string& text, const std::string& name, const std::string& syntax, const py::object& progress) {
        return without_lock(progress, [&](const progress_function& ask) {
          return projectable(parse_region(text, name, syntax_called(syntax), ask), name, ask);
        });
      },
      "text"_a, "name"_a, "syntax"_a = "json", "progress"_a = py::none(),
      "The region of a JSON document (comments allowed); `name` is for messages, which are in the syntax \"json\", "
      "\"toml\" or \"python\". The GIL is released; about every 50 ms signals are checked and `progress(done, total)` "
      "called, of scenarios tried. Raises DocumentError.");
  m.def(
      "to_json",
      [](const region& r, bool pretty) {
        const py::gil_scoped_release release;
        return to_json(r, pretty);
      },
      "region"_a, "pretty"_a = true, "The region as a JSON document that reads back as an equal region.");
  m.def(
      "scenario",
      [](const region& r, const std::string& name) {
        return without_lock(
            [&](const progress_function& ask) { return projectable(scenario(r, name, ask), r.name, ask); });
      },
      "region"_a, "name"_a, "The region with a scenario's merge patch applied. Raises KeyError, DocumentError.");
  m.def(
      "patched",
      [](const region& r, const std::string& patch) {
        return without_lock([&](const progress_function& ask) {
          return projectable(patched(r, patch, syntax::python, ask), r.name, ask);
        });
      },
      "region"_a, "patch"_a, "The region with a merge patch (RFC 7386, JSON text) applied. Raises DocumentError.");
  m.def(
      "packed",
      [](const region& r) {
        const py::gil_scoped_release release;
        return packed(r);
      },
      "region"_a, "The region as a text that carries its present and the names of its scenarios too.");
  m.def(
      "unpacked",
      [](const std::string& text, const std::string& name) {
        return without_lock([&](const progress_function& ask) { return unpacked(text, name, ask); });
      },
      "text"_a, "name"_a, "The region that was packed, or that of a document. Raises DocumentError.");
  m.def(
      "document_limits",
      [] {
        return py::dict("bytes"_a = limits::bytes, "depth"_a = limits::depth, "values"_a = limits::values,
                        "keys"_a = limits::keys, "key_bytes"_a = limits::key_bytes, "units"_a = limits::units,
                        "scenarios"_a = limits::scenarios);
      },
      "What a document may hold.");
  m.def("json_schema", [] { return json_schema(); }, "The JSON Schema of region documents, as text.");
}

}  // namespace probation::bindings
