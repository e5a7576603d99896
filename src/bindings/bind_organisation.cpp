// Regions and what they hold, read only.
#include "pybind.hpp"

#include <cmath>  // for std::isnan

#include "packing.hpp"

#include <probation/organisation/backlog_staff.hpp>
#include <probation/organisation/present.hpp>
#include <probation/organisation/region.hpp>
#include <probation/organisation/remainder.hpp>
#include <probation/organisation/validate.hpp>
#include <probation/ratings/fields.hpp>

#include "text.hpp"

namespace probation::bindings {

// What has no declared fields, or more than those.
template <>
struct packing<allocation> : member_packing<&allocation::balanced, &allocation::grades, &allocation::shares> {};
template <>
struct packing<sharing> : member_packing<&sharing::by, &sharing::shares> {};

template <>
struct packing<region> : described_packing<region> {
  static void write(byte_writer& to, const region& x) {
    described_packing<region>::write(to, x);
    to.text(x.digest);
    pack(to, x.under);
    to.number(x.present ? 1 : 0);
    if (x.present) write(to, *x.present);
  }
  static void read(byte_reader& from, region& x) {
    described_packing<region>::read(from, x);
    x.digest = from.text();
    unpack(from, x.under);
    x.present = {};
    if (from.number() == 0) return;
    region before;
    read(from, before);
    x.present = shared_region(std::move(before));
  }
};

namespace {

void bind_staffing(py::module_& m) {
  auto s = value_class<stage>(m, "Stage", "A step of a grade's ladder.");
  pickled(s, "Stage");
  property(s, "name", &stage::name, "Name of the stage.");
  property(s, "months", &stage::months, "How long it lasts; None for the last stage, which is open.");
  property(s, "capacity", &stage::capacity, "Share of a full officer's points, 0 to 1.");
  property(s, "leaving_rate", &stage::leaving_rate, "Leaving rate of this stage, if it has its own.");
  s.def("__repr__", [](const stage& x) { return "<Stage " + x.name + ">"; });

  auto g = value_class<grade>(m, "Grade", "A grade: its ladder of stages and what an officer of it can carry.");
  pickled(g, "Grade");
  property(g, "full_name", &grade::full_name, "What the abbreviation stands for.");
  property(g, "ladder", &grade::ladder, "Stages from entry to the open one.");
  property(g, "points", &grade::points, "WMT points available a month to a full officer.");
  property(g, "leaving_rate", &grade::leaving_rate, "Leaving rate of staff who do not give their own.");
  g.def_property_readonly(
      "qualifies_to",
      [](const grade& x) { return x.qualification ? std::optional(x.qualification->to) : std::nullopt; },
      "Grade entered at the end of a trainee ladder, or None.");
  g.def("__repr__", [](const grade& x) { return "<Grade " + x.full_name + ">"; });

  auto c = value_class<cohort>(m, "Cohort", "Trainees who are due to qualify in a given month.");
  pickled(c, "Cohort");
  property(c, "headcount", &cohort::headcount, "People.");
  property(c, "qualifies", &cohort::qualifies, "Month in which they move on: \"2022-05\".");
  c.def("__repr__",
        [](const cohort& x) { return "<Cohort " + std::to_string(x.headcount) + " in " + x.qualifies.str() + ">"; });

  auto t = value_class<staff>(m, "Staff", "The staff of one grade in one unit, as written.");
  pickled(t, "Staff");
  property(t, "establishment", &staff::establishment, "Target FTE.");
  property(t, "vacancy_rate", &staff::vacancy_rate, "1 - in post / establishment, where given instead.");
  property(t, "in_post", &staff::in_post, "FTE in post.");
  property(t, "headcount", &staff::headcount, "Whole people in post.");
  property(t, "caseload", &staff::caseload, "Average cases per officer (FTE).");
  property(t, "workload", &staff::workload, "WMT share: 1.0 is 100 %.");
  property(t, "leaving_rate", &staff::leaving_rate, "Leaving rate; the grade's if None.");
  property(t, "reported_vacancy", &staff::reported_vacancy, "Vacancy rate as reported upwards.");
  property(t, "stages", &staff::stages, "Heads now in stages before the last, by stage.");
  property(t, "cohorts", &staff::cohorts, "Trainees by the month in which they qualify.");
  t.def("__repr__", [](const staff& x) {
    return "<Staff in post " + (x.in_post ? full_text(*x.in_post) : std::string("by cohorts")) + ">";
  });
}

void bind_evidence(py::module_& m) {
  py::native_enum<rating>(m, "Rating", "enum.IntEnum",
                          "A rating of HM Inspectorate of Probation; its number is its points.")
      .value("INADEQUATE", rating::inadequate)
      .value("REQUIRES_IMPROVEMENT", rating::requires_improvement)
      .value("GOOD", rating::good)
      .value("OUTSTANDING", rating::outstanding)
      .finalize();
  // The published wording is what people read; an enum's own str() would be its number.
  m.attr("Rating").attr("__str__") = py::cpp_function(
      [](const py::object& self) { return to_string(static_cast<rating>(self.attr("value").cast<int>())); },
      py::name("__str__"), py::is_method(m.attr("Rating")));

  auto r = value_class<rated_standard>(m, "RatedStandard", "A standard of an inspection and its rating.");
  pickled(r, "RatedStandard");
  property(r, "name", &rated_standard::name, "Name of the standard.");
  property(r, "rating", &rated_standard::given, "Its rating.");
  r.def("__repr__", [](const rated_standard& x) {
    return "<RatedStandard " + x.name + ": " + std::string(to_string(x.given)) + ">";
  });

  auto c = value_class<scorecard>(m, "Scorecard", "Ratings by number of the standard (\"1.1\").");
  pickled(c, "Scorecard");
  property(c, "standards", &scorecard::standards, "Rated standards by number.");
  c.def_property_readonly("score", &scorecard::score, "Sum of points: 0 to 3 a standard, unweighted.");
  c.def_property_readonly("maximum", &scorecard::maximum, "The most that these standards could give.");
  c.def("__repr__", [](const scorecard& x) {
    return "<Scorecard " + std::to_string(x.score()) + "/" + std::to_string(x.maximum()) + ">";
  });

  auto i = value_class<inspection>(m, "Inspection", "A published inspection of a unit or region.");
  pickled(i, "Inspection");
  property(i, "published", &inspection::published, "Month of publication, or None.");
  property(i, "methodology", &inspection::methodology, "Dated methodology: \"pdu-2021\" …");
  property(i, "scorecard", &inspection::scorecard, "Ratings by standard.");
  property(i, "score", &inspection::score, "Score as published, or None.");
  property(i, "maximum", &inspection::maximum, "Maximum as published, or None.");
  property(i, "overall", &inspection::overall, "Overall rating by the place that states it: they may differ.");
  property(i, "source", &inspection::source, "Where it was published.");
  i.def("__repr__", [](const inspection& x) {
    return "<Inspection " + std::to_string(x.scorecard.score()) + "/" + std::to_string(x.scorecard.maximum()) + ">";
  });

  auto s = value_class<survey>(m, "Survey", "A share of people asked who said something.");
  pickled(s, "Survey");
  property(s, "question", &survey::question, "What they said.");
  property(s, "share", &survey::share, "Share who said it.");
  property(s, "date", &survey::date, "Month, or None.");
  property(s, "unit", &survey::unit, "Unit; None for the region.");
  s.def("__repr__", [](const survey& x) { return "<Survey " + x.question + ": " + value_text(x.share) + ">"; });

  auto n = value_class<indicator>(m, "Indicator", "A figure that is carried though nothing computes with it.");
  pickled(n, "Indicator");
  property(n, "text", &indicator::text, "What it is.");
  property(n, "value", &indicator::value, "The figure, or None where only words were said.");
  property(n, "said", &indicator::said, "What was said where it is not a number, or None.");
  property(n, "date", &indicator::date, "Month, or None.");
  property(n, "unit", &indicator::unit, "Unit; None for the region.");
  property(n, "measure", &indicator::measure, "Measure of a forecast that it observes, or None.");
  property(n, "grade", &indicator::grade, "Grade that the measure is of; None for all.");
  n.def("__repr__", [](const indicator& x) {
    return "<Indicator " + x.text + ": " + (x.value ? value_text(*x.value) : x.said.value_or("")) + ">";
  });

  auto d = value_class<recommendation>(m, "Recommendation", "A recommendation of an inspection.");
  pickled(d, "Recommendation");
  property(d, "number", &recommendation::number, "As printed: \"West Kent 1\".");
  property(d, "addressee", &recommendation::addressee, "To whom it is made.");
  property(d, "text", &recommendation::text, "What it asks for.");
  property(d, "measures", &recommendation::measures, "Measures of the model that bear on it.");
  property(d, "source", &recommendation::source, "Where it was published.");
  property(d, "unit", &recommendation::unit, "Unit whose measures bear on it; None for the region.");
  d.def_property_readonly(
      "status",
      [](const recommendation& x) {
        const auto names = names_of(std::type_identity<progress>{});
        return x.progress ? std::optional(names[static_cast<std::size_t>(*x.progress)]) : std::nullopt;
      },
      "How far it has got: open, in progress, done or rejected; None where nothing has been said.");
  property(d, "made", &recommendation::made, "Month in which it was published, or None.");
  property(d, "due", &recommendation::due, "Month by whose end it should be done, or None.");
  m.def("is_overdue", &is_overdue, "recommendation"_a, "at"_a,
        "Whether it should have been done by the start of a month, and is not said to be done or rejected.");
  d.def("__repr__", [](const recommendation& x) { return "<Recommendation " + x.number + ">"; });
}

std::vector<std::string> names_of(const named<std::string>& values) {
  std::vector<std::string> out;
  for (const auto& item : values) out.push_back(item.first);
  return out;
}

bool has_target(const staff& s) { return s.establishment || s.vacancy_rate; }

}  // namespace

void bind_organisation(py::module_& m) {
  bind_staffing(m);
  bind_evidence(m);

  auto u = value_class<delivery_unit>(m, "Unit", "A delivery unit or a regional function, as written.");
  pickled(u, "Unit");
  property(u, "staff", &delivery_unit::staff, "Staff by grade, as written.");
  property(u, "remainder", &delivery_unit::remainder, "Whether it is the rest of the region, by subtraction.");

  auto r = value_class<region>(m, "Region", "A region document as values.");
  pickled(r, "Region");
  property(r, "name", &region::name, "Name of the region.");
  property(r, "as_of", &region::as_of, "Stocks are those at the start of this month.");
  property(r, "grades", &region::grades, "Grades that the document defines.");
  property(r, "staff", &region::staff, "Totals of the region by grade, where known.");
  property(r, "pdus", &region::pdus, "Delivery units by name.");
  property(r, "functions", &region::functions, "Regional functions by name.");
  property(r, "unpaid_work", &region::unpaid_work, "Unpaid work, or None.");
  property(r, "programmes", &region::programmes, "Accredited programmes by name.");
  property(r, "waiting_lists", &region::waiting_lists, "Waiting lists by name.");
  property(r, "victim_contact", &region::victim_contact, "Statutory victim contact, or None.");
  property(r, "inspections", &region::inspections, "Published inspections by unit.");
  property(r, "surveys", &region::surveys, "Survey results by name.");
  property(r, "indicators", &region::indicators, "Figures that nothing computes with, by name.");
  property(r, "recommendations", &region::recommendations, "Recommendations, in their order.");
  property(r, "notes", &region::notes, "Notes.");
  property(r, "digest", &region::digest, "Hash of the document, and of its present if that is another.");
  property(r, "under", &region::under, "Names of the scenarios that it is under, in their order.");
  r.def_property_readonly(
      "present", [](const region& x) { return present_of(x); },
      "The document that says how things stand at the start.");
  r.def_property_readonly("scenarios", [](const region& x) { return names_of(x.scenarios); }, "Names of scenarios.");
  r.def("__repr__", [](const region& x) { return "<Region " + x.name + ">"; });

  m.def("default_grades", [] { return default_grades(); }, "The grades that a document need not define.");
  m.def(
      "staff_of", [](const region& x, const std::string& unit, const std::string& of) { return staff_of(x, unit, of); },
      "region"_a, "unit"_a, "grade"_a, "Staff of a unit: as written, or for the rest of the region by subtraction.");
  // Neither number has a meaning where the document says nothing of a target.
  m.def(
      "mean_establishment",
      [](const region& x, const staff& s) {
        return has_target(s) ? std::optional(mean_establishment(s, x.as_of)) : std::nullopt;
      },
      "region"_a, "staff"_a, "Target FTE at the means, or None.");
  m.def(
      "vacancy_rate",
      [](const region& x, const staff& s) {
        const double rate = vacancy_rate(s, x.as_of);
        return std::isnan(rate) ? std::nullopt : std::optional(rate);
      },
      "region"_a, "staff"_a,
      "Vacancy rate at the means: 1 - in post / establishment, or None where that is 0 or not given.");
  m.def(
      "mean_fte",
      [](const region& x, const std::string& grade, const std::optional<std::string>& unit) {
        return mean_fte(x, staff_reference{unit, grade});
      },
      "region"_a, "grade"_a, "unit"_a, "FTE in post of a grade, in a unit or in all of them, at the means.");
  m.def("victim_team_workload", &victim_team_workload, "region"_a, "Workload of victim liaison officers at the means.");
  m.def("validate", [](const region& x) { return validate(x); }, "region"_a, "Every contradiction in a region.");
}

}  // namespace probation::bindings
