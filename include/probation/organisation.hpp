// Everything in the layer `organisation`.
#pragma once

#include <probation/organisation/region.hpp>
#include <probation/organisation/unit.hpp>
