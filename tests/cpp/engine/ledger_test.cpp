#include "../catch.hpp"

#include <algorithm>

#include <probation/engine/ledger.hpp>

#include "plans.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

constexpr double no_limit = 1e300;

/// A ledger with its supply, and all it gives recorded.
struct setting {
  int months = 12;
  std::vector<double> hours = {40, 100, 200};
  std::vector<double> shares = {0.3, 0.5, 0.2};
  std::size_t anniversary = 12;
  double court = 2;
  double extended = 1;
  std::vector<double> expiring;
  double revocation = 0;
  double cap = 0;  ///< of ETE; 0 for none
  std::size_t cells = 24;
  hours_rule rule = hours_rule::oldest_first;
  double orders = 0;
  std::vector<std::vector<double>> supply = {{0}};  ///< by kind, by month
  double most = no_limit;
  std::vector<double> ete = {0};
  // People at the start by age and atom; each owes `owed` of what was ordered.
  std::vector<std::vector<double>> working;
  std::vector<std::vector<double>> extended_people;
  double owed = 1;
};

plan plan_for(const setting& s) {
  plan p = plan_of(s.months);
  const auto c = [&](double x) { return constant(p, x); };
  ledger_terms terms;
  terms.hours = s.hours;
  for (const double x : s.shares) terms.shares.push_back(c(x));
  terms.anniversary = s.anniversary;
  terms.blocked = fixed_time(c(s.court), std::max(1.0, s.court));
  terms.extended = c(s.extended);
  for (const double x : s.expiring) terms.expiring.push_back(c(x));
  if (s.revocation > 0) terms.leaving = c(s.revocation);
  if (s.cap > 0) terms.cap = c(s.cap);
  terms.cells = s.cells;
  terms.rule = s.rule;
  const auto people = [&](const std::vector<std::vector<double>>& given) {
    std::vector<ledger_cohort> out;
    for (const auto& cohort : given) {
      out.emplace_back();
      for (std::size_t k = 0; k < s.hours.size(); ++k) {
        const double owed = s.owed * s.hours[k];
        out.back().push_back({c(cohort[k]), c(owed), c(s.cap * owed), {}});
      }
    }
    return out;
  };
  ledger l = add_ledger(p, "unpaid work", terms, {people(s.working), {}, people(s.extended_people)});
  stock(l.people, "people");
  stock(l.hours, "hours");
  stock(l.past, "past");
  stock(l.past_hours, "past hours");
  stock(l.waiting, "blocked");
  stock(people_past(p, l, s.anniversary + 1), "past and more");
  for (std::size_t k = 0; k < s.hours.size(); ++k) stock(l.working[0].cells[k].people, "new " + std::to_string(k));
  const value orders = poisson(c(s.orders), "orders", phase::arrive);
  ledger_supply supply;
  for (const auto& kind : s.supply) supply.kinds.push_back(by_month(p, kind));
  supply.most = c(s.most);
  if (s.cap > 0) supply.capped = by_month(p, s.ete);
  const ledger_month m = run_ledger(l, orders, supply);
  flow(m.begun, "begun");
  flow(m.begun_hours, "begun hours");
  flow(m.delivered, "delivered");
  flow(m.delivered_capped, "delivered capped");
  for (std::size_t k = 0; k < s.supply.size(); ++k) flow(m.delivered_by_kind[k], "kind " + std::to_string(k));
  flow(m.completed, "completed");
  flow(m.completed_on_time, "on time");
  flow(m.overrun, "overrun");
  flow(m.revoked, "revoked");
  flow(m.revoked_hours, "revoked hours");
  flow(m.expired, "expired");
  flow(m.expired_hours, "expired hours");
  flow(m.refused, "refused");
  flow(m.refused_hours, "refused hours");
  return p;
}

setting random_setting(dice& d) {
  setting s;
  s.months = d.whole(2, 30);
  s.anniversary = static_cast<std::size_t>(d.whole(1, 12));
  s.cells = static_cast<std::size_t>(d.whole(8, 20));
  s.cap = d.chance(0.6) ? 0.3 : 0;
  s.rule = static_cast<hours_rule>(d.whole(0, 2));
  s.orders = d.real(0.5, 12);
  s.most = d.chance(0.3) ? no_limit : d.real(5, 40);
  s.owed = d.real(0.2, 1);
  s.supply.clear();
  s.ete.clear();
  for (int k = 0, n = d.whole(1, 3); k < n; ++k) {
    s.supply.emplace_back();
    for (int t = 0; t <= s.months; ++t) s.supply.back().push_back(d.chance(0.1) ? 0 : d.real(0, 900));
  }
  for (int t = 0; t <= s.months; ++t) s.ete.push_back(d.chance(0.1) ? 0 : d.real(0, 200));
  const auto people = [&](std::size_t ages) {
    std::vector<std::vector<double>> out;
    for (std::size_t a = 0; a < ages; ++a) out.push_back({double(d.whole(0, 6)), double(d.whole(0, 6)), 0});
    return out;
  };
  s.working = people(s.anniversary);
  return s;
}

