// Samplers and a month of a unit, by instruction set, beside Boost.Random and the standard library in the same run.
//
//     bench_engine --benchmark_filter=binomial --benchmark_repetitions=5
//
// The time of an item is that of a draw with its random number, whose parameters differ from draw to draw as they do
// in a plan. `grid` is a whole program of its own: it measures in turns, so that a busy machine slows all alike.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/poisson_distribution.hpp>

#include <probation/engine/ensemble.hpp>
#include <probation/engine/row_functions.hpp>
#include <probation/engine/stocks.hpp>

namespace {

using namespace probation;

constexpr std::size_t lanes_at_once = 1024;  // numbers that stay in the first cache

struct parameters {
  double n;
  double p;
};

/// n that varies a little, p that does not: cohorts under one hazard.
struct operands {
  std::vector<double> n = std::vector<double>(lanes_at_once);
  std::vector<double> p = std::vector<double>(lanes_at_once);
  std::vector<double> out = std::vector<double>(lanes_at_once);

  explicit operands(parameters at) {
    for (std::size_t i = 0; i < lanes_at_once; ++i) {
      n[i] = at.n + static_cast<double>(i * 7 % 4);
      p[i] = at.p;
    }
  }
};

void ours(operands& x, const row_functions& table, opcode code, std::uint32_t month) {
  table[code](x.out.data(), x.n.data(), x.p.data(), x.p.data(), lanes_at_once, {{1, 1}, {0, month & 0xFFFFU, 7}});
}
template <class Distribution, class Generator>
void theirs_binomial(operands& x, Generator& g) {
  for (std::size_t i = 0; i < lanes_at_once; ++i) {
    x.out[i] = static_cast<double>(Distribution(static_cast<int>(x.n[i]), x.p[i])(g));
  }
}
template <class Distribution, class Generator>
void theirs_poisson(operands& x, Generator& g) {
  for (std::size_t i = 0; i < lanes_at_once; ++i) x.out[i] = static_cast<double>(Distribution(x.n[i])(g));
}

using boost_binomial = boost::random::binomial_distribution<int, double>;
using boost_poisson = boost::random::poisson_distribution<int, double>;
using std_binomial = std::binomial_distribution<int>;
using std_poisson = std::poisson_distribution<int>;

/// A month of a unit: 40 cells of staff, 20 of cases, 8 arrivals; 1,024 replicates, 32 at a time. The number in a cell
/// is the same in all replicates, as in the first month, or differs, as in all others.
struct unit_month {
  static constexpr std::size_t block = 32;
  std::vector<double> staff = std::vector<double>(40 * block);
  std::vector<double> cases = std::vector<double>(20 * block);
  std::vector<double> arrivals = std::vector<double>(8 * block);
  std::vector<double> leaving = std::vector<double>(block, 0.01);
  std::vector<double> ending = std::vector<double>(block, 0.04);
  std::vector<double> out = std::vector<double>(68 * block);

