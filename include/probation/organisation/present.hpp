// The present of a region: the document as it stands without scenarios, which says how today's stocks lie.
#pragma once

#include <cstddef>      // for std::size_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/path.hpp>
#include <probation/organisation/region.hpp>

namespace probation {

/// The document that says how things stand at the start: of a region under scenarios the one that was read, else the
/// region itself.
[[nodiscard]] inline const region& present_of(const region& r) noexcept { return r.present ? *r.present : r; }

namespace detail {

/// Whether two grades have the same stages, so that people of the one can stand in those of the other.
[[nodiscard]] inline bool same_stages(const grade& a, const grade& b) {
  if (a.ladder.size() != b.ladder.size()) return false;
  for (std::size_t i = 0; i < a.ladder.size(); ++i) {
    if (a.ladder[i].name != b.ladder[i].name || a.ladder[i].months.has_value() != b.ladder[i].months.has_value()) {
      return false;
    }
  }
  return true;
}

/// The grade by whose times those in post now are placed: that of the present, unless its stages are others.
[[nodiscard]] inline const grade* placing_grade(const region& r, std::string_view name) {
  const grade* own = find_grade(r, name);
  const grade* before = find_grade(present_of(r), name);
  return own != nullptr && before != nullptr && same_stages(*own, *before) ? before : own;
}

/// Where a grade is defined in the document.
[[nodiscard]] inline std::string grade_root(const region& r, const std::string& grade) {
  return r.grades.contains(grade) ? path_of("grades", {grade}) : "default grades." + path_key(grade);
}

/// What a collection of the present has under a name; `own` where it has nothing.
template <class T>
[[nodiscard]] const T& before_of(const named<T>& present, std::string_view name, const T& own) {
  const T* found = present.find(name);
  return found != nullptr ? *found : own;
}

/// The unit of that name, or null.
[[nodiscard]] inline const delivery_unit* find_unit(const region& r, std::string_view name) {
  const delivery_unit* pdu = r.pdus.find(name);
  return pdu != nullptr ? pdu : r.functions.find(name);
}

}  // namespace detail
}  // namespace probation
