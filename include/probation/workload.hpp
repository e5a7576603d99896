// Everything in the layer `workload` but the Workload Management Tool, which is included by who computes with it
// (`workload/wmt.hpp`).
#pragma once

#include <probation/workload/settings.hpp>
#include <probation/workload/tiering/mandate.hpp>
#include <probation/workload/tiering/need.hpp>
#include <probation/workload/tiering/reasons.hpp>
#include <probation/workload/tiering/registers.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/v2.hpp>
#include <probation/workload/tiering/v3.hpp>
#include <probation/workload/tiering/words.hpp>
