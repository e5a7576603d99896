// A grade: its ladder of stages, what an officer of it can carry, and how people leave it.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/base/named.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// Hours a week to which the points of a grade refer: the WMT's default of POs and PSOs.
inline constexpr double wmt_hours = 37.0;

/// A step of a grade's ladder: trainee half-years, newly qualified, new in post … ending in an open stage.
struct stage {
  std::string name{};
  std::optional<quantity> months{};  ///< how long it lasts; absent for the last stage, which is open
  quantity capacity = not_given(1.0, "a full officer's");  ///< share of a full officer's points, 0–1
  std::optional<timed_quantity> leaving_rate{};            ///< of this stage; else the staff's, else the grade's

  friend bool operator==(const stage&, const stage&) = default;
};

/// What happens at the end of a trainee ladder.
struct qualification {
  std::string to{};                                 ///< grade entered, at its first stage
  quantity pass_rate = not_given(1.0, "all pass");  ///< share of those who reach the end that pass
  std::optional<std::string> otherwise{};           ///< grade entered by those who do not pass; absent: they leave

  friend bool operator==(const qualification&, const qualification&) = default;
};

/// Promotion out of the open stage of a grade, a hazard.
struct promotion {
  std::string to{};       ///< grade entered, at its last (open) stage
  timed_quantity rate{};  ///< of those in the open stage

  friend bool operator==(const promotion&, const promotion&) = default;
};

/// A grade of staff. Trainee grades (PQiP) have a ladder whose last stage lasts a time and then qualify; in every
/// other grade the last stage is open.
struct grade {
  std::string full_name{};
  std::vector<stage> ladder = {stage{"in post", {}, not_given(1.0, "a full officer's"), {}}};
  quantity points = not_given(2176.0, "the WMT's default, points a month for 37 hours");
  std::optional<timed_quantity> hours{};           ///< contracted hours a week of a full FTE; absent: those of `points`
  std::optional<timed_quantity> protected_time{};  ///< share of a full officer's time kept free of cases; absent: none
  std::optional<timed_quantity> leaving_rate{};
  std::optional<probation::qualification> qualification{};
  std::optional<probation::promotion> promotion{};

  friend bool operator==(const grade&, const grade&) = default;
};

/// The grades that a document need not define, with the WMT's default reductions: PQiP (15 months), PQiP-21, PO,
/// PSO, SPO, CA (case administrator), VLO (victim liaison officer), QDO (quality development officer).
/// Source of factors and durations: the WMT's reduction reasons (PQiP 80/60/40 % by half-year, newly qualified 20 %
/// for nine months, PSO learning and development 20 % for six) and the published length of PQiP training.
[[nodiscard]] inline const named<grade>& default_grades() {
  static const named<grade> grades = [] {
    const auto of = [](double value, unit u = unit::none) {
      return not_given(value, "the WMT's default reduction", u);
    };
    const auto step = [&](std::string name, double months, double capacity) {
      return stage{std::move(name), of(months, unit::months), of(capacity), {}};
    };
    // A full officer's points are what the shares of the other stages are of.
    const auto open = [](std::string name) {
      return stage{std::move(name), {}, quantity(distribution::certain, {1.0}, unit::none, "WMT: a full officer"), {}};
    };
    const auto single = [&](std::string full_name) {
      grade g;
      g.full_name = std::move(full_name);
      g.ladder = {open("in post")};
      return g;
    };
    grade pqip = single("trainee probation officer (PQiP, 15 months)");
    pqip.ladder = {step("months 1-6", 6, 0.2), step("months 7-12", 6, 0.4), step("months 13-15", 3, 0.6)};
    pqip.qualification = probation::qualification{"PO", not_given(1.0, "all pass"), {}};
    grade pqip21 = pqip;
    pqip21.full_name = "trainee probation officer (PQiP, 21 months)";
    pqip21.ladder.back() = step("months 13-21", 9, 0.6);
    grade po = single("probation officer");
    po.ladder = {step("newly qualified", 9, 0.8), open("qualified")};
    grade pso = single("probation service officer");
    pso.ladder = {step("new", 6, 0.8), open("established")};
    named<grade> all;
    all["PQiP"] = pqip;
    all["PQiP-21"] = pqip21;
    all["PO"] = po;
    all["PSO"] = pso;
    all["SPO"] = single("senior probation officer");
    all["CA"] = single("case administrator");
    all["VLO"] = single("victim liaison officer");
    all["QDO"] = single("quality development officer");
    return all;
  }();
  return grades;
}

}  // namespace probation
