// Victim contact: referrals wait for a first letter, then stay open; what all of it weighs on officers.
#pragma once

#include <string>  // for std::string
#include <vector>  // for std::vector

#include <probation/projection/lower_backlogs.hpp>

namespace probation::detail {

/// Victim contact, whole. Workload is minutes demanded by what happens in the month, over minutes available.
inline void add_victim_contact(lowering& l) {
  if (!l.r.victim_contact) return;
  plan& p = l.p;
  const victim_contact& given = *l.r.victim_contact;
  const std::string path = "victim_contact";
  const std::string name = backlog_name(given.unit, "victim contact");
  const victim_contact& before = l.now.victim_contact ? *l.now.victim_contact : given;
  const queue_length length = length_of(l, 0, given.limit, {}, {});
  const value waiting = nearest(l.input(path + ".waiting", given.waiting));
  value a_month = l.before_at_start(path + ".referrals.per_month", *before.referrals.rate, given.referrals.rate);
  if (before.pilot) a_month = a_month + l.before_at_start(path + ".pilot", *before.pilot, given.pilot);
  std::vector<value> ages = waiting_by_age(l, waiting, {}, {}, path, a_month, constant(p, 0.0), length.now);
  ages = whole_split(p, ages, name + "/start", phase::replicate);
  ages.resize(length.cells, constant(p, 0.0));
  queue line = add_queue(p, name, ages, given.limit ? l.input(path + ".limit", *given.limit) : value());

  value open_now = constant(p, 0.0);
  value closed = constant(p, 0.0);
  std::optional<pool> open;
  if (given.open_cases) {
    open = add_pool(p, name + "/open cases", nearest(l.input(path + ".open_cases", *given.open_cases)));
    open_now = open->now;
    const value ending = 1.0 / l.input(path + ".open_for", *given.open_for);
    require(ending, 0.0, 1.0, path + ".open_for: a case open for less than a month; 1 ÷ time");
    closed = complete(*open, ending, "closing");
    describe_flow(p, open->name, "", "closes");
  }
  feed(line, arrivals_of(l, given.referrals, path + ".referrals", name + "/referred"));
  describe_flow(p, "", name, "referred");
  if (given.pilot) {
    feed(line, poisson(l.input(path + ".pilot", *given.pilot), name + "/pilot", phase::arrive));
    describe_flow(p, "", name, "notification pilot");
  }
  const value officers = able_staff(l, given.staff, path + ".staff");
  const value capacity =
      whole(officers * l.input(path + ".each", given.each), uniform_of(p, name + "/capacity", phase::serve));
  const queue_month m = serve({&line}, capacity).front();
  if (open) feed(*open, m.served);
  describe_flow(p, name, open ? open->name : "", "first letter");

  const backlog_record to{given.unit, "victim contact"};
  queue_tally tally;
  count(p, tally, line, m, constant(p, 0.0), constant(p, 0.0));
  record_queue(p, tally, to);
  if (open) {
    to.stock("open_cases", open_now, true);
    to.stock_ratio("cases_per_officer", open_now, officers);
    to.flow("closed", closed);
  }
  if (given.activities.empty()) return;
  value demand = constant(p, 0.0);
  for (const auto& [what, x] : given.activities) {
    const std::string at = path_of(path, {"activities", what});
    value times;
    switch (x.on) {
      case victim_activity::occasion::referral: times = m.arrived; break;
      case victim_activity::occasion::letter: times = m.served; break;
      case victim_activity::occasion::open_case: times = standing(open_now, phase::observe); break;
    }
    demand = demand + times * l.input(at + ".times", x.times) * l.input(at + ".minutes", x.minutes);
  }
  const value available = officers * l.input(path + ".available", given.available);
  to.flow("demand", demand, false);
  to.flow_ratio("workload", demand, available);
}

}  // namespace probation::detail
