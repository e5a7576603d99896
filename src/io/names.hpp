// One reading of names: what refers to something is called as it is. Private to probation::io.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <probation/base/name_key.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/watch.hpp>
#include <probation/organisation/region.hpp>

#include "node.hpp"

namespace probation::detail {

/// Names that stand beside each other, each of which must be a name of its own.
class distinct_names {
 public:
  /// Notes a problem at `path` if an earlier name is the same but for what does not tell names apart.
  void add(std::string_view name, std::string_view path, std::vector<problem>& problems);

 private:
  std::unordered_map<std::string, std::string> seen_;  // by key: as first written
};

/// Notes keys of a patch that are one name, in each of its objects.
void note_same_names(const node& patch, const std::string& path, std::vector<problem>& problems);

/// The member of an object of that name: exactly, or by the key of names; null if there is none.
[[nodiscard]] node::member* find_member(node& object, std::string_view name);

/// Calls whatever the region refers to by the name that it has where it is defined: units, grades, stages, classes of
/// cases, tiers. So "po" of a staff table is "PO", and a share of "west kent" is one of "West Kent". Names that are
/// not known stay as they are, for the checks to find.
void resolve_names(region& r, watch& ask);

}  // namespace probation::detail
