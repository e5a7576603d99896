// error: invalid initialization
// error: could not convert
// error: no viable conversion from 'const .*coordinate' to '.*stream_key'
// error: cannot convert argument 1
// The key of a stream and the place where a number is used must not be swapped: the result would look just as random.
#include <probation/engine/stream.hpp>

int main() {
  const probation::stream_key key{1, 0};
  const probation::coordinate here{0, 3, probation::cell_id("West Kent/PO/leave")};
  [[maybe_unused]] const double u = probation::uniform(key, here);
#ifdef MUST_NOT_COMPILE
  [[maybe_unused]] const double swapped = probation::uniform(here, key);
#endif
}