  explicit unit_month(bool first_month) {
    const auto number = [=](std::size_t k) { return first_month ? k / block : k / block + 7 * (k % block); };
    for (std::size_t k = 0; k < staff.size(); ++k) staff[k] = 4.0 + static_cast<double>(number(k) % 9);
    for (std::size_t k = 0; k < cases.size(); ++k) cases[k] = 40.0 + 2.0 * static_cast<double>(number(k) % 20);
    for (std::size_t k = 0; k < arrivals.size(); ++k) arrivals[k] = 1.0 + static_cast<double>(k / block);
  }
  void run(const row_functions& table, std::uint32_t first, std::uint32_t month) {
    std::uint64_t cell = 1;
    double* to = out.data();
    const auto draw = [&](opcode code, const std::vector<double>& n, const std::vector<double>& p) {
      for (std::size_t k = 0; k < n.size(); k += block, to += block) {
        table[code](to, &n[k], p.data(), p.data(), block, {{1, 1}, {first, month, cell++ * 0x9E3779B97F4A7C15U}});
      }
    };
    draw(opcode::binomial, staff, leaving);
    draw(opcode::binomial, cases, ending);
    draw(opcode::poisson, arrivals, ending);
  }
};

void set_draws(benchmark::State& state, std::size_t a_pass) {
  state.counters["ns"] = benchmark::Counter(
      static_cast<double>(a_pass) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void register_binomial(parameters at) {
  const std::string name =
      "binomial(" + std::to_string(static_cast<int>(at.n)) + "," + std::to_string(at.p).substr(0, 4) + ")/";
  for (const row_functions* table : kernels::available()) {
    benchmark::RegisterBenchmark((name + table->instruction_set).c_str(), [=](benchmark::State& state) {
      operands x(at);
      std::uint32_t month = 0;
      for (auto _ : state) ours(x, *table, opcode::binomial, month++);
      set_draws(state, lanes_at_once);
    });
  }
  benchmark::RegisterBenchmark((name + "boost").c_str(), [=](benchmark::State& state) {
    operands x(at);
    boost::random::mt19937_64 g(1);
    for (auto _ : state) theirs_binomial<boost_binomial>(x, g);
    set_draws(state, lanes_at_once);
  });
  benchmark::RegisterBenchmark((name + "std").c_str(), [=](benchmark::State& state) {
    operands x(at);
    std::mt19937_64 g(1);
    for (auto _ : state) theirs_binomial<std_binomial>(x, g);
    set_draws(state, lanes_at_once);
  });
}

/// A plan of many pools under one uncertain-free hazard: the kernel with its summaries.
plan pools(std::size_t count, int months) {
  plan p;
  p.start = month(2022, 4);
  p.months = months;
  for (std::size_t k = 0; k < count; ++k) {
    const std::string name = "pool " + std::to_string(k);
    pool people = add_pool(p, name, constant(p, 40.0));
    const auto gone = leave(people, {{"leaving", constant(p, 0.01)}, {"promotion", constant(p, 0.005)}});
    feed(people, poisson(constant(p, 0.6), name + "/joining", phase::arrive));
    if (k % 8 == 0) record(people.now, "now", name, "*");
  }
  return p;
}

template <class F>
double nanoseconds(std::size_t draws, F f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() /
         static_cast<double>(draws);
}

double median(std::vector<double> x) {
  std::nth_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2), x.end());
  return x[x.size() / 2];
}

/// Each library in turn, many times over; medians, and the median of the ratios to Boost.Random.
int grid() {
  const auto& tables = kernels::available();
  std::printf("ns a draw (median of turns), and Boost.Random's time over ours\n%-26s", "");
  for (const row_functions* t : tables) std::printf("%10s %6s", t->instruction_set, "x");
  std::printf("%10s %8s\n", "boost", "std");
  double worst = 1e300;
  const auto line = [&](const std::string& name, operands x, opcode code, auto&& boost_pass, auto&& std_pass) {
    std::vector<std::vector<double>> times(tables.size() + 2);
    std::vector<std::vector<double>> ratios(tables.size());
    for (std::uint32_t turn = 0; turn < 25; ++turn) {
      for (std::size_t k = 0; k < tables.size(); ++k) {
        times[k].push_back(nanoseconds(4 * lanes_at_once, [&] {
          for (std::uint32_t j = 0; j < 4; ++j) ours(x, *tables[k], code, 4 * turn + j);
        }));
      }
      times[tables.size()].push_back(nanoseconds(lanes_at_once, [&] { boost_pass(x); }));
      times[tables.size() + 1].push_back(nanoseconds(lanes_at_once, [&] { std_pass(x); }));
      for (std::size_t k = 0; k < tables.size(); ++k)
        ratios[k].push_back(times[tables.size()].back() / times[k].back());
    }
    std::printf("%-26s", name.c_str());
    for (std::size_t k = 0; k < tables.size(); ++k) {
      const double ratio = median(ratios[k]);
      worst = (std::min)(worst, ratio);
      std::printf("%10.2f %6.1f", median(times[k]), ratio);
    }
    std::printf("%10.1f %8.1f\n", median(times[tables.size()]), median(times[tables.size() + 1]));
  };
  boost::random::mt19937_64 a(1);
  std::mt19937_64 b(1);
  for (const double n : {4.0, 10.0, 36.0, 100.0, 300.0, 1000.0, 1e4, 1e6, 1e8}) {
    for (const double p : {1e-6, 1e-4, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 0.999}) {
      char name[64];
      std::snprintf(name, sizeof name, "binomial(%g.., %g)", n, p);
      line(
          name, operands({n, p}), opcode::binomial, [&](operands& x) { theirs_binomial<boost_binomial>(x, a); },
          [&](operands& x) { theirs_binomial<std_binomial>(x, b); });
    }
  }
  for (const double mean : {0.1, 1.0, 5.0, 20.0, 31.0, 100.0, 1e4, 1e6}) {
    char name[64];
    std::snprintf(name, sizeof name, "poisson(%g..)", mean);
    line(
        name, operands({mean, 0.5}), opcode::poisson, [&](operands& x) { theirs_poisson<boost_poisson>(x, a); },
        [&](operands& x) { theirs_poisson<std_poisson>(x, b); });
  }
  std::printf("least ratio to Boost.Random: %.2f\n", worst);
  return worst >= 1.0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "grid") == 0) return grid();
  for (const parameters at : {parameters{36, 0.01}, {10, 0.1}, {100, 0.1}, {1000, 0.05}}) register_binomial(at);
  for (const row_functions* table : kernels::available()) {
    benchmark::RegisterBenchmark((std::string("uniform/") + table->instruction_set).c_str(),
                                 [=](benchmark::State& state) {
                                   operands x({1, 1});
                                   std::uint32_t month = 0;
                                   for (auto _ : state) ours(x, *table, opcode::uniform, month++);
                                   set_draws(state, lanes_at_once);
                                 });
    // Time of a unit's month for one replicate.
    for (const bool first_month : {true, false}) {
      const std::string name = first_month ? "first unit month of 68 draws/" : "unit month of 68 draws/";
      benchmark::RegisterBenchmark((name + table->instruction_set).c_str(), [=](benchmark::State& state) {
        unit_month x(first_month);
        std::uint32_t pass = 0;
        for (auto _ : state) {
          x.run(*table, (pass % 32) * 32, pass / 32 & 0xFFFFU);
          ++pass;
        }
        set_draws(state, unit_month::block);
      });
    }
    benchmark::RegisterBenchmark(
        (std::string("200 pools, 24 months, a replicate/") + table->instruction_set).c_str(),
        [=](benchmark::State& state) {
          const plan p = pools(200, 24);
          const random_policy policy{1, nullptr, table};
          workspace w(p, 32);
          std::uint32_t first = 0;
          for (auto _ : state) {
            benchmark::DoNotOptimize(run_block(p, policy, w, 32, first, [](auto...) {}, [] { return false; }));
            first += 32;
          }
          set_draws(state, 32);
        });
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
