#include "../catch.hpp"

#include <limits>
#include <string>
#include <vector>

#include <probation/workload/tiering.hpp>

using namespace probation::tiering;
using probation::day;

namespace {

int rsr_points(double rsr) {
  v2_case c;
  c.rsr = rsr;
  return protect(c).points;
}

char letter_of(int complexity, std::optional<mappa_level> mappa, std::optional<rosh_level> rosh) {
  v2_case c;
  c.complexity = complexity;
  c.mappa = mappa;
  c.rosh = rosh;
  return protect(c).letter;
}

std::string said(std::optional<v3_tier> tier) { return tier ? std::string(word(*tier)) : "-"; }

v3_case dynamic(double arp, double csrp, std::optional<rosh_level> rosh = rosh_level::low) {
  v3_case c;
  c.arp = {arp, score_type::is_dynamic};
  c.csrp = {csrp, score_type::is_dynamic};
  c.rosh = rosh;
  return c;
}

}  // namespace

TEST_CASE("RSR: the bands, the gap between them and the end of the last", "[tiering]") {
  CHECK(rsr_points(0) == 0);
  CHECK(rsr_points(2.99) == 0);
  CHECK(rsr_points(3.00) == 10);
  CHECK(rsr_points(6.99) == 10);
  CHECK(rsr_points(6.995) == 0);
  CHECK(rsr_points(6.9999) == 0);
  CHECK(rsr_points(7.00) == 20);
  CHECK(rsr_points(99.98) == 20);
  CHECK(rsr_points(99.99) == 0);
  CHECK(rsr_points(100) == 0);
  CHECK_THROWS_WITH(rsr_points(100.01), "rsr: found 100.01, expected a percentage, 0 to 100");
  CHECK_THROWS_AS(rsr_points(-1), std::invalid_argument);
  CHECK_THROWS_AS(rsr_points(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
}

TEST_CASE("protect: the larger of RSR and RoSH counts, and the thresholds", "[tiering]") {
  v2_case c;
  c.rsr = 8;
  c.rosh = rosh_level::medium;
  c.mappa = mappa_level::m1;
  c.complexity = 2;
  const protect_result r = protect(c);
  CHECK(r == protect_result{'B', 29, 20, 10, 5, 4, 0});
  CHECK(explain(c, r) ==
        "B because of 29 points: MAPPA M1 5, RSR 20, 2 complexity registers 4 (RoSH 10 not added to RSR)");

  CHECK(letter_of(4, {}, {}) == 'D');                              // 8
  CHECK(letter_of(5, {}, {}) == 'C');                              // 10
  CHECK(letter_of(4, {}, rosh_level::medium) == 'C');              // 18
  CHECK(letter_of(5, {}, rosh_level::medium) == 'B');              // 20
  CHECK(letter_of(10, mappa_level::m1, rosh_level::high) == 'B');  // 45
  CHECK(letter_of(0, mappa_level::m2, {}) == 'A');                 // 150
  CHECK(letter_of(0, {}, rosh_level::very_high) == 'A');           // 150
  CHECK_THROWS_WITH(letter_of(11, {}, {}), "complexity: found 11, expected distinct complexity registers, 0 to 10");
}

TEST_CASE("protect: factors for women, and which of them need an assessment", "[tiering]") {
  v2_case c;
  c.parenting = c.impulsivity = c.temper = c.enforcement = true;
  CHECK(protect(c).women == 0);
  c.female = true;
  CHECK(protect(c).women == 6);
  c.temper = false;
  CHECK(protect(c).women == 6);  // either of the two
  c.impulsivity = false;
  CHECK(protect(c).women == 4);
  c.assessment = false;
  CHECK(protect(c).women == 2);
}

TEST_CASE("change: mandate, assessment, points", "[tiering]") {
  v2_case c;
  c.needs[static_cast<std::size_t>(need_section::thinking)] = severity::severe;   // 4
  c.needs[static_cast<std::size_t>(need_section::drugs)] = severity::standard;    // 1
  c.needs[static_cast<std::size_t>(need_section::finance)] = severity::severe;    // 0
  c.needs[static_cast<std::size_t>(need_section::emotional)] = severity::severe;  // 0
  c.ogrs = 49;                                                                    // 4
  CHECK(change(c) == change_result{1, 9, 5, 4, 0, change_rule::points});
  c.ogrs = 50;
  CHECK(change(c).digit == 2);
  c.iom = true;
  CHECK(change(c).points == 12);
  CHECK(explain(change(c)) == "2 because of 12 points: needs 5, OGRS 5, IOM 2");
  c.assessment = false;
  CHECK(change(c) == change_result{2, 0, 0, 0, 0, change_rule::no_assessment});
  c.mandate = false;
  CHECK(change(c) == change_result{0, 0, 0, 0, 0, change_rule::no_mandate});
  c.suspended = true;
  CHECK(v2(c).tier() == "D0S");
  c.ogrs = 101;
  CHECK_THROWS_WITH(change(c), "ogrs: found 101, expected a percentage, 0 to 100");
}

TEST_CASE("change: all needs severe and all scores full are 32 points", "[tiering]") {
  v2_case c;
  c.needs.fill(severity::severe);
  c.ogrs = 100;
  c.iom = true;
  CHECK(change(c) == change_result{3, 32, 20, 10, 2, change_rule::points});
}

TEST_CASE("severity: thresholds, and those of strengths and needs", "[tiering]") {
  const auto scores = [](need_section s, bool san) {
    std::string text;
    for (int score = 0; score <= 9; ++score) text += std::to_string(static_cast<int>(*severity_of(s, score, san)));
    return text;
  };
  CHECK(scores(need_section::accommodation, false) == "0011111222");
  CHECK(scores(need_section::accommodation, true) == "0001122222");
  CHECK(scores(need_section::ete, false) == "0001111222");
  CHECK(scores(need_section::ete, true) == "0001111222");
  CHECK(scores(need_section::relationships, true) == "0011122222");
  CHECK(scores(need_section::lifestyle, true) == "0011122222");
  CHECK(scores(need_section::drugs, false) == "0011111122");
  CHECK(scores(need_section::drugs, true) == "0011112222");
  CHECK(scores(need_section::alcohol, false) == "0000111222");
  CHECK(scores(need_section::alcohol, true) == "0011222222");
  CHECK(scores(need_section::thinking, false) == "0000111222");
  CHECK(scores(need_section::thinking, true) == "0001122222");
  CHECK(scores(need_section::attitudes, false) == "0011111222");
  CHECK(scores(need_section::attitudes, true) == "0111122222");
  CHECK_FALSE(severity_of(need_section::drugs, std::nullopt));
  CHECK_THROWS_AS(severity_of(need_section::finance, 3), std::invalid_argument);
  CHECK_THROWS_AS(severity_of(need_section::drugs, -1), std::invalid_argument);
}

TEST_CASE("mandate: custodial, or a requirement that is neither restrictive nor unpaid work", "[tiering]") {
  CHECK_FALSE(has_mandate({}));
  CHECK(has_mandate({{true, "NC", {}}}));
  CHECK(has_mandate({{true, "SC", {}}}));
  CHECK_FALSE(has_mandate({{false, "SC", {}}}));
  CHECK_FALSE(has_mandate({{true, "SP", {}}}));
  CHECK(has_mandate({{true, "SP", {{"F", false}}}}));
  CHECK_FALSE(has_mandate({{true, "SP", {{"F", true}}}}));
  CHECK_FALSE(has_mandate({{true, "SP", {{"W", false}, {"W1", false}}}}));
  CHECK(has_mandate({{true, "SP", {{"W", false}, {"F", true}}}, {true, "SP", {{"W1", false}, {"RM38", false}}}}));
  CHECK_FALSE(has_mandate({{false, "SP", {{"F", false}}}}));
}

TEST_CASE("registers: distinct codes, the latest RoSH and MAPPA, HREG ignored", "[tiering]") {
  const auto on = [](int n) { return day(2020 + n / 28, 1, 1 + n % 28); };
  const registers r = read_registers({{"RMDO", on(10), {}, {}},
                                      {"RMDO", on(20), {}, {}},
                                      {"RCPR", on(5), {}, {}},
                                      {"RHRH", on(100), {}, {}},
                                      {"RVHR", on(90), {}, {}},
                                      {"MAPP", on(60), "M2", "M1"},
                                      {"MAPP", on(70), "M0", {}},
                                      {"HREG", on(200), {}, {}},
                                      {"REG30", on(1), {}, {}},
                                      {"IIOM", on(1), {}, {}}});
  CHECK(r.complexity == 2);
  CHECK(r.rosh == rosh_level::high);
  CHECK(r.level == mappa_level::m2);  // the latest that is known
  CHECK_FALSE(r.category);            // that of the latest entry
  CHECK(r.iom);
  CHECK(r.domestic_abuse);
  CHECK(r.child_protection);
  CHECK_FALSE(r.lifer);
  CHECK_FALSE(r.stalking);
  CHECK_FALSE(r.suspended);
  CHECK(read_registers({{"HREG", on(1), {}, {}}}) == registers());
}

TEST_CASE("v3 step 1: every cell, from its lower corner to just below the next", "[tiering]") {
  const double arps[] = {90, 75, 50, 25, 15, 0};
  const double csrps[] = {6.9, 3.0, 1.0, 0.5, 0.0};
  const std::string cells[] = {"AABBBB", "ABCCCC", "BCDEEE", "CDEEFF", "DDEFFG"};
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      CHECK(said(reoffending_tier(arps[j], csrps[i])) == cells[i].substr(j, 1));
      const double arp = j == 0 ? 100 : arps[j - 1] - 0.01;
      const double csrp = i == 0 ? 100 : csrps[i - 1] - 0.01;
      CHECK(said(reoffending_tier(arp, csrp)) == cells[i].substr(j, 1));
    }
  }
  CHECK_THROWS_WITH(reoffending_tier(-1, 0), "arp: found -1, expected a percentage, 0 to 100");
}

