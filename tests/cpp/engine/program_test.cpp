#include "../catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <probation/engine/kernel.hpp>
#include <probation/engine/program.hpp>
#include <probation/engine/writer.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// By output and point: replicates.
using numbers_by_output = std::vector<std::vector<std::vector<double>>>;

std::size_t operations(const plan& p) {
  std::size_t n = 0;
  for (const auto& steps : p.steps) n += steps.size();
  return n;
}

/// Runs a plan operation by operation with a place for every row, as it says: what a program must give.
numbers_by_output run_as_written(const plan& p, std::uint32_t seed, std::size_t n) {
  std::vector<std::vector<double>> rows(p.rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) rows[r].assign(n, p.rows[r].value);
  std::vector<double> scratch(100 * list_scratch);
  const row_functions& functions = random_rows();
  const auto run = [&](phase when, std::uint32_t t) {
    const auto& steps = p.steps[static_cast<std::size_t>(when)];
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const operation& op = steps[i];
      const draw_place where{{seed, month_stream}, {0, t, op.cell}};
      if (op.code == opcode::skip) {
        if (nothing_in(rows[op.a].data(), n) && nothing_in(rows[op.b].data(), n)) i += op.cell;
      } else if (is_list(op.code)) {
        std::vector<double> all;
        for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
        const auto& table = p.row_tables[op.c];
        const auto at = [&](std::uint32_t row) { return all.data() + row * n; };
        functions.list(op.code)(at(op.out), at(op.a), at(op.b),
                                {all.data(), n, table.data(), table.size(), scratch.data()}, n, where);
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r].assign(all.data() + r * n, all.data() + (r + 1) * n);
      } else {
        functions[op.code](rows[op.out].data(), rows[op.a].data(), rows[op.b].data(), rows[op.c].data(), n, where);
      }
    }
  };
  numbers_by_output out(p.outputs.size());
  const auto record = [&](bool flows) {
    for (std::size_t k = 0; k < p.outputs.size(); ++k) {
      if (p.outputs[k].is_flow == flows) out[k].push_back(rows[p.outputs[k].row]);
    }
  };
  run(phase::replicate, 0);
  for (std::uint32_t t = 0;; ++t) {
    run(phase::observe, t);
    record(false);
    if (t == static_cast<std::uint32_t>(p.months)) break;
    for (const phase when : {phase::move, phase::arrive, phase::serve}) run(when, t);
    record(true);
    run(phase::settle, t);
  }
  return out;
}

numbers_by_output run_program(const plan& p, std::uint32_t seed, std::size_t n) {
  numbers_by_output out(p.outputs.size());
  workspace w(p, n);
  random_policy policy;
  policy.seed = seed;
  const auto record = [&](std::size_t k, std::uint32_t, const double* row) { out[k].emplace_back(row, row + n); };
  run_block(p, policy, w, n, 0, record, [] { return false; });
  return out;
}

/// A plan of random formulas, accumulators, moves and things that may be left out.
plan jumble(std::uint32_t seed) {
  dice d(seed);
  plan p = plan_of(3);
  std::vector<value> known;
  for (int k = 0; k < 6; ++k) known.push_back(detail::state(p, constant(p, d.whole(0, 5))));
  std::vector<value> states = known;
  const auto any = [&] { return known[static_cast<std::size_t>(d.whole(0, static_cast<int>(known.size()) - 1))]; };
  for (const phase when : {phase::observe, phase::move, phase::arrive, phase::serve, phase::settle}) {
    const detail::writer w{p, when};
    const value gathered = w.zero();
    const auto some = [&] {
      for (int k = 0; k < 12; ++k) {
        const double choice = d.real(0, 1);
        const value row = w.row();
        if (choice < 0.3) {
          w.put(row, opcode::add, any(), any());
        } else if (choice < 0.5) {
          w.put(row, opcode::multiply, any(), any());
          const value sum = w.row();
          w.put(sum, opcode::add, any(), row);
          w.add(gathered, sum);
          continue;
        } else if (choice < 0.6) {
          w.put(row, opcode::smaller, any(), constant(p, 4.0));
        } else if (choice < 0.8) {
          w.put(row, opcode::copy, any());
          w.add(gathered, row);
          w.add(gathered, any());
          w.add(gathered, any());
        } else {
          const value changed = states[static_cast<std::size_t>(d.whole(0, 5))];
          w.put(row, opcode::smaller, changed, any());
          w.put(changed, opcode::subtract, changed, row);
        }
        known.push_back(row);
      }
    };
    some();
    const std::size_t before = known.size();
    w.unless_empty(any(), [&] {
      some();
      w.add(gathered, any());
    });
    known.resize(before);  // what may be left out is nobody else's
    some();
    for (const value& s : states) w.put(s, opcode::smaller, s, constant(p, 100.0));
    for (int k = 0; k < 4; ++k) {
      record(any(), "x" + std::to_string(p.outputs.size()), "*", "*", when != phase::observe && when != phase::settle);
    }
    record(gathered, "sum" + std::to_string(p.outputs.size()), "*", "*", when >= phase::move && when <= phase::serve);
    if (when == phase::settle) p.outputs.pop_back();
  }
  return p;
}

}  // namespace

TEST_CASE("a program gives the numbers of its plan, to the bit", "[engine][program]") {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const plan p = jumble(seed);
    CHECK(run_program(p, seed, 5) == run_as_written(p, seed, 5));
    CHECK(operations(gathered(p)) < operations(p));
    CHECK(run_as_written(gathered(p), seed, 5) == run_as_written(p, seed, 5));
  }
}

TEST_CASE("rows that live a moment share places", "[engine][program]") {
  plan p = plan_of(2);
  value x = detail::state(p, constant(p, 3.0));
  for (int k = 0; k < 100; ++k) x = larger(x * 0.5, 1.0);
  stock(x, "x");
  CHECK(p.rows.size() > 200);
  CHECK(make_program(p).size < 12);
  const paths_of run(p, {.runs = 3, .seed = 1});
  CHECK(run.at("x", 2) == 1.0);
}

TEST_CASE("a sum of many steps is one operation", "[engine][program]") {
  plan p = plan_of(2);
  std::vector<value> terms;
  for (int k = 0; k < 10; ++k) terms.push_back(detail::state(p, constant(p, double(k))) * (k % 2 == 0 ? 1.0 : 3.0));
  stock(sum(p, terms), "sum");
  const auto observe = gathered(p).steps[static_cast<std::size_t>(phase::observe)];
  REQUIRE(observe.size() == 1);
  CHECK(observe[0].code == opcode::inner);
  const paths_of run(p, {.runs = 3, .seed = 1});
  CHECK(run.at("sum", 1) == 95.0);  // 0 + 2 + … + 8, and three times 1 + 3 + … + 9
}

TEST_CASE("what is written only now and then keeps its number", "[engine][program]") {
  plan p = plan_of(3);
  const value x = detail::state(p, constant(p, 1.0));
  value other = x + 90.0;
  for (int k = 0; k < 20; ++k) other = larger(other, x + double(k));
  stock(other, "other");
  const detail::writer w{p, phase::move};
  const value seldom = w.row();
  w.unless_empty(x, [&] { w.put(seldom, opcode::add, x, x); });  // in the first month alone
  flow(seldom * 3.0, "seldom");
  const detail::writer end{p, phase::settle};
  end.put(x, opcode::zero, {});
  const paths_of run(p, {.runs = 2, .seed = 1});
  for (const std::size_t t : {0U, 1U, 2U}) CHECK(run.at("seldom", t) == 6.0);
  CHECK(run.at("other", 2) == 90.0);
}
