// The Workload Management Tool: its settings, its errors, and how its arguments are read.
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
#include <probation/workload/wmt/seed.hpp>

namespace probation::bindings {

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
  bind_wmt_points(m);
  bind_wmt_capacity(m);
  bind_wmt_peers(m);
  bind_wmt_groups(m);
  bind_wmt_sensitivity(m);
  bind_wmt_table(m);
}

}  // namespace probation::bindings
