#include "../catch.hpp"

#include <cstdint>
#include <vector>

#include <probation/base/quantile.hpp>
#include <probation/engine/input_curve.hpp>
#include <probation/engine/stream.hpp>

using namespace probation;

namespace {

int asked = 0;

double counted(const quantity& q, double u) {
  ++asked;
  return unrounded_quantile(q, u);
}

/// Off by a step in the middle, which no polynomial follows.
double stepped(const quantity& q, double u) { return unrounded_quantile(q, u) + (u > 0.51 ? 1.0 : 0.0); }

std::vector<quantity> uncertain() {
  using enum distribution;
  return {{pert, {16, 20, 30}, unit::weeks},
          {pert, {0.05, 0.10, 0.15}, unit::lost_per_year},
          {pert, {3, 8, 13}},
          {pert, {0, 0.1, 40}},
          {pert, {-5, 1, 2}},
          {pert, {265000, 300000, 337000}},
          {gamma, {4, 2, 0}},
          {beta, {0.2, 0.05, 0}},
          {sample, {3, 40, 0}},
          {sample, {0, 12, 0}},
          {sample, {12, 12, 0}},
          {normal, {100, 9, 0}},
          {uniform, {2, 7, 0}},
          {gamma, {0.3, 0.9, 0}},  // these two are steep
          {beta, {0.9, 0.2, 0}}};
}

}  // namespace

TEST_CASE("a curve gives the draws of Boost.Math, to the bit, and mostly without asking it", "[projection][inputs]") {
  // 4,000 random numbers and a grid that reaches into both tails.
  std::vector<double> us;
  for (std::uint32_t i = 0; i < 4'000; ++i) us.push_back(probation::uniform({3, 9}, {i, 0, 5}));
  for (double u = 1e-12; u < 0.5; u *= 1.7) us.insert(us.end(), {u, 1.0 - u});
  for (int i = 1; i < 1'000; ++i) us.push_back(i / 1'000.0);
  for (const quantity& q : uncertain()) {
    CAPTURE(static_cast<int>(q.shape), q.parameters[0], q.parameters[1], q.parameters[2]);
    input_curve curve;
    std::size_t wrong = 0;
    asked = 0;
    for (const double u : us) wrong += curve.at(&counted, q, u) == quantile(q, u) ? 0 : 1;
    CHECK(wrong == 0);
    const bool smooth = q.parameters[0] != 0.3 && q.parameters[0] != 0.9;
    const bool cheap = q.shape == distribution::normal || q.shape == distribution::uniform;
    if (smooth && !cheap) CHECK(asked < 800);
  }
}

TEST_CASE("a function that is not smooth, or is rounded already, is asked each time", "[projection][inputs]") {
  const quantity q(distribution::pert, {16, 20, 30});
  input_curve by_step;
  input_curve by_rounded;
  std::size_t wrong = 0;
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    const double u = probation::uniform({4, 9}, {i, 0, 5});
    wrong += by_step.at(&stepped, q, u) == detail::rounded(stepped(q, u)) ? 0 : 1;
    wrong += by_rounded.at(&quantile, q, u) == quantile(q, u) ? 0 : 1;
  }
  CHECK(wrong == 0);
}
