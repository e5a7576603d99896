// Ledgers with their supply, for the tests of ledgers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <probation/engine/ledger.hpp>

#include "plans.hpp"

namespace probation::testing {

inline constexpr double no_limit = 1e300;

/// A ledger and its supply.
struct ledger_setting {
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

/// Its plan, with all it gives recorded.
inline plan plan_for(const ledger_setting& s) {
  plan p = plan_of(s.months);
  const auto c = [&](double x) { return constant(p, x); };
  ledger_terms terms;
  terms.hours = s.hours;
  for (const double x : s.shares) terms.shares.push_back(c(x));
  terms.anniversary = s.anniversary;
  terms.blocked = fixed_time(c(s.court), (std::max)(1.0, s.court));
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

inline ledger_setting random_ledger(dice& d) {
  ledger_setting s;
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

}  // namespace probation::testing