TEST_CASE("v3 step 2: C, D, C, D in the medium band, and what cannot be", "[tiering]") {
  using band = score_band;
  const auto tier = [](std::optional<band> b, std::optional<double> score) {
    return said(sexual_reoffending_tier(b, score));
  };
  CHECK(tier(band::medium, 5.5) + tier(band::medium, 3.36) == "CC");
  CHECK(tier(band::medium, 3.35) + tier(band::medium, 2.11) == "DD");
  CHECK(tier(band::medium, 2.10) + tier(band::medium, 1.12) == "CC");
  CHECK(tier(band::medium, 1.11) + tier(band::medium, 0.60) == "DD");
  CHECK_THROWS_WITH(tier(band::medium, 0.59),
                    "dc_srp: found 0.59 in the band MEDIUM, expected a medium score of 0.6 or more, or another band");
  CHECK(tier(band::medium, 0) == "-");
  CHECK(tier(band::very_high, 0.01) + tier(band::high, 0.01) + tier(band::low, 99) == "ABE");
  CHECK(tier(band::not_applicable, 5) + tier({}, 5) + tier(band::high, {}) + tier(band::high, 0) == "----");
}

TEST_CASE("v3 step 3: MAPPA and RoSH", "[tiering]") {
  std::string with;
  std::string without;
  for (const auto rosh : {rosh_level::very_high, rosh_level::high, rosh_level::medium, rosh_level::low}) {
    with += said(mappa_rosh_tier(mappa_category::m4, rosh));
    without += said(mappa_rosh_tier({}, rosh));
  }
  CHECK(with + said(mappa_rosh_tier(mappa_category::m1, {})) == "ACDEE");
  CHECK(without + said(mappa_rosh_tier({}, {})) == "CD---");
}

