// Which rows an operation reads and writes.
#pragma once

#include <cstdint>  // for std::uint32_t

#include <probation/engine/plan.hpp>
#include <probation/engine/row_table.hpp>

namespace probation::detail {

enum class effect : std::uint8_t {
  read,
  write,   ///< whatever it was
  update,  ///< reads and writes, or may leave as it is
};

/// Calls `f(row, effect)` for the rows of an operation: what it reads before what it writes.
template <class F>
void for_rows(const plan& p, const operation& op, F f) {
  const auto list = [&]() -> const std::vector<std::uint32_t>& { return p.row_tables[op.c]; };
  switch (op.code) {
    case opcode::zero:
    case opcode::by_month:
    case opcode::parameter:
    case opcode::uniform: break;
    case opcode::copy:
    case opcode::nearest:
    case opcode::exponential:
    case opcode::logarithm:
    case opcode::leaving:
    case opcode::poisson: f(op.a, effect::read); break;
    case opcode::add:
    case opcode::subtract:
    case opcode::multiply:
    case opcode::divide:
    case opcode::smaller:
    case opcode::larger:
    case opcode::whole:
    case opcode::binomial:
    case opcode::negative_binomial:
      f(op.a, effect::read);
      f(op.b, effect::read);
      break;
    case opcode::above:
      f(op.a, effect::read);
      f(op.b, effect::read);
      f(op.c, effect::read);
      break;
    case opcode::choose:
      for (const std::uint32_t row : p.row_tables[op.cell]) f(row, effect::read);
      break;
    case opcode::total:
    case opcode::inner:
      for (const std::uint32_t row : list()) {
        if (row != row_list::no_row) f(row, effect::read);
      }
      break;
    case opcode::shift:  // its `out` is the first of the list
      for (std::size_t k = 0; k < list().size(); k += 2) {
        f(list()[k + 1], effect::read);
        f(list()[k], effect::update);
      }
      return;
    case opcode::complete:
      for (std::size_t k = 0; k < list().size(); k += 2) {
        f(list()[k + 1], effect::read);
        f(list()[k], effect::update);
      }
      f(op.out, effect::update);
      return;
    case opcode::lapse:
      for (std::size_t k = 0; k < list().size(); k += 3) {
        f(list()[k + 1], effect::read);
        f(list()[k + 2], effect::read);
        f(list()[k], effect::update);
      }
      f(op.b, effect::write);
      break;
    case opcode::share:
      f(op.b, effect::read);
      f(op.a, effect::update);
      for (std::size_t k = 0; k < list().size(); k += 5) {
        constexpr effect effects[5] = {effect::read, effect::update, effect::update, effect::read, effect::write};
        for (std::size_t j = 0; j < 5; ++j) {
          if (list()[k + j] != row_list::no_row) f(list()[k + j], effects[j]);
        }
      }
      break;
    case opcode::skip:
      f(op.a, effect::read);
      f(op.b, effect::read);
      return;
  }
  f(op.out, effect::write);
}

}  // namespace probation::detail
