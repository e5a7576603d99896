// What of a document has an effect.
#include "packing.hpp"
#include "progress.hpp"
#include "pybind.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <probation/projection/accounting.hpp>
#include <probation/projection/forecast.hpp>

#include "lowered.hpp"

namespace probation::bindings {

template <>
struct packing<unused_input> : member_packing<&unused_input::path, &unused_input::reason, &unused_input::by_design> {};

void bind_accounting(py::module_& m) {
  auto u = value_class<unused_input>(m, "Unused", "A number of a document that no output of a forecast depends on.");
  property(u, "path", &unused_input::path, "Where it stands in the document.");
  property(u, "reason", &unused_input::reason, "Why nothing depends on it.");
  property(u, "by_design", &unused_input::by_design, "It is evidence, or for the audit: nothing is wrong.");
  pickled(u, "Unused");
  u.def("__repr__", [](const unused_input& x) { return "<Unused " + x.path + ": " + x.reason + ">"; });
  m.def(
      "unused",
      [](const region& r, int months) {
        return without_lock([&](const progress_function& progress) { return unused(r, months, progress); });
      },
      "region"_a, "months"_a, "Numbers that no output depends on, with the reason, in the order of the document.");
  m.def(
      "same_forecast",
      [](const region& a, const region& b, int months) {
        return without_lock([&](const progress_function& progress) { return same_forecast(a, b, months, progress); });
      },
      "a"_a, "b"_a, "months"_a, "Whether the plans of two regions give the same numbers.");
  m.def(
      "points_of",
      [](const region& r, int months, const std::vector<std::string>& measures) {
        const py::gil_scoped_release release;
        std::size_t out = 0;
        for (const output_info& o : lowered(r, months).outputs) {
          if (detail::is_wanted(o, measures)) out += static_cast<std::size_t>(months) + (o.is_flow ? 0 : 1);
        }
        return out;
      },
      "region"_a, "months"_a, "measures"_a,
      "How many numbers a replicate of a forecast has: those of every month of every series that is kept.");
}

}  // namespace probation::bindings
