#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include <probation/ratings.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::ratings;
using Catch::Matchers::ContainsSubstring;

namespace {

const methodology& pdu() { return methodology_of("pdu-2021"); }

/// The first standards of a methodology, rated as the digits say.
scorecard rated(const methodology& m, const std::string& points) {
  scorecard card;
  for (std::size_t i = 0; i < points.size(); ++i) {
    card.standards[m.standards[i].number] = {"", static_cast<rating>(points[i] - '0')};
  }
  return card;
}

/// Every set of steps that reaches `needed` and would not without any one of its steps, by brute force.
std::set<std::vector<int>> by_force(const methodology& m, const std::string& now, int needed) {
  std::set<std::vector<int>> found;
  const std::size_t n = now.size();
  std::vector<int> steps(n, 0);
  const auto gained = [&](const std::vector<int>& up) {
    int sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto from = static_cast<std::size_t>(now[i] - '0');
      sum += m.points[from + static_cast<std::size_t>(up[i])] - m.points[from];
    }
    return sum;
  };
  while (true) {
    std::size_t i = 0;
    while (i < n && now[i] - '0' + steps[i] == 3) steps[i++] = 0;
    if (i == n) return found;
    ++steps[i];
    if (gained(steps) < needed) continue;
    bool minimal = true;
    for (std::size_t j = 0; j < n; ++j) {
      if (steps[j] == 0) continue;
      std::vector<int> less = steps;
      --less[j];
      minimal = minimal && gained(less) < needed;
    }
    if (minimal) found.insert(steps);
  }
}

std::vector<int> steps_of(const change_set& set, const methodology& m, std::size_t n) {
  std::vector<int> steps(n, 0);
  for (const auto& c : set.changes) {
    for (std::size_t i = 0; i < n; ++i) {
      if (m.standards[i].number == c.number) steps[i] = static_cast<int>(c.to) - static_cast<int>(c.from);
    }
  }
  return steps;
}

void same_as_by_force(const methodology& m, const std::string& now, rating target) {
  const auto result = changes_to(rated(m, now), m, target, 1'000'000);
  const auto expected = by_force(m, now, result.needed);
  CHECK(result.total == expected.size());
  std::set<std::vector<int>> found;
  std::array<int, 3> before = {0, 0, 0};
  for (const auto& set : result.sets) {
    const auto steps = steps_of(set, m, now.size());
    found.insert(steps);
    const int most = *std::max_element(steps.begin(), steps.end());
    const std::array<int, 3> cost = {set.steps, most, static_cast<int>(set.changes.size())};
    CHECK(before <= cost);
    before = cost;
  }
  CHECK(found == expected);
  CHECK(found.size() == result.sets.size());
}

}  // namespace

TEST_CASE("the letter's two cards are Inadequate") {
  const auto west_kent = evaluate(rated(pdu(), "000100000"), pdu());
  CHECK(west_kent.score == 1);
  CHECK(west_kent.maximum == 27);
  CHECK(west_kent.overall() == rating::inadequate);
  CHECK(west_kent.complete());
  const auto west_sussex = evaluate(rated(pdu(), "100110001"), pdu());
  CHECK(west_sussex.score == 4);
  CHECK(west_sussex.overall() == rating::inadequate);
}

TEST_CASE("a partial card gives the bounds of what is possible") {
  const auto empty = evaluate({}, pdu());
  CHECK(std::pair(empty.least, empty.most) == std::pair(0, 27));
  CHECK(empty.possible.size() == 4);
  CHECK_FALSE(empty.overall());
  CHECK(empty.missing.size() == 9);

  const auto seven = evaluate(rated(pdu(), "2222222"), pdu());
  CHECK(std::pair(seven.least, seven.most) == std::pair(14, 20));
  CHECK_FALSE(seven.complete());
  CHECK(seven.overall() == rating::good);  // whatever the two others are
  CHECK(seven.missing == std::vector<std::string>{"2.4", "2.5"});

  const auto eight = evaluate(rated(pdu(), "22222211"), pdu());
  CHECK(eight.overall() == rating::good);
  CHECK(evaluate(rated(pdu(), "22222111"), pdu()).possible ==
        std::vector{rating::requires_improvement, rating::good});  // 13 to 16
}

TEST_CASE("standards that do not count are kept apart") {
  scorecard card = rated(pdu(), "000100000");
  card.standards["Resettlement"] = {"", rating::outstanding};
  const auto r = evaluate(card, pdu());
  CHECK(r.score == 1);
  CHECK(r.not_counted == std::vector<std::string>{"resettlement"});
  CHECK(canonical(card, pdu()).standards.at("resettlement").name == "Resettlement");
}

