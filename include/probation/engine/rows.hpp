// The rows of a block, and what runs an operation on them.
#pragma once

#include <algorithm>  // for std::copy, std::fill, std::fill_n
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t, std::uintptr_t
#include <vector>     // for std::vector

#include <probation/base/quantity.hpp>
#include <probation/engine/expression.hpp>
#include <probation/engine/lapse.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/share.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// Streams of a seed: quantities are drawn from one, the months' draws from another.
inline constexpr std::uint32_t quantity_stream = 0;
inline constexpr std::uint32_t month_stream = 1;

/// Draws are their means. A block has one replicate.
struct expected_policy {
  static constexpr bool is_random = false;
  static constexpr std::uint32_t seed = 0;

  [[nodiscard]] double parameter(const plan_parameter& p, std::uint32_t /*replicate*/) const { return mean(p.given); }
  [[nodiscard]] const row_functions& rows() const { return expected_rows(); }
  [[nodiscard]] double uniform_of(std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t = 0) const noexcept {
    return 0.0;
  }
};

/// Draws are exact, addressed by (replicate, month, cell).
struct random_policy {
  static constexpr bool is_random = true;
  using draw_function = double (*)(const quantity&, double u);

  std::uint32_t seed = 0;
  draw_function draw = nullptr;  ///< value of a quantity at a uniform number: `quantile` of quantile.hpp
  const row_functions* by = &random_rows();

  [[nodiscard]] double parameter(const plan_parameter& p, std::uint32_t replicate) const {
    return draw(p.given, uniform({seed, quantity_stream}, {replicate, 0, cell_id(p.path)}));
  }
  [[nodiscard]] const row_functions& rows() const { return *by; }
  [[nodiscard]] double uniform_of(std::uint32_t replicate, std::uint32_t month, std::uint64_t cell,
                                  std::uint32_t number = 0) const noexcept {
    return uniform({seed, month_stream}, {replicate, month, cell, number});
  }
};

/// The numbers of a block: one contiguous row of `width` doubles for each row of the plan.
class workspace {
 public:
  /// Rows of `p` for `width` replicates, constants filled in.
  workspace(const plan& p, std::size_t width)
      : width_(width), stride_((width + line - 1) / line * line), numbers_(p.rows.size() * stride_ + line, 0.0) {
    // Rows begin with a line of the cache, so that no vector lies across two.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the address as a number
    const auto address = reinterpret_cast<std::uintptr_t>(numbers_.data()) / sizeof(double);
    skip_ = (line - address % line) % line;
    for (std::size_t r = 0; r < p.rows.size(); ++r) {
      if (p.rows[r].since != phase::constant) continue;
      std::fill_n(row(static_cast<std::uint32_t>(r)), width, p.rows[r].value);
    }
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] double* row(std::uint32_t r) noexcept { return numbers_.data() + skip_ + r * stride_; }
  [[nodiscard]] const double* row(std::uint32_t r) const noexcept { return numbers_.data() + skip_ + r * stride_; }

 private:
  static constexpr std::size_t line = 64 / sizeof(double);

  std::size_t width_;
  std::size_t stride_;
  std::vector<double> numbers_;
  std::size_t skip_ = 0;
};

/// Whether a row is 0 or less in every lane.
[[nodiscard]] inline bool nothing_in(const double* row, std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) {
    if (row[i] > 0.0) return false;
  }
  return true;
}

/// Runs one operation on `n` lanes, whose first is replicate `first`, in the t-th month.
template <class Policy>
void run_operation(const plan& p, const operation& op, const Policy& policy, workspace& w, std::size_t n,
                   std::uint32_t first, std::uint32_t t) {
  double* const out = w.row(op.out);
  switch (op.code) {
    case opcode::by_month: {
      const auto& table = p.tables[op.cell];
      std::fill(out, out + n, table[t < table.size() ? t : table.size() - 1]);
      break;
    }
    case opcode::choose: {
      const auto& table = p.row_tables[op.cell];
      const double* const from = w.row(table[t < table.size() ? t : table.size() - 1]);
      std::copy(from, from + n, out);
      break;
    }
    case opcode::parameter:
      for (std::size_t i = 0; i < n; ++i) {
        out[i] = policy.parameter(p.parameters[op.cell], first + static_cast<std::uint32_t>(i));
      }
      break;
    case opcode::total:
    case opcode::inner: {
      const row_functions& rows = policy.rows();
      const auto& table = p.row_tables[op.cell];
      rows[opcode::zero](out, out, out, out, n, {});
      if (op.code == opcode::total) {
        for (const std::uint32_t row : table) rows[opcode::add](out, out, w.row(row), out, n, {});
      } else {
        for (std::size_t k = 0; k < table.size(); k += 2) {
          rows[opcode::inner](out, w.row(table[k]), w.row(table[k + 1]), out, n, {});
        }
      }
      break;
    }
    case opcode::lapse: {
      const auto& table = p.row_tables[op.c];
      const auto draw = [&](std::size_t i, std::uint32_t k) {
        return policy.uniform_of(first + static_cast<std::uint32_t>(i), t, op.cell, k);
      };
      lapse_cells<Policy::is_random>(
          out, w.row(op.b), w.row(op.a), n, table.data(), table.size() / 2, [&](std::uint32_t r) { return w.row(r); },
          draw);
      break;
    }
    case opcode::share: {
      const auto& table = p.row_tables[op.cell];
      share_supply(out, w.row(op.a), w.row(op.b), n, table.data(), table.size() / 4,
                   [&](std::uint32_t r) { return w.row(r); });
      break;
    }
    case opcode::skip: break;  // by who runs the phase
    default:
      policy.rows()[op.code](out, w.row(op.a), w.row(op.b), w.row(op.c), n,
                             {{policy.seed, month_stream}, {first, t, op.cell}});
  }
}

}  // namespace probation
