// A region on its way to a plan: which stocks stand for which people and cases.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <utility>   // for std::pair
#include <vector>    // for std::vector

#include <probation/base/path.hpp>
#include <probation/engine/dwell_chances.hpp>
#include <probation/engine/queue.hpp>
#include <probation/engine/stocks.hpp>
#include <probation/organisation/region.hpp>

namespace probation::detail {

/// One stage of a grade in a unit: a conveyor if it lasts a time, a pool if it is open.
struct stage_stock {
  std::string name;
  value capacity;  ///< share of a full officer's points
  value leaving;   ///< hazard a month, before feedback
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
  const probation::staff* given = nullptr;  ///< null where the grade appears only by qualification, promotion …
  value in_post;                            ///< FTE at the start
  value fte_per_head;
  value points;         ///< a month, of a full FTE at the start: the grade's × hours ÷ 37 × (1 − protected)
  value points_now;     ///< the same in the month, as hours and protected time may change
  value establishment;  ///< FTE; may not exist
  std::vector<stage_stock> stages;
  std::optional<pipeline_stock> pipeline;
  bool holds_cases = false;

  value initial_capacity;                                   ///< points at the start
  value headcount, fte, capacity, demand, cases, workload;  ///< at the start of a month

  bool whole_cases = true;                               ///< whether the cases they hold are whole in random replicates
  std::vector<value> joined, left, moved_in, moved_out;  ///< flows of the month

  [[nodiscard]] std::string name() const { return unit + "/" + grade; }
};

/// Cases that are held for a time: memoryless, or by months held.
struct held_cases {
  completion time;
  std::optional<pool> memoryless;
  value ending;  ///< chance of ending in a month, memoryless
  std::optional<conveyor> aged;
  value now;
};

/// The cases of a class in a unit, or those of one tier of it.
struct case_stock {
  std::string unit;
  std::string name;
  std::string path;
  const case_class* given = nullptr;  ///< null if implied by averages
  const case_class* flow = nullptr;   ///< starts and dwell; null for the defaults
  std::string flow_path;
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

/// The region and the plan that is being made of it.
struct lowering {
  const region& r;
  plan& p;
  std::vector<unit_ref> units;
  std::vector<staff_stock> staff;
  std::vector<case_stock> cases;
  std::vector<list_stock> lists;

  [[nodiscard]] staff_stock* find(std::string_view unit, std::string_view grade) {
    for (auto& s : staff) {
      if (s.unit == unit && s.grade == grade) return &s;
    }
    return nullptr;
  }

  /// A number that stands at `path`, registered as an input.
  [[nodiscard]] value input(const std::string& path, const quantity& q) const { return parameter(p, path, q); }
  [[nodiscard]] value input(const std::string& path, const timed_quantity& q) const { return parameter(p, path, q); }

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

}  // namespace probation::detail
