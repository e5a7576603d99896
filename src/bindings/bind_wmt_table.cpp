// Workload of tables: one row a case, or one row an officer.
#include "totals.hpp"
#include "wmt_rows.hpp"

#include "wmt_packing.hpp"

#include <limits>
#include <unordered_map>

namespace probation::bindings {

namespace {

using wmt::inactivity;
using wmt::tally;

/// Officers of a table, and under whose rules their points were counted.
struct officer_table {
  std::vector<wmt::officer> officers;
  wmt::policy policy = wmt::policy::exact;
};

}  // namespace

template <>
struct packing<officer_table> : member_packing<&officer_table::officers, &officer_table::policy> {};

namespace {

/// An officer in a team: the numbers of both names.
[[nodiscard]] std::uint64_t key_of(std::int32_t officer, std::int32_t team) noexcept {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(officer)) << 32) | static_cast<std::uint32_t>(team);
}

/// Adds what everybody holds to who they are; leaves out the ones with something wrong.
void finish(std::vector<wmt::officer>& officers, tally& counted, const std::vector<tally::extras>& more,
            const std::vector<char>& is_good, wmt::policy policy) {
  const auto held = counted.finish(policy, more);
  std::vector<wmt::officer> good;
  good.reserve(officers.size());
  for (std::size_t k = 0; k < officers.size(); ++k) {
    if (is_good[k] == 0) continue;
    wmt::officer& o = good.emplace_back(std::move(officers[k]));
    o.points += held[k].points;
    o.cases += held[k].cases;
    o.untiered += held[k].untiered;
  }
  officers = std::move(good);
}

/// The number of each word of `from` among the words of `to`; -2 if it is not there.
[[nodiscard]] std::vector<std::int32_t> matched(const labels& from, const labels& to) {
  std::unordered_map<std::string, std::int32_t> numbers;
  for (std::size_t k = 0; k < to.words.size(); ++k)
    numbers.emplace(name_key(to.words[k]), static_cast<std::int32_t>(k));
  std::vector<std::int32_t> out;
  for (const auto& word : from.words) {
    const auto found = numbers.find(name_key(word));
    out.push_back(found == numbers.end() ? -2 : found->second);
  }
  return out;
}

/// Everybody of a table of officers, one row each.
class staff {
 public:
  staff(const table& t, const capacity_rules& rules, totals& sums, row_problems& problems) : who_(t, rules) {
    rows_.reserve(t.rows);
    for (std::size_t i = 0; i < t.rows; ++i) {
      tally::extras more;
      if (sums.leave_out(i, problems)) {
        officers.emplace_back();
        extras.push_back(more);
        is_good.push_back(0);
        continue;
      }
      wmt::officer o = who_.read(i, more, problems);
      if (who_.officer[i] < 0) {
        problems.add(i, "officer", "nothing", "who it is");
      } else if (const auto [place, is_new] = rows_.try_emplace(key_of(who_.officer[i], who_.team[i]), i); !is_new) {
        problems.add(i, "officer", '"' + o.name + '"' + (o.team.empty() ? "" : " in team \"" + o.team + '"'),
                     "each officer once in a team", "row " + std::to_string(place->second) + " is the same");
      }
      officers.push_back(std::move(o));
      extras.push_back(more);
      is_good.push_back(problems.has(i) ? 0 : 1);
    }
  }

  /// The row of somebody, by the numbers of their names here.
  [[nodiscard]] std::optional<std::size_t> find(std::int32_t officer, std::int32_t team) const {
    const auto found = rows_.find(key_of(officer, team));
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] const officer_rows& who() const noexcept { return who_; }

  std::vector<wmt::officer> officers;
  std::vector<tally::extras> extras;
  std::vector<char> is_good;

 private:
  officer_rows who_;
  std::unordered_map<std::uint64_t, std::size_t> rows_;
};

/// Columns of a table of officers that a totals row would add up, besides counts of cases.
const std::vector<std::string> added_up = {"contracted_hours", "reduction_hours", "sdrs",       "fdrs",   "paroms",
                                           "arms_community",   "arms_licence",    "cms_points", "points", "cases"};

[[nodiscard]] capacity_rules rules_of(const wmt::configuration& c, const std::string& policy, bool zero) {
  return {c, wmt::policy_of(policy), zero ? wmt::exact::over_reduction::zero : wmt::exact::over_reduction::refuse};
}

