#include <probation/io/schema.hpp>

#include <initializer_list>

#include <probation/base/day.hpp>
#include <probation/io/wmt.hpp>
#include <probation/organisation/fields.hpp>
#include <probation/workload/wmt/fields.hpp>

#include "node.hpp"

namespace probation {
namespace detail {
namespace {

[[nodiscard]] node text(std::string_view x) { return node::of(x); }

/// { "type": … } of a JSON type.
[[nodiscard]] node typed(std::string_view type) {
  node n = node::object();
  n.add("type", text(type));
  return n;
}

[[nodiscard]] node reference(std::string_view name) {
  node n = node::object();
  n.add("$ref", text("#/$defs/" + std::string(name)));
  return n;
}

template <class Range>
[[nodiscard]] node texts(const Range& names) {
  node n = node::list();
  for (const std::string_view name : names) n.items.push_back(text(name));
  return n;
}

[[nodiscard]] node choice_of(std::initializer_list<std::string_view> names) {
  node n = node::object();
  n.add("enum", texts(names));
  return n;
}

/// Bounds of a certain number written in unit `u`.
void add_bounds(node& n, const kind& k, unit u = unit::none) {
  const bounds b = bounds_of(k, u);
  if (b.low > -kinds::infinite) n.add(b.above_low ? "exclusiveMinimum" : "minimum", node::of(b.low));
  if (b.high < kinds::infinite) n.add(b.below_high ? "exclusiveMaximum" : "maximum", node::of(b.high));
}

[[nodiscard]] node number(const kind& k, bool whole = false) {
  node n = typed(whole ? "integer" : "number");
  add_bounds(n, k);
  return n;
}

/// Objects that may take a unit, or must, or may not: named by rule.
[[nodiscard]] std::string_view quantity_name(unit_rule rule) {
  switch (rule) {
    case unit_rule::duration: return "duration";
    case unit_rule::rate: return "rate";
    case unit_rule::share_or_rate:
    case unit_rule::any: return "quantity";
    default: return "unitless";
  }
}

/// A quantity as an object: exactly one form, the units of the rule, source and status.
[[nodiscard]] node quantity_object(unit_rule rule) {
  node n = typed("object");
  node& properties = n.add("properties", node::object());
  for (const auto key : {"value", "low", "mode", "high", "mean", "sd", "count", "of"})
    properties.add(key, typed("number"));
  node mandatory = node::list();
  if (rule == unit_rule::duration || rule == unit_rule::any) {
    properties.add("unit", choice_of({"days", "working days", "weeks", "months", "years"}));
  }
  if (rule == unit_rule::rate || rule == unit_rule::any) {
    properties.add("per", choice_of({"week", "month", "year"}));
    properties.add("as", choice_of({"rate", "proportion lost"}));
  }
  if (rule == unit_rule::duration) mandatory.items.push_back(text("unit"));
  if (rule == unit_rule::rate) mandatory.items.push_back(text("per"));
  properties.add("source", typed("string"));
  properties.add("status", choice_of({"observed", "assumed", "disputed"}));
  properties.add("date", reference("month"));
  properties.add("from", reference("month"));
  if (!mandatory.items.empty()) n.add("required", std::move(mandatory));
  node& forms = n.add("oneOf", node::list());
  struct form {
    std::vector<std::string_view> has, has_not;
  };
  const std::initializer_list<form> all = {
      {{"value"}, {"low", "mode", "high", "mean", "sd", "count", "of"}},
      {{"low", "mode", "high"}, {"value", "mean", "sd", "count", "of"}},
      {{"low", "high"}, {"value", "mode", "mean", "sd", "count", "of"}},
      {{"mean", "sd"}, {"value", "low", "mode", "high", "count", "of"}},
      {{"count", "of"}, {"value", "low", "mode", "high", "mean", "sd"}},
  };
  for (const form& f : all) {
    node one = node::object();
    one.add("required", texts(f.has));
    node& absent = one.add("properties", node::object());
    for (const auto key : f.has_not) absent.add(key, node::of(false));
    forms.items.push_back(std::move(one));
  }
  n.add("additionalProperties", node::of(false));
  return n;
}

/// Makes a schema for each type, and definitions for those with fields.
class schema_builder {
 public:
  node definitions = node::object();

  schema_builder() {
    node a_month = typed("string");
    a_month.add("pattern", text("^[0-9]{4}-(0[1-9]|1[0-2])$"));
    definitions.add("month", std::move(a_month));
    for (const auto rule : {unit_rule::any, unit_rule::none, unit_rule::duration, unit_rule::rate}) {
      definitions.add(quantity_name(rule), quantity_object(rule));
    }
  }

