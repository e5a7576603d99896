// What the tools themselves compute, function by function, with their own arguments and quirks.
#include "wmt.hpp"

#include <probation/workload/wmt/hmpps.hpp>
#include <probation/workload/wmt/web.hpp>
#include <probation/workload/wmt/worker.hpp>

namespace probation::bindings {

namespace {

using wmt::js::undefined;

/// An object of the tool's; `wmt::error` for anything else, where it throws.
[[nodiscard]] py::dict object_at(const py::handle& x, const char* where) {
  if (py::isinstance<py::dict>(x)) return py::reinterpret_borrow<py::dict>(x);
  throw wmt::error(where, py::repr(x).cast<std::string>(), "an object");
}

/// A value of an object, undefined if it is not there.
[[nodiscard]] wmt::js::value member(const py::dict& object, const char* name) {
  if (!object.contains(name)) return undefined{};
  return js_value(object[name]);
}

/// A number that the tool insists on.
[[nodiscard]] double insisted(const py::dict& object, const char* name) {
  const auto x = member(object, name);
  if (wmt::js::is_number(x)) return std::get<double>(x);
  throw wmt::error(name, wmt::js::to_text(x), "a number");
}

[[nodiscard]] wmt::worker::default_hours hours_of(const py::handle& x) {
  const auto d = object_at(x, "default_hours");
  return {insisted(d, "pso"), insisted(d, "po"), insisted(d, "spo")};
}

void bind_worker(py::module_& m) {
  namespace worker = wmt::worker;
  m.def(
      "worker_contracted_hours",
      [](const py::object& grade_type_id, const py::object& contracted_hours,
         const py::object& default_hours) -> py::object {
        const auto h =
            worker::contracted_hours(js_value(grade_type_id), js_value(contracted_hours), hours_of(default_hours));
        if (!h) return py::none();
        return py::dict("base_hours"_a = h->base, "band_hours"_a = h->band);
      },
      "grade_type_id"_a, "contracted_hours"_a, "default_hours"_a, "Hours to divide; None for an unsupported grade.");
  m.def(
      "worker_nominal_target",
      [](const py::object& grade_type_id, const py::object& targets) {
        const auto t = object_at(targets, "targets");
        return worker::nominal_target(js_value(grade_type_id), {insisted(t, "pso"), insisted(t, "po")});
      },
      "grade_type_id"_a, "targets"_a, "The target of a grade's number.");
  m.def(
      "worker_available_points",
      [](const py::object& nominal_target, const py::object& grade_type_id, const py::object& contracted_hours,
         const py::object& reduction_hours, const py::object& default_hours) {
        return worker::available_points(js_value(nominal_target), js_value(grade_type_id), js_value(contracted_hours),
                                        js_value(reduction_hours), hours_of(default_hours));
      },
      "nominal_target"_a, "grade_type_id"_a, "contracted_hours"_a, "reduction_hours"_a, "default_hours"_a,
      "Points available, in doubles and cut as text.");
  m.def(
      "worker_report_points",
      [](const py::object& count, const py::object& points_each) {
        return worker::report_points(js_value(count), js_value(points_each));
      },
      "count"_a, "points_each"_a, "Reports times points.");
  m.def(
      "worker_tier_points",
      [](const py::object& counts, const py::object& points_per_case, const py::object& weightings,
         const py::object& subtract_inactive) {
        const auto c = object_at(counts, "counts");
        const wmt::case_counts n{insisted(c, "total"), insisted(c, "warrants"), insisted(c, "unpaidWork"),
                                 insisted(c, "overdueTermination")};
        const auto points = js_value(points_per_case);
        if (!wmt::js::is_number(points)) throw wmt::error("points_per_case", wmt::js::to_text(points), "a number");
        const bool subtract = wmt::js::is_true(js_value(subtract_inactive));
        worker::retained keep;
        if (subtract) {
          const auto w = object_at(weightings, "weightings");
          keep = {member(w, "warrants"), member(w, "unpaidWork"), member(w, "overdueTermination")};
        }
        return worker::tier_points(n, std::get<double>(points), keep, subtract);
      },
      "counts"_a, "points_per_case"_a, "weightings"_a, "subtract_inactive"_a, "Points of the cases of a tier.");
  m.def(
      "worker_location_points",
      [](const wmt::configuration& c, const std::string& location, const py::object& tiers,
         const wmt::configuration& weightings_of, bool subtract_inactive) {
        return worker::location_points(cells_of(tiers, "tiers"), c, c.cases, location,
                                       worker::retained_of(weightings_of.cases.inactive), subtract_inactive);
      },
      "configuration"_a, "location"_a, "tiers"_a, "weightings_of"_a, "subtract_inactive"_a, "Points of a location.");
  m.def(
      "worker_capacity_percent",
      [](const py::object& value, const py::object& total) {
        return worker::capacity_percent(js_value(value), js_value(total));
      },
      "value"_a, "total"_a, "value of total in per cent; 0 if total is 0.");
  m.def(
      "worker_dashboard_format",
      [](const py::object& capacity_percent, const py::object& cms_percent) {
        const auto d = worker::dashboard_format(js_value(capacity_percent), js_value(cms_percent));
        return py::dict("capacity_fraction"_a = d.capacity_fraction, "cms_fraction"_a = d.cms_fraction);
      },
      "capacity_percent"_a, "cms_percent"_a, "What the dashboard's workbook stores.");
  m.def(
      "arms_points",
      [](const py::object& licence_cases, const py::object& community_cases, const py::object& licence_weight,
         const py::object& community_weight) {
        return worker::arms_points(js_value(licence_cases), js_value(community_cases), js_value(licence_weight),
                                   js_value(community_weight));
      },
      "licence_cases"_a, "community_cases"_a, "licence_weight"_a, "community_weight"_a,
      "Assessments of risk of sexual harm, rules of 2021.");
  m.def(
      "parom_points",
      [](const py::object& completed_last_30, const py::object& points_each, const py::object& enabled) {
        return worker::parom_points(js_value(completed_last_30), js_value(points_each), js_value(enabled));
      },
      "completed_last_30"_a, "points_each"_a, "enabled"_a, "Parole assessment reports, rules of 2021.");
  m.def(
      "zero_if_null", [](const py::object& x) { return wmt::js::zero_if_null(js_value(x)); }, "x"_a,
      "What the tool makes of a count.");
}

[[nodiscard]] py::object object_of(const wmt::js::value& x) {
  if (const double* number = std::get_if<double>(&x)) return py::float_(*number);
  if (const bool* truth = std::get_if<bool>(&x)) return py::bool_(*truth);
  if (const std::string* text = std::get_if<std::string>(&x)) return py::str(*text);
  return py::none();
}

void bind_web(py::module_& m) {
  namespace web = wmt::web;
  m.def(
      "web_custom_round", [](const py::object& x) { return web::custom_round(js_value(x)); }, "x"_a,
      "To a whole number, down where the decimals begin with 5.");
  m.def(
      "web_reduction_hours",
      [](const py::object& contracted_hours, const py::object& percent) {
        return object_of(web::reduction_hours(js_value(contracted_hours), js_value(percent)));
      },
      "contracted_hours"_a, "percent"_a, "Hours of a reduction.");
  m.def(
      "web_team_overview",
      [](const py::object& rows) {
        if (!py::isinstance<py::list>(rows)) throw wmt::error("rows", py::repr(rows).cast<std::string>(), "a list");
        std::vector<web::row> table;
        for (const auto& each : rows) {
          const auto r = object_at(each, "rows");
          table.push_back({member(r, "totalPoints"), member(r, "availablePoints"), member(r, "contractedHours"),
                           member(r, "reductionHours"), member(r, "totalCases"), member(r, "cmsAdjustmentPoints")});
        }
        const auto o = web::team_overview(table);
        py::list figures;
        for (const auto& f : o.rows) {
          figures.append(py::dict("remaining_points"_a = f.remaining_points, "capacity_percent"_a = f.capacity_percent,
                                  "cms_percent"_a = f.cms_percent));
        }
        const auto& t = o.total;
        return py::dict(
            "rows"_a = figures,
            "totals"_a = py::dict("totalCapacityPercentage"_a = t.capacity_percent, "totalPoints"_a = t.points,
                                  "totalAvailablePoints"_a = t.available_points,
                                  "totalContractedHours"_a = t.contracted_hours, "totalReduction"_a = t.reduction_hours,
                                  "totalTotalCases"_a = t.cases, "totalRemainingPoints"_a = t.remaining_points,
                                  "totalCMSPoints"_a = t.cms_points, "totalCMSPercentage"_a = t.cms_percent));
      },
      "rows"_a, "A page of a team: figures of each row, and totals.");
  m.def(
      "web_archived",
      [](const py::object& total_points, const py::object& sdr_points, const py::object& fdr_points,
         const py::object& parom_points, const py::object& nominal_target, const py::object& grade_type_id,
         const py::object& contracted_hours, const py::object& reduction_hours) {
        const auto row = web::archived(js_value(total_points), js_value(sdr_points), js_value(fdr_points),
                                       js_value(parom_points), js_value(nominal_target), js_value(grade_type_id),
                                       js_value(contracted_hours), js_value(reduction_hours));
        return py::dict("points"_a = row.points, "available_points"_a = row.available_points,
                        "percent"_a = row.percent);
      },
      "total_points"_a, "sdr_points"_a, "fdr_points"_a, "parom_points"_a, "nominal_target"_a, "grade_type_id"_a,
      "contracted_hours"_a, "reduction_hours"_a, "A row of the archive, which is not comparable with the live figure.");
  m.def(
      "web_shown_percent", [](double percent, int digits) { return web::shown_percent(percent, digits); }, "percent"_a,
      "digits"_a, "A percentage as a page shows it.");
}

/// A number as text, or a number: the service's own are decimals.
[[nodiscard]] decimal decimal_of(const py::object& x, const char* where) {
  if (py::isinstance<py::str>(x)) return wmt::hmpps::number(x.cast<std::string>(), where);
  if (py::isinstance<py::int_>(x) && !py::isinstance<py::bool_>(x))
    return wmt::hmpps::number(py::str(x).cast<std::string>(), where);
  const double number = number_of(x, where);
  if (!std::isfinite(number)) throw wmt::error(where, py::repr(x).cast<std::string>(), "a finite number");
  return decimal(number);
}

void bind_hmpps(py::module_& m) {
  namespace hmpps = wmt::hmpps;
  m.def(
      "hmpps_available_points",
      [](const py::object& points_for_grade, const py::object& hours_for_grade, const py::object& available_hours) {
        return hmpps::available_points(decimal_of(points_for_grade, "points_for_grade"),
                                       decimal_of(hours_for_grade, "contracted_hours_for_grade"),
                                       decimal_of(available_hours, "available_hours"))
            .to_double();
      },
      "points_for_grade"_a, "contracted_hours_for_grade"_a, "available_hours"_a,
      "Points available, in decimals of fifteen digits.");
  m.def(
      "hmpps_capacity_percent",
      [](const py::object& total_points, const py::object& available_points) {
        return hmpps::capacity_percent(decimal_of(total_points, "total_points"),
                                       decimal_of(available_points, "available_points"))
            .to_double();
      },
      "total_points"_a, "available_points"_a, "Points of those available in per cent, to one digit.");
  m.def(
      "hmpps_potential_percent",
      [](const py::object& total_points, const py::object& available_points, const py::object& case_points,
         const py::object& held_points) {
        return hmpps::potential_percent(decimal_of(total_points, "total_points"),
                                        decimal_of(available_points, "available_points"),
                                        decimal_of(case_points, "case_points"), decimal_of(held_points, "held_points"))
            .to_double();
      },
      "total_points"_a, "available_points"_a, "case_points"_a, "held_points"_a,
      "The percentage after a case is given to an officer.");
  m.def(
      "hmpps_grade_defaults",
      [](const wmt::configuration& c, const std::optional<std::string>& grade) {
        const auto d = hmpps::grade_defaults(c, grade.value_or("DMY"));
        return py::dict("points"_a = written_mean(d.points), "hours"_a = written_mean(d.hours));
      },
      "configuration"_a, "grade"_a, "Target and hours of a grade; None is \"DMY\".");
  m.def(
      "hmpps_workload_points",
      [](const wmt::configuration& c, const std::vector<py::dict>& cases, double standard_reports, double fast_reports,
         const std::vector<std::string>& contacts_outside, const std::vector<std::string>& contacts_by_others) {
        std::vector<hmpps::case_of> held;
        for (const auto& one : cases) {
          const auto text = [&](const char* name) { return wmt::js::to_text(member(one, name)); };
          held.push_back({text("tier"), text("type"), wmt::js::is_true(member(one, "t2a"))});
        }
        return hmpps::workload_points(c, held, standard_reports, fast_reports, contacts_outside, contacts_by_others);
      },
      "configuration"_a, "cases"_a, "standard_reports"_a, "fast_reports"_a, "contacts_outside"_a,
      "contacts_by_others"_a, "Points of cases, reports and contacts.");
}

}  // namespace

void bind_wmt_peers(py::module_& m) {
  bind_worker(m);
  bind_web(m);
  bind_hmpps(m);
}

}  // namespace probation::bindings
