// Rules about published inspections: what they state beside what follows from it.
#pragma once

#include <algorithm>  // for std::find
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument

#include <probation/analysis/audit/context.hpp>
#include <probation/ratings/card.hpp>

namespace probation::detail {

/// An inspection with what its scorecard adds up to.
struct audited_inspection {
  std::string path;  ///< `inspections."West Sussex"`
  const inspection& given;
  const ratings::methodology* by = nullptr;     ///< null: not one of the library's
  std::optional<ratings::card_result> adds_to;  ///< absent: not known by which rules, or the card is not one of them
  std::string wrong;                            ///< why the card is not one of the methodology
  std::vector<rating> possible;  ///< overall ratings that the standards, or else the published score, leave open
  std::string basis;             ///< what they follow from: "4 of 27"
};

/// The overall ratings that are possible: by the standards; where some are missing, or are not those of the
/// methodology, by the published score.
inline void find_possible(audited_inspection& a) {
  if (a.by == nullptr || !a.by->scored) return;
  const int maximum = ratings::maximum(*a.by);
  const std::string of = " of " + std::to_string(maximum);
  int least = 0;
  int most = maximum;
  if (a.adds_to) {
    a.possible = a.adds_to->possible;
    a.basis = std::to_string(a.adds_to->score) + of;
    if (a.adds_to->complete()) return;
    least = a.adds_to->least;
    most = a.adds_to->most;
    a.basis = std::to_string(least) + " to " + std::to_string(most) + of;
  }
  if (!a.given.score || *a.given.score < least || *a.given.score > most) return;
  a.possible = {ratings::overall(*a.given.score, *a.by)};
  a.basis = std::to_string(*a.given.score) + of + " (as published)";
}

[[nodiscard]] inline std::vector<audited_inspection> audited_inspections(const region& r) {
  std::vector<audited_inspection> out;
  for (const auto& [name, x] : r.inspections) {
    audited_inspection a{path_of("inspections", {name}), x, ratings::find_methodology(x.methodology), {}, {}, {}, {}};
    if (a.by != nullptr) {
      try {
        a.adds_to = ratings::evaluate(x.scorecard, *a.by);
      } catch (const std::invalid_argument& e) {
        a.wrong = e.what();
      }
    }
    find_possible(a);
    out.push_back(std::move(a));
  }
  return out;
}

/// The ratings of a card, those that earn points first: "1.1 Requires improvement, 1.4 Good; 7 standards Inadequate".
[[nodiscard]] inline std::string points_of(const scorecard& card) {
  std::string text;
  std::size_t others = 0;
  for (const auto& [number, s] : card.standards) {
    if (s.given == rating::inadequate) {
      ++others;
    } else {
      text += (text.empty() ? "" : ", ") + number + ' ' + std::string(to_string(s.given));
    }
  }
  if (others > 0) text += (text.empty() ? "" : "; ") + counted(others, "standard") + " Inadequate";
  return text;
}

}  // namespace probation::detail

namespace probation::rules {

/// Overall rating, each place that states it, beside what the standards (or, without them, the score) add up to. A
/// warning where the methodology itself is unsettled.
inline void overall_rating(audit_context& audit) {
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (x.possible.empty()) continue;
    const auto is_possible = [&](rating r) {
      return std::find(x.possible.begin(), x.possible.end(), r) != x.possible.end();
    };
    std::string right;
    for (const rating p : x.possible) right += (right.empty() ? "" : " or ") + std::string(to_string(p));
    for (const auto& [place, stated] : x.given.overall) {
      if (is_possible(stated)) continue;
      const std::string at = path_of(x.path, {"overall", place});
      std::vector<exhibit> evidence = {{at, std::string(to_string(stated)), x.given.source}};
      if (!x.given.scorecard.standards.empty())
        evidence.push_back({x.path + ".scorecard", detail::points_of(x.given.scorecard), x.given.source});
      if (x.given.score) evidence.push_back({x.path + ".score", std::to_string(*x.given.score), x.given.source});
      evidence.push_back(detail::computed(
          "overall rating by " + x.by->id,
          x.basis + ": " + right + (x.by->unsettled.empty() ? "" : "; unsettled: " + x.by->unsettled)));
      for (const auto& [other, says] : x.given.overall) {
        if (other != place && is_possible(says))
          evidence.push_back({path_of(x.path, {"overall", other}), std::string(to_string(says)), x.given.source});
      }
      audit.add(x.by->unsettled.empty() ? severity::error : severity::warning, at,
                "the overall rating is stated as " + std::string(to_string(stated)) + "; the score is " + x.basis +
                    ", which is " + right,
                std::move(evidence),
                "trust the sum of the standards over a rating that was copied: read " + right +
                    ", and ask the publisher to correct \"" + place + '"');
    }
  }
}

