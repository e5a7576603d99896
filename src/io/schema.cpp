#include <probation/io/schema.hpp>

#include <utility>

#include <probation/base/day.hpp>
#include <probation/io/wmt.hpp>
#include <probation/organisation/fields.hpp>
#include <probation/workload/wmt/fields.hpp>

#include "schema_parts.hpp"

namespace probation {
namespace detail {
namespace {

/// Makes a schema for each type, and definitions for those with fields.
class schema_builder {
 public:
  schema_definitions definitions;

  [[nodiscard]] node of(std::type_identity<std::string>, const kind&) { return schema_of_type("string"); }
  [[nodiscard]] node of(std::type_identity<bool>, const kind&) { return schema_of_type("boolean"); }
  [[nodiscard]] node of(std::type_identity<int>, const kind& k) { return schema_of_number(k, true); }
  [[nodiscard]] node of(std::type_identity<double>, const kind& k) { return schema_of_number(k); }
  [[nodiscard]] node of(std::type_identity<month>, const kind&) { return schema_of_month(); }
  [[nodiscard]] node of(std::type_identity<day>, const kind&) { return schema_of_day(); }
  [[nodiscard]] node of(std::type_identity<quantity>, const kind& k) { return schema_of_quantity(k); }
  [[nodiscard]] node of(std::type_identity<timed_quantity>, const kind& k) { return schema_of_timed_quantity(k); }
  [[nodiscard]] node of(std::type_identity<sharing>, const kind&) { return schema_of_sharing(); }
  /// Scenarios: any object, as what it does is seen only together with the document.
  [[nodiscard]] node of(std::type_identity<named<std::string>>, const kind&) {
    return schema_of_named(schema_of_type("object"));
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<std::optional<T>>, const kind& k) {
    return of(std::type_identity<T>{}, k);
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<std::vector<T>>, const kind& k) {
    return schema_of_list(of(std::type_identity<T>{}, k));
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<named<T>>, const kind& k) {
    return schema_of_named(of(std::type_identity<T>{}, k));
  }
  template <has_names T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind&) {
    return schema_of_choice(names_of(type));
  }
  template <wraps_one T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind& k) {
    return of(std::type_identity<std::remove_cvref_t<decltype(std::declval<T>().*inner(type))>>{}, k);
  }
  template <described T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind&) {
    field_visitor<T> visitor{*this, {}};
    describe(visitor, type);
    return definitions.define(std::move(visitor.object));
  }

 private:
  template <class T>
  struct field_visitor {
    schema_builder& in;
    object_schema object;

    void type(std::string_view called, std::string_view about) { object.type(called, about); }
    template <class M>
    void operator()(const field_key& key, M T::* member, std::string_view about) {
      (*this)(key, member, kinds::number, about);
    }
    template <class M>
    void operator()(const field_key& key, M T::*, const kind& k, std::string_view about) {
      object.add(key, in.of(std::type_identity<M>{}, k), about);
    }
  };
};

/// The schema of documents that hold a T, which is called `name` in its declaration.
template <class T>
[[nodiscard]] std::string schema_of(std::string_view name, std::string_view title) {
  schema_builder builder;
  static_cast<void>(builder.of(std::type_identity<T>{}, kinds::number));
  return std::move(builder.definitions).document(name, title);
}

}  // namespace
}  // namespace detail

std::string json_schema() { return detail::schema_of<region>("region", "Region document of probation"); }

std::string wmt::json_schema() {
  return probation::detail::schema_of<configurations>("configurations", "Settings of the Workload Management Tool");
}

}  // namespace probation
