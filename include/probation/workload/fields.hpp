// The fields of the workload model's settings in documents.
#pragma once

#include <probation/base/field.hpp>
#include <probation/workload/settings.hpp>

namespace probation {

template <class V>
void describe(V& v, std::type_identity<workload_settings>) {
  v.type("workload_settings", "What workload does to people, and how it is spread over them.");
  v("feedback", &workload_settings::feedback, kinds::number,
    "leaving x exp(feedback x (workload - 1)); none if absent");
  v("spread", &workload_settings::spread, kinds::size, "size of the negative binomial spread of caseloads");
}

}  // namespace probation
