// Values addressed by name, in the order in which they were given.
#pragma once

#include <initializer_list>  // for std::initializer_list
#include <list>              // for std::list
#include <stdexcept>         // for std::out_of_range
#include <string>            // for std::string
#include <string_view>       // for std::string_view
#include <utility>           // for std::pair

#include <probation/base/name_key.hpp>

namespace probation {

/// A small ordered map from name to value. Regions hold a few dozen of each thing at most, and people expect
/// to see them in the order in which they wrote them, so look-up is a linear search.
///
/// References to values stay valid while others are added or erased: `auto& a = r.pdus["A"]; auto& b = r.pdus["B"];`
/// are both of use. Copies are of values.
template <class T>
class named {
 public:
  using value_type = std::pair<std::string, T>;
  using iterator = typename std::list<value_type>::iterator;
  using const_iterator = typename std::list<value_type>::const_iterator;

  named() = default;
  named(std::initializer_list<value_type> items) {
    for (const auto& [name, value] : items) (*this)[name] = value;
  }

  [[nodiscard]] bool empty() const noexcept { return items_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] iterator begin() noexcept { return items_.begin(); }
  [[nodiscard]] iterator end() noexcept { return items_.end(); }
  [[nodiscard]] const_iterator begin() const noexcept { return items_.begin(); }
  [[nodiscard]] const_iterator end() const noexcept { return items_.end(); }

  /// The value called `name`, or a null pointer.
  [[nodiscard]] const T* find(std::string_view name) const noexcept {
    for (const auto& item : items_) {
      if (item.first == name) return &item.second;
    }
    return nullptr;
  }
  [[nodiscard]] T* find(std::string_view name) noexcept {
    return const_cast<T*>(static_cast<const named&>(*this).find(name));
  }
  [[nodiscard]] bool contains(std::string_view name) const noexcept { return find(name) != nullptr; }

  /// The name and value of what is called `name`, exactly or by the key of names; a null pointer if nothing is.
  [[nodiscard]] const value_type* find_name(std::string_view name) const {
    for (const auto& item : items_) {
      if (item.first == name) return &item;
    }
    const std::string key = name_key(name);
    for (const auto& item : items_) {
      if (name_key(item.first) == key) return &item;
    }
    return nullptr;
  }

  /// The value called `name`; throws std::out_of_range naming what there is.
  [[nodiscard]] const T& at(std::string_view name) const {
    if (const T* value = find(name)) return *value;
    std::string message = "nothing is called \"" + std::string(name) + "\"; there is:";
    for (const auto& item : items_) message += " \"" + item.first + "\"";
    throw std::out_of_range(message);
  }
  [[nodiscard]] T& at(std::string_view name) { return const_cast<T&>(static_cast<const named&>(*this).at(name)); }

  /// The value called `name`, added at the end if there is none.
  T& operator[](std::string_view name) {
    if (T* value = find(name)) return *value;
    return items_.emplace_back(std::string(name), T{}).second;
  }

  /// Takes the value called `name` away. False if there is none.
  bool erase(std::string_view name) {
    for (auto item = items_.begin(); item != items_.end(); ++item) {
      if (item->first != name) continue;
      items_.erase(item);
      return true;
    }
    return false;
  }

  friend bool operator==(const named&, const named&) = default;

 private:
  std::list<value_type> items_;
};

}  // namespace probation
