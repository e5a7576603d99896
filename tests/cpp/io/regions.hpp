// Regions for tests of documents: between them they use every field and every form of number.
#pragma once

#include <string>
#include <vector>

#include <probation/organisation.hpp>

namespace probation::testing {

[[nodiscard]] inline quantity certain(double x, unit u = unit::none, std::string source = {},
                                      std::optional<status> standing = {}) {
  return {distribution::certain, {x, 0, 0}, u, std::move(source), standing};
}

[[nodiscard]] inline region bare() {
  region r;
  r.name = "Bare";
  r.as_of = month(2022, 4);
  return r;
}

[[nodiscard]] inline staff officers(double in_post, double establishment) {
  staff s;
  s.in_post = quantity(in_post);
  s.establishment = timed_quantity(establishment);
  s.caseload = quantity(40);
  s.workload = quantity(1.2);
  s.leaving_rate = timed_quantity(certain(0.12, unit::per_year, "workforce statistics"));
  s.leaving_rate->parts.front().value.date = month(2022, 1);
  return s;
}

/// A backlog of every kind, every field of it.
inline void add_backlogs(region& r) {
  const staff_reference officer{"victim liaison", "VLO"};
  waiting_list list;
  list.unit = "North";
  list.waiting = quantity(distribution::pert, {80, 100, 130}, unit::none, "provider");
  list.waited = {0.5, 0.25, 0.25};
  list.arrivals = starts{timed_quantity(20), quantity(0.02), {}, quantity(10)};
  list.arrivals.seasonality = {1.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  list.reneging = timed_quantity(certain(0.02, unit::per_month));
  list.expiry = certain(12, unit::months);
  list.limit = certain(20, unit::working_days, "contract");
  list.capacity.per_month = timed_quantity(18);
  list.classes["urgent"] = {1, quantity(0.25), certain(10, unit::days)};
  list.classes["other"] = {2, quantity(0.75), {}};
  r.waiting_lists["housing"] = list;
  waiting_list vetting;
  vetting.waiting = quantity(30);
  vetting.mean_wait = certain(2, unit::months);
  vetting.capacity = service_capacity{{}, staff_reference{{}, "PO"}, timed_quantity(0.2), quantity(0.5)};
  vetting.recruits = {"PO", "PSO"};
  r.waiting_lists["vetting"] = vetting;
  programme p;
  p.unit = "North";
  p.identified = quantity(200);
  p.not_started = quantity(0.74);
  p.waited = {0.5, 0.5};
  p.arrivals.rate = timed_quantity(6);
  p.reneging = timed_quantity(certain(0.01, unit::per_month));
  p.expiry = certain(2, unit::years);
  p.limit = certain(26, unit::weeks);
  p.least = timed_quantity(4);
  p.most = timed_quantity(8);
  p.most.parts.push_back({month(2022, 9), certain(12, unit::none, "guidance")});
  p.length = certain(30, unit::weeks);
  p.sessions = quantity(30);
  p.groups = timed_quantity(5);
  p.facilitators = officer;
  p.groups_each = timed_quantity(0.75);
  p.completion = quantity(distribution::sample, {39, 50});
  p.returns = quantity(0.25);
  r.programmes["sex offender"] = p;
  p = programme{};
  p.waiting = quantity(40);
  p.mean_wait = certain(5, unit::months);
  p.arrivals.rate = timed_quantity(3);
  p.most = timed_quantity(10);
  p.length = certain(3, unit::months);
  p.groups = timed_quantity(2);
  r.programmes["other"] = p;
  unpaid_work u;
  u.unit = "victim liaison";
  u.people = quantity(3000);
  u.hours = quantity(distribution::uniform, {200'000, 220'000});
  u.past_12_months = certain(0.3, unit::none, "letter");
  u.past_24_months = quantity(0.1);
  u.ordered = {{40, quantity(0.25)}, {100, quantity(0.5)}, {300, quantity(0.25)}};
  u.orders.rate = timed_quantity(250);
  u.suspended = quantity(0.4);
  u.operational_period = certain(18, unit::months);
  u.extension = court_extension{certain(10, unit::weeks), quantity(0.9)};
  u.revocation = timed_quantity(certain(0.1, unit::per_year));
  u.by = unpaid_work::rule::nearest_anniversary;
  u.cap = quantity(28);
  u.groups = group_placements{officer, timed_quantity(300)};
  u.individual = individual_placements{timed_quantity(281), timed_quantity(20)};
  u.independent = timed_quantity(0.1);
  u.education = education_hours{timed_quantity(0.16), quantity(0.25)};
  u.delivery = delivery_level{quantity(28'000), timed_quantity(1.1)};
  r.unpaid_work = u;
  victim_contact v;
  v.unit = "victim liaison";
  v.staff = officer;
  v.waiting = quantity(12);
  v.referrals.rate = timed_quantity(40);
  v.pilot = timed_quantity(quantity(distribution::pert, {90, 100, 200}, unit::per_year));
  v.limit = certain(20, unit::working_days);
  v.each = timed_quantity(9);
  v.open_cases = quantity(1500);
  v.open_for = certain(3, unit::years);
  v.activities["referral"] = {victim_activity::occasion::referral, quantity(60), 1.0};
  v.activities["contact"] = {victim_activity::occasion::open_case, quantity(30), quantity(0.25)};
  v.available = quantity(2000);
  r.victim_contact = v;
}

/// Two units and the rest, every part of a document.
[[nodiscard]] inline region full() {
  region r = bare();
  r.name = "A \"full\" region\nwith everything: é, \\, \t";
  grade own;
  own.full_name = "trainee of our own";
  own.ladder = {stage{"first", certain(6, unit::months), 0.2, timed_quantity(certain(0.05, unit::lost_per_year))},
                stage{"second", certain(0.5, unit::years, "plan"), 0.5, {}}};
  own.points = quantity(2000);
  own.leaving_rate = timed_quantity(certain(0.01, unit::per_month));
  own.qualification = qualification{"PO", quantity(distribution::sample, {18, 20}), "PSO"};
  r.grades["Trainee"] = own;
  grade po = default_grades().at("PO");
  po.promotion = promotion{"SPO", certain(0.03, unit::per_year)};
  r.grades["PO"] = po;
  r.staff["PO"] = officers(150, 170);
  r.staff["PO"].in_post = quantity(distribution::pert, {145, 150, 155}, unit::none, "people team", status::disputed);
  r.pdus["North"].staff["PO"] = officers(31.5, 40);
  auto& north = r.pdus["North"].staff["PO"];
  north.headcount = quantity(33);
  north.stages["newly qualified"] = quantity(distribution::uniform, {2, 6});
  north.reported_vacancy = quantity(distribution::beta, {0.1, 0.02});
  north.establishment->parts.push_back({month(2023, 4), certain(42, unit::none, "plan", status::assumed)});
  r.pdus["North"].staff["Trainee"].cohorts = {{5, month(2022, 5)}, {7, month(2022, 11)}};
  r.pdus["South and \"West\""].staff["PO"] = officers(60, 70);
  auto& south = r.pdus["South and \"West\""];
  south.staff["PSO"].in_post = quantity(distribution::gamma, {24, 1.5});
  south.staff["PSO"].vacancy_rate = quantity(0.055);
  case_class custody;
  custody.cases = quantity(100);
  custody.points = quantity(30.25);
  custody.held_by = allocation{false, {}, {{"PO", 0.25}, {"PSO", 0.75}}};
  custody.starts = starts{timed_quantity(8.5), quantity(distribution::normal, {0.03, 0.01}), {}, quantity(5)};
  custody.starts->seasonality = {1.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  custody.dwell = dwell{dwell::shape::erlang, certain(18, unit::months), {}, 3, {}};
  south.caseload["custody"] = custody;
  custody.held_by = allocation{true, {"PO", "PSO"}, {}};
  custody.dwell = dwell{dwell::shape::profile, {}, {}, 1, {1, 0.5, 0.25}};
  south.caseload["licence"] = custody;
  custody.dwell = dwell{dwell::shape::fixed, certain(30, unit::weeks), {}, 1, {}};
  south.caseload["community"] = custody;
  r.pdus["Rest"].remainder = true;
  r.pdus["Rest"].staff["PO"].leaving_rate = timed_quantity(certain(0.1, unit::per_year));
  r.caseload["PO"].dwell = dwell{dwell::shape::exponential, {}, certain(0.08, unit::per_month), 1, {}};
  r.functions["victim liaison"].staff["VLO"] = staff{};
  r.functions["victim liaison"].staff["VLO"].in_post = quantity(6);
  recruitment coming;
  coming.per_month = timed_quantity(1.5);
  coming.vetting = quantity(distribution::pert, {16, 20, 30}, unit::weeks);
  coming.drop_out = certain(0.01, unit::per_month);
  coming.in_vetting = quantity(4);
  coming.provisional = provisional_start{certain(6, unit::weeks), 0.5, 0.4};
  coming.stage = "newly qualified";
  coming.share = sharing{sharing::rule::given, {{"North", 0.5}, {"Rest", 0.5}}};
  r.recruitment["PO"] = coming;
  recruitment filling;
  filling.fill = fill_policy{quantity(3)};
  filling.drop_out = quantity(0.1);
  r.recruitment["PSO"] = filling;
  recruitment dated;
  dated.schedule = {{month(2022, 6), 3}, {month(2022, 9), 4}};
  r.functions["victim liaison"].recruitment["VLO"] = dated;
  intake x;
  x.grade = "PO";
  x.headcount = quantity(9);
  x.start = month(2022, 5);
  x.share = sharing{sharing::rule::establishment, {}};
  x.attendance = 0.9;
  x.source = "letter";
  r.intakes = {x};
  transfer once{"PO", "North", "South and \"West\"", month(2022, 8), 2, {}};
  transfer always{"PO", "South and \"West\"", "North", {}, 0, timed_quantity(certain(0.02, unit::per_year))};
  r.transfers = {once, always};
  r.workload.feedback = quantity(distribution::normal, {0.5, 0.2});
  r.workload.spread = quantity(6);
  add_backlogs(r);
  inspection published;
  published.published = month(2022, 5);
  published.methodology = "pdu-2021";
  published.scorecard.standards["1.1"] = {"Leadership", rating::requires_improvement};
  published.scorecard.standards["1.2"] = {"Staff", rating::outstanding};
  published.score = 4;
  published.maximum = 27;
  published.overall["body"] = rating::inadequate;
  published.source = "letter";
  r.inspections["North"] = published;
  r.surveys["staffing"] = {"staffing is not sufficient", quantity(0.94), month(2022, 1), "North"};
  r.indicators["prisons"] = {"prisons in the region", quantity(11), {}, {}, {}};
  r.indicators["clearance"] = {"security clearance", {}, "often over four months", month(2022, 4), r.name};
  r.recommendations = {{"North 1",
                        "head of the PDU",
                        "do better",
                        {"workload", "caseload"},
                        "letter",
                        "North",
                        progress::in_progress,
                        month(2022, 5),
                        month(2023, 5)},
                       {"2", {}, {}, {}, {}, {}, {}, {}, {}}};
  r.scenarios["vetting halved"] = R"({"recruitment":{"PO":{"vetting":{"value":10}}}})";
  r.scenarios["nobody leaves"] = R"({"pdus":{"North":{"staff":{"PO":{"leaving_rate":{"value":0}}}}}})";
  r.notes = {"one", "two"};
  return r;
}

/// A region for each way of writing a number or a date, and some of odd names.
[[nodiscard]] inline std::vector<region> many() {
  std::vector<region> all = {bare(), full()};
  const double awkward[] = {0.1,
                            1.0 / 3.0,
                            1e-7,
                            123456789.125,
                            1e15,
                            1e21,
                            5e-324,
                            100000,
                            1.7976931348623157e308,
                            0.30000000000000004,
                            2.5e-10,
                            4503599627370497.5};
  for (const double x : awkward) {
    region r = bare();
    r.indicators["x"] = {"a number", quantity(x), {}, {}, {}};
    r.indicators["negative x"] = {"its negative", certain(-x, unit::per_week, "somewhere"), {}, {}, {}};
    all.push_back(r);
  }
  for (int u = 0; u <= static_cast<int>(unit::lost_per_year); ++u) {
    for (int s = 0; s < 4; ++s) {
      region r = bare();
      const std::optional<status> standing = s == 0 ? std::nullopt : std::optional(static_cast<status>(s - 1));
      r.indicators["x"] = {
          "a number", certain(0.25, static_cast<unit>(u), s % 2 == 0 ? "" : "book", standing), {}, {}, {}};
      all.push_back(r);
    }
  }
  for (const std::string name : {"a.b", "a b", "\"", "$schema", "name", "é", "[0]", "\n"}) {
    region r = bare();
    r.pdus[name].staff["PO"] = officers(10, 12);
    r.surveys[name] = {"said " + name, quantity(0.5), {}, name};
    all.push_back(r);
  }
  return all;
}

}  // namespace probation::testing
