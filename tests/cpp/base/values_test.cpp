// Months, named values, numbers, paths, quantities.
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>

#include <probation/base.hpp>

#include "../catch.hpp"

using namespace probation;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("months are written and read") {
  CHECK(month(2022, 4).str() == "2022-04");
  CHECK(month(33, 12).str() == "0033-12");
  CHECK(month::parse("2022-04") == month(2022, 4));
  for (const auto* text : {"", "2022", "2022-4", "2022-00", "2022-13", "2022/04", "2022-04 ", "x022-04", "-022-04"}) {
    INFO(text);
    CHECK_FALSE(month::parse(text));
  }
  CHECK_THROWS_AS(month(2022, 13), std::invalid_argument);
  CHECK_THROWS_AS(month(-1, 1), std::invalid_argument);
}

TEST_CASE("months are counted") {
  CHECK(month(2022, 11) + 3 == month(2023, 2));
  CHECK(month(2022, 1) + -1 == month(2021, 12));
  CHECK(month(2023, 2) - month(2022, 11) == 3);
  CHECK(month(2022, 12) < month(2023, 1));
  CHECK(month(std::chrono::year_month(std::chrono::year(2022), std::chrono::April)) == month(2022, 4));
}

TEST_CASE("named values keep their order") {
  named<int> values{{"b", 1}, {"a", 2}};
  values["c"] = 3;
  values["b"] = 4;
  CHECK(values.size() == 3);
  CHECK(values.begin()->first == "b");
  CHECK(values.at("b") == 4);
  CHECK(values.find("d") == nullptr);
  CHECK_THROWS_AS(values.at("d"), std::out_of_range);
  CHECK_THROWS_WITH(values.at("d"), ContainsSubstring("\"d\"") && ContainsSubstring("\"a\""));
  CHECK(values == named<int>{{"b", 4}, {"a", 2}, {"c", 3}});
  CHECK_FALSE(values == named<int>{{"a", 2}, {"b", 4}, {"c", 3}});
}

TEST_CASE("numbers as people write them") {
  CHECK(to_text(62) == "62");
  CHECK(to_text(0.115) == "0.115");
  CHECK(to_text(100000) == "100000");
  CHECK(to_text(123456789012345) == "123456789012345");
  CHECK(to_text(1e15) == "1e+15");
  CHECK(to_text(0.00001) == "0.00001");
  CHECK(to_text(-2.5e-6) == "-2.5e-06");
  CHECK(to_text(0) == "0");
}

TEST_CASE("numbers read back as the same") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto bits = random();
    double x = 0;
    static_assert(sizeof x == sizeof bits);
    std::memcpy(&x, &bits, sizeof x);
    if (i % 2 == 0) x = std::ldexp(x - std::floor(x), i % 80 - 20);
    if (!(x == x) || x == std::numeric_limits<double>::infinity() || x == -std::numeric_limits<double>::infinity())
      continue;
    const std::string text = to_text(x);
    double y = 0;
    std::from_chars(text.data(), text.data() + text.size(), y);
    if (y != x) FAIL(text);
  }
  SUCCEED();
}

TEST_CASE("paths quote what needs it") {
  CHECK(path_of("", {"name"}) == "name");
  CHECK(path_of("pdus", {"West Kent", "staff", "PO"}) == "pdus.\"West Kent\".staff.PO");
  CHECK(path_key("PQiP-21") == "PQiP-21");
  CHECK(path_key("") == "\"\"");
  CHECK(path_key("a\"b\\c") == "\"a\\\"b\\\\c\"");
  CHECK(path_key("1.1") == "\"1.1\"");
}

TEST_CASE("units are converted to months") {
  const auto of = [](double x, unit u) { return mean(quantity(distribution::certain, {x, 0, 0}, u)); };
  CHECK(of(2, unit::years) == 24);
  CHECK(of(365.25 / 7, unit::weeks) == Approx(12).epsilon(1e-15));
  CHECK(of(7, unit::days) == Approx(of(1, unit::weeks)).epsilon(1e-15));
  CHECK(of(20, unit::working_days) == Approx(of(4, unit::weeks)).epsilon(1e-15));
  CHECK(of(0.12, unit::per_year) == Approx(0.01));
  CHECK(of(1, unit::per_week) == Approx(365.25 / 84));
  CHECK(of(0.12, unit::lost_per_year) == Approx(-std::log(0.88) / 12));
  CHECK(of(0.12, unit::lost_per_month) == Approx(-std::log(0.88)));
  CHECK(of(2, unit::quarters) == 6);
  CHECK(of(0.3, unit::per_quarter) == Approx(0.1));
  CHECK(of(1, unit::per_day) == Approx(365.25 / 12));
  CHECK(of(0.12, unit::lost_per_quarter) == Approx(-std::log(0.88) / 3));
  CHECK(of(0.12, unit::lost_per_week) == Approx(-std::log(0.88) * 365.25 / 84));
  CHECK(of(0.12, unit::lost_per_day) == Approx(7 * of(0.12, unit::lost_per_week)));
  CHECK(name_of(unit::quarters) == "quarters");
  CHECK(name_of(unit::per_quarter) == "quarter");
  CHECK(name_of(unit::lost_per_year) == "year");
  CHECK(name_of(unit::none).empty());
  CHECK(of(7, unit::none) == 7);
}

TEST_CASE("means of uncertain numbers") {
  CHECK(mean(quantity(distribution::pert, {1, 2, 9})) == Approx(3));
  CHECK(mean(quantity(distribution::uniform, {1, 2})) == 1.5);
  CHECK(mean(quantity(distribution::gamma, {3, 1})) == 3);
  CHECK(mean(quantity(distribution::sample, {3, 9})) == Approx(0.35));
}

TEST_CASE("a number without source is assumed") {
  CHECK(standing_of(quantity(1)) == status::assumed);
  CHECK(standing_of(quantity(distribution::certain, {1}, unit::none, "return")) == status::observed);
  CHECK(standing_of(quantity(distribution::certain, {1}, unit::none, "return", status::disputed)) == status::disputed);
}

TEST_CASE("the part of a number that is in force") {
  timed_quantity q(1);
  q.parts.push_back({month(2023, 1), quantity(2)});
  q.parts.push_back({month(2023, 6), quantity(3)});
  CHECK(q.at(month(2022, 12)) == quantity(1));
  CHECK(q.at(month(2023, 1)) == quantity(2));
  CHECK(q.at(month(2030, 1)) == quantity(3));
}