TEST_CASE("a provider has the standards of one variant") {
  const methodology& m = methodology_of("crc-nps-2018");
  scorecard card;
  for (const char* number : {"1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"}) {
    card.standards[number] = {"", rating::good};
  }
  const auto unknown = evaluate(card, m);
  CHECK(unknown.missing.size() == 4);
  CHECK(std::pair(unknown.least, unknown.most) == std::pair(16, 22));  // two are missing, whichever they are
  card.standards["3.1"] = {"", rating::good};
  const auto nps = evaluate(card, m);
  CHECK(nps.variant == "NPS");
  CHECK(nps.missing == std::vector<std::string>{"3.2"});
  card.standards["3.2"] = {"", rating::good};
  CHECK(evaluate(card, m).overall() == rating::good);
  card.standards["4.1"] = {"", rating::good};
  CHECK_THROWS_WITH(evaluate(card, m), ContainsSubstring("standards of NPS and of CRC"));
}

TEST_CASE("cards that cannot be are refused") {
  scorecard card;
  card.standards["1.1"] = {"", rating::good};
  card.standards["leadership"] = {"", rating::good};
  CHECK_THROWS_WITH(evaluate(card, pdu()), "standard 1.1 is given twice");
  scorecard other;
  other.standards["9.9"] = {"", rating::good};
  CHECK_THROWS_WITH(evaluate(other, pdu()), ContainsSubstring("pdu-2021 has no standard \"9.9\""));
}

TEST_CASE("a card of a methodology without scores has none") {
  const methodology& m = methodology_of("dynamic-2025");
  scorecard card;
  card.standards["C1"] = {"", rating::good};
  const auto r = evaluate(card, m);
  CHECK(r.score == 0);
  CHECK(r.possible.empty());
  CHECK_FALSE(r.complete());
  CHECK_THROWS_WITH(changes_to(card, m, rating::good), ContainsSubstring("not scored"));
}

TEST_CASE("changes: every smallest set, once, cheapest first") {
  same_as_by_force(pdu(), "000100000", rating::requires_improvement);
  same_as_by_force(pdu(), "100110001", rating::requires_improvement);
  same_as_by_force(pdu(), "100110001", rating::good);
  same_as_by_force(methodology_of("pdu-2023"), "3322110", rating::outstanding);
  same_as_by_force(methodology_of("pdu-2023"), "0000000", rating::outstanding);
}

TEST_CASE("changes under points of one's own, where steps are not points") {
  methodology m = methodology_of("pdu-2023");
  m.points = {0, 1, 3, 6};
  m.bands = {{rating::inadequate, 0, 6},
             {rating::requires_improvement, 7, 15},
             {rating::good, 16, 30},
             {rating::outstanding, 31, 42}};
  REQUIRE(check_methodology(m).empty());
  same_as_by_force(m, "0120010", rating::requires_improvement);
  same_as_by_force(m, "0120010", rating::good);
  same_as_by_force(m, "0000000", rating::good);
  // Two missing standards of 0, 1, 3 or 6 points cannot make 5, 8, 10 or 11.
  CHECK(evaluate(rated(m, "22222"), m).possible == std::vector{rating::requires_improvement, rating::good});
}

TEST_CASE("what changes are asked for") {
  const auto one = changes_to(rated(pdu(), "100110001"), pdu(), rating::requires_improvement);
  CHECK(one.needed == 1);
  CHECK(one.total == 9);  // any one standard
  CHECK(one.sets.front().changes == std::vector<change>{{"1.1", rating::requires_improvement, rating::good}});
  CHECK(changes_to(rated(pdu(), "000000000"), pdu(), rating::outstanding, 5).sets.size() == 5);
  CHECK_THROWS_WITH(changes_to(rated(pdu(), "222222222"), pdu(), rating::good), ContainsSubstring("already Good"));
  CHECK_THROWS_WITH(changes_to(rated(pdu(), "22222222"), pdu(), rating::outstanding),
                    ContainsSubstring("give also 2.5"));
  // A card of 12 standards has more than a million ways up; counting and listing a few of them takes no time.
  const methodology& youth = methodology_of("youth-justice-2018");
  const auto many = changes_to(rated(youth, "000000000000"), youth, rating::good, 10);
  CHECK(many.needed == 19);
  CHECK(many.total == 1'650'792);
  CHECK(many.sets.size() == 10);
}
