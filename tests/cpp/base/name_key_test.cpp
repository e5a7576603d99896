// Names, numbers and dates as people type them.
#include <vector>

#include <probation/base/day_text.hpp>
#include <probation/base/name_key.hpp>
#include <probation/base/named.hpp>
#include <probation/base/number_text.hpp>

#include "../catch.hpp"

using probation::day;
using probation::is_missing_mark;
using probation::month;
using probation::name_key;
using probation::number_text;
using probation::read_day;
using probation::read_month;
using probation::read_number;
using probation::same_name;

TEST_CASE("faults A06 what does not tell names apart is not in their key") {
  CHECK(name_key("West Kent") == "west kent");
  for (const char* same :
       {" West  Kent ", "WEST KENT", "west_kent", "West\u00A0Kent", "West\u202FKent", "west-kent", "West\u2011Kent",
        "West \u2013 Kent", "\tWest\nKent", "We\u200Bst Kent", "\uFEFFWest Kent"}) {
    CHECK(same_name("West Kent", same));
  }
  CHECK(same_name("St Mary\u2019s", "st mary's"));
  CHECK(same_name("\u201CEast\u201D", "\"east\""));
  CHECK(same_name("Ynys M\u00D4n", "ynys m\u00F4n"));
  CHECK(same_name("Ynys M\u00F4n", "Ynys Mo\u0302n"));
  CHECK(same_name("\u0174 \u0178", "\u0175 \u00FF"));
  CHECK(same_name("\u0141\u00D3D\u0179", "\u0142\u00F3d\u017A"));
  CHECK_FALSE(same_name("West Kent", "WestKent"));
  CHECK_FALSE(same_name("Mon", "M\u00F4n"));
  CHECK_FALSE(same_name("A1", "A2"));
  CHECK(name_key("*") == "*");
  CHECK(name_key("-") == "-");
  CHECK(name_key("").empty());
  CHECK(name_key("a\xFF b") == "a\xFF b");
  CHECK(probation::known_name("po", std::vector<std::string>{"PQiP", "PO"}) == "PO");
  CHECK(probation::known_name("PX", std::vector<std::string>{"PQiP", "PO"}) == "PX");
  const probation::named<int> values = {{"West", 1}, {"west ", 2}};
  CHECK(values.find_name("west ")->second == 2);
  CHECK(values.find_name("WEST")->second == 1);
  CHECK(values.find_name("East") == nullptr);
}

TEST_CASE("faults B08 numbers as publishers write them") {
  using form = number_text::kind;
  const auto is = [](const char* text, double x) {
    const number_text n = read_number(text);
    CAPTURE(text);
    CHECK(n.what == form::number);
    CHECK(n.value == x);
  };
  is("12", 12);
  is(" 1,234.5 ", 1234.5);
  is("1\u202F234\u202F567", 1234567);
  is("\u22123", -3);
  is("\u20133.5", -3.5);
  is("(3)", -3);
  is("(1,234.50)", -1234.5);
  is("+4", 4);
  is("12 [r]", 12);
  is("1,234[r][note 3]", 1234);
  is("1e3", 1000);
  is(".5", 0.5);
  is("-0.25", -0.25);
  for (const char* text : {"22%", "22 %", "22.0\u00A0%"}) {
    CHECK(read_number(text).what == form::percentage);
    CHECK(read_number(text).value == 22);
  }
  CHECK(read_number("(3%)").value == -3);
  for (const char* text :
       {"", " ", "-", "\u2013", "\u2014", "..", "\u2026", "~", "[x]", "[Z]", "n/a", "N/A", "NA", "nan", "None"}) {
    CAPTURE(text);
    CHECK(read_number(text).what == form::missing);
  }
  for (const char* text :
       {"1,5", "12,34",   "1,2345", "1.234,5", "12 hours", "inf", "-inf", "\u00A33", "3-",     "(-3)", "()",
        "%",   "1,234e3", "0x10",   "two",     "1 2",      "--3", "[r]",  "true",    "1,,234", ",123"}) {
    CAPTURE(text);
    CHECK(read_number(text).what == form::other);
  }
  CHECK(is_missing_mark(" \u2013 "));
  CHECK_FALSE(is_missing_mark("na"));
}

TEST_CASE("faults A03 days are days or nothing") {
  const day d(2022, 1, 31);
  for (const char* text :
       {"2022-01-31", "20220131", "31/01/2022", "31.1.2022", "31-01-2022", "31 January 2022", "31-Jan-22",
        "31 jan 2022", "2022/1/31", "2022-01-31T23:59:59", "2022-01-31 00:00", "2022-01-31T00:00:00+01:00",
        "2022-01-31T00:00:00.000Z", " 2022\u201301\u201331 ", "31/01/2022 12:30"}) {
    CAPTURE(text);
    CHECK(read_day(text) == d);
  }
  for (const char* text : {"",
                           "2022",
                           "today",
                           "now",
                           "2022-01",
                           "2022-02-30",
                           "20220230",
                           "31/13/2022",
                           "12/31/2022",
                           "1/2/22",
                           "44592",
                           "2022-01-31T25:00",
                           "2022-01-31x",
                           "2022-01-31T00:00:00+01:00x",
                           "True",
                           "31/01-2022",
                           "2022-1-",
                           "January 2022",
                           "31 Foo 2022",
                           "2022-01-31 12"}) {
    CAPTURE(text);
    CHECK_FALSE(read_day(text));
  }
  CHECK(read_day("1/11/2026") == day(2026, 11, 1));
  CHECK(read_day("1 Sept 2026") == day(2026, 9, 1));
}

TEST_CASE("faults B13 a month, or the first of one") {
  const month m(2026, 11);
  for (const char* text : {"2026-11", "Nov-26", "nov 2026", "November 2026", "11/2026", "2026-11-01",
                           "2026-11-01T00:00:00", "1 November 2026", "2026\u201311", "2026/11"}) {
    CAPTURE(text);
    CHECK(read_month(text) == m);
  }
  for (const char* text : {"", "2026", "01/11/2026", "2026-11-02", "Foo-26", "2026-13", "11-26", "202611"}) {
    CAPTURE(text);
    CHECK_FALSE(read_month(text));
  }
}
