// Ratings of inspections.
#include "pybind.hpp"

namespace probation::bindings {

void bind_ratings(py::module_& m) { m.doc() = "Ratings of inspections: methodologies, scorecards, samples, surveys."; }

}  // namespace probation::bindings
