// Rules about dates. (Reading refuses events before `as_of`, and parts of a number that are out of order.)
#pragma once

#include <probation/analysis/audit/context.hpp>
#include <probation/organisation/numbers.hpp>

namespace probation::rules {

/// A recommendation that is due before it was made.
inline void due_before_made(audit_context& audit) {
  for (std::size_t i = 0; i < audit.r.recommendations.size(); ++i) {
    const recommendation& x = audit.r.recommendations[i];
    if (!x.made || !x.due || *x.due >= *x.made) continue;
    const std::string at = "recommendations[" + std::to_string(i) + ']';
    audit.add(at + ".due",
              "recommendation \"" + x.number + "\" is due in " + x.due->str() + ", and was made in " + x.made->str(),
              {{at + ".made", x.made->str(), x.source}, {at + ".due", x.due->str(), x.source}},
              "correct one of the two months");
  }
}

/// A number that changes over time and says nothing of the months before its first date: it holds from the start.
inline void begins_late(audit_context& audit) {
  detail::number_walker([&](const detail::stated_number& x) {
    if (!x.from || *x.from <= audit.r.as_of) return;
    audit.add(x.path,
              "the first number holds from " + x.from->str() + ", and the region begins in " + audit.r.as_of.str() +
                  ": it is used from the start",
              {detail::shown(x.path, x.given)},
              "put what holds before in front, without a from; or leave the first from out");
  }).walk(audit.r);
}

}  // namespace probation::rules
