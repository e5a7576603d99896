// Every number of a document that can say where it comes from: a visitor over the declarations in fields.hpp.
#pragma once

#include <concepts>     // for std::convertible_to
#include <functional>   // for std::function
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <type_traits>  // for std::type_identity
#include <utility>      // for std::move
#include <vector>       // for std::vector

#include <probation/organisation/checks/fields.hpp>
#include <probation/organisation/fields.hpp>

namespace probation::detail {

/// A number of the document.
struct stated_number {
  std::string path;
  const quantity& given;
  bool covered;                      ///< what it belongs to states a source for all of it
  std::optional<month> date;         ///< its own, or of the survey or indicator that it belongs to
  std::optional<month> from;         ///< of the first part of a number that changes over time
  std::optional<month> begins = {};  ///< of any part of one
};

/// Calls a function with every quantity that is not as it would be without saying, in the order of the document.
class number_walker {
 public:
  using function = std::function<void(const stated_number&)>;

  explicit number_walker(function call) : call_(std::move(call)) {}

  void walk(const region& r) { visit(place{}, r, region{}, around{}); }

 private:
  /// What encloses a number says of it.
  struct around {
    bool covered = false;
    std::optional<month> date;
    std::optional<month> from;
    std::optional<month> begins;
  };

  template <class T>
  struct members {
    number_walker& in;
    const place& at;
    const T& value;
    const T& start;  ///< the same without anything said
    around about;

    void type(std::string_view, std::string_view) {}
    template <class M>
    void operator()(const field_key& key, M T::* member, std::string_view) {
      if (key.mandatory || value.*member != start.*member)
        in.visit(at.at(key.name), value.*member, start.*member, about);
    }
    template <class M>
    void operator()(const field_key& key, M T::* member, const kind&, std::string_view text) {
      (*this)(key, member, text);
    }
  };

  template <class T>
  void visit(const place&, const T&, const T&, around) {}  // text, whole numbers, months …
  void visit(const place& at, const quantity& q, const quantity&, around about) {
    call_({at.path(), q, about.covered, q.date ? q.date : about.date, about.from, about.begins});
  }
  void visit(const place& at, const timed_quantity& q, const timed_quantity&, around about) {
    for (std::size_t i = 0; i < q.parts.size(); ++i) {
      const place part = at.at(i);
      about.from = i == 0 ? q.parts[i].from : std::nullopt;
      about.begins = q.parts[i].from;
      visit(q.parts.size() == 1 && !q.parts[i].from ? at : part, q.parts[i].value, quantity{}, about);
    }
  }
  void visit(const place& at, const sharing& s, const sharing&, around about) {
    visit(at, s.shares, named<quantity>{}, about);
  }
  template <class T>
  void visit(const place& at, const std::optional<T>& x, const std::optional<T>&, around about) {
    if (x) visit(at, *x, T{}, about);
  }
  template <class T>
  void visit(const place& at, const std::vector<T>& x, const std::vector<T>&, around about) {
    for (std::size_t i = 0; i < x.size(); ++i) visit(at.at(i), x[i], T{}, about);
  }
  template <class T>
  void visit(const place& at, const named<T>& x, const named<T>&, around about) {
    for (const auto& [key, value] : x) visit(at.at(key), value, start_of<T>(key), about);
  }
  template <described T>
  void visit(const place& at, const T& x, const T& start, around about) {
    if constexpr (requires {
                    { x.source } -> std::convertible_to<std::string>;
                  }) {
      about.covered = about.covered || !x.source.empty();
    }
    if constexpr (requires {
                    { x.date } -> std::convertible_to<std::optional<month>>;
                  }) {
      if (x.date) about.date = x.date;
    }
    members<T> visitor{*this, at, x, start, about};
    describe(visitor, std::type_identity<T>{});
  }

  /// A known grade starts from the library's own.
  template <class T>
  [[nodiscard]] static T start_of([[maybe_unused]] std::string_view key) {
    if constexpr (std::is_same_v<T, grade>) {
      const grade* known = default_grades().find(key);
      if (known != nullptr) return *known;
    }
    return T{};
  }

  function call_;
};

}  // namespace probation::detail
