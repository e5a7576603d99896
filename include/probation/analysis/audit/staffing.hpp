// Rules about posts and people: vacancies, establishment, totals and averages of the region.
#pragma once

#include <algorithm>  // for std::minmax_element
#include <optional>   // for std::optional

#include <probation/analysis/audit/context.hpp>

namespace probation::detail {

/// An average of the staff: what it is called and where it stands.
struct average {
  const char* key;
  const char* what;
  std::optional<quantity> staff::* member;
};
inline constexpr average averages[] = {{"caseload", "cases per officer", &staff::caseload},
                                       {"workload", "workload", &staff::workload},
                                       {"vacancy_rate", "vacancy rate", &staff::vacancy_rate}};

/// Staff of a grade in the PDUs.
[[nodiscard]] inline std::vector<const audited_staff*> in_pdus(const audit_context& audit, std::string_view grade) {
  std::vector<const audited_staff*> out;
  for (const audited_staff& s : audit.all_staff()) {
    if (s.grade == grade && audit.r.pdus.contains(s.unit)) out.push_back(&s);
  }
  return out;
}

/// Posts of the region beside those of its units, where all of these say how many they have: of the PDUs, or of PDUs
/// and functions.
template <class Near>
void compare_posts(audit_context& audit, const audited_staff& all, Near alike) {
  const auto has_posts = [](const staff& s) {
    return (s.establishment && !s.establishment->parts.empty()) || (s.vacancy_rate && s.in_post);
  };
  if (!has_posts(all.given)) return;
  double pdus = 0.0;
  double elsewhere = 0.0;
  std::vector<exhibit> evidence = staffing_exhibits(all, audit.r.as_of);
  for (const audited_staff& s : audit.all_staff()) {
    if (s.unit.empty() || s.grade != all.grade) continue;
    if (!has_posts(s.given)) return;
    (audit.r.pdus.contains(s.unit) ? pdus : elsewhere) += mean_establishment(s.given, audit.r.as_of);
    const auto more = staffing_exhibits(s, audit.r.as_of);
    evidence.insert(evidence.end(), more.begin(), more.end());
  }
  const double whole = mean_establishment(all.given, audit.r.as_of);
  if (alike(whole, pdus) || alike(whole, pdus + elsewhere)) return;
  audit.add(all.path + ".establishment",
            figure(whole) + " FTE of " + all.grade + " are established in the region, and " + figure(pdus + elsewhere) +
                " in its units",
            std::move(evidence), "bring both to one date and scope, or leave the region's total out");
}

}  // namespace probation::detail

