// How people come: recruitment policies and the vetting pipeline, dated intakes, transfers.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/base/month.hpp>
#include <probation/base/named.hpp>
#include <probation/base/not_given.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// How people whose unit is not known are shared among the units that have the grade.
struct sharing {
  enum class rule { vacancies, establishment, given };
  rule by = rule::vacancies;  ///< in proportion to vacancies or establishment of the month, or as given
  named<quantity> shares{};   ///< unit → share, for `given`; must add to 1

  friend bool operator==(const sharing&, const sharing&) = default;
};

/// In post before vetting ends, on a temporary contract.
struct provisional_start {
  quantity after{};                                        ///< time from offer to provisional start (a duration)
  quantity capacity = not_given(1.0, "a full officer's");  ///< share of a full officer's points meanwhile
  quantity share = not_given(1.0, "all recruits");         ///< share of recruits who start this way

  friend bool operator==(const provisional_start&, const provisional_start&) = default;
};

/// Offers in a given month.
struct dated_headcount {
  probation::month month{};
  int headcount = 0;

  friend bool operator==(const dated_headcount&, const dated_headcount&) = default;
};

/// Offer enough to fill vacancies, counting those already in the pipeline.
struct fill_policy {
  std::optional<quantity> cap{};  ///< offers a month at most

  friend bool operator==(const fill_policy&, const fill_policy&) = default;
};

/// Recruitment to a grade, of a region or of a unit. Exactly one of `per_month`, `schedule`, `fill` says how many
/// offers are made (none of them: only those `in_vetting` come; nothing at all: no recruitment, which is not the
/// same as leaving it to the region); then vetting, drop-out, start in post.
struct recruitment {
  std::optional<timed_quantity> per_month{};  ///< mean offers a month (Poisson)
  std::vector<dated_headcount> schedule{};    ///< offers by month, certain
  std::optional<fill_policy> fill{};
  std::optional<quantity> vetting{};     ///< time from offer to start; absent: starts in the month of the offer
  std::optional<quantity> drop_out{};    ///< a share of offers, or with `per` a rate while waiting
  std::optional<quantity> in_vetting{};  ///< people in vetting now, evenly spread over its length
  std::optional<provisional_start> provisional{};
  std::optional<std::string> stage{};  ///< stage entered; the first if absent
  std::optional<sharing> share{};      ///< among units, on a region; vacancies if absent

  friend bool operator==(const recruitment&, const recruitment&) = default;
};

/// People who join on a date already known.
struct intake {
  std::string grade{};
  quantity headcount{};
  month start{};                      ///< they join during this month, and are counted from the next
  std::optional<std::string> unit{};  ///< where; or give `share`
  std::optional<sharing> share{};
  std::optional<std::string> stage{};                         ///< stage entered; the first if absent
  quantity attendance = not_given(1.0, "all of them start");  ///< share of them who do start
  std::string source{};

  friend bool operator==(const intake&, const intake&) = default;
};

/// Moves between units of the region: on a date, or all the time at a rate.
struct transfer {
  std::string grade{};
  std::string from{};
  std::string to{};
  std::optional<probation::month> month{};  ///< with `headcount`
  int headcount = 0;                        ///< at most those who are there
  std::optional<timed_quantity> rate{};     ///< else: of those in the open stage

  friend bool operator==(const transfer&, const transfer&) = default;
};

}  // namespace probation
