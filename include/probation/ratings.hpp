// Everything in the layer `ratings`.
#pragma once

#include <probation/ratings/card.hpp>
#include <probation/ratings/changes.hpp>
#include <probation/ratings/evidence.hpp>
#include <probation/ratings/find.hpp>
#include <probation/ratings/inspection.hpp>
#include <probation/ratings/methodologies.hpp>
#include <probation/ratings/methodology.hpp>
#include <probation/ratings/overall.hpp>
#include <probation/ratings/rating.hpp>
