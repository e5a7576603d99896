// How the fields of a value type are declared once, for everything that walks over them.
#pragma once

#include <span>         // for std::span
#include <string_view>  // for std::string_view
#include <type_traits>  // for std::type_identity

#include <probation/base/kind.hpp>

namespace probation {

/// The name of a field in documents. A field that is mandatory must be there, and not be empty.
///
/// A value type declares its fields in a function found by argument-dependent look-up:
///
///     template <class Visitor>
///     void describe(Visitor& v, std::type_identity<cohort>) {
///       v.type("cohort", "Trainees who are due to qualify in a given month.");
///       v(mandatory("headcount"), &cohort::headcount, kinds::some_heads, "whole people");
///       v(mandatory("qualifies"), &cohort::qualifies, "month in which they qualify");
///     }
///
/// Reading, writing, checking and the schema are visitors: a new field is one line here. Numbers name their kind.
struct field_key {
  std::string_view name;
  bool mandatory = false;

  constexpr field_key(const char* text) : name(text) {}  // NOLINT(google-explicit-constructor): most are optional
  constexpr field_key(std::string_view text, bool must) : name(text), mandatory(must) {}
};

[[nodiscard]] constexpr field_key mandatory(std::string_view name) noexcept { return {name, true}; }

namespace detail {

/// A visitor that ignores everything: what `describe` can be asked to accept.
struct any_visitor {
  void type(std::string_view, std::string_view) {}
  template <class... T>
  void operator()(const field_key&, const T&...) {}
};

}  // namespace detail

/// A type that declares its fields.
template <class T>
concept described = requires(detail::any_visitor v) { describe(v, std::type_identity<T>{}); };

/// An enumeration 0, 1, 2 … with names: `names_of(std::type_identity<T>)` lists them in order.
template <class T>
concept has_names = requires { std::span<const std::string_view>(names_of(std::type_identity<T>{})); };

/// A type that is written as its only member: `inner(std::type_identity<T>)` points at it.
template <class T>
concept wraps_one = requires { inner(std::type_identity<T>{}); };

}  // namespace probation
