// Tables of Python as columns.
#include "columns.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "items.hpp"
#include "zones.hpp"

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

/// What one value of a sequence is; `odd`: nothing that a table holds.
enum class value_kind { nothing, number, flag, text, day, odd };

[[nodiscard]] value_kind kind_of(const py::handle& value) {
  if (value.is_none()) return value_kind::nothing;
  if (PyUnicode_Check(value.ptr()) != 0) return value_kind::text;
  if (PyFloat_Check(value.ptr()) != 0) {
    return std::isnan(PyFloat_AS_DOUBLE(value.ptr())) ? value_kind::nothing : value_kind::number;
  }
  if (PyBool_Check(value.ptr()) != 0) return value_kind::flag;
  if (PyLong_Check(value.ptr()) != 0) return value_kind::number;
  const std::string type = type_of(value);
  if (type == "NAType" || type == "NaTType" || type == "MaskedConstant") return value_kind::nothing;
  if (type == "bool" || type == "bool_") return value_kind::flag;  // of NumPy
  if (type == "datetime64") return py::str(value).equal(py::str("NaT")) ? value_kind::nothing : value_kind::day;
  if (type == "timedelta64" || type == "ndarray" || PyComplex_Check(value.ptr()) != 0) return value_kind::odd;
  if (py::hasattr(value, "toordinal")) return value_kind::day;
  return py::hasattr(value, "__float__") ? value_kind::number : value_kind::odd;
}

/// The number of an object; nothing if it only looks like one. One too great is infinite, for the columns to refuse.
[[nodiscard]] std::optional<double> number_of(const py::handle& value) {
  const double number = PyFloat_AsDouble(value.ptr());
  if (number != -1 || PyErr_Occurred() == nullptr) return number;
  const bool is_great = PyErr_ExceptionMatches(PyExc_OverflowError) != 0;
  take_back_error();
  return is_great ? std::optional(std::numeric_limits<double>::infinity()) : std::nullopt;
}

/// 1 or 0; nothing if it only looks like a truth value.
[[nodiscard]] std::optional<double> truth_of(const py::handle& value) {
  const int truth = PyObject_IsTrue(value.ptr());
  if (truth < 0) take_back_error();
  return truth < 0 ? std::nullopt : std::optional(static_cast<double>(truth));
}

/// Days since 1970 of a date; of a moment with a zone, those of its own clocks. Nothing if it only looks like one.
[[nodiscard]] std::optional<double> day_of(const py::handle& value) {
  if (py::hasattr(value, "toordinal")) {
    const py::object ordinal = value.attr("toordinal")();
    if (PyLong_Check(ordinal.ptr()) == 0) return std::nullopt;
    const long long days = PyLong_AsLongLong(ordinal.ptr());
    if (days == -1 && PyErr_Occurred() != nullptr) {
      take_back_error();
      return std::nullopt;
    }
    return static_cast<double>(days) - epoch_ordinal;
  }
  return value.attr("astype")("datetime64[D]").attr("astype")("int64").cast<double>();
}

/// A sequence of objects. It is read from a snapshot: what the objects do meanwhile cannot change it.
[[nodiscard]] column read_objects(const py::handle& values) {
  const auto items = py::reinterpret_steal<py::tuple>(PySequence_Tuple(values.ptr()));
  if (!items) throw py::error_already_set();
  column out;
  out.rows = items.size();
  std::vector<value_kind> kinds(out.rows);
  std::vector<double> numbers(out.rows, none);
  std::array<bool, 6> has{};
  for (std::size_t i = 0; i < out.rows; ++i) {
    value_kind kind = kind_of(items[i]);
    if (kind == value_kind::number || kind == value_kind::flag) {
      const auto number = kind == value_kind::flag ? truth_of(items[i]) : number_of(items[i]);
      if (number) numbers[i] = *number;
      if (!number) kind = value_kind::odd;
      if (number && std::isnan(*number)) kind = value_kind::nothing;
    } else if (kind == value_kind::day) {
      const auto days = day_of(items[i]);
      numbers[i] = days.value_or(none);
      if (!days) kind = value_kind::odd;
    }
    kinds[i] = kind;
    has[static_cast<std::size_t>(kind)] = true;
  }
  const auto holds = [&](value_kind kind) { return has[static_cast<std::size_t>(kind)]; };
  const int kinds_held = int{holds(value_kind::number)} + int{holds(value_kind::flag)} + int{holds(value_kind::day)};
  if (holds(value_kind::text) || holds(value_kind::odd) || kinds_held > 1) {
    out.what = column::kind::text;
    out.codes.resize(out.rows, -1);
    word_table words;
    for (std::size_t i = 0; i < out.rows; ++i) {
      if (kinds[i] == value_kind::nothing) continue;
      out.codes[i] = words(kinds[i] == value_kind::odd ? odd_mark + type_of(items[i]) : std::string(py::str(items[i])));
    }
    out.words = words.words();
  } else if (kinds_held == 1) {
    out.what = holds(value_kind::number) ? column::kind::number
               : holds(value_kind::flag) ? column::kind::flag
                                         : column::kind::day;
    out.numbers = std::move(numbers);
  }
  return out;
}

