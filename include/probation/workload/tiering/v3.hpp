// Tiers since 2026: one letter, A to G, the highest that any of eight steps reaches; provisional while too little is
// known.
#pragma once

#include <algorithm>    // for std::min
#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint8_t
#include <limits>       // for std::numeric_limits
#include <optional>     // for std::optional
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::pair

#include <probation/base/number.hpp>
#include <probation/base/problem.hpp>
#include <probation/workload/tiering/rules.hpp>
#include <probation/workload/tiering/v2.hpp>
#include <probation/workload/tiering/words.hpp>

namespace probation::tiering {

/// A tier, highest first, or why there is none.
enum class v3_tier : std::uint8_t { a, b, c, d, e, f, g, missing, not_supervised };
template <>
inline constexpr std::array<std::string_view, 9> words<v3_tier>{
    "A", "B", "C", "D", "E", "F", "G", "MISSING", "NOT_SUPERVISED"};

/// What may lift a tier above G.
enum class v3_step : std::uint8_t {
  reoffending,
  sexual_reoffending,
  mappa_rosh,
  lifer_ipp,
  domestic_abuse,
  stalking,
  child_protection,
  sexual_offences
};
inline constexpr std::size_t v3_steps = 8;
template <>
inline constexpr std::array<std::string_view, v3_steps> words<v3_step>{
    "REOFFENDING",    "SEXUAL_REOFFENDING", "MAPPA_ROSH",       "LIFER_IPP",
    "DOMESTIC_ABUSE", "STALKING",           "CHILD_PROTECTION", "SEXUAL_OFFENCES"};

/// A predictor's score in per cent and what it rests on; a type that is not known is neither static nor dynamic.
struct predictor {
  std::optional<double> score;
  std::optional<score_type> type;

  friend bool operator==(const predictor&, const predictor&) = default;
};

/// What the letter of a case depends on. `release` is by `release_of` (release.hpp), which knows the dates.
struct v3_case {
  predictor arp;                           ///< all reoffending predictor
  predictor csrp;                          ///< combined serious reoffending predictor
  std::optional<double> dc_srp;            ///< direct-contact sexual reoffending predictor, per cent
  std::optional<score_band> dc_srp_band;   ///< its band; without one, or not applicable, the score says nothing
  std::optional<rosh_level> rosh;          ///< the latest on the register
  std::optional<mappa_category> category;  ///< of the latest MAPPA entry
  bool lifer = false;                      ///< a life or IPP sentence
  std::optional<int> release;              ///< which of `rules::lifer_bands` the release falls in, their number if
                                           ///< later than all; nothing while not released
  bool domestic_abuse = false;
  bool stalking = false;
  bool child_protection = false;
  bool sexual_offence = false;  ///< ever committed one, by the assessment
  bool active_event = true;     ///< supervised at all

  friend bool operator==(const v3_case&, const v3_case&) = default;
};

/// The letter, whether it is provisional, and what each step says.
struct v3_result {
  v3_tier tier = v3_tier::g;
  std::array<std::optional<v3_tier>, v3_steps> steps{};  ///< by `v3_step`; nothing where a step says nothing
  bool static_predictors = false;                        ///< provisional, because a static predictor might yet lift it
  bool missing_rosh = false;                             ///< provisional, because RoSH might yet lift it

