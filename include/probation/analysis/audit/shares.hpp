// Rules about shares of one whole.
#pragma once

#include <probation/analysis/audit/context.hpp>
#include <probation/base/quantile.hpp>

namespace probation::detail {

/// A question without spaces, full stops and capitals: "Staff are too few." and "staff are too few" are the same.
[[nodiscard]] inline std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c != ' ' && c != '.' && c != '?') {
      out += c;
    }
  }
  return out;
}

/// Shares that add to 1 at the means (reading sees to that) and are uncertain one by one.
inline void check_uncertain_shares(audit_context& audit, const std::string& path, const named<quantity>& shares) {
  double most = 0.0;
  bool certain = true;
  std::vector<exhibit> evidence;
  for (const auto& [name, share] : shares) {
    most += greatest(share);
    certain = certain && share.is_certain();
    evidence.push_back(shown(path_of(path, {name}), share));
  }
  if (certain) return;
  audit.add(path,
            "shares that add to 1 at the means are uncertain one by one: a draw of them can add to " + in_percent(most),
            std::move(evidence), "make them certain, and say in a scenario what else they might be");
}

}  // namespace probation::detail

namespace probation::rules {

/// Shares of recruits, starters and cases that do not add to one in every draw.
inline void uncertain_shares(audit_context& audit) {
  const region& r = audit.r;
  const auto recruits = [&](const std::string& path, const named<recruitment>& all) {
    for (const auto& [name, x] : all) {
      if (x.share) detail::check_uncertain_shares(audit, path_of(path, {name, "share"}), x.share->shares);
    }
  };
  const auto look = [&](std::string_view where, const named<delivery_unit>& units) {
    for (const auto& [unit_name, unit] : units) {
      for (const auto& [name, c] : unit.caseload) {
        if (c.held_by)
          detail::check_uncertain_shares(audit, path_of(where, {unit_name, "caseload", name, "held_by", "shares"}),
                                         c.held_by->shares);
      }
    }
  };
  look("pdus", r.pdus);
  look("functions", r.functions);
  recruits("recruitment", r.recruitment);
  for (std::size_t i = 0; i < r.intakes.size(); ++i) {
    if (r.intakes[i].share) {
      detail::check_uncertain_shares(audit, "intakes[" + std::to_string(i) + "].share", r.intakes[i].share->shares);
    }
  }
}

/// Surveys of the same question, unit and month: the same answer has one share, and different answers add to 1 at most.
inline void survey_shares(audit_context& audit) {
  std::vector<const named<survey>::value_type*> surveys;
  for (const auto& item : audit.r.surveys) surveys.push_back(&item);
  std::vector<bool> seen(surveys.size(), false);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const auto& [name, first] = *surveys[i];
    std::vector<exhibit> evidence;
    double sum = 0.0;
    bool alike = true;
    for (std::size_t j = i; j < seen.size(); ++j) {
      const auto& [other, s] = *surveys[j];
      if (seen[j] || detail::folded(s.question) != detail::folded(first.question) || s.unit != first.unit ||
          s.date != first.date) {
        continue;
      }
      seen[j] = true;
      sum += mean(s.share);
      alike = alike && mean(s.share) == mean(first.share);
      evidence.push_back(detail::shown(path_of("surveys", {other, "share"}), s.share));
    }
    if (evidence.size() < 2 || alike || sum <= 1.0 + 1e-9) continue;
    const std::size_t answers = evidence.size();
    audit.add(path_of("surveys", {name}),
              "\"" + first.question + "\" is stated " + std::to_string(answers) + " times, with shares that add to " +
                  detail::in_percent(sum),
              std::move(evidence),
              "one answer has one share, and answers to choose among add to 100 % at most: correct a share, or say in "
              "question, unit or date how they differ");
  }
}

}  // namespace probation::rules
