#include "../catch.hpp"

#include <set>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("every draw of a plan has a cell of its own", "[projection]") {
  region r = a_bit_of_everything();
  r.grades["PO"] = *default_grades().find("PO");
  r.grades["PO"].promotion = promotion{"SPO", timed_quantity(a_year(0.1))};
  r.intakes.push_back(r.intakes.front());
  const plan p = lower(r, 12);
  std::set<std::uint64_t> cells;
  std::size_t draws = 0;
  for (const auto& step : p.steps) {
    for (const operation& op : step) {
      if (op.code != opcode::binomial && op.code != opcode::poisson && op.code != opcode::negative_binomial &&
          op.code != opcode::uniform && op.code != opcode::lapse) {
        continue;
      }
      ++draws;
      cells.insert(op.cell);
    }
  }
  CHECK(draws > 100);
  CHECK(cells.size() == draws);
}
