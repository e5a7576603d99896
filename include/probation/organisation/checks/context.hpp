// What the checks that need more than one field share: the region, names that are known, notes of problems.
#pragma once

#include <algorithm>      // for std::find
#include <cmath>          // for std::abs
#include <cstdio>         // for std::snprintf
#include <optional>       // for std::optional
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_map>  // for std::unordered_map
#include <unordered_set>  // for std::unordered_set
#include <vector>         // for std::vector

#include <probation/base/number.hpp>
#include <probation/base/path.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/syntax.hpp>
#include <probation/organisation/present.hpp>
#include <probation/organisation/region.hpp>

namespace probation::detail {

/// A unit with its place in the document.
struct placed_unit {
  std::string_view name;
  std::string path;
  const delivery_unit* unit = nullptr;
  bool is_pdu = true;
};

/// The region that is being checked.
class checks {
 public:
  checks(const region& of, std::vector<problem>& problems) : r(of), problems_(problems) {
    for (const problem& p : problems) by_itself_.insert(p.path);
    for (const auto& [name, unit] : r.pdus) units.push_back({name, path_of("pdus", {name}), &unit, true});
    for (const auto& [name, unit] : r.functions) units.push_back({name, path_of("functions", {name}), &unit, false});
    for (std::size_t i = 0; i < units.size(); ++i) unit_index_.try_emplace(units[i].name, i);
  }

  const region& r;                 // NOLINT(misc-non-private-member-variables-in-classes)
  std::vector<placed_unit> units;  // NOLINT(misc-non-private-member-variables-in-classes)

  /// Notes a problem, unless the field there is wrong by itself.
  void add(std::string_view path, std::string_view found, std::string_view expected, std::string_view hint = {}) {
    if (by_itself_.contains(std::string(path))) return;
    problems_.push_back({std::string(path), std::string(found), std::string(expected), std::string(hint), 0, 0});
  }

  /// Notes a name that is not one of those known.
  void unknown(std::string_view path, std::string_view what, std::string_view name,
               const std::vector<std::string>& known) {
    // Where hundreds of names are wrong, they are no slips of the keyboard.
    const std::string close_name = ++unknown_ <= 200 ? near_miss(name, known) : "";
    add(path, '"' + std::string(name) + '"', std::string(what) + (known.empty() ? "" : ": ") + listed_names(known),
        close_name.empty() ? "" : "did you mean \"" + close_name + "\"?");
  }

  /// The grade of that name; null, with a problem, if there is none.
  const grade* known_grade(const std::string& path, std::string_view name) {
    if (const grade* g = find_grade(r, name)) return g;
    std::vector<std::string> names;
    for (const auto& item : r.grades) names.push_back(item.first);
    for (const auto& item : default_grades()) {
      if (!r.grades.contains(item.first)) names.push_back(item.first);
    }
    unknown(path, "a grade", name, names);
    return nullptr;
  }

  /// The unit of that name, or null.
  [[nodiscard]] const placed_unit* find_unit(std::string_view name) const {
    const auto at = unit_index_.find(name);
    return at == unit_index_.end() ? nullptr : &units[at->second];
  }
  /// The same, with a problem if there is none.
  const placed_unit* known_unit(const std::string& path, std::string_view name) {
    if (const placed_unit* u = find_unit(name)) return u;
    std::vector<std::string> names;
    for (const auto& u : units) names.emplace_back(u.name);
    unknown(path, "a unit", name, names);
    return nullptr;
  }

  /// Whether a unit has staff of a grade, be it by subtraction.
  [[nodiscard]] bool has_staff(const placed_unit& u, std::string_view grade) const {
    return u.unit->staff.contains(grade) || (u.unit->remainder && r.staff.contains(grade));
  }

  /// A stage named on a grade, if it is named.
  void known_stage(const std::string& path, const std::optional<std::string>& name, std::string_view grade_name) {
    const grade* g = name ? find_grade(r, grade_name) : nullptr;
    if (g == nullptr) return;
    std::vector<std::string> names;
    for (const stage& s : g->ladder) names.push_back(s.name);
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
      unknown(path, "a stage of " + std::string(grade_name), *name, names);
    }
  }

  /// Shares that must add to 1, at their means.
  void adds_to_one(const std::string& path, const named<quantity>& shares) {
    double sum = 0;
    for (const auto& item : shares) sum += mean(item.second);
    if (!shares.empty() && std::abs(sum - 1) > 1e-9) {
      add(path, "shares that add to " + short_text(sum), "shares that add to 1");
    }
  }

  /// A dated event must not lie before the start.
  void not_past(const std::string& path, month m) {
    if (m < r.as_of && m != month()) {
      add(path, '"' + m.str() + '"', "a month from " + r.as_of.str() + " on", "the region is as of " + r.as_of.str());
    }
  }

  /// A number to six digits, for messages about sums.
  [[nodiscard]] static std::string short_text(double x) {
    char text[32] = {};
    std::snprintf(text, sizeof text, "%.6g", x);
    return text;
  }

 private:
  std::vector<problem>& problems_;
  std::unordered_map<std::string_view, std::size_t> unit_index_;
  std::unordered_set<std::string> by_itself_;  // where fields are wrong by themselves
  std::size_t unknown_ = 0;                    // names found that are not known
};

[[nodiscard]] inline std::string indexed(std::string_view path, std::size_t i) {
  return std::string(path) + '[' + std::to_string(i) + ']';
}

}  // namespace probation::detail
