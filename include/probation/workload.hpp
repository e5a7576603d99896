// Everything in the layer `workload` but the Workload Management Tool (`workload/wmt.hpp`) and tiering
// (`workload/tiering.hpp`), which are included by who computes with them.
#pragma once

#include <probation/workload/settings.hpp>
