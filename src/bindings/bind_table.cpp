// Tables that were read.
#include "intake.hpp"

#include <limits>

namespace probation::bindings {

namespace {

/// Reads columns under names of our own: pairs of our name and the table's.
table read_renamed(const py::object& source, const std::vector<std::pair<std::string, std::string>>& wanted) {
  std::vector<std::string> theirs;
  for (const auto& pair : wanted) theirs.push_back(pair.second);
  table t = read_table(source, theirs);
  named<column> renamed;
  for (const auto& [ours, name] : wanted) {
    if (column* values = t.columns.find(name)) renamed[ours] = std::move(*values);
  }
  t.columns = std::move(renamed);
  return t;
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
      "columns",
      [](const table& x) {
        std::vector<std::string> out;
        for (const auto& item : x.columns) out.push_back(item.first);
        return out;
      },
      "Names under which columns were read.");
  t.def(
      "column", &values_of, "name"_a,
      "A column as it was read: numbers or days since 1 January 1970 (NaN: none), or of text the numbers of words (-1: "
      "none) and the words.");
  t.def("__repr__", [](const table& x) {
    return "<Table of " + std::to_string(x.rows) + " rows, " + std::to_string(x.columns.size()) + " columns read>";
  });
  m.def("read_table", &read_renamed, "source"_a, "wanted"_a,
        "Reads columns of an object with an Arrow stream, or of a mapping from names to columns: pairs of the name to "
        "read "
        "them under and their own, different for each.");
}

}  // namespace probation::bindings
