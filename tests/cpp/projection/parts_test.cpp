#include "../catch.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <probation/projection/forecast_many.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

forecast_options six_months(std::uint32_t first, std::uint32_t runs) {
  forecast_options o;
  o.months = 6;
  o.first = first;
  o.runs = runs;
  o.seed = 11;
  return o;
}

}  // namespace

TEST_CASE("parts merge to the forecast, to the bit and through bytes", "[projection]") {
  const region r = a_bit_of_everything();
  const forecast_result whole = forecast(r, six_months(0, 200));
  forecast_part a = run_part(r, six_months(150, 50));
  const forecast_part b = run_part(r, six_months(0, 70));
  const forecast_part c = forecast_part::from_bytes(run_part(r, six_months(70, 80)).bytes());
  CHECK_THROWS_AS(forecast_of(r,
                              [&] {
                                forecast_part gap = a;
                                gap.merge(b);
                                return gap;
                              }()),
                  std::invalid_argument);
  a.merge(b);
  CHECK(a.spans() == std::vector<replicate_span>{{0, 70}, {150, 200}});
  CHECK_THROWS_AS(a.merge(b), std::invalid_argument);
  a.merge(c);
  CHECK(a == run_part(r, six_months(0, 200)));
  const forecast_result merged = forecast_of(r, a);
  CHECK(merged.all() == whole.all());
  CHECK(merged.provenance().runs == 200);
  CHECK_THROWS_AS(run_part(r, six_months(0, 0)), std::invalid_argument);
}

TEST_CASE("parts of other forecasts are refused", "[projection]") {
  const region r = a_bit_of_everything();
  forecast_part a = run_part(r, six_months(0, 32));
  forecast_options other = six_months(32, 32);
  other.seed = 12;
  CHECK_THROWS_WITH(a.merge(run_part(r, other)), Catch::Matchers::ContainsSubstring("seed 11 and 12"));
  region changed = r;
  changed.workload.spread = quantity(7);
  CHECK_THROWS_AS(forecast_of(changed, a), std::invalid_argument);
  CHECK_THROWS_AS(forecast_part::from_bytes("probation"), std::invalid_argument);
}

TEST_CASE("bytes that do not fit together are refused", "[projection]") {
  const std::string whole = run_part(a_bit_of_everything(), six_months(0, 32)).bytes();
  std::string bytes = whole.substr(0, whole.size() - sha256_digest{}.size());
  const std::string spans = {1, 0, 32, 1};  // one span, from 0 to 32; one instruction set
  const std::size_t at = bytes.find(spans);
  REQUIRE(at != std::string::npos);
  for (const char stop : {'\0', '\x1F', '\x21'}) {
    bytes[at + 2] = stop;
    CHECK_THROWS_AS(forecast_part::from_bytes(seal(bytes)), std::invalid_argument);
  }
  bytes[at + 2] = 32;
  CHECK(forecast_part::from_bytes(seal(bytes)).runs() == 32);
}

TEST_CASE("regions add up replicate by replicate", "[projection]") {
  named<region> two;
  two["A"] = a_bit_of_everything();
  two["B"] = a_bit_of_everything();
  forecast_options o = six_months(0, 100);
  o.keep_paths = true;
  const forecasts f = forecast_many(two, o);
  forecast_options alone = o;
  alone.seed = region_seed(11, "B");
  CHECK(forecast(two.at("B"), alone).all() == f.regions.at("B").all());
  for (const char* of : {"PO", "*"}) {
    const auto& a = f.regions.at("A");
    const auto& b = f.regions.at("B");
    const auto path = [&](const forecast_result& x, const char* m) { return x.series(m, "*", of).paths(); };
    const auto heads = path(f.all, "headcount");
    const auto workload = path(f.all, "workload");
    for (std::size_t i = 0; i < heads.size(); ++i) {
      REQUIRE(heads[i] == path(a, "headcount")[i] + path(b, "headcount")[i]);
      const double demand = path(a, "demand")[i] + path(b, "demand")[i];
      REQUIRE(workload[i] == demand / (path(a, "capacity")[i] + path(b, "capacity")[i]));
    }
  }
  CHECK(f.all.inputs().size() == f.regions.at("A").inputs().size() * 2);
  o.threads = 3;
  o.block = 7;
  CHECK(forecast_many(two, o).all.all() == f.all.all());
}

TEST_CASE("measures can be chosen", "[projection]") {
  const region r = a_bit_of_everything();
  forecast_options o = six_months(0, 50);
  const forecast_result whole = forecast(r, o);
  o.measures = {"workload", "leavers"};
  const forecast_result few = forecast(r, o);
  CHECK(few.all().size() < whole.all().size());
  for (const series& s : few.all()) CHECK(s == whole.series(s.measure(), s.unit(), s.of()));
  o.measures = {"worklaod"};
  CHECK_THROWS_WITH(forecast(r, o), Catch::Matchers::ContainsSubstring("did you mean \"workload\"?"));
}
