// The rules of the audit: a line for each. A new rule is a function in a file of its kind, and a line here.
#pragma once

#include <array>  // for std::array
#include <span>   // for std::span

#include <probation/analysis/audit/accounting.hpp>
#include <probation/analysis/audit/dates.hpp>
#include <probation/analysis/audit/flows.hpp>
#include <probation/analysis/audit/inspections.hpp>
#include <probation/analysis/audit/recommendations.hpp>
#include <probation/analysis/audit/shares.hpp>
#include <probation/analysis/audit/sources.hpp>
#include <probation/analysis/audit/staffing.hpp>
#include <probation/analysis/audit/subtraction.hpp>
#include <probation/analysis/audit/workload.hpp>

namespace probation {

/// Every rule of the library, in the order in which findings of the same severity are given.
[[nodiscard]] inline std::span<const audit_rule> audit_rules() noexcept {
  using enum severity;
  static constexpr std::array all = {
      audit_rule{"overall-rating", error, "a published overall rating is not the one that its standards add up to",
                 "rating bands by methodology (ratings)", rules::overall_rating},
      audit_rule{"overall-differs", warning, "places state different overall ratings and no score decides",
                 "published inconsistencies, 2022 to 2024", rules::overall_differs},
      audit_rule{"score", error, "a published score is not the sum of its standards",
                 "0 to 3 points a standard, unweighted", rules::score},
      audit_rule{"maximum", error, "a published maximum is not that of the methodology, or below the score",
                 "three points a counted standard", rules::maximum},
      audit_rule{"standards", warning, "a scorecard lacks standards of its methodology, or has others",
                 "standards by methodology (ratings)", rules::standards},
      audit_rule{"methodology", warning, "an inspection follows rules that are not known, or that give no rating",
                 "methodologies of the library (ratings)", rules::methodology},
      audit_rule{"methodology-dates", warning, "an inspection is published outside the period of its methodology",
                 "dates of the methodologies (ratings)", rules::methodology_dates},
      audit_rule{"inspected-unit", warning, "an inspection is of something that the document does not describe",
                 "PDUs are named differently in different reports (2022, 2025)", rules::inspected_unit},
      audit_rule{"reported-vacancy", warning, "a reported vacancy rate is not the one of in post and establishment",
                 "letter of 24 May 2022, Annexe one, region 6", rules::reported_vacancy},
      audit_rule{"over-establishment", warning, "more FTE are in post than established",
                 "surplus grades hide vacancies of others (regional staffing gap, September 2023)",
                 rules::over_establishment},
      audit_rule{"intake-vacancies", warning, "more people are to join a grade than it has room for",
                 "letter of 24 May 2022, Staff ¶2: 39 PSOs, and 5.5 % vacant", rules::intake_vacancies},
      audit_rule{"never-replaced", warning, "people leave a grade that nobody ever joins",
                 "what leaves and is not replaced runs down", rules::never_replaced},
      audit_rule{"average-outside", error, "a region's average lies outside those of its PDUs", "arithmetic",
                 rules::average_outside},
      audit_rule{"totals", warning, "a region's totals and averages are not those of its units together",
                 "units make up a region by ratio of sums", rules::totals},
      audit_rule{"negative-remainder", error, "the rest of the region is negative when uncertain totals are drawn",
                 "subtraction of the other PDUs from the region's totals", rules::negative_remainder},
      audit_rule{"starts-balance", warning, "starts and time held keep another number of cases than is held",
                 "Little's law: stock in balance = starts x mean time held", rules::starts_balance},
      audit_rule{"above-sixty", warning, "a share above 60 cases that no spread about the averages gives",
                 "letter of 24 May 2022, Staff ¶4: 46 % above 60 where averages are 42 and 52", rules::above_sixty},
      audit_rule{"implied-points", warning, "caseload and workload imply points a case that no tier has",
                 "WMT default weights (public migration V1_1): 29 to 219", rules::implied_points},
      audit_rule{"stated-points", warning, "cases x points contradict the workload that is stated",
                 "the WMT's percentage is points ÷ points available", rules::stated_points},
      audit_rule{"cases-twice", warning, "a grade has an average workload and classes of cases besides",
                 "the WMT's percentage covers all cases of an officer", rules::cases_twice},
      audit_rule{"zero-capacity", error, "cases are held by staff who have no points available",
                 "the WMT shows an officer of no hours at 0 %", rules::zero_capacity},
      audit_rule{"points-as-minutes", warning, "points a month are given where minutes are asked for",
                 "37 hours a week are 9,653 minutes a month; the WMT's 2,176 are points", rules::points_as_minutes},
      audit_rule{"holds-nothing", warning, "staff hold no cases where the same grade of other PDUs does",
                 "workload is points demanded ÷ points available", rules::holds_nothing},
      audit_rule{"unused", warning, "a number is written, and no forecast depends on it",
                 "every input is used, refused, or reported as unused", rules::unused_number},
      audit_rule{"idle-scenario", warning, "a scenario changes no output of a forecast",
                 "a scenario is there to change something", rules::idle_scenario},
      audit_rule{"survey-shares", error, "shares of the same question add to more than one", "arithmetic",
                 rules::survey_shares},
      audit_rule{"uncertain-shares", warning,
                 "shares of one whole are uncertain one by one, so draws do not add to one",
                 "each uncertain input is drawn by itself", rules::uncertain_shares},
      audit_rule{"due-before-made", error, "a recommendation is due before it was made", "arithmetic",
                 rules::due_before_made},
      audit_rule{"begins-late", warning, "a number that changes over time does not say what holds at the start",
                 "the first part of a number holds from the start", rules::begins_late},
      audit_rule{"observed-later", warning, "an observation is of after the month at whose start stocks are counted",
                 "stocks are those at the start of as_of", rules::observed_later},
      audit_rule{"stale", warning, "an observation is older than so many months (stale_after, 12)",
                 "staffing and caseload are published by the quarter", rules::stale},
      audit_rule{"overdue", warning, "a recommendation was due before as_of and is not done",
                 "the register of recommendations", rules::overdue},
      audit_rule{"unknown-measure", warning, "a recommendation names a measure that no forecast has",
                 "measures of the model (projection)", rules::unknown_measure},
      audit_rule{"disputed", warning, "a number is disputed", "status of the number", rules::disputed},
      audit_rule{"no-source", warning, "a number is said to be observed or disputed, and not where",
                 "figures carry their source", rules::no_source},
      audit_rule{"unexplained", note, "numbers have no source, and are taken for assumptions",
                 "figures carry their source", rules::unexplained},
  };
  return all;
}

}  // namespace probation
