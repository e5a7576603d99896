// A region on its way to a plan: which stocks stand for which people and cases.
#pragma once

#include <cstddef>        // for std::size_t
#include <optional>       // for std::optional
#include <string>         // for std::string
#include <unordered_map>  // for std::unordered_map
#include <unordered_set>  // for std::unordered_set
#include <utility>        // for std::move
#include <vector>         // for std::vector

#include <probation/base/path.hpp>
#include <probation/base/problem.hpp>
#include <probation/base/watch.hpp>
#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/queue.hpp>
#include <probation/engine/stocks.hpp>
#include <probation/organisation/present.hpp>
#include <probation/organisation/region.hpp>

namespace probation::detail {

/// One stage of a grade in a unit: a conveyor if it lasts a time, a pool if it is open.
struct stage_stock {
  std::string name;
  value capacity;         ///< share of a full officer's points
  value capacity_before;  ///< the same in the present, by which implied cases got their points
  value leaving;          ///< hazard a month, before feedback
  std::optional<pool> open;
  std::optional<conveyor> timed;
  completion time;  ///< of a timed stage
  value initial;    ///< heads at the start
  value now;        ///< heads at the start of the month
};

/// Recruits of a grade in a unit between offer and start.
struct pipeline_stock {
  const recruitment* policy = nullptr;
  std::string path;  ///< of the policy in the document
  completion vetting;
  std::optional<conveyor> waiting;
  std::optional<conveyor> provisional;  ///< in post before vetting ends
  value provisional_capacity;
  value now;              ///< waiting, at the start of the month
  value provisional_now;  ///< in post provisionally
  bool on_list = false;   ///< offers wait on a list of the document first
};

/// The staff of a grade in a unit.
struct staff_stock {
  std::string unit;
  std::string grade;
  std::string path;  ///< `pdus."West Kent".staff.PO`
  const probation::grade* definition = nullptr;
  const probation::grade* before = nullptr;  ///< the definition by which those in post now are placed
  const probation::staff* given = nullptr;   ///< null where the grade appears only by qualification, promotion …
  value in_post;                             ///< FTE at the start
  value fte_per_head;
  value points;                  ///< a month, of a full FTE in the present: the grade's × hours ÷ 37 × (1 − protected)
  value points_now;              ///< the same in the month, as hours and protected time may change
  value establishment;           ///< FTE; may not exist
  value establishment_at_start;  ///< the same in the first month
  bool is_listed = false;        ///< the document gives staff of the grade there, be it by subtraction
  std::vector<stage_stock> stages;
  std::optional<pipeline_stock> pipeline;
  bool holds_cases = false;

  value initial_capacity;                                   ///< points at the start
  value headcount, fte, capacity, demand, cases, workload;  ///< at the start of a month
  value pressure;  ///< feedback of workload: factor of the hazard of leaving of everybody in post; may not exist

  bool whole_cases = true;                               ///< whether the cases they hold are whole in random replicates
  std::vector<value> joined, left, moved_in, moved_out;  ///< flows of the month

  [[nodiscard]] std::string name() const { return unit + "/" + grade; }
};

/// How long cases are held, with the place in the document.
struct dwell_reference {
  const dwell* given = nullptr;
  std::string path;
};

/// Cases that are held for a time: memoryless, or by months held.
struct held_cases {
  completion time;
  std::optional<pool> memoryless;
  value ending;  ///< chance of ending in a month, memoryless
  std::optional<conveyor> aged;
  value now;
  value ending_before;                ///< in the present: chance of ending in a month, if it has no memory
  std::vector<value> counted_before;  ///< else: the shape of a stock in balance
};

/// The cases of a class in a unit, or those of one tier of it.
struct case_stock {
  std::string unit;
  std::string name;
  std::string path;
  const case_class* given = nullptr;  ///< null if implied by averages
  std::string class_name;
  const starts* begin = nullptr;  ///< how they begin; null for as many as end
  std::string begin_path;
  bool shares_starts = false;  ///< the region gives the starts of all units that have the class
  value region_share;          ///< of such starts
  dwell_reference lasts;
  dwell_reference lasted;          ///< in the present
  value points;                    ///< a case
  value initial;                   ///< cases at the start: their mean, which need not be whole
  value demand;                    ///< points of all cases at the start, of an implied class
  value share;                     ///< of the starts of the class; may not exist
  held_cases held;                 ///< all of them, or where contact ends before the order does, those before that
  std::optional<held_cases> late;  ///< those after it
  value late_points;               ///< of such a case
  value now;                       ///< all of them, whole in random replicates
  value cases;                     ///< as they are reported: `initial` at the start, in every replicate

