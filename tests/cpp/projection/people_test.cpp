#include "../catch.hpp"

#include <cmath>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

/// headcount(t + 1) = headcount(t) + joiners + moved in − leavers − moved out, in every replicate and month.
bool people_are_conserved(const forecast_result& f, const std::string& unit, const std::string& grade) {
  const auto n = static_cast<std::size_t>(f.provenance().runs);
  const auto& heads = f.series("headcount", unit, grade).paths();
  const auto& joiners = f.series("joiners", unit, grade).paths();
  const auto& leavers = f.series("leavers", unit, grade).paths();
  const auto& in = f.series("moved_in", unit, grade).paths();
  const auto& out = f.series("moved_out", unit, grade).paths();
  for (std::size_t i = 0; i < joiners.size(); ++i) {
    if (heads[i + n] != heads[i] + joiners[i] + in[i] - leavers[i] - out[i]) return false;
    if (heads[i + n] < 0.0 || heads[i] != std::floor(heads[i])) return false;
  }
  return !joiners.empty();
}

}  // namespace

TEST_CASE("people are conserved in every replicate, whole and never negative", "[projection]") {
  region r = a_bit_of_everything();
  r.grades["PO"] = *default_grades().find("PO");
  r.grades["PO"].promotion = promotion{"SPO", timed_quantity(a_year(0.1))};
  r.transfers.push_back({"PO", "South", "North", month(2022, 8), 5, {}});
  r.transfers.push_back({"PO", "North", "Rest", {}, 0, timed_quantity(a_year(0.05))});
  const auto f = forecast(r, {.months = 24, .runs = 300, .seed = 5, .keep_paths = true});
  for (const auto& name : f.names()) {
    if (name.measure != "headcount") continue;
    INFO(name.unit << " " << name.of);
    CHECK(people_are_conserved(f, name.unit, name.of));
  }
}

TEST_CASE("vetting delays recruits by its length, to the month", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(10, 20, 0.0);
  recruitment coming;
  coming.schedule = {{month(2022, 5), 4}};
  coming.vetting = in_months_of(3);
  r.recruitment["PO"] = coming;
  const auto joiners = expected(r, 12).series("joiners", "North", "PO").mean();
  const auto waiting = expected(r, 12).series("in_pipeline", "North", "PO").mean();
  for (std::size_t t = 0; t < 12; ++t) {
    CHECK(joiners[t] == (t == 4 ? 4.0 : 0.0));
    CHECK(waiting[t] == (t >= 2 && t <= 4 ? 4.0 : 0.0));
  }
}

TEST_CASE("a vetting time that is not whole months keeps its mean", "[projection]") {
  for (const double months : {0.4, 1.0, 2.3, 4.6}) {
    region r = empty_region();
    r.pdus["North"].staff["PO"] = some_staff(10, 20, 0.0);
    recruitment coming;
    coming.schedule = {{month(2022, 4), 100}};
    coming.vetting = in_months_of(months);
    r.recruitment["PO"] = coming;
    const auto f = expected(r, 12);
    double person_months = 0;
    for (const double n : f.series("in_pipeline", "North", "PO").mean()) person_months += n;
    CHECK(person_months == Approx(100 * months));
    CHECK(mean_at(f, "headcount", "North", "PO", 12) == Approx(110));
  }
}

TEST_CASE("some drop out: a share at the end, or a rate while waiting", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(10, 20, 0.0);
  recruitment coming;
  coming.schedule = {{month(2022, 4), 100}};
  coming.vetting = in_months_of(5);
  coming.drop_out = quantity(0.2);
  r.recruitment["PO"] = coming;
  CHECK(mean_at(expected(r), "headcount", "North", "PO", 12) == Approx(90));
  r.recruitment["PO"].drop_out = quantity(distribution::certain, {0.05}, unit::per_month);
  CHECK(mean_at(expected(r), "headcount", "North", "PO", 12) == Approx(10 + 100 * std::exp(-0.25)));
}

