// Everything in the layer `analysis`.
#pragma once

#include <probation/analysis/audit.hpp>
