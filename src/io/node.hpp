// A document as a tree, between text and region. Private to probation::io.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <probation/base/problem.hpp>
#include <probation/base/watch.hpp>

namespace probation::detail {

/// A JSON value. Objects keep the order in which they were written.
struct node {
  enum class type { null, boolean, number, text, list, object };
  struct member;

  type is = type::null;
  bool truth = false;
  double number = 0;
  std::string text;
  std::vector<node> items;
  std::vector<member> members;

  [[nodiscard]] static node of(bool x);
  [[nodiscard]] static node of(double x);
  [[nodiscard]] static node of(std::string_view x);
  [[nodiscard]] static node list();
  [[nodiscard]] static node object();

  [[nodiscard]] bool is_object() const noexcept { return is == type::object; }
  [[nodiscard]] bool is_number() const noexcept { return is == type::number; }

  [[nodiscard]] const node* find(std::string_view key) const noexcept;
  [[nodiscard]] node* find(std::string_view key) noexcept;
  /// Adds a member without looking whether there is one of that key.
  node& add(std::string_view key, node value);
  void erase(std::string_view key);

 private:
  [[nodiscard]] static node empty(type t);
};

struct node::member {
  std::string key;
  node value;
};

/// The tree of a JSON text; problems (with line and column) if it has none.
/// Within the limits of `io/limits.hpp`; where a text is beyond one, that is the last problem and the tree is empty.
[[nodiscard]] node parse(std::string_view json_text, std::vector<problem>& problems, watch* ask = nullptr);

/// The text of a tree, on one line or indented. Throws std::invalid_argument for numbers that are not finite.
[[nodiscard]] std::string print(const node& n, bool pretty);

/// A merge patch applied: RFC 7386, and quantities as `patched` says.
[[nodiscard]] node merged(node target, const node& patch);

/// What stands there, for messages: "11.5", "the text \"x\"", "a list".
[[nodiscard]] std::string describe_found(const node& n);

}  // namespace probation::detail
