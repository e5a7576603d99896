// A plan: stocks and flows lowered to rows and row operations, in flat arrays. Knows nothing of probation.
#pragma once

#include <array>          // for std::array
#include <cstddef>        // for std::size_t
#include <cstdint>        // for std::uint32_t
#include <limits>         // for std::numeric_limits
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_map>  // for std::unordered_map
#include <vector>         // for std::vector

#include <probation/base/month.hpp>
#include <probation/base/quantity.hpp>
#include <probation/engine/opcode.hpp>

namespace probation {

/// When a row gets its value. An expression belongs to the latest phase of its operands, so what does not change
/// by month is computed once a replicate, and what does not change at all once for the plan.
enum class phase : std::uint8_t {
  constant,   ///< known when the plan is built
  replicate,  ///< once a replicate: drawn quantities and what follows from them, initial stocks
  observe,    ///< start of a month, and once more after the last: signals and measures of stocks
  move,       ///< exits and moves of those present at the start of the month
  arrive,     ///< arrivals
  serve,      ///< services
  settle,     ///< what moved and arrived is added to the stocks
};
inline constexpr std::size_t phase_count = 7;

/// One operation on whole rows.
struct operation {
  opcode code = opcode::zero;
  std::uint32_t out = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint64_t cell = 0;  ///< identity of a draw, from its names; or the number of a table of `by_month` or `choose`,
                           ///< of a parameter, or of operations that may be left out
};

/// A row of the plan: one number for each replicate of a block.
struct row_info {
  phase since = phase::constant;
  double value = 0.0;  ///< of a constant
};

/// An input of the plan: certain ones too, so that a forecast can list what it stands on.
struct plan_parameter {
  std::string path;
  quantity given;
  std::uint32_t row = 0;
  std::string draw;  ///< names its draws where that is not the path: the same name is the same draw

  [[nodiscard]] const std::string& cell() const noexcept { return draw.empty() ? path : draw; }
};

/// A rule that acts by default: it is no number, and the document gives no other.
struct plan_default {
  std::string path;  ///< where it could be given
  std::string text;  ///< "not given: …"

  friend bool operator==(const plan_default&, const plan_default&) = default;
};

/// A stock as people see it, for printing and drawing.
struct stock_info {
  std::string name;
  std::string kind;                 ///< "pool", "conveyor", "queue", "groups", "ledger"
  std::vector<std::uint32_t> rows;  ///< its cells, youngest first
};

/// A flow as people see it. An empty end is outside the plan.
struct flow_info {
  std::string from;
  std::string to;
  std::string label;
};

/// A signal as people see it.
struct signal_info {
  std::string name;
  std::uint32_t row = 0;
};

/// What an output is for.
enum class output_role : std::uint8_t {
  series,       ///< it is reported
  numerator,    ///< of the ratio that the output before it reports
  denominator,  ///< of the ratio that the output before its numerator reports
};

/// What a forecast reports: a row, recorded at each month start (stock) or for each month (flow).
struct output_info {
  std::string measure;
  std::string unit;
  std::string of;
  std::uint32_t row = 0;
  bool is_flow = false;
  bool is_count = false;  ///< whole numbers in every replicate: quantiles are not interpolated
  output_role role = output_role::series;
};

/// A limit of an output that is followed replicate by replicate: in which months it holds, and for how long.
struct output_limit {
  std::size_t output = 0;  ///< its number among the outputs
  bool is_upper = true;    ///< at most x; else at least x
  double x = 0.0;

  friend bool operator==(const output_limit&, const output_limit&) = default;
};

/// A bound that a row must keep in every replicate; breaking it stops the run with a message.
struct requirement {
  std::uint32_t row = 0;
  double least = 0.0;
  double most = std::numeric_limits<double>::infinity();
  std::string what;
};

/// The whole plan. Built by the functions of `expression.hpp` and `stocks.hpp`, run by `ensemble.hpp`.
struct plan {
  month start;
  int months = 0;  ///< horizon: months + 1 stock points, months flow points
  std::vector<row_info> rows;
  std::array<std::vector<operation>, phase_count> steps;
  std::vector<plan_parameter> parameters;
  std::vector<plan_default> defaults;                  ///< rules that act because none was given
  std::vector<std::vector<double>> tables;             ///< by month: numbers
  std::vector<std::vector<std::uint32_t>> row_tables;  ///< by month: rows; or the rows of a list
  std::vector<requirement> requirements;               ///< checked once a replicate
  std::vector<stock_info> stocks;
  std::vector<flow_info> flows;
  std::vector<signal_info> signal_rows;
  std::vector<output_info> outputs;
  std::vector<output_limit> limits;  ///< of outputs that are reported
  bool has_ratio_parts = false;      ///< outputs hold numerators and denominators too, so that plans can be added up
  bool keeps_inputs = false;         ///< certain inputs are rows of their own, to see what depends on them
  // Look-up while the plan is built: rows of constants by their bits, numbers of parameters by path.
  std::unordered_map<std::uint64_t, std::uint32_t> constant_rows;
  std::unordered_map<std::string, std::uint32_t> parameter_rows;
};

}  // namespace probation
