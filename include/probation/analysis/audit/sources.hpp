// Rules about where figures come from and how old they are.
#pragma once

#include <probation/analysis/audit/context.hpp>
#include <probation/organisation/numbers.hpp>

namespace probation::rules {

/// Said to be observed or disputed, and not by whom; inspections and recommendations from nowhere.
inline void no_source(audit_context& audit) {
  detail::number_walker([&](const detail::stated_number& x) {
    if (!x.given.source.empty() || x.covered || !x.given.standing || *x.given.standing == status::assumed) return;
    audit.add(
        x.path,
        detail::numbers_of(x.given) + " is said to be " + std::string(to_string(*x.given.standing)) + ", and not where",
        {detail::shown(x.path, x.given)}, "name the source, or say status = \"assumed\"");
  }).walk(audit.r);
  for (const auto& [name, x] : audit.r.inspections) {
    if (x.source.empty())
      audit.add(path_of("inspections", {name}), "an inspection without a source", {}, "name the report that states it");
  }
  for (std::size_t i = 0; i < audit.r.recommendations.size(); ++i) {
    const recommendation& x = audit.r.recommendations[i];
    if (!x.source.empty()) continue;
    audit.add("recommendations[" + std::to_string(i) + "]", "recommendation \"" + x.number + "\" without a source", {},
              "name the report that makes it");
  }
}

/// Finds numbers with neither source nor status, which are taken for unexplained assumptions. One finding for all: a
/// first draft has dozens, and a list of them would hide the rest.
inline void unexplained(audit_context& audit) {
  constexpr std::size_t shown_at_most = 5;
  std::size_t many = 0;
  std::string where;
  std::string first;
  std::vector<exhibit> evidence;
  detail::number_walker([&](const detail::stated_number& x) {
    if (!x.given.source.empty() || x.covered) return;
    if (x.given.standing && *x.given.standing != status::assumed) return;
    if (many++ == 0) first = detail::numbers_of(x.given);
    where = many == 1 ? x.path : detail::common_path(where, x.path);
    if (many <= shown_at_most) evidence.push_back(detail::shown(x.path, x.given));
  }).walk(audit.r);
  if (many == 0) return;
  const std::string more = many > shown_at_most ? "; the first " + std::to_string(shown_at_most) + " stand here" : "";
  audit.add(where,
            many == 1 ? first + " is assumed, and nothing says why"
                      : std::to_string(many) + " numbers are assumed, and nothing says why" + more,
            std::move(evidence),
            many == 1 ? "give a source: where it was seen, or how it was reasoned"
                      : "give each a source: where it was seen, or how it was reasoned; assumptions() lists them all");
}

/// Numbers that are contested.
inline void disputed(audit_context& audit) {
  detail::number_walker([&](const detail::stated_number& x) {
    if (standing_of(x.given) != status::disputed) return;
    audit.add(x.path, detail::numbers_of(x.given) + " is disputed, and what follows from it stands on it",
              {detail::shown(x.path, x.given)},
              "forecast with the figure of each side (scenarios), and say which was used");
  }).walk(audit.r);
}

/// Observed too long before the month at whose start stocks are counted.
inline void stale(audit_context& audit) {
  detail::number_walker([&](const detail::stated_number& x) {
    if (!x.date) return;
    const int age = audit.r.as_of - *x.date;
    if (age <= audit.options.stale_after) return;
    audit.add(x.path,
              detail::numbers_of(x.given) + " was observed in " + x.date->str() + ", " + std::to_string(age) +
                  " months before " + audit.r.as_of.str(),
              {detail::shown(x.path, x.given)},
              "find a figure of the last " + std::to_string(audit.options.stale_after) +
                  " months, or say that it is assumed to hold still");
  }).walk(audit.r);
}

/// Observed after the month at whose start stocks are counted. (Indicators may speak of what is to come.)
inline void observed_later(audit_context& audit) {
  detail::number_walker([&](const detail::stated_number& x) {
    if (!x.date || *x.date <= audit.r.as_of || x.path.starts_with("indicators.")) return;
    audit.add(x.path,
              detail::numbers_of(x.given) + " was observed in " + x.date->str() + ", and the region is as of " +
                  audit.r.as_of.str(),
              {detail::shown(x.path, x.given)}, "correct the date, or move as_of to " + x.date->str());
  }).walk(audit.r);
}

}  // namespace probation::rules