TEST_CASE("a provisional start puts people in post before vetting ends, at part of the capacity", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PSO"] = practitioners(10, 20, 0.0, 50, 1.0);
  recruitment coming;
  coming.schedule = {{month(2022, 4), 10}};
  coming.vetting = in_months_of(5);
  coming.provisional = provisional_start{in_months_of(2), 0.5, 0.6};
  coming.stage = "established";
  r.recruitment["PSO"] = coming;
  const auto f = expected(r, 12);
  const auto heads = f.series("headcount", "North", "PSO").mean();
  const auto capacity = f.series("capacity", "North", "PSO").mean();
  for (std::size_t t = 0; t <= 12; ++t) {
    CHECK(heads[t] == Approx(t <= 2 ? 10 : t <= 5 ? 16 : 20));
    CHECK(capacity[t] == Approx((t <= 2 ? 10 : t <= 5 ? 13 : 20) * 2176));
  }
  // A quarter of a month: three quarters of them start at once, a quarter a month later.
  r.recruitment["PSO"].provisional->after = in_months_of(0.25);
  const auto soon = expected(r, 12);
  CHECK(mean_at(soon, "headcount", "North", "PSO", 1) == Approx(10 + 6 * 0.75));
  CHECK(mean_at(soon, "headcount", "North", "PSO", 2) == Approx(10 + 6));
  CHECK(mean_at(soon, "headcount", "North", "PSO", 5) == Approx(10 + 6));
}

TEST_CASE("those in vetting now are in the pipeline of the unit that recruits them", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(10, 40, 0.0);
  recruitment coming;
  coming.vetting = in_months_of(4);
  coming.in_vetting = quantity(6);
  r.pdus["North"].recruitment["PO"] = coming;
  const auto f = expected(r, 6);
  CHECK(mean_at(f, "in_pipeline", "North", "PO", 0) == Approx(6));
  CHECK(mean_at(f, "headcount", "North", "PO", 5) == Approx(16));
}

TEST_CASE("the rest of a region leaves as the region does", "[projection]") {
  region r = empty_region();
  r.staff["PO"] = some_staff(100, 100, 0.24);
  r.pdus["North"].staff["PO"] = some_staff(40, 40, 0.0);
  r.pdus["Rest"].remainder = true;
  const auto f = expected(r, 12);
  CHECK(mean_at(f, "headcount", "North", "PO", 12) == Approx(40));
  CHECK(mean_at(f, "headcount", "Rest", "PO", 12) == Approx(60 * std::exp(-0.24)));
}

TEST_CASE("faults A16: offers are the whole heads that a gap holds", "[projection]") {
  // 12 heads of 10 FTE: 20 FTE are 24 heads, which doubles make of 20 ÷ (10 ÷ 12) only with care.
  region r = empty_region();
  staff& s = r.pdus["North"].staff["PO"] = some_staff(10, 20, 0.0);
  recruitment coming;
  coming.fill = fill_policy{};
  r.pdus["North"].recruitment["PO"] = coming;
  for (const int heads : {11, 12, 13, 17, 23, 24}) {
    s.headcount = quantity(heads);
    const auto f = forecast(r, {.months = 2, .runs = 10});
    CHECK(mean_at(f, "headcount", "North", "PO", 1) == 2 * heads);
    CHECK(mean_at(f, "joiners", "North", "PO", 1) == 0);
  }
}