/// One row a case, with what is known of its officer in the same row.
py::tuple from_cases(const table& t, const wmt::configuration& c, const std::string& policy, bool zero,
                     const std::string& totals_word) {
  const capacity_rules rules = rules_of(c, policy, zero);
  totals sums(t, totals_rule_of(totals_word), {});
  row_problems problems;
  officer_table out{{}, rules.policy};
  {
    const py::gil_scoped_release release;
    tally counted(c, t.columns.contains("inactive"));
    const officer_rows who(t, rules);
    const case_rows what(t, counted, c, rules.policy);
    std::unordered_map<std::uint64_t, std::size_t> numbers;
    std::vector<std::size_t> first_rows;
    std::vector<tally::extras> extras;
    std::vector<char> is_good;
    std::uint64_t last_key = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < t.rows; ++i) {
      if (sums.leave_out(i, problems)) continue;
      if (who.officer[i] < 0) {
        problems.add(i, "officer", "nothing", "who holds the case");
        continue;
      }
      const std::uint64_t key = key_of(who.officer[i], who.team[i]);
      if (i == 0 || key != last_key || first_rows.empty()) {
        const auto [place, is_new] = numbers.try_emplace(key, out.officers.size());
        last_key = key;
        last = place->second;
        if (is_new) {
          tally::extras more;
          out.officers.push_back(who.read(i, more, problems));
          first_rows.push_back(i);
          extras.push_back(more);
          is_good.push_back(problems.has(i) ? 0 : 1);
        }
      }
      if (first_rows[last] != i) {
        who.compare(i, first_rows[last], problems);
        if (is_good[last] == 0 && !problems.has(i)) {
          problems.add(i, "officer", '"' + out.officers[last].name + '"', "an officer whose first row can be used",
                       "that is row " + std::to_string(first_rows[last]));
        }
      }
      what.add(i, last, counted, problems);
    }
    finish(out.officers, counted, extras, is_good, rules.policy);
  }
  return py::make_tuple(std::move(out), taken(problems), taken(row_problems()), sums.dropped());
}

/// One row a case, and one row an officer in another table.
py::tuple from_cases_and_officers(const table& t, const table& officers, const wmt::configuration& c,
                                  const std::string& policy, bool zero, const std::string& totals_word) {
  const capacity_rules rules = rules_of(c, policy, zero);
  totals sums(t, totals_rule_of(totals_word), {});
  totals staff_sums(officers, totals_rule_of(totals_word), added_up);
  row_problems problems;
  row_problems staff_problems("officers");
  officer_table out{{}, rules.policy};
  {
    const py::gil_scoped_release release;
    staff all(officers, rules, staff_sums, staff_problems);
    tally counted(c, t.columns.contains("inactive"));
    const case_rows what(t, counted, c, rules.policy);
    const labels officer(t, "officer");
    const labels team(t, "team");
    const auto officer_numbers = matched(officer, all.who().officer);
    const auto team_numbers = matched(team, all.who().team);
    const auto at = [](const std::vector<std::int32_t>& numbers, std::int32_t code) {
      return code < 0 ? -1 : numbers[static_cast<std::size_t>(code)];
    };
    for (std::size_t i = 0; i < t.rows; ++i) {
      if (sums.leave_out(i, problems)) continue;
      officer.check(i, problems);
      team.check(i, problems);
      if (officer[i] < 0) {
        problems.add(i, "officer", "nothing", "who holds the case");
        continue;
      }
      const auto row = all.find(at(officer_numbers, officer[i]), at(team_numbers, team[i]));
      if (!row || all.is_good[*row] == 0) {
        const std::string in = team[i] < 0 ? "" : " in team \"" + team.word(team[i]) + '"';
        problems.add(i, "officer", '"' + officer.word(officer[i]) + '"' + in,
                     row ? "an officer whose row can be used" : "an officer of the table of officers",
                     row ? "that is row " + std::to_string(*row) + " of it" : "");
        continue;
      }
      what.add(i, *row, counted, problems);
    }
    finish(all.officers, counted, all.extras, all.is_good, rules.policy);
    out.officers = std::move(all.officers);
  }
  std::vector<problem> dropped = staff_sums.dropped();
  for (auto& p : dropped) p.path = "officers " + p.path;
  dropped.insert(dropped.end(), sums.dropped().begin(), sums.dropped().end());
  return py::make_tuple(std::move(out), taken(problems), taken(staff_problems), dropped);
}

