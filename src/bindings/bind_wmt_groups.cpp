// Officers together and over time.
#include "wmt.hpp"

#include "wmt_packing.hpp"

#include <probation/workload/wmt/aggregate.hpp>
#include <probation/workload/wmt/history.hpp>

namespace probation::bindings {

template <>
struct packing<wmt::contact>
    : member_packing<&wmt::contact::code, &wmt::contact::on, &wmt::contact::done_by, &wmt::contact::owner> {};
template <>
struct packing<wmt::workload_group>
    : member_packing<&wmt::workload_group::name, &wmt::workload_group::officers, &wmt::workload_group::points,
                     &wmt::workload_group::available, &wmt::workload_group::remaining,
                     &wmt::workload_group::contracted_hours, &wmt::workload_group::reduction_hours,
                     &wmt::workload_group::cases, &wmt::workload_group::cms_points, &wmt::workload_group::percent,
                     &wmt::workload_group::cms_percent, &wmt::workload_group::mean_of_percents,
                     &wmt::workload_group::without_capacity, &wmt::workload_group::points_without_capacity> {};

namespace {

void bind_reductions(py::module_& m) {
  using wmt::reduction;
  auto r = value_class<reduction>(m, "Reduction", "Hours taken off an officer's contracted hours.");
  pickled(r, "Reduction");
  r.def(py::init([](std::string reason, double hours, std::optional<day> start, std::optional<day> end,
                    const std::optional<std::string>& status) {
          reduction out{std::move(reason), hours, start, end, std::nullopt};
          if (status) {
            static constexpr std::array<std::string_view, 4> names = {"scheduled", "active", "archived", "deleted"};
            const auto* at = std::find(names.begin(), names.end(), *status);
            if (at == names.end()) throw wmt::detail::unknown("status", "status", *status, names);
            out.status = static_cast<wmt::reduction_status>(at - names.begin());
          }
          return out;
        }),
        "reason"_a, "hours"_a, py::kw_only(), "start"_a = py::none(), "end"_a = py::none(), "status"_a = py::none());
  property(r, "reason", &reduction::reason, "A key of the configuration's reductions.");
  property(r, "hours", &reduction::hours, "Hours a week.");
  property(r, "start", &reduction::from, "Its first day; None if not known.");
  property(r, "end", &reduction::until, "Its last day; None if not known.");
  r.def_property_readonly(
      "status",
      [](const reduction& x) -> std::optional<std::string> {
        static constexpr std::array<std::string_view, 4> names = {"scheduled", "active", "archived", "deleted"};
        if (!x.status) return std::nullopt;
        return std::string(names[static_cast<std::size_t>(*x.status)]);
      },
      "As recorded: scheduled, active, archived or deleted; None if only the dates are known.");
  r.def("__repr__", [](const reduction& x) { return "<Reduction " + x.reason + ", " + to_text(x.hours) + " hours>"; });
  m.def(
      "hours_off",
      [](const std::vector<reduction>& reductions, const wmt::configuration& c, day date, const std::string& policy) {
        return wmt::hours_off(reductions, c, date, wmt::policy_of(policy));
      },
      "reductions"_a, "configuration"_a, "date"_a, "policy"_a, "Hours of the reductions that count on a day.");

  using wmt::contact;
  auto c = value_class<contact>(m, "Contact", "A contact in case management support.");
  pickled(c, "Contact");
  c.def(py::init([](std::string code, day date, std::string done_by, std::string owner) {
          return contact{std::move(code), date, std::move(done_by), std::move(owner)};
        }),
        "code"_a, "date"_a, "done_by"_a, "owner"_a);
  property(c, "code", &contact::code, "Its code, such as CMS02.");
  property(c, "date", &contact::on, "The day on which it was made.");
  property(c, "done_by", &contact::done_by, "Who did it.");
  property(c, "owner", &contact::owner, "Who owns the case.");
  c.def("__repr__", [](const contact& x) {
    return "<Contact " + x.code + " on " + x.on.str() + ", by " + x.done_by + " for " + x.owner + ">";
  });
  m.def(
      "cms_points",
      [](const std::vector<contact>& contacts, const std::string& officer, const wmt::configuration& x, day date,
         const std::string& policy) { return wmt::cms_points(contacts, officer, x, date, wmt::policy_of(policy)); },
      "contacts"_a, "officer"_a, "configuration"_a, "date"_a, "policy"_a,
      "Points that contacts move to an officer on a day.");
}

void bind_officers(py::module_& m) {
  using wmt::officer;
  auto o = value_class<officer>(m, "Officer", "An officer in a team on a day.");
  pickled(o, "Officer");
  o.def(py::init([](std::string name, double points, double available_points, std::string grade, std::string team,
                    std::string pdu, std::string region, double contracted_hours, double reduction_hours, double cases,
                    double untiered, double cms_points, std::vector<wmt::reduction> reductions) {
          officer out{std::move(name), std::move(grade), std::move(team),      std::move(pdu),  std::move(region),
                      points,          available_points, contracted_hours,     reduction_hours, cases,
                      untiered,        cms_points,       std::move(reductions)};
          wmt::detail::require_officer(out);
          return out;
        }),
        "name"_a, "points"_a, "available_points"_a, py::kw_only(), "grade"_a = "", "team"_a = "", "pdu"_a = "",
        "region"_a = "", "contracted_hours"_a = 0.0, "reduction_hours"_a = 0.0, "cases"_a = 0.0, "untiered"_a = 0.0,
        "cms_points"_a = 0.0, "reductions"_a = std::vector<wmt::reduction>());
  property(o, "name", &officer::name, "Whom it is about.");
  property(o, "grade", &officer::grade, "Grade.");
  property(o, "team", &officer::team, "Team.");
  property(o, "pdu", &officer::pdu, "Probation delivery unit.");
  property(o, "region", &officer::region, "Region.");
  property(o, "points", &officer::points, "Points held, contacts included.");
  property(o, "available_points", &officer::available, "Points that can be done.");
  property(o, "contracted_hours", &officer::contracted_hours, "Hours a week.");
  property(o, "reduction_hours", &officer::reduction_hours, "Hours taken off.");
  property(o, "cases", &officer::cases, "Cases held.");
  property(o, "untiered", &officer::untiered, "Of these, without a tier.");
  property(o, "cms_points", &officer::cms_points, "Points of contacts.");
  property(o, "reductions", &officer::reductions, "Reductions known, for findings.");
  o.def_property_readonly(
      "percent", [](const officer& x) { return wmt::exact::capacity_percent(x.points, x.available); },
      "Workload in per cent; None without capacity.");
  o.def("__repr__", [](const officer& x) { return "<Officer " + x.name + ">"; });

  using wmt::workload_group;
  auto g = value_class<workload_group>(m, "Group", "Officers added up.");
  pickled(g, "Group");
  property(g, "name", &workload_group::name, "Name of the team, unit …; \"*\" for everybody.");
  property(g, "officers", &workload_group::officers, "How many officers.");
  property(g, "points", &workload_group::points, "Points held.");
  property(g, "available_points", &workload_group::available, "Points that can be done.");
  property(g, "remaining_points", &workload_group::remaining, "Available less held.");
  property(g, "contracted_hours", &workload_group::contracted_hours, "Hours a week.");
  property(g, "reduction_hours", &workload_group::reduction_hours, "Hours taken off.");
  property(g, "cases", &workload_group::cases, "Cases held.");
  property(g, "cms_points", &workload_group::cms_points, "Points of contacts.");
  property(g, "percent", &workload_group::percent, "Ratio of sums in per cent; None without capacity.");
  property(g, "cms_percent", &workload_group::cms_percent, "Points of contacts in per cent of those available.");
  property(g, "mean_of_percents", &workload_group::mean_of_percents,
           "Mean of the officers' percentages: not the workload, for comparison.");
  property(g, "without_capacity", &workload_group::without_capacity, "Officers who hold points without capacity.");
  property(g, "points_without_capacity", &workload_group::points_without_capacity, "Their points.");
  g.def("__repr__", [](const workload_group& x) {
    return "<Group " + x.name + ": " + std::to_string(x.officers) + " officers, " + to_text(x.points) + " of " +
           to_text(x.available) + " points>";
  });
  m.def(
      "aggregated",
      [](const std::vector<officer>& officers, const std::string& by) {
        return wmt::aggregated(officers, wmt::level_of(by));
      },
      "officers"_a, "by"_a, "Officers added up by officer, grade, team, pdu, region or all.");
  m.def(
      "findings",
      [](const std::vector<officer>& officers, const wmt::configuration& c, std::optional<day> date) {
        py::list out;
        for (const auto& f : wmt::findings(officers, c, date))
          out.append(py::make_tuple(std::string(to_string(f.kind)), f.officer, f.team, f.text, f.points));
        return out;
      },
      "officers"_a, "configuration"_a, "date"_a, "What percentages hide: kind, officer, team, text, points.");
}

void bind_history(py::module_& m) {
  const auto history = [](const std::vector<day>& days, const std::vector<double>& percents) {
    if (days.size() != percents.size())
      throw wmt::error("percents", std::to_string(percents.size()) + " of them",
                       "one for each of " + std::to_string(days.size()) + " days");
    std::vector<wmt::snapshot> out;
    for (std::size_t i = 0; i < days.size(); ++i) out.push_back({days[i], percents[i]});
    return out;
  };
  m.def(
      "excess_spells",
      [history](const std::vector<day>& days, const std::vector<double>& percents, double threshold, bool strict,
                int weeks, int most_days_between) {
        py::list out;
        for (const auto& s :
             wmt::excess_spells(history(days, percents), {threshold, strict, weeks, most_days_between})) {
          out.append(
              py::make_tuple(s.first, s.last, s.snapshots, s.weeks, s.highest, s.mean, s.is_sustained, s.is_open));
        }
        return out;
      },
      "days"_a, "percents"_a, "threshold"_a, "strict"_a, "weeks"_a, "most_days_between"_a,
      "Spells of excess: first, last, snapshots, weeks, highest, mean, is_sustained, is_open.");
  m.def(
      "trend",
      [history](const std::vector<day>& days, const std::vector<double>& percents) -> py::object {
        const auto t = wmt::trend_of(history(days, percents));
        if (!t) return py::none();
        return py::make_tuple(t->per_week, t->standard_error, t->at_last, t->snapshots);
      },
      "days"_a, "percents"_a, "Least squares: per week, its standard error, the line at the last day, snapshots.");
}

}  // namespace

void bind_wmt_groups(py::module_& m) {
  bind_reductions(m);
  bind_officers(m);
  bind_history(m);
}

}  // namespace probation::bindings
