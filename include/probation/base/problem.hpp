// What is wrong with an input, where, and what to write instead.
#pragma once

#include <algorithm>    // for std::min
#include <limits>       // for std::numeric_limits
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/name_key.hpp>
#include <probation/base/visible.hpp>

namespace probation {

/// One thing wrong with a document or a table.
struct problem {
  std::string path;      ///< where: `pdus."West Kent".staff.PO.leaving_rate`; empty for the whole document
  std::string found;     ///< what stands there, as written
  std::string expected;  ///< what may stand there
  std::string hint;      ///< what to write instead: a near miss, a likely slip; may be empty
  int line = 0;          ///< 1-based line in the text, 0 if not known
  int column = 0;        ///< 1-based column in the text, 0 if not known

  friend bool operator==(const problem&, const problem&) = default;
};

/// "path: found …, expected … (hint)", with "line 3, column 7: " in front where known.
[[nodiscard]] inline std::string to_string(const problem& p) {
  std::string text;
  if (p.line > 0) text += "line " + std::to_string(p.line) + ", column " + std::to_string(p.column) + ": ";
  if (!p.path.empty()) text += visible(p.path) + ": ";
  if (!p.found.empty()) text += "found " + visible(p.found);
  if (!p.expected.empty()) text += (p.found.empty() ? "expected " : ", expected ") + visible(p.expected);
  if (!p.hint.empty()) text += " (" + visible(p.hint) + ")";
  return text;
}

/// A document that cannot become a region: holds *every* problem found, not the first. Its message lists a hundred.
class document_error : public std::invalid_argument {
 public:
  explicit document_error(std::vector<problem> problems, const std::string& name = "document")
      : std::invalid_argument(message(problems, name)), problems_(std::move(problems)) {}

  [[nodiscard]] const std::vector<problem>& problems() const noexcept { return problems_; }

 private:
  static std::string message(const std::vector<problem>& problems, const std::string& name) {
    std::string text =
        visible(name) + ": " + std::to_string(problems.size()) + (problems.size() == 1 ? " problem" : " problems");
    for (std::size_t i = 0; i < problems.size() && i < most_shown; ++i) text += "\n  " + to_string(problems[i]);
    if (problems.size() > most_shown) text += "\n  and " + std::to_string(problems.size() - most_shown) + " more";
    return text;
  }

  static constexpr std::size_t most_shown = 100;

  std::vector<problem> problems_;
};

/// Number of single-character edits (insert, delete, replace, swap of neighbours) between two words.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table are enough: this one, and the two above it.
  std::vector<std::size_t> above_that(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = (std::min)({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = (std::min)(row[j], above_that[j - 2] + 1);
    }
    above_that.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

/// The candidate nearest to `word` if it is near enough to be a slip of the keyboard, else "".
/// Near enough is a third of the longer word's letters, at least one. What does not tell names apart does not count.
/// Words of more than 200 characters are no slips.
template <class Range>
[[nodiscard]] std::string near_miss(std::string_view word, const Range& candidates) {
  constexpr std::size_t longest = 200;
  if (word.size() > longest) return {};
  const std::string key = name_key(word);
  std::string best;
  std::size_t least = (std::numeric_limits<std::size_t>::max)();
  for (const auto& candidate : candidates) {
    const std::string_view text = candidate;
    if (text.size() > longest) continue;
    const std::size_t allowed = (std::max<std::size_t>)(1, (std::max)(word.size(), text.size()) / 3);
    const std::string other = name_key(text);
    if ((std::max)(key.size(), other.size()) - (std::min)(key.size(), other.size()) > allowed) continue;
    const std::size_t distance = edit_distance(key, other);
    if (distance <= allowed && distance < least) {
      least = distance;
      best = text;
    }
  }
  return best;
}

/// Names as a message lists them: the first twenty, and how many more there are.
template <class Range>
[[nodiscard]] std::string listed_names(const Range& names, std::string_view between = ", ") {
  constexpr std::size_t most = 20;
  std::string out;
  std::size_t count = 0;
  for (const auto& name : names) {
    if (count++ < most) out += (count == 1 ? "" : std::string(between)) + std::string(std::string_view(name));
  }
  if (count > most) out += std::string(between) + "and " + std::to_string(count - most) + " more";
  return out;
}

}  // namespace probation
