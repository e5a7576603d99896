#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <probation/io.hpp>

#include "../catch.hpp"
#include "regions.hpp"

using namespace probation;
namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;

namespace {

fs::path data(const std::string& name) { return fs::path(PROBATION_SOURCE_DIR) / "tests/data" / name; }

/// A document with one indicator, or one staff of grade PO.
quantity indicator_value(const std::string& text) {
  return *parse_region(R"({"name": "R", "as_of": "2022-04", "indicators": {"x": {"text": "x", "value": )" + text +
                       "}}}")
              .indicators.at("x")
              .value;
}
staff po(const std::string& fields) {
  return parse_region(R"({"name": "R", "as_of": "2022-04", "pdus": {"N": {"staff": {"PO": {"in_post": 10, )" + fields +
                      "}}}}}")
      .pdus.at("N")
      .staff.at("PO");
}
std::string message_of(const std::string& text) {
  try {
    (void)parse_region(text);
  } catch (const document_error& e) {
    return e.what();
  }
  return "no problem";
}

}  // namespace

TEST_CASE("the small region") {
  const region r = read_region(data("small.json"));
  CHECK(r.name == "Small region");
  CHECK(r.as_of == month(2022, 4));
  const staff& s = r.pdus.at("North").staff.at("PO");
  CHECK(s.in_post == quantity(31.5));
  CHECK(*s.establishment == timed_quantity(testing::certain(40, unit::none, "staffing return", status::disputed)));
  CHECK(s.leaving_rate->parts.front().value == testing::certain(0.12, unit::per_year, "workforce statistics"));
  CHECK(*r.recruitment.at("PO").vetting == quantity(distribution::pert, {16, 20, 30}, unit::weeks, "people team"));
  CHECK(r.intakes.at(0).unit == "North");
  CHECK_THAT(r.digest, Catch::Matchers::Matches("sha256:[0-9a-f]{64}"));
  CHECK(read_region(data("small.json"), "vetting halved") == scenario(r, "vetting halved"));
}

TEST_CASE("a file that is not there is another error than a document that is wrong") {
  CHECK_THROWS_AS(read_region(data("no such file.json")), fs::filesystem_error);
  CHECK_THROWS_AS(read_region(data("no such file.json")), std::system_error);
  CHECK_THROWS_AS(read_region(data("broken")), fs::filesystem_error);  // a folder
  try {
    (void)read_region(data("no such file.json"));
  } catch (const fs::filesystem_error& e) {
    CHECK(e.code() == std::errc::no_such_file_or_directory);
    CHECK(e.path1() == data("no such file.json"));
  }
}

TEST_CASE("every form of number") {
  CHECK(indicator_value("12") == quantity(12));
  CHECK(indicator_value("-1.5e2") == quantity(-150));
  CHECK(indicator_value("18446744073709551615") == quantity(18446744073709551615.0));
  CHECK(indicator_value("0.1") == quantity(0.1));
  CHECK(indicator_value(R"({"value": 12})") == quantity(12));
  CHECK(indicator_value(R"({"low": 1, "mode": 2, "high": 3})") == quantity(distribution::pert, {1, 2, 3}));
  CHECK(indicator_value(R"({"high": 3, "low": 1})") == quantity(distribution::uniform, {1, 3}));
  CHECK(indicator_value(R"({"count": 3, "of": 8})") == quantity(distribution::sample, {3, 8}));
  CHECK(indicator_value(R"({"mean": 3, "sd": 8})") == quantity(distribution::normal, {3, 8}));
}

TEST_CASE("mean, sd is a gamma where numbers are positive, a beta for shares, else a normal") {
  CHECK(po(R"("establishment": {"mean": 12, "sd": 1})").establishment->parts[0].value.shape == distribution::gamma);
  CHECK(po(R"("vacancy_rate": {"mean": 0.1, "sd": 0.01})").vacancy_rate->shape == distribution::beta);
  const std::string rate = R"("leaving_rate": {"mean": 0.1, "sd": 0.01, "per": "year")";
  CHECK(po(rate + "}").leaving_rate->parts[0].value.shape == distribution::gamma);
  CHECK(po(rate + R"(, "as": "rate"})").leaving_rate->parts[0].value.unit == unit::per_year);
  const quantity lost = po(rate + R"(, "as": "proportion lost"})").leaving_rate->parts[0].value;
  CHECK(lost.shape == distribution::beta);
  CHECK(lost.unit == unit::lost_per_year);
  const region r = parse_region(R"({"name": "R", "as_of": "2022-04", "workload": {"feedback": {"mean": 0, "sd": 1}}})");
  CHECK(r.workload.feedback->shape == distribution::normal);
}

