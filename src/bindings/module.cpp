// The Python module probation._core: declarations only. Each layer has a file of its own.
#include "pybind.hpp"

#include <probation/version.hpp>

namespace probation::bindings {

void bind_base(py::module_& m);
void bind_organisation(py::module_& m);
void bind_io(py::module_& m);
void bind_projection(py::module_& m);
void bind_engine(py::module_& m);

}  // namespace probation::bindings

// Needs no GIL: no bound object can be changed after it is made, no function keeps anything between calls, and the
// exception classes are made once while the module is imported.
PYBIND11_MODULE(_core, m, py::mod_gil_not_used()) {
  m.doc() = "The compiled part of probation. Use the names of the package instead.";
  m.attr("__version__") = std::string(probation::version);
  probation::bindings::bind_base(m);
  probation::bindings::bind_organisation(m);
  probation::bindings::bind_io(m);
  probation::bindings::bind_projection(m);
  probation::bindings::bind_engine(m);
}
