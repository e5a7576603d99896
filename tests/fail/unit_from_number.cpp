// error: cannot convert 'int' to 'probation::unit'
// error: cannot initialize a parameter of type 'unit'
// error: cannot convert argument 2
// A unit is named; a number in its place is most likely a number of months.
#include <probation/base/quantity.hpp>

int main() {
  [[maybe_unused]] const double months = probation::in_months(20, probation::unit::weeks);
#ifdef MUST_NOT_COMPILE
  [[maybe_unused]] const double wrong = probation::in_months(20, 4);
#endif
}
