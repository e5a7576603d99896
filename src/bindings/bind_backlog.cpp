// Backlogs.
#include "pybind.hpp"

namespace probation::bindings {

void bind_backlog(py::module_& m) { m.doc() = "Backlogs: the closed forms of waiting lists."; }

}  // namespace probation::bindings
