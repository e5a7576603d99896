// Forecasts as they are run: at once, in parts, of many regions.
#include "lowered.hpp"
#include "progress.hpp"
#include "pybind.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <probation/projection/forecast_many.hpp>

namespace probation::bindings {

plan lowered(const region& r, int months, const progress_function& progress) {
  return lower(r, months, ratio_parts::left_out, progress);
}

region projectable(region r, const std::string& name, const progress_function& progress) {
  try {
    (void)lowered(r, longest_horizon, progress);
  } catch (const document_error& e) {
    throw document_error(e.problems(), name);
  }
  return r;
}

namespace {

using regions = std::vector<std::pair<std::string, region>>;

[[nodiscard]] named<region> named_regions(const regions& given) {
  named<region> out;
  for (const auto& [name, r] : given) out[name] = r;
  return out;
}

/// measure, unit, of, whether at most rather than at least, how much.
using limit_tuple = std::tuple<std::string, std::string, std::string, bool, double>;

[[nodiscard]] std::vector<series_limit> as_limits(const std::vector<limit_tuple>& given) {
  std::vector<series_limit> out;
  for (const auto& [measure, unit, of, is_upper, x] : given) {
    series_limit& l = out.emplace_back(series_limit{.measure = measure, .unit = unit, .of = of});
    (is_upper ? l.at_most : l.at_least) = x;
  }
  return out;
}

/// A function of Python that projects something: its options are keyword arguments.
template <class What, class Run>
[[nodiscard]] auto runner(Run run) {
  return [run](const What& what, int months, std::uint32_t runs, std::uint32_t seed, unsigned threads,
               std::uint32_t first, std::size_t block, bool keep_paths, std::vector<std::string> measures,
               const std::vector<limit_tuple>& limits, const py::object& progress) {
    forecast_options o;
    o.months = months;
    o.runs = runs;
    o.seed = seed;
    o.threads = threads;
    o.first = first;
    o.block = block;
    o.keep_paths = keep_paths;
    o.measures = std::move(measures);
    o.limits = as_limits(limits);
    const progress_report report(progress);
    o.progress = [&report](std::size_t done, std::size_t total) { return report(done, total); };
    const py::gil_scoped_release release;
    return run(what, o);
  };
}

template <class What, class Run>
void def_run(py::module_& m, const char* name, const char* what, Run run, const char* doc) {
  m.def(name, runner<What>(run), py::arg(what), py::kw_only(), "months"_a, "runs"_a, "seed"_a, "threads"_a, "first"_a,
        "block"_a, "keep_paths"_a, "measures"_a, "limits"_a, "progress"_a, doc);
}

}  // namespace

void bind_parts(py::module_& m) {
  auto p = value_class<forecast_part>(m, "Part", "Some replicates of a forecast, summed up.");
  p.def_property_readonly(
      "spans",
      [](const forecast_part& x) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
        for (const replicate_span& s : x.spans()) out.emplace_back(s.first, s.stop);
        return out;
      },
      "(start, stop) of the replicates that have been run, in order.");
  p.def_property_readonly("runs", &forecast_part::runs, "Number of replicates.");
  p.def_property_readonly("months", [](const forecast_part& x) { return x.identity().months; }, "Horizon in months.");
  p.def_property_readonly("seed", [](const forecast_part& x) { return x.identity().seed; }, "Seed.");
  p.def_property_readonly(
      "measures", [](const forecast_part& x) { return x.identity().measures; }, "Measures that are kept; empty: all.");
  p.def_property_readonly(
      "limits",
      [](const forecast_part& x) {
        std::vector<limit_tuple> out;
        for (const series_limit& l : x.identity().limits) {
          out.emplace_back(l.measure, l.unit, l.of, l.at_most.has_value(), l.at_most ? *l.at_most : *l.at_least);
        }
        return out;
      },
      "(measure, unit, of, whether at most, how much) of the limits that are followed, as asked for.");
  p.def_property_readonly(
      "plan", [](const forecast_part& x) { return x.identity().plan; },
      "SHA-256 of the plan that runs, or of all plans.");
  p.def_property_readonly("digest", &forecast_part::digest, "SHA-256 of what fixes the numbers.");
  p.def_property_readonly("version", [](const forecast_part& x) { return x.identity().version; }, "Of the library.");
  p.def_property_readonly("instruction_set", &forecast_part::instruction_sets, "What it ran on.");
  p.def("without_paths", &forecast_part::without_paths, "The same without the numbers of single replicates.");
  p.def(
      "to_bytes", [](const forecast_part& x) { return py::bytes(x.bytes()); },
      "The part as bytes, the same on every machine.");
  p.def_static(
      "from_bytes",
      [](const py::bytes& bytes) { return forecast_part::from_bytes(static_cast<std::string_view>(bytes)); }, "bytes"_a,
      "The part that the bytes were made of, or ValueError.");
  p.def(py::pickle(
      [](const forecast_part& x) { return py::bytes(x.bytes()); },
      [](const py::bytes& state) { return forecast_part::from_bytes(static_cast<std::string_view>(state)); }));
  p.def("__repr__", [](const forecast_part& x) {
    return "<Part " + detail::listed(x.spans()) + ": " + std::to_string(x.runs()) + " runs, " +
           std::to_string(x.identity().months) + " months, seed " + std::to_string(x.identity().seed) + ">";
  });

