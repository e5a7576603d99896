// Nanoseconds for a draw whose parameters vary from draw to draw, as they do in a plan. Best of several passes.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <probation/engine/draws.hpp>
#include <probation/engine/stream.hpp>
#include <probation/engine/tail.hpp>

namespace {

using namespace probation;

template <class F>
void measure(const char* name, F draw) {
  constexpr std::size_t count = 1 << 17;
  std::vector<double> uniforms(count);
  for (std::size_t i = 0; i < count; ++i) uniforms[i] = uniform({1, 1}, {static_cast<std::uint32_t>(i), 0, 7});
  double best = 1e300;
  double sum = 0.0;
  for (int pass = 0; pass < 15; ++pass) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i) sum += draw(static_cast<double>(i & 3), uniforms[i]);
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
    if (taken.count() < best) best = taken.count();
  }
  std::printf("%-26s %8.1f ns   mean %g\n", name, best / count, sum / (15.0 * count));
}

}  // namespace

int main() {
  measure("uniform", [i = 0U](double, double) mutable { return uniform({1, 1}, {i++, 3, 7}); });
  measure("binomial(36.., 0.01)", [](double v, double u) { return draw_binomial(36.0 + v, 0.01, u); });
  measure("binomial(10.., 0.1)", [](double v, double u) { return draw_binomial(10.0 + v, 0.1, u); });
  measure("binomial(100.., 0.1)", [](double v, double u) { return draw_binomial(100.0 + v, 0.1, u); });
  measure("binomial(970.., 0.03)", [](double v, double u) { return draw_binomial(970.0 + v, 0.03, u); });
  measure("binomial(1040.., 0.03)", [](double v, double u) { return draw_binomial(1040.0 + v, 0.03, u); });
  measure("binomial(1000.., 0.05)", [](double v, double u) { return draw_binomial(1000.0 + v, 0.05, u); });
  measure("binomial(2604.., 0.07)", [](double v, double u) { return draw_binomial(2604.0 + v, 0.07, u); });
  measure("binomial(1e7.., 0.1)", [](double v, double u) { return draw_binomial(1e7 + v, 0.1, u); });
  measure("poisson(5..)", [](double v, double u) { return draw_poisson(5.0 + 0.1 * v, u); });
  measure("poisson(500..)", [](double v, double u) { return draw_poisson(500.0 + v, u); });
  measure("negative_binomial(5.., 3)",
          [](double v, double u) { return draw_negative_binomial(5.0 + 0.1 * v, 3.0, u); });
  measure("above(42.., 10, 60)", [](double v, double) { return negative_binomial_above(42.0 + v, 10.0, 60.0); });
}
