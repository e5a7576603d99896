// Everything in the layer `ratings`.
#pragma once

#include <probation/ratings/evidence.hpp>
#include <probation/ratings/inspection.hpp>
#include <probation/ratings/rating.hpp>
