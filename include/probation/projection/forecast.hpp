// The forecast of a region: its measures by month, the assumptions it stands on, and where it comes from.
#pragma once

#include <chrono>     // for std::chrono::system_clock
#include <ctime>      // for std::time_t, std::gmtime
#include <optional>   // for std::optional
#include <stdexcept>  // for std::out_of_range
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/problem.hpp>
#include <probation/base/quantile.hpp>
#include <probation/engine/ensemble.hpp>
#include <probation/organisation/region.hpp>
#include <probation/projection/lower.hpp>
#include <probation/projection/series.hpp>
#include <probation/version.hpp>

namespace probation {

/// How a forecast is run. A result depends on the region, `months`, `runs`, `seed` and `first` alone.
struct forecast_options {
  int months = 24;            ///< horizon, 1–600
  std::uint32_t runs = 1000;  ///< replicates; 0: the expected policy, no randomness
  std::uint32_t seed = 1;
  unsigned threads = 0;     ///< 0: all
  std::uint32_t first = 0;  ///< number of the first replicate
  std::size_t block = 32;   ///< replicates in a block
  bool keep_paths = false;  ///< keep every replicate's numbers
  /// Called in the caller's thread about every 50 ms with replicates done and in all; false stops the run.
  std::function<bool(std::size_t done, std::size_t total)> progress = {};
};

/// The names of a series: "*" stands for the whole region, or for all grades.
struct series_name {
  std::string measure;
  std::string unit;
  std::string of;

  friend bool operator==(const series_name&, const series_name&) = default;
};

/// Where a forecast comes from: enough to make it again.
struct provenance {
  std::string version;
  std::string region;
  std::string document;  ///< digest of the document; empty for a region built by hand
  std::uint32_t seed = 0;
  std::uint32_t runs = 0;
  std::uint32_t first = 0;
  std::string rng = "Philox4x32-10";
  std::string policy;           ///< "random" or "expected"
  std::string instruction_set;  ///< what it ran on; results do not depend on it
  std::string time;             ///< UTC, when it was started: the one thing that differs when made again
};

/// A forecast: series by name. Nothing is kept of single replicates unless asked for.
class forecast_result {
 public:
  forecast_result() = default;
  forecast_result(month start, int months, std::vector<series> all, std::vector<plan_parameter> inputs,
                  probation::provenance origin)
      : start_(start), months_(months), all_(std::move(all)), inputs_(std::move(inputs)), origin_(std::move(origin)) {}

  [[nodiscard]] month start() const noexcept { return start_; }
  /// Horizon in months.
  [[nodiscard]] int months() const noexcept { return months_; }
  [[nodiscard]] const std::vector<probation::series>& all() const noexcept { return all_; }
  [[nodiscard]] std::vector<series_name> names() const {
    std::vector<series_name> out;
    for (const auto& s : all_) out.push_back({s.measure(), s.unit(), s.of()});
    return out;
  }

  /// The series of that name; throws std::out_of_range saying which part is unknown, with a near miss.
  [[nodiscard]] const probation::series& series(std::string_view measure, std::string_view unit,
                                                std::string_view of) const {
    for (const auto& s : all_) {
      if (s.measure() == measure && s.unit() == unit && s.of() == of) return s;
    }
    throw std::out_of_range(unknown(measure, unit, of));
  }

  /// Every input, certain or not, by path: what the forecast stands on.
  [[nodiscard]] const std::vector<plan_parameter>& inputs() const noexcept { return inputs_; }
  /// The inputs that are not simply observed: assumed, disputed or uncertain ones.
  [[nodiscard]] std::vector<plan_parameter> assumptions() const {
    std::vector<plan_parameter> out;
    for (const auto& p : inputs_) {
      if (!p.given.is_certain() || standing_of(p.given) != status::observed) out.push_back(p);
    }
    return out;
  }
  [[nodiscard]] const probation::provenance& provenance() const noexcept { return origin_; }

 private:
  [[nodiscard]] std::string unknown(std::string_view measure, std::string_view unit, std::string_view of) const {
    const auto check = [&](std::string_view word, const char* what, auto&& get) {
      std::vector<std::string> known;
      for (const auto& s : all_) {
        if (get(s) == word) return std::string();
        known.push_back(get(s));
      }
      std::string text = std::string("no ") + what + " is called \"" + std::string(word) + "\"";
      const std::string near = near_miss(word, known);
      return near.empty() ? text : text + "; did you mean \"" + near + "\"?";
    };
    std::string text = check(measure, "measure", [](const auto& s) { return s.measure(); });
    if (text.empty()) text = check(unit, "unit", [](const auto& s) { return s.unit(); });
    if (text.empty()) text = check(of, "grade or backlog", [](const auto& s) { return s.of(); });
    if (text.empty()) {
      text = "there is no series (\"" + std::string(measure) + "\", \"" + std::string(unit) + "\", \"" +
             std::string(of) + "\"), though each of the names is known";
    }
    return text;
  }

  month start_;
  int months_ = 0;
  std::vector<probation::series> all_;
  std::vector<plan_parameter> inputs_;
  probation::provenance origin_;
};

namespace detail {

[[nodiscard]] inline std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  char text[32] = {};
  std::tm parts{};
#if defined(_WIN32)
  gmtime_s(&parts, &now);
#else
  gmtime_r(&now, &parts);
#endif
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace detail

/// Projects `r`. Throws document_error if the region contradicts itself, plan_error if an uncertain input is drawn
/// so far out that the model has no meaning, `interrupted` if progress says so, std::invalid_argument for options
/// that make no sense.
[[nodiscard]] inline forecast_result forecast(const region& r, const forecast_options& o = {}) {
  provenance origin;
  origin.version = version;
  origin.region = r.name;
  origin.document = r.digest;
  origin.seed = o.seed;
  origin.runs = o.runs;
  origin.first = o.first;
  origin.policy = o.runs == 0 ? "expected" : "random";
  origin.instruction_set = (o.runs == 0 ? expected_rows() : random_rows()).instruction_set;
  origin.time = detail::utc_now();
  const plan p = lower(r, o.months);
  ensemble_options e;
  e.first = o.first;
  e.runs = o.runs;
  e.seed = o.seed;
  e.threads = o.threads;
  e.block = o.block;
  e.keep_paths = o.keep_paths;
  e.draw = &quantile;
  e.progress = o.progress;
  ensemble_result result = run_ensemble(p, e);
  std::vector<series> all;
  for (std::size_t k = 0; k < p.outputs.size(); ++k) {
    const output_info& info = p.outputs[k];
    all.emplace_back(info.measure, info.unit, info.of, p.start, info.is_flow, info.is_count && o.runs > 0,
                     std::move(result.points[k]), std::move(result.paths[k]));
  }
  return {p.start, p.months, std::move(all), p.parameters, std::move(origin)};
}

}  // namespace probation
