// What the calculation refuses.
#pragma once

#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/path.hpp>
#include <probation/base/problem.hpp>

namespace probation::wmt {

/// An input that has no meaning to the calculation: says where, what was found, and what is expected.
class error : public std::invalid_argument {
 public:
  explicit error(std::vector<problem> problems)
      : std::invalid_argument(message(problems)), problems_(std::move(problems)) {}
  error(std::string path, std::string found, std::string expected, std::string hint = {})
      : error(std::vector<problem>{{std::move(path), std::move(found), std::move(expected), std::move(hint), 0, 0}}) {}

  [[nodiscard]] const std::vector<problem>& problems() const noexcept { return problems_; }

 private:
  static std::string message(const std::vector<problem>& problems) {
    std::string text;
    for (const auto& p : problems) text += (text.empty() ? "" : "\n") + to_string(p);
    return text;
  }

  std::vector<problem> problems_;
};

namespace detail {

/// The error for a name that is not one of the known.
template <class Range>
[[nodiscard]] error unknown(std::string path, std::string_view what, std::string_view name, const Range& known) {
  std::string list;
  for (const auto& each : known) list += (list.empty() ? "" : ", ") + std::string(each);
  const std::string close_name = near_miss(name, known);
  return {std::move(path), "the " + std::string(what) + " \"" + std::string(name) + '"', "one of " + list,
          close_name.empty() ? "" : "did you mean " + close_name + "?"};
}

template <class Named>
[[nodiscard]] std::vector<std::string_view> keys_of(const Named& values) {
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : values) keys.emplace_back(key);
  return keys;
}

}  // namespace detail

}  // namespace probation::wmt
