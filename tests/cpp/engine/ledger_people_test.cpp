#include "../catch.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ledgers.hpp"

using namespace probation;
using namespace probation::testing;

namespace {

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
double share_out(std::vector<person>& all, const ledger_setting& s, double supply, bool ete) {
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
      return (std::min)(s.most - x->month, ete ? (std::min)(x->owed, x->ete) : x->owed);
    };
    std::sort(same.begin(), same.end(), [&](person* a, person* b) { return room(a) < room(b); });
    for (std::size_t k = 0; k < same.size(); ++k) {
      const double here = (std::min)(room(same[k]), (std::max)(0.0, supply - given) / double(same.size() - k));
      same[k]->owed -= here;
      same[k]->month += here;
      if (ete) same[k]->ete -= here;
      given += here;
    }
  }
  return given;
}

}  // namespace

TEST_CASE("a ledger is what each of its people does", "[engine][ledger]") {
  // Nobody is revoked and every order is extended after whole months, so all but new orders is determined; those are
  // read from the plan. Every measure of every month against a list of people.
  dice d(61);
  for (int trial = 0; trial < 80; ++trial) {
    CAPTURE(trial);
    ledger_setting s = random_ledger(d);
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
  ledger_setting s;
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
