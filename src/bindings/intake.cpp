// Tables of Python as columns.
#include "intake.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace probation::bindings {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
/// Ordinal of 1 January 1970 in Python's calendar.
constexpr int epoch_ordinal = 719163;

template <class T>
[[nodiscard]] T& capsule(const py::object& object, const char* name) {
  auto* pointer = static_cast<T*>(PyCapsule_GetPointer(object.ptr(), name));
  if (pointer == nullptr) throw py::error_already_set();
  if (pointer->release == nullptr) throw std::invalid_argument("table: its stream was read before");
  return *pointer;
}

/// The Arrow stream of an object, or nothing if it has none, or needs a library for it that is not installed.
[[nodiscard]] py::object stream_of(const py::handle& source) {
  if (!py::hasattr(source, "__arrow_c_stream__")) return py::none();
  try {
    return source.attr("__arrow_c_stream__")();
  } catch (py::error_already_set& error) {
    if (!error.matches(PyExc_ImportError)) throw;
    return py::none();
  }
}

[[nodiscard]] std::string type_of(const py::handle& value) {
  return py::str(py::type::handle_of(value).attr("__name__"));
}

/// What one value of a sequence is.
enum class value_kind { nothing, number, text, day };

[[nodiscard]] value_kind kind_of(const py::handle& value) {
  if (value.is_none()) return value_kind::nothing;
  if (PyUnicode_Check(value.ptr()) != 0) return value_kind::text;
  if (PyFloat_Check(value.ptr()) != 0) {
    return std::isnan(PyFloat_AS_DOUBLE(value.ptr())) ? value_kind::nothing : value_kind::number;
  }
  if (PyLong_Check(value.ptr()) != 0) return value_kind::number;  // bool as well
  const std::string type = type_of(value);
  if (type == "NAType" || type == "NaTType") return value_kind::nothing;
  if (py::hasattr(value, "toordinal")) return value_kind::day;
  if (PyNumber_Check(value.ptr()) != 0) return value_kind::number;
  throw std::invalid_argument("a value of type " + type + " is neither number, text, date nor None");
}

[[nodiscard]] double number_of(const py::handle& value) {
  const double number = PyFloat_AsDouble(value.ptr());
  if (number == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  return number;
}

/// A sequence of objects.
[[nodiscard]] column read_objects(const py::sequence& values) {
  const py::list items(values);
  column out;
  out.rows = items.size();
  bool has_numbers = false;
  bool has_days = false;
  bool has_text = false;
  std::vector<value_kind> kinds;
  kinds.reserve(items.size());
  for (const auto item : items) {
    kinds.push_back(kind_of(item));
    has_numbers |= kinds.back() == value_kind::number;
    has_days |= kinds.back() == value_kind::day;
    has_text |= kinds.back() == value_kind::text;
  }
  if (has_text || (has_numbers && has_days)) {
    out.what = column::kind::text;
    out.codes.resize(out.rows, -1);
    word_table words;
    for (std::size_t i = 0; i < out.rows; ++i) {
      if (kinds[i] != value_kind::nothing) out.codes[i] = words(std::string(py::str(items[i])));
    }
    out.words = words.words();
  } else if (has_numbers || has_days) {
    out.what = has_days ? column::kind::day : column::kind::number;
    out.numbers.resize(out.rows, none);
    for (std::size_t i = 0; i < out.rows; ++i) {
      if (kinds[i] == value_kind::number) out.numbers[i] = number_of(items[i]);
      if (kinds[i] == value_kind::day) out.numbers[i] = items[i].attr("toordinal")().cast<int>() - epoch_ordinal;
    }
  }
  return out;
}

[[nodiscard]] column read_numpy(const py::array& values) {
  if (values.ndim() != 1) throw std::invalid_argument("an array of " + std::to_string(values.ndim()) + " dimensions");
  const char kind = values.dtype().kind();
  column out;
  out.rows = static_cast<std::size_t>(values.size());
  if (kind == 'b' || kind == 'i' || kind == 'u' || kind == 'f') {
    const auto numbers = py::array_t < double, py::array::c_style | py::array::forcecast > ::ensure(values);
    if (!numbers) throw py::error_already_set();
    out.what = column::kind::number;
    out.numbers.assign(numbers.data(), numbers.data() + numbers.size());
    return out;
  }
  if (kind == 'M') {
    const auto days = values.attr("astype")("datetime64[D]").attr("astype")("int64").cast<py::array_t<std::int64_t>>();
    const auto view = days.unchecked<1>();
    out.what = column::kind::day;
    out.numbers.resize(out.rows, none);
    for (py::ssize_t i = 0; i < view.size(); ++i) {
      if (view(i) != std::numeric_limits<std::int64_t>::min()) {  // not a time
        out.numbers[static_cast<std::size_t>(i)] = static_cast<double>(view(i));
      }
    }
    return out;
  }
  return read_objects(values.attr("tolist")());
}

}  // namespace

column read_column(const py::handle& values) {
  if (const py::object stream = stream_of(values); !stream.is_none()) {
    return read_arrow_column(capsule<arrow_stream>(stream, "arrow_array_stream"));
  }
  if (py::hasattr(values, "__arrow_c_array__")) {
    const py::tuple pair = values.attr("__arrow_c_array__")();
    const py::object schema = pair[0];
    const py::object array = pair[1];
    return read_arrow_column(capsule<arrow_schema>(schema, "arrow_schema"), capsule<arrow_array>(array, "arrow_array"));
  }
  if (py::hasattr(values, "to_numpy")) return read_column(values.attr("to_numpy")());
  if (py::isinstance<py::array>(values)) return read_numpy(py::reinterpret_borrow<py::array>(values));
  if (PySequence_Check(values.ptr()) != 0 && PyUnicode_Check(values.ptr()) == 0 && PyBytes_Check(values.ptr()) == 0) {
    return read_objects(py::reinterpret_borrow<py::sequence>(values));
  }
  throw std::invalid_argument("found " + type_of(values) + ", expected an array, a series or a list");
}

table read_table(const py::object& source, const std::vector<std::string>& wanted) {
  if (const py::object stream = stream_of(source); !stream.is_none()) {
    return read_arrow_table(capsule<arrow_stream>(stream, "arrow_array_stream"), wanted);
  }
  table out;
  bool is_first = true;
  for (const auto key : source) {
    const std::string name = py::str(key);
    out.names.push_back(name);
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if (out.columns.contains(name)) throw std::invalid_argument("table: two columns are called \"" + name + "\"");
    column values;
    try {
      values = read_column(source[key]);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument("column \"" + name + "\": " + error.what());
    }
    if (!is_first && values.rows != out.rows) {
      throw std::invalid_argument("table: column \"" + name + "\" has " + std::to_string(values.rows) +
                                  " rows, those before it have " + std::to_string(out.rows));
    }
    is_first = false;
    out.rows = values.rows;
    out.columns[name] = std::move(values);
  }
  return out;
}

}  // namespace probation::bindings