  [[nodiscard]] std::string stock() const { return unit + "/cases " + name; }
};

/// A class of those who wait on a list.
struct list_line {
  std::string name;  ///< of the class, or of the staff whose recruits these are; empty if all are alike
  queue line;
  int rank = 1;
  value share;                  ///< of those who arrive
  staff_stock* post = nullptr;  ///< where recruits go once they are served
};

/// A waiting list.
struct list_stock {
  std::string name;
  std::string path;
  const waiting_list* given = nullptr;
  std::vector<list_line> lines;
};

/// A unit with its place in the document.
struct unit_ref {
  std::string name;
  std::string path;
  const delivery_unit* unit = nullptr;
  bool is_pdu = true;
};

/// The whole number nearest to an amount that was computed, halves up. 50 × 0.29 is 14.5, of which doubles make
/// 14.499999999999998: what is within 10⁻⁹ below a half counts as the half.
[[nodiscard]] inline value nearest_computed(value x) { return nearest(x + 1e-9); }

struct lowering;

/// What no plan can be made of: a problem of the document.
[[noreturn]] inline void contradiction(const lowering& l, const std::string& path, std::string found,
                                       std::string expected, std::string hint = {});

/// The region and the plan that is being made of it.
struct lowering {
  const region& r;
  plan& p;
  std::vector<unit_ref> units;
  std::vector<staff_stock> staff;
  std::vector<case_stock> cases;
  std::vector<list_stock> lists;
  watch& ask;                                                  ///< whether to go on
  const region& now = present_of(r);                           ///< by which today's stocks are laid out
  std::string current = {};                                    ///< of what is being lowered, for messages
  std::unordered_map<std::string, std::size_t> staff_at = {};  ///< by unit and grade
  std::unordered_map<std::string, std::vector<std::size_t>> staff_of = {}, cases_of = {};  ///< by unit
  mutable std::unordered_set<std::string> told = {};                                       ///< defaults that are listed

  /// What is lowered next, at a place of the document.
  void begin(const std::string& path) {
    current = path;
    ask();
  }

  void add(staff_stock s) {
    staff_at.try_emplace(s.unit + '\n' + s.grade, staff.size());
    staff_of[s.unit].push_back(staff.size());
    staff.push_back(std::move(s));
  }
  void add(case_stock c) {
    cases_of[c.unit].push_back(cases.size());
    cases.push_back(std::move(c));
  }
  [[nodiscard]] staff_stock* find(std::string_view unit, std::string_view grade) {
    const auto at = staff_at.find(std::string(unit) + '\n' + std::string(grade));
    return at == staff_at.end() ? nullptr : &staff[at->second];
  }

  /// A number that stands at `path`, registered as an input.
  [[nodiscard]] value input(const std::string& path, const quantity& q) const { return parameter(p, path, q); }
  [[nodiscard]] value input(const std::string& path, const timed_quantity& q) const { return parameter(p, path, q); }

  /// A number by which today's stocks are laid out. It is that of the present; where the region as it is says the same
  /// (`own`; null if it says nothing), it is the same number, else one of its own with the same draws.
  [[nodiscard]] value before(const std::string& path, const quantity& q, const quantity* own) const {
    return before(path, q, own, path);
  }
  [[nodiscard]] value before(const std::string& path, const quantity& q, const quantity* own,
                             const std::string& own_path) const {
    return own != nullptr && *own == q ? input(own_path, q) : parameter(p, "present." + path, q, path);
  }
  [[nodiscard]] value before(const std::string& path, const quantity& q, const std::optional<quantity>& own) const {
    return before(path, q, own ? &*own : nullptr);
  }

  /// The same of a number that may change by month, as it is at the start.
  [[nodiscard]] value before_at_start(const std::string& path, const timed_quantity& q,
                                      const timed_quantity* own) const {
    return before_at_start(path, q, own, path);
  }
  [[nodiscard]] value before_at_start(const std::string& path, const timed_quantity& q, const timed_quantity* own,
                                      const std::string& own_path) const {
    const auto part = [&](const timed_quantity& of) {
      std::size_t k = 0;
      for (std::size_t i = 0; i < of.parts.size(); ++i) {
        if (of.parts[i].from && *of.parts[i].from <= p.start) k = i;
      }
      return k;
    };
    const auto place = [](const std::string& at, const timed_quantity& of, std::size_t k) {
      return of.parts.size() == 1 ? at : at + '[' + std::to_string(k) + ']';
    };
    const std::size_t k = part(q);
    if (own == nullptr) return before(place(path, q, k), q.parts[k].value, nullptr, {});
    const std::size_t mine = part(*own);
    return before(place(path, q, k), q.parts[k].value, &own->parts[mine].value, place(own_path, *own, mine));
  }
  [[nodiscard]] value before_at_start(const std::string& path, const timed_quantity& q,
                                      const std::optional<timed_quantity>& own) const {
    return before_at_start(path, q, own ? &*own : nullptr);
  }

  /// Lists a rule that acts by default at `path`; each once.
  void by_default(std::string path, std::string text) const {
    plan_default made{std::move(path), "not given: " + std::move(text)};
    if (told.insert(made.path + '\n' + made.text).second) p.defaults.push_back(std::move(made));
  }

  /// Points of month m of the horizon that come before a dated event, or −1 if it lies outside.
  [[nodiscard]] int month_index(month m) const {
    const int t = m - p.start;
    return t >= 0 && t < p.months ? t : -1;
  }

  /// `amount` in month m, nothing in others.
  [[nodiscard]] value in_month(month m, double amount) const {
    std::vector<double> table(static_cast<std::size_t>(p.months) + 1, 0.0);
    if (const int t = month_index(m); t >= 0) table[static_cast<std::size_t>(t)] = amount;
    return by_month(p, std::move(table));
  }
};

inline void contradiction(const lowering& l, const std::string& path, std::string found, std::string expected,
                          std::string hint) {
  throw document_error({{path, std::move(found), std::move(expected), std::move(hint), 0, 0}}, l.r.name);
}

}  // namespace probation::detail
