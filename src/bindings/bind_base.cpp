// Errors, problems and quantities.
#include "described.hpp"

#include <stdexcept>
#include <system_error>

#include <probation/base/problem.hpp>
#include <probation/base/quantity.hpp>
#include <probation/engine/ensemble.hpp>

#include "text.hpp"

namespace probation::bindings {

namespace {

PYBIND11_CONSTINIT py::gil_safe_call_once_and_store<py::object> document_error_class;
PYBIND11_CONSTINIT py::gil_safe_call_once_and_store<py::object> forecast_error_class;

py::object new_exception(const char* name, const char* doc, PyObject* base) {
  PyObject* made = PyErr_NewExceptionWithDoc(name, doc, base, nullptr);
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}

void raise_document_error(const document_error& e) {
  const py::object& type = document_error_class.get_stored();
  const py::object error = type(e.what());
  error.attr("problems") = py::cast(e.problems());
  PyErr_SetObject(type.ptr(), error.ptr());
}

void bind_errors(py::module_& m) {
  document_error_class.call_once_and_store_result([] {
    return new_exception("probation.DocumentError",
                         "A region document that cannot become a region.\n\n"
                         "``problems`` lists every problem found, not only the first; ``str()`` gives one a line.",
                         PyExc_ValueError);
  });
  forecast_error_class.call_once_and_store_result([] {
    return new_exception("probation.ForecastError",
                         "An uncertain input was drawn so far out that the model has no meaning.", PyExc_RuntimeError);
  });
  m.attr("DocumentError") = document_error_class.get_stored();
  m.attr("ForecastError") = forecast_error_class.get_stored();
  py::register_exception_translator([](std::exception_ptr thrown) {  // NOLINT(performance-unnecessary-value-param)
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const document_error& e) {
      raise_document_error(e);
    } catch (const plan_error& e) {
      py::set_error(forecast_error_class.get_stored(), visible(e.what()).c_str());
    } catch (const interrupted& e) {
      py::set_error(PyExc_KeyboardInterrupt, e.what());
    } catch (const std::system_error& e) {  // of files too
      const py::object error = py::handle(PyExc_OSError)(e.code().value(), e.what());
      PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.ptr())), error.ptr());
    } catch (const std::out_of_range& e) {  // of something that is asked for by name
      py::set_error(PyExc_KeyError, e.what());
    }
  });
  m.def(
      "raise_document_error",
      [](std::vector<problem> problems, const std::string& name) { throw document_error(std::move(problems), name); },
      "problems"_a, "name"_a, "Raise DocumentError for problems found on the Python side of reading.");
}

void bind_problem(py::module_& m) {
  auto c =
      value_class<problem>(m, "Problem", "One thing wrong with a document: where, what, and what to write instead.");
  c.def(py::init([](std::string path, std::string found, std::string expected, std::string hint, int line, int column) {
          return problem{std::move(path), std::move(found), std::move(expected), std::move(hint), line, column};
        }),
        py::kw_only(), "path"_a = "", "found"_a = "", "expected"_a = "", "hint"_a = "", "line"_a = 0, "column"_a = 0);
  property(c, "path", &problem::path, "Where it stands: ``pdus.\"West Kent\".staff.PO.leaving_rate``.");
  property(c, "found", &problem::found, "What stands there.");
  property(c, "expected", &problem::expected, "What may stand there.");
  property(c, "hint", &problem::hint, "What to write instead; may be empty.");
  property(c, "line", &problem::line, "Line in the text from 1; 0 if not known.");
  property(c, "column", &problem::column, "Column in the text from 1; 0 if not known.");
  c.def("__str__", [](const problem& p) { return to_string(p); });
  c.def("__repr__", [](const problem& p) { return "<Problem " + to_string(p) + ">"; });
  c.def(py::pickle(
      [](const problem& p) { return py::make_tuple(1, p.path, p.found, p.expected, p.hint, p.line, p.column); },
      [](const py::tuple& t) {
        if (t.size() != 7 || t[0].cast<int>() != 1) throw py::value_error("Problem: pickled by another version");
        return problem{t[1].cast<std::string>(), t[2].cast<std::string>(), t[3].cast<std::string>(),
                       t[4].cast<std::string>(), t[5].cast<int>(),         t[6].cast<int>()};
      }));
}

/// The words of a number in documents, and what they mean.
const std::vector<bound_field>& words_of_number() {
  static const std::vector<bound_field> words = [] {
    const std::string number = "float | None";
    const std::string text = "str | None";
    return std::vector<bound_field>{
        {"value", "value", number, "The number, if it is certain."},
        {"low", "low", number, "The least it can be, with high and perhaps mode."},
        {"mode", "mode", number, "What is likeliest."},
        {"high", "high", number, "The most it can be."},
        {"mean", "mean", number, "Mean, with sd; the field says of which distribution."},
        {"sd", "sd", number, "Standard deviation."},
        {"count", "count", number, "How many of a sample, with of: a share."},
        {"of", "of", number, "How many were asked."},
        {"unit", "unit", text, "Of a time: days, working days, weeks, months, quarters or years."},
        {"per", "per", text, "Of a rate: day, week, month, quarter or year."},
        {"as_", "as", text, "Of a rate: \"rate\", or \"proportion lost\"."},
        {"source", "source", text, "Where the number comes from."},
        {"status", "status", text, "observed, assumed or disputed."},
        {"date", "date", text, "Month in which it was observed."}};
  }();
  return words;
}

