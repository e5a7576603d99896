// Everything in the layer `base` but quantiles, which bring Boost.Math (`base/quantile.hpp`), and decimals, which few
// need (`base/decimal.hpp`).
#pragma once

#include <probation/base/check.hpp>
#include <probation/base/day.hpp>
#include <probation/base/kind.hpp>
#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/base/number.hpp>
#include <probation/base/path.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/quantity.hpp>
