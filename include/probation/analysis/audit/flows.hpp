// Audit rules that compare flows with stocks: intakes with vacant posts, leavers with joiners, case starts with cases
// held, average caseloads with the share above 60.
#pragma once

#include <algorithm>  // for std::any_of, std::find, std::max, std::none_of
#include <cmath>      // for std::exp, std::pow, std::round
#include <optional>   // for std::optional
#include <utility>    // for std::move, std::pair

#include <probation/analysis/audit/context.hpp>
#include <probation/backlog/victim_contact.hpp>
#include <probation/base/kind.hpp>
#include <probation/base/quantile.hpp>
#include <probation/workload/settings.hpp>

namespace probation::detail {

/// Finds the leaving hazard a month of staff now, at the means: their own, else the grade's, else that of the stage in
/// which it is greatest; 0 where the document gives none.
struct stated_leaving {
  double hazard = 0.0;
  std::string at;                   ///< where it stands
  const quantity* given = nullptr;  ///< null where the document gives none
};
[[nodiscard]] inline stated_leaving leaving_of(const region& r, const audited_staff& s) {
  stated_leaving out;
  const auto look = [&](const std::optional<timed_quantity>& rate, const std::string& path) {
    if (!rate || rate->parts.empty() || out.given != nullptr) return;
    out = {mean(rate->at(r.as_of)), path, &rate->at(r.as_of)};
  };
  look(s.given.leaving_rate, s.path + ".leaving_rate");
  const grade* g = find_grade(r, s.grade);
  if (g == nullptr) return out;
  look(g->leaving_rate, path_of("grades", {s.grade, "leaving_rate"}));
  for (std::size_t i = 0; i < g->ladder.size(); ++i) {
    const std::string path = path_of("grades", {s.grade}) + ".ladder[" + std::to_string(i) + "].leaving_rate";
    const auto& rate = g->ladder[i].leaving_rate;
    if (rate && !rate->parts.empty() && mean(rate->at(r.as_of)) > out.hazard) {
      out.given = nullptr;
      look(rate, path);
    }
  }
  return out;
}

[[nodiscard]] inline double fte_of(const audited_staff& s) {
  return s.given.in_post ? mean(*s.given.in_post) : headcount_of(s.given);
}

/// Whether a policy ever brings anybody.
[[nodiscard]] inline bool brings_people(const recruitment& x) {
  if (x.fill || !x.schedule.empty()) return true;
  if (x.in_vetting && mean(*x.in_vetting) > 0.0) return true;
  return x.per_month && std::any_of(x.per_month->parts.begin(), x.per_month->parts.end(),
                                    [](const auto& part) { return greatest(part.value) > 0.0; });
}

/// Whether a grade in a unit is ever joined: by recruitment, intake, transfer, qualification or promotion.
[[nodiscard]] inline bool is_joined(const audit_context& audit, const audited_staff& s) {
  const region& r = audit.r;
  const delivery_unit* unit = r.pdus.find(s.unit);
  if (unit == nullptr) unit = r.functions.find(s.unit);
  const recruitment* policy = unit->recruitment.find(s.grade);
  if (policy == nullptr) policy = r.recruitment.find(s.grade);
  if (policy != nullptr && brings_people(*policy)) return true;
  for (const intake& x : r.intakes) {
    if (x.grade == s.grade && (!x.unit || *x.unit == s.unit) && greatest(x.headcount) > 0.0) return true;
  }
  const auto comes = [&](const transfer& x) { return x.grade == s.grade && x.to == s.unit; };
  if (std::any_of(r.transfers.begin(), r.transfers.end(), comes)) return true;
  const auto leads_here = [&](const audited_staff* other) {
    const grade* g = other->grade != s.grade ? find_grade(r, other->grade) : nullptr;
    if (g == nullptr) return false;
    if (g->qualification && (g->qualification->to == s.grade || g->qualification->otherwise == s.grade)) return true;
    return g->promotion && g->promotion->to == s.grade;
  };
  const auto& all = audit.staff_in(s.unit);
  return std::any_of(all.begin(), all.end(), leads_here);
}

/// Sums up posts and people of the place that an intake may go to: a unit, the region by its totals, or its units
/// together.
struct room {
  double established = 0.0;  ///< FTE
  double in_post = 0.0;      ///< FTE
  double heads = 0.0;
  double hazard = 0.0;  ///< of leaving a month, over those in post
  std::vector<exhibit> evidence;
};
[[nodiscard]] inline std::optional<room> room_of(const audit_context& audit, const std::string& grade,
                                                 const std::optional<std::string>& unit) {
  const auto has_posts = [](const audited_staff& s) {
    return s.given.in_post &&
           ((s.given.establishment && !s.given.establishment->parts.empty()) || s.given.vacancy_rate);
  };
  bool total = false;
  for (const audited_staff& s : audit.all_staff()) {
    total = total || (!unit && s.unit.empty() && s.grade == grade && has_posts(s));
  }
  room out;
  for (const audited_staff& s : audit.all_staff()) {
    if (s.grade != grade || (unit ? s.unit != *unit : s.unit.empty() != total)) continue;
    if (!has_posts(s)) return std::nullopt;
    const double fte = fte_of(s);
    out.established += mean_establishment(s.given, audit.r.as_of);
    out.in_post += fte;
    out.heads += headcount_of(s.given);
    out.hazard += fte * leaving_of(audit.r, s).hazard;
    const auto more = staffing_exhibits(s, audit.r.as_of);
    out.evidence.insert(out.evidence.end(), more.begin(), more.end());
  }
  if (out.in_post > 0.0) out.hazard /= out.in_post;
  return out.evidence.empty() ? std::nullopt : std::optional(std::move(out));
}

/// Computes the mean months that a case is held, as the projection does; a year where the document gives none.
[[nodiscard]] inline double months_held(const case_class& c) {
  if (!c.dwell) return 12.0;
  const dwell& d = *c.dwell;
  if (d.rate) {
    const double rate = mean(*d.rate);
    return 1.0 / (is_proportion_lost(d.rate->unit) ? 1.0 - std::exp(-rate) : rate);
  }
  if (d.form != dwell::shape::profile) return d.time ? mean(*d.time) : 12.0;
  double months = 0.0;
  for (const double share : d.profile) months += share;
  return months;
}

/// The greatest share of practitioners above `high_caseload` that any negative binomial spread gives, whatever its
/// size, over grades of these mean caseloads and heads.
[[nodiscard]] inline double most_above(const std::vector<std::pair<double, double>>& means_and_heads) {
  const auto above = [](double m, double size) {
    double term = std::pow(size / (size + m), size);
    double below = term;
    for (int x = 0; x < high_caseload; ++x) {
      term *= (x + size) / (x + 1.0) * (m / (m + size));
      below += term;
    }
    return (std::max)(0.0, 1.0 - below);
  };
  double most = 0.0;
  for (int step = 0; step <= 240; ++step) {  // sizes from 0.01 to 10,000
    const double size = std::pow(10.0, -2.0 + step / 40.0);
    double share = 0.0;
    double heads = 0.0;
    for (const auto& [m, n] : means_and_heads) {
      share += n * above(m, size);
      heads += n;
    }
    most = (std::max)(most, share / heads);
  }
  return most;
}

/// Notes starts × months held that keep another stock than is held now, by more than a quarter of it.
inline void check_balance(audit_context& audit, const std::string& path, double starts, double months, double held,
                          std::vector<exhibit> evidence) {
  const double kept = starts * months;
  if (held <= 0.0 || std::abs(kept - held) <= 0.25 * held) return;
  evidence.push_back(computed("months held, on average", figure(months)));
  audit.add(path,
            figure(starts) + " starts a month, held for " + figure(months) + " months, keep " + figure(kept) +
                " cases, and " + figure(held) + " are held: a forecast moves from one to the other",
            std::move(evidence),
            "check starts, time held and cases against each other: in balance, cases = starts x months");
}

}  // namespace probation::detail

