// What would reach a higher overall rating: every smallest set of changes, cheapest first.
#pragma once

#include <algorithm>  // for std::min
#include <cstdint>    // for std::uint64_t
#include <map>        // for std::map
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::string
#include <utility>    // for std::pair
#include <vector>     // for std::vector

#include <probation/ratings/card.hpp>

namespace probation::ratings {

/// A standard that is rated higher.
struct change {
  std::string number;
  rating from = rating::inadequate;
  rating to = rating::inadequate;

  friend bool operator==(const change&, const change&) = default;
};

/// Changes that together reach the target, none of which could be left out or made smaller.
struct change_set {
  std::vector<change> changes;  ///< in the order of the methodology
  int steps = 0;                ///< ratings climbed in all: Inadequate to Good is two
  int points = 0;               ///< points gained

  friend bool operator==(const change_set&, const change_set&) = default;
};

/// Ways to a higher overall rating.
struct changes_result {
  rating target = rating::inadequate;
  int needed = 0;                ///< points that lack
  std::uint64_t total = 0;       ///< how many sets there are; 2^64 − 1 if more
  std::vector<change_set> sets;  ///< the cheapest of them, as many as were asked for

  friend bool operator==(const changes_result&, const changes_result&) = default;
};

namespace detail {

/// A counted standard and what it may climb.
struct climber {
  const standard* which;
  int rated;  ///< as a number, 0 to 3
};

/// Enumerates sets in their order, and stops when it has enough.
class change_search {
 public:
  change_search(const methodology& m, std::vector<climber> standards, int needed, std::size_t limit)
      : m_(m), standards_(std::move(standards)), needed_(needed), limit_(limit), steps_(standards_.size()) {}

  /// How many minimal sets there are. A set is minimal if it would miss the target without its least last step.
  [[nodiscard]] std::uint64_t count() const {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    constexpr int none = 1 << 20;
    std::map<std::pair<int, int>, std::uint64_t> ways = {{{0, none}, 1}};  // (gained, least last step) → sets
    for (const auto& s : standards_) {
      auto next = ways;
      for (const auto& [state, n] : ways) {
        for (int k = 1; s.rated + k <= 3; ++k) {
          std::uint64_t& slot = next[{state.first + gain(s, k), (std::min)(state.second, last(s, k))}];
          slot = n > most - slot ? most : slot + n;
        }
      }
      ways = std::move(next);
    }
    std::uint64_t total = 0;
    for (const auto& [state, n] : ways) {
      const bool minimal = state.first >= needed_ && state.first - state.second < needed_;
      if (minimal) total = n > most - total ? most : total + n;
    }
    return total;
  }

  [[nodiscard]] std::vector<change_set> cheapest() {
    int room = 0;
    for (const auto& s : standards_) room += 3 - s.rated;
    const int n = static_cast<int>(standards_.size());
    for (int total = 1; total <= room && !full(); ++total) {
      for (int jump = 1; jump <= 3 && !full(); ++jump) {
        for (int k = 1; k <= n && !full(); ++k) {
          if (k > total || k * jump < total) continue;
          jump_ = jump;
          visit(0, total, k, 0, false);
        }
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool full() const noexcept { return found_.size() >= limit_; }
  [[nodiscard]] int points(int r) const { return m_.points[static_cast<std::size_t>(r)]; }
  [[nodiscard]] int gain(const climber& s, int k) const { return points(s.rated + k) - points(s.rated); }
  [[nodiscard]] int last(const climber& s, int k) const { return points(s.rated + k) - points(s.rated + k - 1); }

  /// Whether the standards from `i` on could take `steps` in `k` jumps of at most `jump_`, and gain enough.
  [[nodiscard]] bool hopeful(std::size_t i, int steps, int k, int gained) const {
    if (k < 0 || steps < k || steps > k * jump_) return false;
    int able = 0;
    int most_steps = 0;
    int most_gain = 0;
    for (std::size_t j = i; j < standards_.size(); ++j) {
      const int most = (std::min)(jump_, 3 - standards_[j].rated);
      if (most > 0) ++able;
      most_steps += most;
      most_gain += gain(standards_[j], most);
    }
    return able >= k && most_steps >= steps && gained + most_gain >= needed_;
  }

  void visit(std::size_t i, int steps, int k, int gained, bool reached) {
    if (full() || !hopeful(i, steps, k, gained)) return;
    if (i == standards_.size()) {
      if (reached) keep(gained);
      return;
    }
    const int most = (std::min)({jump_, 3 - standards_[i].rated, steps});
    // Greater jumps first: among sets that are alike, those of the first standards come first.
    for (int now = most; now >= 0; --now) {
      steps_[i] = now;
      const int more = now > 0 ? gain(standards_[i], now) : 0;
      visit(i + 1, steps - now, k - (now > 0 ? 1 : 0), gained + more, reached || now == jump_);
    }
    steps_[i] = 0;
  }

  void keep(int gained) {
    change_set set;
    int least = 1 << 20;
    for (std::size_t i = 0; i < standards_.size(); ++i) {
      if (steps_[i] == 0) continue;
      const climber& s = standards_[i];
      least = (std::min)(least, last(s, steps_[i]));
      set.changes.push_back({s.which->number, static_cast<rating>(s.rated), static_cast<rating>(s.rated + steps_[i])});
      set.steps += steps_[i];
    }
    set.points = gained;
    if (gained >= needed_ && gained - least < needed_) found_.push_back(std::move(set));
  }

  const methodology& m_;
  std::vector<climber> standards_;
  int needed_;
  std::size_t limit_;
  int jump_ = 0;
  std::vector<int> steps_;
  std::vector<change_set> found_;
};

}  // namespace detail

/// Every smallest set of changes that would give a whole card the overall rating `target`, or one above it.
///
/// Cheap is: fewest steps in all; then the smallest greatest jump (two standards by one rating each before one standard
/// by two); then fewest standards; then the order of the methodology. With points 0 to 3 every smallest set has as many
/// steps as points lack. There may be hundreds of thousands: `limit` of them are listed, all are counted.
///
/// Throws std::invalid_argument if the card is partial, is not scored, or already has the target.
[[nodiscard]] inline changes_result changes_to(const scorecard& card, const methodology& m, rating target,
                                               std::size_t limit = 1000) {
  const card_result now = evaluate(card, m);
  if (!m.scored) throw std::invalid_argument(m.id + " is not scored: it gives no overall rating");
  if (!now.complete()) {
    std::string list;
    for (const auto& number : now.missing) list += (list.empty() ? "" : ", ") + number;
    throw std::invalid_argument("what would change a partial card is not known; give also " + list);
  }
  const score_band* band = band_of(m, target);
  if (band == nullptr) throw std::invalid_argument("no score of " + m.id + " gives " + std::string(to_string(target)));
  if (band->low <= now.score) {
    throw std::invalid_argument("a score of " + std::to_string(now.score) + " is already " +
                                std::string(to_string(overall(now.score, m))) + "; the target must be above it");
  }
  const scorecard sorted = canonical(card, m);
  std::vector<detail::climber> standards;
  for (const auto& s : m.standards) {
    const auto* rated = sorted.standards.find(s.number);
    if (s.counted && rated != nullptr) standards.push_back({&s, static_cast<int>(rated->given)});
  }
  changes_result out;
  out.target = target;
  out.needed = band->low - now.score;
  detail::change_search search(m, std::move(standards), out.needed, limit);
  out.total = search.count();
  out.sets = search.cheapest();
  return out;
}

}  // namespace probation::ratings
