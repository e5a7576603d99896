// The kernel: a block of replicates through all months of a plan.
#pragma once

#include <algorithm>  // for std::copy_n
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t
#include <string>     // for std::string, std::to_string
#include <vector>     // for std::vector

#include <probation/base/number.hpp>
#include <probation/engine/plan_error.hpp>
#include <probation/engine/rows.hpp>

namespace probation {

/// Whether an output can differ from month to month.
[[nodiscard]] inline bool changes_by_month(const plan& p, const output_info& o) noexcept {
  return p.rows[o.row].since > phase::replicate;
}

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

namespace detail {

/// Whether an output is recorded at a point among stocks, or among flows.
[[nodiscard]] inline bool is_recorded(const plan& p, const output_info& o, bool flows, std::uint32_t t) noexcept {
  if (o.is_flow != flows || (o.is_flow && t == static_cast<std::uint32_t>(p.months))) return false;
  return t == 0 || changes_by_month(p, o);
}

/// Replicates of the b-th of blocks that hold n in all.
[[nodiscard]] inline std::size_t in_block(const workspace& w, std::size_t n, std::size_t b) noexcept {
  return n - b * w.width() < w.width() ? n - b * w.width() : w.width();
}

/// Runs the block at hand through months begin … end − 1 (of which month p.months is but an observation), whose rows
/// go to `record(output, point, row)`. False if it was stopped.
template <class Policy, class Record, class Stopped>
bool run_months(const plan& p, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first,
                std::uint32_t begin, std::uint32_t end, Record& record, Stopped& stopped) {
  const auto record_rows = [&](bool flows, std::uint32_t t) {
    for (std::size_t k = 0; k < p.outputs.size(); ++k) {
      if (is_recorded(p, p.outputs[k], flows, t)) record(k, t, w.row(p.outputs[k].row));
    }
  };
  for (std::uint32_t t = begin; t < end; ++t) {
    if (stopped()) return false;
    run_phase(p, phase::observe, policy, w, n, first, t);
    record_rows(false, t);
    if (t == static_cast<std::uint32_t>(p.months)) break;
    for (const phase when : {phase::move, phase::arrive, phase::serve}) run_phase(p, when, policy, w, n, first, t);
    record_rows(true, t);
    run_phase(p, phase::settle, policy, w, n, first, t);
  }
  return true;
}

template <class Policy>
void begin_block(const plan& p, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first) {
  run_phase(p, phase::replicate, policy, w, n, first, 0);
  check_requirements(p, w, n, first);
}

}  // namespace detail

/// Runs replicates first … first + n − 1 (n ≤ the width of `w`) and hands each recorded row to
/// `recorder(output, point, row)`: stocks at points 0 … months, flows at points 0 … months − 1, what does not change by
/// month at point 0 alone. `stopped()` is asked every month; a block that is stopped returns false and has recorded
/// only a part.
///
/// Order of a month: signals → exits and moves of those present at its start → arrivals → services → settle.
template <class Policy, class Recorder, class Stopped>
bool run_block(const plan& p, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first,
               Recorder&& recorder, Stopped&& stopped) {
  detail::begin_block(p, policy, w, n, first);
  const auto end = static_cast<std::uint32_t>(p.months) + 1;
  return detail::run_months(p, policy, w, n, first, 0, end, recorder, stopped);
}

/// The same for several blocks (n ≤ blocks × width of `w`), of which `recorder(output, point, rows, from)` gets a
/// point's rows together: all that are full, and then the one that is not, if any. `from` is where they begin, from the
/// first replicate.
///
/// Blocks take turns at some months each, for which their rows are kept: what looks at a point then finds many
/// replicates, while the numbers of one block stay in the cache for a while.
template <class Policy, class Recorder, class Stopped>
bool run_blocks(const plan& p, const Policy& policy, workspace& w, std::size_t n, std::uint32_t first,
                Recorder&& recorder, Stopped&& stopped) {
  const std::size_t blocks = (n + w.width() - 1) / w.width();
  const auto from_of = [&](std::size_t b) { return first + static_cast<std::uint32_t>(b * w.width()); };
  for (std::size_t b = 0; b < blocks; ++b) {
    w.take(b);
    detail::begin_block(p, policy, w, detail::in_block(w, n, b), from_of(b));
  }
  recorded_rows& kept = w.recorded();
  const std::vector<std::size_t>& alike = w.program().first_alike;
  const auto months = static_cast<std::uint32_t>(p.months);
  const std::uint32_t step = kept.set_up(p.outputs.size(), w.width(), blocks, months + 1);
  for (std::uint32_t t = 0; t <= months; t += step) {
    const std::uint32_t end = months + 1 - t < step ? months + 1 : t + step;
    for (std::size_t b = 0; b < blocks; ++b) {
      const std::size_t m = detail::in_block(w, n, b);
      const auto keep = [&](std::size_t k, std::uint32_t point, const double* row) {
        if (alike[k] == k) std::copy_n(row, m, kept.at(b, point - t, k));
      };
      w.take(b);
      if (!detail::run_months(p, policy, w, m, from_of(b), t, end, keep, stopped)) return false;
    }
    for (std::size_t k = 0; k < p.outputs.size(); ++k) {
      for (std::uint32_t point = t; point < end; ++point) {
        if (!detail::is_recorded(p, p.outputs[k], p.outputs[k].is_flow, point)) continue;
        const std::size_t full = n / w.width();
        if (full > 0) recorder(k, point, kept.of(point - t, alike[k], w.width(), 0, full), 0);
        if (blocks == full) continue;
        recorder(k, point, kept.of(point - t, alike[k], n % w.width(), full, 1), n - n % w.width());
      }
    }
  }
  return true;
}

}  // namespace probation
