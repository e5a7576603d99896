// error: no match for 'operator\+'
// error: invalid operands to binary expression
// error: binary '\+':
// A rate a year and a duration in weeks must not be added: units are resolved by mean() and by drawing, not by hand.
#include <probation/base/quantity.hpp>

int main() {
  const probation::quantity leaving{probation::distribution::certain, {0.12, 0, 0}, probation::unit::per_year};
  const probation::quantity vetting{probation::distribution::pert, {16, 20, 30}, probation::unit::weeks};
  [[maybe_unused]] const double months = probation::mean(vetting);
#ifdef MUST_NOT_COMPILE
  [[maybe_unused]] const auto sum = leaving + vetting;
#endif
}
