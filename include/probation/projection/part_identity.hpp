// What makes parts of a forecast parts of one, and what fixes its numbers.
#pragma once

#include <cstdint>      // for std::uint32_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/number.hpp>
#include <probation/base/sha256.hpp>
#include <probation/projection/series_limit.hpp>
#include <probation/version.hpp>

namespace probation {

/// Replicates first … stop − 1.
struct replicate_span {
  std::uint32_t first = 0;
  std::uint32_t stop = 0;

  friend bool operator==(const replicate_span&, const replicate_span&) = default;
};

/// What makes two parts parts of one forecast.
struct part_identity {
  std::string version;  ///< of the library: others may draw otherwise
  std::string plan;     ///< digest of the plan that runs, or of all plans
  int months = 0;
  std::uint32_t seed = 0;
  std::vector<std::string> measures;  ///< those that are kept; empty: all
  std::vector<series_limit> limits;   ///< those that are followed, as asked for
  bool keeps_paths = false;

  friend bool operator==(const part_identity&, const part_identity&) = default;
};

namespace detail {

/// The start of a digest, which is enough to tell two apart.
[[nodiscard]] inline std::string shortened(const std::string& digest) {
  constexpr std::size_t enough = std::string_view("sha256:").size() + 12;
  return digest.size() <= enough ? digest : digest.substr(0, enough) + "…";
}

[[nodiscard]] inline std::string listed(const std::vector<std::string>& measures) {
  std::string out;
  for (const std::string& m : measures) out += (out.empty() ? "" : ", ") + m;
  return out.empty() ? "all measures" : "measures " + out;
}

[[nodiscard]] inline std::string listed(const std::vector<series_limit>& limits) {
  std::string out;
  for (const series_limit& l : limits) {
    out += (out.empty() ? "" : ", ") + l.measure + " of " + l.of + " in " + l.unit;
    out += l.at_most ? " at most " + to_text(*l.at_most) : " at least " + to_text(l.at_least.value_or(0.0));
  }
  return out.empty() ? "no limits" : "limits " + out;
}

/// What two forecasts differ in, both values named with `between` between them; empty if they are one.
[[nodiscard]] inline std::string differences(const part_identity& a, const part_identity& b,
                                             const std::string& between) {
  std::string out;
  const auto compare = [&](bool is_same, const std::string& mine, const std::string& theirs) {
    if (!is_same) out += (out.empty() ? "" : "; ") + mine + between + theirs;
  };
  const auto number = [](const char* before, auto n, const char* after) { return before + std::to_string(n) + after; };
  compare(a.version == b.version, "probation " + a.version, b.version);
  compare(a.months == b.months, number("", a.months, " months"), number("", b.months, ""));
  compare(a.seed == b.seed, number("seed ", a.seed, ""), number("", b.seed, ""));
  // What runs is another plan for another horizon, and in another version.
  if (a.version == b.version && a.months == b.months) {
    compare(a.plan == b.plan, "plan " + shortened(a.plan), shortened(b.plan));
  }
  compare(a.measures == b.measures, listed(a.measures), listed(b.measures));
  compare(a.limits == b.limits, listed(a.limits), listed(b.limits));
  compare(a.keeps_paths == b.keeps_paths, a.keeps_paths ? "with paths" : "without paths",
          b.keeps_paths ? "with paths" : "without paths");
  return out;
}

/// "0-31, 64-95".
[[nodiscard]] inline std::string listed(const std::vector<replicate_span>& spans) {
  std::string out;
  for (const replicate_span& s : spans) {
    out += (out.empty() ? "" : ", ") + std::to_string(s.first) + "-" + std::to_string(s.stop - 1);
  }
  return out.empty() ? "none" : out;
}

}  // namespace detail

/// What fixes the numbers of a forecast, as a digest: the version, the plan that runs, and under which seed which
/// replicates; none of them for the expected policy.
[[nodiscard]] inline std::string run_digest(const std::string& plan, std::uint32_t seed,
                                            const std::vector<replicate_span>& spans,
                                            std::string_view library = version) {
  sha256 to;
  to.text("probation run 1").text(library).text(plan).number(spans.empty() ? 0 : seed).number(spans.size());
  for (const replicate_span& s : spans) to.number(s.first).number(s.stop);
  return to_text(to.finish());
}

}  // namespace probation
