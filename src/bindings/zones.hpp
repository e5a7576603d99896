// Clocks of time zones, as Python's zoneinfo knows them.
#pragma once

#include "pybind.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace probation::bindings {

/// How far the clocks of zones are ahead of UTC. Looked up once for each quarter of an hour: no clock has been changed
/// at any other moment since there are time zones.
class zone_clocks {
 public:
  [[nodiscard]] std::int64_t operator()(const std::string& zone, std::int64_t second);

 private:
  [[nodiscard]] static py::object zone_of(const std::string& name);

  std::unordered_map<std::string, py::object> zones_;
  std::unordered_map<std::string, std::unordered_map<std::int64_t, std::int64_t>> known_;
};

}  // namespace probation::bindings
