// Regions built by hand. (What documents may hold is tested in io/broken_test.cpp.)
#include <algorithm>
#include <limits>
#include <string>

#include <probation/organisation.hpp>

#include "../catch.hpp"

using namespace probation;

namespace {

region good() {
  region r;
  r.name = "Test";
  r.as_of = month(2022, 4);
  staff s;
  s.in_post = quantity(10);
  s.establishment = timed_quantity(12);
  r.pdus["North"].staff["PO"] = s;
  r.pdus["South"].staff["PO"] = s;
  return r;
}
staff& po(region& r) { return r.pdus["North"].staff["PO"]; }

/// The problems, one a line.
std::string said(const region& r) {
  std::string text;
  for (const auto& p : validate(r)) text += (text.empty() ? "" : "\n") + to_string(p);
  return text;
}

}  // namespace

TEST_CASE("a good region has no problems") {
  CHECK(said(good()).empty());
  region least;
  least.name = "Least";
  least.as_of = month(2022, 4);
  CHECK(validate(least).empty());
}

TEST_CASE("an empty region lacks a name and a date") {
  const auto problems = validate(region{});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].path == "name");
  CHECK(problems[1].path == "as_of");
}

TEST_CASE("numbers that no document may hold") {
  region r = good();
  po(r).in_post = quantity(-1);
  CHECK(said(r) == "pdus.North.staff.PO.in_post: found -1, expected FTE, 0 or more");
  po(r).in_post = quantity(std::numeric_limits<double>::quiet_NaN());
  CHECK(said(r) == "pdus.North.staff.PO.in_post: found nan, expected a finite number");
  po(r).in_post = quantity(distribution::normal, {10, 1});
  CHECK(said(r).starts_with("pdus.North.staff.PO.in_post: found mean 10, sd 1"));
  po(r).in_post = quantity(distribution::gamma, {10, 1});
  CHECK(said(r).empty());
  po(r).leaving_rate = timed_quantity(0.12);
  CHECK(said(r).find("per") != std::string::npos);
  po(r).leaving_rate = timed_quantity();
  CHECK(said(r) == "pdus.North.staff.PO.leaving_rate: found an empty list, expected at least one number");
}

TEST_CASE("parts of a number are in the order of their months") {
  region r = good();
  auto& parts = po(r).establishment->parts;
  parts.push_back({month(2023, 4), quantity(13)});
  parts.push_back({month(2023, 4), quantity(14)});
  CHECK(said(r) == "pdus.North.staff.PO.establishment[2].from: found \"2023-04\", expected a month after 2023-04");
  parts[2].from.reset();
  CHECK(said(r) ==
        "pdus.North.staff.PO.establishment[2]: found no from, expected from: the month in which this part begins");
}

TEST_CASE("names must be known") {
  region r = good();
  r.intakes.push_back({});
  r.intakes[0].grade = "P0";
  r.intakes[0].headcount = quantity(2);
  r.intakes[0].start = month(2022, 5);
  r.intakes[0].unit = "Nort";
  CHECK(said(r) ==
        "intakes[0].grade: found \"P0\", expected a grade: PQiP, PQiP-21, PO, PSO, SPO, CA, VLO, QDO (did you mean "
        "\"PO\"?)\nintakes[0].unit: found \"Nort\", expected a unit: North, South (did you mean \"North\"?)");
}

TEST_CASE("a cohort must fit its ladder") {
  region r = good();
  staff trainees;
  trainees.cohorts = {{5, month(2022, 4)}, {5, month(2023, 6)}};
  r.pdus["North"].staff["PQiP"] = trainees;  // 15 months: April 2022 to June 2023
  CHECK(said(r).empty());
  r.pdus["North"].staff["PQiP"].cohorts[1].qualifies = month(2023, 7);
  CHECK(said(r).find("cohorts[1].qualifies: found \"2023-07\", expected a month before 2023-07") != std::string::npos);
}

TEST_CASE("shares may miss 1 by rounding alone") {
  region r = good();
  r.recruitment["PO"].per_month = timed_quantity(1);
  r.recruitment["PO"].share = sharing{sharing::rule::given, {{"North", 0.7}, {"South", 0.3 + 1e-10}}};
  CHECK(said(r).empty());
  r.recruitment["PO"].share->shares["South"] = quantity(0.301);
  CHECK(said(r) == "recruitment.PO.share: found shares that add to 1.001, expected shares that add to 1");
}

TEST_CASE("sharing rules need an establishment, and only where there is something to share") {
  region r = good();
  r.recruitment["PO"].per_month = timed_quantity(1);
  po(r).establishment.reset();
  CHECK(said(r).find("pdus.North.staff.PO has none") != std::string::npos);
  r.pdus["South"].staff = {};
  CHECK(said(r).empty());  // all go to North
}

TEST_CASE("seasonality of a mean that is not 1 comes with the factors that are") {
  region r = good();
  case_class custody;
  custody.cases = quantity(10);
  custody.points = quantity(30);
  custody.held_by = allocation{true, {"PO"}, {}};
  custody.starts = starts{};
  custody.starts->seasonality.assign(12, 1.0 + 1e-7);
  r.pdus["North"].caseload["custody"] = custody;
  CHECK(said(r).empty());
  r.pdus["North"].caseload["custody"].starts->seasonality.assign(12, 2.0);
  CHECK(said(r).ends_with("(write [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])"));
}

TEST_CASE("the rest of the region must be there") {
  region r = good();
  r.pdus["Rest"].remainder = true;
  r.staff["PO"].in_post = quantity(20);
  CHECK(said(r).empty());  // nobody is left, which is possible
  r.staff["PO"].in_post = quantity(19);
  CHECK(said(r) ==
        "pdus.Rest.staff.PO: found in post of 19 in the region less 20 in the other PDUs: -1, expected 0 or more left");
}

TEST_CASE("a field that is wrong by itself is not reported again") {
  region r = good();
  po(r).in_post = quantity(-1);
  po(r).caseload = quantity(40);
  po(r).workload = quantity(1);
  CHECK(validate(r).size() == 1);
}

TEST_CASE("dwell of a hand-built class") {
  region r = good();
  case_class c;
  c.cases = quantity(10);
  c.points = quantity(30);
  c.held_by = allocation{true, {"PO"}, {}};
  c.dwell = dwell{};
  r.pdus["North"].caseload["custody"] = c;
  CHECK(said(r) == "pdus.North.caseload.custody.dwell: found none of time, rate, profile, expected one of them");
  dwell& d = *r.pdus["North"].caseload["custody"].dwell;
  d.profile = {1, 0.5};
  CHECK(said(r).find("dwell.shape") != std::string::npos);
  d.form = dwell::shape::profile;
  CHECK(said(r).empty());
}
