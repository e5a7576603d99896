// The fields of backlogs in documents.
#pragma once

#include <array>  // for std::array

#include <probation/backlog/programme.hpp>
#include <probation/backlog/unpaid_work.hpp>
#include <probation/backlog/victim_contact.hpp>
#include <probation/backlog/waiting_list.hpp>
#include <probation/base/field.hpp>
#include <probation/caseload/fields.hpp>

namespace probation {

[[nodiscard]] constexpr auto names_of(std::type_identity<unpaid_work::rule>) noexcept {
  return std::array<std::string_view, 3>{"oldest first", "equal", "nearest anniversary"};
}

[[nodiscard]] constexpr auto names_of(std::type_identity<victim_activity::occasion>) noexcept {
  return std::array<std::string_view, 3>{"referral", "letter", "open case"};
}

template <class V>
void describe(V& v, std::type_identity<staff_reference>) {
  v.type("staff_reference", "Staff of a grade, in a unit or in all of them.");
  v("unit", &staff_reference::unit, "PDU or function; absent: all that have the grade");
  v(mandatory("grade"), &staff_reference::grade, "their grade");
}

template <class V>
void describe(V& v, std::type_identity<service_capacity>) {
  v.type("service_capacity", "How many can be served in a month: per_month, or staff and each.");
  v("per_month", &service_capacity::per_month, kinds::a_month, "a month, whatever the staff");
  v("staff", &service_capacity::staff, "who serves them");
  v("each", &service_capacity::each, kinds::a_month, "a month by each FTE of the staff");
  v("feedback", &service_capacity::feedback, kinds::factor, "each x exp(-feedback x (workload - 1)); none if absent");
}

template <class V>
void describe(V& v, std::type_identity<list_class>) {
  v.type("list_class", "A class of those who wait.");
  v("priority", &list_class::priority, kinds::rank, "1 is served first");
  v(mandatory("share"), &list_class::share, kinds::share, "of arrivals and of those waiting now; must add to 1");
  v("limit", &list_class::limit, kinds::some_time, "who has waited longer is overdue; else the list's");
}

template <class V>
void describe(V& v, std::type_identity<waiting_list>) {
  v.type("waiting_list", "A list on which people, or pieces of work, wait until they are served, oldest first.");
  v("unit", &waiting_list::unit, "PDU or function it belongs to; absent: the region");
  v(mandatory("waiting"), &waiting_list::waiting, kinds::heads, "waiting now");
  v("waited", &waiting_list::waited, kinds::share, "share by whole months waited so far; last: so long or longer");
  v("mean_wait", &waiting_list::mean_wait, kinds::duration, "instead: mean time waited so far");
  v("arrivals", &waiting_list::arrivals, "how they come");
  v("reneging", &waiting_list::reneging, kinds::rate, "rate of withdrawing while waiting");
  v("expiry", &waiting_list::expiry, kinds::some_time, "who has waited so long leaves unserved");
  v("limit", &waiting_list::limit, kinds::some_time, "who has waited longer is overdue");
  v(mandatory("capacity"), &waiting_list::capacity, "how many can be served in a month");
  v("classes", &waiting_list::classes, "by name, if some are served before others");
  v("recruits", &waiting_list::recruits, "grades whose recruits wait here between offer and start");
}

template <class V>
void describe(V& v, std::type_identity<programme>) {
  v.type("programme", "An accredited programme, delivered to groups.");
  v("unit", &programme::unit, "PDU or function it belongs to; absent: the region");
  v("waiting", &programme::waiting, kinds::heads, "waiting now; or identified and not_started");
  v("identified", &programme::identified, kinds::heads, "identified for it who have not finished");
  v("not_started", &programme::not_started, kinds::share, "share of those identified that has yet to start");
  v("waited", &programme::waited, kinds::share, "share by whole months waited so far; last: so long or longer");
  v("mean_wait", &programme::mean_wait, kinds::duration, "instead: mean time waited so far");
  v("arrivals", &programme::arrivals, "how people are identified");
  v("reneging", &programme::reneging, kinds::rate, "rate of withdrawing while waiting");
  v("expiry", &programme::expiry, kinds::some_time, "who has waited so long has no order left");
  v("limit", &programme::limit, kinds::some_time, "who has waited longer is overdue");
  v("least", &programme::least, kinds::some_heads, "people in a group at least, 1 if absent");
  v(mandatory("most"), &programme::most, kinds::some_heads, "people in a group at most");
  v(mandatory("length"), &programme::length, kinds::some_time, "from first to last session");
  v("sessions", &programme::sessions, kinds::some_heads, "how many sessions there are");
  v("groups", &programme::groups, kinds::factor, "groups at once, whatever the staff");
  v("facilitators", &programme::facilitators, "who runs them");
  v("groups_each", &programme::groups_each, kinds::factor, "groups at once for each FTE of facilitators");
  v("completion", &programme::completion, kinds::share, "share of those who start that finish, 1 if absent");
  v("returns", &programme::returns, kinds::share, "share of drop-outs that goes back to waiting, 0 if absent");
}

template <class V>
void describe(V& v, std::type_identity<ordered_hours>) {
  v.type("ordered_hours", "Orders of so many hours, as a share of all.");
  v(mandatory("hours"), &ordered_hours::hours, kinds::ordered, "hours of unpaid work ordered");
  v(mandatory("share"), &ordered_hours::share, kinds::share, "of all orders; must add to 1");
}

template <class V>
void describe(V& v, std::type_identity<court_extension>) {
  v.type("court_extension", "What a court does with orders past their twelfth month.");
  v(mandatory("time"), &court_extension::time, kinds::duration, "from the twelfth month to the decision");
  v("granted", &court_extension::granted, kinds::share, "share that is extended, 1 if absent; the others are ended");
}

template <class V>
void describe(V& v, std::type_identity<group_placements>) {
  v.type("group_placements", "Group placements, each led by a supervisor.");
  v(mandatory("staff"), &group_placements::staff, "supervisors");
  v(mandatory("each"), &group_placements::each, kinds::hours, "hours worked a month in the groups of each FTE");
}

template <class V>
void describe(V& v, std::type_identity<individual_placements>) {
  v.type("individual_placements", "Placements for one person.");
  v(mandatory("places"), &individual_placements::places, kinds::cases, "how many there are");
  v(mandatory("each"), &individual_placements::each, kinds::hours, "hours worked a month in each");
}

template <class V>
void describe(V& v, std::type_identity<education_hours>) {
  v.type("education_hours", "Education, training and employment that counts as hours.");
  v(mandatory("share"), &education_hours::share, kinds::share, "of all hours worked");
  v("allowed", &education_hours::allowed, kinds::share, "share of the hours of an order that it may be, 0.3 if absent");
}

template <class V>
void describe(V& v, std::type_identity<delivery_level>) {
  v.type("delivery_level", "All unpaid work compared with what it was before the pandemic.");
  v(mandatory("before"), &delivery_level::before, kinds::hours, "hours worked a month then");
  v("level", &delivery_level::level, kinds::factor, "holds hours at level x before, whatever the staff");
}

template <class V>
void describe(V& v, std::type_identity<unpaid_work>) {
  v.type("unpaid_work", "Unpaid work: who owes hours, what is ordered, and what can be worked.");
  v("unit", &unpaid_work::unit, "PDU or function it belongs to; absent: the region");
  v(mandatory("people"), &unpaid_work::people, kinds::heads, "who owe hours now");
  v(mandatory("hours"), &unpaid_work::hours, kinds::hours, "that they owe now");
  v("since_order", &unpaid_work::since_order, kinds::share, "share of people by whole months since the order");
  v("past_12_months", &unpaid_work::past_12_months, kinds::share, "share of people whose order is over a year old");
  v("past_24_months", &unpaid_work::past_24_months, kinds::share, "share of people whose order is over two years old");
  v(mandatory("ordered"), &unpaid_work::ordered, "how the hours of orders are distributed");
  v(mandatory("orders"), &unpaid_work::orders, "orders a month");
  v("suspended", &unpaid_work::suspended, kinds::share, "share of orders that are suspended sentences");
  v("operational_period", &unpaid_work::operational_period, kinds::some_time, "after which their hours expire");
  v("extension", &unpaid_work::extension, "of orders past their twelfth month, by a court");
  v("revocation", &unpaid_work::revocation, kinds::rate, "rate at which orders end early, hours unworked");
  v("sharing", &unpaid_work::by, "whose hours come first, oldest first if absent");
  v("cap", &unpaid_work::cap, kinds::hours, "hours a person can work in a month at most");
  v("groups", &unpaid_work::groups, "group placements");
  v("individual", &unpaid_work::individual, "individual placements");
  v("independent", &unpaid_work::independent, kinds::share, "independent working, share of all hours worked");
  v("education", &unpaid_work::education, "education, training and employment");
  v("delivery", &unpaid_work::delivery, "the level of all of it");
}

template <class V>
void describe(V& v, std::type_identity<victim_activity>) {
  v.type("victim_activity", "Something that a victim liaison officer does, and the time it takes.");
  v("on", &victim_activity::on, "what brings it about: a month of an open case if absent");
  v(mandatory("minutes"), &victim_activity::minutes, kinds::minutes, "each time");
  v("times", &victim_activity::times, kinds::factor, "how often on each occasion, 1 if absent");
}

template <class V>
void describe(V& v, std::type_identity<victim_contact>) {
  v.type("victim_contact", "Statutory victim contact.");
  v("unit", &victim_contact::unit, "PDU or function it belongs to; absent: the region");
  v(mandatory("staff"), &victim_contact::staff, "victim liaison officers");
  v("waiting", &victim_contact::waiting, kinds::heads, "referrals without a first letter, now");
  v(mandatory("referrals"), &victim_contact::referrals, "how they come, without the pilot's");
  v("pilot", &victim_contact::pilot, kinds::flow, "further referrals of the notification pilot");
  v("limit", &victim_contact::limit, kinds::some_time, "within which the first letter is due");
  v(mandatory("each"), &victim_contact::each, kinds::a_month, "first letters a month that each FTE can send");
  v("open_cases", &victim_contact::open_cases, kinds::cases, "now");
  v("open_for", &victim_contact::open_for, kinds::some_time, "mean time that a case stays open");
  v("activities", &victim_contact::activities, "by name: what the workload of officers is made of");
  v("available", &victim_contact::available, kinds::minutes_a_month,
    "minutes a month of a full officer; absent: the 9653 of 37 hours a week. Not WMT points");
}

}  // namespace probation
