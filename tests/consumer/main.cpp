// What a user's first program does: read a region, project it, ask a question.
#include <cstdio>

#include <probation/io.hpp>
#include <probation/projection.hpp>
#include <probation/version.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto kss = probation::read_region(argv[1]);
  const auto base = probation::forecast(kss, {.months = 24, .runs = 100, .seed = 1});
  const auto workload = base.series("workload", "West Kent", "PO");
  const double mean = workload.mean()[0];
  const double p90 = workload.quantile(0.9)[12];
  std::printf("probation %s: workload now %.3f, in a year at most %.3f (9 in 10)\n", probation::version.data(), mean,
              p90);
  return mean > 0 && p90 > 0 ? 0 : 1;
}
