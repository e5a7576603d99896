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
  std::string question;
  quantity share;
  std::optional<month> date;
  std::optional<std::string> unit;  ///< absent: the region

  friend bool operator==(const survey&, const survey&) = default;
};

/// A figure that is carried though nothing computes with it (yet).
struct indicator {
  std::string text;
  std::optional<quantity> value;
  std::optional<std::string> said;  ///< what was said where it is not a number
  std::optional<month> date;
  std::optional<std::string> unit;  ///< absent: the region

  friend bool operator==(const indicator&, const indicator&) = default;
};

/// A recommendation of an inspection.
struct recommendation {
  std::string number;  ///< as printed, with what makes it unique: "West Kent 1"
  std::string addressee;
  std::string text;                   ///< in our own words
  std::vector<std::string> measures;  ///< measures of the model that bear on it
  std::string source;

  friend bool operator==(const recommendation&, const recommendation&) = default;
};

}  // namespace probation
