// The Workload Management Tool: points of cases and reports, and what an officer can do in a month.
#include "packing.hpp"
#include "wmt.hpp"

#include <probation/workload/wmt/capacity.hpp>
#include <probation/workload/wmt/fields.hpp>
#include <probation/workload/wmt/reductions.hpp>

namespace probation::bindings {

template <>
struct packing<wmt::points_breakdown>
    : member_packing<&wmt::points_breakdown::cases, &wmt::points_breakdown::t2a, &wmt::points_breakdown::sdr,
                     &wmt::points_breakdown::fdr, &wmt::points_breakdown::arms, &wmt::points_breakdown::parom,
                     &wmt::points_breakdown::total, &wmt::points_breakdown::projected_licence,
                     &wmt::points_breakdown::t2a_projected_licence> {};

void bind_wmt_points(py::module_& m) {
  using wmt::points_breakdown;
  auto c = value_class<points_breakdown>(m, "PointsBreakdown", "Points by where they come from.");
  pickled(c, "PointsBreakdown");
  property(c, "cases", &points_breakdown::cases, "Points of cases by location.");
  property(c, "t2a", &points_breakdown::t2a, "Points of transition to adulthood by location.");
  property(c, "sdr", &points_breakdown::sdr, "Points of standard delivery reports.");
  property(c, "fdr", &points_breakdown::fdr, "Points of fast delivery reports.");
  property(c, "arms", &points_breakdown::arms, "Points of assessments of risk of sexual harm: rules of 2021 only.");
  property(c, "parom", &points_breakdown::parom, "Points of parole assessment reports: rules of 2021 only.");
  property(c, "total", &points_breakdown::total, "All points, contacts included.");
  property(c, "projected_licence", &points_breakdown::projected_licence,
           "Of a prison: what its custody cases would score on licence.");
  property(c, "t2a_projected_licence", &points_breakdown::t2a_projected_licence,
           "The same for transition to adulthood.");
  c.def("__float__", [](const points_breakdown& p) { return p.total; });
  c.def("__repr__", [](const points_breakdown& p) {
    std::string text = "<PointsBreakdown " + to_text(p.total) + " points";
    for (const auto& [location, points] : p.cases) text += ", " + location + ' ' + to_text(points);
    for (const auto& [location, points] : p.t2a) {
      if (points != 0) text += ", T2A " + location + ' ' + to_text(points);
    }
    if (p.sdr != 0) text += ", SDR " + to_text(p.sdr);
    if (p.fdr != 0) text += ", FDR " + to_text(p.fdr);
    return text + '>';
  });

  const auto holding = [](const py::object& active, const py::object& t2a, const py::object& all,
                          const py::object& sdrs, const py::object& fdrs, const py::object& paroms,
                          const py::object& arms_community, const py::object& arms_licence) {
    wmt::holding h;
    h.active = caseload_of(active, "cases");
    h.t2a = caseload_of(t2a, "t2a");
    h.all = caseload_of(all, "all_cases");
    h.sdrs = number_of(sdrs, "sdrs");
    h.fdrs = number_of(fdrs, "fdrs");
    h.paroms = number_of(paroms, "paroms");
    h.arms_community = number_of(arms_community, "arms_community");
    h.arms_licence = number_of(arms_licence, "arms_licence");
    return h;
  };
  m.def(
      "points",
      [holding](const wmt::configuration& c2, const py::object& cases, const py::object& t2a,
                const py::object& all_cases, const py::object& sdrs, const py::object& fdrs, const py::object& paroms,
                const py::object& arms_community, const py::object& arms_licence, double cms_points,
                const std::string& policy, bool omic) {
        const auto h = holding(cases, t2a, all_cases, sdrs, fdrs, paroms, arms_community, arms_licence);
        const auto p = wmt::policy_of(policy);
        return omic ? wmt::omic_points(h, c2, p) : wmt::workload_points(h, c2, cms_points, p);
      },
      "configuration"_a, "cases"_a, "t2a"_a, "all_cases"_a, "sdrs"_a, "fdrs"_a, "paroms"_a, "arms_community"_a,
      "arms_licence"_a, "cms_points"_a, "policy"_a, "omic"_a,
      "Points of what an officer holds: cases by location and tier, and reports.");
  m.def(
      "worker_workload_points",
      [holding](const wmt::configuration& c2, const py::object& cases, const py::object& t2a, const py::object& sdrs,
                const py::object& fdrs) {
        const py::int_ none(0);
        return wmt::worker::workload_points(holding(cases, t2a, py::none(), sdrs, fdrs, none, none, none), c2);
      },
      "configuration"_a, "cases"_a, "t2a"_a, "sdrs"_a, "fdrs"_a,
      "Points of what an officer holds, before contacts and before they are rounded.");
  m.def(
      "worker_end_to_end",
      [holding](const wmt::configuration& c2, const py::object& cases, const py::object& t2a, const py::object& sdrs,
                const py::object& fdrs, const py::object& cms_points, const py::object& grade_type_id,
                const py::object& contracted_hours, const py::object& reduction_hours) {
        const py::int_ none(0);
        const auto h = holding(cases, t2a, py::none(), sdrs, fdrs, none, none, none);
        const auto r = wmt::worker::calculate(h, c2, wmt::js::to_number(js_value(cms_points)), js_value(grade_type_id),
                                              js_value(contracted_hours), js_value(reduction_hours),
                                              wmt::detail::worker_targets(c2), wmt::detail::worker_hours(c2));
        return py::dict("total_points"_a = r.total_points, "sdr_points"_a = r.sdr_points,
                        "sdr_conversion_points"_a = r.fdr_points, "nominal_target"_a = r.nominal_target,
                        "available_points"_a = r.available_points, "capacity_percent"_a = r.capacity_percent,
                        "cms_percent"_a = r.cms_percent);
      },
      "configuration"_a, "cases"_a, "t2a"_a, "sdrs"_a, "fdrs"_a, "cms_points"_a, "grade_type_id"_a,
      "contracted_hours"_a, "reduction_hours"_a, "Everything that wmt-worker stores of an officer.");
  m.def(
      "exact_tier_points",
      [](const py::object& counts, double points, const wmt::configuration& c2, bool t2a) {
        return wmt::exact::tier_points(counts_of(counts, "counts"), points, (t2a ? c2.t2a : c2.cases).inactive, t2a)
            .to_double();
      },
      "counts"_a, "points_per_case"_a, "configuration"_a, "t2a"_a,
      "Points of the cases of a tier; those of transition to adulthood less what inactive ones lose.");
}

void bind_wmt_capacity(py::module_& m) {
  m.def(
      "nominal_target",
      [](const wmt::configuration& c, const std::string& grade, const std::string& policy) {
        return wmt::nominal_target(c, grade, wmt::policy_of(policy));
      },
      "configuration"_a, "grade"_a, "policy"_a, "Points of a full officer of a grade.");
  m.def(
      "default_hours",
      [](const wmt::configuration& c, const std::string& grade, const std::string& policy) {
        return wmt::default_hours(c, grade, wmt::policy_of(policy));
      },
      "configuration"_a, "grade"_a, "policy"_a, "Default hours a week of a grade.");
  m.def(
      "available_points",
      [](const wmt::configuration& c, const std::string& grade, std::optional<double> contracted_hours,
         double reduction_hours, const std::string& policy, bool zero_if_over_reduced) {
        return wmt::available_points(
            c, grade, contracted_hours, reduction_hours, wmt::policy_of(policy),
            zero_if_over_reduced ? wmt::exact::over_reduction::zero : wmt::exact::over_reduction::refuse);
      },
      "configuration"_a, "grade"_a, "contracted_hours"_a, "reduction_hours"_a, "policy"_a, "zero_if_over_reduced"_a,
      "Points that an officer can do in a month.");
  m.def(
      "capacity_percent",
      [](double points, double available_points, const std::string& policy) {
        return wmt::capacity_percent(points, available_points, wmt::policy_of(policy));
      },
      "points"_a, "available_points"_a, "policy"_a, "Points of those available in per cent; None if there are none.");
  m.def(
      "reduction_hours",
      [](double contracted_hours, std::optional<double> percent) {
        return wmt::exact::reduction_hours(contracted_hours, percent);
      },
      "contracted_hours"_a, "percent"_a, "Hours of a reduction of so many per cent.");
  m.def(
      "allowance_hours",
      [](const wmt::configuration& c, const std::string& reason, double contracted_hours) {
        return wmt::allowance_hours(c, reason, contracted_hours);
      },
      "configuration"_a, "reason"_a, "contracted_hours"_a, "Hours that a reason allows.");
  m.def(
      "grade_from_code",
      [](const wmt::configuration& c, const py::object& code) {
        return py::isinstance<py::str>(code) ? wmt::grade_from_code(c, code.cast<std::string>()) : std::string("DMY");
      },
      "configuration"_a, "code"_a, "The grade of a code; \"DMY\" if no grade has it.");
  m.def(
      "differences",
      [] {
        py::list out;
        for (const auto& d : wmt::differences())
          out.append(py::make_tuple(d.topic, d.exact, d.wmt_worker, d.hmpps_workload, d.wmt_web, d.seen));
        return out;
      },
      "The table of differences: topic, exact, wmt_worker, hmpps_workload, wmt_web, and how it was seen.");
  m.def(
      "policies", [] { return std::vector<std::string>(wmt::policy_names.begin(), wmt::policy_names.end()); },
      "Names of the policies.");
}

}  // namespace probation::bindings
