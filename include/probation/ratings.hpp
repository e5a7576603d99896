// Everything in the layer `ratings` but what is inferred from samples, which brings Boost.Math (`ratings/interval.hpp`,
// `ratings/band_chances.hpp`, `ratings/aggregate.hpp`).
#pragma once

#include <probation/ratings/allocation.hpp>
#include <probation/ratings/card.hpp>
#include <probation/ratings/case_sample.hpp>
#include <probation/ratings/changes.hpp>
#include <probation/ratings/evidence.hpp>
#include <probation/ratings/find.hpp>
#include <probation/ratings/inspection.hpp>
#include <probation/ratings/methodologies.hpp>
#include <probation/ratings/methodology.hpp>
#include <probation/ratings/overall.hpp>
#include <probation/ratings/rating.hpp>
