// What host programs have stumbled over that a unit test can see; the rest is in tests/hosts and tests/consumer.
#include "../catch.hpp"

#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <probation/projection.hpp>

#include "regions.hpp"

using namespace probation;
using namespace probation::testing;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("faults D09 a block that no machine has room for is an error", "[projection]") {
  const region r = no_recruitment();
  for (const std::size_t block : {std::size_t{0}, std::size_t{65'537}, (std::numeric_limits<std::size_t>::max)() - 6,
                                  (std::numeric_limits<std::size_t>::max)()}) {
    CHECK_THROWS_WITH(forecast(r, {.months = 2, .runs = 8, .block = block}),
                      ContainsSubstring("a block has 1 to 65536 replicates, not " + std::to_string(block)));
    CHECK_THROWS_AS(run_part(r, {.months = 2, .runs = 8, .block = block}), std::invalid_argument);
  }
  CHECK(forecast(r, {.months = 2, .runs = 8, .block = 65'536}).all() == forecast(r, {.months = 2, .runs = 8}).all());
}

TEST_CASE("faults D10 designated initialisers compile without a warning", "[projection]") {
  // -Wextra -Werror judge this where the tests are compiled.
  const staff some{.establishment = timed_quantity(78.0), .in_post = quantity(62)};
  const region r{.name = "Test", .as_of = month(2022, 4), .pdus = {{"North", {.staff = {{"PO", some}}}}}};
  CHECK(r.pdus.at("North").staff.at("PO") == some);
  const recruitment coming{.per_month = timed_quantity(2.0)};
  const grade other{.full_name = "Other"};
  const forecast_options options{.months = 3, .runs = 2};
  const series_limit limit{.measure = "workload", .at_most = 1.0};
  CHECK(coming.per_month);
  CHECK(other.full_name == "Other");
  CHECK(options.months == 3);
  CHECK(limit.unit == "*");
}

TEST_CASE("faults D10 months end with the year 9999", "[projection]") {
  CHECK((month(9999, 11) + 1).str() == "9999-12");
  CHECK_THROWS_AS(month(9999, 12) + 1, std::out_of_range);
  CHECK_THROWS_AS(month(10000, 1), std::invalid_argument);
  region r = no_recruitment();
  r.as_of = month(9999, 12);
  CHECK_THROWS(forecast(r, {.months = 24, .runs = 2}));
}

namespace {

template <class F>
using series_of = decltype(std::declval<F>().series("", "", ""));

}  // namespace

// A reference into a forecast that is about to go cannot be had: only a series of one's own.
static_assert(std::is_same_v<series_of<forecast_result>, series>);
static_assert(std::is_same_v<series_of<const forecast_result&>, const series&>);
static_assert(!std::is_reference_v<decltype(std::declval<forecast_result>().all())>);
static_assert(!std::is_reference_v<decltype(std::declval<forecast_result>().inputs())>);
static_assert(!std::is_reference_v<decltype(std::declval<forecast_result>().defaults())>);
static_assert(!std::is_reference_v<decltype(std::declval<forecast_result>().provenance())>);

TEST_CASE("faults D10 a series of a forecast that goes stays", "[projection]") {
  const region r = no_recruitment();
  const series& kept = forecast(r, {.months = 3, .runs = 8}).series("headcount", "North", "PO");
  CHECK(kept == forecast(r, {.months = 3, .runs = 8}).series("headcount", "North", "PO"));
}
