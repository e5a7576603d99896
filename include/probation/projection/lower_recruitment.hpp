// Recruitment: offers, vetting, provisional starts, dated intakes, and sharing among units.
#pragma once

#include <algorithm>  // for std::all_of
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/base/kind.hpp>
#include <probation/projection/lower_staffing.hpp>

namespace probation::detail {

/// Drops the units that sharing by vacancies cannot reach: those where the document gives no staff of the
/// grade, who come there by promotion, qualification or transfer alone and have no establishment.
inline void leave_out_unlisted(std::vector<staff_stock*>& units) {
  std::erase_if(units, [](const staff_stock* s) { return !s->is_listed && !s->establishment.exists(); });
}

/// Shares of units for those whose unit is not known. By vacancies: of the moment; where no unit has a vacancy, by
/// establishment (the weight of one FTE of establishment is a billionth of a vacancy, so it decides only then). Where
/// `own` is given, `how` is that of the present, and `own` what the region as it is says.
[[nodiscard]] inline std::vector<value> shares_of(const lowering& l, const sharing& how, const std::string& path,
                                                  const std::vector<staff_stock*>& units, const std::vector<value>& fte,
                                                  const sharing* own = nullptr, bool at_start = false) {
  std::vector<value> weights;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const staff_stock& s = *units[i];
    if (how.by == sharing::rule::given) {
      const quantity* q = how.shares.find(s.unit);
      const std::string at = path_of(path, {"share", s.unit});
      weights.push_back(q == nullptr     ? constant(l.p, 0.0)
                        : own == nullptr ? l.input(at, *q)
                                         : l.before(at, *q, own->shares.find(s.unit)));
      continue;
    }
    const value establishment = at_start ? s.establishment_at_start : s.establishment;
    if (!establishment.exists()) {
      contradiction(l, path + ".share", "sharing by vacancies or establishment, but " + s.path + " has none",
                    "an establishment or vacancy_rate in every unit", "or give shares by unit");
    }
    const value weight = how.by == sharing::rule::establishment
                             ? establishment
                             : larger(establishment - fte[i], 0.0) + establishment * 1e-9;
    weights.push_back(weight);
  }
  // Posts of nobody: where no unit has an establishment above 0, all are alike, and nobody is lost.
  const auto has_no_posts = [](const staff_stock* s) {
    return s->establishment.exists() && s->establishment.is_constant(0.0);
  };
  if (how.by != sharing::rule::given && std::all_of(units.begin(), units.end(), has_no_posts)) {
    weights.assign(weights.size(), constant(l.p, 1.0));
  }
  const value all = sum(l.p, weights);
  for (value& w : weights) w = w / all;
  return weights;
}

/// Starters reach their post.
inline void start_in_post(staff_stock& s, value starters, const std::optional<std::string>& stage,
                          const std::string& cell) {
  s.joined.push_back(starters);
  enter(s, stage_index(s, stage), starters, cell);
}

/// Vetting conveyors of a policy in a unit, with `inside` people in vetting now, laid out by the policy of the present.
inline void add_pipeline(lowering& l, staff_stock& s, const recruitment& policy, const recruitment& before,
                         const std::string& path, value inside) {
  plan& p = l.p;
  pipeline_stock pipe;
  pipe.policy = &policy;
  pipe.path = path;
  pipe.now = constant(p, 0.0);
  pipe.provisional_now = constant(p, 0.0);
  if (policy.vetting) {
    pipe.vetting = fixed_time(l.input(path + ".vetting", *policy.vetting), greatest(*policy.vetting));
    completion placing = pipe.vetting;
    if (before.vetting && *before.vetting != *policy.vetting) {
      placing = fixed_time(l.before(path + ".vetting", *before.vetting, nullptr), greatest(*before.vetting));
    }
    if (policy.in_vetting && mean(*policy.in_vetting) > 0.0) {
      l.by_default(path + ".in_vetting", "how long they have been in vetting: they are spread evenly over its length");
    }
    const std::string name = s.name() + "/vetting";
    std::vector<value> ages = spread_by_age(inside, placing, name);
    match_length(ages, pipe.vetting);
    pipe.waiting = add_conveyor(p, name, ages);
    pipe.now = total(p, *pipe.waiting);
    if (policy.provisional) {
      const std::vector<value> nobody(pipe.vetting.by_age.size(), constant(p, 0.0));
      pipe.provisional = add_conveyor(p, s.name() + "/provisional", nobody);
      pipe.provisional_now = total(p, *pipe.provisional);
      pipe.provisional_capacity = l.input(path + ".provisional_start.capacity", policy.provisional->capacity);
    }
  }
  s.pipeline = std::move(pipe);
}