/// One row an officer: cases by place and tier in columns, or the points themselves.
py::tuple from_officers(const table& t, const wmt::configuration& c, const std::string& policy, bool zero,
                        const std::string& totals_word) {
  const capacity_rules rules = rules_of(c, policy, zero);
  std::vector<std::string> numbers = added_up;
  for (const auto& item : t.columns) {
    if (item.first.find(' ') != std::string::npos) numbers.push_back(item.first);  // counts: "community A3"
  }
  totals sums(t, totals_rule_of(totals_word), numbers);
  row_problems problems;
  officer_table out{{}, rules.policy};
  {
    const py::gil_scoped_release release;
    staff all(t, rules, sums, problems);
    tally counted(c, false);
    struct cell {
      field<int> n;
      std::size_t location, tier;
      bool t2a;
    };
    std::vector<cell> cells;
    std::vector<std::string> tiers = c.tiers;
    tiers.emplace_back(wmt::untiered);
    for (const bool t2a : {false, true}) {
      for (std::size_t l = 0; l < counted.locations().size(); ++l) {
        for (std::size_t k = 0; k < tiers.size(); ++k) {
          const std::string name = (t2a ? "t2a " : "") + counted.locations()[l] + ' ' + tiers[k];
          if (!t.columns.contains(name)) continue;
          cells.push_back(
              {whole(t, name.c_str(), (std::numeric_limits<int>::max)(), "a whole number of cases, 0 or more"), l, k,
               t2a});
        }
      }
    }
    const auto points = amount(t, "points", "points", true);
    const auto held_cases = whole(t, "cases", (std::numeric_limits<int>::max)(), "a whole number of cases, 0 or more");
    row_problems found;  // in the order of rows, with those of `problems`
    for (std::size_t i = 0; i < t.rows; ++i) {
      if (sums.is_total(i)) continue;
      for (const auto& cell : cells) {
        const auto n = cell.n(i, found);
        if (n && rules.policy == wmt::policy::hmpps_workload && cell.tier == c.tiers.size() && *n > 0) {
          found.add(i, cell.n.name(), to_text(*n), "0", "hmpps-workload cannot represent untiered cases");
        }
        if (n && *n > 0) counted.add(i, cell.location, cell.tier, cell.t2a, inactivity::none, *n);
      }
      if (points.is_there()) {
        if (points.is_missing(i)) found.add(i, points.name(), "nothing", points.expected());
        all.officers[i].points = points(i, found).value_or(0);
      }
      if (held_cases.is_there()) all.officers[i].cases = held_cases(i, found).value_or(0);
      if (found.has(i)) all.is_good[i] = 0;
    }
    problems.merge(found);
    finish(all.officers, counted, all.extras, all.is_good, rules.policy);
    out.officers = std::move(all.officers);
  }
  return py::make_tuple(std::move(out), taken(problems), taken(row_problems()), sums.dropped());
}

py::dict columns_of(const officer_table& t) {
  const auto texts = [&](std::string wmt::officer::* member) {
    py::list out(t.officers.size());
    for (std::size_t i = 0; i < t.officers.size(); ++i) out[i] = py::str(t.officers[i].*member);
    return out;
  };
  const auto numbers = [&](auto of) {
    py::array_t<double> out(static_cast<py::ssize_t>(t.officers.size()));
    double* values = out.mutable_data();
    for (std::size_t i = 0; i < t.officers.size(); ++i) values[i] = of(t.officers[i]);
    return out;
  };
  py::dict out;
  out["officer"] = texts(&wmt::officer::name);
  out["grade"] = texts(&wmt::officer::grade);
  out["team"] = texts(&wmt::officer::team);
  out["pdu"] = texts(&wmt::officer::pdu);
  out["region"] = texts(&wmt::officer::region);
  out["contracted_hours"] = numbers([](const auto& o) { return o.contracted_hours; });
  out["reduction_hours"] = numbers([](const auto& o) { return o.reduction_hours; });
  out["cases"] = numbers([](const auto& o) { return o.cases; });
  out["untiered"] = numbers([](const auto& o) { return o.untiered; });
  out["points"] = numbers([](const auto& o) { return o.points; });
  out["available_points"] = numbers([](const auto& o) { return o.available; });
  out["percent"] = numbers([&](const auto& o) {
    return wmt::capacity_percent(o.points, o.available, t.policy).value_or(std::numeric_limits<double>::quiet_NaN());
  });
  return out;
}

}  // namespace

void bind_wmt_table(py::module_& m) {
  auto t = py::classh<officer_table>(m, "OfficerTable", "Officers of a table, with their points and capacity.",
                                     py::is_final());
  pickled(t, "OfficerTable");
  t.def("__len__", [](const officer_table& x) { return x.officers.size(); });
  t.def("officer", [](const officer_table& x, std::size_t i) { return x.officers.at(i); }, "index"_a, "One of them.");
  t.def("columns", &columns_of, "Text and numbers by column.");
  t.def(
      "aggregated",
      [](const officer_table& x, const std::string& by) { return wmt::aggregated(x.officers, wmt::level_of(by)); },
      "by"_a, "Officers added up by officer, grade, team, pdu, region or all.");
  t.def(
      "findings",
      [](const officer_table& x, const wmt::configuration& c) {
        py::list out;
        for (const auto& f : wmt::findings(x.officers, c)) {
          out.append(py::make_tuple(std::string(to_string(f.kind)), f.officer, f.team, f.text, f.points));
        }
        return out;
      },
      "configuration"_a, "What percentages hide: kind, officer, team, text, points.");
  t.def("__repr__",
        [](const officer_table& x) { return "<OfficerTable of " + std::to_string(x.officers.size()) + " officers>"; });
  m.def(
      "from_cases", &from_cases, "table"_a, "configuration"_a, "policy"_a, "zero"_a, "totals"_a,
      "Officers of a table with a row a case, what is wrong with rows, (rows, count, problems), twice, and totals rows "
      "that were dropped.");
  m.def("from_cases_and_officers", &from_cases_and_officers, "table"_a, "officers"_a, "configuration"_a, "policy"_a,
        "zero"_a, "totals"_a, "The same with a table of officers; the second of the problems is of that.");
  m.def("from_officers", &from_officers, "table"_a, "configuration"_a, "policy"_a, "zero"_a, "totals"_a,
        "Officers of a table with a row an officer, and what is wrong with rows.");
}

}  // namespace probation::bindings
