// What the registers of a case say for tiering.
#pragma once

#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/day.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/words.hpp>

namespace probation::tiering {

/// An entry on a register.
struct registration {
  std::string code;
  day on;                ///< date of registration
  std::string level;     ///< of MAPPA: "M1" …; may be empty
  std::string category;  ///< of MAPPA: "M1" …; may be empty

  friend bool operator==(const registration&, const registration&) = default;
};

/// What registers say, whatever else is known.
struct registers {
  std::optional<rosh_level> rosh;
  std::optional<mappa_level> level;
  std::optional<mappa_category> category;
  int complexity = 0;  ///< distinct complexity registers, 0–10
  bool iom = false;
  bool lifer = false;
  bool domestic_abuse = false;
  bool stalking = false;
  bool child_protection = false;
  bool suspended = false;  ///< contact suspended: the last third of a sentence, or unsupervised

  friend bool operator==(const registers&, const registers&) = default;
};

namespace detail {

/// Notes what a code says by itself; RoSH and MAPPA, where the date matters, are left to the caller. A complexity
/// register counts once: `seen` remembers which were there.
inline void note_register(registers& r, std::string_view code,
                          std::array<bool, rules::complexity_registers.size()>& seen) {
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (rules::complexity_registers[i].code == code && !seen[i]) {
      seen[i] = true;
      ++r.complexity;
    }
  }
  r.iom |= code == rules::iom_register;
  r.lifer |= code == rules::lifer_register;
  r.domestic_abuse |= code == rules::domestic_abuse_registers[0] || code == rules::domestic_abuse_registers[1];
  r.stalking |= code == rules::stalking_register;
  r.child_protection |= code == rules::child_protection_register;
  r.suspended |= code == rules::suspended_register;
}

}  // namespace detail

/// What the active registrations of a case say. `HREG` entries are ignored. The latest RoSH counts, and the latest
/// MAPPA entry with a known level; the category is that of the latest MAPPA entry, even if it has none. Of one date the
/// first in the list wins.
[[nodiscard]] inline registers read_registers(const std::vector<registration>& entries) {
  registers r;
  std::array<bool, rules::complexity_registers.size()> seen{};
  std::optional<day> rosh_day;
  std::optional<day> level_day;
  std::optional<day> category_day;
  const auto is_later = [](std::optional<day>& latest, day on) {
    const bool later = !latest || on > *latest;
    if (later) latest = on;
    return later;
  };
  for (const registration& entry : entries) {
    if (entry.code == rules::ignored_register) continue;
    detail::note_register(r, entry.code, seen);
    for (std::size_t i = 0; i < rules::rosh_registers.size(); ++i) {
      if (rules::rosh_registers[i] == entry.code && is_later(rosh_day, entry.on)) r.rosh = static_cast<rosh_level>(i);
    }
    if (entry.code != rules::mappa_register) continue;
    const auto level = parse<mappa_level>(entry.level);
    if (level && is_later(level_day, entry.on)) r.level = level;
    if (is_later(category_day, entry.on)) r.category = parse<mappa_category>(entry.category);
  }
  return r;
}

}  // namespace probation::tiering