/// One person with an order.
struct person {
  int age = 0;  ///< months at month starts since the order
  double owed = 0;
  double ete = 0;
  bool blocked = false;
  int since = 0;     ///< months blocked
  double month = 0;  ///< hours worked this month
};

/// Shares `supply` among people in turns, by sorting each turn by what its people can take.
double share_out(std::vector<person>& all, const setting& s, double supply, bool ete) {
  std::vector<std::vector<person*>> turns;
  const int anniversary = static_cast<int>(s.anniversary);
  std::vector<person*> able;
  for (person& x : all) {
    if (!x.blocked) able.push_back(&x);
  }
  const auto turn = [&](const person* x) {
    if (s.rule == hours_rule::equal) return 0;
    if (s.rule == hours_rule::nearest_anniversary && x->age >= anniversary) return 10'000 - x->age;
    return -x->age;
  };
  std::stable_sort(able.begin(), able.end(), [&](person* a, person* b) { return turn(a) < turn(b); });
  double given = 0;
  for (std::size_t i = 0; i < able.size();) {
    std::vector<person*> same;
    const int now = turn(able[i]);
    for (; i < able.size() && turn(able[i]) == now; ++i) same.push_back(able[i]);
    const auto room = [&](const person* x) {
      return std::min(s.most - x->month, ete ? std::min(x->owed, x->ete) : x->owed);
    };
    std::sort(same.begin(), same.end(), [&](person* a, person* b) { return room(a) < room(b); });
    for (std::size_t k = 0; k < same.size(); ++k) {
      const double here = std::min(room(same[k]), std::max(0.0, supply - given) / double(same.size() - k));
      same[k]->owed -= here;
      same[k]->month += here;
      if (ete) same[k]->ete -= here;
      given += here;
    }
  }
  return given;
}

}  // namespace

