// error: cannot convert 'const probation::month' to 'const int'
// error: no viable conversion from 'const .*month' to 'const int'
// error: cannot convert from 'const probation::month' to
// A month is not a number of months: the difference to another one is.
#include <probation/base/month.hpp>

int main() {
  constexpr probation::month april{2022, 4};
  [[maybe_unused]] const int since = april - probation::month{2021, 6};
#ifdef MUST_NOT_COMPILE
  const int number = april;
#endif
}
