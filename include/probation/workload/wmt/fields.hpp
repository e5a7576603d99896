// The fields of configurations in documents.
#pragma once

#include <probation/base/field.hpp>
#include <probation/workload/wmt/configuration.hpp>

namespace probation::wmt {

namespace kinds {

inline constexpr kind points{.expected = "points, 0 or more", .low = 0};
inline constexpr kind hours{.expected = "hours a week, 0 to 168", .low = 0, .high = 168};
inline constexpr kind percent{.expected = "per cent, 0 to 100", .low = 0, .high = 100};
inline constexpr kind level{.expected = "workload in per cent, above 0", .low = 0, .above_low = true};
inline constexpr kind number{.expected = "a whole number, 1 or more", .low = 1, .high = 100'000, .whole = true};

}  // namespace kinds

template <class V>
void describe(V& v, std::type_identity<retained_percent>) {
  v.type("retained_percent", "Percent of its points that an inactive case keeps; 0 if absent.");
  v("warrants", &retained_percent::warrants, kinds::percent, "on warrant");
  v("unpaid_work", &retained_percent::unpaid_work, kinds::percent, "unpaid work alone");
  v("overdue", &retained_percent::overdue, kinds::percent, "termination overdue");
}

template <class V>
void describe(V& v, std::type_identity<case_weights>) {
  v.type("case_weights", "Points a case, and what inactive cases keep.");
  v("points", &case_weights::points, kinds::points, "by location and tier");
  v("inactive", &case_weights::inactive, "what inactive cases keep");
}

template <class V>
void describe(V& v, std::type_identity<report_weights>) {
  v.type("report_weights", "Points a report or assessment.");
  v("sdr", &report_weights::sdr, kinds::points, "standard delivery report");
  v("fdr", &report_weights::fdr, kinds::points, "fast delivery report");
  v("parom", &report_weights::parom, kinds::points, "parole assessment report, by the rules of 2021");
  v("parom_enabled", &report_weights::parom_enabled, "whether those rules score it, true if absent");
  v("arms_community", &report_weights::arms_community, kinds::points, "by the rules of 2021");
  v("arms_licence", &report_weights::arms_licence, kinds::points, "by the rules of 2021");
}

template <class V>
void describe(V& v, std::type_identity<grade_rule>) {
  v.type("grade_rule", "A grade as the tool knows it.");
  v("type_id", &grade_rule::type_id, kinds::number, "number by which the worker knows it");
  v("target", &grade_rule::target, "key of targets; absent: no capacity");
  v("hours", &grade_rule::hours, "key of hours; absent: no capacity");
  v("codes", &grade_rule::codes, "grade codes that mean it, matched exactly");
}

template <class V>
void describe(V& v, std::type_identity<reduction_reason>) {
  v.type("reduction_reason", "A reason for which hours are taken off.");
  v("percent", &reduction_reason::percent, kinds::percent, "of contracted hours; absent: free entry");
  v("most_percent", &reduction_reason::most_percent, kinds::percent, "cap, of contracted hours");
  v("months", &reduction_reason::months, kinds::number, "how long it lasts");
  v("category", &reduction_reason::category, "as the tool groups them");
  v("enabled", &reduction_reason::enabled, "whether its reductions count, true if absent");
}

template <class V>
void describe(V& v, std::type_identity<threshold_percents>) {
  v.type("threshold_percents", "Workload in per cent at which something is said.");
  v("low", &threshold_percents::low, kinds::level, "the target band begins, 90 if absent");
  v("full", &threshold_percents::full, kinds::level, "100 if absent");
  v("high", &threshold_percents::high, kinds::level, "more than this is in excess, 110 if absent");
}

template <class V>
void describe(V& v, std::type_identity<configuration>) {
  v.type("configuration", "The settings of the Workload Management Tool from a day on.");
  v("name", &configuration::name, "what it is called");
  v("from", &configuration::from, "day from which it holds; absent: always");
  v("source", &configuration::source, "of every number without one of its own");
  v(mandatory("tiers"), &configuration::tiers, "in order");
  v(mandatory("cases"), &configuration::cases, "points a case");
  v("t2a", &configuration::t2a, "points a case of transition to adulthood");
  v("reports", &configuration::reports, "points a report");
  v(mandatory("targets"), &configuration::targets, kinds::points, "points of a full officer by grade band");
  v(mandatory("hours"), &configuration::hours, kinds::hours, "default hours a week by grade band");
  v(mandatory("grades"), &configuration::grades, "by name");
  v("reductions", &configuration::reductions, "reasons by name");
  v("contacts", &configuration::contacts, kinds::points, "points by contact code");
  v("contact_days", &configuration::contact_days, kinds::number, "days for which a contact counts, 7 if absent");
  v("thresholds", &configuration::thresholds, "90, 100 and 110 if absent");
}

template <class V>
void describe(V& v, std::type_identity<configurations>) {
  v.type("configurations", "Settings of the Workload Management Tool, by date.");
  v("name", &configurations::name, "what the document is called");
  v(mandatory("versions"), &configurations::versions, "the earliest first");
}

}  // namespace probation::wmt