/// Chances by age that a waiting recruit starts provisionally: at time `after`, once, a share of them.
struct provisional_chances {
  value at_entry;
  std::vector<value> by_age;
};

[[nodiscard]] inline provisional_chances provisional_of(const lowering& l, const pipeline_stock& pipe) {
  const provisional_start& given = *pipe.policy->provisional;
  const std::string path = pipe.path + ".provisional_start";
  const value share = l.input(path + ".share", given.share);
  const completion when = fixed_time(l.input(path + ".after", given.after), greatest(given.after));
  provisional_chances out;
  out.at_entry = share * when.at_entry;
  value waiting = 1.0 - when.at_entry;  // of those who will start so, those who have not
  value done = out.at_entry;            // of all, those who have
  for (std::size_t a = 0; a < pipe.vetting.by_age.size(); ++a) {
    if (a >= when.by_age.size()) {
      out.by_age.push_back(constant(l.p, 0.0));
      continue;
    }
    const value now = share * waiting * when.by_age[a];
    out.by_age.push_back(unit_interval(now / (1.0 - done)));
    done = done + now;
    waiting = waiting * (1.0 - when.by_age[a]);
  }
  return out;
}

/// A month of a pipeline: offers enter vetting, the vetted start, some drop out, some start provisionally.
inline void add_pipeline_flows(lowering& l, staff_stock& s, value offers, const std::string& from = "") {
  plan& p = l.p;
  pipeline_stock& pipe = *s.pipeline;
  const recruitment& policy = *pipe.policy;
  const std::string name = s.name() + "/vetting";
  const std::string post = s.name() + "/" + s.stages[stage_index(s, policy.stage)].name;
  const bool by_rate = policy.drop_out && is_rate(policy.drop_out->unit);
  value drop_out = policy.drop_out ? l.input(pipe.path + ".drop_out", *policy.drop_out) : constant(p, 0.0);
  if (!policy.drop_out) l.by_default(pipe.path + ".drop_out", "nobody drops out");
  if (!policy.stage && s.stages.size() > 1 && time_counts(l.r, s.unit, s.grade)) {
    l.by_default(pipe.path + ".stage", "recruits enter the first stage, \"" + s.stages.front().name + '"');
  }
  const auto vetted = [&](value flow, const std::string& cell, std::vector<value>* lost) {
    if (!policy.drop_out || by_rate) return flow;
    const division d = divide(flow, drop_out, cell + "/drop-out");
    if (lost != nullptr) lost->push_back(d.yes);
    return d.no;
  };
  if (!pipe.waiting) {
    start_in_post(s, vetted(offers, s.name() + "/offers", nullptr), policy.stage, s.name() + "/offers");
    describe_flow(p, from, post, "starts");
    return;
  }
  provisional_chances provisional;
  branch aside;
  if (pipe.provisional) {
    provisional = provisional_of(l, pipe);
    aside = {"provisional start", provisional.by_age, &*pipe.provisional};
  }
  std::vector<way_out> ways;
  if (by_rate) ways.push_back({"drop-out", drop_out});
  const passage waited = advance(*pipe.waiting, pipe.vetting.by_age, ways, aside);
  start_in_post(s, vetted(waited.completed, name, nullptr), policy.stage, name);
  describe_flow(p, name, post, "starts");
  if (policy.drop_out) describe_flow(p, name, "", "drops out");
  if (pipe.provisional) {
    const std::string cell = s.name() + "/provisional";
    const std::size_t first = stage_index(s, policy.stage);
    s.joined.push_back(waited.aside);
    // In post, so they leave as those of the stage do that they will enter, feedback included.
    const value leaving = s.stages[first].leaving;
    const passage done = advance(*pipe.provisional, pipe.vetting.by_age,
                                 {{"leaving", s.pressure.exists() ? leaving * s.pressure : leaving}});
    s.left.push_back(done.gone[0]);
    enter(s, first, vetted(done.completed, cell, &s.left), cell);
    describe_flow(p, name, cell, "starts provisionally");
    describe_flow(p, cell, post, "vetted");
    describe_flow(p, cell, "", "leaves");
  }
  // Offers of this month: some would be through vetting, or start provisionally, before the month is over.
  const division quick = divide(offers, pipe.vetting.at_entry, name + "/at once");
  start_in_post(s, vetted(quick.yes, name + "/at once", nullptr), policy.stage, name + "/at once");
  value entering = quick.no;
  if (pipe.provisional && !provisional.at_entry.is_constant(0.0)) {
    const division early = divide(entering, provisional.at_entry, name + "/provisional at once");
    s.joined.push_back(early.yes);
    feed(*pipe.provisional, early.yes);
    entering = early.no;
  }
  feed(*pipe.waiting, entering);
  describe_flow(p, from, name, from.empty() ? "offers" : "checks begin");
}

