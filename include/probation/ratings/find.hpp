// Methodologies and standards by name, and whether a methodology of one's own is sound.
#pragma once

#include <algorithm>    // for std::find_if
#include <cctype>       // for std::isspace
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/problem.hpp>
#include <probation/ratings/methodologies.hpp>

namespace probation::ratings {

/// The methodology of that id, whatever its capitals and spaces, or a null pointer.
[[nodiscard]] inline const methodology* find_methodology(std::string_view id) {
  for (const auto& m : methodologies()) {
    if (same_name(m.id, id)) return &m;
  }
  return nullptr;
}

/// The methodology of that id; throws std::invalid_argument with a near miss and what there is.
[[nodiscard]] inline const methodology& methodology_of(std::string_view id) {
  if (const methodology* m = find_methodology(id)) return *m;
  std::vector<std::string> known;
  for (const auto& m : methodologies()) known.push_back(m.id);
  const std::string close_name = near_miss(id, known);
  std::string message = "no methodology is called \"" + std::string(id) + "\"";
  if (!close_name.empty()) message += "; did you mean \"" + close_name + "\"?";
  message += "; there is:";
  for (const auto& name : known) message += " \"" + name + "\"";
  throw std::invalid_argument(message);
}

namespace detail {

/// A name as it is compared: without spaces and in small letters, so that "P1.1" is "P 1.1".
[[nodiscard]] inline std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace detail

/// The standard of that number or name, whatever its spaces and capitals; throws std::invalid_argument if there is
/// none, or if a name is that of several (then the number must be given).
[[nodiscard]] inline const standard& standard_of(const methodology& m, std::string_view text) {
  const std::string wanted = detail::folded(text);
  for (const auto& s : m.standards) {
    if (detail::folded(s.number) == wanted) return s;
  }
  const standard* found = nullptr;
  std::string several;
  std::vector<std::string> known;
  for (const auto& s : m.standards) {
    known.push_back(s.number);
    known.push_back(s.name);
    if (detail::folded(s.name) != wanted) continue;
    several += (several.empty() ? "" : ", ") + s.number;
    if (found == nullptr) found = &s;
  }
  if (found != nullptr && several == found->number) return *found;
  std::string message;
  if (found != nullptr) {
    message =
        m.id + ": \"" + std::string(text) + "\" is the name of several standards: give a number (" + several + ")";
  } else {
    message = m.id + " has no standard \"" + std::string(text) + "\"";
    if (const std::string close_name = near_miss(text, known); !close_name.empty()) {
      message += "; did you mean \"" + close_name + "\"?";
    } else {
      message += "; it has:";
      for (const auto& s : m.standards) message += " \"" + s.number + "\"";
    }
  }
  throw std::invalid_argument(message);
}

namespace detail {

/// What is wrong with the standards of a methodology.
inline void check_standards(const methodology& m, std::vector<problem>& problems) {
  const auto add = [&](std::string path, std::string found, std::string expected) {
    problems.push_back({std::move(path), std::move(found), std::move(expected), {}, 0, 0});
  };
  const auto n_of = [&](const std::string& variant) {
    int n = 0;
    for (const auto& s : m.standards) n += s.counted && (s.variant.empty() || s.variant == variant) ? 1 : 0;
    return n;
  };
  if (m.standards.empty()) add("standards", "none", "at least one standard");
  for (std::size_t i = 0; i < m.standards.size(); ++i) {
    const standard& s = m.standards[i];
    const std::string path = "standards[" + std::to_string(i) + "]";
    if (s.number.empty()) add(path + ".number", "nothing", "a number such as \"1.1\"");
    for (std::size_t j = 0; j < i; ++j) {
      if (folded(m.standards[j].number) == folded(s.number)) add(path + ".number", s.number, "a number of its own");
    }
    const auto known = std::find(m.variants.begin(), m.variants.end(), s.variant);
    if (!s.variant.empty() && known == m.variants.end()) add(path + ".variant", s.variant, "one of the variants");
  }
  for (const auto& v : m.variants) {
    if (n_of(v) != n_of(m.variants.front())) {
      add("standards", std::to_string(n_of(v)) + " counted for " + v,
          std::to_string(n_of(m.variants.front())) + ", as for " + m.variants.front());
    }
  }
}

}  // namespace detail

/// What is wrong with a methodology: standards without or with the same number, variants that do not count as many,
/// points that do not rise, bands that leave a score out or give it two ratings, thresholds out of order.
[[nodiscard]] inline std::vector<problem> check_methodology(const methodology& m) {
  std::vector<problem> problems;
  const auto add = [&](std::string path, std::string found, std::string expected) {
    problems.push_back({std::move(path), std::move(found), std::move(expected), {}, 0, 0});
  };
  const auto numbers = [](const auto& list) {
    std::string text;
    for (const int x : list) text += (text.empty() ? "" : ", ") + std::to_string(x);
    return text;
  };
  if (m.id.empty()) add("id", "nothing", "a name");
  detail::check_standards(m, problems);
  const bool countable = problems.empty();
  const auto& t = m.cases.thresholds;
  if (m.cases.rated && !(0 < t[0] && t[0] < t[1] && t[1] < t[2] && t[2] <= 100)) {
    add("cases.thresholds", numbers(t), "three percentages that rise, above 0 and up to 100");
  }
  if (m.cases.margin < 0) add("cases.margin", std::to_string(m.cases.margin), "0 or more");
  if (m.cases.small_sample < 0) add("cases.small_sample", std::to_string(m.cases.small_sample), "0 or more");
  if (!m.scored) {
    if (!m.bands.empty()) add("bands", "some", "none, for it is not scored");
    return problems;
  }
  const auto& p = m.points;
  if (!(0 <= p[0] && p[0] < p[1] && p[1] < p[2] && p[2] < p[3] && p[3] <= 1000)) {
    add("points", numbers(p), "four whole numbers that rise, from 0 to 1000");
    return problems;
  }
  if (!countable) return problems;
  const int n = counted(m);
  if (n < 1) add("standards", "none that counts", "at least one counted standard");
  if (m.bands.empty()) add("bands", "none", "the scores of each rating");
  int next = p[0] * n;
  for (std::size_t i = 0; i < m.bands.size(); ++i) {
    const score_band& b = m.bands[i];
    const std::string path = "bands[" + std::to_string(i) + "]";
    if (i > 0 && b.given <= m.bands[i - 1].given) add(path, std::string(to_string(b.given)), "a higher rating");
    if (b.low != next || b.high < b.low) {
      add(path, std::to_string(b.low) + " to " + std::to_string(b.high), "scores from " + std::to_string(next) + " on");
    }
    next = b.high + 1;
  }
  if (!m.bands.empty() && next != maximum(m) + 1) {
    add("bands", "scores up to " + std::to_string(next - 1), "scores up to " + std::to_string(maximum(m)));
  }
  return problems;
}

}  // namespace probation::ratings
