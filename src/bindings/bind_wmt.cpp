// The Workload Management Tool and tiering.
#include "pybind.hpp"

namespace probation::bindings {

void bind_wmt(py::module_& m) { m.doc() = "The Workload Management Tool and tiering."; }

}  // namespace probation::bindings