/// Where a policy applies: the units of a grade, and the path of the policy.
struct policy_scope {
  const recruitment* policy = nullptr;
  const recruitment* before = nullptr;  ///< in the present; the same if there was none
  std::string path;
  std::string cell;  ///< names its draws
  std::vector<staff_stock*> units;
};

/// Policies of the region (for units without their own) and of units.
[[nodiscard]] inline std::vector<policy_scope> policies(lowering& l) {
  std::vector<policy_scope> out;
  for (const auto& [grade, policy] : l.r.recruitment) {
    const recruitment* before = l.now.recruitment.find(grade);
    policy_scope scope{
        &policy, before != nullptr ? before : &policy, path_of("recruitment", {grade}), "recruitment/" + grade, {}};
    for (auto& s : l.staff) {
      if (s.grade != grade) continue;
      const delivery_unit* unit = l.r.pdus.find(s.unit);
      if (unit == nullptr) unit = l.r.functions.find(s.unit);
      if (!unit->recruitment.contains(grade)) scope.units.push_back(&s);
    }
    if (policy.fill || policy.share.value_or(sharing{}).by != sharing::rule::given) leave_out_unlisted(scope.units);
    if (!scope.units.empty()) out.push_back(std::move(scope));
  }
  for (const unit_ref& unit : l.units) {
    const delivery_unit* was = find_unit(l.now, unit.name);
    for (const auto& [grade, policy] : unit.unit->recruitment) {
      const recruitment* before = was == nullptr ? nullptr : was->recruitment.find(grade);
      out.push_back({&policy,
                     before != nullptr ? before : &policy,
                     path_of(unit.path, {"recruitment", grade}),
                     unit.name + "/recruitment/" + grade,
                     {l.find(unit.name, grade)}});
    }
  }
  return out;
}

/// Pipelines of all policies, before signals: people in vetting are shared as things stand at the start.
inline void add_all_pipelines(lowering& l) {
  for (const policy_scope& scope : policies(l)) {
    l.begin(scope.path);
    const recruitment& policy = *scope.policy;
    std::vector<value> inside(scope.units.size(), constant(l.p, 0.0));
    if (policy.in_vetting) {
      const value n = nearest(l.input(scope.path + ".in_vetting", *policy.in_vetting));
      if (scope.units.size() == 1) {
        inside[0] = n;
      } else {
        std::vector<value> fte;
        for (const staff_stock* s : scope.units) fte.push_back(s->in_post);
        if (!policy.share) l.by_default(scope.path + ".share", "shared among units by vacancies of the month");
        const sharing own = policy.share.value_or(sharing{});
        std::vector<value> amounts =
            shares_of(l, scope.before->share.value_or(sharing{}), scope.path, scope.units, fte, &own, true);
        for (value& a : amounts) a = a * n;
        inside = whole_split(l.p, amounts, scope.cell + "/in vetting", phase::replicate);
      }
    }
    for (std::size_t i = 0; i < scope.units.size(); ++i) {
      add_pipeline(l, *scope.units[i], policy, *scope.before, scope.path, inside[i]);
    }
  }
}

/// Heads that an establishment has room for: those of ⌊establishment ÷ FTE a head⌋. A quotient within 10⁻⁹ of a whole
/// number is that number: of decimals as people write them (20 ÷ (10 ÷ 12) = 24) doubles come out a little off, and
/// quotients that are not whole lie further away. Not rounded in the expected policy.
[[nodiscard]] inline value heads_established(const staff_stock& s) {
  return whole(s.establishment / s.fte_per_head, constant(s.establishment.in(), 1e-9));
}

