// The kernel: a block of replicates through all months of a plan.
#pragma once

#include <cstdint>    // for std::uint32_t
#include <stdexcept>  // for std::runtime_error
#include <string>     // for std::string, std::to_string
#include <vector>     // for std::vector

#include <probation/base/number.hpp>
#include <probation/engine/rows.hpp>

namespace probation {

/// A number that a replicate may not have: an input drawn so far out that the model has no meaning.
class plan_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace detail {

template <class Policy>
void run_phase(const plan& p, phase when, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first,
               std::uint32_t t) {
  const std::vector<operation>& steps = w.program().steps[static_cast<std::size_t>(when)];
  const row_functions& rows = policy.rows();
  const draw_place no_draw{};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const operation& op = steps[i];
    if (is_arithmetic(op.code)) {  // most are, and short
      rows[op.code](w.at(op.out), w.at(op.a), w.at(op.b), w.at(op.c), n, no_draw);
    } else if (op.code != opcode::skip) {
      run_operation(p, op, policy, w, n, first, t);
    } else if (nothing_in(w.at(op.a), n) && nothing_in(w.at(op.b), n)) {
      i += op.cell;
    }
  }
}

inline void check_requirements(const plan& p, const workspace& w, std::size_t n, std::uint32_t first) {
  // Replicate by replicate, so that the message does not depend on the size of blocks.
  for (std::size_t i = 0; i < n; ++i) {
    for (const requirement& r : p.requirements) {
      const double x = w.row(r.row)[i];
      if (x >= r.least && x <= r.most) continue;
      throw plan_error(r.what + " is " + to_text(x) + " in replicate " + std::to_string(first + i) + ", outside " +
                       to_text(r.least) + " to " + to_text(r.most));
    }
  }
}

}  // namespace detail

/// Whether an output can differ from month to month.
[[nodiscard]] inline bool changes_by_month(const plan& p, const output_info& o) noexcept {
  return p.rows[o.row].since > phase::replicate;
}

/// Runs replicates first … first + n − 1 (n ≤ the width of `w`) and hands each recorded row to
/// `recorder(output, point, row)`: stocks at points 0 … months, flows at points 0 … months − 1, what does not change by
/// month at point 0 alone. `stopped()` is asked
/// every month; a block that is stopped returns false and has recorded only a part.
///
/// Order of a month: signals → exits and moves of those present at its start → arrivals → services → settle.
template <class Policy, class Recorder, class Stopped>
bool run_block(const plan& p, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first,
               Recorder&& recorder, Stopped&& stopped) {
  const auto record_rows = [&](bool flows, std::uint32_t t) {
    for (std::size_t k = 0; k < p.outputs.size(); ++k) {
      const output_info& o = p.outputs[k];
      if (o.is_flow != flows || (t > 0 && !changes_by_month(p, o))) continue;
      recorder(k, t, w.row(o.row));
    }
  };
  detail::run_phase(p, phase::replicate, policy, w, n, first, 0);
  detail::check_requirements(p, w, n, first);
  const auto months = static_cast<std::uint32_t>(p.months);
  for (std::uint32_t t = 0; t <= months; ++t) {
    if (stopped()) return false;
    detail::run_phase(p, phase::observe, policy, w, n, first, t);
    record_rows(false, t);
    if (t == months) break;
    for (const phase when : {phase::move, phase::arrive, phase::serve}) {
      detail::run_phase(p, when, policy, w, n, first, t);
    }
    record_rows(true, t);
    detail::run_phase(p, phase::settle, policy, w, n, first, t);
  }
  return true;
}

}  // namespace probation
