// Bytes of what has no declared fields, or more than those.
#pragma once

#include "packing.hpp"

#include <probation/caseload/case_class.hpp>
#include <probation/staffing/recruitment.hpp>

namespace probation::bindings {

template <>
struct packing<allocation> : member_packing<&allocation::balanced, &allocation::grades, &allocation::shares> {};
template <>
struct packing<sharing> : member_packing<&sharing::by, &sharing::shares> {};

}  // namespace probation::bindings
