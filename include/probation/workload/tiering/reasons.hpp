// Why a tier is what it is, in words.
#pragma once

#include <algorithm>    // for std::min
#include <cstddef>      // for std::size_t
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/base/number.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/v2.hpp>
#include <probation/workload/tiering/v3.hpp>

namespace probation::tiering {

namespace detail {

/// Adds an item to a list in words.
inline void add_item(std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; }

/// Whether a score of 3 or more falls through the bands, and so scores nothing.
[[nodiscard]] constexpr bool falls_through(double rsr) noexcept {
  return rsr >= rules::rsr_bands.back().from && rsr_points(rsr) == 0;
}

[[nodiscard]] inline std::string protect_items(const v2_case& c, const protect_result& r) {
  std::string items;
  const bool rsr_counts = r.rsr > r.rosh;
  if (r.mappa > 0) add_item(items, "MAPPA " + std::string(word(*c.mappa)) + ' ' + std::to_string(r.mappa));
  if (r.rosh > 0 && !rsr_counts) add_item(items, "RoSH " + std::string(word(*c.rosh)) + ' ' + std::to_string(r.rosh));
  if (rsr_counts) add_item(items, "RSR " + std::to_string(r.rsr));
  if (c.complexity > 0) {
    add_item(items, std::to_string(c.complexity) +
                        (c.complexity == 1 ? " complexity register " : " complexity registers ") +
                        std::to_string(r.complexity));
  }
  if (r.women > 0) add_item(items, "factors for women " + std::to_string(r.women));
  return items;
}

/// "3.0", "90": a bound as it is written.
[[nodiscard]] inline std::string bound(double x) { return to_text(x); }

[[nodiscard]] inline std::string step_text(const v3_case& c, v3_step step) {
  switch (step) {
    case v3_step::reoffending:
      return "ARP from " + bound(rules::arp_from[band_of(*c.arp.score, rules::arp_from)]) + " with CSRP from " +
             bound(rules::csrp_from[band_of(*c.csrp.score, rules::csrp_from)]);
    case v3_step::sexual_reoffending: {
      std::string text = "DC-SRP " + std::string(word(*c.dc_srp_band));
      if (*c.dc_srp_band == score_band::medium) {
        for (const auto& part : rules::medium_dc_srp) {
          if (*c.dc_srp >= part.from) return text + " from " + bound(part.from);
        }
      }
      return text;
    }
    case v3_step::mappa_rosh: {
      const std::string rosh = c.rosh ? std::string(word(*c.rosh)) : "missing";
      return (c.category ? "MAPPA with RoSH " : "RoSH ") + rosh;
    }
    case v3_step::lifer_ipp: {
      const auto band = static_cast<std::size_t>(*c.release);
      const bool within = band < rules::lifer_bands.size();
      const int years = within ? rules::lifer_bands[band].years : rules::lifer_bands.back().years;
      return std::string("life or IPP sentence, released ") + (within ? "within " : "more than ") +
             std::to_string(years) + (years == 1 ? " year" : " years") + (within ? "" : " ago");
    }
    case v3_step::domestic_abuse: return "domestic abuse";
    case v3_step::stalking: return "stalking";
    case v3_step::child_protection: return "child protection";
    default: return "a sexual offence";
  }
}

}  // namespace detail

/// "A because of 172 points: MAPPA M2 150, RoSH HIGH 20, 1 complexity register 2 (RSR 10 not added to RoSH)".
///
/// Says also where an RSR score falls through the bands: between 6.99 and 7.00, and from 99.99.
[[nodiscard]] inline std::string explain(const v2_case& c, const protect_result& r) {
  std::string text = std::string(1, r.letter) + " because of " + std::to_string(r.points) + " points";
  const std::string items = detail::protect_items(c, r);
  if (!items.empty()) text += ": " + items;
  const int smaller = (std::min)(r.rsr, r.rosh);
  if (smaller > 0) {
    const bool rsr_counts = r.rsr > r.rosh;
    text += std::string(rsr_counts ? " (RoSH " : " (RSR ") + std::to_string(smaller) + " not added to " +
            (rsr_counts ? "RSR)" : "RoSH)");
  }
  if (c.rsr && detail::falls_through(*c.rsr)) {
    text += *c.rsr < rules::rsr_bands.front().from ? " (RSR above 6.99 and below 7 scores 0)"
                                                   : " (RSR of 99.99 or more scores 0)";
  }
  return text;
}

/// "3 because of 22 points: needs 13, OGRS 9", "0 because there is no mandate for change".
[[nodiscard]] inline std::string explain(const change_result& r) {
  const std::string text = std::to_string(r.digit) + " because ";
  if (r.rule == change_rule::no_mandate) return text + "there is no mandate for change";
  if (r.rule == change_rule::no_assessment) return text + "there is no valid assessment";
  std::string items;
  if (r.needs > 0) detail::add_item(items, "needs " + std::to_string(r.needs));
  if (r.ogrs > 0) detail::add_item(items, "OGRS " + std::to_string(r.ogrs));
  if (r.iom > 0) detail::add_item(items, "IOM " + std::to_string(r.iom));
  return text + "of " + std::to_string(r.points) + " points" + (items.empty() ? "" : ": " + items);
}

/// Letter, digit and suffix, with semicolons between.
[[nodiscard]] inline std::string explain(const v2_case& c, const v2_result& r) {
  return explain(c, r.protect) + "; " + explain(r.change) + (r.suspended ? "; S because contact is suspended" : "");
}

/// "C because ARP from 50 with CSRP from 3, RoSH VERY_HIGH; provisional: RoSH is missing": the steps that reach the
/// tier.
[[nodiscard]] inline std::string explain(const v3_case& c, const v3_result& r) {
  std::string text = std::string(word(r.tier)) + " because ";
  if (r.tier == v3_tier::not_supervised) return text + "there is no active event";
  if (r.tier == v3_tier::missing) {
    if (c.arp.score) return text + "CSRP is missing";
    return text + (c.csrp.score ? "ARP is missing" : "ARP and CSRP are missing");
  }
  std::string steps;
  for (std::size_t i = 0; i < v3_steps; ++i) {
    if (r.steps[i] == r.tier) detail::add_item(steps, detail::step_text(c, static_cast<v3_step>(i)));
  }
  text += steps;
  if (!r.provisional()) return text;
  std::string waits;
  if (r.static_predictors) {
    const bool arp = c.arp.type == score_type::is_static;
    const bool csrp = c.csrp.type == score_type::is_static;
    waits = arp && csrp ? "ARP and CSRP are static" : arp ? "ARP is static" : "CSRP is static";
  }
  if (r.missing_rosh) detail::add_item(waits, "RoSH is missing");
  return text + "; provisional: " + waits;
}

}  // namespace probation::tiering
