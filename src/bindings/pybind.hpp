// Included first by every file of the bindings: a caster must be seen by all of them or by none.
#pragma once

#include <pybind11/pybind11.h>

#include <pybind11/native_enum.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstring>  // for std::memcpy
#include <string>   // for std::string
#include <vector>   // for std::vector

#include <probation/base/day.hpp>
#include <probation/base/day_text.hpp>
#include <probation/base/month.hpp>
#include <probation/base/named.hpp>

namespace py = pybind11;
using namespace pybind11::literals;  // NOLINT(google-build-using-namespace): "name"_a

namespace pybind11::detail {

/// A month is a str such as "2022-04" in Python; "Apr-22" and the first day of a month are taken too.
template <>
struct type_caster<probation::month> {
  PYBIND11_TYPE_CASTER(probation::month, const_name("str"));

  bool load(handle source, bool /*convert*/) {
    if (!PyUnicode_Check(source.ptr())) return false;
    const auto text = source.cast<std::string>();
    const auto parsed = probation::read_month(text);
    if (!parsed) throw value_error("a month is written as \"2022-04\", not \"" + text + "\"");
    value = *parsed;
    return true;
  }
  static handle cast(probation::month m, return_value_policy /*policy*/, handle /*parent*/) {
    return str(m.str()).release();
  }
};

/// A day is a str such as "2022-04-01" in Python; other ways to write it, a datetime.date and a datetime64 are taken
/// too. A moment with a time zone is of the day of that zone.
template <>
struct type_caster<probation::day> {
  PYBIND11_TYPE_CASTER(probation::day, const_name("str"));

  bool load(handle source, bool /*convert*/) {
    std::string text;
    if (PyUnicode_Check(source.ptr())) {
      text = source.cast<std::string>();
    } else if (hasattr(source, "isoformat")) {
      text = str(source.attr("isoformat")()).cast<std::string>();
    } else if (str(type::handle_of(source).attr("__name__")).equal(str("datetime64"))) {
      text = str(source).cast<std::string>();
    } else {
      return false;
    }
    const auto parsed = probation::read_day(text);
    if (!parsed) throw value_error("a day is written as \"2022-04-01\", not \"" + text + "\"");
    value = *parsed;
    return true;
  }
  static handle cast(probation::day d, return_value_policy /*policy*/, handle /*parent*/) {
    return str(d.str()).release();
  }
};

/// Values addressed by name are a dict, in the order in which they were given.
template <class T>
struct type_caster<probation::named<T>> {
  PYBIND11_TYPE_CASTER(probation::named<T>, const_name("dict[str, ") + make_caster<T>::name + const_name("]"));

  static handle cast(const probation::named<T>& values, return_value_policy /*policy*/, handle /*parent*/) {
    dict out;
    for (const auto& [name, item] : values) out[str(name)] = pybind11::cast(item, return_value_policy::copy);
    return out.release();
  }
};

}  // namespace pybind11::detail

namespace probation::bindings {

// What module.cpp puts together, a file for each layer.
void bind_base(py::module_& m);
void bind_organisation(py::module_& m);
void bind_io(py::module_& m);
void bind_projection(py::module_& m);
void bind_plan(py::module_& m);
void bind_parts(py::module_& m);
void bind_engine(py::module_& m);
void bind_table(py::module_& m);
void bind_analysis(py::module_& m);
// Parts of the module with names of their own: _core.wmt …
void bind_wmt(py::module_& m);
void bind_tiering(py::module_& m);
void bind_tiering_table(py::module_& m);  // more of _core.tiering
void bind_ratings(py::module_& m);
void bind_samples(py::module_& m);  // more of _core.ratings
void bind_backlog(py::module_& m);

/// A class whose objects never change: compared by value, copied by handing out the same object.
template <class T>
py::classh<T> value_class(py::module_& m, const char* name, const char* doc) {
  py::classh<T> c(m, name, doc, py::is_final());
  c.def("__eq__", [](const T& a, const py::object& b) -> py::object {
    if (!py::isinstance<T>(b)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
    return py::bool_(a == b.cast<const T&>());
  });
  c.def("__copy__", [](const py::object& self) { return self; });
  c.def("__deepcopy__", [](const py::object& self, const py::dict& /*memo*/) { return self; }, "memo"_a);
  return c;
}

/// A property that reads a member. The member is copied, so that nothing in Python can change or outlive it.
template <class T, class Class, class M>
void property(Class& c, const char* name, M T::* member, const char* doc) {
  c.def_property_readonly(name, [member](const T& t) { return t.*member; }, doc);
}

/// A fresh array of float64.
[[nodiscard]] inline py::array_t<double> array(const std::vector<double>& numbers) {
  return py::array_t<double>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

}  // namespace probation::bindings
