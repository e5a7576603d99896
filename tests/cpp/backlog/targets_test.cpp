#include <cmath>
#include <stdexcept>

#include <probation/backlog/fluid.hpp>
#include <probation/backlog/targets.hpp>
#include <probation/backlog/victim_workload.hpp>

#include "../catch.hpp"

namespace bl = probation::backlog;
using Catch::Matchers::ContainsSubstring;
using probation::month;

namespace {

template <class F>
std::string said(F&& call) {
  try {
    call();
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("targets of a waiting list") {
  CHECK(bl::load(52, 42) == Approx(52.0 / 42));
  CHECK(bl::load(0, 1) == 0);
  CHECK(bl::target_mean_wait(52) == 13);
  CHECK(bl::target_queue_size(30, 50) == 375);
  CHECK(bl::target_queue_size(30, 50, 6) == Approx(250));
  CHECK(bl::queue_ratio(1200, 390) == Approx(1200.0 / 390));
  CHECK_FALSE(bl::queue_too_big(780, 390));
  CHECK(bl::queue_too_big(780.5, 390));
  CHECK(bl::pressure(24, 4) == 12);
  CHECK(bl::target_capacity(30, 52, 3, 1.1, 1.4) == Approx(30 + (1.21 + 1.96) / 2 * 3 / 52));
  CHECK(bl::target_capacity(30, 52, 4) == Approx(30 + 4.0 / 52));
}

TEST_CASE("relief capacity, with demand counted or not") {
  CHECK(bl::relief_capacity(30, 1200, 390, 26) == Approx(30 + 810.0 / 26));
  CHECK(bl::relief_capacity(30, 1200, 390, 26, 400) == bl::relief_capacity(30, 1200, 390, 26));
  CHECK(bl::relief_capacity(30, 1200, 390, 26, 400, 0.1) == Approx(30 / (1 - 2 * 0.1 / 20) + 810.0 / 26));
  CHECK(bl::relief_capacity(30, 100, 390, 26) < 30);
}

TEST_CASE("faults A05 cautious demand is the same in every unit of time") {
  CHECK(bl::cautious_demand(30, 400, 0.1) == Approx(30.303030303));
  for (const double unit : {1.0 / 7, 1.0, 4.348, 13.04, 52.18}) {
    CHECK(bl::cautious_demand(30 * unit, 400, 0.1) == Approx(unit * bl::cautious_demand(30, 400, 0.1)));
  }
  CHECK(bl::cautious_demand(30, 400, 9.9) == Approx(3000));  // nearly nothing is left
  CHECK_THAT(said([] { (void)bl::cautious_demand(30, 400, 10); }),
             ContainsSubstring("more than (2 cv_demand)^2 = 400") && ContainsSubstring("got 400"));
  CHECK_THAT(said([] { (void)bl::relief_capacity(30, 1200, 390, 26, 0, 0.5); }),
             ContainsSubstring("cv_demand needs referrals"));
}

TEST_CASE("faults B12 relief capacity is never negative") {
  CHECK(bl::relief_capacity(1, 0, 26, 26) == 0);
  CHECK_THAT(said([] { (void)bl::relief_capacity(1, 0, 390, 26); }),
             ContainsSubstring("at most what the queue grows to without any service, 26, got 390"));
}

TEST_CASE("the factor of a share within the target, and back") {
  CHECK(bl::factor(0.95) == Approx(2.9957322736).epsilon(1e-10));
  CHECK(1 - bl::within(4) == Approx(0.0183156389).epsilon(1e-8));
  CHECK(1 - bl::within(6) == Approx(0.0024787522).epsilon(1e-7));
  for (const double p : {1e-12, 0.1, 0.5, 0.92, 0.999999}) CHECK(bl::within(bl::factor(p)) == Approx(p).epsilon(1e-12));
}

TEST_CASE("Little's law and the fluid limit") {
  CHECK(bl::queue_size(30, 12.5) == 375);
  CHECK(bl::mean_wait(375, 30) == 12.5);
  CHECK(bl::clearance_time(120, 40, 50) == 12);
  CHECK(bl::clearance_time(120, 40, 50, 20) == 10);
  CHECK(bl::clearance_time(20, 40, 30, 20) == 0);
  CHECK(std::isinf(bl::clearance_time(120, 40, 40)));
  CHECK(std::isinf(bl::clearance_time(120, 50, 40)));
  CHECK(bl::clearance_month(120, 40, 50, month(2022, 4)) == month(2023, 4));
  CHECK(bl::clearance_month(121, 40, 50, month(2022, 4)) == month(2023, 5));
  CHECK(bl::clearance_month(0, 40, 50, month(2022, 4)) == month(2022, 4));
  CHECK(bl::clearance_month(0.3, 0, 0.1, month(2022, 4)) == month(2022, 7));  // 0.3 ÷ 0.1 is above 3 by an ulp
  CHECK(bl::clearance_month(120, 50, 40, month(2022, 4)) == std::nullopt);
  CHECK(bl::clearance_month(1e9, 40, 40.001, month(2022, 4)) == std::nullopt);
  // A queue that loses what the fluid loses is down in that month and not before.
  double queue = 137;
  int months = 0;
  for (; queue > 10; ++months) queue += 40 - 47.5;
  CHECK(bl::clearance_month(137, 40, 47.5, month(2022, 4), 10) == month(2022, 4) + months);
}

TEST_CASE("targets say what they cannot take") {
  CHECK(said([] { (void)bl::load(10, 0); }) == "load: capacity must be a number above 0, got 0");
  CHECK(said([] { (void)bl::load(-1, 1); }) == "load: demand must be a number, 0 or more, got -1");
  CHECK_THAT(said([] { (void)bl::factor(1); }),
             ContainsSubstring("factor: within must be a share above 0 and below 1"));
  CHECK_THAT(said([] { (void)bl::factor(95); }), ContainsSubstring("got 95"));
  CHECK_THAT(said([] { (void)bl::target_capacity(30, 0); }), ContainsSubstring("target_wait"));
  CHECK_THAT(said([] { (void)bl::target_capacity(30, 4, 4, -1); }), ContainsSubstring("cv_demand"));
  CHECK_THAT(said([] { (void)bl::relief_capacity(30, 10, 5, 0); }), ContainsSubstring("time_to_target"));
  CHECK_THAT(said([] { (void)bl::pressure(std::nan(""), 4); }), ContainsSubstring("mean_wait"));
  CHECK_THAT(said([] { (void)bl::mean_wait(10, 0); }), ContainsSubstring("demand must be a number above 0"));
}

TEST_CASE("the workload of a victim liaison officer") {
  const probation::named<double> minutes = {{"referral", 60}, {"letter", 30}, {"contact", 40}};
  CHECK(bl::available_minutes() == Approx(37 * 60 * 365.25 / 84));
  CHECK(bl::available_minutes() == bl::full_time_minutes);
  CHECK(bl::available_minutes(37, 7.4) == Approx(29.6 * 60 * 365.25 / 84));
  CHECK(bl::available_minutes(18.5) == Approx(bl::full_time_minutes / 2));
  CHECK(bl::vlo_workload({{"referral", 8}, {"letter", 8}, {"contact", 40}}, minutes) ==
        Approx(2320.0 / bl::full_time_minutes));
  CHECK(bl::vlo_workload({{"letter", 8}}, minutes, 18.5) == Approx(480.0 / bl::full_time_minutes));
  CHECK(bl::vlo_workload({}, minutes) == 0);
  CHECK_THAT(said([&] { (void)bl::vlo_workload({{"parole", 1}}, minutes); }), ContainsSubstring("\"parole\""));
  CHECK_THAT(said([&] { (void)bl::vlo_workload({{"letter", -1}}, minutes); }), ContainsSubstring("got -1"));
  CHECK_THAT(said([&] { (void)bl::vlo_workload({}, minutes, 37, 38); }), ContainsSubstring("reduction_hours"));
  CHECK_THAT(said([&] { (void)bl::vlo_workload({}, minutes, 37, 37); }), ContainsSubstring("some hours must be left"));
}
