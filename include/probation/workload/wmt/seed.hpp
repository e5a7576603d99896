// The seed settings of the tool, as they were published with its database.
#pragma once

#include <array>        // for std::array
#include <string>       // for std::string
#include <string_view>  // for std::string_view

#include <probation/workload/wmt/configuration.hpp>

namespace probation::wmt {

/// Where the seed comes from. Production has been edited since, through the tool's own pages: the numbers are those
/// of test and initial data.
inline constexpr std::string_view seed_source =
    "Ministry of Justice, wmt-db, migrations V1_1 and V1_46 (MIT licence, Crown copyright 2021); tiers with S of 2024 "
    "score 0 by default";

namespace detail {

[[nodiscard]] inline named<quantity> seed_row(const std::array<int, 16>& points) {
  named<quantity> out;
  const auto tiers = tiers_v2();
  for (std::size_t i = 0; i < tiers.size(); ++i) out[tiers[i]] = i < points.size() ? points[i] : 0;
  return out;
}

[[nodiscard]] inline reduction_reason reason(std::string category, std::optional<int> percent = {},
                                             std::optional<int> most = {}, std::optional<int> months = {}) {
  reduction_reason r;
  if (percent) r.percent = quantity(*percent);
  if (most) r.most_percent = quantity(*most);
  r.months = months;
  r.category = std::move(category);
  return r;
}

[[nodiscard]] inline named<grade_rule> seed_grades() {
  named<grade_rule> out;
  out["PO"] = {1,
               "PO",
               "PO",
               {"M", "E", "D", "O", "J", "H", "N", "G", "F", "CRCM", "CRCO", "CRCN", "NPSM", "NPSO", "NPSN", "PSM",
                "PSO", "PSN"}};
  out["SPO"] = {2, "PO", "SPO", {"A", "B", "C", "CRCA", "CRCB", "NPSB", "NPSC", "PSA", "PSB", "PSC"}};
  out["PSO"] = {3, "PSO", "PSO", {"Q", "Y", "Z", "CRCQ", "NPSQ", "PSQ", "CRC1", "CRC2", "CRCC", "PS4"}};
  grade_rule trainee{4, "PO", "PO", {"P", "L", "K", "CRCP", "NPSP", "PSP", "CPQF"}};
  for (const char* body : {"CRC", "NPS"}) {
    for (const char* dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
      trainee.codes.push_back(std::string(body) + dash + "PQF");
      trainee.codes.push_back(std::string(body) + ' ' + dash + " PQF");
    }
  }
  out["TPO"] = trainee;
  out["DMY"] = {5, std::nullopt, std::nullopt, {}};
  out["PSO_B"] = {7, "PO", "PSO", {}};
  out["PQiP"] = {std::nullopt, "PO", "PO", {}};
  return out;
}

[[nodiscard]] inline named<reduction_reason> seed_reductions() {
  const std::string personal = "Personal Circumstances";
  const std::string learning = "Community Justice Learning";
  const std::string work = "Work Circumstances";
  named<reduction_reason> out;
  for (const char* free : {"Disability", "Phased Return to Work", "Pregnancy", "Other"}) out[free] = reason(personal);
  for (const char* whole : {"Long Term Sickness Absence", "Special Leave", "Other Paid Leave", "Other Unpaid Leave"})
    out[whole] = reason(personal, 100);
  out["Maternity Leave"] = reason(personal, 100, {}, 6);
  out["Adoption Leave"] = reason(personal, 100, {}, 6);
  out["Trade Union Facility Time"] = reason(personal, {}, 50);
  out["PQiP - 1st 6 months"] = reason(learning, 80, {}, 6);
  out["PQiP - 6 to 12 months"] = reason(learning, 60, {}, 6);
  out["PQiP - 12 to 18 months"] = reason(learning, 40, {}, 6);
  out["NQO"] = reason(learning, 20, {}, 9);
  out["PSO Learning & Development"] = reason(learning, 20, {}, 6);
  out["VQ3"] = reason(learning, 5, {}, 6);
  out["Level 4 and Level 5 Access"] = reason(learning, 10, {}, 6);
  for (const char* free : {"Co-Worked Cases", "Groups (Group Supervision)", "Groups (Induction)", "Court Duty",
                           "Pre Sentence Reports - Court Duty / Sessional", "Split Role", "OM Custody"})
    out[free] = reason(work);
  out["SPOC lead"] = reason(work, {}, 5);
  return out;
}

/// Low, medium and high of each kind of case management support in turn; then those that came without levels.
[[nodiscard]] inline named<quantity> seed_contacts() {
  constexpr std::array<int, 36> points = {9, 13, 18, 9, 18, 26, 9, 18, 26, 9, 18, 26, 9, 13, 18, 9, 13, 18,
                                          9, 13, 18, 5, 9,  13, 9, 13, 18, 5, 9,  18, 9, 13, 18, 9, 13, 18};
  named<quantity> out;
  const auto code = [](const char* prefix, int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return prefix + std::string(width - digits.size(), '0') + digits;
  };
  for (std::size_t i = 0; i < points.size(); ++i) out[code("CMS", static_cast<int>(i) + 1, 2)] = points[i];
  for (int i = 40; i <= 51; ++i) out[code("CMS", i, 2)] = 0;
  for (int i = 1; i <= 10; ++i) out[code("NGS", i, 3)] = 0;  // group supervision: no points since 2023
  return out;
}

}  // namespace detail

/// The seed settings: weights of 32 tiers at three locations, 2,176 points for 37 hours.
[[nodiscard]] inline const configuration& seed() {
  static const configuration settings = [] {
    configuration c;
    c.name = "seed";
    c.source = seed_source;
    c.tiers = tiers_v2();
    const auto community = detail::seed_row({206, 158, 146, 110, 146, 115, 102, 72, 79, 63, 50, 35, 51, 41, 29, 29});
    const auto custody = detail::seed_row({75, 60, 59, 0, 59, 48, 47, 0, 30, 24, 23, 0, 17, 14, 13, 0});
    const auto licence = detail::seed_row({219, 175, 163, 0, 161, 132, 119, 0, 77, 65, 52, 0, 51, 43, 31, 0});
    c.cases.points = {{"community", community}, {"custody", custody}, {"licence", licence}};
    c.cases.inactive = {quantity(0), quantity(100), quantity(0)};
    c.t2a.points = {{"community", custody}, {"custody", custody}, {"licence", custody}};
    c.t2a.inactive = {quantity(0), quantity(0), quantity(0)};
    c.reports = {quantity(138), quantity(65), quantity(120), true, quantity(69), quantity(35)};
    c.targets = {{"PO", quantity(2176)}, {"PSO", quantity(2176)}};
    c.hours = {{"PO", quantity(37)}, {"PSO", quantity(37)}, {"SPO", quantity(0)}};
    c.grades = detail::seed_grades();
    c.reductions = detail::seed_reductions();
    c.contacts = detail::seed_contacts();
    return c;
  }();
  return settings;
}

}  // namespace probation::wmt
