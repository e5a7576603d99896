// Lowering, compiled once for all units that ask for it.
#pragma once

#include <probation/engine/plan.hpp>
#include <probation/organisation/region.hpp>

namespace probation::bindings {

/// The plan of a region for some months.
[[nodiscard]] plan lowered(const region& r, int months);

}  // namespace probation::bindings
