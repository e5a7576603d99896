// The fields of the workload model's settings in documents.
#pragma once

#include <probation/base/field.hpp>
#include <probation/workload/settings.hpp>

namespace probation {

template <class V>
void describe(V& v, std::type_identity<contact_reset>) {
  v.type("contact_reset", "Contact that ends before the order does: cases then weigh what their S tier does.");
  v(mandatory("from"), &contact_reset::from, "first month in which it holds");
  v("after", &contact_reset::after, kinds::inner_share,
    "share of the time held after which contact ends, 2/3 if absent");
  v("eligible", &contact_reset::eligible, kinds::share, "share of cases that are not exempt, 1 if absent");
}

template <class V>
void describe(V& v, std::type_identity<workload_settings>) {
  v.type("workload_settings", "What workload does to people, and how it is spread over them.");
  v("feedback", &workload_settings::feedback, kinds::feedback,
    "leaving x exp(feedback x (workload - 1)); none if absent");
  v("spread", &workload_settings::spread, kinds::size, "size of the negative binomial spread of caseloads");
  v("weights", &workload_settings::weights, kinds::weight, "points a case by location and tier; else the WMT's");
  v("t2a_weights", &workload_settings::t2a_weights, kinds::weight, "the same for cases in transition to adulthood");
  v("reset", &workload_settings::reset, "contact that ends before the order does");
}

}  // namespace probation
