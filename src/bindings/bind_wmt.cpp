// The Workload Management Tool: settings, points and capacity.
#include "described.hpp"
#include "wmt.hpp"

#include "items.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <probation/base/number.hpp>
#include <probation/io/wmt.hpp>
#include <probation/workload/wmt/capacity.hpp>
#include <probation/workload/wmt/fields.hpp>
#include <probation/workload/wmt/reductions.hpp>
#include <probation/workload/wmt/seed.hpp>

namespace probation::bindings {

template <>
struct packing<wmt::points_breakdown>
    : member_packing<&wmt::points_breakdown::cases, &wmt::points_breakdown::t2a, &wmt::points_breakdown::sdr,
                     &wmt::points_breakdown::fdr, &wmt::points_breakdown::arms, &wmt::points_breakdown::parom,
                     &wmt::points_breakdown::total, &wmt::points_breakdown::projected_licence,
                     &wmt::points_breakdown::t2a_projected_licence> {};

/// Names of fields that other properties have.
template <>
[[nodiscard]] std::string python_name(std::type_identity<wmt::configuration>, std::string_view key) {
  if (key == "from") return "since";
  if (key == "reports") return "report_weights";
  if (key == "grades") return "grade_rules";
  if (key == "reductions") return "reduction_reasons";
  if (key == "thresholds") return "threshold_percents";
  return std::string(key);
}

namespace {
void add_views(py::classh<wmt::configuration>& c);
}

/// Settings by themselves are a document of one version: what they refer to must be there.
template <>
struct made_of<wmt::configuration> {
  static wmt::configuration text(const std::string& json_text, const std::string& name) {
    return wmt::parse_configurations(R"({"versions":[)" + json_text + "]}", name).versions.front();
  }
};
template <>
struct made_of<wmt::configurations> {
  static wmt::configurations text(const std::string& json_text, const std::string& name) {
    return wmt::parse_configurations(json_text, name);
  }
};

template <>
struct besides_fields<wmt::configuration> {
  static void add(py::classh<wmt::configuration>& c) { add_views(c); }
};
template <>
struct besides_fields<wmt::configurations> {
  static void add(py::classh<wmt::configurations>& c) {
    c.def(
        "at", [](const wmt::configurations& x, std::optional<day> date) { return x.at(date); }, "date"_a = py::none(),
        "The settings in force on a day; None for the last. Raises WmtError if there are none.");
    c.def("__repr__", [](const wmt::configurations& x) {
      return "<Configurations " + x.name + ": " + std::to_string(x.versions.size()) + " versions>";
    });
  }
};

namespace {

PYBIND11_CONSTINIT py::gil_safe_call_once_and_store<py::object> wmt_error_class;

void bind_error(py::module_& m) {
  wmt_error_class.call_once_and_store_result([] {
    PyObject* made = PyErr_NewExceptionWithDoc("probation.wmt.WmtError",
                                               "An input that has no meaning to the calculation.\n\n"
                                               "``problems`` lists where, what was found and what is expected.",
                                               PyExc_ValueError, nullptr);
    if (made == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(made);
  });
  m.attr("WmtError") = wmt_error_class.get_stored();
  py::register_exception_translator([](std::exception_ptr thrown) {  // NOLINT(performance-unnecessary-value-param)
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const wmt::error& e) {
      const py::object& type = wmt_error_class.get_stored();
      const py::object error = type(e.what());
      error.attr("problems") = py::cast(e.problems());
      PyErr_SetObject(type.ptr(), error.ptr());
    }
  });
}

[[nodiscard]] std::string shown(const py::handle& x) { return py::repr(x).cast<std::string>(); }

/// What the settings have besides their fields, the most of it older than those: lists and dicts for reading on.
void add_views(py::classh<wmt::configuration>& c) {
  using wmt::configuration;
  c.def_property_readonly(
      "weights", [](const configuration& x) { return x.cases.points; }, "Points a case by location and tier.");
  c.def_property_readonly(
      "t2a_weights", [](const configuration& x) { return x.t2a.points; }, "The same for transition to adulthood.");
  property(c, "targets", &configuration::targets, "Points of a full officer by grade band.");
  property(c, "hours", &configuration::hours, "Default hours a week by grade band.");
  property(c, "contacts", &configuration::contacts, "Points by contact code.");
  property(c, "contact_days", &configuration::contact_days, "Days for which a contact counts.");
  c.def_property_readonly(
      "grades",
      [](const configuration& x) {
        std::vector<std::string> names;
        for (const auto& [grade, rule] : x.grades) names.push_back(grade);
        return names;
      },
      "Names of the grades.");
  c.def_property_readonly(
      "reductions",
      [](const configuration& x) {
        py::dict out;
        for (const auto& [name, r] : x.reductions) {
          out[py::str(name)] = py::dict("percent"_a = r.percent, "most_percent"_a = r.most_percent,
                                        "months"_a = r.months, "category"_a = r.category, "enabled"_a = r.enabled);
        }
        return out;
      },
      "Reduction reasons: percent, most_percent, months, category and enabled of each.");
  c.def_property_readonly(
      "reports",
      [](const configuration& x) {
        return py::dict("sdr"_a = x.reports.sdr, "fdr"_a = x.reports.fdr, "parom"_a = x.reports.parom,
                        "parom_enabled"_a = x.reports.parom_enabled, "arms_community"_a = x.reports.arms_community,
                        "arms_licence"_a = x.reports.arms_licence);
      },
      "Points a report or assessment.");
  c.def_property_readonly(
      "thresholds",
      [](const configuration& x) { return py::make_tuple(x.thresholds.low, x.thresholds.full, x.thresholds.high); },
      "Workload in per cent: low, full and high.");
  c.def(
      "weight",
      [](const configuration& x, const std::string& location, const std::string& tier, bool t2a) {
        return wmt::weight_of(t2a ? x.t2a : x.cases, location, tier);
      },
      "location"_a, "tier"_a, "t2a"_a = false,
      "Points of a case; raises WmtError naming tier and location if there are none.");
  c.def(
      "source_of", [](const configuration& x, const quantity& q) { return wmt::source_of(x, q); }, "quantity"_a,
      "Where a number of it comes from.");
  c.def("__repr__", [](const configuration& x) {
    return "<Configuration " + x.name + (x.from ? " from " + x.from->str() : "") + ">";
  });
}

void bind_configuration(py::module_& m) {
  using wmt::configuration;
  for_each_described<wmt::configurations>([&m]<class T>(std::type_identity<T>) { described_class<T>(m); });
  m.def("seed", [] { return wmt::seed(); }, "The seed settings.");
  m.def("json_schema", [] { return wmt::json_schema(); }, "The JSON Schema of documents of settings, as text.");
  m.def(
      "parse_configurations",
      [](const std::string& text, const std::string& name) { return wmt::parse_configurations(text, name); }, "text"_a,
      "name"_a, "The settings of a JSON document; `name` is for messages. Raises DocumentError.");
  m.def(
      "to_json",
      [](const configuration& x, bool pretty) { return wmt::to_json(wmt::configurations{x.name, {x}}, pretty); },
      "configuration"_a, "pretty"_a, "A document of one version that reads back as an equal configuration.");
}

void bind_points(py::module_& m) {
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

void bind_capacity(py::module_& m) {
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

}  // namespace

wmt::js::value js_value(const py::handle& x) {
  if (x.is(py::ellipsis())) return wmt::js::undefined{};
  if (x.is_none()) return wmt::js::null{};
  if (py::isinstance<py::bool_>(x)) return x.cast<bool>();
  if (py::isinstance<py::float_>(x) || py::isinstance<py::int_>(x)) return x.cast<double>();
  if (py::isinstance<py::str>(x)) return x.cast<std::string>();
  throw wmt::error("", shown(x), "a number, a text, a truth value or None");
}

double number_of(const py::handle& x, const std::string& where) {
  const bool is_truth = py::isinstance<py::bool_>(x);
  const double number = is_truth || py::isinstance<py::str>(x) ? -1 : PyFloat_AsDouble(x.ptr());
  const bool failed = number == -1 && PyErr_Occurred() != nullptr;
  if (failed) take_back_error();
  if (failed || is_truth || py::isinstance<py::str>(x)) {
    throw wmt::error(where, shown(x), "a number");
  }
  return number;
}

wmt::case_counts counts_of(const py::handle& x, const std::string& where) {
  static constexpr std::array<std::string_view, 4> names = {"total", "warrants", "unpaid_work", "overdue"};
  std::array<double, 4> n{};
  if (py::isinstance<py::dict>(x)) {
    bool has_total = false;
    bool all_known = true;
    for (const auto& [key, number] : items_of(py::reinterpret_borrow<py::dict>(x))) {
      const std::string name = py::isinstance<py::str>(key) ? key.cast<std::string>() : std::string();
      const auto* const found = std::find(names.begin(), names.end(), name);
      all_known = all_known && found != names.end();
      if (found == names.end()) continue;
      has_total = has_total || found == names.begin();
      n[static_cast<std::size_t>(found - names.begin())] = number_of(number, where + '.' + name);
    }
    if (!all_known || !has_total)
      throw wmt::error(where, shown(x), "total, and warrants, unpaid_work and overdue if any");
  } else if (py::isinstance<py::list>(x) || py::isinstance<py::tuple>(x)) {
    const auto given = py::reinterpret_steal<py::tuple>(PySequence_Tuple(x.ptr()));  // a snapshot
    if (!given) throw py::error_already_set();
    if (given.size() != n.size())
      throw wmt::error(where, shown(x), "four numbers: total, warrants, unpaid work and overdue");
    for (std::size_t i = 0; i < n.size(); ++i) n[i] = number_of(given[i], where + '.' + std::string(names[i]));
  } else {
    n[0] = number_of(x, where);
  }
  return {n[0], n[1], n[2], n[3]};
}

named<wmt::case_counts> cells_of(const py::handle& x, const std::string& where) {
  if (!py::isinstance<py::dict>(x)) throw wmt::error(where, shown(x), "a dict of cases by tier");
  named<wmt::case_counts> out;
  for (const auto& [tier, counts] : items_of(py::reinterpret_borrow<py::dict>(x))) {
    const auto name = py::str(tier).cast<std::string>();
    out[name] = counts_of(counts, path_of(where, {name}));
  }
  return out;
}

wmt::caseload caseload_of(const py::handle& x, const std::string& where) {
  wmt::caseload out;
  if (x.is_none()) return out;
  if (!py::isinstance<py::dict>(x)) throw wmt::error(where, shown(x), "a dict of cases by location and tier");
  for (const auto& [location, cells] : items_of(py::reinterpret_borrow<py::dict>(x))) {
    const auto name = py::str(location).cast<std::string>();
    out[name] = cells_of(cells, path_of(where, {name}));
  }
  return out;
}

void bind_wmt(py::module_& m) {
  m.doc() = "The Workload Management Tool and tiering.";
  bind_error(m);
  bind_configuration(m);
  bind_points(m);
  bind_capacity(m);
  bind_wmt_peers(m);
  bind_wmt_groups(m);
  bind_wmt_sensitivity(m);
  bind_wmt_table(m);
}

}  // namespace probation::bindings
