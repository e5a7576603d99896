#include <probation/io/scenario.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
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

/// Finds members of an object by name: by looking at them all, or where there are many by an index of them.
class member_finder {
 public:
  member_finder(node& object, const node& patch) : object_(object) {
    constexpr std::size_t few = 1'000;
    if (object.members.size() * patch.members.size() <= few) return;
    indexed_ = true;
    for (std::size_t i = 0; i < object.members.size(); ++i) {
      by_name_.try_emplace(object.members[i].key, i);
      by_key_.try_emplace(name_key(object.members[i].key), i);
    }
  }
  [[nodiscard]] node::member* operator()(const std::string& name) const {
    if (!indexed_) return find_member(object_, name);
    if (const auto at = by_name_.find(name); at != by_name_.end()) return &object_.members[at->second];
    const auto at = by_key_.find(name_key(name));
    return at == by_key_.end() ? nullptr : &object_.members[at->second];
  }

 private:
  node& object_;
  bool indexed_ = false;
  std::unordered_map<std::string, std::size_t> by_name_, by_key_;
};

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
  const member_finder find(target, patch);
  std::vector<node::member> added;
  std::unordered_set<std::string> gone;
  for (const auto& [key, value] : patch.members) {
    node::member* there = find(key);
    if (value.is == node::type::null) {
      if (there != nullptr) gone.insert(there->key);
    } else if (there != nullptr) {
      there->value = merged(std::move(there->value), value);
    } else {
      added.push_back({key, merged(node{}, value)});
    }
  }
  if (!gone.empty()) std::erase_if(target.members, [&](const node::member& m) { return gone.contains(m.key); });
  for (node::member& m : added) target.members.push_back(std::move(m));
  return target;
}

}  // namespace detail

namespace {

/// The region changed by a patch; its scenarios are kept, whether they fit or not.
[[nodiscard]] region changed(const region& r, std::string_view merge_patch_json, syntax written_in,
                             detail::watch& ask) {
  std::vector<problem> problems;
  const detail::node patch = detail::parse(merge_patch_json, problems, &ask);
  if (problems.empty() && !patch.is_object()) {
    problems.push_back({"", detail::describe_found(patch), "an object", "", 0, 0});
  }
  detail::note_same_names(patch, "", problems);
  if (!problems.empty()) detail::fail(std::move(problems), "patch", written_in);
  region out = detail::region_of(detail::merged(detail::tree_of(r), patch), {},
                                 {.name = r.name,
                                  .written_in = written_in,
                                  .of_it = detail::scenarios::kept,
                                  .present = detail::present_to_share(r)},
                                 ask);
  out.under = r.under;
  return out;
}

/// What is wrong with the scenarios of a region.
[[nodiscard]] std::vector<problem> scenario_problems(const region& r, detail::watch& ask) {
  std::vector<problem> out;
  detail::add_scenarios(r, detail::node::object(), out, ask);
  return out;
}

}  // namespace

region patched(const region& r, std::string_view merge_patch_json, syntax written_in,
               const progress_function& progress) {
  const floating_environment exact;
  detail::watch ask(progress);
  region out = changed(r, merge_patch_json, written_in, ask);
  std::vector<problem> misfits = scenario_problems(out, ask);
  if (misfits.empty()) return out;
  const std::vector<problem> before = scenario_problems(r, ask);  // those did not fit without the patch either
  std::erase_if(misfits, [&](const problem& p) { return std::find(before.begin(), before.end(), p) != before.end(); });
  for (problem& p : misfits) {
    p.hint += (p.hint.empty() ? "" : "; ") + std::string("a scenario that no longer fits: patch it too, or remove it");
  }
  if (!misfits.empty()) detail::fail(std::move(misfits), r.name, written_in);
  return out;
}

region scenario(const region& r, std::string_view name, const progress_function& progress) {
  if (const auto* found = r.scenarios.find_name(name)) {
    const floating_environment exact;
    detail::watch ask(progress);
    region out = changed(r, found->second, syntax::json, ask);
    out.under.push_back(found->first);
    return out;
  }
  std::string message = "scenario: nothing is called \"" + std::string(name) + '"';
  std::vector<std::string_view> names;
  for (const auto& item : r.scenarios) names.emplace_back(item.first);
  if (const std::string near = near_miss(name, names); !near.empty()) message += "; did you mean \"" + near + "\"?";
  std::vector<std::string> quoted;
  for (const auto& known : names) quoted.push_back('"' + std::string(known) + '"');
  message += names.empty() ? "; there are no scenarios" : "; there is: " + listed_names(quoted, " ");
  throw std::out_of_range(message);
}

region scenario(const region& r, std::span<const std::string> names) {
  region out = r;
  for (const std::string& name : names) out = scenario(out, name);
  return out;
}

}  // namespace probation
