// Rules about recommendations.
#pragma once

#include <probation/analysis/audit/context.hpp>
#include <probation/projection/known_measures.hpp>
#include <probation/ratings/fields.hpp>

namespace probation::rules {

/// Measures that the model does not have, of recommendations and of indicators.
inline void unknown_measure(audit_context& audit) {
  std::vector<std::string> known;
  for (const known_measure& m : known_measures) known.emplace_back(m.name);
  for (const auto& [name, x] : audit.r.indicators) {
    if (!x.measure || find_measure(*x.measure) != nullptr) continue;
    const std::string close_name = near_miss(*x.measure, known);
    audit.add(
        path_of("indicators", {name, "measure"}),
        "indicator \"" + name + "\" observes \"" + *x.measure + "\", which no forecast has", {},
        close_name.empty() ? "name a measure of a forecast, or leave it out" : "did you mean \"" + close_name + "\"?");
  }
  for (std::size_t i = 0; i < audit.r.recommendations.size(); ++i) {
    const recommendation& x = audit.r.recommendations[i];
    for (std::size_t k = 0; k < x.measures.size(); ++k) {
      if (find_measure(x.measures[k]) != nullptr) continue;
      const std::string close_name = near_miss(x.measures[k], known);
      audit.add("recommendations[" + std::to_string(i) + "].measures[" + std::to_string(k) + ']',
                "recommendation \"" + x.number + "\" names \"" + x.measures[k] + "\", which no forecast has", {},
                close_name.empty() ? "name a measure of a forecast, or leave it out"
                                   : "did you mean \"" + close_name + "\"?");
    }
  }
}

/// Due before the region's `as_of`, and not said to be done or rejected.
inline void overdue(audit_context& audit) {
  for (std::size_t i = 0; i < audit.r.recommendations.size(); ++i) {
    const recommendation& x = audit.r.recommendations[i];
    if (!is_overdue(x, audit.r.as_of)) continue;
    const std::string at = "recommendations[" + std::to_string(i) + ']';
    audit.add(
        at + ".due",
        "recommendation \"" + x.number + "\" to " + x.addressee + " was due in " + x.due->str() + ", and is " +
            (x.progress ? std::string(names_of(std::type_identity<progress>{})[static_cast<std::size_t>(*x.progress)])
                        : "not said to be done"),
        {{at + ".due", x.due->str(), x.source}}, "say how far it has got (status), or when it will be done");
  }
}

}  // namespace probation::rules
