// A shared library of somebody else's that uses ours inside and exports one function.
#include <probation/io.hpp>
#include <probation/projection.hpp>

extern "C" __attribute__((visibility("default"))) double plugin_workload(const char* file) {
  const auto base = probation::forecast(probation::read_region(file), {.months = 1, .runs = 0});
  return base.series("workload", "*", "*").mean().front();
}
