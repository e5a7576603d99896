#include "described.hpp"

#include <algorithm>
#include <cctype>

namespace probation::bindings {

namespace {

[[nodiscard]] std::string sentence(std::string_view text) {
  std::string out(text);
  out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
  return out.back() == '.' ? out : out + '.';
}

[[nodiscard]] std::string name_of_key(const std::vector<bound_field>& fields, std::string_view key) {
  for (const auto& field : fields) {
    if (field.key == key) return field.name;
  }
  return std::string(key);
}

/// Name(field=value, …): what makes an equal value, if pasted.
[[nodiscard]] std::string made_like(const py::object& self, const std::vector<bound_field>& fields) {
  std::string out;
  for (const auto& [key, value] : py::cast<py::dict>(self.attr("to_dict")())) {
    out += (out.empty() ? "" : ", ") + name_of_key(fields, key.cast<std::string>()) + '=' +
           py::repr(value).cast<std::string>();
  }
  return py::type::of(self).attr("__name__").cast<std::string>() + '(' + out + ')';
}

/// The class called again with what the value says, but for what is given.
[[nodiscard]] py::object replaced(const py::object& self, const py::kwargs& given,
                                  const std::vector<bound_field>& fields) {
  py::kwargs arguments;
  for (const auto& [key, value] : py::cast<py::dict>(self.attr("to_dict")())) {
    arguments[py::str(name_of_key(fields, key.cast<std::string>()))] = value;
  }
  for (const auto& [key, value] : given) {
    arguments[py::str(name_of_key(fields, key.cast<std::string>()))] = value;
  }
  return py::type::of(self)(**arguments);
}

[[nodiscard]] py::object signature_of(const std::vector<bound_field>& fields) {
  const py::module_ inspect = py::module_::import("inspect");
  const py::object parameter = inspect.attr("Parameter");
  py::list parameters;
  for (const auto& field : fields) {
    parameters.append(
        parameter(field.name, parameter.attr("KEYWORD_ONLY"), "default"_a = py::none(), "annotation"_a = field.type));
  }
  return inspect.attr("Signature")(parameters);
}

}  // namespace

std::string meaning_of(std::string_view text, const kind* k) {
  return k == nullptr ? sentence(text) : sentence(text) + ' ' + sentence(k->expected);
}

std::string class_name_of(std::string_view declared) {
  std::string out;
  bool begins = true;
  for (const char letter : declared) {
    if (letter != '_') out += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    begins = letter == '_';
  }
  return out;
}

py::object loads(const std::string& json_text) { return py::module_::import("json").attr("loads")(json_text); }

std::string text_of_dict(const py::dict& document, const std::string& name) {
  return py::module_::import("probation._document.trees").attr("text_of_tree")(document, name).cast<std::string>();
}

std::string text_of_keywords(const py::kwargs& given, const std::vector<bound_field>& fields, const std::string& name) {
  py::dict document;
  for (const auto& [keyword, value] : given) {
    const auto written = keyword.cast<std::string>();
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == written; });
    const std::string key = field == fields.end() ? written : field->key;
    const bool is_known = std::any_of(fields.begin(), fields.end(), [&](const auto& f) { return f.key == key; });
    if (!is_known || !value.is_none()) document[py::str(key)] = value;
  }
  return text_of_dict(document, name);
}

void add_property(const py::object& c, const bound_field& field, std::function<py::object(const py::object&)> get) {
  const py::handle property(reinterpret_cast<PyObject*>(&PyProperty_Type));
  const py::cpp_function getter(std::move(get), py::is_method(c), py::name(field.name.c_str()));
  c.attr(field.name.c_str()) = property(getter, py::none(), py::none(), field.meaning);
}

void add_protocol(const py::object& c, const std::vector<bound_field>& fields, const std::string& about,
                  std::function<std::string(const py::object&)> to_json) {
  const auto method = [&c](const char* name, auto function, const char* doc) {
    c.attr(name) = py::cpp_function(std::move(function), py::is_method(c), py::name(name), doc);
  };
  method(
      "to_dict", [to_json = std::move(to_json)](const py::object& self) { return loads(to_json(self)); },
      "The part of a document that says this; what has its default value is left out.");
  c.attr("_document") = c.attr("to_dict");
  method(
      "replaced", [fields](const py::object& self, const py::kwargs& given) { return replaced(self, given, fields); },
      "A value with other fields, by name; None takes one away. Raises DocumentError.");
  c.attr("__replace__") = c.attr("replaced");
  method(
      "__repr__", [fields](const py::object& self) { return made_like(self, fields); }, "What makes an equal value.");

  py::dict listed;
  std::string doc = about + "\n\nParameters\n----------\n";
  for (const auto& field : fields) {
    listed[py::str(field.name)] = py::make_tuple(field.key, field.type, field.meaning);
    doc += field.name + " : " + field.type + "\n    " + field.meaning + '\n';
  }
  c.attr("__fields__") = listed;
  c.attr("__doc__") = doc;
  c.attr("__signature__") = signature_of(fields);
}

}  // namespace probation::bindings
