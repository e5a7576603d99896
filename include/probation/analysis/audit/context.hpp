// What the rules of an audit share: the region, the options, its units and staff, and where findings go.
#pragma once

#include <algorithm>      // for std::any_of
#include <cmath>          // for std::round
#include <cstdio>         // for std::snprintf
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_map>  // for std::unordered_map
#include <utility>        // for std::move
#include <vector>         // for std::vector

#include <probation/analysis/audit/finding.hpp>
#include <probation/base/check.hpp>
#include <probation/base/path.hpp>
#include <probation/base/watch.hpp>
#include <probation/organisation/region.hpp>
#include <probation/organisation/remainder.hpp>

namespace probation {

/// What an audit looks for.
struct audit_options {
  std::vector<std::string> off;   ///< names of rules that are not applied
  std::vector<std::string> only;  ///< if not empty: names of the only rules that are
  /// Observations of more than so many months before `as_of` are stale. Twelve: staffing and caseload are published by
  /// the quarter, so a year is four releases behind.
  int stale_after = 12;
  /// A reported vacancy rate may differ by so much from the true one. Half a percentage point: such rates are printed
  /// to a whole or half point.
  double vacancy_tolerance = 0.005;
  progress_function progress = {};  ///< told of rules applied and in all; false stops the audit with `interrupted`
};

class audit_context;

/// A rule of the audit: one function that looks at a region and notes what it finds.
struct audit_rule {
  std::string_view name;                          ///< "overall-rating"; what `off` and `only` take
  probation::severity severity = severity::note;  ///< of its gravest finding
  std::string_view purpose;                       ///< what it looks for, in a line
  std::string_view source;                        ///< where the rule comes from
  void (*check)(audit_context& audit) = nullptr;  ///< the rule itself
};

/// Staff of a grade, with their place in the document.
struct audited_staff {
  std::string unit;  ///< empty for the totals of the region
  std::string grade;
  std::string path;  ///< `pdus."West Kent".staff.PO`
  staff given;       ///< as written, or by subtraction
  bool by_subtraction = false;
};

/// The region that is audited, for its rules.
class audit_context {
 public:
  audit_context(const region& of, const audit_options& with, std::vector<finding>& findings)
      : r(of), options(with), findings_(findings) {
    for (const auto& [name, s] : r.staff) staff_.push_back({"", name, path_of("staff", {name}), s});
    add_staff("pdus", r.pdus);
    add_staff("functions", r.functions);
    for (const audited_staff& s : staff_) by_unit_[s.unit].push_back(&s);
  }
  audit_context(const audit_context&) = delete;
  audit_context& operator=(const audit_context&) = delete;
  audit_context(audit_context&&) = delete;
  audit_context& operator=(audit_context&&) = delete;
  ~audit_context() = default;

  const region& r;               // NOLINT(misc-non-private-member-variables-in-classes)
  const audit_options& options;  // NOLINT(misc-non-private-member-variables-in-classes)

  /// Staff in the order of the document: the region's totals, its PDUs, its functions. The rest of the region is
  /// there as it follows by subtraction, at the means.
  [[nodiscard]] const std::vector<audited_staff>& all_staff() const noexcept { return staff_; }

  /// Staff of one unit.
  [[nodiscard]] const std::vector<const audited_staff*>& staff_in(const std::string& unit) const {
    static const std::vector<const audited_staff*> nobody;
    const auto at = by_unit_.find(unit);
    return at == by_unit_.end() ? nobody : at->second;
  }

  /// Whether one PDU is the rest of the region.
  [[nodiscard]] bool has_remainder() const noexcept {
    return std::any_of(r.pdus.begin(), r.pdus.end(), [](const auto& item) { return item.second.remainder; });
  }

  /// Notes a finding, as grave as the rule says.
  void add(std::string path, std::string text, std::vector<exhibit> evidence, std::string suggestion) {
    add(rule_->severity, std::move(path), std::move(text), std::move(evidence), std::move(suggestion));
  }
  /// Notes a finding of another severity.
  void add(severity how, std::string path, std::string text, std::vector<exhibit> evidence, std::string suggestion) {
    findings_.push_back(
        {std::string(rule_->name), how, std::move(path), std::move(text), std::move(evidence), std::move(suggestion)});
  }

  void apply(const audit_rule& rule) {
    rule_ = &rule;
    rule.check(*this);
  }

