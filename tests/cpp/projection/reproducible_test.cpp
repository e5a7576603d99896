#include "../catch.hpp"

#include <cmath>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

bool same(const forecast_result& a, const forecast_result& b) { return a.all() == b.all(); }

}  // namespace

TEST_CASE("the same bits for any number of threads and any size of blocks", "[projection][reproducible]") {
  const region r = a_bit_of_everything();
  const auto base = forecast(r, {.months = 12, .runs = 500, .seed = 3, .threads = 1, .block = 32});
  for (const unsigned threads : {2U, 7U}) {
    CHECK(same(base, forecast(r, {.months = 12, .runs = 500, .seed = 3, .threads = threads, .block = 32})));
  }
  for (const std::size_t block : {1U, 7U, 64U, 1000U}) {
    CHECK(same(base, forecast(r, {.months = 12, .runs = 500, .seed = 3, .threads = 2, .block = block})));
  }
  CHECK_FALSE(same(base, forecast(r, {.months = 12, .runs = 500, .seed = 4, .threads = 1, .block = 32})));
}

TEST_CASE("replicates are the same alone as among others", "[projection][reproducible]") {
  const region r = a_bit_of_everything();
  const auto all = forecast(r, {.months = 12, .runs = 10'000, .seed = 3, .keep_paths = true});
  const auto some = forecast(r, {.months = 12, .runs = 1'000, .seed = 3, .keep_paths = true});
  const auto late = forecast(r, {.months = 12, .runs = 1'000, .seed = 3, .first = 5'000, .keep_paths = true});
  bool equal = true;
  for (std::size_t k = 0; k < all.all().size(); ++k) {
    const auto& a = all.all()[k].paths();
    for (std::size_t t = 0; t < all.all()[k].size(); ++t) {
      for (std::size_t i = 0; i < 1'000; ++i) {
        equal = equal && a[t * 10'000 + i] == some.all()[k].paths()[t * 1'000 + i];
        equal = equal && a[t * 10'000 + 5'000 + i] == late.all()[k].paths()[t * 1'000 + i];
      }
    }
  }
  CHECK(equal);
}

TEST_CASE("adding a unit changes no other unit's draws", "[projection][reproducible]") {
  region r = no_recruitment();
  const auto before = forecast(r, {.months = 12, .runs = 200, .keep_paths = true});
  region more;
  more = r;
  more.pdus = {};
  more.pdus["First"].staff["PO"] = practitioners(30, 40, 0.2, 40, 1.1);
  more.pdus["North"] = r.pdus["North"];
  const auto after = forecast(more, {.months = 12, .runs = 200, .keep_paths = true});
  for (const char* measure : {"headcount", "caseload", "workload", "leavers"}) {
    CHECK(before.series(measure, "North", "PO").paths() == after.series(measure, "North", "PO").paths());
  }
}

TEST_CASE("scenarios share random numbers: a difference is less noisy than its parts", "[projection][reproducible]") {
  region r = a_bit_of_everything();
  const auto a = forecast(r, {.months = 12, .runs = 2'000, .keep_paths = true});
  r.recruitment["PO"].vetting = in_weeks(10);
  const auto b = forecast(r, {.months = 12, .runs = 2'000, .keep_paths = true});
  const auto& x = a.series("headcount", "*", "PO").paths();
  const auto& y = b.series("headcount", "*", "PO").paths();
  double difference = 0;
  double square = 0;
  for (std::size_t i = 0; i < 2'000; ++i) {
    const double d = y[12 * 2'000 + i] - x[12 * 2'000 + i];
    difference += d / 2'000;
    square += d * d / 2'000;
  }
  const double sd = std::sqrt(square - difference * difference);
  CHECK(difference > 0.0);
  CHECK(sd < 0.75 * std::sqrt(2.0) * a.series("headcount", "*", "PO").sd()[12]);
}

TEST_CASE("progress is told, and can stop a run", "[projection]") {
  std::size_t last = 0;
  forecast_options o{.months = 24, .runs = 20'000, .threads = 1};
  o.progress = [&](std::size_t done, std::size_t total) {
    CHECK(done >= last);
    CHECK(total == 20'000);
    last = done;
    return true;
  };
  static_cast<void>(forecast(no_recruitment(), o));
  CHECK(last == 20'000);
  o.runs = 4'000'000;
  o.progress = [](std::size_t, std::size_t) { return false; };
  CHECK_THROWS_AS(forecast(no_recruitment(), o), interrupted);
}

TEST_CASE("expected and random agree in the mean for a linear plan", "[projection][statistics]") {
  // Linear: certain inputs, recruitment at a constant rate to one unit. 4,000 runs; each of some 300 comparisons is
  // within 4.5 standard errors (false alarm for all together below 0.3 %).
  region r = no_recruitment();
  staff trainees;
  trainees.cohorts = {{10, month(2022, 5)}, {5, month(2022, 10)}};
  trainees.leaving_rate = timed_quantity(a_year(0.05));
  r.pdus["North"].staff["PQiP"] = trainees;
  recruitment coming;
  coming.per_month = timed_quantity(1.5);
  coming.vetting = in_weeks(20);
  coming.drop_out = quantity(0.2);
  coming.in_vetting = quantity(3);
  coming.provisional = provisional_start{in_weeks(6), 0.5, 0.4};
  r.recruitment["PO"] = coming;
  const auto e = expected(r);
  const auto f = forecast(r, {.months = 24, .runs = 4'000, .seed = 11});
  std::size_t compared = 0;
  for (const char* measure : {"headcount", "caseload", "in_pipeline", "joiners", "leavers", "moved_in", "demand"}) {
    const auto& random = f.series(measure, "North", "PO");
    const auto& mean = e.series(measure, "North", "PO");
    for (std::size_t t = 0; t < random.size(); ++t, ++compared) {
      const double margin = 4.5 * random.standard_error()[t] + 1e-9;
      CHECK(std::abs(random.mean()[t] - mean.mean()[t]) < margin);
    }
  }
  CHECK(compared > 150);
}
