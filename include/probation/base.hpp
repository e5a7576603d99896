// Everything in the layer `base`.
#pragma once

#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/quantity.hpp>
