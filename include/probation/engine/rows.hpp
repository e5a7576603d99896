// The rows of a block, and what runs an operation on them.
#pragma once

#include <algorithm>  // for std::copy, std::fill, std::fill_n
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t, std::uintptr_t
#include <memory>     // for std::shared_ptr
#include <stdexcept>  // for std::domain_error
#include <vector>     // for std::vector

#include <probation/base/quantity.hpp>
#include <probation/engine/expression.hpp>
#include <probation/engine/input_curve.hpp>
#include <probation/engine/plan_error.hpp>
#include <probation/engine/program.hpp>
#include <probation/engine/recorded_rows.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/stream.hpp>

namespace probation {

/// Streams of a seed: quantities are drawn from one, the months' draws from another.
inline constexpr std::uint32_t quantity_stream = 0;
inline constexpr std::uint32_t month_stream = 1;

/// Draws are their means. A block has one replicate.
struct expected_policy {
  static constexpr bool is_random = false;
  static constexpr std::uint32_t seed = 0;

  /// Draws an input in n lanes.
  void parameter(double* out, const plan_parameter& p, input_curve&, std::size_t n, std::uint32_t) const {
    std::fill_n(out, n, mean(p.given));
  }
  [[nodiscard]] const row_functions& rows() const { return expected_rows(); }
};

/// Draws are exact, addressed by (replicate, month, cell).
struct random_policy {
  static constexpr bool is_random = true;
  using draw_function = probation::draw_function;

  std::uint32_t seed = 0;
  /// For uncertain quantities: `unrounded_quantile` of quantile.hpp (or `quantile`, which costs more). Draws are
  /// rounded to 30 bits.
  draw_function draw = nullptr;
  const row_functions* by = &random_rows();

  /// Draws an input in n lanes, whose first is replicate `first`.
  void parameter(double* out, const plan_parameter& p, input_curve& curve, std::size_t n, std::uint32_t first) const {
    rows()[opcode::uniform](out, out, out, out, n, {{seed, quantity_stream}, {first, 0, cell_id(p.cell())}});
    try {
      curve.draw_row(draw, p.given, out, n);
    } catch (const std::domain_error& e) {
      throw plan_error(p.path + ": " + e.what());
    }
  }
  [[nodiscard]] const row_functions& rows() const { return *by; }
};

/// The numbers of some blocks: a program, and for each block one contiguous row of `width` doubles for each of its
/// places. One block is at hand at a time.
class workspace {
 public:
  /// Rows of `p` for a block of `width` replicates, constants filled in.
  workspace(const plan& p, std::size_t width) : workspace(width, 1) {
    own_program_ = std::make_shared<const struct program>(make_program(p));
    own_curves_ = std::make_shared<std::vector<input_curve>>(p.parameters.size());
    attach(*own_program_, *own_curves_);
  }
  /// Room for `blocks` of `width` replicates; nothing can be run before a program is attached.
  workspace(std::size_t width, std::size_t blocks)
      : width_(width), blocks_(blocks), stride_((width + line - 1) / line * line) {}
  workspace(const workspace&) = delete;
  workspace& operator=(const workspace&) = delete;
  workspace(workspace&&) = default;
  workspace& operator=(workspace&&) = default;
  ~workspace() = default;

