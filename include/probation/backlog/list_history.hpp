// What a waiting list was like, from the dates of those on it: queue by day, waits, statistics.
//
// Days are whole numbers, days since any fixed day. Everything is in days: waits in days, rates a day.
#pragma once

#include <algorithm>  // for std::sort
#include <cmath>      // for std::sqrt
#include <cstdint>    // for std::int64_t
#include <optional>   // for std::optional
#include <span>       // for std::span
#include <stdexcept>  // for std::invalid_argument
#include <string>     // for std::to_string
#include <vector>     // for std::vector

#include <probation/backlog/targets.hpp>

namespace probation::backlog {

/// Somebody on a list: referred, and then removed (served) or withdrawn, or neither yet. Absent dates mean not yet.
struct list_entry {
  std::int64_t referral = 0;
  std::optional<std::int64_t> removal;
  std::optional<std::int64_t> withdrawal;

  /// The day on which they leave, by whichever comes first.
  [[nodiscard]] std::optional<std::int64_t> gone() const noexcept {
    return removal && withdrawal ? (std::min)(removal, withdrawal) : removal ? removal : withdrawal;
  }
  /// Whether they wait at the end of a day. On the day of referral they do, on the day they leave they do not.
  [[nodiscard]] bool waiting_at(std::int64_t day) const noexcept {
    const auto left = gone();
    return referral <= day && !(left && *left <= day);
  }

  friend bool operator==(const list_entry&, const list_entry&) = default;
};

/// The days that are looked at, both included.
struct day_range {
  std::int64_t first = 0;
  std::int64_t last = 0;

  [[nodiscard]] bool contains(std::int64_t day) const noexcept { return first <= day && day <= last; }
  [[nodiscard]] std::int64_t days() const noexcept { return last - first + 1; }

  friend bool operator==(const day_range&, const day_range&) = default;
};

namespace detail {

inline void check(std::span<const list_entry> list, day_range range) {
  if (range.last < range.first) throw std::invalid_argument("waiting list: the last day lies before the first");
  if (range.days() > 400'000) throw std::invalid_argument("waiting list: more than a thousand years");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto left = list[i].gone();
    if (left && *left < list[i].referral) {
      throw std::invalid_argument("waiting list: entry " + std::to_string(i) + " leaves before it is referred");
    }
  }
}

}  // namespace detail

/// From the first referral to the last. Throws std::invalid_argument if the list is empty.
[[nodiscard]] inline day_range range_of(std::span<const list_entry> list) {
  if (list.empty()) throw std::invalid_argument("waiting list: it is empty, so give the first and last day");
  day_range range{list.front().referral, list.front().referral};
  for (const list_entry& x : list) {
    range.first = (std::min)(range.first, x.referral);
    range.last = (std::max)(range.last, x.referral);
  }
  return range;
}

/// How many wait at the end of each day of the range. Whoever was referred before it and has not left counts; whoever
/// has left before it does not.
[[nodiscard]] inline std::vector<std::int64_t> queue_sizes(std::span<const list_entry> list, day_range range) {
  detail::check(list, range);
  std::vector<std::int64_t> change(static_cast<std::size_t>(range.days()), 0);
  const auto note = [&](std::int64_t day, std::int64_t by) {
    if (day <= range.last) change[static_cast<std::size_t>((std::max)(day, range.first) - range.first)] += by;
  };
  for (const list_entry& x : list) {
    note(x.referral, 1);
    if (const auto left = x.gone()) note(*left, -1);
  }
  for (std::size_t i = 1; i < change.size(); ++i) change[i] += change[i - 1];
  return change;
}

/// Days waited so far by each of those who wait at the end of `day`, in the order of the list.
[[nodiscard]] inline std::vector<std::int64_t> waits_at(std::span<const list_entry> list, std::int64_t day) {
  detail::check(list, {day, day});
  std::vector<std::int64_t> waits;
  for (const list_entry& x : list) {
    if (x.waiting_at(day)) waits.push_back(day - x.referral);
  }
  return waits;
}

/// Days from referral to removal of each of those removed in the range, in the order of the list; not of withdrawals.
[[nodiscard]] inline std::vector<std::int64_t> completed_waits(std::span<const list_entry> list, day_range range) {
  detail::check(list, range);
  std::vector<std::int64_t> waits;
  for (const list_entry& x : list) {
    if (x.removal && x.gone() == x.removal && range.contains(*x.removal)) waits.push_back(*x.removal - x.referral);
  }
  return waits;
}

/// A list in numbers. Times in days, rates a day; what cannot be computed from so few entries is absent.
struct list_statistics {
  day_range range;
  std::int64_t referrals = 0;         ///< in the range
  std::int64_t removals = 0;          ///< in the range
  std::int64_t withdrawals = 0;       ///< in the range
  std::int64_t queue_size = 0;        ///< at the end of the last day
  double demand = 0;                  ///< referrals a day
  double capacity = 0;                ///< removals a day
  std::optional<double> load;         ///< demand ÷ capacity; absent if nobody was removed
  std::optional<double> mean_wait;    ///< so far, of those who wait at the end of the last day; absent if nobody does
  std::optional<double> cv_demand;    ///< of times between referrals; absent below three of them
  std::optional<double> cv_capacity;  ///< of times between removals
  double target_queue_size = 0;
  double target_mean_wait = 0;
  bool queue_too_big = false;
  std::optional<double> pressure;
  std::optional<double> target_capacity;  ///< where the queue is not too big, and both coefficients are known
  std::optional<double> relief_capacity;  ///< where it is too big

