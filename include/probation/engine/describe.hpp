// A plan for people: as text, and as a stock-and-flow diagram.
#pragma once

#include <array>   // for std::array
#include <string>  // for std::string, std::to_string

#include <probation/base/visible.hpp>
#include <probation/engine/plan.hpp>

namespace probation {

namespace detail {

[[nodiscard]] inline std::string dot_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : visible(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// Cells of a stock: months, or in a ledger months by hours.
[[nodiscard]] inline std::string size_of(const stock_info& s) {
  return " of " + std::to_string(s.rows.size()) + (s.kind == "ledger" ? " cells" : " months");
}

}  // namespace detail

/// The plan as text: stocks, flows, signals, inputs, and how many operations a month takes.
[[nodiscard]] inline std::string to_text(const plan& p) {
  std::string out = "plan from " + p.start.str() + " for " + std::to_string(p.months) + " months\n";
  out += "\nstocks (" + std::to_string(p.stocks.size()) + ")\n";
  for (const auto& s : p.stocks) {
    out += "  " + visible(s.name) + ": " + s.kind;
    if (s.rows.size() > 1) out += detail::size_of(s);
    out += "\n";
  }
  out += "\nflows (" + std::to_string(p.flows.size()) + ")\n";
  for (const auto& f : p.flows) {
    out += "  " + (f.from.empty() ? std::string("outside") : visible(f.from)) + " -> " +
           (f.to.empty() ? std::string("outside") : visible(f.to)) + ": " + visible(f.label) + "\n";
  }
  out += "\nsignals (" + std::to_string(p.signal_rows.size()) + ")\n";
  for (const auto& s : p.signal_rows) out += "  " + visible(s.name) + "\n";
  std::size_t uncertain = 0;
  for (const auto& q : p.parameters) uncertain += q.given.is_certain() ? 0 : 1;
  out += "\ninputs: " + std::to_string(p.parameters.size()) + ", of them uncertain: " + std::to_string(uncertain);
  out += "\noutputs: " + std::to_string(p.outputs.size());
  out += "\nrows: " + std::to_string(p.rows.size()) + "\noperations:";
  constexpr std::array<const char*, phase_count> names = {"constant", "replicate", "observe", "move",
                                                          "arrive",   "serve",     "settle"};
  for (std::size_t i = 1; i < phase_count; ++i) {
    out += std::string(" ") + names[i] + " " + std::to_string(p.steps[i].size());
  }
  return out + "\n";
}

/// The plan as Graphviz DOT: pools are boxes, conveyors are boxes with bars, the world outside is a cloud.
[[nodiscard]] inline std::string to_dot(const plan& p) {
  std::string out =
      "digraph plan {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n";
  for (const auto& s : p.stocks) {
    out += "  " + detail::dot_quoted(s.name) + " [shape=" + (s.rows.size() > 1 ? "folder" : "box") + ", label=" +
           detail::dot_quoted(s.rows.size() > 1 ? s.name + " (" + detail::size_of(s).substr(4) + ")" : s.name) + "];\n";
  }
  std::size_t clouds = 0;
  for (const auto& f : p.flows) {
    const auto end = [&](const std::string& name) {
      if (!name.empty()) return detail::dot_quoted(name);
      const std::string cloud = "\"outside " + std::to_string(clouds++) + "\"";
      out += "  " + cloud + " [shape=none, label=\"☁\"];\n";
      return cloud;
    };
    const std::string from = end(f.from);
    const std::string to = end(f.to);
    out += "  " + from + " -> " + to + " [label=" + detail::dot_quoted(f.label) + "];\n";
  }
  return out + "}\n";
}

}  // namespace probation
