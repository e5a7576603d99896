// A plan as plain Python, for whoever wants to run it by other means: the tests and the benchmarks do.
#include "pybind.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include <probation/engine/plan.hpp>
#include <probation/engine/row_table.hpp>

namespace probation::bindings {

namespace {

[[nodiscard]] const char* name_of(opcode code) {
  switch (code) {
    case opcode::copy: return "copy";
    case opcode::zero: return "zero";
    case opcode::add: return "add";
    case opcode::subtract: return "subtract";
    case opcode::multiply: return "multiply";
    case opcode::divide: return "divide";
    case opcode::smaller: return "smaller";
    case opcode::larger: return "larger";
    case opcode::nearest: return "nearest";
    case opcode::exponential: return "exponential";
    case opcode::logarithm: return "logarithm";
    case opcode::leaving: return "leaving";
    case opcode::by_month: return "by_month";
    case opcode::choose: return "choose";
    case opcode::parameter: return "parameter";
    case opcode::uniform: return "uniform";
    case opcode::whole: return "whole";
    case opcode::binomial: return "binomial";
    case opcode::poisson: return "poisson";
    case opcode::negative_binomial: return "negative_binomial";
    case opcode::above: return "above";
    case opcode::total: return "total";
    case opcode::inner: return "inner";
    case opcode::shift: return "shift";
    case opcode::complete: return "complete";
    case opcode::lapse: return "lapse";
    case opcode::share: return "share";
    case opcode::skip: return "skip";
  }
  return "unknown";
}

constexpr std::array<const char*, phase_count> phase_names = {"constant", "replicate", "observe", "move",
                                                              "arrive",   "serve",     "settle"};

[[nodiscard]] const char* name_of(output_role role) {
  switch (role) {
    case output_role::series: return "series";
    case output_role::numerator: return "numerator";
    case output_role::denominator: return "denominator";
  }
  return "unknown";
}

[[nodiscard]] py::tuple as_tuple(const operation& op) {
  return py::make_tuple(name_of(op.code), op.out, op.a, op.b, op.c, op.cell);
}

[[nodiscard]] py::list rows_of(const std::vector<std::uint32_t>& table) {
  py::list out;
  for (const std::uint32_t row : table) out.append(row == row_list::no_row ? py::object(py::none()) : py::int_(row));
  return out;
}

[[nodiscard]] py::dict tree_of(const plan& p) {
  py::dict steps;
  for (std::size_t i = 0; i < phase_count; ++i) {
    py::list operations;
    for (const operation& op : p.steps[i]) operations.append(as_tuple(op));
    steps[phase_names[i]] = operations;
  }
  py::list rows;
  for (const row_info& r : p.rows) rows.append(py::make_tuple(phase_names[static_cast<std::size_t>(r.since)], r.value));
  py::list tables;
  for (const auto& table : p.tables) tables.append(array(table));
  py::list row_tables;
  for (const auto& table : p.row_tables) row_tables.append(rows_of(table));
  py::list parameters;
  for (const plan_parameter& q : p.parameters) parameters.append(py::make_tuple(q.cell(), q.given, q.row));
  py::list outputs;
  for (const output_info& o : p.outputs) {
    outputs.append(py::make_tuple(o.measure, o.unit, o.of, o.row, o.is_flow, o.is_count, name_of(o.role)));
  }
  py::list requirements;
  for (const requirement& r : p.requirements) requirements.append(py::make_tuple(r.row, r.least, r.most, r.what));
  py::list stocks;
  for (const stock_info& s : p.stocks) stocks.append(py::make_tuple(s.name, s.kind, s.rows));
  return py::dict("start"_a = p.start, "months"_a = p.months, "rows"_a = rows, "steps"_a = steps, "tables"_a = tables,
                  "row_tables"_a = row_tables, "parameters"_a = parameters, "outputs"_a = outputs,
                  "requirements"_a = requirements, "stocks"_a = stocks);
}

}  // namespace

void bind_plan(py::module_& m) {
  m.def(
      "plan_tree", &tree_of, "plan"_a,
      "A plan as dicts, lists, tuples and arrays. Rows: (phase, value of a constant). Steps by phase: (operation, out, "
      "a, b, c, cell); c of an operation on a list is a number of `row_tables`, where None is no row. Outputs: "
      "(measure, "
      "unit, of, row, is_flow, is_count, role), the role being series, numerator or denominator. Its form follows the "
      "engine's and may change.");
}

}  // namespace probation::bindings