namespace probation::rules {

/// Reported beside true vacancy: 1 − in post ÷ establishment, at the means.
inline void reported_vacancy(audit_context& audit) {
  for (const audited_staff& s : audit.all_staff()) {
    const bool has_target = s.given.establishment || s.given.vacancy_rate;
    if (!s.given.reported_vacancy || !s.given.in_post || !has_target) continue;
    const double reported = mean(*s.given.reported_vacancy);
    const double real = vacancy_rate(s.given, audit.r.as_of);
    if (std::isnan(real) || std::abs(reported - real) <= audit.options.vacancy_tolerance + 1e-12) continue;
    auto evidence = detail::staffing_exhibits(s, audit.r.as_of);
    evidence.insert(evidence.begin(), detail::shown(s.path + ".reported_vacancy", *s.given.reported_vacancy));
    audit.add(s.path + ".reported_vacancy",
              "a vacancy rate of " + detail::in_percent(reported) + " is reported, and " + detail::in_percent(real) +
                  " follows from in post and establishment",
              std::move(evidence),
              "report what in post and establishment give, or correct whichever of the three is out of date");
  }
}

/// More people than posts: in a unit, in the region as its totals say, or in its units together where the total says
/// only how many posts there are. Trainees of whom only cohorts are given count as heads.
inline void over_establishment(audit_context& audit) {
  for (const audited_staff& s : audit.all_staff()) {
    if (!s.given.establishment || s.given.establishment->parts.empty()) continue;
    const double target = mean_establishment(s.given, audit.r.as_of);
    auto evidence = detail::staffing_exhibits(s, audit.r.as_of);
    double in_post = s.given.in_post ? mean(*s.given.in_post) : headcount_of(s.given);
    if (s.unit.empty() && !s.given.in_post) {
      for (const audited_staff& part : audit.all_staff()) {
        if (part.unit.empty() || part.grade != s.grade) continue;
        in_post += part.given.in_post ? mean(*part.given.in_post) : headcount_of(part.given);
        if (part.given.in_post) evidence.push_back(detail::shown(part.path + ".in_post", *part.given.in_post));
      }
    }
    if (in_post <= target * (1.0 + 1e-9) + 1e-9) continue;
    audit.add(
        s.path,
        detail::figure(in_post) + " FTE are in post where " + detail::figure(target) + " are established" +
            (target > 0.0 ? ": a vacancy rate of " + detail::in_percent(1.0 - in_post / target)
                          : ": a vacancy rate of no posts is not defined"),
        std::move(evidence),
        "check that both count the same grades and both are FTE; a surplus here must not hide vacancies elsewhere");
  }
}

/// A region's average lies between those of its PDUs, where all of them are given. (With a rest of the region it is
/// the rest that follows, so there is nothing to compare.) Printed averages are rounded: half a per cent is let pass.
inline void average_outside(audit_context& audit) {
  if (audit.has_remainder()) return;
  for (const audited_staff& all : audit.all_staff()) {
    if (!all.unit.empty()) continue;
    const auto parts = detail::in_pdus(audit, all.grade);
    if (parts.empty()) continue;
    for (const auto& a : detail::averages) {
      const auto& whole = all.given.*a.member;
      const bool complete =
          std::all_of(parts.begin(), parts.end(), [&](const auto* s) { return (s->given.*a.member).has_value(); });
      if (!whole || !complete) continue;
      const auto [least, most] = std::minmax_element(parts.begin(), parts.end(), [&](const auto* x, const auto* y) {
        return mean(*(x->given.*a.member)) < mean(*(y->given.*a.member));
      });
      const double low = mean(*((*least)->given.*a.member));
      const double high = mean(*((*most)->given.*a.member));
      const double x = mean(*whole);
      if (x >= low * 0.995 - 1e-12 && x <= high * 1.005 + 1e-12) continue;
      const std::string path = all.path + '.' + a.key;
      std::vector<exhibit> evidence = {detail::shown(path, *whole)};
      for (const auto* s : parts) evidence.push_back(detail::shown(s->path + '.' + a.key, *(s->given.*a.member)));
      audit.add(path,
                std::string("the region's ") + a.what + " of " + all.grade + " is " + detail::figure(x) +
                    ", outside that of its PDUs, " + detail::figure(low) + " to " + detail::figure(high),
                std::move(evidence),
                "an average of parts lies between them: one of these figures is of another date or scope");
    }
  }
}

/// Totals of the region are the sums of its units, and its averages the ratios of sums, within 2 %.
inline void totals(audit_context& audit) {
  if (audit.has_remainder()) return;
  const auto alike = [](double x, double y) { return std::abs(x - y) <= 0.02 * (std::max)(std::abs(x), std::abs(y)); };
  for (const audited_staff& all : audit.all_staff()) {
    if (!all.unit.empty() || detail::in_pdus(audit, all.grade).empty()) continue;
    detail::compare_posts(audit, all, alike);
    if (!all.given.in_post) continue;
    std::vector<exhibit> evidence = {detail::shown(all.path + ".in_post", *all.given.in_post)};
    double pdus = 0.0;
    double elsewhere = 0.0;
    for (const audited_staff& s : audit.all_staff()) {
      if (s.unit.empty() || s.grade != all.grade || !s.given.in_post) continue;
      (audit.r.pdus.contains(s.unit) ? pdus : elsewhere) += mean(*s.given.in_post);
      evidence.push_back(detail::shown(s.path + ".in_post", *s.given.in_post));
    }
    const double whole = mean(*all.given.in_post);
    if (!alike(whole, pdus) && !alike(whole, pdus + elsewhere)) {
      audit.add(all.path + ".in_post",
                detail::figure(whole) + " FTE of " + all.grade + " are in post in the region, and " +
                    detail::figure(pdus + elsewhere) + " in its units",
                evidence, "bring both to one date, or make one PDU the rest of the region (remainder = true)");
      continue;
    }
    const detail::staff_sums sums = detail::sums_elsewhere(audit.r, "", all.grade);
    if (!all.given.caseload || !all.given.workload || std::abs(sums.with_cases - sums.in_post) > 1e-9) continue;
    const auto compare = [&](const char* key, const quantity& given, double sum) {
      if (alike(mean(given), sum / sums.in_post)) return;
      audit.add(
          all.path + '.' + key,
          std::string("the region's ") + key + " of " + all.grade + " is given as " + detail::figure(mean(given)) +
              "; its PDUs, weighed by in post, come to " + detail::figure(sum / sums.in_post),
          {detail::shown(all.path + '.' + key, given),
           detail::computed("sum over PDUs ÷ in post", detail::figure(sum) + " ÷ " + detail::figure(sums.in_post))},
          "a region is the ratio of sums, not the mean of percentages; check dates and scope of the parts");
    };
    compare("caseload", *all.given.caseload, sums.cases);
    compare("workload", *all.given.workload, sums.points);
  }
}

}  // namespace probation::rules
