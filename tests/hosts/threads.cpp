// Forecasts where threads cannot be made: none, or only some of those asked for. Usage: threads DOCUMENT
// The C library's function that makes threads is replaced by one that fails when told to.
#include <cerrno>
#include <cstdio>

#include <dlfcn.h>
#include <pthread.h>

#include "results.hpp"

namespace {
int made = 0;
int allowed = 1 << 30;
}  // namespace

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                              void* argument) {
  using function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto real = reinterpret_cast<function>(dlsym(RTLD_NEXT, "pthread_create"));
  if (made >= allowed) return EAGAIN;
  ++made;
  return real(thread, attributes, start, argument);
}

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::uint64_t expected = hosts::numbers_of(argv[1], 2);
  if (made == 0) return std::puts("the replaced function was not called: this tests nothing"), 1;
  int failures = 0;
  for (const int some : {0, 1, 3}) {
    made = 0;
    allowed = some;
    for (const unsigned threads : {1U, 4U, 128U}) {
      if (hosts::numbers_of(argv[1], threads) == expected) continue;
      std::printf("%d threads made of %u: other numbers\n", some, threads);
      ++failures;
    }
  }
  made = 0;
  allowed = 1 << 30;
  if (hosts::numbers_of(argv[1], 1) != expected || made != 0) {
    std::printf("threads = 1 made %d\n", made);
    ++failures;
  }
  return failures == 0 ? 0 : 1;
}
