// Lowering, compiled once for all units that ask for it.
#pragma once

#include <string>

#include <probation/base/watch.hpp>
#include <probation/engine/plan.hpp>
#include <probation/organisation/region.hpp>

namespace probation::bindings {

/// Months of the longest forecast.
inline constexpr int longest_horizon = 600;

/// The plan of a region for some months.
[[nodiscard]] plan lowered(const region& r, int months, const progress_function& progress = {});

/// A region that was read, once it is known that it can be projected too: what is read can be forecast. Throws
/// document_error, in which the document is called `name`.
[[nodiscard]] region projectable(region r, const std::string& name, const progress_function& progress);

}  // namespace probation::bindings