[[nodiscard]] column read_numpy(const py::array& values) {
  if (values.ndim() != 1) throw std::invalid_argument("an array of " + std::to_string(values.ndim()) + " dimensions");
  const char kind = values.dtype().kind();
  if (kind == 'm') throw std::invalid_argument("found durations, expected numbers, texts, flags or dates");
  const bool has_mask = py::hasattr(values, "mask") && py::hasattr(values, "filled");
  if (has_mask) {  // as objects, what is masked is None
    const py::object plain = kind == 'M' ? values.attr("astype")("datetime64[D]") : py::object(values);
    return read_objects(plain.attr("tolist")());
  }
  column out;
  out.rows = static_cast<std::size_t>(values.size());
  if (kind == 'b' || kind == 'i' || kind == 'u' || kind == 'f') {
    const auto numbers = py::array_t < double, py::array::c_style | py::array::forcecast > ::ensure(values);
    if (!numbers) throw py::error_already_set();
    out.what = kind == 'b' ? column::kind::flag : column::kind::number;
    out.numbers.assign(numbers.data(), numbers.data() + numbers.size());
    return out;
  }
  if (kind == 'M') {
    const auto days = values.attr("astype")("datetime64[D]").attr("astype")("int64").cast<py::array_t<std::int64_t>>();
    const auto view = days.unchecked<1>();
    out.what = column::kind::day;
    out.numbers.resize(out.rows, none);
    for (py::ssize_t i = 0; i < view.size(); ++i) {
      if (view(i) != (std::numeric_limits<std::int64_t>::min)()) {  // not a time
        out.numbers[static_cast<std::size_t>(i)] = static_cast<double>(view(i));
      }
    }
    return out;
  }
  return read_objects(values.attr("tolist")());
}

[[nodiscard]] zone_offset clocks() { return zone_clocks(); }

}  // namespace

column read_column(const py::handle& values) {
  if (const py::object stream = stream_of(values); !stream.is_none()) {
    return read_arrow_column(capsule<arrow_stream>(stream, "arrow_array_stream"), clocks());
  }
  if (py::hasattr(values, "__arrow_c_array__")) {
    const py::tuple pair = values.attr("__arrow_c_array__")();
    const py::object schema = pair[0];
    const py::object array = pair[1];
    return read_arrow_column(capsule<arrow_schema>(schema, "arrow_schema"), capsule<arrow_array>(array, "arrow_array"),
                             clocks());
  }
  if (py::hasattr(values, "to_numpy")) return read_column(values.attr("to_numpy")());
  if (py::isinstance<py::array>(values)) return read_numpy(py::reinterpret_borrow<py::array>(values));
  if (PySequence_Check(values.ptr()) != 0 && PyUnicode_Check(values.ptr()) == 0 && PyBytes_Check(values.ptr()) == 0) {
    return read_objects(values);
  }
  throw std::invalid_argument("found " + type_of(values) + ", expected an array, a series or a list");
}

table read_table(const py::object& source, wanted_columns wanted) {
  if (const py::object stream = stream_of(source); !stream.is_none()) {
    return read_arrow_table(capsule<arrow_stream>(stream, "arrow_array_stream"), std::move(wanted), clocks());
  }
  table out;
  bool is_first = true;
  for (const auto key : py::reinterpret_steal<py::list>(PySequence_List(source.ptr()))) {
    const std::string name = py::str(key);
    out.names.push_back(name);
    const std::string* as = wanted.find(name);
    if (as == nullptr) continue;
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
    out.read.push_back(name);
    out.columns[*as] = std::move(values);
  }
  return out;
}

}  // namespace probation::bindings
