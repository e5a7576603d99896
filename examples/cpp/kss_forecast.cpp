// When does a region's workload come back to 100 %? A forecast from C++.
//
//   kss_forecast REGION.json [MONTHS [RUNS]]

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include <probation/io.hpp>
#include <probation/projection.hpp>

namespace {

/// "132.0 % (128.1-136.3)": median and 80 % interval of point t.
std::string cell(const probation::series& s, std::size_t t, double scale, const char* unit) {
  char text[64];
  std::snprintf(text, sizeof text, "%.1f%s (%.1f-%.1f)", scale * s.quantile(0.5)[t], unit, scale * s.quantile(0.1)[t],
                scale * s.quantile(0.9)[t]);
  return text;
}

int run(int argc, char** argv) {
  const probation::region kss = probation::read_region(argv[1]);
  probation::forecast_options options;
  options.months = argc > 2 ? std::atoi(argv[2]) : 24;
  options.runs = argc > 3 ? static_cast<std::uint32_t>(std::atoi(argv[3])) : 10'000;
  options.seed = 2022;
  const probation::forecast_result base = probation::forecast(kss, options);

  std::printf("%s from %s: workload, median and 80 %% interval\n", kss.name.c_str(), kss.as_of.str().c_str());
  for (const auto& name : base.names()) {
    if (name.measure != "workload" || name.of == "*") continue;
    const probation::series& s = base.series("workload", name.unit, name.of);
    const auto when = s.first_month_at_most(1.0, 0.9);
    const auto last = s.size() - 1;
    std::printf("%-16s %-4s now %-22s at the end %-24s at most 100 %% (p = 0.9): %s\n",
                name.unit == "*" ? "the region" : name.unit.c_str(), name.of.c_str(), cell(s, 0, 100, " %").c_str(),
                cell(s, last, 100, " %").c_str(), when ? when->str().c_str() : "not within the horizon");
  }
  std::printf("stands on %zu assumptions; seed %u, %u runs, document %s\n", base.assumptions().size(),
              base.provenance().seed, base.provenance().runs, base.provenance().document.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: kss_forecast REGION.json [MONTHS [RUNS]]\n", stderr);
    return 2;
  }
  try {
    return run(argc, argv);
  } catch (const probation::document_error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 3;
  }
}
