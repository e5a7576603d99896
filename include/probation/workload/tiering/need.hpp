// Needs: how severe the score of a section is.
#pragma once

#include <cstddef>    // for std::size_t
#include <optional>   // for std::optional
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::to_string

#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/words.hpp>

namespace probation::tiering {

/// How severe a need is by the score of its section: the sum of its answers, those missing counted 0. If every answer
/// is missing the section has no score, and no severity.
///
/// `strengths_and_needs` says that the score comes from a strengths-and-needs assessment, which has thresholds of its
/// own for five sections. Throws std::invalid_argument for a negative score, and for finance and emotional well-being,
/// which weigh nothing and have no thresholds.
[[nodiscard]] inline std::optional<severity> severity_of(need_section section, std::optional<int> score,
                                                         bool strengths_and_needs = false) {
  const auto i = static_cast<std::size_t>(section);
  if (i >= rules::need_thresholds.size()) {
    throw std::invalid_argument("section: found " + std::string(word(section)) +
                                ", which has no thresholds: it weighs nothing in a tier");
  }
  if (!score) return std::nullopt;
  if (*score < 0) throw std::invalid_argument("score: found " + std::to_string(*score) + ", expected 0 or more");
  const auto& limit = strengths_and_needs ? rules::san_thresholds[i] : rules::need_thresholds[i];
  return *score >= limit.severe ? severity::severe : *score >= limit.standard ? severity::standard : severity::none;
}

}  // namespace probation::tiering
