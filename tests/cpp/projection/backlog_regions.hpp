// Regions with backlogs, for tests of the projection.
#pragma once

#include "regions.hpp"

namespace probation::testing {

[[nodiscard]] inline quantity a_month_of(double rate) { return {distribution::certain, {rate, 0, 0}, unit::per_month}; }

/// A list of which `waiting` wait, `arrivals` come and `capacity` are served a month.
[[nodiscard]] inline waiting_list simple_list(double waiting, double arrivals, double capacity) {
  waiting_list out;
  out.waiting = quantity(waiting);
  out.arrivals.rate = timed_quantity(arrivals);
  out.capacity.per_month = timed_quantity(capacity);
  return out;
}

/// 40 wait for groups of 10 that last five months, of which 4 can run.
[[nodiscard]] inline programme simple_programme() {
  programme out;
  out.waiting = quantity(40);
  out.arrivals.rate = timed_quantity(6);
  out.least = timed_quantity(5);
  out.most = timed_quantity(10);
  out.length = in_months_of(5);
  out.groups = timed_quantity(4);
  return out;
}

/// 900 people owe 72,000 hours; 60 orders a month of 40, 100 or 200 hours; 6,000 hours a month before the pandemic.
[[nodiscard]] inline unpaid_work simple_unpaid_work() {
  unpaid_work out;
  out.people = quantity(900);
  out.hours = quantity(72'000);
  out.past_12_months = quantity(0.3);
  out.past_24_months = quantity(0.1);
  out.ordered = {{40, quantity(0.3)}, {100, quantity(0.5)}, {200, quantity(0.2)}};
  out.orders.rate = timed_quantity(60);
  out.extension = court_extension{in_months_of(2), quantity(0.8)};
  out.cap = quantity(28);
  out.delivery = delivery_level{quantity(6'000), timed_quantity(1.0)};
  return out;
}

/// Officers of a function who hold no cases.
inline void add_function(region& r, const std::string& name, const std::string& grade_name, double fte) {
  if (find_grade(r, grade_name) == nullptr) r.grades[grade_name] = grade{};
  r.functions[name].staff[grade_name] = some_staff(fte, fte, 0.0);
}

/// Every kind of backlog beside a bit of everything.
[[nodiscard]] inline region every_backlog() {
  region r = a_bit_of_everything();
  add_function(r, "unpaid work", "supervisor", 10);
  add_function(r, "programmes", "facilitator", 8);
  add_function(r, "victim liaison", "liaison officer", 6);
  waiting_list services = simple_list(50, 20, 18);
  services.unit = "North";
  services.reneging = timed_quantity(a_month_of(0.03));
  services.expiry = in_months_of(9);
  services.limit = in_weeks(4);
  services.classes["urgent"] = {1, quantity(0.25), {}};
  services.classes["other"] = {2, quantity(0.75), in_weeks(8)};
  r.waiting_lists["services"] = services;
  waiting_list reviews = simple_list(10, 3, 0);
  reviews.capacity.per_month.reset();
  reviews.capacity.staff = staff_reference{"North", "PO"};
  reviews.capacity.each = timed_quantity(0.06);
  reviews.capacity.feedback = quantity(0.5);
  r.waiting_lists["reviews"] = reviews;
  waiting_list vetting = simple_list(8, 4, 5);
  vetting.recruits = {"PO"};
  r.waiting_lists["vetting"] = vetting;
  programme p = simple_programme();
  p.unit = "programmes";
  p.waiting.reset();
  p.identified = quantity(80);
  p.not_started = quantity(0.7);
  p.groups.reset();
  p.facilitators = staff_reference{"programmes", "facilitator"};
  p.groups_each = timed_quantity(0.5);
  p.length = in_weeks(22);
  p.reneging = timed_quantity(a_month_of(0.02));
  p.expiry = in_months_of(18);
  p.limit = in_months_of(6);
  p.completion = quantity(0.6);
  p.returns = quantity(0.2);
  r.programmes["thinking skills"] = p;
  unpaid_work u = simple_unpaid_work();
  u.unit = "unpaid work";
  u.suspended = quantity(0.3);
  u.operational_period = in_months_of(18);
  u.extension->time = in_months_of(2.5);
  u.revocation = timed_quantity(a_year(0.1));
  u.by = unpaid_work::rule::equal;
  u.groups = group_placements{{"unpaid work", "supervisor"}, timed_quantity(300)};
  u.individual = individual_placements{timed_quantity(60), timed_quantity(20)};
  u.independent = timed_quantity(0.1);
  u.education = education_hours{timed_quantity(0.16), quantity(0.3)};
  u.delivery.reset();
  r.unpaid_work = u;
  victim_contact v;
  v.unit = "victim liaison";
  v.staff = {"victim liaison", "liaison officer"};
  v.waiting = quantity(6);
  v.referrals.rate = timed_quantity(20);
  v.pilot = timed_quantity(quantity(distribution::pert, {90, 100, 220}, unit::per_year));
  v.limit = quantity(distribution::certain, {20}, unit::working_days);
  v.each = timed_quantity(7);
  v.open_cases = quantity(600);
  v.open_for = in_months_of(30);
  v.activities["referral"] = {victim_activity::occasion::referral, quantity(90), 1.0};
  v.activities["letter"] = {victim_activity::occasion::letter, quantity(30), 1.0};
  v.activities["contact"] = {victim_activity::occasion::open_case, quantity(45), quantity(0.25)};
  r.victim_contact = v;
  return r;
}

}  // namespace probation::testing
