// Compiled with products that are fused with sums, which the library's own flags forbid: a forecast says so.
#include <cstdio>
#include <stdexcept>

#include <probation/projection.hpp>

int main() {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("fma")) return 77;
#endif
  probation::region r;
  r.name = "R";
  r.as_of = probation::month{2026, 11};
  r.pdus["North"].staff["PO"].in_post = 10.0;
  try {
    static_cast<void>(probation::forecast(r, {.months = 1, .runs = 10}));
  } catch (const std::runtime_error& e) {
    std::puts(e.what());
    return 0;
  }
  std::puts("not refused");
  return 1;
}
