// Operations on lists of rows: every instruction set that this machine runs, all lanes at once, against one lane at a
// time, which is the function of one number.
#include <bit>
#include <cstdint>
#include <vector>

#include <probation/engine/row_functions.hpp>
#include <probation/engine/stream.hpp>

#include "catch.hpp"
#include "engine/row_lists.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// A number strictly between 0 and 1 that does not come from the row functions.
double random(std::uint32_t i, std::uint32_t k) { return uniform({4321, 9}, {i, k, 1}); }

struct list_case {
  numbers out, a, b;
  std::vector<numbers> rows;
};

bool same(const numbers& x, const numbers& y) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::bit_cast<std::uint64_t>(x[i]) != std::bit_cast<std::uint64_t>(y[i])) return false;
  }
  return x.size() == y.size();
}

/// One lane of a case.
list_case lane(const list_case& c, std::size_t i) {
  list_case one{{c.out[i]}, {c.a[i]}, {c.b[i]}, {}};
  for (const numbers& row : c.rows) one.rows.push_back({row[i]});
  return one;
}

/// Every set must leave what one lane at a time leaves. What a cell of nobody holds beside its people is not asked:
/// whether it is touched depends on who else is there.
void check(opcode code, const list_case& given, const std::vector<std::uint32_t>& table, std::uint32_t first,
           std::size_t a_cell) {
  list_case wanted = given;
  for (std::size_t i = 0; i < given.out.size(); ++i) {
    list_case one = lane(given, i);
    run_list(code, one.out, one.a, one.b, one.rows, table, *kernels::available().front(),
             first + static_cast<std::uint32_t>(i));
    wanted.out[i] = one.out[0];
    wanted.a[i] = one.a[0];
    wanted.b[i] = one.b[0];
    for (std::size_t r = 0; r < one.rows.size(); ++r) wanted.rows[r][i] = one.rows[r].at(0);
  }
  for (const row_functions* set : kernels::available()) {
    CAPTURE(set->instruction_set, static_cast<int>(code), given.out.size(), first);
    list_case found = given;
    run_list(code, found.out, found.a, found.b, found.rows, table, *set, first);
    CHECK(same(found.out, wanted.out));
    CHECK(same(found.a, wanted.a));
    CHECK(same(found.b, wanted.b));
    for (std::size_t r = 0; r < found.rows.size(); ++r) {
      CAPTURE(r);
      REQUIRE(found.rows[r].size() == given.out.size());
      for (std::size_t i = 0; i < given.out.size() && r % a_cell != 0; ++i) {
        if (given.rows[r - r % a_cell][i] == 0.0) found.rows[r][i] = wanted.rows[r][i];
      }
      CHECK(same(found.rows[r], wanted.rows[r]));
    }
  }
}

std::vector<std::uint32_t> all_of(std::size_t rows) {
  std::vector<std::uint32_t> table;
  for (std::uint32_t r = 0; r < rows; ++r) table.push_back(r);
  return table;
}

/// Rows of `a_cell` a cell: people, of whom there are often none, then hours, some of them 0.
list_case cells(std::size_t lanes, std::size_t count, std::size_t a_cell, std::uint32_t seed, double people) {
  list_case c{numbers(lanes), numbers(lanes), numbers(lanes), {}};
  for (std::size_t r = 0; r < count * a_cell; ++r) {
    c.rows.emplace_back(lanes);
    for (std::size_t i = 0; i < lanes; ++i) {
      const double u = random(seed + static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(r));
      const double whole = u < 0.4 ? 0.0 : static_cast<double>(static_cast<int>(u * people));
      c.rows[r][i] = r % a_cell == 0 ? whole : u < 0.2 ? 0.0 : 30.0 * u;
    }
  }
  for (std::size_t i = 0; i < lanes; ++i) {
    c.out[i] = 5.0;
    c.a[i] = random(seed + static_cast<std::uint32_t>(i), 5000);
    c.b[i] = 6.0;
  }
  return c;
}

const std::vector<std::size_t> sizes = {1, 2, 5, 8, 16, 19, 31, 32, 40, 77};

}  // namespace

TEST_CASE("sums, copies and completions of lists are those of one lane", "[kernels][lists]") {
  for (const std::size_t n : sizes) {
    for (const opcode code : {opcode::total, opcode::inner, opcode::shift, opcode::complete}) {
      check(code, cells(n, 7, 2, 10, 5), all_of(14), 0, 1);
    }
  }
}

TEST_CASE("a supply is shared out as in one lane", "[kernels][lists]") {
  for (const std::size_t n : sizes) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      list_case c = cells(n, 9, 5, 100 * seed, seed % 4 == 0 ? 2 : 6);
      for (std::size_t i = 0; i < n; ++i) {
        c.a[i] = 300.0 * c.a[i] - 10.0;
        c.b[i] = i % 5 == 0 ? 1e300 : 12.0;
      }
      std::vector<std::uint32_t> table = all_of(45);
      for (std::size_t k = 0; k < 45; k += 5) {
        for (std::size_t j = 2; j < 5; ++j) table[k + j] = (seed >> (j - 2)) % 2 == 0 ? table[k + j] : row_list::no_row;
      }
      check(opcode::share, c, table, 0, 5);
    }
  }
}

TEST_CASE("those who go are those of one lane", "[kernels][lists]") {
  // Few and many, none, all, and replicates that do not begin with a group of 32.
  for (const std::size_t n : sizes) {
    for (const std::uint32_t first : {0U, 64U, 5U, 16U, 30U}) {
      for (const double size : {3.0, 40.0, 900.0}) {
        for (const double rate : {0.0, 0.01, 0.1, 0.7, 1.0}) {
          list_case c = cells(n, 6, 3, first, size);
          for (std::size_t k = 2; k < c.rows.size(); k += 3) {
            for (double& chance : c.rows[k]) chance = rate == 1.0 ? 1.0 : rate * chance / 30.0;
          }
          std::vector<std::uint32_t> table = all_of(18);
          table[5] = table[2];  // cells that share a chance
          check(opcode::lapse, c, table, first, 1);
        }
      }
    }
  }
}

TEST_CASE("a replicate finds its own gaps however far behind others it is", "[kernels][lists]") {
  // In the first half of the cells some replicates lose a hundred people and the others have nobody.
  constexpr std::size_t count = 120;
  for (const std::uint32_t first : {0U, 7U}) {
    list_case c = cells(40, count, 3, first, 1.0);
    for (std::size_t k = 0; k < c.rows.size(); k += 3) {
      for (std::size_t i = 0; i < 40; ++i) {
        c.rows[k][i] = k < c.rows.size() / 2 && i % 3 != 0 ? 0.0 : 50.0;
        c.rows[k + 2][i] = 0.035;
      }
    }
    check(opcode::lapse, c, all_of(3 * count), first, 1);
  }
}
