#include "schema_parts.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

#include <probation/base/kind.hpp>

namespace probation::detail {
namespace {

[[nodiscard]] node text(std::string_view x) { return node::of(x); }

[[nodiscard]] node reference(std::string_view name) {
  node n = node::object();
  n.add("$ref", text("#/$defs/" + std::string(name)));
  return n;
}

[[nodiscard]] node pattern(std::string_view of_text) {
  node n = schema_of_type("string");
  n.add("pattern", text(of_text));
  return n;
}

[[nodiscard]] node texts(std::span<const std::string_view> names) {
  node n = node::list();
  for (const std::string_view name : names) n.items.push_back(text(name));
  return n;
}

[[nodiscard]] node choice_of(std::initializer_list<std::string_view> names) { return schema_of_choice(names); }

[[nodiscard]] node any_of(std::initializer_list<node> choices) {
  node n = node::object();
  n.add("anyOf", node::list()).items.assign(choices.begin(), choices.end());
  return n;
}

/// Bounds of a certain number written in unit `u`.
void add_bounds(node& n, const kind& k, unit u = unit::none) {
  bounds b = bounds_of(k, u);
  if (k.units == unit_rule::none && b.high == kinds::infinite) b.high = k.most;
  if (b.low > -kinds::infinite) n.add(b.above_low ? "exclusiveMinimum" : "minimum", node::of(b.low));
  if (b.high < kinds::infinite) n.add(b.below_high ? "exclusiveMaximum" : "maximum", node::of(b.high));
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
  node n = schema_of_type("object");
  node& properties = n.add("properties", node::object());
  for (const auto key : {"value", "low", "mode", "high", "mean", "sd", "count", "of"})
    properties.add(key, schema_of_type("number"));
  node mandatory = node::list();
  if (rule == unit_rule::duration || rule == unit_rule::any) {
    properties.add("unit", schema_of_choice(time_names));
  }
  if (rule == unit_rule::rate || rule == unit_rule::any) {
    properties.add("per", schema_of_choice(rate_names));
    properties.add("as", choice_of({"rate", "proportion lost"}));
  }
  if (rule == unit_rule::duration) mandatory.items.push_back(text("unit"));
  if (rule == unit_rule::rate) mandatory.items.push_back(text("per"));
  properties.add("source", schema_of_type("string"));
  properties.add("status", choice_of({"observed", "assumed", "disputed"}));
  properties.add("date", schema_of_month());
  properties.add("from", schema_of_month());
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

}  // namespace

node schema_of_type(std::string_view type) {
  node n = node::object();
  n.add("type", text(type));
  return n;
}

node schema_of_choice(std::span<const std::string_view> names) {
  node n = node::object();
  n.add("enum", texts(names));
  return n;
}

node schema_of_number(const kind& k, bool whole) {
  node n = schema_of_type(whole ? "integer" : "number");
  add_bounds(n, k);
  return n;
}

node schema_of_month() { return reference("month"); }

node schema_of_day() { return pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"); }

node schema_of_quantity(const kind& k) {
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
  return any_of({schema_of_number(k, k.whole), std::move(object)});
}

node schema_of_timed_quantity(const kind& k) {
  node item = schema_of_quantity(k);
  node list = schema_of_list(item);
  list.add("minItems", node::of(1.0));
  return any_of({std::move(item), std::move(list)});
}

node schema_of_sharing() {
  return any_of({choice_of({"vacancies", "establishment"}), schema_of_named(schema_of_quantity(kinds::share))});
}

node schema_of_list(node item) {
  node n = schema_of_type("array");
  n.add("items", std::move(item));
  return n;
}

node schema_of_named(node item) {
  node n = schema_of_type("object");
  n.add("additionalProperties", std::move(item));
  return n;
}

void object_schema::type(std::string_view called, std::string_view about) {
  name_ = called;
  head_.add("description", text(about));
  head_.add("type", text("object"));
}

void object_schema::add(const field_key& key, const node& field, std::string_view about) {
  node& described_field = properties_.add(key.name, node::object());
  described_field.add("description", text(about));
  for (const auto& member : field.members) described_field.add(member.key, member.value);
  if (key.mandatory) mandatory_.items.push_back(text(key.name));
}

node object_schema::finish() && {
  node n = std::move(head_);
  n.add("properties", std::move(properties_));
  if (!mandatory_.items.empty()) n.add("required", std::move(mandatory_));
  n.add("additionalProperties", node::of(false));
  return n;
}

schema_definitions::schema_definitions() {
  all_.add("month", pattern("^[0-9]{4}-(0[1-9]|1[0-2])(-01)?$"));
  for (const auto rule : {unit_rule::any, unit_rule::none, unit_rule::duration, unit_rule::rate}) {
    all_.add(quantity_name(rule), quantity_object(rule));
  }
}

node schema_definitions::define(object_schema object) {
  const std::string name = object.name();
  if (all_.find(name) == nullptr) all_.add(name, std::move(object).finish());
  return reference(name);
}

std::string schema_definitions::document(std::string_view name, std::string_view title) && {
  node schema = node::object();
  schema.add("$schema", text("https://json-schema.org/draft/2020-12/schema"));
  schema.add("title", text(title));
  for (const auto& member : all_.find(name)->members) schema.add(member.key, member.value);
  schema.find("properties")->add("$schema", schema_of_type("string"));
  all_.erase(name);
  schema.add("$defs", std::move(all_));
  return print(schema, true);
}

}  // namespace probation::detail