TEST_CASE("v3 step 4: years since release, the day itself included", "[tiering]") {
  const auto tier = [](day released, day as_of) { return said(lifer_tier(true, release_of(released, as_of))); };
  const day today(2026, 8, 17);
  CHECK(tier(day(2026, 9, 16), today) == "B");  // still to come
  CHECK(tier(today, today) == "B");
  CHECK(tier(day(2025, 8, 17), today) == "B");
  CHECK(tier(day(2025, 8, 16), today) == "D");
  CHECK(tier(day(2021, 8, 17), today) == "D");
  CHECK(tier(day(2021, 8, 16), today) == "E");
  CHECK(tier(day(2023, 2, 28), day(2024, 2, 29)) == "B");  // a year before 29 February is the 28th
  CHECK(tier(day(2023, 2, 27), day(2024, 2, 29)) == "D");
  CHECK(said(lifer_tier(true, {})) == "-");
  CHECK(said(lifer_tier(false, 0)) == "-");
}

TEST_CASE("v3: the highest step, and which steps reach it", "[tiering]") {
  v3_case c = dynamic(64, 1.2, rosh_level::high);
  c.stalking = true;
  const v3_result r = v3(c);
  CHECK(r.tier == v3_tier::d);
  CHECK_FALSE(r.provisional());
  CHECK(r.step(v3_step::stalking) == v3_tier::f);
  CHECK(explain(c, r) == "D because ARP from 50 with CSRP from 1, RoSH HIGH");
  CHECK(v3(dynamic(0, 0)).tier == v3_tier::g);

  c.active_event = false;
  c.dc_srp = 0.59;  // nobody looks at it
  c.dc_srp_band = score_band::medium;
  CHECK(v3(c).tier == v3_tier::not_supervised);
  c.active_event = true;
  c.csrp.score.reset();
  CHECK(v3(c).tier == v3_tier::missing);
  CHECK_FALSE(v3(c).provisional());
  CHECK(explain(c, v3(c)) == "MISSING because CSRP is missing");
  c.csrp.score = 1.2;
  CHECK_THROWS_AS(v3(c), std::invalid_argument);
}

