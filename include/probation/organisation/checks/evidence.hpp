// Checks of what inspections state.
#pragma once

#include <probation/organisation/checks/context.hpp>

namespace probation::detail {

/// A recommendation is known by its number, so each stands once; and it is about a unit that there is.
inline void check_recommendations(checks& c) {
  const auto& all = c.r.recommendations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string path = indexed("recommendations", i);
    const auto same = [&](const recommendation& x) { return same_name(x.number, all[i].number); };
    const auto first = static_cast<std::size_t>(std::find_if(all.begin(), all.end(), same) - all.begin());
    if (first < i && !all[i].number.empty()) {
      c.add(path + ".number", '"' + all[i].number + '"', "a number of its own",
            indexed("recommendations", first) + " has it; add the addressee: \"West Kent 1\"");
    }
    if (all[i].unit && *all[i].unit != c.r.name) c.known_unit(path + ".unit", *all[i].unit);
  }
}

}  // namespace probation::detail
