#include <string>

#include <probation/base.hpp>

#include "../catch.hpp"

using namespace probation;

namespace {

std::string said(const quantity& q, const kind& k) {
  const auto found = check(q, k);
  return found ? to_string(*found) : "";
}
quantity certain(double x, unit u = unit::none) { return {distribution::certain, {x, 0, 0}, u}; }
quantity pert(double a, double b, double c, unit u = unit::none) { return {distribution::pert, {a, b, c}, u}; }
quantity spread(distribution d, double mean, double sd, unit u = unit::none) { return {d, {mean, sd, 0}, u}; }

}  // namespace

TEST_CASE("bounds of a certain number") {
  CHECK(said(0, kinds::fte).empty());
  CHECK(said(-0.1, kinds::fte) == "found -0.1, expected FTE, 0 or more");
  CHECK(said(0, kinds::points) == "found 0, expected points, above 0");
  CHECK(said(1, kinds::share).empty());
  CHECK(said(1, kinds::vacancy) == "found 1, expected a share above -1 and below 1; below 0 is over establishment");
  CHECK(said(5, kinds::ratio).empty());
  CHECK(said(-0.99, kinds::growth).empty());
  CHECK_FALSE(said(-1, kinds::growth).empty());
}

TEST_CASE("percentages get the share to write") {
  CHECK(said(11.5, kinds::share) == "found 11.5, expected a share from 0 to 1 (write 0.115)");
  CHECK(said(116.9, kinds::ratio) ==
        "found 116.9, expected a share of full workload above 0 and up to 5; 100 % is 1.0 (write 1.169)");
  CHECK(said(1.5, kinds::share) == "found 1.5, expected a share from 0 to 1");    // hardly a percentage
  CHECK(said(1000, kinds::share) == "found 1000, expected a share from 0 to 1");  // nor this
  CHECK(said(pert(8, 10, 15), kinds::share).ends_with("(write low 0.08, mode 0.1, high 0.15)"));
  CHECK(said(certain(12, unit::per_year), kinds::leaving).ends_with("(write 0.12 per year)"));
  CHECK(said(certain(0.25, unit::per_month), kinds::leaving).empty());  // 3 a year
  CHECK_FALSE(said(certain(0.26, unit::per_month), kinds::leaving).empty());
}

TEST_CASE("people are whole when they are certain") {
  CHECK(said(3, kinds::heads).empty());
  CHECK_FALSE(said(3.5, kinds::heads).empty());
  CHECK(said(pert(2.5, 3, 4), kinds::heads).empty());
}

TEST_CASE("units are those of the kind") {
  CHECK(said(certain(20, unit::weeks), kinds::duration).empty());
  CHECK_FALSE(said(20, kinds::duration).empty());
  CHECK_FALSE(said(certain(20, unit::per_week), kinds::duration).empty());
  CHECK(said(certain(0.1, unit::per_week), kinds::rate).empty());
  CHECK_FALSE(said(0.1, kinds::rate).empty());
  CHECK_FALSE(said(certain(0.1, unit::years), kinds::rate).empty());
  CHECK_FALSE(said(certain(3, unit::months), kinds::fte).empty());
  CHECK(said(certain(3, unit::months), kinds::any).empty());
  CHECK(said(0.15, kinds::drop_out).empty());
  CHECK(said(certain(1.5, unit::per_year), kinds::drop_out).empty());
  CHECK_FALSE(said(1.5, kinds::drop_out).empty());
  CHECK_FALSE(said(certain(0.1, unit::months), kinds::drop_out).empty());
}

TEST_CASE("a proportion lost is a share below 1, a rate is not") {
  CHECK(said(certain(0.99, unit::lost_per_year), kinds::rate).empty());
  CHECK_FALSE(said(certain(1, unit::lost_per_year), kinds::rate).empty());
  CHECK(said(certain(1.2, unit::per_year), kinds::rate).empty());
}

TEST_CASE("forms of uncertain numbers") {
  CHECK(said(pert(1, 1, 2), kinds::fte).empty());
  CHECK(said(pert(1, 1, 1), kinds::fte).empty());
  CHECK_FALSE(said(pert(2, 1, 3), kinds::fte).empty());
  CHECK(said({distribution::uniform, {2, 2}}, kinds::fte).empty());
  CHECK(said({distribution::sample, {0, 1}}, kinds::share).empty());
  CHECK(said({distribution::sample, {1, 1}}, kinds::share).empty());
  CHECK_FALSE(said({distribution::sample, {2, 1}}, kinds::share).empty());
  CHECK_FALSE(said({distribution::sample, {0, 0}}, kinds::share).empty());
  CHECK_FALSE(said({distribution::sample, {-1, 4}}, kinds::share).empty());
  CHECK_FALSE(said({distribution::sample, {3, 4}}, kinds::fte).empty());
  CHECK(said(spread(distribution::gamma, 3, 0), kinds::fte).empty());
  CHECK_FALSE(said(spread(distribution::beta, 0.5, 0.5), kinds::share).empty());
  CHECK(said(spread(distribution::beta, 0.5, 0.49), kinds::share).empty());
}