  /// Makes `what` the program that is run, with constants filled in, and `curves` those of its inputs. Both must
  /// outlive this.
  void attach(const struct program& what, std::vector<input_curve>& curves) {
    program_ = &what;
    curves_ = &curves;
    // An odd number of lines: the same row of all blocks must not fall upon the same part of a cache.
    block_size_ = (what.size * stride_ / line | 1) * line;
    numbers_.assign(blocks_ * block_size_ + what.longest * list_scratch + 2 * line, 0.0);
    // Rows begin with a line of the cache, so that no vector lies across two.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the address as a number
    const auto address = reinterpret_cast<std::uintptr_t>(numbers_.data()) / sizeof(double);
    start_ = numbers_.data() + (line - address % line) % line;
    for (std::size_t b = 0; b < blocks_; ++b) {
      take(b);
      for (const auto& [place, number] : what.constants) std::fill_n(at(place), width_, number);
    }
    take(0);
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  [[nodiscard]] std::size_t blocks() const noexcept { return blocks_; }
  /// What is run.
  [[nodiscard]] const struct program& program() const noexcept { return *program_; }
  /// Takes the b-th block at hand.
  void take(std::size_t b) noexcept { here_ = start_ + b * block_size_; }
  /// A row of the plan. What is of use for a few operations only has its number no longer than that.
  [[nodiscard]] const double* row(std::uint32_t r) const noexcept { return here_ + program_->places[r] * stride_; }
  /// A place of the program.
  [[nodiscard]] double* at(std::uint32_t place) noexcept { return here_ + place * stride_; }
  /// Places that an operation of the program has in its list.
  [[nodiscard]] row_list list(const operation& op) noexcept {
    const auto& table = program_->row_tables[op.c];
    return {here_, stride_, table.data(), table.size(), start_ + blocks_ * block_size_};
  }
  /// What blocks have recorded.
  [[nodiscard]] recorded_rows& recorded() noexcept { return recorded_; }
  /// How the k-th input is drawn.
  [[nodiscard]] input_curve& curve(std::size_t k) noexcept { return (*curves_)[k]; }

 private:
  static constexpr std::size_t line = 64 / sizeof(double);

  std::shared_ptr<const struct program> own_program_;
  std::shared_ptr<std::vector<input_curve>> own_curves_;
  const struct program* program_ = nullptr;
  std::size_t width_;
  std::size_t blocks_;
  std::size_t stride_;
  std::size_t block_size_ = 0;
  std::vector<double> numbers_;
  double* start_ = nullptr;
  double* here_ = nullptr;
  std::vector<input_curve>* curves_ = nullptr;
  recorded_rows recorded_;
};

/// Whether a row is 0 or less in every lane.
[[nodiscard]] inline bool nothing_in(const double* row, std::size_t n) noexcept {
  std::size_t i = 0;
  // Eight at a time: a choice for each costs more than the comparison.
  for (; i + 8 <= n; i += 8) {
    unsigned some = 0;
    for (std::size_t k = 0; k < 8; ++k) some |= static_cast<unsigned>(row[i + k] > 0.0);
    if (some != 0) return false;
  }
  for (; i < n; ++i) {
    if (row[i] > 0.0) return false;
  }
  return true;
}

/// Runs one operation of the program on `n` lanes, whose first is replicate `first`, in the t-th month.
template <class Policy>
void run_operation(const plan& p, const operation& op, const Policy& policy, workspace& w, std::size_t n,
                   std::uint32_t first, std::uint32_t t) {
  double* const out = w.at(op.out);
  switch (op.code) {
    case opcode::by_month: {
      const auto& table = p.tables[op.cell];
      std::fill(out, out + n, table[t < table.size() ? t : table.size() - 1]);
      break;
    }
    case opcode::choose: {
      const auto& table = w.program().row_tables[op.cell];
      const double* const from = w.at(table[t < table.size() ? t : table.size() - 1]);
      std::copy(from, from + n, out);
      break;
    }
    case opcode::parameter: policy.parameter(out, p.parameters[op.cell], w.curve(op.cell), n, first); break;
    case opcode::total:
    case opcode::inner:
    case opcode::shift:
    case opcode::complete:
    case opcode::lapse:
    case opcode::share:
      policy.rows().list(op.code)(out, w.at(op.a), w.at(op.b), w.list(op), n,
                                  {{policy.seed, month_stream}, {first, t, op.cell}});
      break;
    case opcode::skip: break;  // by who runs the phase
    default:
      policy.rows()[op.code](out, w.at(op.a), w.at(op.b), w.at(op.c), n,
                             {{policy.seed, month_stream}, {first, t, op.cell}});
  }
}

}  // namespace probation
