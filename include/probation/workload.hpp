// Everything in the layer `workload` but the Workload Management Tool, which is included by who computes with it
// (`workload/wmt.hpp`).
#pragma once

#include <probation/workload/settings.hpp>
