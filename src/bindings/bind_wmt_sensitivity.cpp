// How a workload moves with the weights.
#include "wmt.hpp"

#include <probation/analysis/wmt_sensitivity.hpp>
#include <probation/io/wmt.hpp>

namespace probation::bindings {

namespace {

[[nodiscard]] wmt::sensitivity_case case_of(const py::object& cases, const py::object& t2a, double other_points,
                                            double available_points, const quantity& time) {
  wmt::sensitivity_case q;
  q.held.active = caseload_of(cases, "cases");
  q.held.t2a = caseload_of(t2a, "t2a");
  q.other_points = other_points;
  q.available = available_points;
  q.time = time;
  return q;
}

}  // namespace

void bind_wmt_sensitivity(py::module_& m) {
  m.def(
      "quantity", [](const std::string& text) { return wmt::parse_quantity(text); }, "text"_a,
      "A number with its spread, 0 or more, from JSON text. Raises DocumentError.");
  m.def(
      "weight_effects",
      [](const wmt::configuration& c, const py::object& cases, const py::object& t2a, double other_points,
         double available_points, const quantity& time) {
        py::list out;
        for (const auto& e : wmt::weight_effects(case_of(cases, t2a, other_points, available_points, time), c))
          out.append(
              py::make_tuple(e.location, e.tier, e.is_t2a, e.weight, e.cases, e.points, e.percent, e.per_percent));
        return out;
      },
      "configuration"_a, "cases"_a, "t2a"_a, "other_points"_a, "available_points"_a, "time"_a,
      "What each weight does: location, tier, t2a, weight, cases, points, percent, points of percent for one per "
      "cent.");
  m.def(
      "drawn_percents",
      [](const wmt::configuration& c, const py::object& cases, const py::object& t2a, double other_points,
         double available_points, const quantity& time, std::uint32_t seed, std::uint32_t runs) {
        const auto q = case_of(cases, t2a, other_points, available_points, time);
        std::vector<double> drawn;
        {
          const py::gil_scoped_release release;
          drawn = wmt::drawn_percents(q, c, seed, runs);
        }
        return array(drawn);
      },
      "configuration"_a, "cases"_a, "t2a"_a, "other_points"_a, "available_points"_a, "time"_a, "seed"_a, "runs"_a,
      "Workload in per cent under draws of every uncertain weight and of the time factor.");
}

}  // namespace probation::bindings
