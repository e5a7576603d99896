#include "zones.hpp"

#include <optional>
#include <stdexcept>

namespace probation::bindings {

namespace {

constexpr std::int64_t quarter = 900;

/// "+01:00" or "-0930" in seconds; nothing for another text.
[[nodiscard]] std::optional<int> fixed_offset(const std::string& name) {
  const auto digit = [&](std::size_t i) { return name[i] >= '0' && name[i] <= '9' ? name[i] - '0' : 100; };
  const bool has_colon = name.size() == 6 && name[3] == ':';
  if ((name.size() != 5 && !has_colon) || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  const std::size_t at = has_colon ? 4 : 3;
  const int hours = digit(1) * 10 + digit(2);
  const int minutes = digit(at) * 10 + digit(at + 1);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (name[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace

py::object zone_clocks::zone_of(const std::string& name) {
  const py::module_ datetime = py::module_::import("datetime");
  if (name == "UTC" || name == "Z") return datetime.attr("timezone").attr("utc");
  if (const auto seconds = fixed_offset(name)) {
    return datetime.attr("timezone")(datetime.attr("timedelta")("seconds"_a = *seconds));
  }
  try {
    return py::module_::import("zoneinfo").attr("ZoneInfo")(name);
  } catch (const py::error_already_set&) {
    throw std::invalid_argument("the time zone \"" + name + "\" is not known here, so what day it was cannot be told");
  }
}

std::int64_t zone_clocks::operator()(const std::string& zone, std::int64_t second) {
  const std::int64_t bucket = second / quarter - (second % quarter < 0 ? 1 : 0);
  auto& known = known_[zone];
  if (const auto found = known.find(bucket); found != known.end()) return found->second;
  py::object& clock = zones_[zone];
  if (!clock) clock = zone_of(zone);
  try {
    const py::object moment =
        py::module_::import("datetime").attr("datetime").attr("fromtimestamp")(bucket * quarter, clock);
    const auto ahead = static_cast<std::int64_t>(moment.attr("utcoffset")().attr("total_seconds")().cast<double>());
    return known[bucket] = ahead;
  } catch (const py::error_already_set&) {
    throw std::invalid_argument("a moment " + std::to_string(second) + " seconds from 1970 is beyond the calendar");
  }
}

}  // namespace probation::bindings