/// Offers of a month, by unit.
[[nodiscard]] inline std::vector<value> offers_of(lowering& l, const policy_scope& scope) {
  plan& p = l.p;
  const recruitment& policy = *scope.policy;
  std::vector<value> out(scope.units.size(), constant(p, 0.0));
  if (policy.fill) {
    // Vacancies of each unit in whole heads, those in vetting counted; all shrink alike where the cap is less.
    std::vector<value> gaps;
    for (const staff_stock* s : scope.units) {
      if (!s->establishment.exists()) {
        contradiction(l, scope.path + ".fill", "fill, but " + s->path + " has no establishment",
                      "an establishment or vacancy_rate to fill to");
      }
      gaps.push_back(larger(heads_established(*s) - s->headcount - s->pipeline->now, 0.0));
    }
    if (!policy.fill->cap) return gaps;
    const value cap = l.input(scope.path + ".fill.cap", *policy.fill->cap);
    const value scale = smaller(cap / sum(p, gaps), 1.0);
    for (value& gap : gaps) gap = smaller(gap * scale, gap);
    return whole_split(p, gaps, scope.cell + "/offers", phase::arrive);
  }
  std::vector<value> shares(1, constant(p, 1.0));
  if (scope.units.size() > 1 && (policy.per_month || !policy.schedule.empty())) {
    std::vector<value> fte;
    for (const staff_stock* s : scope.units) fte.push_back(s->fte);
    if (!policy.share) l.by_default(scope.path + ".share", "shared among units by vacancies of the month");
    shares = shares_of(l, policy.share.value_or(sharing{}), scope.path, scope.units, fte);
  }
  if (policy.per_month) {
    const value mean = l.input(scope.path + ".per_month", *policy.per_month);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = poisson(mean * shares[i], scope.units[i]->name() + "/offers", phase::arrive);
    }
  } else if (!policy.schedule.empty()) {
    std::vector<double> table(static_cast<std::size_t>(p.months) + 1, 0.0);
    for (const dated_headcount& d : policy.schedule) {
      if (const int t = l.month_index(d.month); t >= 0) table[static_cast<std::size_t>(t)] += d.headcount;
    }
    const value offered = by_month(p, std::move(table));
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = offered * shares[i];
    if (out.size() > 1) out = whole_split(p, out, scope.cell + "/offers", phase::arrive);
  }
  return out;
}

/// Recruitment of a month, all policies. Offers that wait on a list go on when they are served there.
inline void add_recruitment_flows(lowering& l) {
  for (const policy_scope& scope : policies(l)) {
    l.begin(scope.path);
    const std::vector<value> offers = offers_of(l, scope);
    for (std::size_t i = 0; i < offers.size(); ++i) {
      staff_stock& s = *scope.units[i];
      if (!s.pipeline->on_list) {
        add_pipeline_flows(l, s, offers[i]);
        continue;
      }
      for (list_stock& list : l.lists) {
        for (list_line& line : list.lines) {
          if (line.post != &s) continue;
          feed(line.line, offers[i]);
          describe_flow(l.p, "", line.line.name, "offers");
        }
      }
    }
  }
}

/// Dated intakes.
inline void add_intake_flows(lowering& l) {
  plan& p = l.p;
  for (std::size_t i = 0; i < l.r.intakes.size(); ++i) {
    const intake& x = l.r.intakes[i];
    const std::string path = "intakes[" + std::to_string(i) + "]";
    l.begin(path);
    const value heads = nearest(l.input(path + ".headcount", x.headcount));
    const value attendance = l.input(path + ".attendance", x.attendance);
    std::vector<staff_stock*> units;
    for (auto& s : l.staff) {
      if (s.grade == x.grade && (!x.unit || s.unit == *x.unit)) units.push_back(&s);
    }
    if (l.month_index(x.start) < 0) continue;
    if (!x.unit && x.share.value_or(sharing{}).by != sharing::rule::given) leave_out_unlisted(units);
    if (units.empty())
      contradiction(l, path + ".grade", "no unit that has " + x.grade, "staff of that grade somewhere");
    // Several intakes of a grade in a month are told apart by how many came before, not by their place in the list.
    std::size_t like = 0;
    for (std::size_t j = 0; j < i; ++j)
      like += l.r.intakes[j].grade == x.grade && l.r.intakes[j].start == x.start ? 1 : 0;
    const std::string cell = "intake/" + x.grade + "/" + x.start.str() + "/" + std::to_string(like);
    const value now = l.in_month(x.start, 1.0) * heads;
    std::vector<value> amounts(1, now);
    if (units.size() > 1) {
      std::vector<value> fte;
      for (const staff_stock* s : units) fte.push_back(s->fte);
      amounts = shares_of(l, x.share.value_or(sharing{}), path, units, fte);
      for (value& a : amounts) a = a * now;
      amounts = whole_split(p, amounts, cell, phase::arrive);
    }
    for (std::size_t k = 0; k < units.size(); ++k) {
      staff_stock& s = *units[k];
      const std::string at = cell + "/" + s.unit;
      if (!x.stage && s.stages.size() > 1 && time_counts(l.r, s.unit, s.grade)) {
        l.by_default(path + ".stage", "they enter the first stage, \"" + s.stages.front().name + '"');
      }
      const value starters = binomial(amounts[k], attendance, at + "/attending", phase::arrive);
      start_in_post(s, starters, x.stage, at);
      describe_flow(p, "", s.name() + "/" + s.stages[stage_index(s, x.stage)].name, "intake of " + x.start.str());
    }
  }
}

}  // namespace probation::detail
