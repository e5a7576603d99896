#include "guard.hpp"

#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeinfo>

#include <probation/base/visible.hpp>

namespace probation::bindings {

namespace {

[[nodiscard]] bool is_bound(const py::handle& x) {
  return PyType_Check(x.ptr()) != 0 && py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(x.ptr())) != nullptr;
}

/// The class that is being called in this thread, until its object has been allocated.
thread_local PyTypeObject* called = nullptr;

/// Allocates an object that is not yet initialised, for a call of the class alone: that initialises it next, or fails.
/// A pickle can come here by itself.
extern "C" PyObject* allocate_if_called(PyTypeObject* type, PyObject* /*arguments*/, PyObject* /*keywords*/) {
  if (called != type) {
    PyErr_Format(PyExc_TypeError,
                 "%.200s.__new__ makes an object without content: call the class, or a function that returns one",
                 type->tp_name);
    return nullptr;
  }
  called = nullptr;
  return py::detail::make_new_instance(type);
}

extern "C" PyObject* call_class(PyObject* type, PyObject* arguments, PyObject* keywords) {
  PyTypeObject* const before = called;
  called = reinterpret_cast<PyTypeObject*>(type);
  PyObject* const made = Py_TYPE(type)->tp_base->tp_call(type, arguments, keywords);
  called = before;
  return made;
}

/// The class of the bound classes: that of pybind11, with calls that say so to `allocate_if_called`.
[[nodiscard]] py::object class_of_classes(const py::handle& pybinds) {
  const py::handle type_type(reinterpret_cast<PyObject*>(&PyType_Type));
  const py::object made =
      type_type("bound_class", py::make_tuple(pybinds), py::dict("__module__"_a = "probation._core"));
  auto* const t = reinterpret_cast<PyTypeObject*>(made.ptr());
  t->tp_call = &call_class;
  PyType_Modified(t);
  return made;
}

void refuse_new(const py::handle& type) {
  auto* t = reinterpret_cast<PyTypeObject*>(type.ptr());
  const auto name = type.attr("__name__").cast<std::string>();
  const py::cpp_function refuse(
      [name](const py::args& /*arguments*/, const py::kwargs& /*keywords*/) -> py::object {
        throw py::type_error(
            name + ".__new__ makes an object without content: call the class, or a function that returns one");
      },
      py::name("__new__"));
  // Into the dictionary as it is: setting the attribute would put a call of it in place of `allocate_if_called`.
  const py::object wrapped = py::reinterpret_steal<py::object>(PyStaticMethod_New(refuse.ptr()));
  const py::object names = py::reinterpret_borrow<py::object>(t->tp_dict);
  if (!wrapped || PyDict_SetItemString(names.ptr(), "__new__", wrapped.ptr()) != 0) throw py::error_already_set();
  t->tp_new = &allocate_if_called;
  PyType_Modified(t);
}

[[nodiscard]] py::object reduced(const py::object& self) {
  const py::object restored = py::module_::import("probation._util.restoring").attr("restored");
  return py::make_tuple(restored, py::make_tuple(py::type::of(self), self.attr("__getstate__")()));
}

[[nodiscard]] py::object not_reduced(const py::object& self) {
  throw py::type_error("cannot pickle a " + py::str(py::type::of(self).attr("__name__")).cast<std::string>() +
                       ": pickle what it was made of");
}

void guard_pickling(const py::handle& type) {
  const auto reduce = py::hasattr(type, "__setstate__") ? &reduced : &not_reduced;
  type.attr("__reduce__") = py::cpp_function(reduce, py::name("__reduce__"), py::is_method(type));
  type.attr("__reduce_ex__") =
      py::cpp_function([reduce](const py::object& self, const py::object& /*protocol*/) { return reduce(self); },
                       py::name("__reduce_ex__"), py::is_method(type));
}

/// Lets a class show itself with what controls a terminal escaped; the ends of lines stay where `__str__` has several.
void guard_text(const py::handle& type) {
  const auto title = type.attr("__name__").cast<std::string>();
  const bool has_lines = title == "Finding" || title == "Plan";  // whose names are escaped one by one
  const py::object own = type.attr("__dict__");
  for (const char* name : {"__repr__", "__str__"}) {
    if (!own.contains(name)) continue;
    const py::object plain = type.attr(name);
    const bool lines = std::string_view(name) == "__str__" && has_lines;
    type.attr(name) = py::cpp_function(
        [plain, lines](const py::object& self) { return visible(plain(self).cast<std::string>(), lines); },
        py::name(name), py::is_method(type));
  }
}

void guard(const py::handle& module, py::object& meta) {
  const py::dict names = module.attr("__dict__").attr("copy")();
  for (const auto& item : names) {
    const py::handle x = item.second;
    if (py::isinstance<py::module_>(x)) {
      guard(x, meta);
    } else if (is_bound(x)) {
      guard_pickling(x);
      guard_text(x);
      refuse_new(x);
      if (!meta) meta = class_of_classes(py::type::handle_of(x));
      x.attr("__class__") = meta;
    }
  }
}

}  // namespace

void guard_classes(const py::handle& module) {
  py::object meta;
  guard(module, meta);
}

void bind_guard(py::module_& m) {
  py::register_local_exception_translator(
      [](std::exception_ptr thrown) {  // NOLINT(performance-unnecessary-value-param)
        try {
          if (thrown) std::rethrow_exception(thrown);
        } catch (const std::runtime_error& e) {
          if (!std::string_view(e.what()).starts_with("pybind11::vectorize")) throw;  // which names only itself
          PyErr_SetString(
              PyExc_ValueError,
              "arrays whose shapes do not go together: give numbers, arrays of one shape, or shapes that NumPy "
              "broadcasts");
        } catch (const std::invalid_argument& e) {
          if (typeid(e) != typeid(std::invalid_argument)) throw;
          PyErr_SetString(PyExc_ValueError, visible(e.what()).c_str());
        } catch (const std::out_of_range& e) {
          if (typeid(e) != typeid(std::out_of_range)) throw;
          PyErr_SetString(PyExc_IndexError, visible(e.what()).c_str());
        }
      });
  m.def(
      "visible", [](const std::string& text, bool lines) { return visible(text, lines); }, "text"_a, "lines"_a = false,
      "The text with what controls a terminal, or hides, escaped; with `lines`, the ends of lines stay.");
  m.def(
      "restored",
      [](const py::type& type, const py::object& state) {
        if (!is_bound(type) || !py::hasattr(type, "__setstate__")) {
          throw py::type_error("restored() makes objects of this module, not of type " +
                               py::str(type.attr("__name__")).cast<std::string>());
        }
        auto* const t = reinterpret_cast<PyTypeObject*>(type.ptr());
        const auto made = py::reinterpret_steal<py::object>(py::detail::make_new_instance(t));
        if (!made) throw py::error_already_set();
        type.attr("__setstate__")(made, state);
        return made;
      },
      "type"_a, "state"_a, "The object of a bound class whose `__getstate__()` is `state`.");
}

}  // namespace probation::bindings
