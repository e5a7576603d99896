// Plans, forecasts, series.
#include "pybind.hpp"

#include <probation/engine/describe.hpp>
#include <probation/projection/saved.hpp>

#include "lowered.hpp"
#include "progress.hpp"
#include "text.hpp"

namespace probation::bindings {

namespace {

/// Questions of how long a limit holds.
void bind_staying(py::classh<series>& s) {
  s.def("follows", &series::follows, "is_upper"_a, "x"_a, "Whether it can be said how long a limit holds.");
  s.def_property_readonly(
      "limits",
      [](const series& x) {
        py::list out;
        for (const held_limit& h : x.limits()) out.append(py::make_tuple(h.is_upper, h.x));
        return out;
      },
      "(is_upper, x) of the limits that were followed.");
  s.def(
      "staying",
      [](const series& x, bool is_upper, double limit, std::optional<int> months) {
        return array(is_upper ? x.probability_of_staying_at_most(limit, months)
                              : x.probability_of_staying_at_least(limit, months));
      },
      "is_upper"_a, "x"_a, "months"_a,
      "Probability by month that the limit holds from there on: for some months, or to the horizon.");
  s.def(
      "stays_from",
      [](const series& x, bool is_upper, double limit, double probability, std::optional<int> months) {
        return is_upper ? x.stays_from_at_most(limit, probability, months)
                        : x.stays_from_at_least(limit, probability, months);
      },
      "is_upper"_a, "x"_a, "probability"_a, "months"_a,
      "First month from which it does with that probability, or None.");
  s.def(
      "reaching",
      [](const series& x, bool is_upper, double limit) {
        return array(is_upper ? x.probability_of_reaching_at_most(limit) : x.probability_of_reaching_at_least(limit));
      },
      "is_upper"_a, "x"_a, "Probability by month that the limit has held by then.");
}

void bind_series(py::module_& m) {
  auto s = value_class<series>(m, "Series", "One measure of one unit over the months of a forecast.");
  s.def_property_readonly("measure", &series::measure, "Name of the measure.");
  s.def_property_readonly("unit", &series::unit, "Unit; \"*\" for the whole region.");
  s.def_property_readonly("of", &series::of, "Grade or backlog; \"*\" for all grades.");
  s.def_property_readonly("is_flow", &series::is_flow, "Flows belong to their month; stocks are those at its start.");
  s.def_property_readonly("runs", &series::runs, "Replicates behind it; 1 for the expected policy.");
  s.def("__len__", &series::size);
  s.def_property_readonly(
      "months",
      [](const series& x) {
        std::vector<std::string> out;
        for (std::size_t t = 0; t < x.size(); ++t) out.push_back(x.month_of(t).str());
        return out;
      },
      "Months of the points.");
  s.def("mean", [](const series& x) { return array(x.mean()); }, "Mean by month.");
  s.def("sd", [](const series& x) { return array(x.sd()); }, "Standard deviation of a replicate by month.");
  s.def("standard_error", [](const series& x) { return array(x.standard_error()); }, "Of the mean, by month.");
  s.def("quantile", [](const series& x, double q) { return array(x.quantile(q)); }, "q"_a, "q-quantile by month.");
  s.def(
      "quantile_error", [](const series& x, double q) { return array(x.quantile_error(q)); }, "q"_a,
      "Monte Carlo standard error of the q-quantile by month.");
  s.def(
      "at_most", [](const series& x, double limit) { return array(x.probability_at_most(limit)); }, "x"_a,
      "Probability by month of at most x.");
  s.def(
      "at_least", [](const series& x, double limit) { return array(x.probability_at_least(limit)); }, "x"_a,
      "Probability by month of at least x.");
  s.def("first_at_most", &series::first_month_at_most, "x"_a, "probability"_a,
        "First month of at most x with that probability, or None.");
  s.def("first_at_least", &series::first_month_at_least, "x"_a, "probability"_a,
        "First month of at least x with that probability, or None.");
  s.def(
      "paths",
      [](const series& x) -> std::optional<py::array_t<double>> {
        if (x.paths().empty()) return std::nullopt;
        const auto points = static_cast<py::ssize_t>(x.size());
        const auto runs = static_cast<py::ssize_t>(x.paths().size()) / points;
        py::array_t<double> out({runs, points});
        auto view = out.mutable_unchecked<2>();
        for (py::ssize_t t = 0; t < points; ++t) {
          for (py::ssize_t i = 0; i < runs; ++i) view(i, t) = x.paths()[static_cast<std::size_t>(t * runs + i)];
        }
        return out;
      },
      "Every replicate's numbers, runs by points; None if they were not kept.");
  bind_staying(s);
  s.def(py::pickle([](const series& x) { return py::bytes(bytes_of(x)); },
                   [](const py::bytes& state) { return series_from(static_cast<std::string_view>(state)); }));
}

py::dict as_dict(const provenance& p) {
  return py::dict("version"_a = p.version, "region"_a = p.region, "document"_a = p.document, "plan"_a = p.plan,
                  "digest"_a = p.digest, "scenarios"_a = p.scenarios, "seed"_a = p.seed, "runs"_a = p.runs,
                  "first"_a = p.first, "rng"_a = p.rng, "policy"_a = p.policy, "instruction_set"_a = p.instruction_set,
                  "time"_a = p.time);
}

}  // namespace

void bind_projection(py::module_& m) {
  auto p = py::classh<plan>(m, "Plan", "A region lowered to stocks and flows.", py::is_final());
  p.def_property_readonly("start", [](const plan& x) { return x.start; }, "First month.");
  p.def_property_readonly("months", [](const plan& x) { return x.months; }, "Horizon in months.");
  p.def_property_readonly(
      "stocks",
      [](const plan& x) {
        std::vector<std::string> out;
        for (const auto& s : x.stocks) out.push_back(s.name);
        return out;
      },
      "Names of the stocks.");
  p.def("to_dot", [](const plan& x) { return to_dot(x); }, "The stocks and flows as Graphviz DOT text.");
  p.def("__str__", [](const plan& x) { return to_text(x); });
  p.def("__repr__", [](const plan& x) {
    return "<Plan from " + x.start.str() + ", " + std::to_string(x.months) + " months, " +
           std::to_string(x.stocks.size()) + " stocks>";
  });
  m.def(
      "lower",
      [](const region& r, int months) {
        return without_lock([&](const progress_function& progress) { return lowered(r, months, progress); });
      },
      "region"_a, "months"_a, "The plan of a region for some months. Ctrl-C ends it.");

  auto q =
      py::classh<plan_parameter>(m, "Input", "A number of the document that a forecast stands on.", py::is_final());
  property(q, "path", &plan_parameter::path, "Where it stands in the document.");
  property(q, "quantity", &plan_parameter::given, "The number as written.");
  q.def("__eq__", [](const plan_parameter& a, const plan_parameter& b) { return bytes_of(a) == bytes_of(b); });
  q.def(py::pickle([](const plan_parameter& x) { return py::bytes(seal(bytes_of(x))); },
                   [](const py::bytes& state) {
                     const auto body = unsealed(static_cast<std::string_view>(state));
                     if (!body) throw py::value_error("Input: damaged: its checksum differs");
                     return input_from(*body);
                   }));
  q.def("__repr__", [](const plan_parameter& x) { return "<Input " + x.path + ": " + full_text(x.given) + ">"; });

  bind_series(m);
  auto f = py::classh<forecast_result>(m, "Forecast", "Series by name, the inputs they stand on, where they come from.",
                                       py::is_final());
  f.def_property_readonly("start", &forecast_result::start, "First month.");
  f.def_property_readonly("months", &forecast_result::months, "Horizon in months.");
  f.def_property_readonly(
      "names",
      [](const forecast_result& x) {
        py::list out;
        for (const auto& s : x.all()) out.append(py::make_tuple(s.measure(), s.unit(), s.of()));
        return out;
      },
      "(measure, unit, of) of every series.");
  f.def(
      "series",
      [](const forecast_result& x, const std::string& measure, const std::string& unit,
         const std::string& of) -> const series& {
        try {
          return x.series(measure, unit, of);
        } catch (const std::out_of_range& e) {
          throw py::key_error(e.what());
        }
      },
      "measure"_a, "unit"_a, "of"_a, py::return_value_policy::reference_internal,
      "The series of that name, or KeyError.");
  f.def_property_readonly(
      "inputs", [](const forecast_result& x) { return x.inputs(); }, "Every number that the forecast stands on.");
  f.def("assumptions", &forecast_result::assumptions, "The inputs that are not simply observed.");
  f.def_property_readonly(
      "defaults",
      [](const forecast_result& x) {
        std::vector<std::pair<std::string, std::string>> out;
        for (const plan_default& d : x.defaults()) out.emplace_back(d.path, d.text);
        return out;
      },
      "(path, text) of rules that act because none was given.");
  f.def_property_readonly(
      "provenance", [](const forecast_result& x) { return as_dict(x.provenance()); },
      "Enough to make the forecast again.");
  f.def("__eq__", [](const forecast_result& a, const forecast_result& b) {
    const saved_forecast x = saved(a);
    const saved_forecast y = saved(b);
    return x.head == y.head && x.series == y.series;
  });
  const auto save = [](const forecast_result& x) {
    const saved_forecast pieces = saved(x);
    py::list series;
    for (const std::string& piece : pieces.series) series.append(py::bytes(piece));
    return py::make_tuple(py::bytes(pieces.head), std::move(series));
  };
  const auto restore = [](const py::bytes& head, const std::vector<py::bytes>& series) {
    std::vector<std::string> pieces;
    pieces.reserve(series.size());
    for (const py::bytes& piece : series) pieces.emplace_back(static_cast<std::string_view>(piece));
    return restored(static_cast<std::string_view>(head), pieces);
  };
  f.def("saved", save, "The forecast as bytes: its head, and each series.");
  f.def_static("restored", restore, "head"_a, "series"_a, "The forecast that was saved, or ValueError.");
  f.def(py::pickle(save, [restore](const py::tuple& state) {
    if (state.size() != 2) throw py::value_error("Forecast: not its state");
    return restore(state[0].cast<py::bytes>(), state[1].cast<std::vector<py::bytes>>());
  }));
}

}  // namespace probation::bindings
