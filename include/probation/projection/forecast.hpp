// The forecast of a region: its measures by month, the assumptions it stands on, and where it comes from.
#pragma once

#include <algorithm>  // for std::find, std::remove_if
#include <chrono>     // for std::chrono::system_clock
#include <ctime>      // for std::time_t, std::gmtime
#include <optional>   // for std::optional
#include <stdexcept>  // for std::out_of_range
#include <string>     // for std::string
#include <utility>    // for std::as_const, std::move
#include <vector>     // for std::vector

#include <probation/base/problem.hpp>
#include <probation/base/quantile.hpp>
#include <probation/engine/ensemble.hpp>
#include <probation/engine/plan_digest.hpp>
#include <probation/organisation/region.hpp>
#include <probation/projection/lower.hpp>
#include <probation/projection/part.hpp>
#include <probation/projection/series.hpp>
#include <probation/projection/series_limit.hpp>
#include <probation/version.hpp>

namespace probation {

/// How a forecast is run. A result depends on the region, `months`, `runs`, `seed` and `first` alone; `measures` and
/// `limits` say what is kept of it.
struct forecast_options {
  int months = 24;            ///< horizon, 1–600
  std::uint32_t runs = 1000;  ///< replicates; 0: the expected policy, no randomness
  std::uint32_t seed = 1;
  unsigned threads = 0;                    ///< 0: all
  std::uint32_t first = 0;                 ///< number of the first replicate
  std::size_t block = 32;                  ///< replicates in a block
  bool keep_paths = false;                 ///< keep every replicate's numbers
  std::vector<std::string> measures = {};  ///< those that are kept, which saves time and memory; empty: all
  /// Limits that are followed replicate by replicate, besides workload of at most 100 %, for questions of how long they
  /// hold (`series::stays_from_at_most` …).
  std::vector<series_limit> limits = {};
  /// Called in the caller's thread about every 50 ms with replicates done and in all; false stops the run.
  progress_function progress = {};
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
  std::string document;  ///< digest of the document that the region was read from; empty for one built by hand
  std::string plan;      ///< digest of the plan that runs, however the region was made
  std::string digest;    ///< of what fixes the numbers: forecasts of one digest have the same bits (`run_digest`)
  std::vector<std::string> scenarios;  ///< that the region is under, in the order in which they were applied
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
                  probation::provenance origin, std::vector<plan_default> defaults = {})
      : start_(start),
        months_(months),
        all_(std::move(all)),
        inputs_(std::move(inputs)),
        origin_(std::move(origin)),
        defaults_(std::move(defaults)) {}

  [[nodiscard]] month start() const noexcept { return start_; }
  /// Horizon in months.
  [[nodiscard]] int months() const noexcept { return months_; }
  [[nodiscard]] const std::vector<probation::series>& all() const& noexcept { return all_; }
  [[nodiscard]] std::vector<probation::series> all() && { return std::move(all_); }
  [[nodiscard]] std::vector<series_name> names() const {
    std::vector<series_name> out;
    for (const auto& s : all_) out.push_back({s.measure(), s.unit(), s.of()});
    return out;
  }

  /// The series of that name, exactly or by the key of names; throws std::out_of_range saying which part is unknown,
  /// with a near miss.
  [[nodiscard]] const probation::series& series(std::string_view measure, std::string_view unit,
                                                std::string_view of) const& {
    for (const auto& s : all_) {
      if (s.measure() == measure && s.unit() == unit && s.of() == of) return s;
    }
    const std::string keys[] = {name_key(measure), name_key(unit), name_key(of)};
    for (const auto& s : all_) {
      if (name_key(s.measure()) == keys[0] && name_key(s.unit()) == keys[1] && name_key(s.of()) == keys[2]) return s;
    }
    throw std::out_of_range(unknown(measure, unit, of));
  }
  /// Of a forecast that is about to go, a series of one's own: `forecast(r).series(…)`.
  [[nodiscard]] probation::series series(std::string_view measure, std::string_view unit, std::string_view of) && {
    return std::as_const(*this).series(measure, unit, of);
  }

  /// Every input, certain or not, by path: what the forecast stands on.
  [[nodiscard]] const std::vector<plan_parameter>& inputs() const& noexcept { return inputs_; }
  [[nodiscard]] std::vector<plan_parameter> inputs() && { return std::move(inputs_); }
  /// The inputs that are not simply observed: assumed, disputed or uncertain ones.
  [[nodiscard]] std::vector<plan_parameter> assumptions() const {
    std::vector<plan_parameter> out;
    for (const auto& p : inputs_) {
      if (!p.given.is_certain() || standing_of(p.given) != status::observed) out.push_back(p);
    }
    return out;
  }
  /// Rules that act because the document gives no other, and that are no number: assumptions too.
  [[nodiscard]] const std::vector<plan_default>& defaults() const& noexcept { return defaults_; }
  [[nodiscard]] std::vector<plan_default> defaults() && { return std::move(defaults_); }
  [[nodiscard]] const probation::provenance& provenance() const& noexcept { return origin_; }
  [[nodiscard]] probation::provenance provenance() && { return std::move(origin_); }

