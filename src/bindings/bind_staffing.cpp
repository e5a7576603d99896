// Classes of grades, staff, recruitment and cases as they stand in a document, compiled apart from those of the rest of
// a region.
#include "described.hpp"

#include <optional>

#include <probation/caseload/fields.hpp>
#include <probation/staffing/fields.hpp>

#include "staffing_packing.hpp"

namespace probation::bindings {

template <>
struct besides_fields<grade> {
  static void add(py::classh<grade>& c) {
    c.def_property_readonly(
        "qualifies_to",
        [](const grade& x) { return x.qualification ? std::optional(x.qualification->to) : std::nullopt; },
        "Grade entered at the end of a trainee ladder, or None.");
  }
};

template void described_class<stage>(py::module_&);
template void described_class<qualification>(py::module_&);
template void described_class<promotion>(py::module_&);
template void described_class<grade>(py::module_&);
template void described_class<cohort>(py::module_&);
template void described_class<staff>(py::module_&);
template void described_class<provisional_start>(py::module_&);
template void described_class<dated_headcount>(py::module_&);
template void described_class<fill_policy>(py::module_&);
template void described_class<recruitment>(py::module_&);
template void described_class<intake>(py::module_&);
template void described_class<transfer>(py::module_&);
template void described_class<dwell>(py::module_&);
template void described_class<starts>(py::module_&);
template void described_class<allocation>(py::module_&);
template void described_class<case_class>(py::module_&);

}  // namespace probation::bindings