  m.def(
      "merge",
      [](const std::vector<const forecast_part*>& parts) {
        if (parts.empty()) throw std::invalid_argument("merge: no parts");
        const py::gil_scoped_release release;
        forecast_part out = *parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i) out.merge(*parts[i]);
        return out;
      },
      "parts"_a, "Parts of one forecast as one part.");

  auto f = py::classh<forecasts>(m, "Forecasts", "Forecasts of regions, and of all of them together.", py::is_final());
  f.def_property_readonly(
      "names",
      [](const forecasts& x) {
        std::vector<std::string> out;
        for (const auto& item : x.regions) out.push_back(item.first);
        return out;
      },
      "Names of the regions.");
  f.def(
      "region",
      [](const forecasts& x, const std::string& name) -> const forecast_result& { return x.regions.at(name); },
      "name"_a, py::return_value_policy::reference_internal, "The forecast of a region.");
  f.def_property_readonly(
      "all", [](const forecasts& x) -> const forecast_result& { return x.all; },
      py::return_value_policy::reference_internal, "All regions together.");
  f.def(py::pickle(
      [](const forecasts& x) {
        py::list regions;
        for (const auto& [name, each] : x.regions) regions.append(py::make_tuple(name, each));
        return py::make_tuple(std::move(regions), x.all);
      },
      [](const py::tuple& state) {
        if (state.size() != 2) throw py::value_error("Forecasts: not their state");
        forecasts x;
        for (const py::handle item : state[0]) {
          const auto pair = item.cast<py::tuple>();
          x.regions[pair[0].cast<std::string>()] = pair[1].cast<const forecast_result&>();
        }
        x.all = state[1].cast<const forecast_result&>();
        return x;
      }));

  def_run<region>(
      m, "forecast", "region", [](const region& r, const forecast_options& o) { return forecast(r, o); },
      "Projects a region. The GIL is released; about every 50 ms signals are checked and `progress(done, total)` "
      "called.");
  def_run<region>(
      m, "run_part", "region", [](const region& r, const forecast_options& o) { return run_part(r, o); },
      "Runs some replicates of a region's forecast.");
  def_run<regions>(
      m, "forecast_many", "regions",
      [](const regions& r, const forecast_options& o) { return forecast_many(named_regions(r), o); },
      "Projects regions together.");
  def_run<regions>(
      m, "run_part_of_many", "regions",
      [](const regions& r, const forecast_options& o) { return run_part(named_regions(r), o); },
      "Runs some replicates of the forecast of many regions.");
  // A part without replicates: what others are compared with.
  def_run<region>(
      m, "asked", "region",
      [](const region& r, const forecast_options& o) { return forecast_part(identity_of(r, o), {}, {}, {}, {}); },
      "What parts of a region's forecast are parts of.");
  def_run<regions>(
      m, "asked_of_many", "regions",
      [](const regions& r, const forecast_options& o) {
        return forecast_part(identity_of(named_regions(r), o), {}, {}, {}, {});
      },
      "What parts of the forecast of many regions are parts of.");
  m.def(
      "require_asked",
      [](const forecast_part& part, const forecast_part& asked,
         const std::optional<std::pair<std::uint32_t, std::uint32_t>>& span) {
        if (span) return require_asked(part, asked.identity(), {span->first, span->second});
        require_asked(part, asked.identity());
      },
      "part"_a, "asked"_a, "span"_a = py::none(),
      "ValueError, saying what differs, unless a part is of the forecast that was asked for, and with that span.");
  m.def(
      "forecast_of",
      [](const region& r, const forecast_part& part) {
        const py::gil_scoped_release release;
        return forecast_of(r, part);
      },
      "region"_a, "part"_a, "The forecast that a part is the whole of.");
  m.def(
      "forecasts_of",
      [](const regions& r, const forecast_part& part) {
        const py::gil_scoped_release release;
        return forecasts_of(named_regions(r), part);
      },
      "regions"_a, "part"_a, "The forecasts that a part is the whole of.");
  m.def(
      "region_seed", [](std::uint32_t seed, const std::string& name) { return region_seed(seed, name); }, "seed"_a,
      "name"_a, "The seed of a region that is forecast among others.");
}

}  // namespace probation::bindings
