// Tables that were read.
#include "columns.hpp"

#include <cmath>
#include <limits>
#include <optional>

#include <probation/base/day_text.hpp>

#include "rows.hpp"

namespace probation::bindings {

namespace {

/// Reads columns under names of our own: pairs of our name and the table's.
table read_renamed(const py::object& source, const std::vector<std::pair<std::string, std::string>>& wanted,
                   const std::vector<std::string>& ignored) {
  std::vector<std::string> theirs;
  for (const auto& pair : wanted) theirs.push_back(pair.second);
  table t = read_table(source, wanted_columns(theirs, ignored));
  named<column> renamed;
  for (const auto& [ours, name] : wanted) {
    if (column* values = t.columns.find(name)) renamed[ours] = std::move(*values);
  }
  t.columns = std::move(renamed);
  return t;
}

/// The day of a number of Excel, whose day 1 is 1 January 1900 and which takes that year for a leap year: day 60 is
/// none.
std::optional<double> day_of_serial(double x) {
  if (!(x >= 1 && x < 2958466) || std::floor(x) == 60) return std::nullopt;
  return std::floor(x) - (x < 60 ? 25568 : 25569);
}

/// Days since 1970 of a list of dates, NumPy's "not a time" where there is none, and what is wrong with its rows.
py::tuple read_days(const py::object& values, const std::string& name, bool excel_serials) {
  table t;
  column& c = t.columns[name];
  try {
    c = read_column(values);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(name + ": " + error.what());
  }
  const auto serial = [](double x) { return day_of_serial(x); };
  const field<double> dates(
      t, name, excel_serials ? "a date such as 2024-01-31, or its number in Excel" : "a date such as 2024-01-31",
      [&](const std::string& s) -> std::optional<double> {
        if (const auto d = read_day(s)) return *d - day(1970, 1, 1);
        const auto x = excel_serials ? parse_number(s) : std::nullopt;
        return x ? day_of_serial(*x) : std::nullopt;
      },
      excel_serials ? field<double>::meaning(serial) : nullptr, [](double x) { return std::optional(x); });
  py::array_t<std::int64_t> out(static_cast<py::ssize_t>(c.rows));
  row_problems problems;
  for (std::size_t i = 0; i < c.rows; ++i) {
    const auto d = dates(i, problems);
    out.mutable_data()[i] = d ? static_cast<std::int64_t>(*d) : (std::numeric_limits<std::int64_t>::min)();
  }
  return py::make_tuple(out, taken(problems));
}

py::object values_of(const table& t, const std::string& name) {
  const column* found = t.columns.find(name);
  if (found == nullptr) throw py::key_error(name);
  if (found->what == column::kind::nothing) {
    return array(std::vector<double>(found->rows, std::numeric_limits<double>::quiet_NaN()));
  }
  if (found->what != column::kind::text) return array(found->numbers);
  const py::array_t<std::int32_t> codes(static_cast<py::ssize_t>(found->codes.size()), found->codes.data());
  return py::make_tuple(codes, found->words);
}

}  // namespace

void bind_table(py::module_& m) {
  auto t = py::classh<table>(m, "Table", "Columns read from a table of any library.", py::is_final());
  t.def_property_readonly("rows", [](const table& x) { return x.rows; }, "Number of rows.");
  t.def_property_readonly("names", [](const table& x) { return x.names; }, "Names of all columns, read or not.");
  t.def_property_readonly(
      "read", [](const table& x) { return x.read; }, "Names of the columns read, as the table has them.");
  t.def_property_readonly(
      "columns",
      [](const table& x) {
        std::vector<std::string> out;
        for (const auto& item : x.columns) out.push_back(item.first);
        return out;
      },
      "Names under which columns were read.");
  t.def("column", &values_of, "name"_a,
        "A column as it was read: numbers, flags as 0 and 1, or days since 1 January 1970 (NaN: none), or of text the "
        "numbers of words (-1: "
        "none) and the words.");
  t.def("__repr__", [](const table& x) {
    return "<Table of " + std::to_string(x.rows) + " rows, " + std::to_string(x.columns.size()) + " columns read>";
  });
  m.def("read_table", &read_renamed, "source"_a, "wanted"_a, "ignored"_a = std::vector<std::string>(),
        "Reads columns of an object with an Arrow stream, or of a mapping from names to columns: pairs of the name to "
        "read them under and their own, different for each. Columns that are ignored are not read.");
  m.def("read_days", &read_days, "values"_a, "name"_a, "excel_serials"_a,
        "Days since 1970 of dates (the least number: none), and what is wrong with rows: (rows, count, problems).");
  m.def("day_text", [](day d) { return d.str(); }, "day"_a, "A day as \"2022-04-01\", however it is given.");
  m.def(
      "name_key", [](const std::string& name) { return name_key(name); }, "name"_a,
      "The key by which names are compared: names with the same key are one name.");
}

}  // namespace probation::bindings
