// How a sample of cases is spread over strata, places and officers, as the public tool for inspections does it.
#pragma once

#include <algorithm>    // for std::sort
#include <array>        // for std::array
#include <cstdint>      // for std::int64_t
#include <numeric>      // for std::iota
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/base/named.hpp>

namespace probation::ratings {

/// The five strata of inspections: men by type of sentence and risk of serious harm, and all women.
inline constexpr std::array<std::string_view, 5> strata = {"men, community, low risk", "men, community, not low risk",
                                                           "men, post-custody, low risk",
                                                           "men, post-custody, not low risk", "women"};

/// The stratum of a case, of those in `strata`.
[[nodiscard]] constexpr std::string_view stratum_of(bool woman, bool post_custody, bool low_risk) noexcept {
  if (woman) return strata[4];
  return strata[(post_custody ? 2U : 0U) + (low_risk ? 0U : 1U)];
}

namespace detail {

/// a ÷ b to the nearest whole number, halves up; both not negative.
[[nodiscard]] constexpr std::int64_t nearest(std::int64_t a, std::int64_t b) noexcept { return (2 * a + b) / (2 * b); }

/// Positions of `numbers` from the smallest or from the largest; equal ones in their order.
[[nodiscard]] inline std::vector<std::size_t> ordered(const std::vector<int>& numbers, bool largest_first) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (numbers[a] == numbers[b]) return a < b;
    return (numbers[a] > numbers[b]) == largest_first;
  });
  return order;
}

}  // namespace detail

/// Cases to take from groups of these sizes so that they add to `total` plus a buffer (per cent, for cases that turn
/// out unusable), or to all there are if those are fewer.
///
/// Each group has its proportional part to the nearest whole number, and the buffer on that; never more than it holds.
/// What rounding leaves short is added one at a time, smallest allocation first and round again; what is over is taken
/// away likewise, largest first. Equal ones in the order given. (As in the Ministry of Justice's public tool
/// `probation-case-sampler`, 2021, which computes in floating point: a tie there may fall otherwise.)
///
/// Throws std::invalid_argument for negative numbers.
[[nodiscard]] inline std::vector<int> allocate(const std::vector<int>& sizes, int total, int buffer_percent = 0) {
  if (total < 0 || total > 100'000'000) throw std::invalid_argument("total must be 0 to 100 million");
  if (buffer_percent < 0 || buffer_percent > 1000) throw std::invalid_argument("buffer must be 0 to 1000 per cent");
  std::int64_t all = 0;
  for (const int size : sizes) {
    if (size < 0) throw std::invalid_argument("a group cannot have " + std::to_string(size) + " cases");
    all += size;
  }
  if (all > 1'000'000'000) throw std::invalid_argument("more than a billion cases");
  std::vector<int> out(sizes.size(), 0);
  if (all == 0) return out;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::int64_t size = sizes[i];
    const std::int64_t base = (std::min)(size, detail::nearest(total * size, all));
    out[i] = static_cast<int>((std::min)(size, base + detail::nearest(base * buffer_percent, 100)));
    sum += out[i];
  }
  const std::int64_t wanted = (std::min)(all, total + detail::nearest(std::int64_t{total} * buffer_percent, 100));
  const bool over = sum > wanted;
  const auto order = detail::ordered(out, over);
  for (std::size_t at = 0; sum != wanted; at = (at + 1) % order.size()) {
    int& now = out[order[at]];
    if (over ? now == 0 : now == sizes[order[at]]) continue;
    now += over ? -1 : 1;
    sum += over ? -1 : 1;
  }
  return out;
}

/// Cases of one officer in one stratum, and where.
struct officer_cases {
  std::string stratum;
  std::string cluster;
  std::string unit;  ///< the local unit (an LDU; since 2021 a PDU)
  std::string officer;
  int cases = 0;
  int sampled = 0;  ///< how many of them to take: filled in by `stratified_sample`

  friend bool operator==(const officer_cases&, const officer_cases&) = default;
};

/// A sample by stratum, cluster, unit and officer.
struct sample_plan {
  std::vector<officer_cases> rows;
  named<int> by_stratum;  ///< allocated to each stratum before the limit on officers
  int wanted = 0;         ///< with the buffer, or all there are
  int shortfall = 0;      ///< what the limit on officers made impossible

  friend bool operator==(const sample_plan&, const sample_plan&) = default;
};

