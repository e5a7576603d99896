// error: no match for 'operator\+'
// error: invalid operands to binary expression
// error: binary '\+':
// Months are points in time: they have a distance, but no sum.
#include <probation/base/month.hpp>

int main() {
  constexpr probation::month april{2022, 4};
  constexpr probation::month may{2022, 5};
  [[maybe_unused]] const int apart = may - april;
#ifdef MUST_NOT_COMPILE
  [[maybe_unused]] const auto sum = may + april;
#endif
}
