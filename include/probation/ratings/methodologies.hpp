// The methodologies of HM Inspectorate of Probation. Data only: a correction is one line here.
#pragma once

#include <string>   // for std::string
#include <utility>  // for std::move
#include <vector>   // for std::vector

#include <probation/ratings/methodology.hpp>

namespace probation::ratings {

namespace detail {

inline constexpr const char* annexes = "annexes of HMIP's reports of the period, not read again";
inline constexpr const char* contents_2019 =
    "contents page, DLNR CRC report, January 2019: "
    "https://docslib.org/doc/6855554/derbyshire-leicestershire-nottinghamshire-and-rutland-community-rehabilitation-"
    "company";
inline constexpr const char* pdu_page = "https://hmiprobation.justiceinspectorates.gov.uk/about-us/our-inspections/pdu";
inline constexpr const char* dynamic_page =
    "https://hmiprobation.justiceinspectorates.gov.uk/document/"
    "dynamic-inspection-of-public-protection-inspection-questions-guidance-and-evidence-sources";

/// A standard that is one judgement of the inspectors.
[[nodiscard]] inline standard judged(std::string number, std::string name, std::string domain, evidence status,
                                     std::string source) {
  standard s;
  s.number = std::move(number);
  s.name = std::move(name);
  s.domain = std::move(domain);
  s.status = status;
  s.source = std::move(source);
  return s;
}

/// A standard rated from cases.
[[nodiscard]] inline standard from_cases(std::string number, std::string name, std::string domain,
                                         named<std::string> questions, evidence status, std::string source) {
  standard s = judged(std::move(number), std::move(name), std::move(domain), status, std::move(source));
  s.by_cases = true;
  s.questions = std::move(questions);
  return s;
}

/// Reported or rated, and not in the score.
[[nodiscard]] inline standard uncounted(standard s) {
  s.counted = false;
  return s;
}

[[nodiscard]] inline standard only_for(std::string variant, standard s) {
  s.variant = std::move(variant);
  return s;
}

// Key questions of adult casework (2018 onward), in our own short words.
[[nodiscard]] inline named<std::string> assessment_questions() {
  return {{"engagement", "focuses enough on engaging the person"},
          {"desistance", "focuses enough on what is linked to offending and desistance"},
          {"safety", "focuses enough on keeping other people safe"}};
}
[[nodiscard]] inline named<std::string> planning_questions() {
  return {{"engagement", "focuses enough on engaging the person"},
          {"desistance", "focuses enough on reducing reoffending and supporting desistance"},
          {"safety", "focuses enough on keeping other people safe"}};
}
[[nodiscard]] inline named<std::string> delivery_questions() {
  return {{"engagement", "the sentence is carried out with a focus on engaging the person"},
          {"desistance", "services support desistance"},
          {"safety", "the safety of other people is supported"}};
}
[[nodiscard]] inline named<std::string> reviewing_questions() {
  return {{"engagement", "focuses enough on compliance and engagement"},
          {"desistance", "focuses enough on supporting desistance"},
          {"safety", "focuses enough on keeping other people safe"}};
}
[[nodiscard]] inline named<std::string> court_questions() {
  return {{"court", "information and advice to court are analytical and personal enough to support its decision"}};
}
[[nodiscard]] inline named<std::string> victim_questions() {
  return {{"contact", "first contact encourages engagement"},
          {"information", "information is exchanged in good time"},
          {"pre-release", "victims can contribute to the conditions of release"}};
}

/// Rules that all scored methodologies share.
inline void add_common_rules(methodology& m) {
  m.rules["points"] = {"Inadequate 0, Requires improvement 1, Good 2, Outstanding 3; a plain sum, no weights",
                       evidence::recalled, std::string(annexes) + "; agrees with every published score found"};
  m.rules["integer rule"] = {"2s <= n Inadequate, 2s <= 3n Requires improvement, 2s <= 5n Good, else Outstanding",
                             evidence::derived,
                             "fitted to the bands, then tested: 80 of 81 youth justice scores, all adult scores found"};
  m.rules["no override"] = {"weak casework does not cap the overall rating", evidence::derived,
                            "Essex North 2024 and West Yorkshire CRC 2020: every casework standard Inadequate, overall "
                            "Requires improvement"};
  m.rules["casework and leadership"] = {
      "whether weak casework caps the rating of leadership is not known: nothing is applied", evidence::unknown,
      "https://www.justiceinspectorates.gov.uk/hmiprobation/probationinspectionchanges20192020/ (the text is cut off)"};
  m.rules["case bands"] = {
      "share of cases judged sufficient: below 50 % Inadequate, from 50 Requires improvement, from 65 Good, from 80 "
      "Outstanding",
      evidence::recalled, std::string(annexes) + "; no published case percentage contradicts it"};
  m.rules["lowest question"] = {"a standard of cases has the band of its lowest key question", evidence::recalled,
                                std::string(annexes) + "; agrees with Stockton and Hartlepool 2025"};
  m.rules["rounding"] = {"whether percentages are rounded before banding is not known: half up unless told otherwise",
                         evidence::unknown, "no page says"};
  m.rules["professional discretion"] = {
      "a panel may move a rating whose lowest percentage is within 5 points of a boundary, which one judgement would "
      "change, or which rests on 5 cases or fewer: flagged, never applied",
      evidence::recalled, annexes};
  m.rules["domain one"] = {"one judgement against published characteristics, without percentages", evidence::recalled,
                           annexes};
  m.rules["key questions"] = {"engagement, desistance, keeping people safe; the words are ours", evidence::recalled,
                              "https://inspectorates-staging.bang-on.net/hmiprobation/case-supervision for the three "
                              "lenses; the rest from annexes"};
}

[[nodiscard]] inline methodology crc_nps_2018() {
  methodology m;
  m.id = "crc-nps-2018";
  m.title = "CRC and NPS inspections, 2018 to 2021";
  m.from = "2018";
  m.until = "2021";
  m.variants = {"CRC", "NPS"};
  const char* organisation = "Organisational delivery";
  const char* casework = "Case supervision";
  const auto q = evidence::quoted;
  m.standards = {
      judged("1.1", "Leadership", organisation, q, contents_2019),
      judged("1.2", "Staff", organisation, q, contents_2019),
      judged("1.3", "Services", organisation, q, contents_2019),
      judged("1.4", "Information and facilities", organisation, q, contents_2019),
      from_cases("2.1", "Assessment", casework, assessment_questions(), q, contents_2019),
      from_cases("2.2", "Planning", casework, planning_questions(), q, contents_2019),
      from_cases("2.3", "Implementation and delivery", casework, delivery_questions(), q, contents_2019),
      from_cases("2.4", "Reviewing", casework, reviewing_questions(), q, contents_2019),
      only_for("NPS", from_cases("3.1", "Court reports and case allocation", "NPS-specific work", court_questions(),
                                 evidence::recalled, "areas quoted in HMIP's case documents; number recalled")),
      only_for("NPS", from_cases("3.2", "Statutory victim work", "NPS-specific work", victim_questions(),
                                 evidence::recalled, "areas quoted in HMIP's case documents; number recalled")),
      only_for("CRC", from_cases("4.1", "Unpaid work", "CRC-specific work",
                                 {{"assessment", "unpaid work is personalised"},
                                  {"desistance", "unpaid work supports desistance"},
                                  {"safety", "unpaid work is safe"},
                                  {"sentence", "the sentence of the court is carried out"}},
                                 q, contents_2019)),
      only_for("CRC", from_cases("4.2", "Through the Gate", "CRC-specific work",
                                 {{"planning", "resettlement planning meets needs"},
                                  {"services", "resettlement services support it"},
                                  {"release", "release is well co-ordinated"}},
                                 q, contents_2019)),
  };
  m.bands = {{rating::inadequate, 0, 5},
             {rating::requires_improvement, 6, 15},
             {rating::good, 16, 25},
             {rating::outstanding, 26, 30}};
  m.rules["counted standards"] = {
      "10: four organisational, four of casework, and two of the provider's own", q,
      "ten aspects: https://www.justiceinspectorates.gov.uk/hmiprobation/media/press-releases/2019/09/npssoutheast/"};
  m.rules["overall bands"] = {"0-5, 6-15, 16-25, 26-30 of 30", evidence::recalled,
                              "7 and 15 are Requires improvement in published reports (derived)"};
  add_common_rules(m);
  return m;
}

[[nodiscard]] inline methodology pdu_2021() {
  methodology m;
  m.id = "pdu-2021";
  m.title = "PDU inspections, 2021 to 2023";
  m.from = "2021";
  m.until = "2023";
  const char* organisation = "Organisational delivery";
  const char* casework = "Court work and case supervision";
  const std::string quoted = "names quoted (HMIP on London, 2022; Kirklees, 2023); numbers as in the letter's annex";
  const std::string outside = "4 + 5 counted standards leave no room for it; number and place not known";
  const auto q = evidence::quoted;
  m.standards = {
      judged("1.1", "Leadership", organisation, q, quoted),
      judged("1.2", "Staff", organisation, q, quoted),
      judged("1.3", "Services", organisation, q, quoted),
      judged("1.4", "Information and facilities", organisation, q, quoted),
      from_cases("2.1", "Court work", casework, court_questions(), q, quoted),
      from_cases("2.2", "Assessment", casework, assessment_questions(), q, quoted),
      from_cases("2.3", "Planning", casework, planning_questions(), q, quoted),
      from_cases("2.4", "Implementation and delivery", casework, delivery_questions(), q, quoted),
      from_cases("2.5", "Reviewing", casework, reviewing_questions(), q, quoted),
      uncounted(judged("outcomes", "Outcomes", "Not in the score", evidence::unknown, outside)),
      uncounted(from_cases("unpaid work", "Unpaid work", "Not in the score", {}, evidence::unknown, outside)),
      uncounted(from_cases("resettlement", "Resettlement", "Not in the score",
                           {{"resettlement", "resettlement is timely, personal and co-ordinated"}}, evidence::unknown,
                           outside)),
      uncounted(from_cases("statutory victim work", "Statutory victim work", "Not in the score", victim_questions(),
                           evidence::unknown, outside)),
  };
  m.bands = {{rating::inadequate, 0, 4},
             {rating::requires_improvement, 5, 13},
             {rating::good, 14, 22},
             {rating::outstanding, 23, 27}};
  m.rules["counted standards"] = {
      "9: four organisational, five of court work and casework; the greatest score is 27", q,
      "eight of nine: "
      "https://hmiprobation.justiceinspectorates.gov.uk/news/essex-north-probation-service-is-inadequate "
      "; one of 27: https://www.justiceinspectorates.gov.uk/hmiprobation/media/press-releases/2022/05/jsc-statement/"};
  m.rules["overall bands"] = {
      "0-4, 5-13, 14-22, 23-27 of 27", evidence::recalled,
      "0, 1, 2, 3 are Inadequate (quoted); 4 is Inadequate and 9 Requires improvement (derived)"};
  add_common_rules(m);
  return m;
}

[[nodiscard]] inline methodology pdu_2023() {
  methodology m;
  m.id = "pdu-2023";
  m.title = "PDU inspections, October 2023 to September 2025";
  m.from = "2023-10";
  m.until = "2025-09";
  const char* organisation = "Organisational arrangements and activity";
  const char* casework = "Service delivery";
  const std::string quoted =
      "all seven named: https://keighleynews.co.uk/news/24753362.probation-unit-covering-district-rated-inadequate ; "
      "numbers recalled";
  const auto q = evidence::quoted;
  m.standards = {
      judged("P 1.1", "Leadership", organisation, q, quoted),
      judged("P 1.2", "Staffing", organisation, q, quoted),
      judged("P 1.3", "Services", organisation, q, quoted),
      from_cases("P 2.1", "Assessment", casework, assessment_questions(), q, quoted),
      from_cases("P 2.2", "Planning", casework, planning_questions(), q, quoted),
      from_cases("P 2.3", "Implementation and delivery", casework, delivery_questions(), q, quoted),
      from_cases("P 2.4", "Reviewing", casework, reviewing_questions(), q, quoted),
  };
  m.bands = {{rating::inadequate, 0, 3},
             {rating::requires_improvement, 4, 10},
             {rating::good, 11, 17},
             {rating::outstanding, 18, 21}};
  m.rules["counted standards"] = {
      "7: three organisational, four of casework", q,
      "six of seven: https://huntspost.co.uk/news/24460015.cambridgeshire-peterborough-probation-unit-inadequate"};
  m.rules["overall bands"] = {"0-3, 4-10, 11-17, 18-21 of 21", evidence::recalled, "1 is Inadequate (derived)"};
  add_common_rules(m);
  return m;
}

[[nodiscard]] inline methodology region_2023() {
  methodology m;
  m.id = "region-2023";
  m.title = "Regional inspections, 2023 to 2025";
  m.from = "2023-10";
  m.until = "2025-09";
  m.unsettled =
      "whether all eight standards count, and their numbers, are not known; the bands are those of the integer rule";
  const char* organisation = "Organisational arrangements and activity";
  const char* delivery = "Service delivery";
  const std::string source = std::string("named on ") + pdu_page + " ; the number is ours";
  const auto d = evidence::derived;
  m.standards = {
      judged("R 1.1", "Leadership", organisation, d, source),
      judged("R 1.2", "Staffing", organisation, d, source),
      from_cases("R 2.1", "Public protection", delivery, {}, d, source),
      from_cases("R 2.2", "Desistance", delivery, {}, d, source),
      from_cases("R 2.3", "Court work", delivery, court_questions(), d, source),
      from_cases("R 2.4", "Unpaid work", delivery, {}, d, source),
      from_cases("R 2.5", "Resettlement", delivery, {}, d, source),
      from_cases("R 2.6", "Statutory victim work", delivery, victim_questions(), d, source),
  };
  m.bands = {{rating::inadequate, 0, 4},
             {rating::requires_improvement, 5, 12},
             {rating::good, 13, 20},
             {rating::outstanding, 21, 24}};
  m.rules["counted standards"] = {"8, counted from HMIP's description; whether all of them count is not known",
                                  evidence::unknown, pdu_page};
  m.rules["overall bands"] = {"0-4, 5-12, 13-20, 21-24 of 24, if eight count", evidence::unknown,
                              "the integer rule only"};
  m.rules["aggregated cases"] = {
      "public protection, desistance, court work and resettlement use the cases of the region's PDUs together; unpaid "
      "work and victim cases are inspected at the region",
      evidence::quoted, pdu_page};
  add_common_rules(m);
  return m;
}

[[nodiscard]] inline methodology youth_justice_2018() {
  methodology m;
  m.id = "youth-justice-2018";
  m.title = "Youth justice inspections, from 2018";
  m.from = "2018";
  const char* organisation = "Organisational delivery";
  const char* court = "Court disposals";
  const char* out = "Out-of-court disposals";
  const auto r = evidence::recalled;
  const auto cases = [&](const char* number, const char* name, const char* domain) {
    return from_cases(number, name, domain, {}, r, annexes);
  };
  m.standards = {
      judged("1.1", "Governance and leadership", organisation, r, annexes),
      judged("1.2", "Staff", organisation, r, annexes),
      judged("1.3", "Partnerships and services", organisation, r, annexes),
      judged("1.4", "Information and facilities", organisation, r, annexes),
      cases("2.1", "Assessment", court),
      cases("2.2", "Planning", court),
      cases("2.3", "Implementation and delivery", court),
      cases("2.4", "Reviewing", court),
      cases("3.1", "Assessment", out),
      cases("3.2", "Planning", out),
      cases("3.3", "Implementation and delivery", out),
      cases("3.4", "Joint working, policy and provision", out),
      uncounted(judged("4.1", "Resettlement", "Not in the score", evidence::quoted,
                       "footnote of youth reports: the standard does not contribute to the overall rating; number "
                       "recalled")),
  };
  m.bands = {{rating::inadequate, 0, 6},
             {rating::requires_improvement, 7, 18},
             {rating::good, 19, 30},
             {rating::outstanding, 31, 36}};
  m.rules["counted standards"] = {"12; the greatest score is 36", evidence::recalled, annexes};
  m.rules["overall bands"] = {"0-6, 7-18, 19-30, 31-36 of 36", evidence::derived,
                              "80 of 81 published scores agree; 18 and 19 are seen on either side, 6, 7 and 30 never"};
  add_common_rules(m);
  m.rules["key questions"] = {"not carried for youth justice", evidence::unknown, ""};
  return m;
}

[[nodiscard]] inline methodology dynamic_2025() {
  methodology m;
  m.id = "dynamic-2025";
  m.title = "Dynamic inspection of public protection, from October 2025";
  m.from = "2025-10";
  m.scored = false;
  m.cases.rated = false;
  m.points = {0, 0, 0, 0};
  const char* domain = "Public protection";
  const auto asked = [&](const char* number, const char* name, const char* question, evidence status) {
    standard s = from_cases(number, name, domain, {{"safety", question}}, status, dynamic_page);
    s.counted = false;
    return s;
  };
  m.standards = {
      asked("C1", "Assessment", "focuses enough on keeping other people safe", evidence::quoted),
      asked("C2", "Planning", "focuses enough on keeping other people safe", evidence::quoted),
      asked("implementation", "Implementation", "the safety of other people is supported", evidence::unknown),
      asked("reviewing", "Reviewing", "focuses enough on keeping other people safe", evidence::unknown),
  };
  m.rules["not scored"] = {"no score and no overall rating: its purpose is to inform what follows, not to rate",
                           evidence::derived,
                           std::string(dynamic_page) + " ; no rating in any of the five reports seen"};
  m.rules["adjusted questions"] = {
      "most cases whose contact was suspended have questions of their own (licence of at most 8 weeks, or "
      "post-sentence "
      "supervision only)",
      evidence::quoted,
      "https://hmiprobation.justiceinspectorates.gov.uk/document/"
      "dynamic-inspection-of-public-protection-case-and-non-case-inspection-questions"};
  return m;
}

}  // namespace detail

/// The methodologies of HM Inspectorate of Probation, oldest first.
[[nodiscard]] inline const std::vector<methodology>& methodologies() {
  static const std::vector<methodology> all = {detail::crc_nps_2018(), detail::youth_justice_2018(),
                                               detail::pdu_2021(),     detail::pdu_2023(),
                                               detail::region_2023(),  detail::dynamic_2025()};
  return all;
}

}  // namespace probation::ratings