  friend bool operator==(const list_statistics&, const list_statistics&) = default;
};

namespace detail {

/// Standard deviation ÷ mean of the times between sorted events; absent below three events or if all are of one day.
[[nodiscard]] inline std::optional<double> cv_between(std::vector<std::int64_t> days) {
  if (days.size() < 3) return std::nullopt;
  std::sort(days.begin(), days.end());
  const double n = static_cast<double>(days.size() - 1);
  const double mean = static_cast<double>(days.back() - days.front()) / n;
  if (!(mean > 0)) return std::nullopt;
  double squares = 0;
  for (std::size_t i = 1; i < days.size(); ++i) {
    const double away = static_cast<double>(days[i] - days[i - 1]) - mean;
    squares += away * away;
  }
  return std::sqrt(squares / (n - 1)) / mean;
}

}  // namespace detail

/// The statistics of a list over a range of days, against a target wait in days.
[[nodiscard]] inline list_statistics statistics_of(std::span<const list_entry> list, day_range range,
                                                   double target_wait_days, double days_to_target, double factor = 4) {
  detail::check(list, range);
  detail::positive("statistics_of", "target_wait_days", target_wait_days);
  detail::positive("statistics_of", "days_to_target", days_to_target);
  detail::positive("statistics_of", "factor", factor);
  list_statistics s;
  s.range = range;
  std::vector<std::int64_t> referred;
  std::vector<std::int64_t> removed;
  double waited = 0;
  for (const list_entry& x : list) {
    if (range.contains(x.referral)) referred.push_back(x.referral);
    const auto left = x.gone();
    if (left && range.contains(*left)) {
      if (left == x.removal) {
        removed.push_back(*left);
      } else {
        ++s.withdrawals;
      }
    }
    if (!x.waiting_at(range.last)) continue;
    ++s.queue_size;
    waited += static_cast<double>(range.last - x.referral);
  }
  const auto days = static_cast<double>(range.days());
  const auto queue = static_cast<double>(s.queue_size);
  s.referrals = static_cast<std::int64_t>(referred.size());
  s.removals = static_cast<std::int64_t>(removed.size());
  s.demand = static_cast<double>(s.referrals) / days;
  s.capacity = static_cast<double>(s.removals) / days;
  if (s.removals > 0) s.load = load(s.demand, s.capacity);
  if (s.queue_size > 0) s.mean_wait = waited / queue;
  s.cv_demand = detail::cv_between(std::move(referred));
  s.cv_capacity = detail::cv_between(std::move(removed));
  s.target_queue_size = target_queue_size(s.demand, target_wait_days, factor);
  s.target_mean_wait = target_mean_wait(target_wait_days, factor);
  s.queue_too_big = queue_too_big(queue, s.target_queue_size);
  if (s.mean_wait) s.pressure = pressure(*s.mean_wait, target_wait_days);
  if (s.queue_too_big) {
    s.relief_capacity = relief_capacity(s.demand, queue, s.target_queue_size, days_to_target);
  } else if (s.cv_demand && s.cv_capacity) {
    s.target_capacity = target_capacity(s.demand, target_wait_days, factor, *s.cv_demand, *s.cv_capacity);
  }
  return s;
}

}  // namespace probation::backlog
