// The items of a dict as they were when it was given.
#pragma once

#include "pybind.hpp"

#include <utility>  // for std::pair
#include <vector>   // for std::vector

namespace probation::bindings {

/// Keys and values of a dict, in its order. Reading a key or a value may run Python code, which can change the dict or
/// let another thread do so: a loop over the dict itself would then read objects that are gone.
[[nodiscard]] inline std::vector<std::pair<py::object, py::object>> items_of(const py::dict& given) {
  std::vector<std::pair<py::object, py::object>> out;
  out.reserve(given.size());
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(given.ptr(), &at, &key, &value) != 0;) {
    out.emplace_back(py::reinterpret_borrow<py::object>(key), py::reinterpret_borrow<py::object>(value));
  }
  return out;
}

/// Ends the reading of an object by way of an error of Python: what means that it is none of a kind is taken back, all
/// else goes on, such as Ctrl-C and the end of memory.
inline void take_back_error() {
  if (PyErr_ExceptionMatches(PyExc_Exception) == 0 || PyErr_ExceptionMatches(PyExc_MemoryError) != 0) {
    throw py::error_already_set();
  }
  PyErr_Clear();
}

}  // namespace probation::bindings