TEST_CASE("faults A18: feedback reaches those who start provisionally", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = practitioners(100, 1200, 0.12, 40, 3.4);
  r.workload.feedback = quantity(1.5);
  recruitment coming;
  coming.schedule = {{month(2022, 4), 1000}};
  coming.vetting = in_months_of(24);
  coming.provisional = provisional_start{in_months_of(0), 0.0, 1.0};
  r.pdus["North"].recruitment["PO"] = coming;
  const auto f = forecast(r, {.months = 3, .runs = 0});
  const double heads = mean_at(f, "headcount", "North", "PO", 1);
  CHECK(heads > 1050);
  const double hazard = 0.01 * std::exp(1.5 * (mean_at(f, "workload", "North", "PO", 1) - 1));
  CHECK(mean_at(f, "leavers", "North", "PO", 1) == Approx(heads * (1 - std::exp(-hazard))).epsilon(1e-12));
}

TEST_CASE("recruitment fills to establishment, counting the pipeline, and not beyond", "[projection]") {
  region r = empty_region();
  r.pdus["North"].staff["PO"] = some_staff(50, 60, 0.12);
  r.pdus["South"].staff["PO"] = some_staff(40, 44, 0.12);
  recruitment coming;
  coming.fill = fill_policy{quantity(3)};
  coming.vetting = in_months_of(3);
  r.recruitment["PO"] = coming;
  const auto f = forecast(r, {.months = 48, .runs = 200, .keep_paths = true});
  const auto& north = f.series("headcount", "North", "PO").paths();
  const auto& pipeline = f.series("in_pipeline", "*", "PO").paths();
  bool never_above = true;
  for (const double n : north) never_above = never_above && n <= 60.0;
  CHECK(never_above);
  bool capped = true;
  for (const double n : pipeline) capped = capped && n <= 9.0;  // three months of at most three offers
  CHECK(capped);
  CHECK(mean_at(f, "headcount", "North", "PO", 48) > 57.0);
  CHECK(mean_at(f, "headcount", "South", "PO", 48) > 41.0);
}

TEST_CASE("a shared intake is placed whole, and no one is lost", "[projection]") {
  region r = empty_region();
  r.pdus["A"].staff["PSO"] = some_staff(50, 61, 0.0);
  r.pdus["B"].staff["PSO"] = some_staff(40, 47, 0.0);
  r.pdus["C"].staff["PSO"] = some_staff(30, 30, 0.0);
  intake x;
  x.grade = "PSO";
  x.headcount = quantity(39);
  x.share = sharing{};
  x.start = month(2022, 5);
  r.intakes.push_back(x);
  const auto f = forecast(r, {.months = 3, .runs = 500, .keep_paths = true});
  for (std::size_t i = 0; i < 500; ++i) {
    const double a = f.series("joiners", "A", "PSO").paths()[500 + i];
    const double b = f.series("joiners", "B", "PSO").paths()[500 + i];
    const double c = f.series("joiners", "C", "PSO").paths()[500 + i];
    REQUIRE(a + b + c == 39.0);
    REQUIRE(c <= 1.0);
    REQUIRE(std::abs(a - 39.0 * 11.0 / 18.0) < 1.0);
  }
  const auto e = expected(r, 3);
  CHECK(mean_at(e, "joiners", "A", "PSO", 1) == Approx(39.0 * 11.0 / 18.0));
}

TEST_CASE("where no unit has a vacancy an intake goes by establishment", "[projection]") {
  region r = empty_region();
  r.pdus["A"].staff["PSO"] = some_staff(60, 60, 0.0);
  r.pdus["B"].staff["PSO"] = some_staff(30, 30, 0.0);
  intake x;
  x.grade = "PSO";
  x.headcount = quantity(9);
  x.share = sharing{};
  x.start = month(2022, 5);
  r.intakes.push_back(x);
  CHECK(mean_at(expected(r, 3), "joiners", "A", "PSO", 1) == Approx(6.0));
  CHECK(mean_at(expected(r, 3), "joiners", "B", "PSO", 1) == Approx(3.0));
}

