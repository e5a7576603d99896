#include <probation/io/write.hpp>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <typeindex>
#include <unordered_map>

#include <probation/base/check.hpp>
#include <probation/base/day.hpp>
#include <probation/base/described_types.hpp>
#include <probation/base/sha256.hpp>
#include <probation/io/part.hpp>
#include <probation/io/wmt.hpp>
#include <probation/workload/wmt/fields.hpp>

#include "document.hpp"
#include "hooks.hpp"
#include "whole_file.hpp"

namespace probation {
namespace detail {
namespace {

[[nodiscard]] node to_node(const std::string& x) { return node::of(std::string_view(x)); }
[[nodiscard]] node to_node(bool x) { return node::of(x); }
[[nodiscard]] node to_node(int x) { return node::of(static_cast<double>(x)); }
[[nodiscard]] node to_node(double x) { return node::of(x); }
[[nodiscard]] node to_node(month x) { return node::of(std::string_view(x.str())); }
[[nodiscard]] node to_node(day x) { return node::of(std::string_view(x.str())); }

[[nodiscard]] node to_node(const quantity& q, std::optional<month> from = {}) {
  const bool plain =
      q.shape == distribution::certain && q.unit == unit::none && q.source.empty() && !q.standing && !q.date;
  if (plain && !from) return node::of(q.parameters[0]);
  node n = node::object();
  if (from) n.add("from", to_node(*from));
  const auto names = parameter_names(q.shape);
  for (std::size_t i = 0; i < names.size(); ++i) n.add(names[i], node::of(q.parameters[i]));
  if (q.unit != unit::none) n.add(is_time(q.unit) ? "unit" : "per", node::of(name_of(q.unit)));
  if (is_proportion_lost(q.unit)) n.add("as", node::of(std::string_view("proportion lost")));
  if (!q.source.empty()) n.add("source", to_node(q.source));
  if (q.standing) n.add("status", node::of(to_string(*q.standing)));
  if (q.date) n.add("date", to_node(*q.date));
  return n;
}

[[nodiscard]] node to_node(const timed_quantity& q) {
  if (q.parts.size() == 1 && !q.parts.front().from) return to_node(q.parts.front().value);
  node n = node::list();
  for (const auto& part : q.parts) n.items.push_back(to_node(part.value, part.from));
  return n;
}

/// Scenarios.
[[nodiscard]] node to_node(const named<std::string>& patches) {
  node n = node::object();
  for (const auto& [name, text] : patches) {
    std::vector<problem> problems;
    node patch = parse(text, problems);
    if (!problems.empty() || !patch.is_object()) {
      throw std::invalid_argument("to_json: scenario \"" + name + "\" is not a JSON object");
    }
    n.add(name, std::move(patch));
  }
  return n;
}

template <has_names T>
[[nodiscard]] node to_node(T x) {
  return node::of(std::string_view(names_of(std::type_identity<T>{})[static_cast<std::size_t>(x)]));
}
template <class T>
[[nodiscard]] node to_node(const std::optional<T>& x);
template <class T>
[[nodiscard]] node to_node(const std::vector<T>& x);
template <class T>
[[nodiscard]] node to_node(const named<T>& x);
[[nodiscard]] node to_node(const sharing& x);
template <wraps_one T>
[[nodiscard]] node to_node(const T& x);
template <described T>
[[nodiscard]] node to_node(const T& x, std::string_view key = {});

/// Adds the fields that are not as they would be without saying.
template <class T>
struct object_writer {
  const T& value;
  const T& start;
  node n = node::object();

  void type(std::string_view, std::string_view) {}
  template <class M>
  void operator()(const field_key& key, M T::* member, std::string_view) {
    if (key.mandatory || value.*member != start.*member) n.add(key.name, to_node(value.*member));
  }
  template <class M>
  void operator()(const field_key& key, M T::* member, const kind&, std::string_view text) {
    (*this)(key, member, text);
  }
};

template <class T>
node to_node(const std::optional<T>& x) {
  return x ? to_node(*x) : node{};
}

template <class T>
node to_node(const std::vector<T>& x) {
  node n = node::list();
  for (const auto& item : x) n.items.push_back(to_node(item));
  return n;
}

template <class T>
node to_node(const named<T>& x) {
  node n = node::object();
  for (const auto& [key, value] : x) {
    if constexpr (described<T>) {
      n.add(key, to_node(value, key));
    } else {
      n.add(key, to_node(value));
    }
  }
  return n;
}

node to_node(const sharing& x) {
  if (x.by == sharing::rule::given) return to_node(x.shares);
  return node::of(std::string_view(x.by == sharing::rule::vacancies ? "vacancies" : "establishment"));
}

template <wraps_one T>
node to_node(const T& x) {
  return to_node(x.*inner(std::type_identity<T>{}));
}

template <described T>
node to_node(const T& x, std::string_view key) {
  T value = x;
  abbreviate(value);
  const T start = start_of(key, value);
  object_writer<T> writer{value, start};
  describe(writer, std::type_identity<T>{});
  return std::move(writer.n);
}

/// A grade by itself leaves out nothing that another name would fill in.
template <class T>
void say_all(node&, const T&) {}
void say_all(node& n, const grade& g) {
  if (n.find("full_name") == nullptr) n.add("full_name", to_node(g.full_name));
  if (n.find("ladder") == nullptr) n.add("ladder", to_node(g.ladder));
}

template <class T>
[[nodiscard]] std::string write_one_part(const void* value, bool pretty) {
  const T& x = *static_cast<const T*>(value);
  node n = to_node(x);
  say_all(n, x);
  return print(n, pretty);
}

using part_writer = std::string (*)(const void*, bool);

[[nodiscard]] std::unordered_map<std::type_index, part_writer> part_writers() {
  std::unordered_map<std::type_index, part_writer> out;
  const auto add = [&out]<class T>(std::type_identity<T>) { out.emplace(typeid(T), &write_one_part<T>); };
  for_each_described<region>(add);
  for_each_described<wmt::configurations>(add);
  add(std::type_identity<quantity>{});
  add(std::type_identity<timed_quantity>{});
  add(std::type_identity<scorecard>{});
  return out;
}

[[nodiscard]] node tree_of_settings(const wmt::configurations& c) { return to_node(c); }

}  // namespace

node tree_of(const region& r) { return to_node(r); }

std::string digest_of(std::string_view text) { return to_text(sha256_of(text)); }

std::string write_part(std::type_index type, const void* value, bool pretty) {
  static const auto writers = part_writers();
  const auto at = writers.find(type);
  if (at == writers.end()) throw std::invalid_argument("part_to_json: no document holds such a value");
  return at->second(value, pretty);
}

}  // namespace detail

std::string to_json(const region& r, bool pretty) { return detail::print(detail::tree_of(r), pretty); }

std::string wmt::to_json(const configurations& c, bool pretty) {
  return probation::detail::print(probation::detail::tree_of_settings(c), pretty);
}

void write_region(const region& r, const std::filesystem::path& file) { detail::write_whole(file, to_json(r)); }

}  // namespace probation
