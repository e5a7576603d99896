#include <cmath>
#include <stdexcept>

#include <probation/organisation.hpp>

#include "../catch.hpp"

using namespace probation;

namespace {

constexpr month april(2022, 4);

staff officers(double in_post, double establishment, double caseload, double workload) {
  staff s;
  s.in_post = quantity(in_post);
  s.establishment = timed_quantity(establishment);
  s.caseload = quantity(caseload);
  s.workload = quantity(workload);
  return s;
}

region with_rest() {
  region r;
  r.name = "Test";
  r.as_of = april;
  r.staff["PO"] = officers(310, 350, 36, 1.169);
  r.pdus["North"].staff["PO"] = officers(62, 70, 42, 1.32);
  r.pdus["South"].staff["PO"] = officers(60, 68, 39, 1.24);
  r.pdus["Rest"].remainder = true;
  return r;
}

quantity observed(double x) { return {distribution::certain, {x, 0, 0}, unit::none, "return"}; }

}  // namespace

TEST_CASE("what is left of a region") {
  const staff rest = staff_of(with_rest(), "Rest", "PO");
  CHECK(mean(*rest.in_post) == 310 - 62 - 60);
  CHECK(mean_establishment(rest, april) == 350 - 70 - 68);
  CHECK(mean(*rest.caseload) == Approx((36.0 * 310 - 42.0 * 62 - 39.0 * 60) / 188).epsilon(1e-14));
  CHECK(mean(*rest.workload) == Approx((1.169 * 310 - 1.32 * 62 - 1.24 * 60) / 188).epsilon(1e-14));
  CHECK(standing_of(*rest.in_post) == status::assumed);
  CHECK(rest.in_post->source == "by subtraction from the region's totals");
  CHECK(vacancy_rate(rest, april) == Approx(1 - 188.0 / 212));
}

TEST_CASE("the parts and the rest give the region again, as ratio of sums") {
  const region r = with_rest();
  double fte = 0, cases = 0, points = 0;
  for (const auto* unit : {"North", "South", "Rest"}) {
    const staff s = staff_of(r, unit, "PO");
    fte += mean(*s.in_post);
    cases += mean(*s.caseload) * mean(*s.in_post);
    points += mean(*s.workload) * mean(*s.in_post);
  }
  CHECK(fte == Approx(310).epsilon(1e-14));
  CHECK(cases / fte == Approx(36).epsilon(1e-14));
  CHECK(points / fte == Approx(1.169).epsilon(1e-14));
}

TEST_CASE("what is left is observed only if everything it comes from is") {
  region r;
  r.as_of = april;
  r.staff["PO"].in_post = observed(100);
  r.pdus["North"].staff["PO"].in_post = observed(30);
  r.pdus["Rest"].remainder = true;
  CHECK(standing_of(*staff_of(r, "Rest", "PO").in_post) == status::observed);
  CHECK(mean(*staff_of(r, "Rest", "PO").in_post) == 70);
  CHECK_FALSE(staff_of(r, "Rest", "PO").establishment);
  r.pdus["North"].staff["PO"].in_post = quantity(30);
  CHECK(standing_of(*staff_of(r, "Rest", "PO").in_post) == status::assumed);
}

TEST_CASE("uncertain totals are subtracted at their means") {
  region r = with_rest();
  r.staff["PO"].in_post = quantity(distribution::pert, {300, 310, 320});
  CHECK(mean(*staff_of(r, "Rest", "PO").in_post) == Approx(188));
}

TEST_CASE("what the rest says of itself is kept") {
  region r = with_rest();
  r.pdus["Rest"].staff["PO"].leaving_rate = timed_quantity(quantity(distribution::certain, {0.1}, unit::per_year));
  r.pdus["Rest"].staff["SPO"].in_post = quantity(20);  // no total to subtract from
  CHECK(staff_of(r, "Rest", "PO").leaving_rate == r.pdus["Rest"].staff["PO"].leaving_rate);
  CHECK(staff_of(r, "Rest", "SPO") == r.pdus["Rest"].staff["SPO"]);
}

TEST_CASE("other units are as given, functions too") {
  region r = with_rest();
  r.functions["victims"].staff["VLO"].in_post = quantity(6);
  CHECK(staff_of(r, "North", "PO") == r.pdus["North"].staff["PO"]);
  CHECK(staff_of(r, "victims", "VLO") == r.functions["victims"].staff["VLO"]);
  CHECK_THROWS_AS(staff_of(r, "West", "PO"), std::out_of_range);
  CHECK_THROWS_AS(staff_of(r, "North", "CA"), std::out_of_range);
}

TEST_CASE("establishment follows from vacancies and the other way round") {
  staff s;
  s.in_post = quantity(88.5);
  CHECK(mean_establishment(s, april) == 88.5);
  CHECK(std::isnan(vacancy_rate(s, april)));  // of no target
  s.establishment = timed_quantity(0.0);
  CHECK(std::isnan(vacancy_rate(s, april)));  // faults B12: of no posts
  s.establishment.reset();
  s.vacancy_rate = quantity(0.115);
  CHECK(mean_establishment(s, april) == Approx(100).epsilon(1e-14));
  CHECK(vacancy_rate(s, april) == 0.115);
  s.vacancy_rate.reset();
  s.establishment = timed_quantity(118);
  s.establishment->parts.push_back({month(2023, 1), quantity(177)});
  CHECK(vacancy_rate(s, april) == Approx(0.25));
  CHECK(vacancy_rate(s, month(2023, 1)) == Approx(0.5));
  CHECK(std::isnan(vacancy_rate(staff{}, april)));
}

TEST_CASE("people are whole") {
  staff s;
  CHECK(headcount_of(s) == 0);
  s.in_post = quantity(2.8);
  CHECK(headcount_of(s) == 3);
  s.in_post = quantity(0.2);
  CHECK(headcount_of(s) == 1);
  s.headcount = quantity(4);
  CHECK(headcount_of(s) == 4);
  staff trainees;
  trainees.cohorts = {{37, month(2022, 5)}, {18, month(2022, 10)}};
  CHECK(headcount_of(trainees) == 55);
}
