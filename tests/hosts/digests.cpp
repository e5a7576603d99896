// The golden digests of tools/digests.py from C++: whatever compiles this, at whatever level, finds the same numbers.
//
//     host_digests CASES [THREADS] [parts]
//
// CASES has a line for each forecast: name, document, scenario, runs and digest, apart by tabs (tests/hosts/digests.py
// writes it). Prints name, digest of the numbers and digest of the plan; exit 1 if a digest of numbers is another.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <probation/io.hpp>
#include <probation/projection.hpp>

namespace {

using namespace probation;

struct test_case {
  std::string name, document, scenario, runs, digest;
};

[[nodiscard]] std::vector<test_case> cases_in(const char* file) {
  std::vector<test_case> out;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    test_case& c = out.emplace_back();
    for (std::string* field : {&c.name, &c.document, &c.scenario, &c.runs, &c.digest}) {
      std::getline(fields, *field, '\t');
    }
  }
  return out;
}

/// As tools/digests.py has it: names, then numbers with one zero and one "not a number".
[[nodiscard]] std::string digest_of_numbers(const forecast_result& f) {
  sha256 to;
  const auto add = [&](const std::vector<double>& numbers) {
    for (const double x : numbers) to.real(std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : x + 0.0);
  };
  for (const series& s : f.all()) {
    to.bytes(s.measure() + '\x1F' + s.unit() + '\x1F' + s.of() + '\x1E');
    add(s.mean());
    add(s.sd());
    for (const double q : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) add(s.quantile(q));
  }
  return to_text(to.finish()).substr(std::string("sha256:").size());
}

/// The forecast from parts that travelled as bytes.
[[nodiscard]] forecast_result from_parts(const region& r, const forecast_options& all) {
  std::vector<forecast_part> parts;
  const std::uint32_t cuts[] = {0, 1, 33, all.runs};
  for (std::size_t i = 0; i < 3; ++i) {
    forecast_options o = all;
    o.first = cuts[i];
    o.runs = cuts[i + 1] - cuts[i];
    parts.push_back(forecast_part::from_bytes(run_part(r, o).bytes()));
  }
  parts[2].merge(parts[0]);
  parts[2].merge(parts[1]);
  return forecast_of(r, parts[2]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::vector<test_case> cases = cases_in(argv[1]);
  int different = cases.empty() ? 1 : 0;
  for (const test_case& c : cases) {
    region r = read_region(c.document);
    if (!c.scenario.empty()) r = scenario(r, c.scenario);
    forecast_options o{.months = 18, .runs = static_cast<std::uint32_t>(std::stoul(c.runs)), .seed = 7};
    o.threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 0;
    const forecast_result f = argc > 3 && o.runs > 0 ? from_parts(r, o) : forecast(r, o);
    const std::string digest = digest_of_numbers(f);
    std::printf("%s\t%s\t%s\n", c.name.c_str(), digest.c_str(), f.provenance().plan.c_str());
    different += digest == c.digest ? 0 : 1;
  }
  if (different > 0) std::fprintf(stderr, "%d digests are not those of digests.toml\n", different);
  return different > 0 ? 1 : 0;
}
