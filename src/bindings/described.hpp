// Classes of the types that declare their fields: all of a class follows from `describe`.
#pragma once

#include "pybind.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "packing.hpp"

#include <probation/base/described_types.hpp>
#include <probation/io/part.hpp>
#include <probation/ratings/fields.hpp>
#include <probation/staffing/recruitment.hpp>

namespace probation::bindings {

/// A field as Python has it.
struct bound_field {
  std::string name;     ///< of the property and the keyword: that of documents, but `from_`
  std::string key;      ///< in documents
  std::string type;     ///< of the property, as a type is written in Python
  std::string meaning;  ///< a sentence
};

/// A field called `from` in documents, which is a keyword of Python, has an underscore. Overloaded where the name of a
/// field is taken by something older.
template <class T>
[[nodiscard]] std::string python_name(std::type_identity<T>, std::string_view key) {
  return key == "from" ? "from_" : std::string(key);
}

/// How a class makes a value of the JSON text of its fields. Specialised where a value by itself is checked as a whole.
template <class T>
struct made_of {
  static T text(const std::string& json_text, const std::string& name) {
    return parse_part<T>(json_text, name, syntax::python);
  }
};

/// Adds what a class has besides its fields. Specialised where there is something.
template <class T>
struct besides_fields {
  static void add(py::classh<T>& /*c*/) {}
};

// What is the same for all classes, compiled once.

/// Numbers say what they may be: "Target FTE. FTE, 0 or more."
[[nodiscard]] std::string meaning_of(std::string_view text, const kind* k);
/// "case_class" as CaseClass.
[[nodiscard]] std::string class_name_of(std::string_view declared);
/// Python's own objects of a JSON text.
[[nodiscard]] py::object loads(const std::string& json_text);
/// The JSON text of a dict, the same way as of documents given as one. Raises DocumentError.
[[nodiscard]] std::string text_of_dict(const py::dict& document, const std::string& name);
/// The JSON text of keywords, by the names of documents. Those that are None are not given.
[[nodiscard]] std::string text_of_keywords(const py::kwargs& given, const std::vector<bound_field>& fields,
                                           const std::string& name);
void add_property(const py::object& c, const bound_field& field, std::function<py::object(const py::object&)> get);
/// What every such class can do: `to_dict`, `replaced`, a repr that makes an equal value, a signature, `__fields__`.
void add_protocol(const py::object& c, const std::vector<bound_field>& fields, const std::string& about,
                  std::function<std::string(const py::object&)> to_json);

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_named = false;
template <class T>
inline constexpr bool is_named<named<T>> = true;

struct declared_name {
  std::string name, about;
  void type(std::string_view called, std::string_view text) {
    name = class_name_of(called);
    about = text;
  }
  template <class... Rest>
  void operator()(const field_key& /*key*/, const Rest&... /*member, kind, text*/) {}
};

/// What a described type is called, and the sentence about it.
template <described T>
[[nodiscard]] const declared_name& declared_of() {
  static const declared_name found = [] {
    declared_name visitor;
    describe(visitor, std::type_identity<T>{});
    return visitor;
  }();
  return found;
}

/// The type of a member, as it is written in Python.
template <class M>
[[nodiscard]] std::string type_text() {
  if constexpr (is_optional<M>) {
    return type_text<typename M::value_type>() + " | None";
  } else if constexpr (std::is_same_v<M, named<std::string>>) {
    return "dict[str, dict[str, Any]]";
  } else if constexpr (is_named<M>) {
    return "dict[str, " + type_text<typename M::value_type::second_type>() + ']';
  } else if constexpr (is_list<M>) {
    return "list[" + type_text<typename M::value_type>() + ']';
  } else if constexpr (described<M>) {
    return declared_of<M>().name;
  } else if constexpr (std::is_same_v<M, rating>) {
    return "Rating";
  } else if constexpr (std::is_same_v<M, scorecard>) {
    return "Scorecard";
  } else if constexpr (has_names<M>) {
    std::string out = "Literal[";
    for (const std::string_view each : names_of(std::type_identity<M>{})) out += '"' + std::string(each) + "\", ";
    out.resize(out.size() - 2);
    return out + ']';
  } else if constexpr (std::is_same_v<M, sharing>) {
    return "Literal[\"vacancies\", \"establishment\"] | dict[str, Quantity]";
  } else if constexpr (std::is_same_v<M, quantity>) {
    return "Quantity";
  } else if constexpr (std::is_same_v<M, timed_quantity>) {
    return "TimedQuantity";
  } else if constexpr (std::is_same_v<M, bool>) {
    return "bool";
  } else if constexpr (std::is_integral_v<M>) {
    return "int";
  } else if constexpr (std::is_floating_point_v<M>) {
    return "float";
  } else {
    static_assert(std::is_same_v<M, std::string> || std::is_same_v<M, month> || std::is_same_v<M, day>);
    return "str";
  }
}

/// A member as an object of Python. Copied, so that nothing in Python can change or outlive the value.
template <class M>
[[nodiscard]] py::object to_python(const M& x) {
  if constexpr (is_optional<M>) {
    return x ? to_python(*x) : py::object(py::none());
  } else if constexpr (std::is_same_v<M, named<std::string>>) {  // scenarios
    py::dict out;
    for (const auto& [name, patch] : x) out[py::str(name)] = loads(patch);
    return out;
  } else if constexpr (is_named<M>) {
    py::dict out;
    for (const auto& [name, item] : x) out[py::str(name)] = to_python(item);
    return out;
  } else if constexpr (is_list<M>) {
    py::list out;
    for (const auto& item : x) out.append(to_python(item));
    return out;
  } else if constexpr (has_names<M> && !std::is_same_v<M, rating>) {
    return py::str(std::string(names_of(std::type_identity<M>{})[static_cast<std::size_t>(x)]));
  } else if constexpr (std::is_same_v<M, sharing>) {
    if (x.by == sharing::rule::given) return to_python(x.shares);
    return py::str(x.by == sharing::rule::vacancies ? "vacancies" : "establishment");
  } else {
    return py::cast(x);
  }
}

/// Makes a property of every field.
template <class T>
struct field_binder {
  py::classh<T>& c;
  std::vector<bound_field> fields;

