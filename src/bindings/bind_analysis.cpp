// The audit of a region, and the measures that a forecast can have.
#include "progress.hpp"
#include "pybind.hpp"

#include <probation/analysis/audit.hpp>
#include <probation/projection/known_measures.hpp>

namespace probation::bindings {

namespace {

[[nodiscard]] severity severity_of(const std::string& name) {
  for (std::size_t i = 0; i < severity_names.size(); ++i) {
    if (severity_names[i] == name) return static_cast<severity>(i);
  }
  throw py::value_error("severity must be \"error\", \"warning\" or \"note\", not \"" + name + "\"");
}

py::tuple as_tuple(const exhibit& e) { return py::make_tuple(e.path, e.value, e.source); }

exhibit exhibit_of(const py::handle& t) {
  const auto parts = t.cast<std::array<std::string, 3>>();
  return {parts[0], parts[1], parts[2]};
}

void bind_finding(py::module_& m) {
  auto e = value_class<exhibit>(m, "Exhibit", "A figure that a finding rests on.");
  e.def(py::init([](std::string path, std::string value, std::string source) {
          return exhibit{std::move(path), std::move(value), std::move(source)};
        }),
        "path"_a, "value"_a, "source"_a = "");
  property(e, "path", &exhibit::path, "Where it stands in the document, or what was computed.");
  property(e, "value", &exhibit::value, "The figure, as written.");
  property(e, "source", &exhibit::source, "Where it comes from; empty if that is not said.");
  e.def("__str__", [](const exhibit& x) { return to_string(x); });
  e.def("__repr__", [](const exhibit& x) { return "<Exhibit " + to_string(x) + ">"; });
  e.def(py::pickle([](const exhibit& x) { return as_tuple(x); }, [](const py::tuple& t) { return exhibit_of(t); }));

  auto f = value_class<finding>(m, "Finding", "Something in a region that contradicts something else, or is doubtful.");
  f.def(py::init([](std::string text, const std::string& how, std::string path, std::vector<exhibit> evidence,
                    std::string suggestion, std::string rule) {
          return finding{std::move(rule), severity_of(how),    std::move(path),
                         std::move(text), std::move(evidence), std::move(suggestion)};
        }),
        "text"_a, py::kw_only(), "severity"_a = "warning", "path"_a = "", "evidence"_a = std::vector<exhibit>{},
        "suggestion"_a = "", "rule"_a = "");
  property(f, "rule", &finding::rule, "Name of the rule that found it.");
  f.def_property_readonly(
      "severity", [](const finding& x) { return to_string(x.severity); }, "error, warning or note.");
  property(f, "path", &finding::path, "Where: ``inspections.\"West Sussex\".overall.\"annexe 2\"``.");
  property(f, "text", &finding::text, "What is wrong, in a sentence with the numbers.");
  property(f, "evidence", &finding::evidence, "The figures that show it, each with its place and source.");
  property(f, "suggestion", &finding::suggestion, "What to do about it.");
  f.def("__str__", [](const finding& x) { return to_string(x); });
  f.def("__repr__", [](const finding& x) {
    return "<Finding " + std::string(to_string(x.severity)) + " " + x.rule + ": " + x.path + ">";
  });
  f.def(py::pickle(
      [](const finding& x) {
        py::list evidence;
        for (const exhibit& each : x.evidence) evidence.append(as_tuple(each));
        return py::make_tuple(1, x.rule, to_string(x.severity), x.path, x.text, evidence, x.suggestion);
      },
      [](const py::tuple& t) {
        if (t.size() != 7 || t[0].cast<int>() != 1) throw py::value_error("Finding: pickled by another version");
        std::vector<exhibit> evidence;
        for (const py::handle each : t[5]) evidence.push_back(exhibit_of(each));
        return finding{t[1].cast<std::string>(), severity_of(t[2].cast<std::string>()),
                       t[3].cast<std::string>(), t[4].cast<std::string>(),
                       std::move(evidence),      t[6].cast<std::string>()};
      }));
}

}  // namespace

void bind_analysis(py::module_& m) {
  bind_finding(m);
  auto a = py::classh<audit_rule>(m, "AuditRule", "A rule of the audit.", py::is_final());
  a.def_property_readonly("name", [](const audit_rule& x) { return x.name; }, "Name, as `off` and `only` take it.");
  a.def_property_readonly(
      "severity", [](const audit_rule& x) { return to_string(x.severity); }, "Severity of its gravest finding.");
  a.def_property_readonly("purpose", [](const audit_rule& x) { return x.purpose; }, "What it looks for, in a line.");
  a.def_property_readonly("source", [](const audit_rule& x) { return x.source; }, "Where the rule comes from.");
  a.def("__eq__", [](const audit_rule& x, const audit_rule& y) { return x.name == y.name; });
  a.def(py::pickle([](const audit_rule& x) { return std::string(x.name); },
                   [](const std::string& name) {
                     for (const audit_rule& x : audit_rules()) {
                       if (x.name == name) return x;
                     }
                     throw py::value_error("AuditRule: this version has no rule called \"" + name + "\"");
                   }));
  a.def("__repr__", [](const audit_rule& x) { return "<AuditRule " + std::string(x.name) + ">"; });

  m.def(
      "audit_rules",
      [] {
        const auto rules = audit_rules();
        return std::vector<audit_rule>(rules.begin(), rules.end());
      },
      "The rules of the audit, in their order.");
  m.def(
      "audit",
      [](const region& r, std::vector<std::string> off, std::vector<std::string> only, int stale_after,
         double vacancy_tolerance) {
        audit_options o;
        o.off = std::move(off);
        o.only = std::move(only);
        o.stale_after = stale_after;
        o.vacancy_tolerance = vacancy_tolerance;
        return without_lock([&](const progress_function& progress) {
          o.progress = progress;
          return audit(r, o);
        });
      },
      "region"_a, py::kw_only(), "off"_a, "only"_a, "stale_after"_a, "vacancy_tolerance"_a,
      "What the rules find in a region, gravest first. Raises ValueError for the name of a rule that there is not.");
  m.def(
      "known_measures",
      [] {
        py::dict out;
        for (const known_measure& x : known_measures) {
          out[py::str(std::string(x.name))] =
              py::make_tuple(better_names[static_cast<std::size_t>(x.better)], x.reason);
        }
        return out;
      },
      "Measures that a forecast can have: which way is better (lower, higher or neither), and why.");
  m.def(
      "measure_ranges",
      [] {
        py::dict out;
        for (const known_measure& x : known_measures) {
          out[py::str(std::string(x.name))] = py::make_tuple(x.range.least, x.range.most);
        }
        return out;
      },
      "Between what limits of each measure may lie; those of shares are finite.");
  m.def(
      "check_limit", [](const std::string& measure, double x) { check_limit(measure, x); }, "measure"_a, "x"_a,
      "Raises ValueError unless a measure may have that limit.");
}

}  // namespace probation::bindings
