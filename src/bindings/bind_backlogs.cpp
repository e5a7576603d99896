// Classes of backlogs as they stand in a document, compiled apart from those of the rest of a region.
#include "described.hpp"

#include <probation/backlog/fields.hpp>

namespace probation::bindings {

template void described_class<waiting_list>(py::module_&);
template void described_class<service_capacity>(py::module_&);
template void described_class<list_class>(py::module_&);
template void described_class<staff_reference>(py::module_&);
template void described_class<programme>(py::module_&);
template void described_class<unpaid_work>(py::module_&);
template void described_class<ordered_hours>(py::module_&);
template void described_class<court_extension>(py::module_&);
template void described_class<group_placements>(py::module_&);
template void described_class<individual_placements>(py::module_&);
template void described_class<education_hours>(py::module_&);
template void described_class<delivery_level>(py::module_&);
template void described_class<victim_contact>(py::module_&);
template void described_class<victim_activity>(py::module_&);

}  // namespace probation::bindings
