// Many regions together: each one's forecast, and their sum replicate by replicate.
#pragma once

#include <map>        // for std::map
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <tuple>      // for std::tuple
#include <utility>    // for std::move
#include <vector>     // for std::vector

#include <probation/base/named.hpp>
#include <probation/base/sha256.hpp>
#include <probation/engine/philox.hpp>
#include <probation/projection/forecast.hpp>

namespace probation {

/// Forecasts of regions, and of all of them together.
struct forecasts {
  named<forecast_result> regions;
  /// Measures of unit "*": sums over the regions that have them, ratios as ratio of sums. Its inputs are those of all
  /// regions, their paths after the region's name.
  forecast_result all;
};

/// The seed of a region that is forecast among others: a region alone under this seed has the same numbers. From the
/// name, so that adding a region changes no other's, and two regions that call a unit by one name draw apart.
[[nodiscard]] constexpr std::uint32_t region_seed(std::uint32_t seed, std::string_view name) noexcept {
  constexpr std::uint32_t stream_of_regions = 3;
  const std::uint64_t cell = cell_id(name);
  return philox4x32_10({static_cast<std::uint32_t>(cell), static_cast<std::uint32_t>(cell >> 32), 0, 0},
                       {seed, stream_of_regions})[0];
}

namespace detail {

/// Plans of many regions, what they have in common, and how they are run.
struct joint_plans {
  std::vector<plan> plans;
  std::vector<std::string> digests;  ///< of the plans
  plan all;                          ///< outputs of the sum, and all inputs
  std::string digest;                ///< of all plans under their names
  ensemble_job job;
};

/// The digest of the documents of all regions; empty if one of them was built by hand.
[[nodiscard]] inline std::string documents_of(const named<region>& regions) {
  sha256 to;
  to.text("probation documents 1").number(regions.size());
  for (const auto& [name, r] : regions) {
    if (r.digest.empty()) return {};
    to.text(name).text(r.digest);
  }
  return to_text(to.finish());
}

/// Digests each plan, and all of them under the names from which their seeds come.
inline void add_digests(const named<region>& regions, joint_plans& to) {
  sha256 all;
  all.text("probation plans 1").number(to.plans.size());
  std::size_t i = 0;
  for (const auto& item : regions) {
    const sha256_digest each = digest_of(to.plans[i++]);
    all.text(item.first).bytes(each.data(), each.size());
    to.digests.push_back(to_text(each));
  }
  to.digest = to_text(all.finish());
}

/// Finds the outputs of the whole region ("*") that plans have in common by name, and what adds to them.
inline void add_joint_outputs(joint_plans& x) {
  constexpr std::size_t none = joint_outputs::none;
  std::map<std::tuple<std::string, std::string, bool>, std::size_t> known;  // measure, of, flow: output of the sum
  joint_outputs& joint = x.job.joint;
  for (const plan& p : x.plans) {
    auto& adds_to = joint.adds_to.emplace_back(p.outputs.size(), none);
    for (std::size_t k = 0; k < p.outputs.size(); ++k) {
      const output_info& o = p.outputs[k];
      if (o.unit != "*" || o.role != output_role::series) continue;
      const bool is_ratio = k + 1 < p.outputs.size() && p.outputs[k + 1].role == output_role::numerator;
      const auto [at, is_new] = known.try_emplace({o.measure, o.of, o.is_flow}, joint.outputs.size());
      if (is_new) {
        x.all.outputs.push_back({o.measure, "*", o.of, 0, o.is_flow, o.is_count, output_role::series});
        const std::size_t first = joint.totals;
        joint.outputs.push_back({first, is_ratio ? first + 1 : none, o.is_flow});
        joint.totals += is_ratio ? 2 : 1;
      }
      output_info& sum = x.all.outputs[at->second];
      const auto& totals = joint.outputs[at->second];
      sum.is_count = sum.is_count && o.is_count;
      if (is_ratio) {
        adds_to[k + 1] = totals.numerator;
        adds_to[k + 2] = totals.denominator;
      } else {
        adds_to[k] = totals.numerator;
      }
    }
  }
}

[[nodiscard]] inline joint_plans lower_together(const named<region>& regions, const forecast_options& o) {
  if (regions.empty()) throw std::invalid_argument("forecast_many: no regions");
  joint_plans out;
  for (const auto& [name, r] : regions) {
    if (r.as_of != regions.begin()->second.as_of) {
      throw std::invalid_argument("forecast_many: " + name + " starts in " + r.as_of.str() + " and " +
                                  regions.begin()->first + " in " + regions.begin()->second.as_of.str());
    }
    out.plans.push_back(lower(r, o.months, ratio_parts::kept, lowering_progress(o)));
  }
  add_digests(regions, out);
  keep_measures(out.plans, o.measures);
  check_points(out.plans);
  follow_limits(out.plans, o.limits);
  out.all.start = out.plans.front().start;
  out.all.months = o.months;
  std::size_t i = 0;
  std::map<std::uint32_t, std::string> seeds;
  for (const auto& [name, r] : regions) {
    const std::uint32_t seed = region_seed(o.seed, name);
    if (const auto [at, is_new] = seeds.try_emplace(seed, name); !is_new) {
      throw std::invalid_argument("forecast_many: " + name + " and " + at->second +
                                  " would draw the same numbers under this seed; choose another");
    }
    for (plan_parameter q : out.plans[i].parameters) {
      q.path = path_of("", {name}) + "." + q.path;
      out.all.parameters.push_back(std::move(q));
    }
    for (plan_default d : out.plans[i].defaults) {
      d.path = path_of("", {name}) + "." + d.path;
      out.all.defaults.push_back(std::move(d));
    }
    out.job.members.push_back({&out.plans[i], seed, name});
    ++i;
  }
  add_joint_outputs(out);
  std::vector<std::size_t> found;
  out.job.joint.limits = limits_of(out.all.outputs, o.limits, found);  // of units "*"; others are of regions alone
  return out;
}

[[nodiscard]] inline forecasts assembled(const named<region>& regions, const joint_plans& x,
                                         std::vector<ensemble_result> results, const provenance& origin) {
  if (results.size() != x.plans.size() + 1) throw std::invalid_argument("a part of the forecast of other regions");
  forecasts out;
  std::size_t i = 0;
  for (const auto& [name, r] : regions) {
    provenance its = origin;
    its.region = r.name;
    its.document = r.digest;
    its.scenarios = r.under;
    its.seed = x.job.members[i].seed;
    its.plan = x.digests[i];
    its.digest = run_digest(its.plan, its.seed, span_of(its.first, its.runs));
    out.regions[name] = assembled(x.plans[i], x.plans[i].limits, std::move(results[i]), std::move(its));
    ++i;
  }
  out.all = assembled(x.all, x.job.joint.limits, std::move(results.back()), origin);
  return out;
}

[[nodiscard]] inline std::string name_of_all(const named<region>& regions) {
  return std::to_string(regions.size()) + (regions.size() == 1 ? " region" : " regions");
}

}  // namespace detail

/// Projects regions together, each under `region_seed` of its name; they must start in the same month. Throws as
/// `forecast` does, messages with the region's name; std::invalid_argument if there are none.
[[nodiscard]] inline forecasts forecast_many(const named<region>& regions, const forecast_options& o = {}) {
  const std::string time = detail::utc_now();
  const detail::joint_plans x = detail::lower_together(regions, o);
  provenance origin = detail::provenance_of(detail::name_of_all(regions), detail::documents_of(regions), x.digest, o);
  origin.time = time;
  return detail::assembled(regions, x, run_together(x.job, detail::options_of(o)), origin);
}

/// Runs some replicates of such a forecast, to be merged with others; see `run_part` of one region.
[[nodiscard]] inline forecast_part run_part(const named<region>& regions, const forecast_options& o) {
  detail::check_part(o);
  std::string time = detail::utc_now();
  const detail::joint_plans x = detail::lower_together(regions, o);
  return {detail::identity_of(x.digest, o),
          {o.first, o.first + o.runs},
          run_together(x.job, detail::options_of(o)),
          random_rows().instruction_set,
          std::move(time)};
}

/// What the parts of such a forecast are parts of; see `identity_of` one region.
[[nodiscard]] inline part_identity identity_of(const named<region>& regions, const forecast_options& o) {
  return detail::identity_of(detail::lower_together(regions, o).digest, o);
}

/// The forecasts that `part` is the whole of; see `forecast_of` one region.
[[nodiscard]] inline forecasts forecasts_of(const named<region>& regions, forecast_part part) {
  const provenance origin = detail::provenance_of(detail::name_of_all(regions), detail::documents_of(regions), part);
  forecast_options o = detail::options_of(part);
  o.seed = part.identity().seed;
  const detail::joint_plans x = detail::lower_together(regions, o);
  detail::check_plan(part, x.digest, "other regions");
  return detail::assembled(regions, x, std::move(part.results()), origin);
}

}  // namespace probation