  [[nodiscard]] constexpr bool provisional() const noexcept { return static_predictors || missing_rosh; }
  [[nodiscard]] constexpr const std::optional<v3_tier>& step(v3_step s) const noexcept {
    return steps[static_cast<std::size_t>(s)];
  }
  friend bool operator==(const v3_result&, const v3_result&) = default;
};

namespace detail {

[[nodiscard]] constexpr v3_tier tier_of(char letter) noexcept { return static_cast<v3_tier>(letter - 'A'); }

template <std::size_t N>
[[nodiscard]] constexpr std::size_t band_of(double x, const std::array<double, N>& from) noexcept {
  std::size_t i = 0;
  while (i + 1 < N && x < from[i]) ++i;
  return i;
}

[[nodiscard]] constexpr v3_tier reoffending_unchecked(double arp, double csrp) noexcept {
  return tier_of(rules::reoffending_table[band_of(csrp, rules::csrp_from)][band_of(arp, rules::arp_from)]);
}

/// Whether a direct-contact score says anything.
[[nodiscard]] constexpr bool counts(std::optional<score_band> band, std::optional<double> score) noexcept {
  return band && *band != score_band::not_applicable && score && *score > 0;
}

[[nodiscard]] constexpr bool contradicts(std::optional<score_band> band, std::optional<double> score) noexcept {
  return counts(band, score) && *band == score_band::medium && *score < rules::medium_dc_srp.back().from;
}

[[nodiscard]] constexpr std::optional<v3_tier> sexual_unchecked(std::optional<score_band> band,
                                                                std::optional<double> score) noexcept {
  if (!counts(band, score)) return std::nullopt;
  switch (*band) {
    case score_band::very_high: return tier_of(rules::very_high_dc_srp);
    case score_band::high: return tier_of(rules::high_dc_srp);
    case score_band::low: return tier_of(rules::low_dc_srp);
    default: break;
  }
  for (const auto& part : rules::medium_dc_srp) {
    if (*score >= part.from) return tier_of(part.tier);
  }
  return std::nullopt;
}

[[nodiscard]] constexpr bool is_percentage(double x) noexcept { return x >= 0 && x <= 100; }

/// The highest tier of the steps that `counted` allows; G if none says anything.
template <class Counted>
[[nodiscard]] constexpr v3_tier highest(const v3_result& r, Counted counted) noexcept {
  v3_tier top = v3_tier::g;
  for (std::size_t i = 0; i < v3_steps; ++i) {
    if (r.steps[i] && counted(static_cast<v3_step>(i))) top = (std::min)(top, *r.steps[i]);
  }
  return top;
}

}  // namespace detail

/// Tier by ARP and CSRP, both in per cent. Throws std::invalid_argument if one is not 0 to 100.
[[nodiscard]] inline v3_tier reoffending_tier(double arp, double csrp) {
  for (const auto& [name, score] : {std::pair{"arp", arp}, std::pair{"csrp", csrp}}) {
    if (!detail::is_percentage(score)) {
      throw std::invalid_argument(to_string(problem{name, to_text(score), "a percentage, 0 to 100", {}}));
    }
  }
  return detail::reoffending_unchecked(arp, csrp);
}

/// Calls `report(field, found, expected)` for each number of a case that cannot be. A case that is not supervised, or
/// lacks ARP or CSRP, is not looked at further: nothing is computed from the rest.
template <class Report>
void check(const v3_case& c, Report&& report) {
  if (!c.active_event) return;
  for (const auto& [name, p] : {std::pair{"arp", &c.arp}, std::pair{"csrp", &c.csrp}}) {
    if (p->score && !detail::is_percentage(*p->score)) report(name, to_text(*p->score), "a percentage, 0 to 100");
  }
  if (!c.arp.score || !c.csrp.score) return;
  if (c.dc_srp && !detail::is_percentage(*c.dc_srp)) report("dc_srp", to_text(*c.dc_srp), "a percentage, 0 to 100");
  if (detail::contradicts(c.dc_srp_band, c.dc_srp)) {
    report("dc_srp", to_text(*c.dc_srp) + " in the band MEDIUM",
           "a medium score of " + to_text(rules::medium_dc_srp.back().from) + " or more, or another band");
  }
}

/// Tier by the direct-contact sexual reoffending predictor; nothing without a band, where it is not applicable, and
/// without a score above 0. Throws std::invalid_argument for a medium score below 0.60, which cannot be.
[[nodiscard]] inline std::optional<v3_tier> sexual_reoffending_tier(std::optional<score_band> band,
                                                                    std::optional<double> score) {
  v3_case c;
  c.arp.score = c.csrp.score = 0;
  c.dc_srp_band = band;
  c.dc_srp = score;
  detail::require_valid(c);
  return detail::sexual_unchecked(band, score);
}

/// Tier by MAPPA and RoSH: with a MAPPA category at least E, without one only from high upwards.
[[nodiscard]] constexpr std::optional<v3_tier> mappa_rosh_tier(std::optional<mappa_category> category,
                                                               std::optional<rosh_level> rosh) noexcept {
  const auto level = static_cast<std::size_t>(rosh.value_or(rosh_level::low));
  const char letter = (category ? rules::with_mappa : rules::without_mappa)[level];
  if (letter == '-') return std::nullopt;
  return detail::tier_of(letter);
}

/// Tier of a released person with a life or IPP sentence, by the band of `release_of`.
[[nodiscard]] constexpr std::optional<v3_tier> lifer_tier(bool lifer, std::optional<int> release) noexcept {
  if (!lifer || !release) return std::nullopt;
  const auto band = static_cast<std::size_t>(*release);
  return detail::tier_of(band < rules::lifer_bands.size() ? rules::lifer_bands[band].tier : rules::lifer_later);
}

namespace detail {

/// Static predictors could yet become dynamic and lift the tier: to A if both are static, else to the best tier in the
/// row of the CSRP or in the column of the ARP, whichever is settled. What the other steps reach cannot be lifted past.
[[nodiscard]] constexpr bool waits_for_predictors(const v3_case& c, const v3_result& r) noexcept {
  const bool arp = c.arp.type == score_type::is_static;
  const bool csrp = c.csrp.type == score_type::is_static;
  if (!arp && !csrp) return false;
  const double most = (std::numeric_limits<double>::max)();
  const v3_tier best = arp && csrp ? v3_tier::a
                       : arp       ? reoffending_unchecked(most, *c.csrp.score)
                                   : reoffending_unchecked(*c.arp.score, most);
  return highest(r, [](v3_step s) { return s != v3_step::reoffending; }) > best;
}

/// A missing RoSH could yet lift the tier: to A with MAPPA, to C without. ARP and CSRP settle it only if both are
/// dynamic.
[[nodiscard]] constexpr bool waits_for_rosh(const v3_case& c, const v3_result& r) noexcept {
  if (c.rosh) return false;
  const bool dynamic = c.arp.type == score_type::is_dynamic && c.csrp.type == score_type::is_dynamic;
  const v3_tier others =
      highest(r, [dynamic](v3_step s) { return s != v3_step::mappa_rosh && (s != v3_step::reoffending || dynamic); });
  return others > tier_of(c.category ? rules::settled_with_mappa : rules::settled_without_mappa);
}

[[nodiscard]] constexpr v3_result v3_unchecked(const v3_case& c) noexcept {
  v3_result r;
  if (!c.active_event || !c.arp.score || !c.csrp.score) {
    r.tier = c.active_event ? v3_tier::missing : v3_tier::not_supervised;
    return r;
  }
  const auto flag = [](bool there, char letter) {
    return there ? std::optional(tier_of(letter)) : std::optional<v3_tier>();
  };
  r.steps = {reoffending_unchecked(*c.arp.score, *c.csrp.score),
             sexual_unchecked(c.dc_srp_band, c.dc_srp),
             mappa_rosh_tier(c.category, c.rosh),
             lifer_tier(c.lifer, c.release),
             flag(c.domestic_abuse, rules::domestic_abuse),
             flag(c.stalking, rules::stalking),
             flag(c.child_protection, rules::child_protection),
             flag(c.sexual_offence, rules::sexual_offence)};
  r.tier = highest(r, [](v3_step) { return true; });
  r.static_predictors = waits_for_predictors(c, r);
  r.missing_rosh = waits_for_rosh(c, r);
  return r;
}

}  // namespace detail

/// The letter of a case. Not supervised without an active event; missing without both ARP and CSRP; otherwise the
/// highest of the steps. Throws std::invalid_argument for a number that cannot be.
[[nodiscard]] inline v3_result v3(const v3_case& c) {
  detail::require_valid(c);
  return detail::v3_unchecked(c);
}

}  // namespace probation::tiering
