// Everything in the layer `workload`.
#pragma once

#include <probation/workload/settings.hpp>
