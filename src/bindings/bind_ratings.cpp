// Ratings of inspections: methodologies and scorecards.
#include "pybind.hpp"

#include "packing.hpp"

#include <probation/ratings/card.hpp>
#include <probation/ratings/changes.hpp>
#include <probation/ratings/find.hpp>
#include <probation/ratings/overall.hpp>

namespace probation::bindings {

// The fields of what is no document.
template <>
struct packing<ratings::rule> : member_packing<&ratings::rule::text, &ratings::rule::status, &ratings::rule::source> {};
template <>
struct packing<ratings::standard>
    : member_packing<&ratings::standard::number, &ratings::standard::name, &ratings::standard::domain,
                     &ratings::standard::counted, &ratings::standard::by_cases, &ratings::standard::variant,
                     &ratings::standard::questions, &ratings::standard::status, &ratings::standard::source> {};
template <>
struct packing<ratings::score_band>
    : member_packing<&ratings::score_band::given, &ratings::score_band::low, &ratings::score_band::high> {};
template <>
struct packing<ratings::case_rule> : member_packing<&ratings::case_rule::rated, &ratings::case_rule::thresholds,
                                                    &ratings::case_rule::margin, &ratings::case_rule::small_sample> {};
template <>
struct packing<ratings::methodology>
    : member_packing<&ratings::methodology::id, &ratings::methodology::title, &ratings::methodology::from,
                     &ratings::methodology::until, &ratings::methodology::scored, &ratings::methodology::unsettled,
                     &ratings::methodology::variants, &ratings::methodology::standards, &ratings::methodology::points,
                     &ratings::methodology::bands, &ratings::methodology::cases, &ratings::methodology::rules> {};
template <>
struct packing<ratings::card_result>
    : member_packing<&ratings::card_result::score, &ratings::card_result::maximum, &ratings::card_result::least,
                     &ratings::card_result::most, &ratings::card_result::possible, &ratings::card_result::missing,
                     &ratings::card_result::not_counted, &ratings::card_result::variant,
                     &ratings::card_result::scored> {};
template <>
struct packing<ratings::change>
    : member_packing<&ratings::change::number, &ratings::change::from, &ratings::change::to> {};
template <>
struct packing<ratings::change_set>
    : member_packing<&ratings::change_set::changes, &ratings::change_set::steps, &ratings::change_set::points> {};
template <>
struct packing<ratings::changes_result>
    : member_packing<&ratings::changes_result::target, &ratings::changes_result::needed,
                     &ratings::changes_result::total, &ratings::changes_result::sets> {};

namespace {

using namespace probation::ratings;  // NOLINT(google-build-using-namespace)

std::string status_text(evidence e) { return std::string(to_string(e)); }

evidence parse_evidence(const std::string& text) {
  for (std::size_t i = 0; i < evidence_names.size(); ++i) {
    if (evidence_names[i] == text) return static_cast<evidence>(i);
  }
  throw py::value_error("evidence is quoted, derived, recalled or unknown, not \"" + text + "\"");
}

template <class T>
named<T> named_of(const std::vector<std::pair<std::string, T>>& items) {
  named<T> out;
  for (const auto& [name, value] : items) out[name] = value;
  return out;
}

void bind_methodology(py::module_& m) {
  auto r = value_class<rule>(m, "Rule", "A rule of a methodology in words, with how it is known.");
  pickled(r, "Rule");
  r.def(py::init([](std::string text, const std::string& status, std::string source) {
          return rule{std::move(text), parse_evidence(status), std::move(source)};
        }),
        py::kw_only(), "text"_a, "status"_a = "unknown", "source"_a = "");
  property(r, "text", &rule::text, "The rule.");
  r.def_property_readonly(
      "status", [](const rule& x) { return status_text(x.status); }, "quoted, derived, recalled or unknown.");
  property(r, "source", &rule::source, "Where it stands.");
  r.def("__repr__", [](const rule& x) { return "<Rule, " + status_text(x.status) + ": " + x.text + ">"; });

  auto s = value_class<standard>(m, "Standard", "What an inspection rates.");
  pickled(s, "Standard");
  s.def(py::init([](std::string number, std::string name, std::string domain, bool counted, bool by_cases,
                    std::string variant, const std::vector<std::pair<std::string, std::string>>& questions,
                    const std::string& status, std::string source) {
          return standard{std::move(number),  std::move(name),     std::move(domain),      counted,          by_cases,
                          std::move(variant), named_of(questions), parse_evidence(status), std::move(source)};
        }),
        py::kw_only(), "number"_a, "name"_a, "domain"_a = "", "counted"_a = true, "by_cases"_a = false,
        "variant"_a = "", "questions"_a = std::vector<std::pair<std::string, std::string>>{}, "status"_a = "unknown",
        "source"_a = "");
  property(s, "number", &standard::number, "\"1.1\"; the name where no number is known.");
  property(s, "name", &standard::name, "What it is called.");
  property(s, "domain", &standard::domain, "The part of the inspection it belongs to.");
  property(s, "counted", &standard::counted, "Whether its points enter the score.");
  property(s, "by_cases", &standard::by_cases, "Whether it is rated from percentages of cases.");
  property(s, "variant", &standard::variant, "The variant of the methodology that it belongs to; \"\" for all.");
  property(s, "questions", &standard::questions, "Key questions by lens.");
  s.def_property_readonly(
      "status", [](const standard& x) { return status_text(x.status); }, "quoted, derived, recalled or unknown.");
  property(s, "source", &standard::source, "Where it is named.");
  s.def("__repr__", [](const standard& x) { return "<Standard " + x.number + " " + x.name + ">"; });

  auto c = value_class<methodology>(m, "Methodology", "The rules of a period of inspection, as data.");
  pickled(c, "Methodology");
  property(c, "id", &methodology::id, "\"pdu-2021\" …");
  property(c, "title", &methodology::title, "What it is.");
  property(c, "from_", &methodology::from, "When it began, as exactly as is known.");
  property(c, "until", &methodology::until, "When it ended; \"\" if it has not, or is not known.");
  property(c, "scored", &methodology::scored, "Whether it gives a score and an overall rating.");
  property(c, "unsettled", &methodology::unsettled, "Why its overall rating is not certain; \"\" if it is.");
  property(c, "variants", &methodology::variants, "Variants, each with standards of its own.");
  property(c, "standards", &methodology::standards, "Standards in their order.");
  property(c, "points", &methodology::points, "Points by rating, from Inadequate up.");
  c.def_property_readonly(
      "bands",
      [](const methodology& x) {
        std::vector<std::tuple<rating, int, int>> out;
        for (const auto& b : x.bands) out.emplace_back(b.given, b.low, b.high);
        return out;
      },
      "Rating, lowest and highest score, from Inadequate up.");
  c.def_property_readonly(
      "thresholds", [](const methodology& x) { return x.cases.thresholds; },
      "Percentages of cases from which a standard is Requires improvement, Good, Outstanding.");
  c.def_property_readonly(
      "rates_cases", [](const methodology& x) { return x.cases.rated; }, "Whether percentages of cases give ratings.");
  c.def_property_readonly(
      "margin", [](const methodology& x) { return x.cases.margin; }, "Points around a threshold left to discretion.");
  c.def_property_readonly(
      "small_sample", [](const methodology& x) { return x.cases.small_sample; }, "Cases that leave it to discretion.");
  property(c, "rules", &methodology::rules, "Rules by name, with how each is known.");
  c.def_property_readonly("counted", [](const methodology& x) { return counted(x); }, "How many standards count.");
  c.def_property_readonly("maximum", [](const methodology& x) { return maximum(x); }, "The greatest score.");
  c.def("__repr__", [](const methodology& x) { return "<Methodology " + x.id + ">"; });

  m.def("methodologies", [] { return methodologies(); }, "The methodologies of the library, oldest first.");
  m.def("methodology", [](const std::string& id) { return methodology_of(id); }, "id"_a, "The methodology of that id.");
  m.def(
      "make_methodology",
      [](const std::string& id, const std::string& title, const std::string& from, const std::string& until,
         const std::vector<standard>& standards, const std::array<int, 4>& points,
         const std::optional<std::vector<std::tuple<rating, int, int>>>& bands,
         const std::vector<std::string>& variants, const std::array<int, 3>& thresholds, int margin, int small_sample,
         const std::vector<std::pair<std::string, rule>>& rules) {
        methodology x;
        x.id = id;
        x.title = title;
        x.from = from;
        x.until = until;
        x.standards = standards;
        x.points = points;
        x.variants = variants;
        x.cases.thresholds = thresholds;
        x.cases.margin = margin;
        x.cases.small_sample = small_sample;
        x.rules = named_of(rules);
        if (bands) {
          for (const auto& [given, low, high] : *bands) x.bands.push_back({given, low, high});
        } else {
          if (points != std::array<int, 4>{0, 1, 2, 3}) {
            throw py::value_error("the integer rule is for points 0 to 3; give bands");
          }
          x.bands = bands_by_rule(counted(x));
        }
        if (const auto problems = check_methodology(x); !problems.empty())
          throw document_error(problems, "methodology");
        return x;
      },
      "id"_a, "title"_a, "from_"_a, "until"_a, "standards"_a, "points"_a, "bands"_a, "variants"_a, "thresholds"_a,
      "margin"_a, "small_sample"_a, "rules"_a,
      "A methodology of one's own; without bands, those of the integer rule. Every problem is listed.");
  m.def(
      "standard_of", [](const methodology& x, const std::string& text) { return standard_of(x, text); },
      "methodology"_a, "name"_a, "The standard of that number or name.");
  m.def("rating_by_rule", &rating_by_rule, "score"_a, "counted"_a, "The integer rule.");
}

void bind_cards(py::module_& m) {
  auto c = value_class<card_result>(m, "CardResult", "What a scorecard adds up to.");
  pickled(c, "CardResult");
  property(c, "score", &card_result::score, "Points of the counted standards that are given.");
  property(c, "maximum", &card_result::maximum, "The greatest score of a whole card.");
  property(c, "least", &card_result::least, "The score if every missing standard were Inadequate.");
  property(c, "most", &card_result::most, "The score if every missing standard were Outstanding.");
  property(c, "possible", &card_result::possible, "Overall ratings that are possible.");
  property(c, "missing", &card_result::missing, "Counted standards that are not given.");
  property(c, "not_counted", &card_result::not_counted, "Standards that are given and do not count.");
  property(c, "variant", &card_result::variant, "Variant that the standards show, or \"\".");
  property(c, "scored", &card_result::scored, "Whether the methodology gives a score.");
  c.def_property_readonly("complete", &card_result::complete, "Whether every counted standard is given.");
  c.def_property_readonly("overall", &card_result::overall, "The overall rating if only one is possible, or None.");
  c.def("__repr__", [](const card_result& x) {
    return "<CardResult " + std::to_string(x.score) + "/" + std::to_string(x.maximum) + ">";
  });

  auto s = value_class<change_set>(m, "ChangeSet", "Changes that together reach a rating, none of them to spare.");
  pickled(s, "ChangeSet");
  s.def_property_readonly(
      "changes",
      [](const change_set& x) {
        std::vector<std::tuple<std::string, rating, rating>> out;
        for (const auto& item : x.changes) out.emplace_back(item.number, item.from, item.to);
        return out;
      },
      "Number of the standard, rating now, rating then.");
  property(s, "steps", &change_set::steps, "Ratings climbed in all.");
  property(s, "points", &change_set::points, "Points gained.");
  s.def("__repr__", [](const change_set& x) { return "<ChangeSet of " + std::to_string(x.steps) + " steps>"; });

  auto r = value_class<changes_result>(m, "ChangesResult", "Ways to a higher overall rating.");
  pickled(r, "ChangesResult");
  property(r, "target", &changes_result::target, "The rating to be reached.");
  property(r, "needed", &changes_result::needed, "Points that lack.");
  property(r, "total", &changes_result::total, "How many smallest sets there are.");
  property(r, "sets", &changes_result::sets, "The cheapest of them.");
  r.def("__repr__", [](const changes_result& x) { return "<ChangesResult " + std::to_string(x.total) + " sets>"; });

  m.def(
      "make_card",
      [](const std::vector<std::tuple<std::string, std::string, rating>>& standards) {
        scorecard card;
        for (const auto& [number, name, given] : standards) {
          if (card.standards.contains(number)) throw py::value_error("standard " + number + " is given twice");
          card.standards[number] = {name, given};
        }
        return card;
      },
      "standards"_a, "A scorecard of number, name and rating of each standard.");
  m.def(
      "canonical", [](const scorecard& card, const methodology& x) { return canonical(card, x); }, "card"_a,
      "methodology"_a, "The card with its standards under the methodology's numbers, in its order.");
  m.def(
      "evaluate", [](const scorecard& card, const methodology& x) { return evaluate(card, x); }, "card"_a,
      "methodology"_a, "What a scorecard adds up to.");
  m.def(
      "overall", [](int score, const methodology& x) { return overall(score, x); }, "score"_a, "methodology"_a,
      "The overall rating of a score.");
  m.def(
      "points_to_next", [](int score, const methodology& x) { return points_to_next(score, x); }, "score"_a,
      "methodology"_a, "Points that lack to the next rating; 0 if there is none higher.");
  m.def(
      "points_to_spare", [](int score, const methodology& x) { return points_to_spare(score, x); }, "score"_a,
      "methodology"_a, "Points below the score that would give the same rating.");
  m.def(
      "changes_to",
      [](const scorecard& card, const methodology& x, rating target, std::size_t limit) {
        return changes_to(card, x, target, limit);
      },
      "card"_a, "methodology"_a, "target"_a, "limit"_a,
      "Smallest sets of changes that reach a rating, cheapest first.");
}

}  // namespace

void bind_ratings(py::module_& m) {
  m.doc() = "Ratings of inspections: methodologies, scorecards, samples, surveys.";
  bind_methodology(m);
  bind_cards(m);
}

}  // namespace probation::bindings
