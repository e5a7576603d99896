// The fields of officers, so that they can be pickled, alone and in tables.
#pragma once

#include "packing.hpp"

#include <probation/workload/wmt/aggregate.hpp>

namespace probation::bindings {

template <>
struct packing<wmt::reduction> : member_packing<&wmt::reduction::reason, &wmt::reduction::hours, &wmt::reduction::from,
                                                &wmt::reduction::until, &wmt::reduction::status> {};
template <>
struct packing<wmt::officer>
    : member_packing<&wmt::officer::name, &wmt::officer::grade, &wmt::officer::team, &wmt::officer::pdu,
                     &wmt::officer::region, &wmt::officer::points, &wmt::officer::available,
                     &wmt::officer::contracted_hours, &wmt::officer::reduction_hours, &wmt::officer::cases,
                     &wmt::officer::untiered, &wmt::officer::cms_points, &wmt::officer::reductions> {};

}  // namespace probation::bindings
