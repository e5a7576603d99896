#include <set>
#include <string>

#include <probation/ratings.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::ratings;
using Catch::Matchers::ContainsSubstring;

namespace {

methodology own() {
  methodology m;
  m.id = "own";
  for (const char* number : {"1", "2", "3"}) {
    standard s;
    s.number = number;
    s.name = std::string("Standard ") + number;
    m.standards.push_back(s);
  }
  m.bands = bands_by_rule(3);
  return m;
}

std::string wrong(const methodology& m) {
  std::string text;
  for (const auto& p : check_methodology(m)) text += to_string(p) + "\n";
  return text;
}

}  // namespace

TEST_CASE("every table is what the integer rule gives") {
  for (const auto& m : methodologies()) {
    INFO(m.id);
    CHECK(check_methodology(m).empty());
    if (!m.scored) continue;
    CHECK(m.bands == bands_by_rule(counted(m)));
    for (int score = 0; score <= maximum(m); ++score) CHECK(overall(score, m) == rating_by_rule(score, counted(m)));
  }
}

TEST_CASE("the integer rule is a mean of 0.5, 1.5 and 2.5 points, and ties go down") {
  for (int n = 1; n <= 40; ++n) {
    for (int score = 0; score <= 3 * n; ++score) {
      const double mean = static_cast<double>(score) / n;  // exact at the ties
      const rating expected = mean <= 0.5   ? rating::inadequate
                              : mean <= 1.5 ? rating::requires_improvement
                              : mean <= 2.5 ? rating::good
                                            : rating::outstanding;
      CHECK(rating_by_rule(score, n) == expected);
    }
  }
}

TEST_CASE("standards that count and the greatest score") {
  const auto n = [](const char* id) { return std::pair(counted(methodology_of(id)), maximum(methodology_of(id))); };
  CHECK(n("crc-nps-2018") == std::pair(10, 30));
  CHECK(n("pdu-2021") == std::pair(9, 27));
  CHECK(n("pdu-2023") == std::pair(7, 21));
  CHECK(n("region-2023") == std::pair(8, 24));
  CHECK(n("youth-justice-2018") == std::pair(12, 36));
  CHECK(n("dynamic-2025") == std::pair(0, 0));
}

TEST_CASE("every rule and every standard says how it is known") {
  std::set<std::string> ids;
  for (const auto& m : methodologies()) {
    CHECK(ids.insert(m.id).second);
    CHECK_FALSE(m.title.empty());
    CHECK_FALSE(m.from.empty());
    CHECK_FALSE(m.rules.empty());
    for (const auto& s : m.standards) {
      INFO(m.id << ' ' << s.number);
      CHECK_FALSE(s.source.empty());
      CHECK_FALSE(s.name.empty());
    }
    for (const auto& [name, r] : m.rules) {
      INFO(m.id << ' ' << name);
      CHECK_FALSE(r.text.empty());
      CHECK((r.status == evidence::unknown || !r.source.empty()));
    }
  }
  CHECK_FALSE(methodology_of("region-2023").unsettled.empty());
  CHECK(methodology_of("pdu-2021").unsettled.empty());
}

TEST_CASE("overall ratings by score") {
  CHECK(overall(0, "pdu-2021") == rating::inadequate);
  CHECK(overall(4, "pdu-2021") == rating::inadequate);
  CHECK(overall(5, "pdu-2021") == rating::requires_improvement);
  CHECK(overall(27, "pdu-2021") == rating::outstanding);
  CHECK(overall(15, "crc-nps-2018") == rating::requires_improvement);  // half of 30: ties go down
  CHECK(overall(18, "youth-justice-2018") == rating::requires_improvement);
  CHECK_THROWS_WITH(overall(-1, "pdu-2021"), "a score of pdu-2021 is 0 to 27, not -1");
  CHECK_THROWS_WITH(overall(22, "pdu-2023"), "a score of pdu-2023 is 0 to 21, not 22");
  CHECK_THROWS_WITH(overall(1, "dynamic-2025"), "dynamic-2025 is not scored: it gives no overall rating");
  CHECK_THROWS_WITH(overall(1, "pdu2021"), ContainsSubstring("did you mean \"pdu-2021\"?"));
  CHECK(points_to_next(4, methodology_of("pdu-2021")) == 1);
  CHECK(points_to_next(23, methodology_of("pdu-2021")) == 0);
  CHECK(points_to_spare(4, methodology_of("pdu-2021")) == 4);
  CHECK(points_to_spare(5, methodology_of("pdu-2021")) == 0);
}

TEST_CASE("standards are found by number or name") {
  const methodology& pdu = methodology_of("pdu-2023");
  CHECK(standard_of(pdu, "P1.1").name == "Leadership");
  CHECK(standard_of(pdu, "p 2.4").name == "Reviewing");
  CHECK(standard_of(pdu, "implementation AND delivery").number == "P 2.3");
  CHECK_THROWS_WITH(standard_of(pdu, "Assesment"),
                    "pdu-2023 has no standard \"Assesment\"; did you mean \"Assessment\"?");
  CHECK_THROWS_WITH(standard_of(pdu, "unpaid work"), ContainsSubstring("it has: \"P 1.1\""));
  CHECK_THROWS_WITH(standard_of(methodology_of("youth-justice-2018"), "Planning"), ContainsSubstring("(2.2, 3.2)"));
}

TEST_CASE("a methodology of one's own is checked") {
  CHECK(wrong(own()).empty());
  methodology m = own();
  m.bands[1].low += 1;
  CHECK_THAT(wrong(m), ContainsSubstring("bands[1]: found 3 to 4, expected scores from 2 on"));
  m = own();
  m.bands.back().high = 8;
  CHECK_THAT(wrong(m), ContainsSubstring("bands: found scores up to 8, expected scores up to 9"));
  m = own();
  m.bands[2].given = rating::inadequate;
  CHECK_THAT(wrong(m), ContainsSubstring("bands[2]: found Inadequate, expected a higher rating"));
  m = own();
  m.standards[2].number = "1";
  CHECK_THAT(wrong(m), ContainsSubstring("standards[2].number: found 1, expected a number of its own"));
  m = own();
  m.points = {0, 1, 1, 3};
  CHECK_THAT(wrong(m), ContainsSubstring("points: found 0, 1, 1, 3"));
  m = own();
  m.variants = {"A", "B"};
  m.standards[0].variant = "A";
  CHECK_THAT(wrong(m), ContainsSubstring("standards: found 2 counted for B, expected 3, as for A"));
  m.standards[0].variant = "C";
  CHECK_THAT(wrong(m), ContainsSubstring("standards[0].variant: found C, expected one of the variants"));
  m = own();
  m.cases.thresholds = {50, 50, 80};
  CHECK_THAT(wrong(m), ContainsSubstring("cases.thresholds: found 50, 50, 80"));
  m = own();
  m.id.clear();
  m.standards.clear();
  CHECK(check_methodology(m).size() == 2);
  m = own();
  m.scored = false;
  CHECK_THAT(wrong(m), ContainsSubstring("bands: found some, expected none"));
  m.bands.clear();
  CHECK(wrong(m).empty());
}