 private:
  void add_staff(std::string_view where, const named<delivery_unit>& units) {
    for (const auto& [name, unit] : units) {
      const std::string at = path_of(where, {name, "staff"});
      for (const auto& item : unit.staff) {
        const bool subtracted = unit.remainder && r.staff.contains(item.first);
        staff_.push_back({name, item.first, path_of(at, {item.first}), staff_of(r, name, item.first), subtracted});
      }
      if (!unit.remainder) continue;
      for (const auto& item : r.staff) {
        if (unit.staff.contains(item.first)) continue;
        staff_.push_back({name, item.first, path_of(at, {item.first}), staff_of(r, name, item.first), true});
      }
    }
  }

  std::vector<finding>& findings_;
  std::vector<audited_staff> staff_;
  std::unordered_map<std::string, std::vector<const audited_staff*>> by_unit_;
  const audit_rule* rule_ = nullptr;
};

namespace detail {

/// "62", "203.9", "0.0706": six digits at most.
[[nodiscard]] inline std::string figure(double x) {
  char text[32] = {};
  std::snprintf(text, sizeof text, "%.6g", x);
  return text;
}

/// "11.5 %": one digit after the point, and none where that is a nought.
[[nodiscard]] inline std::string in_percent(double share) {
  const double tenths = std::round(1000.0 * share);
  return figure(tenths == 0.0 ? 0.0 : tenths / 10.0) + " %";
}

/// What encloses both paths: "pdus.North" of "pdus.North.staff.PO" and "pdus.North.caseload". Empty if nothing does.
[[nodiscard]] inline std::string common_path(std::string_view a, std::string_view b) {
  std::size_t end = 0;
  bool quoted = false;
  for (std::size_t i = 0;; ++i) {
    const bool a_ends = i == a.size() || (!quoted && (a[i] == '.' || a[i] == '['));
    const bool b_ends = i == b.size() || (!quoted && (b[i] == '.' || b[i] == '['));
    if (a_ends && b_ends) end = i;
    if (i == a.size() || i == b.size() || a[i] != b[i]) break;
    if (a[i] == '"') quoted = !quoted;
  }
  return std::string(a.substr(0, end));
}

/// "1 case", "3 cases".
[[nodiscard]] inline std::string counted(std::size_t n, std::string_view what) {
  return std::to_string(n) + ' ' + std::string(what) + (n == 1 ? "" : "s");
}

/// A number of the document as an exhibit.
[[nodiscard]] inline exhibit shown(std::string path, const quantity& q) {
  std::string source = q.source;
  if (q.standing && !source.starts_with(to_string(*q.standing))) {
    source = std::string(to_string(*q.standing)) + (source.empty() ? "" : ": " + source);
  }
  return {std::move(path), numbers_of(q), std::move(source)};
}
[[nodiscard]] inline exhibit shown(std::string path, const timed_quantity& q, month at) {
  return shown(std::move(path), q.at(at));
}
/// A number that was computed.
[[nodiscard]] inline exhibit computed(std::string what, std::string value) {
  return {std::move(what), std::move(value), "computed"};
}

/// What is given of in post and target, as exhibits.
[[nodiscard]] inline std::vector<exhibit> staffing_exhibits(const audited_staff& s, month as_of) {
  std::vector<exhibit> out;
  if (s.given.establishment && !s.given.establishment->parts.empty())
    out.push_back(shown(s.path + ".establishment", *s.given.establishment, as_of));
  if (s.given.vacancy_rate) out.push_back(shown(s.path + ".vacancy_rate", *s.given.vacancy_rate));
  if (s.given.in_post) out.push_back(shown(s.path + ".in_post", *s.given.in_post));
  return out;
}

/// Share of a full officer's points that the staff have on average: heads in stages before the last count by the
/// capacity of their stage, all others by that of the last.
[[nodiscard]] inline double mean_capacity(const staff& s, const grade& g) {
  if (g.ladder.empty()) return 1.0;
  const double last = mean(g.ladder.back().capacity);
  const double heads = headcount_of(s);
  if (heads <= 0.0) return last;
  double sum = 0.0;
  double placed = 0.0;
  for (const auto& [name, number] : s.stages) {
    for (const stage& step : g.ladder) {
      if (step.name == name) sum += mean(number) * mean(step.capacity);
    }
    placed += mean(number);
  }
  return (sum + (heads - placed) * last) / heads;
}

}  // namespace detail
}  // namespace probation