TEST_CASE("part-time posts keep their FTE", "[projection]") {
  region r = empty_region();
  r.functions["quality"].staff["QDO"] = some_staff(2.8, 7, 0.0);
  const auto f = forecast(r, {.months = 6, .runs = 20});
  CHECK(f.series("fte", "quality", "QDO").mean()[0] == Approx(2.8).epsilon(1e-15));
  CHECK(f.series("headcount", "quality", "QDO").mean()[0] == 3.0);
  CHECK(f.series("vacancy_rate", "quality", "QDO").mean()[3] == Approx(0.6));
}

TEST_CASE("dated transfers move whole people, at most those who are there", "[projection]") {
  region r = empty_region();
  r.pdus["A"].staff["PO"] = some_staff(4, 10, 0.0);
  r.pdus["B"].staff["PO"] = some_staff(10, 10, 0.0);
  r.transfers.push_back({"PO", "A", "B", month(2022, 6), 6, {}});
  const auto f = forecast(r, {.months = 6, .runs = 10});
  CHECK(mean_at(f, "headcount", "A", "PO", 2) == 4.0);
  CHECK(mean_at(f, "headcount", "A", "PO", 3) == 0.0);
  CHECK(mean_at(f, "headcount", "B", "PO", 3) == 14.0);
}

TEST_CASE("promotion competes with leaving", "[projection]") {
  region r = empty_region();
  r.grades["PO"] = *default_grades().find("PO");
  r.grades["PO"].promotion = promotion{"SPO", timed_quantity(a_year(0.24))};
  r.pdus["A"].staff["PO"] = some_staff(100, 100, 0.12);
  const auto f = expected(r, 12);
  const double gone = 100.0 * (1.0 - std::exp(-0.03));
  CHECK(mean_at(f, "leavers", "A", "PO", 0) == Approx(gone / 3.0).epsilon(1e-12));
  CHECK(mean_at(f, "moved_out", "A", "PO", 0) == Approx(gone * 2.0 / 3.0).epsilon(1e-12));
  CHECK(mean_at(f, "headcount", "A", "SPO", 1) == Approx(gone * 2.0 / 3.0).epsilon(1e-12));
  const auto random = forecast(r, {.months = 12, .runs = 5'000, .seed = 2});
  const auto& promoted = random.series("moved_out", "A", "PO");
  CHECK(std::abs(promoted.mean()[0] - gone * 2.0 / 3.0) < 4.0 * promoted.standard_error()[0]);
}

TEST_CASE("feedback: leaving rises with workload above 100 %", "[projection]") {
  region r = no_recruitment();
  r.workload.feedback = quantity(1.5);
  const double h = 0.12 / 12.0 * std::exp(1.5 * 0.32);
  CHECK(mean_at(expected(r), "leavers", "North", "PO", 0) == Approx(62.0 * (1.0 - std::exp(-h))).epsilon(1e-12));
}

TEST_CASE("a part that exceeds the whole stops the run and says which", "[projection]") {
  region r = a_bit_of_everything();
  r.staff["PO"].in_post = quantity(distribution::uniform, {100, 520});
  try {
    static_cast<void>(forecast(r, {.months = 3, .runs = 200, .threads = 2}));
    FAIL("no error");
  } catch (const plan_error& e) {
    const std::string text = e.what();
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring("of grade PO left for \"Rest\" by subtraction is -"));
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring("in replicate"));
  }
}

TEST_CASE("a series that does not exist is named, with a near miss", "[projection]") {
  const auto f = expected(no_recruitment());
  CHECK_THROWS_WITH(f.series("worklaod", "North", "PO"),
                    Catch::Matchers::ContainsSubstring("did you mean \"workload\"?"));
  CHECK_THROWS_WITH(f.series("workload", "Nroth", "PO"), Catch::Matchers::ContainsSubstring("did you mean \"North\"?"));
  CHECK_THROWS_AS(forecast(no_recruitment(), {.months = 0}), std::invalid_argument);
  CHECK_THROWS_AS(f.series("workload", "North", "PO").quantile(1.5), std::invalid_argument);
}
