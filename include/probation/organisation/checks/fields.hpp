// Checks of every field by itself: a visitor over the declarations in fields.hpp.
#pragma once

#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/check.hpp>
#include <probation/base/day.hpp>
#include <probation/base/path.hpp>
#include <probation/base/watch.hpp>
#include <probation/organisation/fields.hpp>

namespace probation::detail {

/// A place in a document, spelt out only if something is wrong there.
struct place {
  const place* parent = nullptr;
  std::string_view key;   ///< of an object
  std::size_t index = 0;  ///< of a list, where `listed`
  bool listed = false;

  [[nodiscard]] place at(std::string_view name) const noexcept { return {this, name}; }
  [[nodiscard]] place at(std::size_t i) const noexcept { return {this, {}, i, true}; }
  [[nodiscard]] std::string path() const {
    if (parent == nullptr) return {};
    return listed ? parent->path() + '[' + std::to_string(index) + ']' : path_of(parent->path(), {key});
  }
};

/// Notes what no document may hold: numbers that are not of their kind, nameless things, missing text.
class field_checker {
 public:
  field_checker(std::vector<problem>& problems, watch& ask) : problems_(problems), ask_(ask) {}

  void check_value(const place&, const std::string&, const kind&) {}
  void check_value(const place&, bool, const kind&) {}
  void check_value(const place& at, month m, const kind&) {
    if (m != month() && (m.year() < first_year || m.year() > last_year)) add(at, '"' + m.str() + '"', years);
  }
  void check_value(const place& at, day d, const kind&) {
    if (d != day() && (d.month().year() < first_year || d.month().year() > last_year)) {
      add(at, '"' + d.str() + '"', years);
    }
  }
  void check_value(const place& at, int x, const kind& k) { note(at, quantity(static_cast<double>(x)), k); }
  void check_value(const place& at, double x, const kind& k) { note(at, quantity(x), k); }
  void check_value(const place& at, const quantity& q, const kind& k) { note(at, q, k); }
  void check_value(const place& at, const timed_quantity& q, const kind& k) {
    if (q.parts.empty()) return add(at, "an empty list", "at least one number");
    for (std::size_t i = 0; i < q.parts.size(); ++i) {
      const auto& part = q.parts[i];
      const place in_list = at.at(i);
      const place& here = q.parts.size() == 1 && !part.from ? at : in_list;
      note(here, part.value, k);
      if (i == 0) continue;
      if (!part.from) {
        add(here, "no from", "from: the month in which this part begins");
      } else if (q.parts[i - 1].from && *q.parts[i - 1].from >= *part.from) {
        add(here.at("from"), '"' + part.from->str() + '"', "a month after " + q.parts[i - 1].from->str());
      }
    }
  }
  void check_value(const place& at, const sharing& s, const kind&) {
    check_value(at, s.shares, kinds::share);
    if (s.by == sharing::rule::given && s.shares.empty()) add(at, "no shares", "shares by unit");
    if (s.by != sharing::rule::given && !s.shares.empty()) add(at, "shares and a rule", "one of them");
  }
  template <class T>
  void check_value(const place& at, const std::optional<T>& x, const kind& k) {
    if (x) check_value(at, *x, k);
  }
  template <class T>
  void check_value(const place& at, const std::vector<T>& x, const kind& k) {
    for (std::size_t i = 0; i < x.size(); ++i) check_value(at.at(i), x[i], k);
  }
  template <class T>
  void check_value(const place& at, const named<T>& x, const kind& k) {
    for (const auto& [key, value] : x) {
      check_name(at.at(key));
      check_value(at.at(key), value, k);
    }
  }
  template <has_names T>
  void check_value(const place&, T, const kind&) {}
  template <wraps_one T>
  void check_value(const place& at, const T& x, const kind& k) {
    check_value(at, x.*inner(std::type_identity<T>{}), k);
  }
  template <described T>
  void check_value(const place& at, const T& x, const kind&) {
    ask_();
    object_checker<T> visitor{*this, at, x};
    describe(visitor, std::type_identity<T>{});
  }

 private:
  template <class T>
  struct object_checker {
    field_checker& in;
    const place& at;
    const T& value;

    void type(std::string_view, std::string_view) {}
    template <class M>
    void operator()(const field_key& key, M T::* member, std::string_view text) {
      (*this)(key, member, kinds::number, text);
    }
    template <class M>
    void operator()(const field_key& key, M T::* member, const kind& k, std::string_view text) {
      if (key.mandatory && is_empty(value.*member)) in.add(at.at(key.name), "nothing", "a value", text);
      in.check_value(at.at(key.name), value.*member, k);
    }
  };

  /// Months and days outside these are slips of the keyboard.
  static constexpr int first_year = 1900;
  static constexpr int last_year = 2199;
  static constexpr std::string_view years = "a year from 1900 to 2199";

  [[nodiscard]] static bool is_empty(const std::string& x) { return x.empty(); }
  [[nodiscard]] static bool is_empty(month x) { return x == month(); }
  template <class T>
  [[nodiscard]] static bool is_empty(const T&) {
    return false;
  }

  void check_name(const place& at) {
    if (at.key.empty()) add(at, "an empty name", "a name");
    if (at.key == "*") add(at, "the name *", "another name", "* stands for all of them");
  }
  void add(const place& at, std::string_view found, std::string_view expected, std::string_view hint = {}) {
    problems_.push_back({at.path(), std::string(found), std::string(expected), std::string(hint), 0, 0});
  }
  void note(const place& at, const quantity& q, const kind& k) {
    std::optional<problem> found = check(q, k);
    if (!found) return;
    found->path = at.path();
    problems_.push_back(std::move(*found));
  }

  std::vector<problem>& problems_;
  watch& ask_;
};

}  // namespace probation::detail
