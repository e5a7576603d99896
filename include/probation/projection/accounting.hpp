// Every input is accounted for: what a document holds and no forecast depends on, and patches that change nothing.
#pragma once

#include <algorithm>      // for std::any_of, std::all_of
#include <set>            // for std::set
#include <string>         // for std::string
#include <string_view>    // for std::string_view
#include <unordered_set>  // for std::unordered_set
#include <utility>        // for std::move
#include <vector>         // for std::vector

#include <probation/engine/reach.hpp>
#include <probation/organisation/numbers.hpp>
#include <probation/organisation/present.hpp>
#include <probation/projection/lower.hpp>

namespace probation {

/// A number that a document holds and that no output of a forecast depends on.
struct unused_input {
  std::string path;
  std::string reason;
  bool by_design = false;  ///< it is evidence, or for the audit: nothing is wrong

  friend bool operator==(const unused_input&, const unused_input&) = default;
};

namespace detail {

/// The keys of a path, without quotes and without the numbers of lists.
[[nodiscard]] inline std::vector<std::string> keys_of(std::string_view path) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (quoted && c == '\\' && i + 1 < path.size()) {
      out.back() += path[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '.') {
      out.emplace_back();
    } else if (!quoted && c == '[') {
      while (i + 1 < path.size() && path[i] != ']') ++i;
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Why nothing depends on a number, in the words of the document.
class unused_reasons {
 public:
  unused_reasons(const region& r, int months) : r_(r), months_(months) {}

  [[nodiscard]] unused_input of(const std::string& path, const std::optional<month>& from) const {
    const std::vector<std::string> keys = keys_of(path);
    if (is_any(keys.front(), {"surveys", "indicators", "inspections", "recommendations"})) {
      return {path, "evidence: carried and audited, not projected", true};
    }
    if (keys.back() == "reported_vacancy") {
      return {path, "the audit compares it with in post and establishment; no forecast uses it", true};
    }
    if (keys.front() == "staff") return {path, totals(keys), keys.back() != "leaving_rate"};
    if (keys.back() == "sessions") return {path, "carried: a group runs for its length", true};
    if (keys.front() == "unpaid_work" && keys.back() == "before") {
      return {path, "no level is given: it is what a level would be measured by", true};
    }
    if (from && *from >= r_.as_of + months_) {
      return {path, "it begins after the " + std::to_string(months_) + " months of the forecast", true};
    }
    return {path, other(keys), false};
  }

 private:
  [[nodiscard]] static bool is_any(std::string_view x, std::initializer_list<std::string_view> of) {
    return std::any_of(of.begin(), of.end(), [&](std::string_view y) { return x == y; });
  }

  [[nodiscard]] std::string totals(const std::vector<std::string>& keys) const {
    const bool remainder =
        std::any_of(r_.pdus.begin(), r_.pdus.end(), [](const auto& item) { return item.second.remainder; });
    if (keys.back() == "leaving_rate") {
      return remainder ? "the remainder says its own"
                       : "no PDU is the remainder, and units give their own or the grade's";
    }
    return "totals are for the audit, unless a PDU is the remainder";
  }

  [[nodiscard]] bool has_staff(std::string_view grade) const {
    const auto in = [&](const auto& item) { return item.second.staff.contains(grade); };
    return r_.staff.contains(grade) || std::any_of(r_.pdus.begin(), r_.pdus.end(), in) ||
           std::any_of(r_.functions.begin(), r_.functions.end(), in);
  }

  [[nodiscard]] std::string of_grade(const std::string& name, std::string_view last) const {
    if (!has_staff(name)) return "no unit has staff of the grade";
    if (last == "leaving_rate") return "every unit, or every stage, of the grade gives its own";
    return "staff of the grade hold no cases, and no backlog draws on them";
  }

  [[nodiscard]] std::string other(const std::vector<std::string>& keys) const {
    const std::string& first = keys.front();
    const std::string& last = keys.back();
    if (first == "grades" && keys.size() > 2) return of_grade(keys[1], last);
    if (first == "caseload") return "every unit that has the class says its own";
    if (first == "workload" && keys.size() > 1) {
      if (is_any(keys[1], {"weights", "t2a_weights"})) return "no case is of that tier in that location";
      return "nobody holds cases";
    }
    if (first == "intakes" || first == "transfers") {
      return "it lies outside the " + std::to_string(months_) + " months of the forecast";
    }
    if (is_any(first, {"pdus", "functions"}) && keys.size() > 3) {
      if (keys[2] == "staff" && last == "leaving_rate") return "every stage of the grade gives its own";
      if (last == "dispersion") return "nothing begins here";
    }
    if (first == "waiting_lists" && last == "limit") return "every class has its own";
    if (last == "suspended") return "operational_period is not given: when suspended sentences end";
    if (last == "operational_period") return "suspended is not given: the share of orders that it holds for";
    if (is_any(first, {"recruitment"}) && keys.size() > 2 && keys[2] == "share") {
      return "fill without a cap offers each unit what it lacks";
    }
    return "nothing that is reported depends on it";
  }

  const region& r_;
  int months_;
};

}  // namespace detail

/// Numbers that the document of `r` holds and that no output of a forecast of `months` months depends on, each with the
/// reason, in the order of the document. What depends on what is seen from the plan, not from a run: a number whose
/// effect is bounded away (a cap that is never reached) is not among them. Throws as `lower` does.
[[nodiscard]] inline std::vector<unused_input> unused(const region& r, int months = 24,
                                                      const progress_function& progress = {}) {
  plan p;
  p.keeps_inputs = true;
  detail::lower_into(p, r, months, progress);
  const std::vector<bool> reaches = reaching_rows(p);
  std::unordered_set<std::string> used;
  for (const plan_parameter& q : p.parameters) {
    if (reaches[q.row]) used.insert(q.path);
  }
  const detail::unused_reasons reasons(r, months);
  std::vector<unused_input> out;
  detail::number_walker walker([&](const detail::stated_number& x) {
    std::string alone = x.path;  // a list of one part is the number itself
    if (alone.ends_with("[0]")) alone.erase(alone.size() - 3);
    if (!used.contains(x.path) && !used.contains(alone)) out.push_back(reasons.of(x.path, x.begins));
  });
  walker.walk(r);
  return out;
}

/// Whether two regions give the same forecast of `months` months, seen from their plans.
[[nodiscard]] inline bool same_forecast(const region& a, const region& b, int months = 24,
                                        const progress_function& progress = {}) {
  const auto plan_of = [&](const region& r) { return lower(r, months, ratio_parts::left_out, progress); };
  return a.as_of == b.as_of && computes_same(plan_of(a), plan_of(b));
}

/// Whether the scenarios that a region is under, or other patches, change any output of a forecast of `months` months.
/// A region that is its own present has no patch that could: false.
[[nodiscard]] inline bool is_changed(const region& r, int months = 24) {
  return r.present && !same_forecast(*r.present, r, months);
}

}  // namespace probation
