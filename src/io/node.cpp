#include "node.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <probation/base/number.hpp>

namespace probation::detail {

node node::empty(type t) {
  node n;
  n.is = t;
  return n;
}

node node::list() { return empty(type::list); }

node node::object() { return empty(type::object); }

node node::of(bool x) {
  node n = empty(type::boolean);
  n.truth = x;
  return n;
}

node node::of(double x) {
  node n = empty(type::number);
  n.number = x + 0.0;  // of −0 and 0, which are one number, the one that is written without a sign
  return n;
}

node node::of(std::string_view x) {
  node n = empty(type::text);
  n.text = x;
  return n;
}

const node* node::find(std::string_view key) const noexcept {
  const auto at = std::find_if(members.begin(), members.end(), [&](const member& m) { return m.key == key; });
  return at == members.end() ? nullptr : &at->value;
}

node* node::find(std::string_view key) noexcept { return const_cast<node*>(static_cast<const node&>(*this).find(key)); }

node& node::add(std::string_view key, node value) {
  return members.emplace_back(member{std::string(key), std::move(value)}).value;
}

void node::erase(std::string_view key) {
  std::erase_if(members, [&](const member& m) { return m.key == key; });
}

namespace {

constexpr std::size_t line_width = 120;
constexpr int indent_step = 2;

void append_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += hex[static_cast<unsigned char>(c) >> 4U];
          out += hex[static_cast<unsigned char>(c) & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_scalar(std::string& out, const node& n) {
  switch (n.is) {
    case node::type::boolean: out += n.truth ? "true" : "false"; break;
    case node::type::number:
      if (!std::isfinite(n.number)) throw std::invalid_argument("to_json: a number is not finite");
      out += to_text(n.number);
      break;
    case node::type::text: append_text(out, n.text); break;
    default: out += "null";
  }
}

/// All on one line; `space` after commas and colons and inside braces.
void append_line(std::string& out, const node& n, bool space) {
  const char* comma = space ? ", " : ",";
  const char* edge = space ? " " : "";
  if (n.is == node::type::list) {
    out += '[';
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      if (i > 0) out += comma;
      append_line(out, n.items[i], space);
    }
    out += ']';
  } else if (n.is_object()) {
    out += '{';
    if (!n.members.empty()) out += edge;
    for (std::size_t i = 0; i < n.members.size(); ++i) {
      if (i > 0) out += comma;
      append_text(out, n.members[i].key);
      out += space ? ": " : ":";
      append_line(out, n.members[i].value, space);
    }
    if (!n.members.empty()) out += edge;
    out += '}';
  } else {
    append_scalar(out, n);
  }
}

/// Whether nothing in it holds objects or lists of its own.
[[nodiscard]] bool is_flat(const node& n) {
  const auto holds = [](const node& x) { return !x.items.empty() || !x.members.empty(); };
  return std::none_of(n.items.begin(), n.items.end(), holds) &&
         std::none_of(n.members.begin(), n.members.end(), [&](const auto& m) { return holds(m.value); });
}

/// `used` characters stand on the line already; `indent` is that of the line.
void append_pretty(std::string& out, const node& n, int indent, std::size_t used) {
  if (is_flat(n)) {
    std::string line;
    append_line(line, n, true);
    if (used + line.size() + 1 <= line_width || (n.items.empty() && n.members.empty())) {
      out += line;
      return;
    }
  }
  const std::string margin(static_cast<std::size_t>(indent + indent_step), ' ');
  const bool is_list = n.is == node::type::list;
  const std::size_t count = is_list ? n.items.size() : n.members.size();
  out += is_list ? '[' : '{';
  for (std::size_t i = 0; i < count; ++i) {
    out += i > 0 ? ",\n" : "\n";
    out += margin;
    std::string key;
    if (!is_list) {
      append_text(key, n.members[i].key);
      key += ": ";
    }
    out += key;
    append_pretty(out, is_list ? n.items[i] : n.members[i].value, indent + indent_step, margin.size() + key.size());
  }
  out += '\n' + std::string(static_cast<std::size_t>(indent), ' ') + (is_list ? ']' : '}');
}

}  // namespace

std::string print(const node& n, bool pretty) {
  std::string out;
  if (pretty) {
    append_pretty(out, n, 0, 0);
    out += '\n';
  } else {
    append_line(out, n, false);
  }
  return out;
}

std::string describe_found(const node& n) {
  switch (n.is) {
    case node::type::boolean: return n.truth ? "true" : "false";
    case node::type::number: return to_text(n.number);
    case node::type::text: return n.text.size() <= 60 ? '"' + n.text + '"' : '"' + n.text.substr(0, 57) + "…\"";
    case node::type::list: return "a list";
    case node::type::object: return "an object";
    default: return "null";
  }
}

}  // namespace probation::detail
