#include <probation/io/scenario.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include <probation/base/floating_environment.hpp>
#include <probation/base/problem.hpp>

#include "document.hpp"
#include "reader.hpp"

namespace probation {
namespace detail {
namespace {

/// The forms in which a number may be given, by their keys.
constexpr std::array<std::array<std::string_view, 3>, 4> forms = {
    {{"value", "", ""}, {"low", "mode", "high"}, {"mean", "sd", ""}, {"count", "of", ""}}};

[[nodiscard]] bool gives(const node& n, const std::array<std::string_view, 3>& form) {
  return std::any_of(form.begin(), form.end(), [&](auto key) {
    const node* given = key.empty() ? nullptr : n.find(key);
    return given != nullptr && given->is_number();
  });
}

/// Whether an object has the keys of a quantity and no others.
[[nodiscard]] bool only_quantity_keys(const node& n) {
  static constexpr std::array<std::string_view, 15> keys = {"value", "low",    "mode",   "high", "mean",
                                                            "sd",    "count",  "of",     "unit", "per",
                                                            "as",    "source", "status", "date", "from"};
  return n.is_object() && !n.members.empty() && std::all_of(n.members.begin(), n.members.end(), [&](const auto& m) {
           return std::find(keys.begin(), keys.end(), m.key) != keys.end() && !m.value.is_object();
         });
}

[[nodiscard]] bool is_quantity(const node& n) {
  return only_quantity_keys(n) && std::any_of(forms.begin(), forms.end(), [&](const auto& f) { return gives(n, f); });
}

/// A patch that gives a number replaces the number that is there, whatever its form, with its source, status and date.
void forget_replaced(node& target, const node& patch) {
  if (!std::any_of(forms.begin(), forms.end(), [&](const auto& f) { return gives(patch, f); })) return;
  for (const auto& form : forms) {
    if (gives(patch, form)) continue;
    for (const auto key : form) target.erase(key);
  }
  target.erase("source");
  target.erase("status");
  target.erase("date");
  if (patch.find("unit") != nullptr || patch.find("per") != nullptr) {
    for (const auto key : {"unit", "per", "as"}) target.erase(key);
  }
}

}  // namespace

node merged(node target, const node& patch) {
  if (!patch.is_object()) return patch;
  if (target.is_number() && only_quantity_keys(patch)) {
    node spelt_out = node::object();
    spelt_out.add("value", std::move(target));
    target = std::move(spelt_out);
  }
  if (!target.is_object()) target = node::object();
  if (is_quantity(target) && only_quantity_keys(patch)) forget_replaced(target, patch);
  for (const auto& [key, value] : patch.members) {
    node::member* there = find_member(target, key);
    if (value.is == node::type::null) {
      if (there != nullptr) target.erase(std::string(there->key));
    } else if (there != nullptr) {
      there->value = merged(std::move(there->value), value);
    } else {
      target.add(key, merged(node{}, value));
    }
  }
  return target;
}

}  // namespace detail

region patched(const region& r, std::string_view merge_patch_json, syntax written_in) {
  const floating_environment exact;
  std::vector<problem> problems;
  const detail::node patch = detail::parse(merge_patch_json, problems);
  if (problems.empty() && !patch.is_object()) {
    problems.push_back({"", detail::describe_found(patch), "an object", "", 0, 0});
  }
  detail::note_same_names(patch, "", problems);
  if (!problems.empty()) detail::fail(std::move(problems), "patch", written_in);
  region out = detail::region_of(detail::merged(detail::tree_of(r), patch), r.name, {}, detail::scenarios::kept,
                                 written_in, detail::present_to_share(r));
  out.under = r.under;
  return out;
}

region scenario(const region& r, std::string_view name) {
  if (const auto* found = r.scenarios.find_name(name)) {
    region out = patched(r, found->second);
    out.under.push_back(found->first);
    return out;
  }
  std::string message = "scenario: nothing is called \"" + std::string(name) + '"';
  std::vector<std::string_view> names;
  for (const auto& item : r.scenarios) names.emplace_back(item.first);
  if (const std::string near = near_miss(name, names); !near.empty()) message += "; did you mean \"" + near + "\"?";
  message += names.empty() ? "; there are no scenarios" : "; there is:";
  for (const auto& known : names) message += " \"" + std::string(known) + '"';
  throw std::out_of_range(message);
}

region scenario(const region& r, std::span<const std::string> names) {
  region out = r;
  for (const std::string& name : names) out = scenario(out, name);
  return out;
}

}  // namespace probation