namespace probation::rules {

/// Compares intakes with the posts that they can fill: vacant now, or of people who will have left by then, at the
/// means. Heads count as the FTE of those in post. A tenth, and one FTE, is let pass.
inline void intake_vacancies(audit_context& audit) {
  const auto& intakes = audit.r.intakes;
  for (std::size_t i = 0; i < intakes.size(); ++i) {
    const intake& x = intakes[i];
    // Noted once for each grade and place: at the last intake, with those before it.
    const auto is_like = [&](const intake& y) { return y.grade == x.grade && y.unit == x.unit; };
    if (std::any_of(intakes.begin() + static_cast<std::ptrdiff_t>(i) + 1, intakes.end(), is_like)) continue;
    std::optional<detail::room> found = detail::room_of(audit, x.grade, x.unit);
    if (!found) continue;
    const double each = found->heads > 0.0 ? found->in_post / found->heads : 1.0;
    double heads = 0.0;
    std::vector<exhibit> evidence;
    month last = x.start;
    for (std::size_t j = 0; j < intakes.size(); ++j) {
      const intake& y = intakes[j];
      if (!is_like(y)) continue;
      heads += mean(y.headcount) * mean(y.attendance);
      last = (std::max)(last, y.start);
      evidence.push_back(detail::shown("intakes[" + std::to_string(j) + "].headcount", y.headcount));
    }
    const double months = (std::max)(0, last - audit.r.as_of) + 1.0;
    const double vacant = (std::max)(0.0, found->established - found->in_post);
    const double leaving = found->in_post * (1.0 - std::exp(-found->hazard * months));
    const double fte = heads * each;
    if (fte <= 1.1 * (vacant + leaving) || fte <= vacant + leaving + 1.0) continue;
    evidence.insert(evidence.end(), found->evidence.begin(), found->evidence.end());
    evidence.push_back(detail::computed("establishment - in post, FTE",
                                        detail::figure(found->established) + " - " + detail::figure(found->in_post)));
    audit.add(
        "intakes[" + std::to_string(i) + "].headcount",
        detail::figure(heads) + " " + x.grade +
            " are to join, and there is room for fewer: " + detail::figure(std::round(10.0 * vacant) / 10.0) +
            " FTE are vacant, and " + detail::figure(std::round(10.0 * leaving) / 10.0) + " will have left by then",
        std::move(evidence), "check grade and unit of the joiners, and the establishment: some may go to other posts");
  }
}

/// Finds grades that people leave and that are never joined: a forecast of them runs down to none.
inline void never_replaced(audit_context& audit) {
  std::vector<std::string> seen;
  for (const audited_staff& first : audit.all_staff()) {
    if (first.unit.empty() || std::find(seen.begin(), seen.end(), first.grade) != seen.end()) continue;
    seen.push_back(first.grade);
    const grade* g = find_grade(audit.r, first.grade);
    const bool ends = g != nullptr && !g->ladder.empty() && g->ladder.back().months;
    double fte = 0.0;
    std::string where;
    std::string units;
    std::vector<exhibit> evidence;
    for (const audited_staff& s : audit.all_staff()) {
      if (s.unit.empty() || s.grade != first.grade || detail::fte_of(s) <= 0.0) continue;
      const detail::stated_leaving leaving = detail::leaving_of(audit.r, s);
      if ((leaving.hazard <= 0.0 && !ends) || detail::is_joined(audit, s)) continue;
      where = fte == 0.0 ? s.path : detail::common_path(where, s.path);
      units += (units.empty() ? "\"" : ", \"") + s.unit + '"';
      fte += detail::fte_of(s);
      if (s.given.in_post) evidence.push_back(detail::shown(s.path + ".in_post", *s.given.in_post));
      const auto is_there = [&](const exhibit& e) { return e.path == leaving.at; };
      if (leaving.given != nullptr && std::none_of(evidence.begin(), evidence.end(), is_there))
        evidence.push_back(detail::shown(leaving.at, *leaving.given));
    }
    if (fte <= 0.0) continue;
    audit.add(where,
              detail::figure(fte) + " FTE of " + first.grade + " in " + units +
                  (ends ? " qualify or leave" : " leave") +
                  " over time, and nobody ever joins: no recruitment, intake, transfer, qualification or promotion",
              std::move(evidence), "say how they are replaced (recruitment), or that a forecast is to run down");
  }
}

/// Starts × time held beside the cases that are held now: of classes of units, of those that averages imply (all units
/// together, as the region's starts are the region's), and of victim contact. A quarter is let pass.
inline void starts_balance(audit_context& audit) {
  const region& r = audit.r;
  const auto look = [&](std::string_view where, const named<delivery_unit>& units) {
    for (const auto& [unit_name, unit] : units) {
      for (const auto& [name, c] : unit.caseload) {
        if (!c.starts || !c.starts->rate || c.starts->rate->parts.empty()) continue;
        const std::string at = path_of(where, {unit_name, "caseload", name});
        double held = c.cases ? mean(*c.cases) : 0.0;
        for (const auto& item : c.tiers) held += mean(item.second);
        std::vector<exhibit> evidence = {detail::shown(at + ".starts.per_month", c.starts->rate->at(r.as_of))};
        if (c.cases) evidence.push_back(detail::shown(at + ".cases", *c.cases));
        detail::check_balance(audit, at, mean(c.starts->rate->at(r.as_of)), detail::months_held(c), held,
                              std::move(evidence));
      }
    }
  };
  look("pdus", r.pdus);
  look("functions", r.functions);
  for (const auto& [name, c] : r.caseload) {
    if (!c.starts || !c.starts->rate || c.starts->rate->parts.empty()) continue;
    const std::string at = path_of("caseload", {name});
    double held = 0.0;
    std::vector<exhibit> evidence = {detail::shown(at + ".starts.per_month", c.starts->rate->at(r.as_of))};
    for (const audited_staff& s : audit.all_staff()) {
      if (s.unit.empty() || s.grade != name || !s.given.caseload || !s.given.workload) continue;
      held += mean(*s.given.caseload) * detail::fte_of(s);
      evidence.push_back(detail::shown(s.path + ".caseload", *s.given.caseload));
    }
    detail::check_balance(audit, at, mean(c.starts->rate->at(r.as_of)), detail::months_held(c), held,
                          std::move(evidence));
  }
  if (!r.victim_contact || !r.victim_contact->open_cases || !r.victim_contact->open_for) return;
  const victim_contact& v = *r.victim_contact;
  if (!v.referrals.rate || v.referrals.rate->parts.empty()) return;
  const double referrals = mean(v.referrals.rate->at(r.as_of)) + (v.pilot ? mean(v.pilot->at(r.as_of)) : 0.0);
  detail::check_balance(audit, "victim_contact.open_cases", referrals, mean(*v.open_for), mean(*v.open_cases),
                        {detail::shown("victim_contact.referrals.per_month", v.referrals.rate->at(r.as_of)),
                         detail::shown("victim_contact.open_for", *v.open_for),
                         detail::shown("victim_contact.open_cases", *v.open_cases)});
}

/// A share of practitioners above 60 cases that no spread about their average caseloads gives: the projection's are
/// negative binomial, of whatever size. Half a percentage point is let pass.
inline void above_sixty(audit_context& audit) {
  for (const auto& [name, x] : audit.r.indicators) {
    if (x.measure != "share_above_60" || !x.value) continue;
    std::vector<std::pair<double, double>> holders;
    const std::string path = path_of("indicators", {name, "value"});
    std::vector<exhibit> evidence = {detail::shown(path, *x.value)};
    const bool of_region = !x.unit || *x.unit == audit.r.name;
    const auto counts = [&](const audited_staff& s) {
      return (of_region || s.unit == *x.unit) && (!x.grade || s.grade == *x.grade) && s.given.caseload;
    };
    // The region's averages where they are given, else those of its units.
    const auto is_total = [&](const audited_staff& s) { return s.unit.empty() && counts(s); };
    const bool totals = of_region && std::any_of(audit.all_staff().begin(), audit.all_staff().end(), is_total);
    for (const audited_staff& s : audit.all_staff()) {
      if (!counts(s) || s.unit.empty() != totals) continue;
      holders.emplace_back(mean(*s.given.caseload), (std::max)(1, headcount_of(s.given)));
      evidence.push_back(detail::shown(s.path + ".caseload", *s.given.caseload));
    }
    if (holders.empty()) continue;
    const double most = detail::most_above(holders);
    if (mean(*x.value) <= most + 0.005) continue;
    evidence.push_back(detail::computed("most that any spread gives", detail::in_percent(most)));
    audit.add(path,
              detail::in_percent(mean(*x.value)) + " of practitioners are said to hold more than " +
                  std::to_string(high_caseload) + " cases, and average caseloads allow " + detail::in_percent(most) +
                  " at most, however uneven they are (negative binomial)",
              std::move(evidence),
              "those who were asked are not a sample of all, or the averages count people with few cases: say which");
  }
}

}  // namespace probation::rules