TEST_CASE("v3: static predictors leave the tier provisional unless the others reach the best cell", "[tiering]") {
  v3_case c = dynamic(30, 0.7);  // E; the row reaches C, the column B
  CHECK_FALSE(v3(c).provisional());
  c.arp.type = score_type::is_static;
  CHECK(v3(c).static_predictors);
  c.rosh = rosh_level::high;
  c.category = mappa_category::m2;  // C
  CHECK_FALSE(v3(c).static_predictors);
  c.arp.type = score_type::is_dynamic;
  c.csrp.type = score_type::is_static;
  CHECK(v3(c).static_predictors);
  c.dc_srp = 1;
  c.dc_srp_band = score_band::high;  // B
  CHECK_FALSE(v3(c).static_predictors);
  c.arp.type = score_type::is_static;
  CHECK(v3(c).static_predictors);  // both: only A will do
  c.dc_srp_band = score_band::very_high;
  CHECK_FALSE(v3(c).static_predictors);
}

TEST_CASE("v3: a tier of the table itself never settles a static predictor", "[tiering]") {
  v3_case c = dynamic(95, 7);
  c.arp.type = score_type::is_static;
  const v3_result r = v3(c);
  CHECK(r.tier == v3_tier::a);
  CHECK(r.static_predictors);
}

TEST_CASE("v3: missing RoSH leaves the tier provisional unless the others reach A, or C without MAPPA", "[tiering]") {
  v3_case c = dynamic(50, 6.9, {});  // B
  CHECK_FALSE(v3(c).missing_rosh);
  c.category = mappa_category::m1;
  CHECK(v3(c).missing_rosh);
  CHECK(explain(c, v3(c)) == "B because ARP from 50 with CSRP from 6.9; provisional: RoSH is missing");
  c.arp.score = 90;  // A
  CHECK_FALSE(v3(c).missing_rosh);
  c.csrp.type.reset();  // neither static nor dynamic: the table does not count, and is not waited for
  CHECK(v3(c).missing_rosh);
  CHECK_FALSE(v3(c).static_predictors);
  c.category.reset();
  CHECK(v3(c).missing_rosh);
  c.lifer = true;
  c.release = 0;  // B
  CHECK_FALSE(v3(c).missing_rosh);
}

TEST_CASE("words are read whatever their case, blanks and hyphens", "[tiering]") {
  CHECK(parse<rosh_level>("Very High") == rosh_level::very_high);
  CHECK(parse<need_section>("Drug misuse") == need_section::drugs);
  CHECK(parse<need_section>("ETE") == need_section::ete);
  CHECK_FALSE(parse<mappa_level>("M4"));
  CHECK(choices<mappa_level>() == "M1, M2 or M3");
}
