#include "names.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <probation/base/path.hpp>
#include <probation/ratings/find.hpp>
#include <probation/workload/weights.hpp>

namespace probation::detail {

void distinct_names::add(std::string_view name, std::string_view path, std::vector<problem>& problems) {
  const auto [first, is_new] = seen_.try_emplace(name_key(name), name);
  if (is_new || first->second == name) return;
  problems.push_back({std::string(path), '"' + std::string(name) + '"', "a name of its own",
                      "it is the same name as \"" + first->second +
                          "\": capitals, spaces, _, dashes and kinds of quotes do not tell names apart",
                      0, 0});
}

void note_same_names(const node& patch, const std::string& path, std::vector<problem>& problems) {
  distinct_names names;
  for (const auto& [key, value] : patch.members) {
    const std::string at = path_of(path, {key});
    names.add(key, at, problems);
    note_same_names(value, at, problems);
  }
}

node::member* find_member(node& object, std::string_view name) {
  for (auto& m : object.members) {
    if (m.key == name) return &m;
  }
  const std::string key = name_key(name);
  for (auto& m : object.members) {
    if (name_key(m.key) == key) return &m;
  }
  return nullptr;
}

namespace {

/// Names that are known, to be found exactly or by their keys without looking at them all.
class name_index {
 public:
  name_index() = default;
  template <class Range>
  explicit name_index(const Range& names) {
    for (const auto& name : names) push_back(std::string(name));
  }
  void push_back(std::string name) {
    by_key_.try_emplace(name_key(name), name);
    names_.insert(std::move(name));
  }
  template <class... Args>
  void emplace_back(Args&&... args) {
    push_back(std::string(std::forward<Args>(args)...));
  }
  /// As `known_name` says.
  [[nodiscard]] std::string known(const std::string& name) const {
    if (names_.contains(name)) return name;
    const auto at = by_key_.find(name_key(name));
    return at == by_key_.end() ? name : at->second;
  }

 private:
  std::unordered_set<std::string> names_;
  std::unordered_map<std::string, std::string> by_key_;  // the first of each
};

class resolver {
 public:
  resolver(region& of, watch& ask) : r_(of), ask_(ask) {
    for (const auto* map : {&r_.pdus, &r_.functions}) {
      for (const auto& item : *map) units_.push_back(item.first);
    }
    for (const auto& item : r_.grades) grades_.push_back(item.first);
    for (const auto& item : default_grades()) grades_.push_back(item.first);
    for (const auto& item : r_.caseload) note_class(item.first);
    for (const auto* map : {&r_.pdus, &r_.functions}) {
      for (const auto& [name, u] : *map) {
        for (const auto& item : u.caseload) note_class(item.first);
      }
    }
  }

  void all() {
    for (auto& [name, g] : r_.grades) grade_parts(g);
    staff_of(r_.staff);
    for (auto* map : {&r_.pdus, &r_.functions}) {
      for (auto& [name, u] : *map) {
        ask_();
        staff_of(u.staff);
        cases_of(u.caseload);
        recruitment_of(u.recruitment);
      }
    }
    cases_of(r_.caseload);
    recruitment_of(r_.recruitment);
    for (auto& x : r_.intakes) {
      name(x.grade, grades_);
      name(x.unit, units_);
      stage(x.stage, x.grade);
      shares(x.share);
    }
    for (auto& x : r_.transfers) {
      name(x.grade, grades_);
      name(x.from, units_);
      name(x.to, units_);
    }
    weights(r_.workload.weights, false);
    weights(r_.workload.t2a_weights, true);
    backlogs();
    evidence();
  }

 private:
  using names = name_index;

  static void name(std::string& x, const names& known) { x = known.known(x); }
  static void name(std::optional<std::string>& x, const names& known) {
    if (x) name(*x, known);
  }
  template <class T>
  static void keys(named<T>& map, const names& known) {
    for (auto& item : map) name(item.first, known);
  }

  void note_class(const std::string& x) { classes_.push_back(classes_.known(grades_.known(x))); }
  void stage(std::optional<std::string>& x, std::string_view of_grade) const {
    if (x) name(*x, stages_of(of_grade));
  }
  [[nodiscard]] names stages_of(std::string_view grade_name) const {
    names out;
    if (const grade* g = find_grade(r_, grade_name)) {
      for (const auto& s : g->ladder) out.push_back(s.name);
    }
    return out;
  }
  void shares(std::optional<sharing>& x) const {
    if (x) keys(x->shares, units_);
  }
  void grade_parts(grade& g) const {
    if (g.qualification) {
      name(g.qualification->to, grades_);
      name(g.qualification->otherwise, grades_);
    }
    if (g.promotion) name(g.promotion->to, grades_);
  }
  void staff_of(named<staff>& map) const {
    keys(map, grades_);
    for (auto& [grade_name, s] : map) keys(s.stages, stages_of(grade_name));
  }
  void recruitment_of(named<recruitment>& map) const {
    keys(map, grades_);
    for (auto& [grade_name, x] : map) {
      stage(x.stage, grade_name);
      shares(x.share);
    }
  }
  void cases_of(named<case_class>& map) const {
    keys(map, classes_);
    for (auto& [class_name, x] : map) {
      if (x.held_by) {
        for (auto& g : x.held_by->grades) name(g, grades_);
        keys(x.held_by->shares, grades_);
      }
      if (!x.location.empty()) name(x.location, names(known_locations(r_.workload, x.t2a)));
      const names tiers(known_tiers(r_.workload, x.location, x.t2a));
      keys(x.tiers, tiers);
      keys(x.mix, tiers);
    }
  }
  void weights(named<named<quantity>>& map, bool t2a) const {
    const workload_settings none;
    keys(map, names(known_locations(none, t2a)));
    for (auto& [location, tiers] : map) keys(tiers, names(known_tiers(none, location, t2a)));
  }
  void reference(staff_reference& x) const {
    name(x.unit, units_);
    name(x.grade, grades_);
  }
  void backlogs() {
    for (auto& [list_name, x] : r_.waiting_lists) {
      name(x.unit, units_);
      if (x.capacity.staff) reference(*x.capacity.staff);
      for (auto& g : x.recruits) name(g, grades_);
    }
    for (auto& [programme_name, x] : r_.programmes) {
      name(x.unit, units_);
      if (x.facilitators) reference(*x.facilitators);
    }
    if (r_.unpaid_work) {
      name(r_.unpaid_work->unit, units_);
      if (r_.unpaid_work->groups) reference(r_.unpaid_work->groups->staff);
    }
    if (r_.victim_contact) {
      name(r_.victim_contact->unit, units_);
      reference(r_.victim_contact->staff);
    }
  }
  void evidence() {
    names places = units_;
    places.push_back(r_.name);
    names methodologies;
    for (const auto& m : ratings::methodologies()) methodologies.push_back(m.id);
    keys(r_.inspections, places);
    for (auto& [unit_name, x] : r_.inspections) name(x.methodology, methodologies);
    for (auto& [survey_name, x] : r_.surveys) name(x.unit, places);
    for (auto& [indicator_name, x] : r_.indicators) name(x.unit, places);
    for (auto& x : r_.recommendations) name(x.unit, places);
  }

  region& r_;
  watch& ask_;
  names units_, grades_, classes_;
};

}  // namespace

void resolve_names(region& r, watch& ask) { resolver(r, ask).all(); }

}  // namespace probation::detail
