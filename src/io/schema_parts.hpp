// What schemas are put together from: all that needs no type of a value. Private to probation::io.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <probation/base/field.hpp>

#include "node.hpp"

namespace probation::detail {

/// { "type": … } of a JSON type.
[[nodiscard]] node schema_of_type(std::string_view type);

/// One of some texts.
[[nodiscard]] node schema_of_choice(std::span<const std::string_view> names);

/// A number within the bounds of its kind.
[[nodiscard]] node schema_of_number(const kind& k, bool whole = false);

/// "2022-04"; defined once.
[[nodiscard]] node schema_of_month();

/// "2022-04-01".
[[nodiscard]] node schema_of_day();

/// A plain number where the kind needs no unit, or a quantity as an object.
[[nodiscard]] node schema_of_quantity(const kind& k);

/// A quantity, or a list of them by month.
[[nodiscard]] node schema_of_timed_quantity(const kind& k);

/// Shares by name, or the rule that they follow.
[[nodiscard]] node schema_of_sharing();

/// A list of what `item` describes.
[[nodiscard]] node schema_of_list(node item);

/// An object with keys of the user's own, each with what `item` describes.
[[nodiscard]] node schema_of_named(node item);

/// The schema of an object, field by field.
class object_schema {
 public:
  void type(std::string_view called, std::string_view about);
  /// Adds a field that may be what `field` describes.
  void add(const field_key& key, const node& field, std::string_view about);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] node finish() &&;

 private:
  std::string name_;
  node head_ = node::object();
  node properties_ = node::object();
  node mandatory_ = node::list();
};

/// The objects that a schema refers to by name, each defined once.
class schema_definitions {
 public:
  /// Months and quantities; the rest are defined as they are met.
  schema_definitions();
  /// Defines an object, if none has its name yet, and refers to it.
  [[nodiscard]] node define(object_schema object);
  /// The text of the schema of documents that hold the object called `name`, which must be defined.
  [[nodiscard]] std::string document(std::string_view name, std::string_view title) &&;

 private:
  node all_ = node::object();
};

}  // namespace probation::detail
