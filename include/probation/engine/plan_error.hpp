// What ends a run: a replicate that means nothing.
#pragma once

#include <stdexcept>  // for std::runtime_error

namespace probation {

/// A number that a replicate may not have: an input drawn so far out that the model has no meaning.
class plan_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace probation
