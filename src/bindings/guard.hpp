// Objects of the bound classes are whole, or they are not there.
#pragma once

#include "pybind.hpp"

namespace probation::bindings {

/// Goes through the classes of a module and its submodules. Afterwards `__new__` by itself is refused, for it would
/// hand out memory in which nothing has been made; and objects are pickled, by any protocol, as a call of
/// `probation._util.restoring.restored`, or not at all.
void guard_classes(const py::handle& module);

/// Adds what `guard_classes` relies on.
void bind_guard(py::module_& m);

}  // namespace probation::bindings
