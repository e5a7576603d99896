// Row functions: what an operation does to the numbers of all replicates of a block. The only code that must be fast.
#pragma once

#include <cmath>    // for std::floor
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint32_t
#include <vector>   // for std::vector

#include <probation/base/quantity.hpp>
#include <probation/engine/draws.hpp>
#include <probation/engine/expression.hpp>
#include <probation/engine/lapse.hpp>
#include <probation/engine/share.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/tail.hpp>

namespace probation {

/// Streams of a seed: quantities are drawn from one, the months' draws from another.
inline constexpr std::uint32_t quantity_stream = 0;
inline constexpr std::uint32_t month_stream = 1;

/// Draws are their means. A block has one replicate.
struct expected_policy {
  static constexpr bool is_random = false;

  [[nodiscard]] double parameter(const plan_parameter& p, std::uint32_t /*replicate*/) const { return mean(p.given); }
  [[nodiscard]] double uniform_of(std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t = 0) const noexcept {
    return 0.0;
  }
  [[nodiscard]] double whole(double x, double /*u*/) const noexcept { return x; }
  [[nodiscard]] double binomial(double n, double q, double /*u*/) const noexcept { return n * q; }
  [[nodiscard]] double poisson(double m, double /*u*/) const noexcept { return m; }
  [[nodiscard]] double negative_binomial(double m, double, double /*u*/) const noexcept { return m; }
};

/// Draws are exact, addressed by (replicate, month, cell).
struct random_policy {
  static constexpr bool is_random = true;
  using draw_function = double (*)(const quantity&, double u);

  std::uint32_t seed = 0;
  draw_function draw = nullptr;  ///< value of a quantity at a uniform number: `quantile` of quantile.hpp

  [[nodiscard]] double parameter(const plan_parameter& p, std::uint32_t replicate) const {
    return draw(p.given, uniform({seed, quantity_stream}, {replicate, 0, cell_id(p.path)}));
  }
  [[nodiscard]] double uniform_of(std::uint32_t replicate, std::uint32_t month, std::uint64_t cell,
                                  std::uint32_t number = 0) const noexcept {
    return uniform({seed, month_stream}, {replicate, month, cell, number});
  }
  [[nodiscard]] double whole(double x, double u) const noexcept { return std::floor(x + u); }
  [[nodiscard]] double binomial(double n, double q, double u) const noexcept { return draw_binomial(n, q, u); }
  [[nodiscard]] double poisson(double m, double u) const noexcept { return draw_poisson(m, u); }
  [[nodiscard]] double negative_binomial(double m, double size, double u) const noexcept {
    return draw_negative_binomial(m, size, u);
  }
};

/// The numbers of a block: one contiguous row of `width` doubles for each row of the plan.
class workspace {
 public:
  /// Rows of `p` for `width` replicates, constants filled in.
  workspace(const plan& p, std::size_t width) : width_(width), numbers_(p.rows.size() * width, 0.0) {
    for (std::size_t r = 0; r < p.rows.size(); ++r) {
      if (p.rows[r].since != phase::constant) continue;
      for (std::size_t i = 0; i < width; ++i) numbers_[r * width + i] = p.rows[r].value;
    }
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] double* row(std::uint32_t r) noexcept { return numbers_.data() + r * width_; }
  [[nodiscard]] const double* row(std::uint32_t r) const noexcept { return numbers_.data() + r * width_; }

