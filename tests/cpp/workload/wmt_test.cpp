// Our own rules: exact sums, errors that say where, reductions, contacts, groups and history.
#include <cmath>

#include <probation/workload/wmt.hpp>

#include "../catch.hpp"

using namespace probation;
using namespace probation::wmt;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("capacity is exact and refuses what makes no sense", "[wmt]") {
  CHECK(available_points(seed(), "PO", 37.0, 7.4) == 1740);
  CHECK(available_points(seed(), "PO", 19.5, 1.0) == 1088);
  CHECK(available_points(seed(), "PO", std::nullopt, 0) == 2176);
  CHECK(available_points(seed(), "PO", 74.0, 0) == 4352);
  CHECK(available_points(seed(), "SPO", 37.0, 0) == 0);
  CHECK(available_points(seed(), "DMY", 37.0, 0) == 0);
  CHECK(available_points(seed(), "PO", 0.0, 0) == 0);
  CHECK(available_points(seed(), "PO", 37.0, 37.0) == 0);
  CHECK_THROWS_WITH(available_points(seed(), "PO", 18.5, 37.0),
                    ContainsSubstring("37 of 18.5 contracted hours") && ContainsSubstring("zero"));
  CHECK(available_points(seed(), "PO", 18.5, 37.0, policy::exact, exact::over_reduction::zero) == 0);
  CHECK_THROWS_WITH(available_points(seed(), "PO", -1.0, 0), ContainsSubstring("contracted_hours"));
  CHECK_THROWS_WITH(available_points(seed(), "PO", 37.0, std::nan("")), ContainsSubstring("reduction_hours"));
  CHECK_THROWS_WITH(available_points(seed(), "PP", 37.0, 0), ContainsSubstring("did you mean PO?"));
}

TEST_CASE("the listing of docs/reference/wmt.md", "[wmt]") {
  const configuration& settings = seed();
  holding held;
  held.active = {{"community", {{"B1", {20}}}}};
  const double points = workload_points(held, settings).total;
  const double can = available_points(settings, "PO", 37.0, 7.4);
  CHECK(points == 2040);
  CHECK(can == 1740);
  CHECK(capacity_percent(points, can).value() == Approx(117.2).epsilon(1e-3));
  CHECK(available_points(settings, "PO", 19.5, 1.0, policy::wmt_worker) == 1087);
}

TEST_CASE("a percentage is rounded once, and there is none without capacity", "[wmt]") {
  CHECK(capacity_percent(2500, 2176) == 250000.0 / 2176.0);
  CHECK(capacity_percent(0.1, 0.3) == 100.0 / 3.0);
  CHECK_FALSE(capacity_percent(2000, 0));
  CHECK_FALSE(capacity_percent(0, 0));
  CHECK(capacity_percent(2000, 0, policy::wmt_worker) == 0.0);
  CHECK(capacity_percent(2991, 821, policy::hmpps_workload) == 364.3);
  CHECK(capacity_percent(2991, 821, policy::wmt_web) == 364.3);
  CHECK_THROWS_WITH(capacity_percent(std::nan(""), 1, policy::hmpps_workload),
                    ContainsSubstring("points: found not a number"));
  CHECK_THROWS_AS(available_points(seed(), "PO", std::nan(""), 0, policy::hmpps_workload), error);
  CHECK(std::isnan(available_points(seed(), "PO", std::nan(""), 0, policy::wmt_worker)));
}

TEST_CASE("points are exact sums, and say where they make no sense", "[wmt]") {
  holding h;
  h.active = {{"community", {{"A3", {2}}, {"C1", {5}}, {"untiered", {7}}}}, {"custody", {{"B2", {1}}}}};
  h.t2a = {{"licence", {{"A3", {4, 1, 1, 1}}}}};
  h.sdrs = 1;
  configuration c = seed();
  c.t2a.inactive = {quantity(50), quantity(100), quantity(25)};
  const auto p = exact::workload_points(h, c);
  CHECK(p.cases.at("community") == 662);
  CHECK(p.cases.at("custody") == 48);
  CHECK(p.t2a.at("licence") == 206.25);
  CHECK(p.total == 1054.25);
  // 1330 − 3 × 133 × 0.79 − 2 × 133 × 0.01 − 5 × 133 × 0.26
  CHECK(exact::tier_points({10, 3, 2, 5}, 133, {quantity(21), quantity(99), quantity(74)}, true) ==
        *decimal::parse("839.23"));
  const auto fails = [&](const char* location, const char* tier, const case_counts& n) {
    holding bad;
    bad.active = {{location, {{tier, n}}}};
    static_cast<void>(exact::workload_points(bad, c));
  };
  CHECK_THROWS_WITH(fails("community", "A3", {2.5}), ContainsSubstring("cases.community.A3.total: found 2.5"));
  CHECK_THROWS_WITH(fails("community", "A3", {-1}), ContainsSubstring("found -1"));
  CHECK_THROWS_WITH(fails("community", "A3", {std::nan("")}), ContainsSubstring("not a number"));
  CHECK_THROWS_WITH(fails("community", "A9", {1}),
                    ContainsSubstring("cases.community.A9") && ContainsSubstring("did you mean A"));
  CHECK_THROWS_WITH(fails("comunity", "A3", {1}), ContainsSubstring("did you mean community?"));
  h.t2a = {{"licence", {{"A3", {2, 1, 1, 1}}}}};
  CHECK_THROWS_WITH(exact::workload_points(h, c), ContainsSubstring("3 inactive cases among 2"));
}

