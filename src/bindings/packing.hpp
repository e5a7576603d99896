// Value types as bytes, field by field, so that their objects can be pickled.
#pragma once

#include "pybind.hpp"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <probation/base/field.hpp>
#include <probation/base/quantity.hpp>
#include <probation/engine/bytes.hpp>
#include <probation/engine/sealed.hpp>
#include <probation/version.hpp>

namespace probation::bindings {

/// Writes and reads values; `layout` is what they are made of, in letters. Bytes are those of one layout.
template <class T>
struct packing;

template <class T>
void pack(byte_writer& to, const T& x) {
  packing<T>::write(to, x);
}
template <class T>
void unpack(byte_reader& from, T& x) {
  packing<T>::read(from, x);
}
template <class T>
[[nodiscard]] std::string layout_of() {
  return packing<T>::layout();
}

template <class T>
  requires std::integral<T> || std::is_enum_v<T>
struct packing<T> {
  static void write(byte_writer& to, T x) { to.word(static_cast<std::uint64_t>(static_cast<std::int64_t>(x))); }
  static void read(byte_reader& from, T& x) { x = static_cast<T>(static_cast<std::int64_t>(from.word())); }
  static std::string layout() { return "i"; }
};

template <>
struct packing<double> {
  static void write(byte_writer& to, double x) { to.real(x); }
  static void read(byte_reader& from, double& x) { x = from.real(); }
  static std::string layout() { return "d"; }
};

template <>
struct packing<std::string> {
  static void write(byte_writer& to, const std::string& x) { to.text(x); }
  static void read(byte_reader& from, std::string& x) { x = from.text(); }
  static std::string layout() { return "s"; }
};

/// Months and days, as they are written.
template <class T>
struct dated_packing {
  static void write(byte_writer& to, T x) { to.text(x.str()); }
  static void read(byte_reader& from, T& x) {
    const auto parsed = T::parse(from.text());
    if (!parsed) throw std::invalid_argument("not a month or day");
    x = *parsed;
  }
  static std::string layout() { return "t"; }
};
template <>
struct packing<month> : dated_packing<month> {};
template <>
struct packing<day> : dated_packing<day> {};

template <class T>
struct packing<std::optional<T>> {
  static void write(byte_writer& to, const std::optional<T>& x) {
    to.number(x ? 1 : 0);
    if (x) pack(to, *x);
  }
  static void read(byte_reader& from, std::optional<T>& x) {
    x.reset();
    if (from.number() != 0) unpack(from, x.emplace());
  }
  static std::string layout() { return "?" + layout_of<T>(); }
};

template <class T>
struct packing<std::vector<T>> {
  static void write(byte_writer& to, const std::vector<T>& x) {
    to.number(x.size());
    for (const T& each : x) pack(to, each);
  }
  static void read(byte_reader& from, std::vector<T>& x) {
    x.clear();
    for (std::size_t n = from.size(); n > 0; --n) {
      T each{};
      unpack(from, each);
      x.push_back(std::move(each));
    }
  }
  static std::string layout() { return "*" + layout_of<T>(); }
};

template <class T, std::size_t n>
struct packing<std::array<T, n>> {
  static void write(byte_writer& to, const std::array<T, n>& x) {
    for (const T& each : x) pack(to, each);
  }
  static void read(byte_reader& from, std::array<T, n>& x) {
    for (T& each : x) unpack(from, each);
  }
  static std::string layout() { return std::to_string(n) + layout_of<T>(); }
};

template <class T>
struct packing<named<T>> {
  static void write(byte_writer& to, const named<T>& x) {
    to.number(x.size());
    for (const auto& [name, each] : x) {
      to.text(name);
      pack(to, each);
    }
  }
  static void read(byte_reader& from, named<T>& x) {
    x = {};
    for (std::size_t n = from.size(); n > 0; --n) {
      const std::string name = from.text();
      unpack(from, x[name]);
    }
  }
  static std::string layout() { return "n" + layout_of<T>(); }
};

/// Of members that are named one by one: of types that have constructors.
template <auto... members>
struct member_packing {
  template <class T>
  static void write(byte_writer& to, const T& x) {
    (pack(to, x.*members), ...);
  }
  template <class T>
  static void read(byte_reader& from, T& x) {
    (unpack(from, x.*members), ...);
  }
  template <class T, class M>
  static std::string layout_of_member(M T::* /*member*/) {
    return layout_of<M>();
  }
  static std::string layout() { return "{" + (layout_of_member(members) + ... + std::string("}")); }
};
template <>
struct packing<quantity> : member_packing<&quantity::shape, &quantity::parameters, &quantity::unit, &quantity::source,
                                          &quantity::standing, &quantity::date> {};
template <>
struct packing<timed_quantity::part> : member_packing<&timed_quantity::part::from, &timed_quantity::part::value> {};
template <>
struct packing<timed_quantity> : member_packing<&timed_quantity::parts> {};

/// Of types that declare their fields: all of them in order.
template <described T>
struct described_packing {
  static void write(byte_writer& to, const T& x) {
    each([&](auto member) { pack(to, x.*member); });
  }
  static void read(byte_reader& from, T& x) {
    each([&](auto member) { unpack(from, x.*member); });
  }
  static std::string layout() {
    std::string out = "{";
    each([&]<class M>(M T::* /*member*/) { out += layout_of<M>(); });
    return out + "}";
  }

 private:
  template <class F>
  struct visitor {
    F& f;
    void type(std::string_view /*name*/, std::string_view /*text*/) {}
    template <class M, class... Rest>
    void operator()(const field_key& /*key*/, M T::* member, const Rest&... /*kind, text*/) {
      f(member);
    }
  };
  template <class F>
  static void each(F f) {
    visitor<F> v{f};
    describe(v, std::type_identity<T>{});
  }
};

template <described T>
struct packing<T> : described_packing<T> {};

template <wraps_one T>
struct packing<T> : member_packing<inner(std::type_identity<T>{})> {};

/// Lets objects of a class be pickled. What another version pickled is refused unless its fields are the same.
template <class T>
void pickled(py::classh<T>& c, const char* name) {
  c.def(py::pickle(
      [](const T& x) {
        byte_writer to;
        to.text(layout_of<T>());
        to.text(version);
        pack(to, x);
        return py::bytes(seal(to.bytes()));
      },
      [name](const py::bytes& state) {
        const auto bytes = static_cast<std::string_view>(state);
        const auto body = unsealed(bytes);
        byte_reader from(body.value_or(bytes));
        const std::string layout = from.text();
        const std::string by = from.text();
        if (layout != layout_of<T>()) {
          throw py::value_error(std::string(name) + ": pickled by probation " + by +
                                ", where it has other fields than in " + std::string(version) +
                                "; read its document again, or use that version");
        }
        if (!body) throw py::value_error(std::string(name) + ": damaged: its checksum differs");
        T x{};
        unpack(from, x);
        if (!from.at_end()) throw py::value_error(std::string(name) + ": not its state");
        return x;
      }));
}

}  // namespace probation::bindings
