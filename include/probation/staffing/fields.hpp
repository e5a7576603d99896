// The fields of grades, staff and recruitment in documents.
#pragma once

#include <probation/base/field.hpp>
#include <probation/staffing/grade.hpp>
#include <probation/staffing/recruitment.hpp>
#include <probation/staffing/staff.hpp>

namespace probation {

template <class V>
void describe(V& v, std::type_identity<stage>) {
  v.type("stage", "A step of a grade's ladder.");
  v(mandatory("name"), &stage::name, "name of the stage: \"newly qualified\"");
  v("months", &stage::months, kinds::some_time, "how long it lasts; absent for the last stage, which is open");
  v("capacity", &stage::capacity, kinds::share, "share of a full officer's points, 1 if absent");
  v("leaving_rate", &stage::leaving_rate, kinds::leaving, "of this stage; else the staff's, else the grade's");
}

template <class V>
void describe(V& v, std::type_identity<qualification>) {
  v.type("qualification", "What happens at the end of a trainee ladder.");
  v(mandatory("to"), &qualification::to, "grade entered, at its first stage");
  v("pass_rate", &qualification::pass_rate, kinds::share, "share of those who reach the end that pass, 1 if absent");
  v("otherwise", &qualification::otherwise, "grade entered by those who do not pass; absent: they leave");
}

template <class V>
void describe(V& v, std::type_identity<promotion>) {
  v.type("promotion", "Promotion out of the open stage of a grade.");
  v(mandatory("to"), &promotion::to, "grade entered, at its last stage");
  v(mandatory("rate"), &promotion::rate, kinds::rate, "of those in the open stage");
}

template <class V>
void describe(V& v, std::type_identity<grade>) {
  v.type("grade",
         "A grade of staff. One of the known grades changes only in what is given; a ladder replaces its own.");
  v("full_name", &grade::full_name, "in words");
  v("ladder", &grade::ladder, "stages in order; the last is open unless the grade qualifies");
  v("points", &grade::points, kinds::points, "WMT points a month of a full officer, 2176 if absent");
  v("hours", &grade::hours, kinds::hours_a_week,
    "contracted hours a week of a full FTE; absent: the 37 that points are for");
  v("protected", &grade::protected_time, kinds::protected_time, "share of an officer's time kept free of cases");
  v("leaving_rate", &grade::leaving_rate, kinds::leaving, "of staff whose unit gives none");
  v("qualification", &grade::qualification, "for trainee grades");
  v("promotion", &grade::promotion, "to another grade");
}

template <class V>
void describe(V& v, std::type_identity<cohort>) {
  v.type("cohort", "Trainees who are due to reach the end of their ladder in a given month.");
  v(mandatory("headcount"), &cohort::headcount, kinds::some_heads, "whole people");
  v(mandatory("qualifies"), &cohort::qualifies, "month during which they qualify");
}

template <class V>
void describe(V& v, std::type_identity<staff>) {
  v.type("staff", "The staff of one grade in one unit, or in the whole region.");
  v("establishment", &staff::establishment, kinds::fte, "target FTE; or give vacancy_rate");
  v("vacancy_rate", &staff::vacancy_rate, kinds::vacancy, "1 - in post / establishment");
  v("in_post", &staff::in_post, kinds::fte, "FTE in post; absent only where cohorts say it all");
  v("headcount", &staff::headcount, kinds::heads, "whole people; the nearest to in_post if absent");
  v("caseload", &staff::caseload, kinds::caseload, "average cases per officer (FTE)");
  v("workload", &staff::workload, kinds::ratio, "average workload by the WMT: 1.0 is 100 %");
  v("leaving_rate", &staff::leaving_rate, kinds::leaving, "leavers by average in post; else the grade's");
  v("reported_vacancy", &staff::reported_vacancy, kinds::vacancy, "as reported upwards; audit compares");
  v("stages", &staff::stages, kinds::heads, "heads now in stages before the last, by name of the stage");
  v("cohorts", &staff::cohorts, "trainees by the month in which they qualify");
}

template <class V>
void describe(V& v, std::type_identity<provisional_start>) {
  v.type("provisional_start", "In post before vetting ends.");
  v(mandatory("after"), &provisional_start::after, kinds::duration, "time from offer to provisional start");
  v("capacity", &provisional_start::capacity, kinds::share, "share of a full officer's points meanwhile");
  v("share", &provisional_start::share, kinds::share, "share of recruits who start this way");
}

template <class V>
void describe(V& v, std::type_identity<dated_headcount>) {
  v.type("dated_headcount", "Offers in a given month.");
  v(mandatory("month"), &dated_headcount::month, "month of the offers");
  v(mandatory("headcount"), &dated_headcount::headcount, kinds::some_heads, "whole people");
}

template <class V>
void describe(V& v, std::type_identity<fill_policy>) {
  v.type("fill_policy", "Offer enough to fill vacancies, counting those already in the pipeline.");
  v("cap", &fill_policy::cap, kinds::a_month, "offers a month at most");
}

template <class V>
void describe(V& v, std::type_identity<recruitment>) {
  v.type("recruitment", "Recruitment to a grade. One of per_month, schedule, fill says how many offers are made.");
  v("per_month", &recruitment::per_month, kinds::a_month, "mean offers a month");
  v("schedule", &recruitment::schedule, "offers by month");
  v("fill", &recruitment::fill, "offer enough to fill vacancies");
  v("vetting", &recruitment::vetting, kinds::duration, "time from offer to start; absent: none");
  v("drop_out", &recruitment::drop_out, kinds::drop_out, "share of offers, or with per a rate while waiting");
  v("in_vetting", &recruitment::in_vetting, kinds::heads, "people in vetting now");
  v("provisional_start", &recruitment::provisional, "in post before vetting ends");
  v("stage", &recruitment::stage, "stage entered; the first if absent");
  v("share", &recruitment::share, "among units, on a region; by vacancies if absent");
}

template <class V>
void describe(V& v, std::type_identity<intake>) {
  v.type("intake", "People who join on a date already known.");
  v(mandatory("grade"), &intake::grade, "their grade");
  v(mandatory("headcount"), &intake::headcount, kinds::heads, "whole people");
  v(mandatory("start"), &intake::start, "month during which they join");
  v("unit", &intake::unit, "where; or give share");
  v("share", &intake::share, "how they are shared among units");
  v("stage", &intake::stage, "stage entered; the first if absent");
  v("attendance", &intake::attendance, kinds::share, "share of them who do start, 1 if absent");
  v("source", &intake::source, "where this comes from");
}

template <class V>
void describe(V& v, std::type_identity<transfer>) {
  v.type("transfer", "Moves between units: month and headcount, or rate.");
  v(mandatory("grade"), &transfer::grade, "grade of those who move");
  v(mandatory("from"), &transfer::from, "unit they leave");
  v(mandatory("to"), &transfer::to, "unit they join");
  v("month", &transfer::month, "month of a dated move, with headcount");
  v("headcount", &transfer::headcount, kinds::heads, "whole people, at most those who are there");
  v("rate", &transfer::rate, kinds::rate, "else: of those in the open stage");
}

}  // namespace probation