TEST_CASE("policies differ where the table says", "[wmt]") {
  CHECK(differences().size() >= 10);
  CHECK(policy_of("hmpps_workload") == policy::hmpps_workload);
  CHECK_THROWS_WITH(policy_of("wmt-worker"), ContainsSubstring("did you mean wmt_worker?"));
  holding h;
  h.active = {{"community", {{"untiered", {3}}}}};
  CHECK(workload_points(h, seed()).total == 0);
  CHECK(workload_points(h, seed(), 0, policy::wmt_worker).total == 0);
  CHECK_THROWS_WITH(workload_points(h, seed(), 0, policy::hmpps_workload), ContainsSubstring("3 untiered cases"));
  CHECK(workload_points({}, seed(), 2.5, policy::wmt_worker).total == 3);
  CHECK(workload_points({}, seed(), 2.5).total == 2.5);
}

TEST_CASE("settings are dated", "[wmt]") {
  configurations all{"two", {seed(), seed()}};
  all.versions[0].name = "old";
  all.versions[1].from = day(2024, 4, 30);
  CHECK(all.at(day(2024, 4, 29)).name == "old");
  CHECK(all.at(day(2024, 4, 30)).name == "seed");
  CHECK(all.at().name == "seed");
  all.versions[0].from = day(2020, 1, 1);
  CHECK_THROWS_AS(all.at(day(2019, 1, 1)), wmt::error);
  CHECK(validate(all).empty());
  all.versions[1].from = day(2019, 1, 1);
  all.versions[1].cases.points.at("custody")["A9"] = quantity(1);
  CHECK(validate(all).size() == 2);
}

TEST_CASE("reductions count by their dates, and by the tools' rules", "[wmt]") {
  const day today(2024, 5, 31);
  const reduction nqo{"NQO", 7.4, day(2024, 1, 1), day(2024, 5, 31), std::nullopt};
  reduction stale = nqo;
  stale.until = day(2024, 3, 31);
  stale.status = reduction_status::active;
  CHECK(hours_off({nqo}, seed(), today) == 7.4);
  CHECK(hours_off({nqo}, seed(), today, policy::hmpps_workload) == 0);  // before its last day
  CHECK(hours_off({nqo}, seed(), day(2024, 1, 1), policy::hmpps_workload) == 7.4);
  CHECK(hours_off({stale}, seed(), today) == 0);
  CHECK(hours_off({stale}, seed(), today, policy::wmt_worker) == 7.4);
  configuration c = seed();
  c.reductions.at("NQO").enabled = false;
  CHECK(hours_off({nqo, stale}, c, today, policy::wmt_worker) == 0);
  CHECK_THROWS_WITH(hours_off({{"NQQ", 1, {}, {}, {}}}, seed(), today), ContainsSubstring("did you mean NQO?"));
  CHECK(allowance_hours(seed(), "PQiP - 1st 6 months", 37) == 29.6);
  CHECK(allowance_hours(seed(), "Trade Union Facility Time", 37) == 18.5);
  CHECK(allowance_hours(seed(), "Court Duty", 20) == 20);
}

TEST_CASE("contacts move points from the owner to who did them, for seven days", "[wmt]") {
  const std::vector<contact> contacts{{"CMS02", day(2024, 5, 1), "A", "B"}, {"CMS06", day(2024, 5, 4), "B", "A"}};
  const auto points = [&](const char* who, day on) { return cms_points(contacts, who, seed(), on); };
  CHECK(points("A", day(2024, 5, 1)) == 13);
  CHECK(points("B", day(2024, 5, 1)) == -13);
  CHECK(points("A", day(2024, 5, 7)) == 13 - 26);
  CHECK(points("A", day(2024, 5, 8)) == -26);  // the first is over: the day is no longer before 8 May
  CHECK(points("A", day(2024, 5, 11)) == 0);
  CHECK_THROWS_WITH(cms_points({{"CMS99", day(2024, 5, 1), "A", "B"}}, "A", seed(), day(2024, 5, 1)),
                    ContainsSubstring("CMS99"));
  CHECK(cms_points({{"CMS99", day(2024, 5, 1), "A", "B"}}, "A", seed(), day(2024, 5, 1), policy::wmt_worker) == 0);
}

