// Cases counted one by one into points: for tables of a million.
#pragma once

#include <algorithm>    // for std::sort, std::find_if
#include <cmath>        // for std::floor
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint32_t
#include <optional>     // for std::optional
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <vector>       // for std::vector

#include <probation/workload/wmt/capacity.hpp>

namespace probation::wmt {

/// Why a case is inactive. Inactive cases score nothing, but for those of transition to adulthood, which keep a
/// percentage of their points.
enum class inactivity : std::uint8_t { none, warrant, unpaid_work, overdue };

/// Adds cases up by officer. The result is that of `workload_points` for each officer's cases; where every weight is a
/// whole number it is a plain sum, which is exact in a double in any order and under any policy.
class tally {
 public:
  /// What somebody holds.
  struct held {
    double points = 0;
    double cases = 0;     ///< active and T2A cases, untiered ones included
    double untiered = 0;  ///< of these

    friend bool operator==(const held&, const held&) = default;
  };

  /// What somebody holds besides cases.
  struct extras {
    double sdrs = 0, fdrs = 0, paroms = 0, arms_community = 0, arms_licence = 0;
    double cms_points = 0;

    friend bool operator==(const extras&, const extras&) = default;
  };

  /// `inactive`: whether T2A cases may be inactive, for which more has to be remembered. The configuration is the
  /// caller's and must outlive the tally.
  explicit tally(const configuration& c, bool inactive = true)
      : configuration_(&c),
        locations_(locations_of(c)),
        width_(c.tiers.size() + 1),
        weights_(weights_of(c, locations_)),
        is_whole_(std::all_of(weights_.begin(), weights_.end(), [](double w) { return w == std::floor(w); })),
        remembers_(inactive || !is_whole_) {}

  [[nodiscard]] const std::vector<std::string>& locations() const noexcept { return locations_; }

  /// The number of a location or of a tier, by the key of names, or nothing. "license" is licence.
  [[nodiscard]] std::optional<std::size_t> location(std::string_view name) const {
    return place(name_key(name) == "license" ? "licence" : name, locations_);
  }
  [[nodiscard]] std::optional<std::size_t> tier(std::string_view name) const {
    if (name_key(name) == untiered) return width_ - 1;
    return place(name, configuration_->tiers);
  }

  /// Adds n cases of somebody, numbered from 0. Inactive cases that are not T2A are left out, as in the tool's extract.
  void add(std::size_t who, std::size_t location, std::size_t tier, bool t2a, inactivity kind = inactivity::none,
           double n = 1) {
    if (who >= held_.size()) {
      held_.resize(who + 1);
      is_plain_.resize(who + 1, is_whole_ ? 1 : 0);
    }
    if (kind != inactivity::none && !t2a) return;
    if (kind != inactivity::none && !remembers_)
      throw error("inactive", "an inactive case", "none, as the tally was told");
    held& h = held_[who];
    h.cases += n;
    if (tier == width_ - 1) h.untiered += n;
    const std::size_t cell = ((t2a ? locations_.size() : 0) + location) * width_ + tier;
    h.points += n * weights_[cell];
    if (kind != inactivity::none) is_plain_[who] = 0;
    if (remembers_) {
      entries_.push_back({static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(cell), kind, n});
    }
  }

  /// What everybody holds, with points under a policy: rounded where the policy rounds. `more`: what they hold besides
  /// cases, one for each person. The tally is used up. Throws `error` for what the policy cannot represent.
  [[nodiscard]] std::vector<held> finish(policy p, const std::vector<extras>& more) {
    held_.resize(more.size());
    is_plain_.resize(more.size(), 1);
    const auto is_plain = [this](const entry& e) { return is_plain_[e.who] != 0; };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), is_plain), entries_.end());
    std::sort(entries_.begin(), entries_.end(), [](const entry& a, const entry& b) { return a.who < b.who; });
    auto first = entries_.begin();
    for (std::size_t who = 0; who < held_.size(); ++who) {
      const auto last = std::find_if(first, entries_.end(), [&](const entry& e) { return e.who != who; });
      if (first == last && more[who] == extras()) continue;
      holding h;
      add_cells(first, last, h);
      const extras& x = more[who];
      h.sdrs = x.sdrs;
      h.fdrs = x.fdrs;
      h.paroms = x.paroms;
      h.arms_community = x.arms_community;
      h.arms_licence = x.arms_licence;
      const double points = workload_points(h, *configuration_, x.cms_points, p).total;
      double& total = held_[who].points;
      total = first != last ? points : (decimal(total) + decimal(points)).to_double();  // a whole number, and the rest
      first = last;
    }
    return std::move(held_);
  }

 private:
  struct entry {
    std::uint32_t who;
    std::uint32_t cell;
    inactivity kind;
    double n;
  };

  [[nodiscard]] static std::optional<std::size_t> place(std::string_view name, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return i;
    }
    const std::string key = name_key(name);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (name_key(names[i]) == key) return i;
    }
    return std::nullopt;
  }

  /// Puts entries together by cell, in the order of the configuration.
  template <class Iterator>
  void add_cells(Iterator first, Iterator last, holding& h) const {
    if (first == last) return;
    std::vector<case_counts> cells(weights_.size());
    for (; first != last; ++first) {
      case_counts& n = cells[first->cell];
      n.total += first->n;
      if (first->kind == inactivity::warrant) n.warrants += first->n;
      if (first->kind == inactivity::unpaid_work) n.unpaid_work += first->n;
      if (first->kind == inactivity::overdue) n.overdue += first->n;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].total == 0) continue;
      const std::size_t row = i / width_;
      const std::size_t tier = i % width_;
      caseload& into = row < locations_.size() ? h.active : h.t2a;
      const std::string name(tier + 1 == width_ ? untiered : std::string_view(configuration_->tiers[tier]));
      into[locations_[row % locations_.size()]][name] = cells[i];
    }
  }

  [[nodiscard]] static std::vector<std::string> locations_of(const configuration& c) {
    std::vector<std::string> out;
    for (const auto& item : c.cases.points) out.push_back(item.first);
    return out;
  }
  /// Points of a case by T2A or not, location and tier; 0 of an untiered one, which stands last.
  [[nodiscard]] static std::vector<double> weights_of(const configuration& c,
                                                      const std::vector<std::string>& locations) {
    std::vector<double> out;
    for (const bool t2a : {false, true}) {
      for (const auto& location : locations) {
        for (const auto& tier : c.tiers) out.push_back(written_mean(weight_of(t2a ? c.t2a : c.cases, location, tier)));
        out.push_back(0);
      }
    }
    return out;
  }

  const configuration* configuration_;
  std::vector<std::string> locations_;
  std::size_t width_;  // tiers and untiered
  std::vector<double> weights_;
  bool is_whole_;
  bool remembers_;
  std::vector<held> held_;
  std::vector<char> is_plain_;  // of each person: the plain sum is the answer
  std::vector<entry> entries_;
};

}  // namespace probation::wmt
