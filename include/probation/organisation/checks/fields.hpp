// Checks of every field by itself: a visitor over the declarations in fields.hpp.
#pragma once

#include <optional>  // for std::optional
#include <string>    // for std::string
#include <vector>    // for std::vector

#include <probation/base/check.hpp>
#include <probation/base/path.hpp>
#include <probation/organisation/fields.hpp>

namespace probation::detail {

/// Notes what no document may hold: numbers that are not of their kind, nameless things, missing text.
class field_checker {
 public:
  explicit field_checker(std::vector<problem>& problems) : problems_(problems) {}

  void check_value(const std::string&, const std::string&, const kind&) {}
  void check_value(const std::string&, bool, const kind&) {}
  void check_value(const std::string&, month, const kind&) {}
  void check_value(const std::string& path, int x, const kind& k) { note(path, check(static_cast<double>(x), k)); }
  void check_value(const std::string& path, double x, const kind& k) { note(path, check(x, k)); }
  void check_value(const std::string& path, const quantity& q, const kind& k) { note(path, check(q, k)); }
  void check_value(const std::string& path, const timed_quantity& q, const kind& k) {
    if (q.parts.empty()) return add(path, "an empty list", "at least one number");
    for (std::size_t i = 0; i < q.parts.size(); ++i) {
      const auto& part = q.parts[i];
      const std::string at = q.parts.size() == 1 && !part.from ? path : path + '[' + std::to_string(i) + ']';
      note(at, check(part.value, k));
      if (i == 0) continue;
      if (!part.from) {
        add(at, "no from", "from: the month in which this part begins");
      } else if (q.parts[i - 1].from && *q.parts[i - 1].from >= *part.from) {
        add(at + ".from", '"' + part.from->str() + '"', "a month after " + q.parts[i - 1].from->str());
      }
    }
  }
  void check_value(const std::string& path, const sharing& s, const kind&) {
    check_value(path, s.shares, kinds::share);
    if (s.by == sharing::rule::given && s.shares.empty()) add(path, "no shares", "shares by unit");
    if (s.by != sharing::rule::given && !s.shares.empty()) add(path, "shares and a rule", "one of them");
  }
  template <class T>
  void check_value(const std::string& path, const std::optional<T>& x, const kind& k) {
    if (x) check_value(path, *x, k);
  }
  template <class T>
  void check_value(const std::string& path, const std::vector<T>& x, const kind& k) {
    for (std::size_t i = 0; i < x.size(); ++i) check_value(path + '[' + std::to_string(i) + ']', x[i], k);
  }
  template <class T>
  void check_value(const std::string& path, const named<T>& x, const kind& k) {
    for (const auto& [key, value] : x) {
      const std::string at = path_of(path, {key});
      if (key.empty()) add(at, "an empty name", "a name");
      if (key == "*") add(at, "the name *", "another name", "* stands for all of them");
      check_value(at, value, k);
    }
  }
  template <has_names T>
  void check_value(const std::string&, T, const kind&) {}
  template <wraps_one T>
  void check_value(const std::string& path, const T& x, const kind& k) {
    check_value(path, x.*inner(std::type_identity<T>{}), k);
  }
  template <described T>
  void check_value(const std::string& path, const T& x, const kind&) {
    object_checker<T> visitor{*this, path, x};
    describe(visitor, std::type_identity<T>{});
  }

 private:
  template <class T>
  struct object_checker {
    field_checker& in;
    const std::string& path;
    const T& value;

    void type(std::string_view, std::string_view) {}
    template <class M>
    void operator()(const field_key& key, M T::*member, std::string_view text) {
      (*this)(key, member, kinds::number, text);
    }
    template <class M>
    void operator()(const field_key& key, M T::*member, const kind& k, std::string_view text) {
      const std::string at = path_of(path, {key.name});
      if (key.mandatory && is_empty(value.*member)) in.add(at, "nothing", std::string(text));
      in.check_value(at, value.*member, k);
    }
  };

  [[nodiscard]] static bool is_empty(const std::string& x) { return x.empty(); }
  [[nodiscard]] static bool is_empty(month x) { return x == month(); }
  template <class T>
  [[nodiscard]] static bool is_empty(const T&) {
    return false;
  }

  void add(std::string path, std::string found, std::string expected, std::string hint = {}) {
    problems_.push_back({std::move(path), std::move(found), std::move(expected), std::move(hint), 0, 0});
  }
  void note(const std::string& path, std::optional<problem> found) {
    if (!found) return;
    found->path = path;
    problems_.push_back(std::move(*found));
  }

  std::vector<problem>& problems_;
};

}  // namespace probation::detail
