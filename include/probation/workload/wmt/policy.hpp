// Whose rules: ours, or those of one of the tools; and where they differ.
#pragma once

#include <array>        // for std::array
#include <span>         // for std::span
#include <string_view>  // for std::string_view

#include <probation/workload/wmt/error.hpp>

namespace probation::wmt {

/// Whose rules a calculation follows.
enum class policy {
  exact,            ///< ours: decimal arithmetic, errors for what has no meaning
  wmt_worker,       ///< the nightly calculation, in JavaScript's doubles
  hmpps_workload,   ///< the real-time service, in decimals of fifteen digits
  wmt_web,          ///< the web pages: the worker's numbers, rounded and summed as shown
  probation_rules,  ///< wmt-probation-rules of 2021: the worker's ancestor, which still scores ARMS and PAROM
};

inline constexpr std::array<std::string_view, 5> policy_names = {"exact", "wmt_worker", "hmpps_workload", "wmt_web",
                                                                 "probation_rules"};

[[nodiscard]] constexpr std::string_view to_string(policy p) noexcept {
  return policy_names[static_cast<std::size_t>(p)];
}

/// The policy of a name; `error` naming those there are.
[[nodiscard]] inline policy policy_of(std::string_view name) {
  for (std::size_t i = 0; i < policy_names.size(); ++i) {
    if (policy_names[i] == name) return static_cast<policy>(i);
  }
  throw detail::unknown("policy", "policy", name, policy_names);
}

/// One thing that the policies do differently: what each does, and where it was seen.
struct difference {
  std::string_view topic;
  std::string_view exact;
  std::string_view wmt_worker;
  std::string_view hmpps_workload;
  std::string_view wmt_web;
  std::string_view seen;  ///< ran: the public code was run; read: in its source
};

/// The one table of differences. Documentation and displays are made from it.
[[nodiscard]] inline std::span<const difference> differences() noexcept {
  static constexpr std::array<difference, 19> table = {{
      {"arithmetic", "decimals, exact", "doubles, in a fixed order", "decimals, quotients to 15 digits", "doubles",
       "ran"},
      {"cutting capacity to whole points", "towards zero, of the exact value",
       "towards zero, of the double as text: 28 of 56,775 pairs of hours lose a point", "towards zero", "as stored",
       "ran"},
      {"more hours taken off than contracted", "an error, or no capacity if asked", "negative capacity and per cent",
       "no capacity", "as stored", "ran"},
      {"no hours but points", "no percentage, and a finding", "0 %", "0 %", "0 %; the points are in the totals", "ran"},
      {"per cent", "rounded once, from the exact ratio", "a double, not rounded", "one digit, halves away from zero",
       "one digit for teams, none for an officer", "ran"},
      {"points of an officer", "not rounded", "whole, halves up", "whole by construction", "as stored", "ran"},
      {"target of a PSO", "the target called PSO", "column nominal_target_spo", "the PO target", "as stored", "ran"},
      {"target of an SPO", "the PO target", "the PO target", "column nominal_target_spo", "as stored", "ran"},
      {"hours of a TPO without hours of their own", "the PO hours", "the PO hours", "the SPO hours (0 in the seed)",
       "as stored", "ran"},
      {"hours of an unknown grade (DMY)", "no capacity", "no capacity", "the SPO hours (0 in the seed)", "as stored",
       "ran"},
      {"untiered cases", "no points, and a finding", "no points", "cannot be represented: an error", "no points",
       "ran"},
      {"inactive cases", "not among the active; T2A ones keep a percentage; more than cases is an error",
       "not in the extract; T2A ones keep a percentage, and may go below 0", "not modelled", "as stored", "ran"},
      {"a missing weight", "an error that names tier and location", "an error", "a null pointer", "not computed",
       "ran"},
      {"unknown contact code", "an error", "left out", "0 points", "not computed", "read"},
      {"contacts count for", "7 days", "7 days", "as long as they are in its table", "not computed", "read"},
      {"a reduction counts", "by its dates, both included, if the reason is enabled",
       "if recorded as active and the reason is enabled",
       "from its first day to before its last, unless archived or deleted", "as stored", "read"},
      {"ARMS and PAROM", "no points", "no points since January 2023; by its rules of 2021 (probation_rules) they score",
       "no points", "as stored", "ran"},
      {"prisons (OMiC)", "over all cases, with projected licence points",
       "over all cases, with projected licence points", "not computed", "as stored", "ran"},
      {"court reporters", "no points", "no points: hours, reductions and reports are stored", "not computed",
       "a page of their own", "read"},
  }};
  return table;
}

}  // namespace probation::wmt