TEST_CASE("groups are ratios of sums, and nobody is hidden", "[wmt]") {
  officer a{"A", "PO", "North", "West Kent", "KSS", 2611.2, 2176};
  officer b{"B", "PO", "North", "West Kent", "KSS", 500, 1000};
  officer c{"C", "PO", "North", "West Kent", "KSS", 2000, 0};
  c.contracted_hours = 10;
  c.reduction_hours = 12;
  c.cases = 30;
  c.untiered = 2;
  const auto north = aggregated({a, b, c}, level::team);
  REQUIRE(north.size() == 1);
  CHECK(north[0].points == 5111.2);
  CHECK(north[0].percent == exact::capacity_percent(5111.2, 3176));
  CHECK(*north[0].mean_of_percents == Approx(85));
  CHECK(north[0].without_capacity == 1);
  CHECK(north[0].points_without_capacity == 2000);
  CHECK(aggregated({c, b, a}, level::all)[0].percent == north[0].percent);
  const auto found = findings({a, b, c}, seed());
  REQUIRE(found.size() == 4);
  CHECK(found[0].kind == finding_kind::excess);
  CHECK(found[1].kind == finding_kind::no_capacity);
  CHECK(found[2].kind == finding_kind::over_reduced);
  CHECK(found[3].kind == finding_kind::untiered_cases);
  b.points = std::nan("");
  CHECK_THROWS_WITH(aggregated({a, b}, level::team), ContainsSubstring("officers.B.points"));
  CHECK(aggregated({}, level::team).empty());
}

TEST_CASE("reductions that are stale, endless or above what they allow are found", "[wmt]") {
  officer o{"A", "PO", "", "", "", 100, 2176};
  o.contracted_hours = 37;
  o.reductions = {{"NQO", 7.4, day(2023, 1, 1), day(2023, 9, 30), reduction_status::active},
                  {"NQO", 7.4, day(2023, 1, 1), std::nullopt, std::nullopt},
                  {"SPOC lead", 5, std::nullopt, day(2025, 1, 1), std::nullopt}};
  const auto found = findings({o}, seed(), day(2024, 1, 1));
  REQUIRE(found.size() == 3);
  CHECK(found[0].kind == finding_kind::stale_reduction);
  CHECK(found[1].kind == finding_kind::unended_reduction);
  CHECK(found[2].kind == finding_kind::over_cap);
  CHECK_THAT(found[2].text, ContainsSubstring("1.85 are allowed"));
}

TEST_CASE("excess is sustained after four consecutive weeks", "[wmt]") {
  const auto weekly = [](std::initializer_list<double> percents, int step = 7) {
    std::vector<snapshot> out;
    int number = 1;
    for (const double p : percents) {
      out.push_back({day(2022, 1 + (number - 1) / 28, (number - 1) % 28 + 1), p});
      number += step;
    }
    return out;
  };
  CHECK(excess_spells(weekly({120, 120, 120})).at(0).weeks == 3);
  const auto four = excess_spells(weekly({120, 130, 120, 110.1}));
  REQUIRE(four.size() == 1);
  CHECK(four[0].is_sustained);
  CHECK(four[0].is_open);
  CHECK(four[0].highest == 130);
  CHECK(four[0].mean == Approx(120.025));
  CHECK(excess_spells(weekly({120, 120, 110, 120, 120})).size() == 2);  // exactly 110 is not above it
  CHECK(excess_spells(weekly({120, 120, 110, 120}), {110, false, 4, 10}).at(0).is_sustained);
  CHECK(excess_spells({{day(2022, 1, 1), 120}, {day(2022, 1, 15), 120}}).size() ==
        2);  // 14 days: nothing known between
  CHECK(excess_spells({{day(2022, 1, 1), 120}, {day(2022, 1, 11), 120}}).size() == 1);
  CHECK_FALSE(excess_spells({{day(2022, 1, 1), 120}}).at(0).is_sustained);
  CHECK_THROWS_WITH(excess_spells({{day(2022, 1, 2), 1}, {day(2022, 1, 1), 1}}), ContainsSubstring("snapshots[1].on"));
  CHECK_THROWS_WITH(excess_spells({{day(2022, 1, 2), std::nan("")}}), ContainsSubstring("snapshots[0].percent"));
}

TEST_CASE("a trend is the least-squares line with its error", "[wmt]") {
  CHECK_FALSE(trend_of({{day(2022, 1, 1), 100}, {day(2022, 1, 8), 101}}));
  const auto line = trend_of({{day(2022, 1, 1), 100}, {day(2022, 1, 8), 102}, {day(2022, 1, 22), 106}});
  REQUIRE(line);
  CHECK(line->per_week == Approx(2));
  CHECK(line->standard_error == Approx(0).margin(1e-9));
  CHECK(line->at_last == Approx(106));
  // y = 1, 3, 2 at weeks 0, 1, 2: slope 1/2, residuals −1/2, 1, −1/2, so s² = 3/2 and se = √(3/2 ÷ 2)
  const auto noisy = trend_of({{day(2022, 1, 1), 1}, {day(2022, 1, 8), 3}, {day(2022, 1, 15), 2}});
  CHECK(noisy->per_week == Approx(0.5));
  CHECK(noisy->standard_error == Approx(std::sqrt(0.75)));
}
