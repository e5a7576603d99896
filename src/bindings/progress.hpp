// Long work asks Python whether to go on, with its lock held for that alone.
#pragma once

#include "pybind.hpp"

#include <probation/base/watch.hpp>

namespace probation::bindings {

/// Asks Python whether to go on: first whether the user pressed Ctrl-C, then the caller's function, if there is one.
class progress_report {
 public:
  explicit progress_report(const py::object& report) : report_(report) {}

  bool operator()(std::size_t done, std::size_t total) const {
    const py::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (report_.is_none()) return true;
    const py::object answer = report_(done, total);
    return answer.is_none() || answer.cast<bool>();
  }

 private:
  const py::object& report_;  // of the caller, who waits and holds it
};

/// Does `work(progress)` without the interpreter's lock; Ctrl-C and `report` can stop it.
template <class Work>
[[nodiscard]] auto without_lock(const py::object& report, Work work) {
  const progress_report ask(report);
  const py::gil_scoped_release release;
  return work(progress_function([&ask](std::size_t done, std::size_t total) { return ask(done, total); }));
}
template <class Work>
[[nodiscard]] auto without_lock(Work work) {
  const py::none nothing;
  return without_lock(nothing, std::move(work));
}

}  // namespace probation::bindings
