// Regions and all that they hold.
#include "described.hpp"

#include <cmath>  // for std::isnan

#include <probation/io/read.hpp>
#include <probation/organisation/backlog_staff.hpp>
#include <probation/organisation/fields.hpp>
#include <probation/organisation/present.hpp>
#include <probation/organisation/region.hpp>
#include <probation/organisation/remainder.hpp>
#include <probation/organisation/validate.hpp>

#include "staffing_packing.hpp"

namespace probation::bindings {

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

// Compiled in bind_staffing.cpp and bind_backlogs.cpp, to spread the work. (One that is not here is compiled here.)
extern template void described_class<stage>(py::module_&);
extern template void described_class<qualification>(py::module_&);
extern template void described_class<promotion>(py::module_&);
extern template void described_class<grade>(py::module_&);
extern template void described_class<cohort>(py::module_&);
extern template void described_class<staff>(py::module_&);
extern template void described_class<provisional_start>(py::module_&);
extern template void described_class<dated_headcount>(py::module_&);
extern template void described_class<fill_policy>(py::module_&);
extern template void described_class<recruitment>(py::module_&);
extern template void described_class<intake>(py::module_&);
extern template void described_class<transfer>(py::module_&);
extern template void described_class<dwell>(py::module_&);
extern template void described_class<starts>(py::module_&);
extern template void described_class<allocation>(py::module_&);
extern template void described_class<case_class>(py::module_&);
extern template void described_class<waiting_list>(py::module_&);
extern template void described_class<service_capacity>(py::module_&);
extern template void described_class<list_class>(py::module_&);
extern template void described_class<staff_reference>(py::module_&);
extern template void described_class<programme>(py::module_&);
extern template void described_class<unpaid_work>(py::module_&);
extern template void described_class<ordered_hours>(py::module_&);
extern template void described_class<court_extension>(py::module_&);
extern template void described_class<group_placements>(py::module_&);
extern template void described_class<individual_placements>(py::module_&);
extern template void described_class<education_hours>(py::module_&);
extern template void described_class<delivery_level>(py::module_&);
extern template void described_class<victim_contact>(py::module_&);
extern template void described_class<victim_activity>(py::module_&);

/// A region by itself is a document: what refers to something is checked, and every scenario tried out.
template <>
struct made_of<region> {
  static region text(const std::string& json_text, const std::string& name) {
    return parse_region(json_text, name, syntax::python);
  }
};

template <>
struct besides_fields<region> {
  static void add(py::classh<region>& c) {
    property(c, "digest", &region::digest, "Hash of the document, and of its present if that is another.");
    property(c, "under", &region::under, "Names of the scenarios that it is under, in their order.");
    c.def_property_readonly(
        "present", [](const region& x) { return present_of(x); },
        "The document that says how things stand at the start.");
    c.def("__repr__", [](const region& x) { return "<Region " + x.name + ">"; });
  }
};

namespace {

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

  auto c = value_class<scorecard>(m, "Scorecard", "Ratings by number of the standard (\"1.1\").");
  pickled(c, "Scorecard");
  property(c, "standards", &scorecard::standards, "Rated standards by number.");
  c.def_property_readonly("score", &scorecard::score, "Sum of points: 0 to 3 a standard, unweighted.");
  c.def_property_readonly("maximum", &scorecard::maximum, "The most that these standards could give.");
  c.def(
      "_document", [](const scorecard& x) { return loads(part_to_json(x)); }, "The part of a document that says this.");
  c.def("__repr__", [](const scorecard& x) {
    return "<Scorecard " + std::to_string(x.score()) + "/" + std::to_string(x.maximum()) + ">";
  });

  m.def("is_overdue", &is_overdue, "recommendation"_a, "at"_a,
        "Whether it should have been done by the start of a month, and is not said to be done or rejected.");
}

bool has_target(const staff& s) { return s.establishment || s.vacancy_rate; }

}  // namespace

void bind_organisation(py::module_& m) {
  bind_evidence(m);
  for_each_described<region>([&m]<class T>(std::type_identity<T>) { described_class<T>(m); });

  m.def("default_grades", [] { return default_grades(); }, "The grades that a document need not define.");
  m.def(
      "staff_of", [](const region& x, const std::string& unit, const std::string& of) { return staff_of(x, unit, of); },
      "region"_a, "unit"_a, "grade"_a, "Staff of a unit: as written, or for the rest of the region by subtraction.");
  // Neither number has a meaning where the document says nothing of a target.
  m.def(
      "mean_establishment",
      [](const staff& s, std::optional<month> at) {
        return has_target(s) ? std::optional(mean_establishment(s, at.value_or(month()))) : std::nullopt;
      },
      "staff"_a, "month"_a, "Target FTE at the means in a month (None: before any change), or None.");
  m.def(
      "vacancy_rate",
      [](const staff& s, std::optional<month> at) {
        const double rate = vacancy_rate(s, at.value_or(month()));
        return std::isnan(rate) ? std::nullopt : std::optional(rate);
      },
      "staff"_a, "month"_a,
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