 private:
  std::size_t width_;
  std::vector<double> numbers_;
};

namespace detail {

template <class F>
void map_row(double* out, const double* a, std::size_t n, F f) {
  for (std::size_t i = 0; i < n; ++i) out[i] = f(a[i]);
}
template <class F>
void map_row(double* out, const double* a, const double* b, std::size_t n, F f) {
  for (std::size_t i = 0; i < n; ++i) out[i] = f(a[i], b[i]);
}

// `apply` with its operation known to the compiler, so that a row is one loop.
template <opcode Code>
inline constexpr auto lane1 = [](double x) { return apply(Code, x); };
template <opcode Code>
inline constexpr auto lane2 = [](double x, double y) { return apply(Code, x, y); };

/// Fills a row with draws: `f(i, u)` for lane i with its uniform number. A lane for which `idle(i)` holds is 0.
template <class Policy, class Idle, class F>
void draw_row(const Policy& policy, double* out, std::size_t n, std::uint32_t first, std::uint32_t month,
              std::uint64_t cell, Idle idle, F f) {
  for (std::size_t i = 0; i < n; ++i) {
    if (idle(i)) {
      out[i] = 0.0;
    } else {
      out[i] = f(i, policy.uniform_of(first + static_cast<std::uint32_t>(i), month, cell));
    }
  }
}

}  // namespace detail

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
  const double* const a = w.row(op.a);
  const double* const b = w.row(op.b);
  switch (op.code) {
    case opcode::copy: detail::map_row(out, a, n, [](double x) { return x; }); break;
    case opcode::zero: detail::map_row(out, out, n, [](double) { return 0.0; }); break;
    case opcode::add: detail::map_row(out, a, b, n, detail::lane2<opcode::add>); break;
    case opcode::subtract: detail::map_row(out, a, b, n, detail::lane2<opcode::subtract>); break;
    case opcode::multiply: detail::map_row(out, a, b, n, detail::lane2<opcode::multiply>); break;
    case opcode::divide: detail::map_row(out, a, b, n, detail::lane2<opcode::divide>); break;
    case opcode::smaller: detail::map_row(out, a, b, n, detail::lane2<opcode::smaller>); break;
    case opcode::larger: detail::map_row(out, a, b, n, detail::lane2<opcode::larger>); break;
    case opcode::nearest: detail::map_row(out, a, n, detail::lane1<opcode::nearest>); break;
    case opcode::exponential: detail::map_row(out, a, n, detail::lane1<opcode::exponential>); break;
    case opcode::logarithm: detail::map_row(out, a, n, detail::lane1<opcode::logarithm>); break;
    case opcode::leaving: detail::map_row(out, a, n, detail::lane1<opcode::leaving>); break;
    case opcode::by_month: {
      const auto& table = p.tables[op.cell];
      const double x = table[t < table.size() ? t : table.size() - 1];
      detail::map_row(out, out, n, [x](double) { return x; });
      break;
    }
    case opcode::choose: {
      const auto& table = p.row_tables[op.cell];
      detail::map_row(out, w.row(table[t < table.size() ? t : table.size() - 1]), n, [](double x) { return x; });
      break;
    }
    case opcode::parameter:
      for (std::size_t i = 0; i < n; ++i) {
        out[i] = policy.parameter(p.parameters[op.cell], first + static_cast<std::uint32_t>(i));
      }
      break;
    case opcode::uniform:
      detail::draw_row(
          policy, out, n, first, t, op.cell, [](std::size_t) { return false; },
          [](std::size_t, double u) { return u; });
      break;
    case opcode::whole: detail::map_row(out, a, b, n, [&](double x, double u) { return policy.whole(x, u); }); break;
    case opcode::binomial:
      detail::draw_row(
          policy, out, n, first, t, op.cell, [&](std::size_t i) { return a[i] == 0.0 || b[i] == 0.0; },
          [&](std::size_t i, double u) { return policy.binomial(a[i], b[i], u); });
      break;
    case opcode::poisson:
      detail::draw_row(
          policy, out, n, first, t, op.cell, [&](std::size_t i) { return a[i] == 0.0; },
          [&](std::size_t i, double u) { return policy.poisson(a[i], u); });
      break;
    case opcode::negative_binomial:
      detail::draw_row(
          policy, out, n, first, t, op.cell, [&](std::size_t i) { return a[i] == 0.0; },
          [&](std::size_t i, double u) { return policy.negative_binomial(a[i], b[i], u); });
      break;
    case opcode::above: {
      const double* const c = w.row(op.c);
      for (std::size_t i = 0; i < n; ++i) out[i] = negative_binomial_above(a[i], b[i], c[i]);
      break;
    }
    case opcode::total:
    case opcode::inner: {
      const auto& table = p.row_tables[op.cell];
      const std::size_t step = op.code == opcode::inner ? 2 : 1;
      detail::map_row(out, out, n, [](double) { return 0.0; });
      for (std::size_t k = 0; k < table.size(); k += step) {
        const double* const x = w.row(table[k]);
        if (op.code == opcode::total) {
          detail::map_row(out, out, x, n, detail::lane2<opcode::add>);
        } else {
          const double* const y = w.row(table[k + 1]);
          for (std::size_t i = 0; i < n; ++i) out[i] += x[i] * y[i];
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
          out, w.row(op.b), a, n, table.data(), table.size() / 2, [&](std::uint32_t r) { return w.row(r); }, draw);
      break;
    }
    case opcode::share: {
      const auto& table = p.row_tables[op.cell];
      share_supply(out, w.row(op.a), b, n, table.data(), table.size() / 4, [&](std::uint32_t r) { return w.row(r); });
      break;
    }
    case opcode::skip: break;  // by who runs the phase
  }
}

}  // namespace probation