TEST_CASE("a ledger loses neither people nor hours", "[engine][ledger]") {
  // Random plans. People to the integer; hours to 10⁻⁹ of a ledger of some thousand.
  dice d(30);
  for (int trial = 0; trial < 50; ++trial) {
    CAPTURE(trial);
    setting s = random_setting(d);
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
        worst = std::max(worst, std::abs(run.at("hours", t + 1, i) - (x("hours") + x("begun hours") - out)));
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

TEST_CASE("a ledger is what each of its people does", "[engine][ledger]") {
  // Nobody is revoked and every order is extended after whole months, so all but new orders is determined; those are
  // read from the plan. Every measure of every month against a list of people.
  dice d(61);
  for (int trial = 0; trial < 80; ++trial) {
    CAPTURE(trial);
    setting s = random_setting(d);
    s.court = d.whole(1, 4);
    s.cells = static_cast<std::size_t>(s.months) + 8;
    for (std::size_t j = 0; j < 4; ++j) s.extended_people.push_back({double(d.whole(0, 3)), double(d.whole(0, 3)), 0});
    const plan p = plan_for(s);
    const paths_of run(p, {.runs = 1, .seed = static_cast<std::uint32_t>(trial)});
    std::vector<person> all;
    const auto enter = [&](int age, double ordered, double share, double n) {
      for (int i = 0; i < n; ++i) all.push_back({age, share * ordered, s.cap * share * ordered, false, 0, 0});
    };
    const int anniversary = static_cast<int>(s.anniversary);
    for (std::size_t k = 0; k < s.hours.size(); ++k) {
      for (std::size_t a = 0; a < s.working.size(); ++a) enter(int(a), s.hours[k], s.owed, s.working[a][k]);
      for (std::size_t j = 0; j < s.extended_people.size(); ++j) {
        enter(anniversary + int(j), s.hours[k], s.owed, s.extended_people[j][k]);
      }
    }
    for (int t = 0; t < s.months; ++t) {
      CAPTURE(t);
      const auto at = static_cast<std::size_t>(t);
      const auto seen = [&](const char* name) { return run.at(name, at); };
      double hours = 0;
      double past = 0;
      double more = 0;
      double past_hours = 0;
      double blocked = 0;
      for (const person& x : all) {
        hours += x.owed;
        past += x.age >= anniversary ? 1 : 0;
        more += x.age > anniversary ? 1 : 0;
        past_hours += x.age >= anniversary ? x.owed : 0;
        blocked += x.blocked ? 1 : 0;
      }
      CHECK(seen("people") == double(all.size()));
      CHECK(seen("hours") == Approx(hours).margin(1e-7));
      CHECK(seen("past") == past);
      CHECK(seen("past and more") == more);
      CHECK(seen("past hours") == Approx(past_hours).margin(1e-7));
      CHECK(seen("blocked") == blocked);
      double capped = 0;
      for (person& x : all) x.month = 0;
      if (s.cap > 0) capped = share_out(all, s, s.ete[at], true);
      double supply = 0;
      for (const auto& kind : s.supply) supply += kind[at];
      CHECK(seen("delivered capped") == Approx(capped).margin(1e-7));
      // Those whose decision falls in this month work from the next.
      for (person& x : all) x.since += x.blocked ? 1 : 0;
      CHECK(seen("delivered") == Approx(share_out(all, s, supply, false)).margin(1e-7));
      double completed = 0;
      double on_time = 0;
      std::erase_if(all, [&](const person& x) {
        if (x.owed > 1e-9) return false;
        ++completed;
        on_time += x.age < anniversary ? 1 : 0;
        return true;
      });
      CHECK(seen("completed") == completed);
      CHECK(seen("on time") == on_time);
      double overrun = 0;
      for (person& x : all) {
        ++x.age;
        if (x.age == anniversary) {
          x.blocked = true;
          x.since = 0;
          ++overrun;
        } else if (x.blocked && x.since == int(s.court)) {
          x.blocked = false;
        }
      }
      CHECK(seen("overrun") == overrun);
      for (std::size_t k = 0; k < s.hours.size(); ++k) {
        enter(0, s.hours[k], 1, run.at("new " + std::to_string(k), at + 1));
      }
    }
  }
}

TEST_CASE("chance in a ledger is chance to each of its people", "[engine][ledger][statistics]") {
  // Revocation, expiry, a court that takes two and a half months and extends four fifths. 3,000 replicates against
  // 3,000 lists of people; means within five standard errors of the difference.
  constexpr std::uint32_t runs = 3'000;
  setting s;
  s.months = 16;
  s.anniversary = 6;
  s.court = 2.5;
  s.extended = 0.8;
  s.revocation = 0.03;
  s.expiring.assign(13, 0.0);
  s.expiring[10] = 0.4;
  s.cells = 26;
  s.orders = 5;
  s.supply = {{420}};
  s.most = 30;
  s.working.assign(6, {3, 4, 2});
  const plan p = plan_for(s);
  const paths_of run(p, {.runs = runs, .seed = 5});

  const std::vector<const char*> names = {"people",  "hours",   "past",         "completed",
                                          "revoked", "expired", "refused hours"};
  std::vector<std::vector<double>> sums(names.size(), std::vector<double>(16, 0.0));
  dice d(99);
  for (std::uint32_t i = 0; i < runs; ++i) {
    std::vector<person> all;
    for (int a = 0; a < 6; ++a) {
      for (std::size_t k = 0; k < 3; ++k) {
        for (int n = 0; n < s.working[0][k]; ++n) all.push_back({a, s.hours[k], 0, false, 0, 0});
      }
    }
    for (std::size_t t = 0; t < 16; ++t) {
      for (const person& x : all) {
        sums[0][t] += 1;
        sums[1][t] += x.owed;
        sums[2][t] += x.age >= 6 ? 1 : 0;
      }
      std::vector<person*> back;
      std::erase_if(all, [&](person& x) {
        if (d.unit() < 1 - std::exp(-0.03)) return sums[4][t] += 1, true;
        if (x.age == 10 && d.chance(0.4)) return sums[5][t] += 1, true;
        // Counted blocked two or three times, each as likely.
        if (x.blocked && ((x.age == 7 && d.chance(0.5)) || x.age == 8)) {
          if (!d.chance(0.8)) return sums[6][t] += x.owed, true;
          x.since = 1;
        }
        return false;
      });
      for (person& x : all) x.month = 0;
      static_cast<void>(share_out(all, s, 420, false));
      std::erase_if(all, [&](const person& x) { return x.owed <= 1e-9 && (sums[3][t] += 1, true); });
      for (person& x : all) {
        ++x.age;
        if (x.age == 6) x.blocked = true;
        if (x.since == 1) x.blocked = false;
      }
      for (double y = -std::log(1 - d.unit()); y < 5; y -= std::log(1 - d.unit())) {
        const double u = d.unit();
        all.push_back({0, u < 0.3 ? 40.0 : u < 0.8 ? 100.0 : 200.0, 0, false, 0, 0});
      }
    }
  }
  for (std::size_t k = 0; k < names.size(); ++k) {
    for (std::size_t t = 0; t < 16; ++t) {
      CAPTURE(names[k], t);
      const double se = std::sqrt(2 * run.summary(names[k], t).variance() / runs);
      CHECK(std::abs(run.mean(names[k], t) - sums[k][t] / runs) <= 5 * se + 1e-9);
    }
  }
}

TEST_CASE("a ledger in overload follows the fluid limit", "[engine][ledger]") {
  // 500 people owe 100 hours each, nobody new: 2,500 hours a month are gone in 20 months, whatever the rule; nobody is
  // blocked on the way since the time is long.
  for (const hours_rule rule : {hours_rule::oldest_first, hours_rule::equal, hours_rule::nearest_anniversary}) {
    setting s;
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
  setting s;
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
  setting s;
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
