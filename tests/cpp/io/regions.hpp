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
    r.indicators["-x"] = {"its negative", certain(-x, unit::per_week, "somewhere"), {}, {}, {}};
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
