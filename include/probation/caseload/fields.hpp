// The fields of classes of cases in documents.
#pragma once

#include <array>  // for std::array

#include <probation/base/field.hpp>
#include <probation/caseload/case_class.hpp>

namespace probation {

[[nodiscard]] constexpr auto names_of(std::type_identity<dwell::shape>) noexcept {
  return std::array<std::string_view, 4>{"exponential", "fixed", "erlang", "profile"};
}

template <class V>
void describe(V& v, std::type_identity<dwell>) {
  v.type("dwell", "How long a case is held: time with a shape, or rate, or profile.");
  v("time", &dwell::time, kinds::some_time, "mean time held");
  v("rate", &dwell::rate, kinds::rate, "rate of ending, instead of time");
  v("shape", &dwell::form, "how times are spread about their mean, exponential if absent");
  v("stages", &dwell::stages, kinds::stages, "for erlang: exponential stages in a row");
  v("profile", &dwell::profile, kinds::share, "share still held at the start of each month since the case began");
}

template <class V>
void describe(V& v, std::type_identity<starts>) {
  v.type("starts", "How cases begin.");
  v("per_month", &starts::rate, kinds::a_month, "starts a month; absent: as many as end at the start");
  v("growth", &starts::growth, kinds::growth, "growth in a year: 0.03 is 3 %");
  v("seasonality", &starts::seasonality, kinds::factor, "twelve factors, January first, of mean 1");
  v("dispersion", &starts::dispersion, kinds::size, "negative binomial size; absent: Poisson");
}

template <class V>
void describe(V& v, std::type_identity<allocation>) {
  v.type("allocation", "Who holds the cases: balanced over grades, or fixed shares.");
  v("grades", &allocation::grades, "eligible grades, whose workloads are levelled");
  v("shares", &allocation::shares, kinds::share, "share of the cases by grade; must add to 1");
}

template <class V>
void describe(V& v, std::type_identity<case_class>) {
  v.type("case_class", "Cases that are alike.");
  v("cases", &case_class::cases, kinds::cases, "held now");
  v("points", &case_class::points, kinds::points, "WMT points a case a month");
  v("tiers", &case_class::tiers, kinds::cases, "held now by tier, instead of cases and points");
  v("location", &case_class::location, "with tiers: where the cases are, which chooses the weights");
  v("t2a", &case_class::t2a, "with tiers: transition to adulthood, with weights of its own");
  v("mix", &case_class::mix, kinds::share, "with tiers: share of starts by tier; absent: as those held now");
  v("share", &case_class::share, kinds::share, "on a region: share of its starts by unit; absent: by cases held now");
  v("held_by", &case_class::held_by, "grades that hold them");
  v("starts", &case_class::starts, "how they begin");
  v("dwell", &case_class::dwell, "how long they are held");
}

}  // namespace probation
