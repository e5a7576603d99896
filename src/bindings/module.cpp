// The Python module probation._core. Each layer has a file of its own.
#include "pybind.hpp"

#include <algorithm>  // for std::max
#include <string>     // for std::string

#include <probation/version.hpp>

namespace probation::bindings {
void bind_accounting(py::module_& m);
}

namespace {

/// Says of every class of a module how its objects are pickled: with protocol 2 or later, which know how to make one
/// that is not yet initialised, or not at all. Without this the older protocols end the process.
void guard_pickling(const py::handle& module) {
  const py::dict names = module.attr("__dict__");
  for (const auto& item : names) {
    const py::handle x = item.second;
    if (py::isinstance<py::module_>(x)) {
      guard_pickling(x);
    } else if (PyType_Check(x.ptr()) != 0 && py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(x.ptr()))) {
      if (py::hasattr(x, "__setstate__")) {
        x.attr("__reduce_ex__") = py::cpp_function(
            [](const py::object& self, int protocol) {
              const py::handle object_type(reinterpret_cast<PyObject*>(&PyBaseObject_Type));
              return object_type.attr("__reduce_ex__")(self, (std::max)(protocol, 2));
            },
            py::name("__reduce_ex__"), py::is_method(x));
      } else {
        x.attr("__reduce_ex__") = py::cpp_function(
            [](const py::object& self, const py::object& /*protocol*/) -> py::object {
              throw py::type_error("cannot pickle a " +
                                   py::str(py::type::of(self).attr("__name__")).cast<std::string>() +
                                   ": pickle what it was made of");
            },
            py::name("__reduce_ex__"), py::is_method(x));
      }
    }
  }
}

}  // namespace

// Needs no GIL: no bound object can be changed after it is made, no function keeps anything between calls, and the
// exception classes are made once while the module is imported.
PYBIND11_MODULE(_core, m, py::mod_gil_not_used()) {
  m.doc() = "The compiled part of probation. Use the names of the package instead.";
  m.attr("__version__") = std::string(probation::version);
  probation::bindings::bind_base(m);
  probation::bindings::bind_organisation(m);
  probation::bindings::bind_io(m);
  probation::bindings::bind_projection(m);
  probation::bindings::bind_plan(m);
  probation::bindings::bind_parts(m);
  probation::bindings::bind_engine(m);
  probation::bindings::bind_table(m);
  probation::bindings::bind_analysis(m);
  probation::bindings::bind_accounting(m);
  auto wmt = m.def_submodule("wmt");
  probation::bindings::bind_wmt(wmt);
  auto tiering = m.def_submodule("tiering");
  probation::bindings::bind_tiering(tiering);
  probation::bindings::bind_tiering_table(tiering);
  auto ratings = m.def_submodule("ratings");
  probation::bindings::bind_ratings(ratings);
  probation::bindings::bind_samples(ratings);
  auto backlog = m.def_submodule("backlog");
  probation::bindings::bind_backlog(backlog);
  guard_pickling(m);
}
