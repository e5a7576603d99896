// Paths into a region document: `pdus."West Kent".staff.PO.leaving_rate`.
#pragma once

#include <algorithm>         // for std::all_of
#include <initializer_list>  // for std::initializer_list
#include <string>            // for std::string
#include <string_view>       // for std::string_view

namespace probation {

/// A key as it stands in a path: quoted unless it is made of letters, digits, _ and -.
[[nodiscard]] inline std::string path_key(std::string_view key) {
  const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (plain) return std::string(key);
  std::string out = "\"";
  for (const char c : key) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// `parent` and the keys below it, joined by dots.
[[nodiscard]] inline std::string path_of(std::string_view parent, std::initializer_list<std::string_view> keys) {
  std::string out(parent);
  for (const std::string_view key : keys) {
    if (!out.empty()) out += '.';
    out += path_key(key);
  }
  return out;
}

}  // namespace probation
