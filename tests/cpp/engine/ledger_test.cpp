#include "../catch.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ledgers.hpp"

using namespace probation;
using namespace probation::testing;

TEST_CASE("a ledger loses neither people nor hours", "[engine][ledger]") {
  // Random plans. People to the integer; hours to 10⁻⁹ of a ledger of some thousand.
  dice d(30);
  for (int trial = 0; trial < 50; ++trial) {
    CAPTURE(trial);
    ledger_setting s = random_ledger(d);
    s.court = d.chance(0.3) ? d.whole(1, 4) : d.real(0, 5);
    s.extended = d.unit();
    s.revocation = d.chance(0.7) ? d.real(0, 0.1) : 0;
    for (int a = 0, n = d.whole(0, 20); a < n; ++a) s.expiring.push_back(d.chance(0.6) ? 0 : d.unit());
    const plan p = plan_for(s);
    const paths_of run(p, {.runs = 48, .seed = static_cast<std::uint32_t>(trial)});
    std::size_t faults = 0;
    double worst = 0;
    for (std::size_t i = 0; i < run.runs(); ++i) {
      for (std::size_t t = 0; t < static_cast<std::size_t>(s.months); ++t) {
        const auto x = [&](const char* name) { return run.at(name, t, i); };
        bool good = run.at("people", t + 1, i) ==
                    x("people") + x("begun") - x("completed") - x("revoked") - x("expired") - x("refused");
        for (const char* name : {"people", "begun", "completed", "on time", "overrun", "revoked", "expired", "refused",
                                 "past", "blocked"}) {
          good = good && is_whole(x(name));
        }
        const double out =
            x("delivered") + x("delivered capped") + x("revoked hours") + x("expired hours") + x("refused hours");
        worst = (std::max)(worst, std::abs(run.at("hours", t + 1, i) - (x("hours") + x("begun hours") - out)));
        double kinds = 0;
        double supplied = 0;
        for (std::size_t k = 0; k < s.supply.size(); ++k) {
          kinds += run.at("kind " + std::to_string(k), t, i);
          supplied += s.supply[k][t];
        }
        good = good && std::abs(kinds - x("delivered")) < 1e-9 && x("delivered") <= supplied + 1e-9;
        good = good && (s.cap == 0 || x("delivered capped") <= s.ete[t] + 1e-9);
        faults += good ? 0 : 1;
      }
    }
    CHECK(faults == 0);
    CHECK(worst < 1e-9);
  }
}

TEST_CASE("a ledger in overload follows the fluid limit", "[engine][ledger]") {
  // 500 people owe 100 hours each, nobody new: 2,500 hours a month are gone in 20 months, whatever the rule; nobody is
  // blocked on the way since the time is long.
  for (const hours_rule rule : {hours_rule::oldest_first, hours_rule::equal, hours_rule::nearest_anniversary}) {
    ledger_setting s;
    s.months = 24;
    s.anniversary = 30;
    s.hours = {100};
    s.shares = {1};
    s.rule = rule;
    s.working.assign(5, {100});
    s.supply = {{1500}, {1000}};
    const paths_of mean(plan_for(s), {});
    for (std::size_t t = 0; t <= 24; ++t) {
      CHECK(mean.at("hours", t) == Approx(std::max(0.0, 50'000 - 2'500.0 * double(t))).margin(1e-6));
      if (t < 20) CHECK(mean.at("kind 0", t) == Approx(1500));
    }
    CHECK(mean.at("people", 20) == 0.0);
  }
}

TEST_CASE("ETE takes no more than its share of an order", "[engine][ledger]") {
  ledger_setting s;
  s.months = 6;
  s.hours = {100};
  s.shares = {1};
  s.cap = 0.3;
  s.working.assign(1, {10});
  s.ete = {1000};
  const paths_of run(plan_for(s), {});
  CHECK(run.at("delivered capped", 0) == Approx(300));
  CHECK(run.at("delivered capped", 1) == 0.0);
  CHECK(run.at("hours", 6) == Approx(700));
}

TEST_CASE("a ledger gives the same bits for any threads and blocks", "[engine][ledger]") {
  ledger_setting s;
  s.orders = 8;
  s.court = 2.5;
  s.extended = 0.8;
  s.revocation = 0.02;
  s.cap = 0.3;
  s.working.assign(12, {2, 2, 2});
  s.supply = {{500}, {300}};
  s.ete = {100};
  s.most = 28;
  const plan p = plan_for(s);
  const ensemble_result one = run_ensemble(p, {.runs = 200, .threads = 1, .block = 200});
  const ensemble_result many = run_ensemble(p, {.runs = 200, .threads = 3, .block = 9});
  CHECK(one.points == many.points);
  // What is left out where nobody is depends on who is run together, and must not show.
  const ensemble_result alone = run_ensemble(p, {.runs = 200, .threads = 1, .block = 1});
  CHECK(one.points == alone.points);
}

TEST_CASE("a ledger refuses what makes no sense", "[engine][ledger]") {
  const auto build = [](auto change) {
    plan p = plan_of(3);
    ledger_terms terms;
    terms.hours = {40};
    terms.shares = {constant(p, 1.0)};
    terms.blocked = fixed_time(constant(p, 2.0), 2);
    terms.extended = constant(p, 1.0);
    change(terms);
    static_cast<void>(add_ledger(p, "unpaid work", terms));
  };
  using Catch::Matchers::ContainsSubstring;
  CHECK_NOTHROW(build([](ledger_terms&) {}));
  CHECK_THROWS_WITH(build([](ledger_terms& t) { t.hours.clear(); }), ContainsSubstring("one share for each"));
  CHECK_THROWS_WITH(build([](ledger_terms& t) { t.anniversary = 0; }), ContainsSubstring("one month to work in"));
  CHECK_THROWS_WITH(build([](ledger_terms& t) { t.blocked = {}; }), ContainsSubstring("until a court decides"));
  CHECK_THROWS_WITH(build([](ledger_terms& t) { t.cells = 2; }), ContainsSubstring("than a court takes"));
}
