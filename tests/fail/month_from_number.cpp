// error: conversion from 'int' to non-scalar type
// error: no viable conversion from 'int'
// error: cannot convert from 'int'
// A number of months is not a month.
#include <probation/base/month.hpp>

int main() {
  [[maybe_unused]] const probation::month m = probation::month{2022, 4} + 24;
#ifdef MUST_NOT_COMPILE
  const probation::month horizon = 24;
#endif
}
