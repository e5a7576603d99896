// Unpaid work: the hours ledger, who owes hours now, what can be worked, what is reported.
#pragma once

#include <algorithm>  // for std::find, std::max, std::min, std::sort
#include <cmath>      // for std::abs
#include <string>     // for std::string
#include <utility>    // for std::move
#include <vector>     // for std::vector

#include <probation/engine/ledger.hpp>
#include <probation/projection/lower_backlogs.hpp>

namespace probation::detail {

/// Months in which an order may be worked before a court must extend it.
inline constexpr std::size_t unpaid_work_months = 12;
/// Ages told apart past that; orders older than these four years share the last.
inline constexpr std::size_t unpaid_work_cells = 36;

/// Share of people by whole months since the order: as given, or evenly within the first, the second, and the third and
/// fourth year.
[[nodiscard]] inline std::vector<value> shares_since_order(const lowering& l, const unpaid_work& given) {
  plan& p = l.p;
  std::vector<value> out;
  if (!given.since_order.empty()) {
    for (const double share : given.since_order) out.push_back(constant(p, share));
    return out;
  }
  const value nobody = constant(p, 0.0);
  const value past = given.past_12_months ? l.input("unpaid_work.past_12_months", *given.past_12_months) : nobody;
  const value long_past = given.past_24_months ? l.input("unpaid_work.past_24_months", *given.past_24_months) : nobody;
  require(past - long_past, 0.0, 1.0, "unpaid_work: past_12_months less past_24_months");
  for (int a = 0; a < 12; ++a) out.push_back((1.0 - past) / 12.0);
  for (int a = 0; a < 12; ++a) out.push_back((past - long_past) / 12.0);
  for (int a = 0; a < 24; ++a) out.push_back(long_past / 24.0);
  return out;
}

/// Months of work offered up to an age: half of the first, at most a year.
[[nodiscard]] inline double months_offered(std::size_t age) {
  return (std::min)(static_cast<double>(age) + 0.5, static_cast<double>(unpaid_work_months));
}

/// Hours a month that those who owe hours now have been offered, so that what they still owe comes nearest to what is
/// given, at the means of the inputs. Whoever was ordered no more than was offered is done, so at every age the longer
/// orders are left. The least such rate; 0 where even new orders would not owe as much.
[[nodiscard]] inline double offered_so_far(const unpaid_work& given, const std::vector<double>& shares) {
  const double longest = given.ordered.back().hours;
  const double a_head = mean(given.hours) / mean(given.people);
  double most = (longest - 1.0) / static_cast<double>(unpaid_work_months);
  if (given.cap) most = (std::min)(most, mean(*given.cap));
  double best = 0.0;
  double off = -1.0;
  std::vector<double> share_of;
  for (const ordered_hours& x : given.ordered) share_of.push_back(mean(x.share));
  constexpr int steps = 4000;
  for (int i = 0; i <= steps; ++i) {
    const double rate = most * i / steps;
    double owed = 0.0;
    for (std::size_t a = 0; a < shares.size(); ++a) {
      double people = 0.0;
      double hours = 0.0;
      const double offered = rate * months_offered(a);
      for (std::size_t k = 0; k < share_of.size(); ++k) {
        const double left = given.ordered[k].hours - offered;
        if (left <= 0.0) continue;
        people += share_of[k];
        hours += share_of[k] * left;
      }
      owed += shares[a] * hours / people;
    }
    if (off < 0.0 || std::abs(owed - a_head) < off) {
      off = std::abs(owed - a_head);
      best = rate;
    }
  }
  return best;
}

/// Means of values that are shares of the given ones (for what is settled at the means of the inputs).
[[nodiscard]] inline std::vector<double> mean_shares_since_order(const unpaid_work& given) {
  if (!given.since_order.empty()) return given.since_order;
  const double past = given.past_12_months ? mean(*given.past_12_months) : 0.0;
  const double long_past = given.past_24_months ? mean(*given.past_24_months) : 0.0;
  std::vector<double> out(12, (1.0 - past) / 12.0);
  out.insert(out.end(), 12, (past - long_past) / 12.0);
  out.insert(out.end(), 24, long_past / 24.0);
  return out;
}

/// What is given of unpaid work now, with what the present says of how orders were given and worked until now.
[[nodiscard]] inline unpaid_work laid_out(const unpaid_work& given, const unpaid_work& before) {
  unpaid_work out = given;
  out.ordered = before.ordered;
  out.cap = before.cap;
  return out;
}

/// Hours of the atoms that a ledger needs: those of new orders, and those of the present's.
[[nodiscard]] inline std::vector<double> atoms_of(const unpaid_work& given, const unpaid_work& before) {
  std::vector<double> out;
  for (const unpaid_work* of : {&given, &before}) {
    for (const ordered_hours& x : of->ordered) {
      if (std::find(out.begin(), out.end(), x.hours) == out.end()) out.push_back(x.hours);
    }
  }
  if (out.size() > given.ordered.size()) std::sort(out.begin(), out.end());
  return out;
}

/// Shares of orders by atom, of those given or of the present's (`own` is what the region says as it is), normed:
/// uncertain ones are drawn apart.
[[nodiscard]] inline std::vector<value> shares_by_atom(const lowering& l, const std::vector<double>& atoms,
                                                       const std::vector<ordered_hours>& of,
                                                       const std::vector<ordered_hours>* own = nullptr) {
  std::vector<value> out(atoms.size(), constant(l.p, 0.0));
  value mass = constant(l.p, 0.0);
  for (std::size_t k = 0; k < of.size(); ++k) {
    const auto at = std::find(atoms.begin(), atoms.end(), of[k].hours) - atoms.begin();
    const std::string path = "unpaid_work.ordered[" + std::to_string(k) + "].share";
    value& share = out[static_cast<std::size_t>(at)];
    share = own == nullptr ? l.input(path, of[k].share)
                           : l.before(path, of[k].share, k < own->size() ? &(*own)[k].share : nullptr);
    mass = mass + share;
  }
  for (value& share : out) share = share / mass;
  return out;
}

/// Who owes hours now, by age and ordered hours, and how many: everybody what is left of their order at the rate
/// offered so far, times a factor that is the same for all and makes the sum what is given, in every replicate. Past
/// the anniversary as many are blocked as a court has not decided on yet; the others' orders are extended. Orders,
/// hours offered and decisions until now are those of the present.
[[nodiscard]] inline ledger_start unpaid_work_start(const lowering& l, const unpaid_work& given, ledger_terms& terms,
                                                    const std::string& name) {
  plan& p = l.p;
  const unpaid_work& before = l.now.unpaid_work ? *l.now.unpaid_work : given;
  const std::vector<value> shares =
      before.ordered == given.ordered ? terms.shares : shares_by_atom(l, terms.hours, before.ordered, &given.ordered);
  completion deciding = terms.blocked;
  if (before.extension != given.extension) {
    const std::optional<court_extension>& was = before.extension;
    deciding = was ? fixed_time(l.before("unpaid_work.extension.time", was->time,
                                         given.extension ? &given.extension->time : nullptr),
                                (std::max)(1.0, greatest(was->time)))
                   : fixed_time(constant(p, 0.0), 1.0);
    const std::size_t ages = (std::max)(deciding.by_age.size(), terms.blocked.by_age.size());
    deciding = lengthened(std::move(deciding), ages);
    terms.blocked = lengthened(std::move(terms.blocked), ages);
    terms.cells = (std::max)(terms.cells, ages + 1);
  }
  if (given.since_order.empty()) {
    l.by_default("unpaid_work.since_order",
                 "orders are spread evenly within the first, the second, and the third and fourth year");
  }
  l.by_default("unpaid_work.hours", "what each still owes: as if all had been offered the same hours a month");
  const value people = nearest(l.input("unpaid_work.people", given.people));
  const value hours = l.input("unpaid_work.hours", given.hours);
  const std::vector<value> by_age = shares_since_order(l, given);
  const double rate = offered_so_far(laid_out(given, before), mean_shares_since_order(given));
  const value education = before.education ? l.before_at_start("unpaid_work.education.share", before.education->share,
                                                               given.education ? &given.education->share : nullptr)
                                           : constant(p, 0.0);
  const std::size_t atoms = terms.hours.size();
  const value nobody = constant(p, 0.0);

  // Amounts of whole people, in the order of the cells: working, or blocked and extended; and what a head owes.
  std::vector<value> amounts;
  std::vector<value> owed;
  for (std::size_t a = 0; a < by_age.size(); ++a) {
    const double offered = rate * months_offered(a);
    std::vector<value> owing;
    for (std::size_t k = 0; k < atoms; ++k) owing.push_back(terms.hours[k] > offered ? shares[k] : nobody);
    const value all = sum(p, owing);
    const std::size_t past = a < terms.anniversary ? 0 : a - terms.anniversary;
    const bool may_be_blocked = a >= terms.anniversary && past < deciding.counted.size();
    const value blocked = may_be_blocked ? deciding.counted[past] : nobody;
    for (std::size_t k = 0; k < atoms; ++k) {
      const value here = people * by_age[a] * (owing[k] / all);
      amounts.push_back(here * blocked);
      amounts.push_back(here - amounts.back());
      const value left = constant(p, (std::max)(0.0, terms.hours[k] - offered));
      owed.insert(owed.end(), {left, left});
    }
  }
  const std::vector<value> whole_people = whole_split(p, amounts, name + "/start", phase::replicate);
  std::vector<value> products;
  for (std::size_t i = 0; i < owed.size(); ++i) products.push_back(whole_people[i] * owed[i]);
  const value factor = hours / sum(p, products);

  ledger_start out;
  out.working.resize(terms.anniversary);
  out.blocked.resize(terms.blocked.by_age.size());
  out.extended.resize((std::max)(terms.cells, by_age.size()));  // folded below
  for (auto* stage : {&out.working, &out.blocked, &out.extended}) {
    for (ledger_cohort& cohort : *stage) cohort.assign(atoms, {nobody, nobody, nobody, {}});
  }
  std::size_t next = 0;
  for (std::size_t a = 0; a < by_age.size(); ++a) {
    const double offered = rate * months_offered(a);
    for (std::size_t k = 0; k < atoms; ++k) {
      const auto cell = [&](std::size_t i) {
        ledger_cell made{whole_people[i], owed[i] * factor, nobody, {}};
        if (terms.cap.exists()) made.capped = larger(terms.cap * terms.hours[k] - education * offered, 0.0);
        return made;
      };
      if (a < terms.anniversary) {
        out.working[a][k] = cell(next + 1);
      } else {
        const std::size_t past = a - terms.anniversary;
        if (past < out.blocked.size()) out.blocked[past][k] = cell(next);
        out.extended[past][k] = cell(next + 1);
      }
      next += 2;
    }
  }
  // Older ones than the ledger tells apart stand at its last age, where all owe the same at the start.
  for (std::size_t j = out.extended.size(); j-- > terms.cells;) {
    for (std::size_t k = 0; k < atoms; ++k) {
      ledger_cell& last = out.extended[terms.cells - 1][k];
      const ledger_cell& old = out.extended[j][k];
      const value both = last.people + old.people;
      last.owed = last.owed + (old.owed - last.owed) * (old.people / both);
      last.capped = last.capped + (old.capped - last.capped) * (old.people / both);
      last.people = both;
    }
    out.extended.pop_back();
  }
  return out;
}

/// Chance, by age, that a suspended sentence reaches the end of its operational period, of all who are left: the share
/// who are suspended shrinks as they expire.
[[nodiscard]] inline std::vector<value> suspended_expiry(const lowering& l, const unpaid_work& given) {
  std::vector<value> out;
  if (!given.suspended || !given.operational_period) return out;
  const value share = l.input("unpaid_work.suspended", *given.suspended);
  const value months = l.input("unpaid_work.operational_period", *given.operational_period);
  require(months, 1.0, 1200.0, "unpaid_work.operational_period in months");
  const completion period = fixed_time(months, greatest(*given.operational_period));
  value left = constant(l.p, 1.0);  // of the suspended, those who have not expired
  for (const value& chance : period.by_age) {
    const value now = share * left * chance;
    out.push_back(unit_interval(now / (1.0 - share * (1.0 - left))));
    left = left * (1.0 - chance);
  }
  return out;
}

/// Hours that can be worked this month, by kind.
struct unpaid_work_supply {
  ledger_supply ledger;
  std::vector<const char*> kinds;  ///< measures of those without a cap
  value offered;                   ///< all
};

[[nodiscard]] inline unpaid_work_supply supply_of(const lowering& l, const unpaid_work& given) {
  plan& p = l.p;
  const std::string path = "unpaid_work";
  unpaid_work_supply out;
  const value nothing = constant(p, 0.0);
  value placements = nothing;
  if (given.groups) {
    const value each = l.input(path + ".groups.each", given.groups->each);
    out.ledger.kinds.push_back(able_staff(l, given.groups->staff, path + ".groups.staff") * each);
    out.kinds.push_back("hours_delivered_group");
  }
  if (given.individual) {
    out.ledger.kinds.push_back(l.input(path + ".individual.places", given.individual->places) *
                               l.input(path + ".individual.each", given.individual->each));
    out.kinds.push_back("hours_delivered_individual");
  }
  for (const value& kind : out.ledger.kinds) placements = placements + kind;
  const value independent = given.independent ? l.input(path + ".independent", *given.independent) : nothing;
  const value education = given.education ? l.input(path + ".education.share", given.education->share) : nothing;
  const value share = 1.0 - independent - education;
  if (given.delivery) {
    const value before = l.input(path + ".delivery.before", given.delivery->before);
    if (given.delivery->level) {
      // The level is given: placements are what it takes, in the proportions that they have.
      out.offered = before * l.input(path + ".delivery.level", *given.delivery->level);
      if (out.ledger.kinds.empty()) {
        out.ledger.kinds.push_back(out.offered * share);
        out.kinds.push_back("hours_delivered_placements");
      } else {
        for (value& kind : out.ledger.kinds) kind = out.offered * share * (kind / placements);
      }
    }
  }
  if (!out.offered.exists()) out.offered = placements / share;
  if (given.independent) {
    out.ledger.kinds.push_back(out.offered * independent);
    out.kinds.push_back("hours_delivered_independent");
  }
  if (given.education) out.ledger.capped = out.offered * education;
  out.ledger.most = given.cap ? l.input(path + ".cap", *given.cap) : constant(p, 1e6);
  return out;
}

inline void record_unpaid_work(const lowering& l, const ledger& hours, const ledger_month& m,
                               const unpaid_work_supply& supply, const backlog_record& to) {
  const value long_past = people_past(l.p, hours, 24);
  to.stock("people_outstanding", hours.people, true);
  to.stock("hours_outstanding", hours.hours);
  to.stock("past_12_months", hours.past, true);
  to.stock_ratio("share_past_12_months", hours.past, hours.people);
  to.stock("hours_past_12_months", hours.past_hours);
  to.stock("past_24_months", long_past, true);
  to.stock_ratio("share_past_24_months", long_past, hours.people);
  to.stock("blocked", hours.waiting, true);
  to.flow("arrived", m.begun);
  to.flow("served", m.completed);
  to.flow("reneged", m.revoked);
  to.flow("expired", m.expired + m.refused);
  to.flow("completed_on_time", m.completed_on_time);
  to.flow_ratio("share_on_time", m.completed_on_time, m.completed_on_time + m.overrun);
  to.flow("extended", m.decided - m.refused);
  to.flow("hours_ordered", m.begun_hours, false);
  to.flow("hours_offered", supply.offered, false);
  to.flow("hours_delivered", m.delivered + m.delivered_capped, false);
  for (std::size_t i = 0; i < supply.kinds.size(); ++i) to.flow(supply.kinds[i], m.delivered_by_kind[i], false);
  if (supply.ledger.capped.exists()) to.flow("hours_delivered_education", m.delivered_capped, false);
  to.flow("hours_expired", m.expired_hours + m.refused_hours + m.revoked_hours, false);
}

/// Unpaid work, whole.
inline void add_unpaid_work(lowering& l) {
  if (!l.r.unpaid_work) return;
  plan& p = l.p;
  const unpaid_work& given = *l.r.unpaid_work;
  const std::string path = "unpaid_work";
  const std::string name = backlog_name(given.unit, "unpaid work");
  ledger_terms terms;
  terms.hours = atoms_of(given, l.now.unpaid_work ? *l.now.unpaid_work : given);
  terms.shares = shares_by_atom(l, terms.hours, given.ordered);
  terms.anniversary = unpaid_work_months;
  terms.cells = (std::max)(unpaid_work_cells, given.since_order.size() > 12 ? given.since_order.size() - 12 : 0);
  if (given.extension) {
    const double longest = (std::max)(1.0, greatest(given.extension->time));
    terms.blocked = fixed_time(l.input(path + ".extension.time", given.extension->time), longest);
    terms.extended = l.input(path + ".extension.granted", given.extension->granted);
    terms.cells = (std::max)(terms.cells, terms.blocked.by_age.size() + 1);
  } else {
    terms.blocked = fixed_time(constant(p, 0.0), 1.0);  // nobody ever waits
    terms.extended = constant(p, 1.0);
  }
  terms.expiring = suspended_expiry(l, given);
  if (!given.revocation) l.by_default(path + ".revocation", "no order ends early");
  if (!given.extension) l.by_default(path + ".extension", "a court extends every order at once");
  if (given.revocation) terms.leaving = l.input(path + ".revocation", *given.revocation);
  if (given.education) terms.cap = l.input(path + ".education.allowed", given.education->allowed);
  terms.rule = given.by == unpaid_work::rule::oldest_first ? hours_rule::oldest_first
               : given.by == unpaid_work::rule::equal      ? hours_rule::equal
                                                           : hours_rule::nearest_anniversary;
  const ledger_start start = unpaid_work_start(l, given, terms, name);
  ledger hours = add_ledger(p, name, std::move(terms), start);
  const unpaid_work_supply supply = supply_of(l, given);
  signal(supply.offered, name + "/hours that can be worked");
  const value orders = arrivals_of(l, given.orders, path + ".orders", name + "/ordered");
  const ledger_month m = run_ledger(hours, orders, supply.ledger);

  describe_flow(p, "", name + "/working", "ordered");
  describe_flow(p, name + "/working", "", "completes");
  describe_flow(p, name + "/working", name + "/blocked", "twelve months over");
  for (std::size_t v = 0; v < hours.waves.size(); ++v) {
    const std::string wave = name + (v == 0 ? "/extended" : "/extended later");
    describe_flow(p, name + "/blocked", wave, "court extends");
    describe_flow(p, wave, "", "completes");
  }
  describe_flow(p, name + "/blocked", "", "court ends");
  if (given.revocation) describe_flow(p, name + "/working", "", "revoked");
  if (given.suspended) describe_flow(p, name + "/working", "", "expires");
  record_unpaid_work(l, hours, m, supply, {given.unit, "unpaid work"});
}

}  // namespace probation::detail
