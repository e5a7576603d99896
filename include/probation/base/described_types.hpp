// Every type that a document is made of, found through the declarations of their fields.
#pragma once

#include <optional>     // for std::optional
#include <set>          // for std::set
#include <string_view>  // for std::string_view
#include <type_traits>  // for std::type_identity, std::remove_cvref_t
#include <typeindex>    // for std::type_index
#include <utility>      // for std::declval
#include <vector>       // for std::vector

#include <probation/base/field.hpp>
#include <probation/base/named.hpp>

namespace probation {

namespace detail {

/// Visits a type and the types of its fields, theirs and so on, each once.
template <class F>
class type_walk {
 public:
  explicit type_walk(F& f) : f_(f) {}

  template <class T>
  void visit(std::type_identity<T> type) {
    if constexpr (described<T>) {
      if (!seen_.insert(typeid(T)).second) return;
      field_visitor<T> fields{*this};
      describe(fields, type);
      f_(type);
    }
  }
  template <class T>
  void visit(std::type_identity<std::optional<T>>) {
    visit(std::type_identity<T>{});
  }
  template <class T>
  void visit(std::type_identity<std::vector<T>>) {
    visit(std::type_identity<T>{});
  }
  template <class T>
  void visit(std::type_identity<named<T>>) {
    visit(std::type_identity<T>{});
  }
  template <wraps_one T>
  void visit(std::type_identity<T> type) {
    visit(std::type_identity<std::remove_cvref_t<decltype(std::declval<T>().*inner(type))>>{});
  }

 private:
  template <class T>
  struct field_visitor {
    type_walk& in;

    void type(std::string_view /*name*/, std::string_view /*text*/) {}
    template <class M, class... Rest>
    void operator()(const field_key& /*key*/, M T::* /*member*/, const Rest&... /*kind, text*/) {
      in.visit(std::type_identity<M>{});
    }
  };

  F& f_;
  std::set<std::type_index> seen_;
};

}  // namespace detail

/// Visits the types that declare their fields and stand in a `Document`, by `f(std::type_identity<T>{})`: parts
/// before what they are part of, `Document` last. What is done so for every type needs no list of them.
template <described Document, class F>
void for_each_described(F f) {
  detail::type_walk<F> walk(f);
  walk.visit(std::type_identity<Document>{});
}

}  // namespace probation
