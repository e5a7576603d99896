#include "wmt_rows.hpp"

#include <cmath>
#include <limits>

namespace probation::bindings {

namespace {

using wmt::inactivity;
using wmt::tally;

[[nodiscard]] field<double> count(const table& t, const char* name) {
  const auto meant = [](double x) {
    return std::isfinite(x) && x >= 0 && x == std::floor(x) ? std::optional(x) : std::nullopt;
  };
  return {t, name, "a whole number, 0 or more", in_words(meant), meant};
}

template <class Names>
[[nodiscard]] std::string list(const Names& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

template <class T>
[[nodiscard]] std::optional<T> required(const field<T>& f, std::size_t i, row_problems& problems) {
  if (f.is_missing(i)) problems.add(i, f.name(), "nothing", f.expected());
  return f(i, problems);
}

[[nodiscard]] std::optional<inactivity> parse_inactivity(const std::string& s) {
  const std::string plain = name_key(s);
  if (plain.empty()) return inactivity::none;
  if (plain == "warrant" || plain == "warrants") return inactivity::warrant;
  if (plain == "unpaid work") return inactivity::unpaid_work;
  if (plain == "overdue") return inactivity::overdue;
  return std::nullopt;
}

}  // namespace

officer_rows::officer_rows(const table& t, const capacity_rules& rules)
    : officer(t, "officer"),
      team(t, "team"),
      rules_(rules),
      pdu_(t, "pdu"),
      region_(t, "region"),
      grade_(t, "grade"),
      grade_code_(t, "grade_code"),
      contracted_(amount(t, "contracted_hours", "hours a week, 0 or more")),
      reduction_(amount(t, "reduction_hours", "hours a week, 0 or more")),
      sdrs_(count(t, "sdrs")),
      fdrs_(count(t, "fdrs")),
      paroms_(count(t, "paroms")),
      arms_community_(count(t, "arms_community")),
      arms_licence_(count(t, "arms_licence")),
      cms_(amount(t, "cms_points", "points, below 0 where others did more", true)) {
  for (const auto& word : grade_.words) {
    const auto* known = rules.configuration.grades.find_name(word);
    grade_names_.push_back(known != nullptr ? known->first : std::string());
  }
  for (const auto& word : grade_code_.words) {
    code_grades_.push_back(wmt::grade_from_code(rules.configuration, word));
  }
  for (const auto& [name, rule] : rules.configuration.grades) known_ += (known_.empty() ? "" : ", ") + name;
}

wmt::officer officer_rows::read(std::size_t i, tally::extras& more, row_problems& problems) const {
  wmt::officer o;
  check_names(i, problems);
  o.name = officer.word(officer[i]);
  o.team = team.word(team[i]);
  o.pdu = pdu_.word(pdu_[i]);
  o.region = region_.word(region_[i]);
  o.grade = grade_of(i, problems);
  const auto contracted = contracted_(i, problems);
  o.reduction_hours = reduction_(i, problems).value_or(0);
  more.sdrs = sdrs_(i, problems).value_or(0);
  more.fdrs = fdrs_(i, problems).value_or(0);
  more.paroms = paroms_(i, problems).value_or(0);
  more.arms_community = arms_community_(i, problems).value_or(0);
  more.arms_licence = arms_licence_(i, problems).value_or(0);
  o.cms_points = more.cms_points = cms_(i, problems).value_or(0);
  if (!problems.has(i)) find_capacity(i, o, contracted, problems);
  return o;
}

void officer_rows::check_names(std::size_t i, row_problems& problems) const {
  for (const labels* l : {&officer, &team, &pdu_, &region_, &grade_code_}) l->check(i, problems);
}

void officer_rows::compare(std::size_t i, std::size_t first, row_problems& problems) const {
  const auto differ = [&](const char* name, const labels& l) {
    if (l[i] != l[first]) {
      problems.add(i, name, quoted(l.word(l[i])), quoted(l.word(l[first])) + " as in row " + std::to_string(first),
                   "an officer in a team has one " + std::string(name));
    }
  };
  differ("pdu", pdu_);
  differ("region", region_);
  differ("grade", grade_);
  differ("grade_code", grade_code_);
  for (const auto* f : {&contracted_, &reduction_, &sdrs_, &fdrs_, &paroms_, &arms_community_, &arms_licence_, &cms_}) {
    if (!f->is_there()) continue;
    row_problems none;
    if ((*f)(i, none) != (*f)(first, none)) {
      problems.add(i, f->name(), f->found(i), f->found(first) + " as in row " + std::to_string(first),
                   "an officer in a team has one " + f->name());
    }
  }
}

std::string officer_rows::grade_of(std::size_t i, row_problems& problems) const {
  if (grade_code_.is_there()) {  // none at all means the same as an unknown one: no capacity
    const std::int32_t code = grade_code_[i];
    return code < 0 ? "DMY" : code_grades_[static_cast<std::size_t>(code)];
  }
  const std::int32_t code = grade_[i];
  const std::string grade = code < 0 ? std::string() : grade_names_[static_cast<std::size_t>(code)];
  if (grade.empty()) {
    const std::string word = grade_.word(code);
    const std::string near = near_miss(word, wmt::detail::keys_of(rules_.configuration.grades));
    problems.add(i, "grade", quoted(word), "one of " + known_, near.empty() ? "" : "did you mean " + near + "?");
  }
  return grade;
}

void officer_rows::find_capacity(std::size_t i, wmt::officer& o, std::optional<double> contracted,
                                 row_problems& problems) const {
  try {
    o.contracted_hours = contracted.value_or(wmt::default_hours(rules_.configuration, o.grade, rules_.policy));
    o.available =
        wmt::available_points(rules_.configuration, o.grade, contracted, o.reduction_hours, rules_.policy, rules_.over);
  } catch (const wmt::error& error) {
    for (const problem& p : error.problems()) problems.add(i, p.path, p.found, p.expected, p.hint);
    return;
  }
  if (o.available < 0) {
    problems.add(i, "reduction_hours",
                 to_text(o.reduction_hours) + " of " + to_text(o.contracted_hours) + " contracted hours",
                 "no more than are contracted",
                 std::string(to_string(rules_.policy)) + " makes " + to_text(o.available) + " points of it");
  }
}

case_rows::case_rows(const table& t, const tally& counted, const wmt::configuration& c, wmt::policy policy)
    : location_(
          t, "location", list(counted.locations()), [&](const std::string& s) { return counted.location(s); }, nullptr),
      tier_(
          t, "tier", "one of " + list(c.tiers) + " or untiered", [&](const std::string& s) { return counted.tier(s); },
          nullptr),
      t2a_(flag(t, "t2a")),
      inactive_(
          t, "inactive", "warrant, unpaid work or overdue, or nothing",
          [](const std::string& s) { return parse_inactivity(s); }, nullptr),
      n_(whole(t, "cases", (std::numeric_limits<int>::max)(), "a whole number of cases, 0 or more")),
      untiered_(c.tiers.size()),
      refuses_untiered_(policy == wmt::policy::hmpps_workload) {}

void case_rows::add(std::size_t i, std::size_t who, tally& counted, row_problems& problems) const {
  const auto location = required(location_, i, problems);
  const auto tier = required(tier_, i, problems);
  const bool t2a = t2a_(i, problems).value_or(false);
  const inactivity kind = inactive_(i, problems).value_or(inactivity::none);
  const auto n = n_.is_there() ? required(n_, i, problems) : std::optional(1);
  if (tier == untiered_ && refuses_untiered_ && n != 0) {
    problems.add(i, "tier", "\"untiered\"", "a tier", "hmpps-workload cannot represent untiered cases");
  }
  if (problems.has(i)) return;
  counted.add(who, *location, *tier, t2a, kind, *n);
}

}  // namespace probation::bindings