  void type(std::string_view /*name*/, std::string_view /*text*/) {}
  template <class M>
  void operator()(const field_key& key, M T::* member, std::string_view text) {
    add(key, member, nullptr, text);
  }
  template <class M>
  void operator()(const field_key& key, M T::* member, const kind& k, std::string_view text) {
    add(key, member, &k, text);
  }

 private:
  template <class M>
  void add(const field_key& key, M T::* member, const kind* k, std::string_view text) {
    fields.push_back(
        {python_name(std::type_identity<T>{}, key.name), std::string(key.name), type_text<M>(), meaning_of(text, k)});
    add_property(c, fields.back(),
                 [member](const py::object& self) { return to_python(self.cast<const T&>().*member); });
  }
};

/// Makes the class of a type: a property for every field, a constructor that takes them by name and reads them as a
/// document would be, equality, pickles.
template <described T>
void described_class(py::module_& m) {
  const declared_name& declared = declared_of<T>();
  const char* name = declared.name.c_str();
  py::classh<T> c = value_class<T>(m, name, declared.about.c_str());
  pickled(c, name);
  field_binder<T> binder{c, {}};
  describe(binder, std::type_identity<T>{});
  c.def(py::init([name, fields = binder.fields](const py::kwargs& given) {
          return made_of<T>::text(text_of_keywords(given, fields, name), name);
        }),
        "Make one of its fields by name; None is not given. Raises DocumentError with every problem.");
  add_protocol(c, binder.fields, declared.about,
               [](const py::object& self) { return part_to_json(self.cast<const T&>()); });
  besides_fields<T>::add(c);
}

}  // namespace probation::bindings
