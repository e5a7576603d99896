#include <cmath>
#include <string>
#include <vector>

#include <probation/ratings/case_sample.hpp>
#include <probation/ratings/find.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::ratings;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr case_rule usual{};

std::vector<std::string> said(const case_result& r) {
  std::vector<std::string> out;
  for (const auto& f : r.flags) {
    out.push_back(std::string(discretion_names[static_cast<std::size_t>(f.why)]) + ": " + f.question + " -> " +
                  std::string(to_string(f.instead)));
  }
  return out;
}

/// 100 x ÷ n to a whole number, by quotient and remainder.
int by_division(int x, int n, rounding r) {
  const int whole = 100 * x / n;
  const int twice = 2 * (100 * x % n);  // compared with n: below, at or above a half
  if (r == rounding::half_up) return twice >= n ? whole + 1 : whole;
  if (r == rounding::half_even) return twice > n || (twice == n && whole % 2 == 1) ? whole + 1 : whole;
  return whole;
}

}  // namespace

TEST_CASE("percentages are rounded exactly, by the rule that is named") {
  for (int n = 1; n <= 250; ++n) {
    for (int x = 0; x <= n; ++x) {
      for (const rounding r : {rounding::half_up, rounding::half_even, rounding::down}) {
        const int whole = by_division(x, n, r);
        REQUIRE(banded_percentage({x, n}, r) == whole);
        int band = 0;
        for (const int t : usual.thresholds) band += whole >= t ? 1 : 0;
        REQUIRE(band_of_cases({x, n}, usual, r) == static_cast<rating>(band));
      }
      int band = 0;
      for (const int t : usual.thresholds) band += 100 * x >= t * n ? 1 : 0;
      REQUIRE(band_of_cases({x, n}, usual, rounding::none) == static_cast<rating>(band));
    }
  }
}

TEST_CASE("the rounding rule decides at 64.5 per cent") {
  const question_count q{129, 200};
  CHECK(band_of_cases(q, usual, rounding::half_up) == rating::good);
  CHECK(band_of_cases(q, usual, rounding::half_even) == rating::requires_improvement);
  CHECK(band_of_cases(q, usual, rounding::down) == rating::requires_improvement);
  CHECK(band_of_cases(q, usual, rounding::none) == rating::requires_improvement);
  for (const rounding r : {rounding::half_up, rounding::half_even, rounding::down, rounding::none}) {
    CHECK(band_of_percentage(64.5, usual, r) == band_of_cases(q, usual, r));
    CHECK(band_of_percentage(49.5, usual, r) == band_of_cases({99, 200}, usual, r));
  }
}

TEST_CASE("bands of published percentages") {
  CHECK(band_of_percentage(0, usual, rounding::half_up) == rating::inadequate);
  CHECK(band_of_percentage(49, usual, rounding::half_up) == rating::inadequate);
  CHECK(band_of_percentage(50, usual, rounding::half_up) == rating::requires_improvement);
  CHECK(band_of_percentage(65, usual, rounding::none) == rating::good);
  CHECK(band_of_percentage(79.4, usual, rounding::half_up) == rating::good);
  CHECK(band_of_percentage(100, usual, rounding::down) == rating::outstanding);
  CHECK_THROWS(band_of_percentage(100.1, usual, rounding::down));
  CHECK_THROWS(band_of_percentage(std::nan(""), usual, rounding::down));
}

TEST_CASE("a standard has the band of its lowest question") {
  const auto r = rate_cases({{"engagement", {54, 60}}, {"desistance", {45, 60}}, {"safety", {33, 60}}}, usual);
  CHECK(r.given == rating::requires_improvement);
  CHECK(r.lowest == std::vector<std::string>{"safety"});
  CHECK(r.questions[0].band == rating::outstanding);
  CHECK(r.questions[1].band == rating::good);
  CHECK(r.questions[2].percentage == 55);
  CHECK(said(r) == std::vector<std::string>{"near a threshold: safety -> Inadequate"});
}

TEST_CASE("equal questions are both the lowest") {
  const auto r = rate_cases({{"a", {30, 60}}, {"b", {10, 20}}, {"c", {31, 60}}}, usual);
  CHECK(r.lowest == std::vector<std::string>{"a", "b"});
}

TEST_CASE("professional discretion is flagged and not applied") {
  // 48 % is within 5 points of 50, and one more sufficient case gives it.
  const auto near = rate_cases({{"safety", {24, 50}}}, usual, rounding::half_up);
  CHECK(near.given == rating::inadequate);
  CHECK(said(near) == std::vector<std::string>{"near a threshold: safety -> Requires improvement",
                                               "one judgement: safety -> Requires improvement"});
  // One judgement of another question can lower the rating: 40 of 50 is Outstanding, 39 is not.
  const auto both = rate_cases({{"a", {40, 50}}, {"b", {50, 50}}}, usual);
  CHECK(said(both) == std::vector<std::string>{"near a threshold: a -> Good", "one judgement: a -> Good"});
  // The margin is inclusive and on the percentage as banded: 70 is 5 points above 65, 71 is not.
  CHECK(said(rate_cases({{"a", {70, 100}}}, usual)) ==
        std::vector<std::string>{"near a threshold: a -> Requires improvement"});
  CHECK(said(rate_cases({{"a", {71, 100}}}, usual)).empty());
  CHECK(said(rate_cases({{"a", {704, 1000}}}, usual)).size() == 1);
  CHECK(said(rate_cases({{"a", {704, 1000}}}, usual, rounding::none)).empty());
  // Very few cases.
  const auto few = rate_cases({{"a", {5, 5}}, {"b", {6, 6}}}, usual);
  CHECK(few.given == rating::outstanding);
  CHECK(said(few) == std::vector<std::string>{"small sample: a -> Outstanding"});
}

TEST_CASE("a methodology without ratings of cases reports percentages only") {
  const auto r = rate_cases({{"safety", {41, 84}}}, methodology_of("dynamic-2025").cases);
  CHECK_FALSE(r.rated);
  CHECK(r.flags.empty());
  CHECK(r.questions[0].banded == 49);
}

TEST_CASE("counts that cannot be are refused") {
  CHECK_THROWS_WITH(rate_cases({}, usual), ContainsSubstring("at least one key question"));
  CHECK_THROWS_WITH(rate_cases({{"a", {3, 2}}}, usual), "a: found 3 of 2 cases, expected 0 to all of at least 1");
  CHECK_THROWS(rate_cases({{"a", {0, 0}}}, usual));
  CHECK_THROWS(rate_cases({{"a", {-1, 2}}}, usual));
}
