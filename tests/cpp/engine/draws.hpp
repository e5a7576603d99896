// What the tests of draws share.
#pragma once

#include <boost/math/distributions/negative_binomial.hpp>
#include <limits>
#include <vector>

namespace probation::testing {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double least = 0x1p-53;  // the smallest uniform number; the greatest is 1 − least

[[nodiscard]] inline boost::math::negative_binomial negative_binomial_of(double mean, double size) {
  return {size, size / (size + mean)};
}

struct trial {
  double n;
  double p;
};

inline const std::vector<trial> trials = {
    {1, 0.3},      {1, 0.5},       {4, 0.01},    {12, 0.01},   {36, 0.01},   {10, 0.1},     {10, 0.5},    {7, 0.9},
    {60, 0.04},    {100, 0.1},     {59, 0.5},    {60, 0.5},    {61, 0.5},    {1000, 0.005}, {1023, 0.02}, {1024, 0.02},
    {1000, 0.03},  {1000, 0.0301}, {1000, 0.05}, {1000, 0.97}, {2604, 0.07}, {100, 0.5},    {100, 0.501}, {100, 0.99},
    {1000, 0.999}, {1e6, 1e-5},    {1e6, 1e-4},  {1e9, 3e-9},  {5000, 0.3},
};

}  // namespace probation::testing