/// A part of a number that changes over time, as documents have it.
py::dict dated_part(const py::handle& month, const py::object& number) {
  const bool is_document = py::hasattr(number, "keys");
  const py::object written = py::hasattr(number, "_document") ? number.attr("_document")() : number;
  py::dict out;
  if (is_document || py::isinstance<py::dict>(written)) {
    out = py::dict(written);
  } else {
    out["value"] = written;
  }
  if (!month.is_none()) out["from"] = month;
  return out;
}

timed_quantity timed_of(const py::object& parts) {
  py::list listed;
  if (!py::isinstance<py::list>(parts) && !py::isinstance<py::tuple>(parts)) {
    listed.append(dated_part(py::none(), parts));
  } else {
    for (const py::handle& part : parts) {
      const auto pair = py::cast<py::sequence>(part);
      if (pair.size() != 2) throw py::value_error("a part is a month, or None, and a number");
      listed.append(dated_part(pair[0], pair[1]));
    }
  }
  const std::string text = text_of_dict(py::dict("parts"_a = listed), "TimedQuantity");
  const py::object plain = loads(text).attr("__getitem__")("parts");
  const auto document = py::module_::import("json").attr("dumps")(plain).cast<std::string>();
  return parse_part<timed_quantity>(document, "TimedQuantity", syntax::python);
}

void bind_quantity(py::module_& m) {
  py::native_enum<distribution>(m, "Distribution", "enum.Enum", "How the number of a quantity is spread.")
      .value("CERTAIN", distribution::certain)
      .value("PERT", distribution::pert)
      .value("UNIFORM", distribution::uniform)
      .value("NORMAL", distribution::normal)
      .value("GAMMA", distribution::gamma)
      .value("BETA", distribution::beta)
      .value("SAMPLE", distribution::sample)
      .finalize();

  auto c =
      value_class<quantity>(m, "Quantity", "A number as written: plain or uncertain, with unit, source and status.");
  pickled(c, "Quantity");
  c.def(py::init([](const py::object& value, py::kwargs given) {
          given["value"] = value;
          return parse_part<quantity>(text_of_keywords(given, words_of_number(), "Quantity"), "Quantity",
                                      syntax::python);
        }),
        "value"_a = py::none(),
        "A number as documents have it: a value; low, mode, high; low, high; mean, sd; or count, of; with unit, per, "
        "as_, source, status and date. Raises DocumentError.");
  c.def("_document", [](const quantity& q) { return loads(part_to_json(q)); }, "The number as a document has it.");
  property(c, "shape", &quantity::shape, "How the number is spread.");
  property(c, "source", &quantity::source, "Where the number comes from; empty if not said.");
  property(c, "date", &quantity::date, "Month in which it was observed, or None.");
  c.def_property_readonly(
      "parameters", [](const quantity& q) { return py::make_tuple(q.parameters[0], q.parameters[1], q.parameters[2]); },
      "The numbers as written, in the order of their names: low, mode, high; low, high; mean, sd; count, of.");
  c.def_property_readonly(
      "unit",
      [](const quantity& q) {
        const auto text = unit_text(q.unit);
        return text.substr(text.empty() ? 0 : 1);  // it begins with a space
      },
      "Weeks, per year …; empty for a plain number.");
  c.def_property_readonly(
      "status", [](const quantity& q) { return to_string(standing_of(q)); },
      "Where it stands: observed, assumed or disputed.");
  c.def_property_readonly("is_certain", &quantity::is_certain, "Whether it is a single number.");
  c.def_property_readonly("mean", &written_mean, "Mean, in the unit in which it was written.");
  c.def_property_readonly(
      "in_months", [](const quantity& q) { return mean(q); },
      "Mean in months, or as a rate a month: what the expected forecast uses.");
  c.def_property_readonly("text", &value_text, "The number with its spread and unit: ``20 (16–30) weeks``.");
  c.def("__float__", &written_mean);
  c.def("__str__", &full_text);
  c.def("__repr__", [](const quantity& q) { return "<Quantity " + full_text(q) + ">"; });

  auto t = value_class<timed_quantity>(m, "TimedQuantity", "A quantity that may change at dated months.");
  pickled(t, "TimedQuantity");
  t.def(py::init(&timed_of), "parts"_a,
        "Pairs of the month from which a number holds (None: from the start) and the number; or one number. Raises "
        "DocumentError.");
  t.def(
      "_document", [](const timed_quantity& q) { return loads(part_to_json(q)); }, "The number as a document has it.");
  t.def("at", &timed_quantity::at, "month"_a, "The quantity in force in a month such as \"2022-04\".",
        py::return_value_policy::copy);
  t.def_property_readonly(
      "parts",
      [](const timed_quantity& q) {
        py::list out;
        for (const auto& part : q.parts) out.append(py::make_tuple(part.from, part.value));
        return out;
      },
      "Pairs of the month from which a quantity holds (None: from the start) and the quantity.");
  t.def("__repr__", [](const timed_quantity& q) {
    std::string text = "<TimedQuantity";
    for (const auto& part : q.parts)
      text += (part.from ? "; from " + part.from->str() + ": " : " ") + full_text(part.value);
    return text + ">";
  });
}

}  // namespace

void bind_base(py::module_& m) {
  bind_errors(m);
  bind_problem(m);
  bind_quantity(m);
}

}  // namespace probation::bindings