TEST_CASE("numbers that change over time") {
  const auto parts = po(R"("leaving_rate": [{"value": 0.1, "per": "year"},
                                           {"from": "2023-01", "value": 0.2, "per": "year"}])")
                         .leaving_rate->parts;
  REQUIRE(parts.size() == 2);
  CHECK_FALSE(parts[0].from);
  CHECK(parts[1].from == month(2023, 1));
  CHECK(po(R"("establishment": [{"from": "2022-01", "value": 12}])").establishment->parts[0].from == month(2022, 1));
}

TEST_CASE("a known grade changes in what is given") {
  const region r = parse_region(R"({"name": "R", "as_of": "2022-04", "grades": {
      "PO": {"leaving_rate": {"value": 0.12, "per": "year"}},
      "PQiP": {"ladder": [{"name": "in training", "capacity": 0.4}]},
      "New": {}}})");
  CHECK(r.grades.at("PO").ladder == default_grades().at("PO").ladder);
  CHECK(r.grades.at("PO").full_name == "probation officer");
  CHECK_FALSE(r.grades.at("PQiP").qualification);  // its ladder has no end any more
  CHECK(r.grades.at("New") == grade{});
}

TEST_CASE("comments, trailing commas, a byte order mark and a schema do not matter") {
  const region plain = parse_region(R"({"name": "R", "as_of": "2022-04"})");
  CHECK(parse_region("\xEF\xBB\xBF// a comment\n{\"name\": \"R\", /* and\nmore */ \"as_of\": \"2022-04\",}") == plain);
  CHECK(parse_region(R"({"$schema": "region.schema.json", "name": "R", "as_of": "2022-04"})") == plain);
  CHECK_THAT(message_of(R"({"$schema": 3, "name": "R", "as_of": "2022-04"})"), ContainsSubstring("$schema"));
}

TEST_CASE("texts keep what was written") {
  const region r = parse_region(R"({"name": "\u00e9\ud83d\ude00 \"q\" \\ \n", "as_of": "2022-04"})");
  CHECK(r.name == "\xC3\xA9\xF0\x9F\x98\x80 \"q\" \\ \n");
}

TEST_CASE("dwell and allocation say only what is needed") {
  const region r = parse_region(R"({"name": "R", "as_of": "2022-04", "pdus": {"N": {
      "staff": {"PO": {"in_post": 10}, "PSO": {"in_post": 10}},
      "caseload": {"a": {"cases": 1, "points": 1, "held_by": {"grades": ["PO"]}, "dwell": {"profile": [1, 0.5]}},
                   "b": {"cases": 1, "points": 1, "held_by": {"shares": {"PO": 0.5, "PSO": 0.5}},
                         "dwell": {"time": {"value": 3, "unit": "months"}}}}}}})");
  const auto& classes = r.pdus.at("N").caseload;
  CHECK(classes.at("a").dwell->form == dwell::shape::profile);
  CHECK(classes.at("a").held_by->balanced);
  CHECK(classes.at("b").dwell->form == dwell::shape::exponential);
  CHECK_FALSE(classes.at("b").held_by->balanced);
}

TEST_CASE("the digest is that of the content") {
  const region a = parse_region(R"({"name": "R", "as_of": "2022-04", "pdus": {}})");
  const region b = parse_region("{\"as_of\":\"2022-04\", // other order\n \"name\":\"R\"}");
  CHECK(a.digest == b.digest);
  CHECK(a.digest != parse_region(R"({"name": "R", "as_of": "2022-05"})").digest);
  CHECK(a.digest == "sha256:" + a.digest.substr(7));
}

TEST_CASE("problems carry where, what and what else") {
  try {
    (void)parse_region("{\n  \"name\": \"R\",\n  \"as_of\": nope\n}", "my document");
    FAIL("read");
  } catch (const document_error& e) {
    CHECK(std::string(e.what()).starts_with("my document: 1 problem\n  line 3, column 12: "));
    CHECK(e.problems().at(0).line == 3);
    CHECK(e.problems().at(0).column == 12);
  }
}

TEST_CASE("columns count characters") {
  CHECK_THAT(message_of("{\"name\": \"\xC3\xA9\xC3\xA9\", nope}"), ContainsSubstring("line 1, column 16"));
}

TEST_CASE("reading survives every beginning of a document and every byte changed") {
  const std::string text = to_json(testing::full());
  for (std::size_t n = 0; n < text.size(); n += 7) CHECK_THROWS_AS(parse_region(text.substr(0, n)), document_error);
  int valid = 0;
  for (std::size_t n = 0; n < text.size(); n += 23) {
    for (const char c : {'\0', '"', '}', '[', ',', '9', '\xFF', 'x'}) {
      std::string other = text;
      other[n] = c;
      try {
        (void)parse_region(other);
        ++valid;
      } catch (const document_error& e) {
        CHECK_FALSE(e.problems().empty());
      }
    }
  }
  CHECK(valid > 0);  // inside texts and numbers
}
