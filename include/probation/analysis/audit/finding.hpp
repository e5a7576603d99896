// What an audit finds: where, what stands there, and what to do about it.
#pragma once

#include <array>        // for std::array
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/visible.hpp>

namespace probation {

/// How grave a finding is, in ascending order.
enum class severity {
  note,     ///< worth knowing
  warning,  ///< may well be wrong, or makes a forecast weaker
  error,    ///< cannot be right: figures that contradict each other
};

inline constexpr std::array<std::string_view, 3> severity_names = {"note", "warning", "error"};

[[nodiscard]] constexpr std::string_view to_string(severity s) noexcept {
  return severity_names[static_cast<std::size_t>(s)];
}

/// A figure that a finding rests on.
struct exhibit {
  std::string path;    ///< where it stands in the document, or "computed"
  std::string value;   ///< as written: "0.115", "low 8, mode 10, high 15 weeks"
  std::string source;  ///< where it comes from; empty if that is not said

  friend bool operator==(const exhibit&, const exhibit&) = default;
};

/// "staff.PO.in_post = 62 (letter, Staff ¶4)".
[[nodiscard]] inline std::string to_string(const exhibit& e) {
  return visible(e.path + " = " + e.value + (e.source.empty() ? "" : " (" + e.source + ")"));
}

/// Something in a region that contradicts something else, or that nobody should rely on unseen.
struct finding {
  std::string rule;  ///< name of the rule that found it: "overall-rating"
  probation::severity severity = probation::severity::note;
  std::string path;               ///< where: `inspections."West Sussex".overall."annexe 2"`
  std::string text;               ///< what is wrong, in a sentence with the numbers
  std::vector<exhibit> evidence;  ///< the figures that show it
  std::string suggestion;         ///< what to do about it

  friend bool operator==(const finding&, const finding&) = default;
};

/// A finding in a few lines: severity, rule and path; the text; each exhibit; the suggestion.
[[nodiscard]] inline std::string to_string(const finding& f) {
  std::string text = std::string(to_string(f.severity)) + ' ' + f.rule + (f.path.empty() ? "" : ": " + visible(f.path));
  text += "\n  " + visible(f.text);
  for (const exhibit& e : f.evidence) text += "\n  - " + to_string(e);
  if (!f.suggestion.empty()) text += "\n  → " + visible(f.suggestion);
  return text;
}

}  // namespace probation
