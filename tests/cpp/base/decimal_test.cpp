// Decimals of any length, and days.
#include <cmath>
#include <limits>
#include <string>

#include <probation/base/day.hpp>
#include <probation/base/decimal.hpp>

#include "../catch.hpp"

using probation::day;
using probation::decimal;

namespace {

decimal d(const char* text) { return decimal::parse(text).value(); }

}  // namespace

TEST_CASE("decimals are read and written with their scale") {
  for (const char* text :
       {"0", "0.0", "12.50", "-7.001", "123456789012345678901234567890.5", "1000000000", "0.000000001"}) {
    INFO(text);
    CHECK(d(text).str() == text);
  }
  CHECK(d("1e3").str() == "1000");
  CHECK(d("1e3").scale() == -3);
  CHECK(d("-2.5E-3").str() == "-0.0025");
  CHECK(d("+.5").str() == "0.5");
  CHECK(d("-0").str() == "0");
  for (const char* text : {"", "-", ".", "1.2.3", "abc", "1e", "1e+-2", "0x1", " 1", "1 ", "1e99999"}) {
    INFO(text);
    CHECK_FALSE(decimal::parse(text));
  }
}

TEST_CASE("a double is the shortest decimal that reads back as it") {
  CHECK(decimal(0.1).str() == "0.1");
  CHECK(decimal(29.6) == d("29.6"));
  CHECK(decimal(1e21) == d("1000000000000000000000"));
  CHECK(decimal(-2.5e-7) == d("-0.00000025"));
  CHECK_THROWS_AS(decimal(std::nan("")), std::domain_error);
  CHECK_THROWS_AS(decimal(std::numeric_limits<double>::infinity()), std::domain_error);
  for (const double x : {0.0, 1.0, -0.3, 123456.789, 5e-324, 1.7976931348623157e308, 37.0}) {
    CHECK(decimal(x).to_double() == x);
  }
  CHECK(d("1e400").to_double() == std::numeric_limits<double>::infinity());
  CHECK(d("-12e400").to_double() == -std::numeric_limits<double>::infinity());
  CHECK(d("1e-400").to_double() == 0);
}

TEST_CASE("decimals add, multiply and compare by value") {
  CHECK((d("0.1") + d("0.2")).str() == "0.3");
  CHECK((d("37") - d("37.0")).is_zero());
  CHECK((d("5") - d("7.25")).str() == "-2.25");
  CHECK((d("-1.5") * d("0.20")).str() == "-0.300");
  CHECK(d("999999999") + decimal(1) == d("1000000000"));
  CHECK(d("123456789123456789") * d("987654321987654321") == d("121932631356500531347203169112635269"));
  CHECK(d("0") == d("0.0"));
  CHECK(d("-2") < d("-1.9"));
  CHECK(d("10") > d("9.99"));
  CHECK(d("-1") < d("1"));
  CHECK((-d("0")).str() == "0");
}

TEST_CASE("division rounds halves away from zero, and whole quotients towards it") {
  CHECK(d("1").divided_by(d("3"), 5).str() == "0.33333");
  CHECK(d("2").divided_by(d("3"), 5).str() == "0.66667");
  CHECK(d("1").divided_by(d("8"), 2).str() == "0.13");
  CHECK(d("-1").divided_by(d("8"), 2).str() == "-0.13");
  CHECK(d("18.5").divided_by(d("37"), 15).str() == "0.500000000000000");
  CHECK(d("1e20").divided_by(d("0.5"), 0) == d("2e20"));
  CHECK(d("7").whole_quotient(d("2")).str() == "3");
  CHECK(d("-7").whole_quotient(d("2")).str() == "-3");
  CHECK(d("12.99").truncated().str() == "12");
  CHECK(d("-0.5").truncated().str() == "0");
  CHECK_THROWS_AS(d("1").divided_by(d("0.0"), 2), std::domain_error);
  // (a ÷ b) b + rest = a for long numbers
  const auto a = d("987654321098765432109876543210"), b = d("1234567890123");
  const auto q = a.whole_quotient(b);
  CHECK(q * b <= a);
  CHECK(a < (q + decimal(1)) * b);
}

TEST_CASE("days are read, written and counted") {
  CHECK(day::parse("2024-02-29") == day(2024, 2, 29));
  CHECK(day(2022, 4, 1).str() == "2022-04-01");
  for (const char* text :
       {"2023-02-29", "2022-4-01", "2022-04-31", "2022-04-00", "20220401", "2022-04-01T", "2022/04/01"}) {
    INFO(text);
    CHECK_FALSE(day::parse(text));
  }
  CHECK_THROWS_AS(day(1900, 2, 29), std::invalid_argument);
  CHECK(day(2000, 2, 29) - day(2000, 2, 28) == 1);
  CHECK(day(2022, 3, 1) - day(2022, 2, 1) == 28);
  CHECK(day(2024, 1, 1) - day(2023, 1, 1) == 365);
  CHECK(day(2025, 1, 1) - day(2024, 1, 1) == 366);
  CHECK(day(1970, 1, 1) - day(1, 1, 1) == 719162);  // days before the Unix epoch
  CHECK(day(1, 1, 1) - day(0, 1, 1) == 366);
  CHECK(day(2022, 12, 31) < day(2023, 1, 1));
}