/// Places that state different overall ratings, where no score decides it.
inline void overall_differs(audit_context& audit) {
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (x.possible.size() == 1) continue;
    bool differ = false;
    std::string said;
    std::vector<exhibit> evidence;
    for (const auto& [place, stated] : x.given.overall) {
      differ = differ || stated != x.given.overall.begin()->second;
      said += (said.empty() ? "" : ", ") + std::string(to_string(stated)) + " in \"" + place + '"';
      evidence.push_back({path_of(x.path, {"overall", place}), std::string(to_string(stated)), x.given.source});
    }
    if (!differ) continue;
    audit.add(x.path + ".overall", "the overall rating is stated differently: " + said, std::move(evidence),
              "give methodology and all ratings by standard, and the score decides");
  }
}

/// Published score beside the sum of the standards.
inline void score(audit_context& audit) {
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (!x.given.score || !x.wrong.empty()) continue;
    // Without rules that say what counts, all standards do.
    const bool known = x.adds_to && x.adds_to->scored;
    const bool has_card = !x.given.scorecard.standards.empty();
    if (!known && !has_card) continue;
    const int least = known ? x.adds_to->least : x.given.scorecard.score();
    const int most = known ? x.adds_to->most : least;
    if (*x.given.score >= least && *x.given.score <= most) continue;
    const std::string sum =
        least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
    std::vector<exhibit> evidence = {{x.path + ".score", std::to_string(*x.given.score), x.given.source}};
    if (has_card) evidence.push_back({x.path + ".scorecard", detail::points_of(x.given.scorecard), x.given.source});
    if (known) evidence.push_back(detail::computed("score by " + x.by->id, sum));
    audit.add(x.path + ".score",
              "a score of " + std::to_string(*x.given.score) + " is published; " +
                  (has_card ? "the standards add up to " : x.by->id + " gives ") + sum,
              std::move(evidence), "find which standard is misprinted, or the score: the points are 0 to 3 a standard");
  }
}

/// Published maximum beside that of the methodology, and a score above it.
inline void maximum(audit_context& audit) {
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (!x.given.maximum) continue;
    const int stated = *x.given.maximum;
    if (x.by != nullptr && x.by->scored && stated != ratings::maximum(*x.by)) {
      audit.add(x.path + ".maximum",
                "a maximum of " + std::to_string(stated) + " is published; " + x.by->id + " counts " +
                    std::to_string(ratings::counted(*x.by)) + " standards, which give " +
                    std::to_string(ratings::maximum(*x.by)) + " at most",
                {{x.path + ".maximum", std::to_string(stated), x.given.source},
                 detail::computed("maximum by " + x.by->id, std::to_string(ratings::maximum(*x.by)))},
                "check which methodology the inspection followed");
    } else if (x.given.score && *x.given.score > stated) {
      audit.add(
          x.path + ".maximum",
          "a score of " + std::to_string(*x.given.score) + " is published, of " + std::to_string(stated) + " at most",
          {{x.path + ".score", std::to_string(*x.given.score), x.given.source},
           {x.path + ".maximum", std::to_string(stated), x.given.source}},
          "correct one of the two");
    }
  }
}

