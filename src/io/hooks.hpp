// What a document leaves unsaid: where a value starts from before its fields are read, and what follows from them.
#pragma once

#include <string>
#include <string_view>

#include <probation/organisation/fields.hpp>

#include "node.hpp"

namespace probation::detail {

/// What a value called `key` is before its fields are read, and where the fields equal to it need not be written.
template <class T>
[[nodiscard]] T prototype(std::type_identity<T>, std::string_view, bool) {
  return T{};
}
/// A known grade changes only in what is given; `own_ladder`: its ladder is, and with it what happens at its end.
[[nodiscard]] inline grade prototype(std::type_identity<grade>, std::string_view key, bool own_ladder) {
  const grade* known = default_grades().find(key);
  grade g = known != nullptr ? *known : grade{};
  if (own_ladder) g.qualification.reset();
  return g;
}

/// The name under which a value called `key` is kept: that of a known grade, where it is one but for its capitals, say.
template <class T>
[[nodiscard]] std::string name_kept(std::type_identity<T>, std::string_view key) {
  return std::string(key);
}
[[nodiscard]] inline std::string name_kept(std::type_identity<grade>, std::string_view key) {
  const auto* known = default_grades().find_name(key);
  return known != nullptr ? known->first : std::string(key);
}

/// For a tree that is read.
template <class T>
[[nodiscard]] T start_of(std::string_view key, const node& n) {
  return prototype(std::type_identity<T>{}, key, n.find("ladder") != nullptr);
}

/// For a value that is written.
template <class T>
[[nodiscard]] T start_of(std::string_view key, const T& value) {
  bool own_ladder = false;
  if constexpr (std::is_same_v<T, grade>)
    own_ladder = value.ladder != prototype(std::type_identity<T>{}, key, false).ladder;
  return prototype(std::type_identity<T>{}, key, own_ladder);
}

/// After reading: what follows from the fields.
template <class T>
void complete(T&) {}
inline void complete(dwell& d) {
  if (!d.profile.empty() && d.form == dwell::shape::exponential) d.form = dwell::shape::profile;
}
inline void complete(allocation& a) { a.balanced = a.shares.empty(); }

/// Before writing: the same backwards.
template <class T>
void abbreviate(T&) {}
inline void abbreviate(dwell& d) {
  if (!d.profile.empty() && d.form == dwell::shape::profile) d.form = dwell::shape::exponential;
}

}  // namespace probation::detail
