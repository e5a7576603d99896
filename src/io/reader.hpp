// A visitor that reads a tree into values and notes what it cannot read. Private to probation::io.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <probation/base/check.hpp>
#include <probation/base/day.hpp>
#include <probation/base/path.hpp>
#include <probation/base/syntax.hpp>

#include "hooks.hpp"
#include "names.hpp"
#include "node.hpp"

namespace probation::detail {

/// What is found where a key is not known.
inline constexpr std::string_view unknown_key = "an unknown key";

class reader {
 public:
  explicit reader(std::vector<problem>& problems, watch* ask = nullptr) : problems_(problems), ask_(ask) {}

  void read(const node& n, const std::string& path, std::string& out, const kind& k);
  void read(const node& n, const std::string& path, bool& out, const kind& k);
  void read(const node& n, const std::string& path, int& out, const kind& k);
  void read(const node& n, const std::string& path, double& out, const kind& k);
  void read(const node& n, const std::string& path, month& out, const kind& k);
  void read(const node& n, const std::string& path, day& out, const kind& k);
  void read(const node& n, const std::string& path, quantity& out, const kind& k);
  void read(const node& n, const std::string& path, timed_quantity& out, const kind& k);
  void read(const node& n, const std::string& path, sharing& out, const kind& k);
  /// Scenarios: objects, kept as text.
  void read(const node& n, const std::string& path, named<std::string>& out, const kind& k);

  template <class T>
  void read(const node& n, const std::string& path, std::optional<T>& out, const kind& k) {
    read(n, path, out.emplace(), k);
  }
  template <class T>
  void read(const node& n, const std::string& path, std::vector<T>& out, const kind& k) {
    if (n.is != node::type::list) return wrong_type(n, path, "a list");
    out.clear();
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      T item = start_of<T>("", n.items[i]);
      read(n.items[i], path + '[' + std::to_string(i) + ']', item, k);
      out.push_back(std::move(item));
    }
  }
  template <class T>
  void read(const node& n, const std::string& path, named<T>& out, const kind& k) {
    if (!is_object(n, path)) return;
    distinct_names names;
    for (const auto& [written, value] : n.members) {
      const std::string at = path_of(path, {written});
      names.add(written, at, problems_);
      const std::string key = name_kept(std::type_identity<T>{}, written);
      T& item = out[key] = start_of<T>(key, value);
      read(value, at, item, k);
    }
  }
  template <has_names T>
  void read(const node& n, const std::string& path, T& out, const kind&) {
    const auto names = names_of(std::type_identity<T>{});
    if (const int found = choice(n, path, names); found >= 0) out = static_cast<T>(found);
  }
  template <wraps_one T>
  void read(const node& n, const std::string& path, T& out, const kind& k) {
    read(n, path, out.*inner(std::type_identity<T>{}), k);
  }
  template <described T>
  void read(const node& n, const std::string& path, T& out, const kind&) {
    if (!is_object(n, path)) return;
    if (ask_ != nullptr) (*ask_)();
    object_visitor<T> visitor{*this, n, path, out, {}};
    describe(visitor, std::type_identity<T>{});
    unknown_keys(n, path, visitor.known);
    complete(out);
  }

 private:
  template <class T>
  struct object_visitor {
    reader& in;
    const node& n;
    const std::string& path;
    T& out;
    std::vector<std::string_view> known;

    void type(std::string_view, std::string_view) {}
    template <class M>
    void operator()(const field_key& key, M T::* member, std::string_view text) {
      (*this)(key, member, kinds::number, text);
    }
    template <class M>
    void operator()(const field_key& key, M T::* member, const kind& k, std::string_view text) {
      known.push_back(key.name);
      const std::string at = path_of(path, {key.name});
      if (const node* given = n.find(key.name)) {
        in.read(*given, at, out.*member, k);
      } else if (key.mandatory) {
        in.problems_.push_back({at, "nothing", "a value", std::string(text), 0, 0});
      }
    }
  };

  void wrong_type(const node& n, const std::string& path, std::string expected, std::string hint = {});
  void wrong_number(const node& n, const std::string& path, std::string expected);
  [[nodiscard]] bool is_object(const node& n, const std::string& path);
  void unknown_keys(const node& n, const std::string& path, const std::vector<std::string_view>& known);
  /// Which of the names a text is; −1, with a problem, if none.
  template <class Names>
  [[nodiscard]] int choice(const node& n, const std::string& path, const Names& names);
  void read_quantity(const node& n, const std::string& path, quantity& out, const kind& k, std::optional<month>* from);
  void read_form(const node& n, const std::string& path, quantity& out, const kind& k);
  void read_unit(const node& n, const std::string& path, quantity& out);

  std::vector<problem>& problems_;
  watch* ask_;
  std::size_t unknown_ = 0;  // keys found that are not known
};

/// Reads the whole of a document, without its scenarios being tried out. `present`: what it is a patch of, if it is.
[[nodiscard]] region read_tree(const node& document, std::vector<problem>& problems, const shared_region& present,
                               watch& ask);

/// Whether scenarios are tried out too. (Not those of a region that is under a scenario: they are made for the other.)
enum class scenarios { tried, kept };

/// What a region is made of, beside its tree.
struct reading {
  std::string name;  ///< of the document, for messages
  syntax written_in = syntax::json;
  scenarios of_it = scenarios::tried;
  shared_region present = {};
};

/// The region of a tree; every problem, those found before included, thrown as a document_error.
[[nodiscard]] region region_of(const node& document, std::vector<problem> problems, const reading& how, watch& ask);

/// Tries out the scenarios of `r`, whose document is `document`; what is wrong without them too is not their fault.
void add_scenarios(const region& r, const node& document, std::vector<problem>& problems, watch& ask);

/// Throws problems as a document_error, in the syntax of the document.
[[noreturn]] void fail(std::vector<problem> problems, const std::string& name, syntax written_in);

/// What `r` is a patch of when it is patched again: its present, or itself.
[[nodiscard]] shared_region present_to_share(const region& r);

template <class Names>
int reader::choice(const node& n, const std::string& path, const Names& names) {
  std::string list;
  int i = 0;
  for (const std::string_view name : names) {
    if (n.is == node::type::text && n.text == name) return i;
    list += (i == 0 ? "\"" : ", \"") + std::string(name) + '"';
    ++i;
  }
  const std::string near = n.is == node::type::text ? near_miss(n.text, names) : "";
  wrong_type(n, path, (i > 1 ? "one of " : "") + list, near.empty() ? "" : "did you mean \"" + near + "\"?");
  return -1;
}

}  // namespace probation::detail
