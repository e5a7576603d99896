// Functions that read each part of a document, by type. Private to probation::io.
#pragma once

#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <utility>
#include <vector>

#include <probation/base/described_types.hpp>
#include <probation/organisation/checks/fields.hpp>

#include "reader.hpp"

namespace probation::detail {

using part_reader = void (*)(std::string_view, const std::string&, syntax, void*);

/// Null if no region document, or no document of settings, holds the type.
[[nodiscard]] part_reader region_part_reader(std::type_index type);
[[nodiscard]] part_reader settings_part_reader(std::type_index type);

/// Adds what was found wrong with values; not what only follows from something that could not be read.
void add_found(std::vector<problem> found, std::vector<problem>& problems);

template <class T>
void read_one_part(std::string_view json_text, const std::string& name, syntax written_in, void* out) {
  std::vector<problem> problems;
  const node tree = parse(json_text, problems);
  T value{};
  if (problems.empty()) {
    reader(problems).read(tree, "", value, kinds::any);
    std::vector<problem> found;
    watch never;  // a part is small
    field_checker(found, never).check_value(place{}, value, kinds::any);
    add_found(std::move(found), problems);
  }
  if (!problems.empty()) fail(std::move(problems), name, written_in);
  *static_cast<T*>(out) = std::move(value);
}

/// The readers of all that a document is made of.
template <described Document>
[[nodiscard]] std::unordered_map<std::type_index, part_reader> part_readers() {
  std::unordered_map<std::type_index, part_reader> out;
  for_each_described<Document>([&out]<class T>(std::type_identity<T>) { out.emplace(typeid(T), &read_one_part<T>); });
  return out;
}

}  // namespace probation::detail
