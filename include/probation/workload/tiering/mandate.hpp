// Mandate for change: whether a sentence allows work on needs.
#pragma once

#include <algorithm>  // for std::any_of
#include <string>     // for std::string
#include <vector>     // for std::vector

#include <probation/workload/tiering/rules.hpp>

namespace probation::tiering {

/// A requirement of an order.
struct requirement {
  std::string code;          ///< main category: "W" and "W1" are unpaid work
  bool restrictive = false;  ///< such as a curfew or an exclusion

  friend bool operator==(const requirement&, const requirement&) = default;
};

/// A conviction with its sentence.
struct conviction {
  bool current = true;        ///< not terminated
  std::string sentence_type;  ///< "NC" and "SC" are custodial
  std::vector<requirement> requirements;

  friend bool operator==(const conviction&, const conviction&) = default;
};

/// Whether there is a mandate: some current conviction is custodial, or has a requirement that is neither restrictive
/// nor unpaid work. Codes are compared as written.
[[nodiscard]] inline bool has_mandate(const std::vector<conviction>& convictions) {
  const auto among = [](const auto& codes, const std::string& code) {
    return std::any_of(codes.begin(), codes.end(), [&](std::string_view c) { return c == code; });
  };
  return std::any_of(convictions.begin(), convictions.end(), [&](const conviction& c) {
    if (!c.current) return false;
    return among(rules::custodial_sentences, c.sentence_type) ||
           std::any_of(c.requirements.begin(), c.requirements.end(), [&](const requirement& r) {
             return !r.restrictive && !among(rules::unpaid_work_requirements, r.code);
           });
  });
}

}  // namespace probation::tiering