  [[nodiscard]] node of(std::type_identity<std::string>, const kind&) { return typed("string"); }
  [[nodiscard]] node of(std::type_identity<bool>, const kind&) { return typed("boolean"); }
  [[nodiscard]] node of(std::type_identity<int>, const kind& k) { return number(k, true); }
  [[nodiscard]] node of(std::type_identity<double>, const kind& k) { return number(k); }
  [[nodiscard]] node of(std::type_identity<month>, const kind&) { return reference("month"); }
  [[nodiscard]] node of(std::type_identity<day>, const kind&) {
    node n = typed("string");
    n.add("pattern", text("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
    return n;
  }
  [[nodiscard]] node of(std::type_identity<quantity>, const kind& k) {
    node object = reference(quantity_name(k.units));
    if (k.units != unit_rule::share_or_rate && k.units != unit_rule::any) {
      node& properties = object.add("properties", node::object());
      for (const auto key : {"value", "low", "high"}) {
        node n = node::object();
        add_bounds(n, k);
        if (!n.members.empty()) properties.add(key, std::move(n));
      }
      if (properties.members.empty()) object.erase("properties");
    }
    if (k.units == unit_rule::duration || k.units == unit_rule::rate) return object;
    return any_of({number(k, k.whole), std::move(object)});
  }
  [[nodiscard]] node of(std::type_identity<timed_quantity>, const kind& k) {
    node list = typed("array");
    node item = of(std::type_identity<quantity>{}, k);
    list.add("items", item);
    list.add("minItems", node::of(1.0));
    return any_of({std::move(item), std::move(list)});
  }
  [[nodiscard]] node of(std::type_identity<sharing>, const kind&) {
    return any_of({choice_of({"vacancies", "establishment"}), of(std::type_identity<named<quantity>>{}, kinds::share)});
  }
  /// Scenarios: any object, as what it does is seen only together with the document.
  [[nodiscard]] node of(std::type_identity<named<std::string>>, const kind&) {
    node n = typed("object");
    n.add("additionalProperties", typed("object"));
    return n;
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<std::optional<T>>, const kind& k) {
    return of(std::type_identity<T>{}, k);
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<std::vector<T>>, const kind& k) {
    node n = typed("array");
    n.add("items", of(std::type_identity<T>{}, k));
    return n;
  }
  template <class T>
  [[nodiscard]] node of(std::type_identity<named<T>>, const kind& k) {
    node n = typed("object");
    n.add("additionalProperties", of(std::type_identity<T>{}, k));
    return n;
  }
  template <has_names T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind&) {
    node n = node::object();
    n.add("enum", texts(names_of(type)));
    return n;
  }
  template <wraps_one T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind& k) {
    return of(std::type_identity<std::remove_cvref_t<decltype(std::declval<T>().*inner(type))>>{}, k);
  }
  template <described T>
  [[nodiscard]] node of(std::type_identity<T> type, const kind&) {
    object_schema<T> visitor{*this, {}, node::object(), node::object(), node::list()};
    describe(visitor, type);
    const std::string name(visitor.name);
    if (definitions.find(name) == nullptr) definitions.add(name, std::move(visitor).finish());
    return reference(name);
  }

 private:
  template <class T>
  struct object_schema {
    schema_builder& in;
    std::string name;
    node n;
    node properties;
    node mandatory;

    void type(std::string_view called, std::string_view about) {
      name = called;
      n.add("description", text(about));
      n.add("type", text("object"));
    }
    template <class M>
    void operator()(const field_key& key, M T::* member, std::string_view about) {
      (*this)(key, member, kinds::number, about);
    }
    template <class M>
    void operator()(const field_key& key, M T::*, const kind& k, std::string_view about) {
      node described_field = node::object();
      described_field.add("description", text(about));
      const node field = in.of(std::type_identity<M>{}, k);
      for (const auto& member : field.members) described_field.add(member.key, member.value);
      properties.add(key.name, std::move(described_field));
      if (key.mandatory) mandatory.items.push_back(text(key.name));
    }
    [[nodiscard]] node finish() && {
      n.add("properties", std::move(properties));
      if (!mandatory.items.empty()) n.add("required", std::move(mandatory));
      n.add("additionalProperties", node::of(false));
      return std::move(n);
    }
  };

  [[nodiscard]] static node any_of(std::initializer_list<node> choices) {
    node n = node::object();
    n.add("anyOf", node::list()).items.assign(choices.begin(), choices.end());
    return n;
  }
};

/// The schema of documents that hold a T, which is called `name` in its declaration.
template <class T>
[[nodiscard]] std::string schema_of(std::string_view name, std::string_view title) {
  schema_builder builder;
  static_cast<void>(builder.of(std::type_identity<T>{}, kinds::number));
  node schema = node::object();
  schema.add("$schema", text("https://json-schema.org/draft/2020-12/schema"));
  schema.add("title", text(title));
  for (const auto& member : builder.definitions.find(name)->members) schema.add(member.key, member.value);
  schema.find("properties")->add("$schema", typed("string"));
  builder.definitions.erase(name);
  schema.add("$defs", std::move(builder.definitions));
  return print(schema, true);
}

}  // namespace
}  // namespace detail

std::string json_schema() { return detail::schema_of<region>("region", "Region document of probation"); }

std::string wmt::json_schema() {
  return probation::detail::schema_of<configurations>("configurations", "Settings of the Workload Management Tool");
}

}  // namespace probation