namespace detail {

/// Rows of one group, by the name that `key` reads, in the order of first appearance.
template <class Key>
[[nodiscard]] named<std::vector<std::size_t>> grouped(const std::vector<officer_cases>& rows,
                                                      const std::vector<std::size_t>& which, Key key) {
  named<std::vector<std::size_t>> groups;
  for (const std::size_t i : which) groups[key(rows[i])].push_back(i);
  return groups;
}

/// Shares `total` among groups by the cases they hold.
[[nodiscard]] inline std::vector<int> share_out(const std::vector<officer_cases>& rows,
                                                const named<std::vector<std::size_t>>& groups, int total,
                                                int buffer_percent = 0) {
  std::vector<int> sizes;
  for (const auto& group : groups) {
    std::int64_t sum = 0;
    for (const std::size_t i : group.second) sum += rows[i].cases;
    if (sum > 1'000'000'000) throw std::invalid_argument("more than a billion cases");
    sizes.push_back(static_cast<int>(sum));
  }
  return allocate(sizes, total, buffer_percent);
}

/// Within a unit: proportional over officers, then at most `most` each over all strata; what that takes away goes to
/// other officers of the unit who have room, smallest allocation first and round again. Returns what found no place.
inline int to_officers(std::vector<officer_cases>& rows, const named<std::vector<std::size_t>>& officers, int total,
                       int most, named<int>& held) {
  std::vector<int> sizes;
  for (const auto& o : officers) sizes.push_back(rows[o.second.front()].cases);
  std::vector<int> taken = allocate(sizes, total);
  int left = 0;
  std::vector<int*> holds;  // by officer, what they hold over all strata
  std::size_t at = 0;
  for (const auto& o : officers) {
    int& before = *holds.emplace_back(&held[o.first]);
    const int keep = (std::min)(taken[at], most - before);
    left += taken[at] - keep;
    before += keep;
    taken[at++] = keep;
  }
  const auto order = ordered(taken, false);
  std::size_t full = 0;
  for (std::size_t k = 0; left > 0 && full < order.size(); k = (k + 1) % order.size()) {
    const std::size_t i = order[k];
    int& before = *holds[i];
    if (before >= most || taken[i] >= sizes[i]) {
      ++full;
      continue;
    }
    full = 0;
    ++before;
    ++taken[i];
    --left;
  }
  at = 0;
  for (const auto& o : officers) rows[o.second.front()].sampled = taken[at++];
  return left;
}

}  // namespace detail

/// A sample of `total` cases, and a buffer, in proportion to strata, then clusters, units and officers, with at most
/// `most_per_officer` of one officer over all strata.
///
/// Rows name an officer once in each stratum and unit. Throws std::invalid_argument if one is there twice, or for
/// negative numbers.
[[nodiscard]] inline sample_plan stratified_sample(std::vector<officer_cases> rows, int total, int buffer_percent = 20,
                                                   int most_per_officer = 6) {
  if (most_per_officer < 1) throw std::invalid_argument("most per officer must be at least 1");
  sample_plan out;
  std::vector<std::size_t> all(rows.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (auto& row : rows) row.sampled = 0;
  named<int> held;
  const auto by_stratum = detail::grouped(rows, all, [](const officer_cases& r) { return r.stratum; });
  const auto of_strata = detail::share_out(rows, by_stratum, total, buffer_percent);
  std::size_t s = 0;
  for (const auto& [stratum, in_stratum] : by_stratum) {
    out.by_stratum[stratum] = of_strata[s];
    out.wanted += of_strata[s];
    const auto clusters = detail::grouped(rows, in_stratum, [](const officer_cases& r) { return r.cluster; });
    const auto of_clusters = detail::share_out(rows, clusters, of_strata[s++]);
    std::size_t c = 0;
    for (const auto& cluster : clusters) {
      const auto units = detail::grouped(rows, cluster.second, [](const officer_cases& r) { return r.unit; });
      const auto of_units = detail::share_out(rows, units, of_clusters[c++]);
      std::size_t u = 0;
      for (const auto& unit : units) {
        const auto officers = detail::grouped(rows, unit.second, [](const officer_cases& r) { return r.officer; });
        for (const auto& o : officers) {
          if (o.second.size() > 1) {
            throw std::invalid_argument(o.first + " is listed twice in " + unit.first + ", " + stratum);
          }
        }
        out.shortfall += detail::to_officers(rows, officers, of_units[u++], most_per_officer, held);
      }
    }
  }
  out.rows = std::move(rows);
  return out;
}

}  // namespace probation::ratings
