// Which scenario of a document helps a grade of a unit most? Each is forecast, and set against the document as it is.
//
//   compare_scenarios REGION.json UNIT GRADE [RUNS]

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include <probation/io.hpp>
#include <probation/projection.hpp>

namespace {

// [print]
void print(const char* name, const probation::series& workload, const probation::series& as_it_is) {
  const auto last = workload.size() - 1;
  std::printf("%-26s %5.1f %%, %+5.1f on average, at most 100 %% in %2.0f %% of runs\n", name,
              100 * workload.quantile(0.5)[last], 100 * (workload.mean()[last] - as_it_is.mean()[last]),
              100 * workload.probability_at_most(1.0)[last]);
}
// [print]

int run(int argc, char** argv) {
  // [compare]
  const probation::region region = probation::read_region(argv[1]);
  const std::string unit = argv[2];
  const std::string grade = argv[3];
  probation::forecast_options options;
  options.runs = argc > 4 ? static_cast<std::uint32_t>(std::atoi(argv[4])) : 10'000;
  options.seed = 2022;  // the same seed: scenarios share their random numbers, so that differences are less noisy
  options.measures = {"workload"};

  const auto as_it_is = probation::forecast(region, options).series("workload", unit, grade);
  print("as it is", as_it_is, as_it_is);
  for (const auto& scenario : region.scenarios) {
    const auto changed = probation::forecast(probation::scenario(region, scenario.first), options);
    print(scenario.first.c_str(), changed.series("workload", unit, grade), as_it_is);
  }
  // [compare]
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: compare_scenarios REGION.json UNIT GRADE [RUNS]\n", stderr);
    return 2;
  }
  // [errors]
  try {
    return run(argc, argv);
  } catch (const probation::document_error& e) {  // every problem of the document, with its path
    for (const auto& problem : e.problems()) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
    return 1;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 3;
  }
  // [errors]
}
