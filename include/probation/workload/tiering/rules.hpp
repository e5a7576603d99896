// Every number of the tiering rules, and where it comes from. Nothing else in `tiering` holds one.
#pragma once

#include <array>        // for std::array
#include <cstddef>      // for std::size_t
#include <string_view>  // for std::string_view

#include <probation/workload/tiering/words.hpp>

/// The rules of `ministryofjustice/hmpps-tier` as they stood at commit affac98 of 17 August 2026 (MIT licence, Crown
/// copyright), restated. Each was read in its source; those marked *ran* were seen in its output as well. No published
/// policy document says all of them, so a row is evidence of what is computed, not of what was intended.
namespace probation::tiering::rules {

inline constexpr std::string_view source = "ministryofjustice/hmpps-tier, commit affac98 of 17 August 2026";

// --- v2: protect, the letter ---------------------------------------------------------------------------------------

/// Points of an RSR score (per cent), by band: 20 from 7.00, 10 from 3.00, else 0.
///
/// The upper ends are the quirk: bounds are binary doubles widened to decimals. 6.99 as a double lies just above 6.99,
/// so 6.99 is in; 99.99 lies just below, so 99.99 is out, as is 100; and from above 6.99 to below 7.00 no band is there
/// at all, which scores 0 (ran).
struct rsr_band {
  double from;       ///< lowest score of the band
  double to;         ///< its upper end
  bool includes_to;  ///< whether the upper end itself belongs to it
  int points;
};
inline constexpr std::array<rsr_band, 2> rsr_bands{{{7.00, 99.99, false, 20}, {3.00, 6.99, true, 10}}};

/// By `rosh_level`: low, medium, high, very high (ran).
inline constexpr std::array<int, 4> rosh_points{0, 10, 20, 150};
/// By `mappa_level` (ran).
inline constexpr std::array<int, 3> mappa_points{5, 150, 150};
/// For each distinct complexity register (ran).
inline constexpr int complexity_points = 2;
/// For women: for parenting responsibilities; for impulsivity or temper, once; for breach or recall (ran).
inline constexpr int women_points = 2;

/// Lowest points of A, B and C; below all of them D (ran). A has been at 150 since May 2021 (read).
inline constexpr std::array<int, 3> protect_from{150, 20, 10};

// --- v2: change, the digit -----------------------------------------------------------------------------------------

/// By `severity` (ran).
inline constexpr std::array<int, 3> severity_points{0, 1, 2};
/// By `need_section`: thinking and attitudes count double, finance and emotional well-being not at all (ran).
inline constexpr std::array<int, need_sections> need_weights{1, 1, 1, 1, 1, 1, 2, 2, 0, 0};
/// OGRS points are whole tens of the score (ran).
inline constexpr int ogrs_per_point = 10;
/// For integrated offender management (ran).
inline constexpr int iom_points = 2;
/// Lowest points of 3 and of 2; below both 1 (ran).
inline constexpr std::array<int, 2> change_from{20, 10};
/// Without a mandate (ran), and without a valid assessment (read).
inline constexpr int change_without_mandate = 0;
inline constexpr int change_without_assessment = 2;

/// From which score of a section a need is standard, and from which severe.
struct need_threshold {
  int standard;
  int severe;
};
/// By `need_section` (ran); the last two have no threshold, since they weigh nothing.
inline constexpr std::array<need_threshold, 8> need_thresholds{
    {{2, 7}, {3, 7}, {2, 5}, {2, 5}, {2, 8}, {4, 7}, {4, 7}, {2, 7}}};
/// The same for a strengths-and-needs (SAN) assessment: it differs in accommodation, drugs, alcohol, thinking and
/// attitudes (ran).
inline constexpr std::array<need_threshold, 8> san_thresholds{
    {{3, 5}, {3, 7}, {2, 5}, {2, 5}, {2, 6}, {2, 4}, {3, 5}, {1, 5}}};

/// Sentence types that are custodial: a mandate of themselves (ran).
inline constexpr std::array<std::string_view, 2> custodial_sentences{"NC", "SC"};
/// Requirements that are unpaid work, which is no mandate for change (read).
inline constexpr std::array<std::string_view, 2> unpaid_work_requirements{"W", "W1"};

// --- v3: one letter ------------------------------------------------------------------------------------------------

/// Lower bounds of the rows (CSRP, per cent) and of the columns (ARP, per cent) of the table below.
inline constexpr std::array<double, 5> csrp_from{6.9, 3.0, 1.0, 0.5, 0.0};
inline constexpr std::array<double, 6> arp_from{90, 75, 50, 25, 15, 0};
/// Tier of a CSRP row and an ARP column, highest first (ran).
inline constexpr std::array<std::string_view, 5> reoffending_table{"AABBBB", "ABCCCC", "BCDEEE", "CDEEFF", "DDEFFG"};

/// Tiers of a medium DC-SRP from a score: twice C then D. The second pair holds for scores with a risk reduction, so
/// the tier does go down and up again (ran). A medium score below the last bound cannot be, and is an error (ran).
struct dc_srp_band {
  double from;
  char tier;
};
inline constexpr std::array<dc_srp_band, 4> medium_dc_srp{{{3.36, 'C'}, {2.11, 'D'}, {1.12, 'C'}, {0.60, 'D'}}};
/// Of a DC-SRP that is very high, high or low (ran).
inline constexpr char very_high_dc_srp = 'A', high_dc_srp = 'B', low_dc_srp = 'E';

/// By `rosh_level`: with a MAPPA category and without one, '-' for none (ran). MAPPA with RoSH missing counts as low.
inline constexpr std::string_view with_mappa = "EDCA";
inline constexpr std::string_view without_mappa = "--DC";

/// A person with a life or IPP sentence who was released at most so many years ago, the day itself included (ran).
struct lifer_band {
  int years;
  char tier;
};
inline constexpr std::array<lifer_band, 2> lifer_bands{{{1, 'B'}, {5, 'D'}}};
/// … longer ago than any of them (ran).
inline constexpr char lifer_later = 'E';

/// From registers: domestic abuse, stalking, child protection; from the assessment: ever a sexual offence (ran).
inline constexpr char domestic_abuse = 'E', stalking = 'F', child_protection = 'F', sexual_offence = 'E';

/// A missing RoSH leaves the tier provisional unless other steps reach this: with MAPPA, and without (ran).
inline constexpr char settled_with_mappa = 'A', settled_without_mappa = 'C';

// --- registers -----------------------------------------------------------------------------------------------------

/// A register code and what it says.
struct register_code {
  std::string_view code;
  std::string_view meaning;
};
/// The ten complexity registers of v2 (read).
inline constexpr std::array<register_code, 10> complexity_registers{{{"RMDO", "mental health"},
                                                                     {"ALSH", "self-harm"},
                                                                     {"RVLN", "vulnerability"},
                                                                     {"RCCO", "child concerns"},
                                                                     {"RCPR", "child protection"},
                                                                     {"RCHD", "risk to children"},
                                                                     {"RPIR", "public interest"},
                                                                     {"RVAD", "adult at risk"},
                                                                     {"STRG", "gangs"},
                                                                     {"RTAO", "terrorism"}}};
/// RoSH registers, by `rosh_level`. The code for low is recalled, not read.
inline constexpr std::array<std::string_view, 4> rosh_registers{"RLRH", "RMRH", "RHRH", "RVHR"};
inline constexpr std::string_view mappa_register = "MAPP", iom_register = "IIOM", lifer_register = "INLL",
                                  stalking_register = "SPO", child_protection_register = "RCPR",
                                  suspended_register = "PRC", ignored_register = "HREG";
inline constexpr std::array<std::string_view, 2> domestic_abuse_registers{"ADVP", "REG30"};

}  // namespace probation::tiering::rules
