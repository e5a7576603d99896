// The Python module probation._core. Each layer has a file of its own.
#include "guard.hpp"
#include "pybind.hpp"

#include <string>  // for std::string

#include <probation/version.hpp>

namespace probation::bindings {
void bind_accounting(py::module_& m);
}

// An interpreter without a global lock takes it up for this module: nothing here has been tested without.
PYBIND11_MODULE(_core, m) {
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
  probation::bindings::bind_guard(m);
  probation::bindings::guard_classes(m);
}
