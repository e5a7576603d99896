// Forecasts under the floating environments that a host may have set: denormal numbers flushed, another rounding mode,
// traps. The numbers are the same bits, and the environment is left as it was. Usage: environment DOCUMENT CASE
#include <cfenv>
#include <cstdio>
#include <cstring>

#include "results.hpp"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace {

/// What a thread's arithmetic is set to, but for the flags of what has happened.
unsigned setting() {
#if defined(__SSE2__)
  return _mm_getcsr() & ~0x3FU;
#else
  return static_cast<unsigned>(std::fegetround());
#endif
}

int compare(const char* name, std::uint64_t expected, const std::string& file, void (*set)()) {
  int failures = 0;
  for (const unsigned threads : {1U, 2U}) {
    std::fenv_t before;
    std::fegetenv(&before);
    set();
    const unsigned as_set = setting();
    const std::uint64_t found = hosts::numbers_of(file, threads);
    const bool kept = setting() == as_set;
    std::fesetenv(&before);
    if (found == expected && kept) continue;
    std::printf("%s, %u threads: %s%s\n", name, threads, found == expected ? "" : "other numbers ",
                kept ? "" : "the environment was changed");
    ++failures;
  }
  return failures;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string file = argv[1];
  const std::uint64_t expected = hosts::numbers_of(file, 1);
  if (expected != hosts::numbers_of(file, 2)) return std::puts("threads change the numbers"), 1;
  int failures = 0;
  if (std::strcmp(argv[2], "denormals") == 0) {
#if defined(__SSE2__)
    failures += compare("flushed to zero", expected, file, [] { _mm_setcsr(_mm_getcsr() | 0x8000U); });
    failures += compare("taken for zero", expected, file, [] { _mm_setcsr(_mm_getcsr() | 0x0040U); });
    failures += compare("both", expected, file, [] { _mm_setcsr(_mm_getcsr() | 0x8040U); });
#else
    return 77;  // no portable way to set it
#endif
  } else if (std::strcmp(argv[2], "rounding") == 0) {
    failures += compare("upward", expected, file, [] { std::fesetround(FE_UPWARD); });
    failures += compare("downward", expected, file, [] { std::fesetround(FE_DOWNWARD); });
    failures += compare("toward zero", expected, file, [] { std::fesetround(FE_TOWARDZERO); });
  } else if (std::strcmp(argv[2], "traps") == 0) {
#if defined(__SSE2__)
    // Division by zero and invalid operations end the program where they happen.
    failures += compare("traps", expected, file, [] { _mm_setcsr(_mm_getcsr() & ~0x0280U); });
#else
    return 77;
#endif
  } else {
    return 2;
  }
  return failures == 0 ? 0 : 1;
}
