// What an inspection states besides ratings: surveys, indicators, recommendations.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/base/month.hpp>
#include <probation/base/quantity.hpp>

namespace probation {

/// A share of people asked who said something.
struct survey {
  std::string question{};
  quantity share{};
  std::optional<month> date{};
  std::optional<std::string> unit{};  ///< absent: the region

  friend bool operator==(const survey&, const survey&) = default;
};

/// A figure that is carried though nothing computes with it. Where it is one of the measures of a forecast, as seen by
/// somebody, `measure` says so, and `audit` compares it with the rest of the document.
struct indicator {
  std::string text{};
  std::optional<quantity> value{};
  std::optional<std::string> said{};  ///< what was said where it is not a number
  std::optional<month> date{};
  std::optional<std::string> unit{};     ///< absent: the region
  std::optional<std::string> measure{};  ///< of a forecast, that it observes: "share_above_60"
  std::optional<std::string> grade{};    ///< with `measure`: of which grade; absent: all

  friend bool operator==(const indicator&, const indicator&) = default;
};

/// How far a recommendation has got, as its addressee says.
enum class progress { open, in_progress, done, rejected };

/// A recommendation of an inspection.
struct recommendation {
  std::string number{};  ///< as printed, with what makes it unique: "West Kent 1"
  std::string addressee{};
  std::string text{};                   ///< in our own words
  std::vector<std::string> measures{};  ///< measures of the model that bear on it
  std::string source{};
  std::optional<std::string> unit{};              ///< whose measures bear on it; absent: the region
  std::optional<probation::progress> progress{};  ///< absent: nothing has been said
  std::optional<month> made{};                    ///< month in which it was published
  std::optional<month> due{};                     ///< month by whose end it should be done

  friend bool operator==(const recommendation&, const recommendation&) = default;
};

/// Whether a recommendation should have been done by the start of a month, and is not said to be done or rejected.
[[nodiscard]] inline bool is_overdue(const recommendation& x, month at) noexcept {
  return x.due && *x.due < at && x.progress != progress::done && x.progress != progress::rejected;
}

}  // namespace probation