/// Standards that the methodology does not have, that are missing, or that do not count.
inline void standards(audit_context& audit) {
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (x.by == nullptr || x.given.scorecard.standards.empty()) continue;
    const std::string at = x.path + ".scorecard";
    if (!x.wrong.empty()) {
      audit.add(at, "the card does not fit its methodology: " + x.wrong,
                {{x.path + ".methodology", x.by->id, x.by->title}},
                "correct the number of the standard, or the methodology");
      continue;
    }
    if (!x.adds_to->scored || x.adds_to->missing.empty()) continue;
    std::string missing;
    for (const auto& number : x.adds_to->missing) missing += (missing.empty() ? "" : ", ") + number;
    audit.add(at,
              "the card lacks " + missing + " of " + x.by->id + ": its score is between " +
                  std::to_string(x.adds_to->least) + " and " + std::to_string(x.adds_to->most),
              {{x.path + ".methodology", x.by->id, x.by->title}}, "add the ratings that are missing");
  }
}

/// An inspection whose rules are not known, so that nothing of it can be checked; or whose rules give no rating, though
/// one is published.
inline void methodology(audit_context& audit) {
  std::vector<std::string> known;
  std::string list;
  for (const auto& m : ratings::methodologies()) {
    known.push_back(m.id);
    list += (list.empty() ? "" : ", ") + m.id;
  }
  for (const auto& x : detail::audited_inspections(audit.r)) {
    const std::string at = x.path + ".methodology";
    if (x.by == nullptr) {
      const std::string close_name = near_miss(x.given.methodology, known);
      audit.add(severity::note, at,
                (x.given.methodology.empty() ? std::string("no methodology is given")
                                             : '"' + x.given.methodology + "\" is not a methodology of the library") +
                    ", so the overall rating cannot be checked",
                {}, close_name.empty() ? "give one of " + list : "did you mean \"" + close_name + "\"?");
    } else if (!x.by->scored && (x.given.score || !x.given.overall.empty())) {
      std::vector<exhibit> evidence = {{at, x.by->id, x.by->title}};
      if (x.given.score) evidence.push_back({x.path + ".score", std::to_string(*x.given.score), x.given.source});
      for (const auto& [place, stated] : x.given.overall)
        evidence.push_back({path_of(x.path, {"overall", place}), std::string(to_string(stated)), x.given.source});
      audit.add(at, x.by->id + " gives neither score nor overall rating, and one is published", std::move(evidence),
                "check which methodology the inspection followed");
    }
  }
}

/// Published before its methodology began, or more than a year after it ended.
inline void methodology_dates(audit_context& audit) {
  const auto first_month = [](const std::string& text) { return month::parse(text.size() == 4 ? text + "-01" : text); };
  const auto last_month = [](const std::string& text) { return month::parse(text.size() == 4 ? text + "-12" : text); };
  for (const auto& x : detail::audited_inspections(audit.r)) {
    if (x.by == nullptr || !x.given.published) continue;
    const auto from = first_month(x.by->from);
    const auto until = last_month(x.by->until);
    const bool early = from && *x.given.published < *from;
    const bool late = until && *x.given.published - *until > 12;  // reports follow inspections by months
    if (!early && !late) continue;
    audit.add(x.path + ".published",
              "published in " + x.given.published->str() + " by " + x.by->id + ", which was in use " +
                  (early ? "from " + x.by->from : "until " + x.by->until),
              {{x.path + ".published", x.given.published->str(), x.given.source},
               {x.path + ".methodology", x.by->id, x.by->title}},
              "correct the month or the methodology: each has bands of its own");
  }
}

/// An inspection of something that the document does not describe.
inline void inspected_unit(audit_context& audit) {
  std::vector<std::string> known = {audit.r.name};
  for (const auto& item : audit.r.pdus) known.push_back(item.first);
  for (const auto& item : audit.r.functions) known.push_back(item.first);
  for (const auto& item : audit.r.inspections) {
    if (std::find(known.begin(), known.end(), item.first) != known.end()) continue;
    const std::string close_name = near_miss(item.first, known);
    audit.add(path_of("inspections", {item.first}), "\"" + item.first + "\" is neither the region nor one of its units",
              {},
              close_name.empty() ? "use the name of the unit: units are matched by it"
                                 : "did you mean \"" + close_name + "\"?");
  }
}

}  // namespace probation::rules