 private:
  [[nodiscard]] std::string unknown(std::string_view measure, std::string_view unit, std::string_view of) const {
    std::vector<output_info> outputs;
    for (const auto& x : all_) outputs.push_back({x.measure(), x.unit(), x.of(), 0, false, false, output_role::series});
    return detail::unknown_series(outputs, measure, unit, of);
  }

  month start_;
  int months_ = 0;
  std::vector<probation::series> all_;
  std::vector<plan_parameter> inputs_;
  probation::provenance origin_;
  std::vector<plan_default> defaults_;
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

[[nodiscard]] inline ensemble_options options_of(const forecast_options& o) {
  ensemble_options e;
  e.first = o.first;
  e.runs = o.runs;
  e.seed = o.seed;
  e.threads = o.threads;
  e.block = o.block;
  e.keep_paths = o.keep_paths;
  e.draw = &unrounded_quantile;
  e.progress = o.progress;
  return e;
}

[[nodiscard]] inline bool is_wanted(const output_info& o, const std::vector<std::string>& measures) {
  return measures.empty() ||
         std::any_of(measures.begin(), measures.end(), [&](const std::string& m) { return same_name(m, o.measure); });
}

/// Leaves the outputs of `measures` in plans. Throws std::invalid_argument for one that no plan has, with a near miss.
inline void keep_measures(std::vector<plan>& plans, const std::vector<std::string>& measures) {
  std::vector<std::string> known;
  for (const plan& p : plans) {
    for (const output_info& o : p.outputs) known.push_back(o.measure);
  }
  for (const std::string& m : measures) {
    if (std::any_of(known.begin(), known.end(), [&](const std::string& k) { return same_name(k, m); })) continue;
    const std::string close_name = near_miss(m, known);
    throw std::invalid_argument("measures: no measure is called \"" + m + "\"" +
                                (close_name.empty() ? "" : "; did you mean \"" + close_name + "\"?"));
  }
  for (plan& p : plans) {
    p.outputs.erase(std::remove_if(p.outputs.begin(), p.outputs.end(),
                                   [&](const output_info& o) { return !is_wanted(o, measures); }),
                    p.outputs.end());
  }
}

[[nodiscard]] inline std::vector<replicate_span> span_of(std::uint32_t first, std::uint32_t runs) {
  if (runs == 0) return {};
  return {{first, first + runs}};
}

/// Points that a forecast keeps, at most: some ten gigabytes.
inline constexpr std::size_t most_points = 20'000'000;

/// Throws std::invalid_argument for more series and months than memory is likely to have room for.
inline void check_points(const std::vector<plan>& plans) {
  std::size_t series = 0;
  std::size_t points = 0;
  for (const plan& p : plans) {
    series += p.outputs.size();
    points += p.outputs.size() * (static_cast<std::size_t>(p.months) + 1);
  }
  if (points <= most_points) return;
  throw std::invalid_argument("measures: " + std::to_string(series) + " series of " +
                              std::to_string(plans.front().months) + " months are " + std::to_string(points) +
                              " points, of which at most " + std::to_string(most_points) +
                              " are kept; name fewer measures, or fewer months");
}

[[nodiscard]] inline provenance provenance_of(const std::string& region, const std::string& document,
                                              const std::string& plan, const forecast_options& o) {
  provenance out;
  out.version = version;
  out.region = region;
  out.document = document;
  out.plan = plan;
  out.digest = run_digest(plan, o.seed, span_of(o.first, o.runs));
  out.seed = o.seed;
  out.runs = o.runs;
  out.first = o.first;
  out.policy = o.runs == 0 ? "expected" : "random";
  out.instruction_set = (o.runs == 0 ? expected_rows() : random_rows()).instruction_set;
  out.time = utc_now();
  return out;
}

/// While a forecast is lowered none of its runs are done.
[[nodiscard]] inline progress_function lowering_progress(const forecast_options& o) {
  if (!o.progress) return {};
  return [&o](std::size_t, std::size_t) { return o.progress(0, o.runs); };
}

/// The plan of a region as it runs, and the digest that it has whatever is kept of it.
struct lowered_region {
  std::vector<plan> plans;  ///< one
  std::string digest;

