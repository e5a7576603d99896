// A region projected forward: the layer `projection` and all that it needs.
#pragma once

#include <probation/projection/forecast.hpp>
#include <probation/projection/forecast_many.hpp>
#include <probation/projection/lower.hpp>
#include <probation/projection/part.hpp>
#include <probation/projection/saved.hpp>
#include <probation/projection/series.hpp>
#include <probation/projection/series_limit.hpp>
