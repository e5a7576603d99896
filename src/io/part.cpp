#include <probation/io/part.hpp>

#include <stdexcept>

#include <probation/base/floating_environment.hpp>

#include "part_tables.hpp"

namespace probation::detail {

void read_part(std::type_index type, std::string_view json_text, const std::string& name, syntax written_in,
               void* out) {
  const floating_environment exact;
  part_reader found = region_part_reader(type);
  if (found == nullptr) found = settings_part_reader(type);
  if (found == nullptr) throw std::invalid_argument("parse_part: no document holds such a value");
  found(json_text, name, written_in, out);
}

}  // namespace probation::detail