TEST_CASE("the whole support keeps within the bounds") {
  CHECK_FALSE(said(pert(-1, 3, 4), kinds::fte).empty());
  CHECK_FALSE(said(pert(0.5, 0.9, 1.1), kinds::share).empty());
  CHECK_FALSE(said(pert(0, 1, 2), kinds::points).empty());
  CHECK_FALSE(said(spread(distribution::normal, 3, 1), kinds::fte).empty());
  CHECK_FALSE(said(spread(distribution::gamma, 1.1, 0.1), kinds::ratio).empty());
  CHECK_FALSE(said(spread(distribution::beta, 0.5, 0.1), kinds::ratio).empty());
  CHECK(said(spread(distribution::normal, 0.03, 0.1), kinds::growth).empty());
  CHECK_FALSE(said(spread(distribution::normal, 0.03, 0.2), kinds::growth).empty());
}

TEST_CASE("mean, sd means what the kind allows") {
  CHECK(mean_sd_shape(kinds::fte, unit::none) == distribution::gamma);
  CHECK(mean_sd_shape(kinds::share, unit::none) == distribution::beta);
  CHECK(mean_sd_shape(kinds::vacancy, unit::none) == distribution::beta);
  CHECK(mean_sd_shape(kinds::rate, unit::per_year) == distribution::gamma);
  CHECK(mean_sd_shape(kinds::rate, unit::lost_per_year) == distribution::beta);
  CHECK(mean_sd_shape(kinds::drop_out, unit::none) == distribution::beta);
  CHECK(mean_sd_shape(kinds::drop_out, unit::per_month) == distribution::gamma);
  CHECK(mean_sd_shape(kinds::number, unit::none) == distribution::normal);
  CHECK(mean_sd_shape(kinds::growth, unit::none) == distribution::normal);
}

TEST_CASE("faults B12 ranges without width are numbers, and others have a direction") {
  CHECK(said(pert(3, 3, 3), kinds::fte).empty());
  CHECK(said({distribution::uniform, {3, 3, 0}}, kinds::fte).empty());
  CHECK(said(spread(distribution::gamma, 3, 0), kinds::fte).empty());
  CHECK(said(spread(distribution::beta, 1, 0), kinds::share).empty());
  CHECK_FALSE(said(spread(distribution::beta, 1.5, 0), kinds::share).empty());
  CHECK_FALSE(said(pert(-3, -3, -3), kinds::fte).empty());
  CHECK_FALSE(said(pert(2.5, 2.5, 2.5), kinds::heads).empty());
  CHECK_FALSE(said(pert(3, 3, 2), kinds::fte).empty());
  CHECK(quantity(distribution::pert, {3, 3, 3}).is_certain());
  CHECK(mean(quantity(distribution::pert, {0.1, 0.1, 0.1})) == 0.1);
}

TEST_CASE("faults B12 what no region has is an error") {
  CHECK(said(certain(50, unit::years), kinds::duration).empty());
  CHECK(said(certain(51, unit::years), kinds::duration).ends_with("0 or more, at most 50 years"));
  CHECK_FALSE(said(pert(1, 2, 201, unit::quarters), kinds::duration).empty());
  CHECK_FALSE(said(spread(distribution::gamma, 1, 51, unit::years), kinds::duration).empty());
  CHECK(said(1e6, kinds::a_month).empty());
  CHECK_FALSE(said(1e6 + 1, kinds::a_month).empty());
  CHECK(said(1, kinds::growth).empty());
  CHECK(said(3, kinds::growth).ends_with("(write 0.03)"));
  CHECK(said(-0.25, kinds::vacancy).empty());
  CHECK_FALSE(said(-1, kinds::vacancy).empty());
  CHECK(said(certain(1, unit::per_day), kinds::rate).empty());
  CHECK_FALSE(said(certain(31, unit::per_month), kinds::rate).empty());
  CHECK_FALSE(said({distribution::sample, {1, 1e10, 0}}, kinds::share).empty());
}

TEST_CASE("faults B14 what to write is said in the syntax of the document") {
  const problem p{"a.b", "an object", "a number", "say " + entry("per", "year") + " or " + entry("per", "month")};
  CHECK(in_syntax(p, syntax::json) == p);
  CHECK(in_syntax(p, syntax::toml).hint == R"(say per = "year" or per = "month")");
  CHECK(in_syntax(p, syntax::toml).found == "a table");
  CHECK(in_syntax(p, syntax::python).hint == R"(say "per": "year" or "per": "month")");
  const problem truth{"a", "true", "one of true, false or null, \"true\"", "untrue, true"};
  CHECK(in_syntax(truth, syntax::python).found == "True");
  CHECK(in_syntax(truth, syntax::python).expected == "one of True, False or None, \"true\"");
  CHECK(in_syntax(truth, syntax::python).hint == "untrue, True");
  CHECK(in_syntax({"", "", "", "\"a b\": 1, \"\": 2"}, syntax::toml).hint == "\"a b\": 1, \"\": 2");
}