  lowered_region(const region& r, const forecast_options& o) {
    plans.push_back(lower(r, o.months, ratio_parts::left_out, lowering_progress(o)));
    digest = to_text(digest_of(plans.front()));
    keep_measures(plans, o.measures);
    check_points(plans);
    follow_limits(plans, o.limits);
  }
  [[nodiscard]] const plan& what() const noexcept { return plans.front(); }
};

/// The series of a plan and its result. Throws std::invalid_argument if the result is not of the plan.
[[nodiscard]] inline forecast_result assembled(const plan& p, const std::vector<output_limit>& limits,
                                               ensemble_result result, provenance origin) {
  std::vector<series> all;
  if (result.held.size() != limits.size()) throw std::invalid_argument("a part of the forecast of another region");
  std::size_t k = 0;
  for (const output_info& info : p.outputs) {
    const std::size_t points = static_cast<std::size_t>(p.months) + (info.is_flow ? 0 : 1);
    if (k >= result.points.size() || result.points[k].size() != points) {
      throw std::invalid_argument("a part of the forecast of another region");
    }
    std::vector<held_limit> held;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      if (limits[i].output != k) continue;
      if (result.held[i].size() != points) throw std::invalid_argument("a part of the forecast of another region");
      held.push_back({limits[i].is_upper, limits[i].x, std::move(result.held[i])});
    }
    if (info.role == output_role::series) {
      all.emplace_back(info.measure, info.unit, info.of, p.start, info.is_flow, info.is_count && origin.runs > 0,
                       std::move(result.points[k]), std::move(result.paths[k]), std::move(held));
    }
    ++k;
  }
  return {p.start, p.months, std::move(all), p.parameters, std::move(origin), p.defaults};
}

[[nodiscard]] inline part_identity identity_of(const std::string& plan, const forecast_options& o) {
  return {std::string(version), plan, o.months, o.seed, o.measures, o.limits, o.keep_paths};
}

/// What a part says of itself, for a forecast of that name. Throws std::invalid_argument unless it is whole.
[[nodiscard]] inline provenance provenance_of(const std::string& region, const std::string& document,
                                              const forecast_part& part) {
  if (part.spans().size() != 1) {
    throw std::invalid_argument("replicates are missing: only " + listed(part.spans()) + " have been run");
  }
  forecast_options o;
  o.seed = part.identity().seed;
  o.runs = part.runs();
  o.first = part.spans().front().first;
  provenance out = provenance_of(region, document, part.identity().plan, o);
  out.instruction_set = part.instruction_sets();
  out.time = part.time();
  return out;
}

/// What the plans of a part were lowered with.
[[nodiscard]] inline forecast_options options_of(const forecast_part& part) {
  forecast_options o;
  o.months = part.identity().months;
  o.measures = part.identity().measures;
  o.limits = part.identity().limits;
  return o;
}

/// Throws std::invalid_argument unless a part is of the plan with that digest, by this version of the library.
inline void check_plan(const forecast_part& part, const std::string& plan, const char* whose) {
  const part_identity& of = part.identity();
  if (of.version != version) {
    throw std::invalid_argument("a part by probation " + of.version + ", and this is " + std::string(version) +
                                ": parts are for passing on within one version");
  }
  if (of.plan == plan) return;
  throw std::invalid_argument(std::string("a part of the forecast of ") + whose + ": of plan " + shortened(of.plan) +
                              ", and here it is " + shortened(plan));
}

inline void check_part(const forecast_options& o) {
  if (o.runs == 0) throw std::invalid_argument("a part needs at least one replicate; the expected forecast has none");
}

}  // namespace detail

/// Projects `r`. Throws document_error if the region contradicts itself, plan_error if an uncertain input is drawn
/// so far out that the model has no meaning, `interrupted` if progress says so, std::invalid_argument for options
/// that make no sense.
[[nodiscard]] inline forecast_result forecast(const region& r, const forecast_options& o = {}) {
  const std::string time = detail::utc_now();
  const detail::lowered_region x(r, o);
  provenance origin = detail::provenance_of(r.name, r.digest, x.digest, o);
  origin.scenarios = r.under;
  origin.time = time;
  return detail::assembled(x.what(), x.what().limits, run_ensemble(x.what(), detail::options_of(o)), std::move(origin));
}

/// Runs replicates `o.first` … `o.first + o.runs − 1` of a forecast of `r`, to be merged with others. Throws as
/// `forecast` does.
[[nodiscard]] inline forecast_part run_part(const region& r, const forecast_options& o) {
  detail::check_part(o);
  std::string time = detail::utc_now();
  const detail::lowered_region x(r, o);
  std::vector<ensemble_result> results;
  results.push_back(run_ensemble(x.what(), detail::options_of(o)));
  return {detail::identity_of(x.digest, o),
          {o.first, o.first + o.runs},
          std::move(results),
          random_rows().instruction_set,
          std::move(time)};
}

/// What the parts of such a forecast are parts of, to compare with what comes back from elsewhere (`require_asked`).
[[nodiscard]] inline part_identity identity_of(const region& r, const forecast_options& o) {
  return detail::identity_of(detail::lowered_region(r, o).digest, o);
}

/// The forecast of `r` that `part` is the whole of. Throws std::invalid_argument if it is a part of another region's
/// forecast, or replicates are missing in between.
[[nodiscard]] inline forecast_result forecast_of(const region& r, forecast_part part) {
  provenance origin = detail::provenance_of(r.name, r.digest, part);
  origin.scenarios = r.under;
  const detail::lowered_region x(r, detail::options_of(part));
  detail::check_plan(part, x.digest, "another region");
  if (part.results().size() != 1 || part.results().front().points.size() != x.what().outputs.size()) {
    throw std::invalid_argument("a part of the forecast of another region");
  }
  return detail::assembled(x.what(), x.what().limits, std::move(part.results().front()), std::move(origin));
}

}  // namespace probation
