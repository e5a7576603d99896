// The audit of a region: what in it contradicts itself, or should not be relied on unseen.
#pragma once

#include <algorithm>  // for std::copy_if
#include <iterator>   // for std::back_inserter
#include <span>       // for std::span
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/analysis/audit/rules.hpp>
#include <probation/organisation/validate.hpp>

namespace probation {

namespace detail {

/// Names in `off` and `only` must be those of rules.
inline void check_rule_names(const std::vector<std::string>& names, std::span<const audit_rule> rules,
                             const char* option) {
  std::vector<std::string> known;
  for (const audit_rule& rule : rules) known.emplace_back(rule.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string message = std::string("audit: ") + option + ": no rule is called \"" + name + '"';
    if (const std::string close_name = near_miss(name, known); !close_name.empty()) {
      message += "; did you mean \"" + close_name + "\"?";
    } else {
      message += "; there is:";
      for (const auto& there : known) message += " \"" + there + '"';
    }
    throw std::invalid_argument(message);
  }
}

}  // namespace detail

/// What the rules find in a region: errors first, then warnings, then notes; in each by the order of the rules, and of
/// the document. The same region gives the same findings.
///
/// What no region may hold is not the audit's business: throws document_error if the region is not valid
/// (`validate`), and std::invalid_argument for the name of a rule that there is not, or a negative option.
/// `rules` may be a list of one's own, or one made of both.
[[nodiscard]] inline std::vector<finding> audit(const region& r, const audit_options& options = {},
                                                std::span<const audit_rule> rules = audit_rules()) {
  detail::check_rule_names(options.off, rules, "off");
  detail::check_rule_names(options.only, rules, "only");
  if (options.stale_after < 0) throw std::invalid_argument("audit: stale_after must be 0 months or more");
  if (!(options.vacancy_tolerance >= 0)) throw std::invalid_argument("audit: vacancy_tolerance must be 0 or more");
  detail::watch ask(options.progress);
  if (auto problems = detail::problems_of(r, ask); !problems.empty()) throw document_error(std::move(problems), r.name);
  const auto is_in = [](const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::vector<finding> findings;
  audit_context context(r, options, findings);
  std::size_t done = 0;
  for (const audit_rule& rule : rules) {
    ask.at(done++, rules.size());
    if (is_in(options.off, rule.name) || (!options.only.empty() && !is_in(options.only, rule.name))) continue;
    context.apply(rule);
  }
  // The gravest first; those of the same severity in the order of the rules.
  std::vector<finding> sorted;
  sorted.reserve(findings.size());
  for (const severity grave : {severity::error, severity::warning, severity::note}) {
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(sorted),
                 [grave](const finding& f) { return f.severity == grave; });
  }
  return sorted;
}

}  // namespace probation
