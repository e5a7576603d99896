// A part of a forecast: some of its replicates, summed up, so that many workers can share one forecast.
#pragma once

#include <algorithm>    // for std::sort, std::find, std::min
#include <cstdint>      // for std::uint32_t
#include <set>          // for std::set
#include <stdexcept>    // for std::invalid_argument
#include <string>       // for std::string
#include <string_view>  // for std::string_view
#include <utility>      // for std::move
#include <vector>       // for std::vector

#include <probation/engine/ensemble.hpp>
#include <probation/engine/sealed.hpp>
#include <probation/projection/part_identity.hpp>

namespace probation {

/// Replicates of a forecast, summed up. Parts merge in any order to the same bits, and travel as bytes.
class forecast_part {
 public:
  forecast_part() = default;
  forecast_part(part_identity of, replicate_span span, std::vector<ensemble_result> results,
                std::string_view instruction_set, std::string time)
      : of_(std::move(of)),
        spans_{span},
        results_(std::move(results)),
        sets_{std::string(instruction_set)},
        time_(std::move(time)) {}

  [[nodiscard]] const part_identity& identity() const noexcept { return of_; }
  /// What has been run, in order; neighbours are joined.
  [[nodiscard]] const std::vector<replicate_span>& spans() const noexcept { return spans_; }
  /// SHA-256 of what fixes the numbers: that of the forecast, once all of its replicates are here.
  [[nodiscard]] std::string digest() const { return run_digest(of_.plan, of_.seed, spans_, of_.version); }
  /// Number of replicates.
  [[nodiscard]] std::uint32_t runs() const noexcept {
    std::uint32_t n = 0;
    for (const replicate_span& s : spans_) n += s.stop - s.first;
    return n;
  }
  /// Summaries: of the region, or of all regions and then of their sum.
  [[nodiscard]] const std::vector<ensemble_result>& results() const noexcept { return results_; }
  [[nodiscard]] std::vector<ensemble_result>& results() noexcept { return results_; }
  /// What it ran on: "avx2", or "avx2, avx512" of several machines. Results do not depend on it.
  [[nodiscard]] std::string instruction_sets() const {
    std::string out;
    for (const auto& s : sets_) out += (out.empty() ? "" : ", ") + s;
    return out;
  }
  /// UTC, when the first of it was started.
  [[nodiscard]] const std::string& time() const noexcept { return time_; }

  /// Adds the replicates of `other`. Throws std::invalid_argument if it is of another forecast, or has replicates that
  /// are here already; whatever is thrown, this part is as it was.
  void merge(const forecast_part& other) {
    if (other.of_ != of_ || other.results_.size() != results_.size()) {
      const std::string what = detail::differences(of_, other.of_, " and ");
      throw std::invalid_argument("parts of different forecasts: " + (what.empty() ? "numbers of regions" : what));
    }
    std::vector<replicate_span> all = spans_;
    all.insert(all.end(), other.spans_.begin(), other.spans_.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].first >= all[i - 1].stop) continue;
      throw std::invalid_argument("replicates " + std::to_string(all[i].first) + " to " +
                                  std::to_string((std::min)(all[i].stop, all[i - 1].stop) - 1) + " are in both parts");
    }
    std::vector<ensemble_result> results;
    for (std::size_t r = 0; r < results_.size(); ++r) {
      results.push_back(merged_result(results_[r], other.results_[r], all, other.spans_));
    }
    std::vector<replicate_span> spans = joined(all);
    std::set<std::string> sets = sets_;
    sets.insert(other.sets_.begin(), other.sets_.end());
    std::string time = (std::min)(time_, other.time_);
    results_ = std::move(results);
    spans_ = std::move(spans);
    sets_ = std::move(sets);
    time_ = std::move(time);
  }

  /// The same replicates without their paths.
  [[nodiscard]] forecast_part without_paths() const {
    forecast_part out = *this;
    out.of_.keeps_paths = false;
    for (ensemble_result& r : out.results_) {
      for (auto& paths : r.paths) paths = {};
    }
    return out;
  }

  /// Bytes that begin with their format and end with a checksum.
  [[nodiscard]] std::string bytes() const;
  /// The part that `bytes` was made of; throws std::invalid_argument if they are not those of a part, in another
  /// format, or damaged.
  [[nodiscard]] static forecast_part from_bytes(std::string_view bytes);

  /// Equal replicates of one forecast, whatever they ran on and when.
  friend bool operator==(const forecast_part& a, const forecast_part& b) {
    if (a.of_ != b.of_ || a.spans_ != b.spans_ || a.results_.size() != b.results_.size()) return false;
    for (std::size_t r = 0; r < a.results_.size(); ++r) {
      if (a.results_[r].points != b.results_[r].points || a.results_[r].paths != b.results_[r].paths ||
          a.results_[r].held != b.results_[r].held) {
        return false;
      }
    }
    return true;
  }

 private:
  [[nodiscard]] static std::vector<replicate_span> joined(const std::vector<replicate_span>& all) {
    std::vector<replicate_span> out;
    for (const replicate_span& s : all) {
      if (!out.empty() && out.back().stop == s.first) {
        out.back().stop = s.stop;
      } else {
        out.push_back(s);
      }
    }
    return out;
  }

  /// Whether spans are in order and apart, and every point has a number of each replicate, and every path if any is
  /// kept.
  [[nodiscard]] bool is_sound() const {
    std::uint64_t end = 0;
    for (const replicate_span& s : spans_) {
      if (s.first >= s.stop || (end > 0 && s.first <= end)) return false;
      end = s.stop;
    }
    for (const ensemble_result& r : results_) {
      for (std::size_t k = 0; k < r.points.size(); ++k) {
        for (const point_summary& s : r.points[k]) {
          if (s.count() != runs() && s.count() != 0) return false;  // none: only a part of a ratio
        }
        if (r.paths[k].size() != (of_.keeps_paths ? r.points[k].size() * runs() : 0)) return false;
      }
      for (const held_runs& h : r.held) {
        if (h.size() > static_cast<std::size_t>(of_.months) + 1) return false;
      }
    }
    return !spans_.empty() && of_.months <= 600;
  }

  /// Paths lie point by point in the order of replicates: those of both parts are put in the order of `all`.
  [[nodiscard]] ensemble_result merged_result(const ensemble_result& mine, const ensemble_result& theirs,
                                              const std::vector<replicate_span>& all,
                                              const std::vector<replicate_span>& of_theirs) const {
    if (mine.points.size() != theirs.points.size()) throw std::invalid_argument("parts of different forecasts");
    if (mine.held.size() != theirs.held.size()) throw std::invalid_argument("parts of different forecasts");
    ensemble_result out{mine.points, mine.held, {}};
    out.paths.resize(mine.paths.size());
    for (std::size_t i = 0; i < out.held.size(); ++i) out.held[i].add(theirs.held[i]);
    std::size_t runs = 0;
    for (const replicate_span& s : all) runs += s.stop - s.first;
    for (std::size_t k = 0; k < out.points.size(); ++k) {
      if (out.points[k].size() != theirs.points[k].size()) throw std::invalid_argument("parts of different forecasts");
      for (std::size_t t = 0; t < out.points[k].size(); ++t) {
        out.points[k][t].add(theirs.points[k][t]);
        out.points[k][t].compact();
      }
      if (!of_.keeps_paths || mine.paths[k].empty()) continue;
      std::vector<double>& both = out.paths[k];
      both.reserve(runs * out.points[k].size());
      auto a = mine.paths[k].cbegin();
      auto b = theirs.paths[k].cbegin();
      for (std::size_t t = 0; t < out.points[k].size(); ++t) {
        for (const replicate_span& s : all) {
          const bool is_theirs = std::find(of_theirs.begin(), of_theirs.end(), s) != of_theirs.end();
          auto& from = is_theirs ? b : a;
          const auto n = static_cast<std::ptrdiff_t>(s.stop - s.first);
          both.insert(both.end(), from, from + n);
          from += n;
        }
      }
    }
    return out;
  }

  part_identity of_;
  std::vector<replicate_span> spans_;
  std::vector<ensemble_result> results_;
  std::set<std::string> sets_;
  std::string time_;
};

inline constexpr byte_format part_format{"part", 3, "a part of a forecast"};

inline std::string forecast_part::bytes() const {
  byte_writer to = begin_sealed(part_format);
  to.text(of_.version);
  to.text(of_.plan);
  to.number(static_cast<std::uint64_t>(of_.months));
  to.number(of_.seed);
  to.number(of_.measures.size());
  for (const auto& m : of_.measures) to.text(m);
  to.number(of_.limits.size());
  for (const series_limit& l : of_.limits) {
    for (const std::string* name : {&l.measure, &l.unit, &l.of}) to.text(*name);
    to.number(l.at_most ? 1 : 0);
    to.real(l.at_most ? *l.at_most : *l.at_least);
  }
  to.number(of_.keeps_paths ? 1 : 0);
  to.number(spans_.size());
  for (const replicate_span& s : spans_) {
    to.number(s.first);
    to.number(s.stop);
  }
  to.number(sets_.size());
  for (const auto& s : sets_) to.text(s);
  to.text(time_);
  to.number(results_.size());
  for (const ensemble_result& r : results_) {
    to.number(r.points.size());
    for (std::size_t k = 0; k < r.points.size(); ++k) {
      to.number(r.points[k].size());
      for (const point_summary& s : r.points[k]) s.write(to);
      to.number(r.paths[k].size());
      for (const double x : r.paths[k]) to.real(x);
    }
    to.number(r.held.size());
    for (const held_runs& h : r.held) h.write(to);
  }
  return seal(to.bytes());
}

inline forecast_part forecast_part::from_bytes(std::string_view bytes) {
  byte_reader from = unseal(bytes, part_format);
  const auto whole_32 = [&] {
    const std::uint64_t x = from.number();
    if (x > 0xFFFFFFFFU) throw std::invalid_argument("bytes: not those of a part of a forecast");
    return static_cast<std::uint32_t>(x);
  };
  forecast_part out;
  out.of_.version = from.text();
  out.of_.plan = from.text();
  out.of_.months = static_cast<int>(whole_32() & 0x7FFFFFFFU);
  out.of_.seed = whole_32();
  for (std::size_t n = from.size(); n > 0; --n) out.of_.measures.push_back(from.text());
  for (std::size_t n = from.size(); n > 0; --n) {
    series_limit& l = out.of_.limits.emplace_back();
    for (std::string* name : {&l.measure, &l.unit, &l.of}) *name = from.text();
    const bool is_upper = from.number() != 0;
    (is_upper ? l.at_most : l.at_least) = from.real();
  }
  out.of_.keeps_paths = from.number() != 0;
  for (std::size_t n = from.size(); n > 0; --n) {
    const std::uint32_t first = whole_32();
    out.spans_.push_back({first, whole_32()});
  }
  for (std::size_t n = from.size(); n > 0; --n) out.sets_.insert(from.text());
  out.time_ = from.text();
  for (std::size_t n = from.size(); n > 0; --n) {
    ensemble_result& r = out.results_.emplace_back();
    for (std::size_t k = from.size(); k > 0; --k) {
      auto& points = r.points.emplace_back();
      for (std::size_t t = from.size(); t > 0; --t) points.push_back(point_summary::read(from));
      auto& paths = r.paths.emplace_back();
      for (std::size_t i = from.size(); i > 0; --i) paths.push_back(from.real());
    }
    for (std::size_t i = from.size(); i > 0; --i) r.held.push_back(held_runs::read(from, out.runs()));
  }
  if (!from.at_end()) throw std::invalid_argument("bytes: more of them than a part of a forecast has");
  if (!out.is_sound()) throw std::invalid_argument("bytes: not those of a part of a forecast");
  return out;
}

/// Throws std::invalid_argument, saying what differs, unless `part` is of the forecast that was asked for.
inline void require_asked(const forecast_part& part, const part_identity& asked) {
  const std::string what = detail::differences(part.identity(), asked, ", not ");
  if (!what.empty()) throw std::invalid_argument("a part of another forecast than was asked for: " + what);
}

/// The same, and unless it has exactly the replicates that were asked for.
inline void require_asked(const forecast_part& part, const part_identity& asked, const replicate_span& span) {
  require_asked(part, asked);
  if (part.spans() == std::vector<replicate_span>{span}) return;
  throw std::invalid_argument("a part with other replicates than were asked for: " + detail::listed(part.spans()) +
                              ", not " + detail::listed(std::vector<replicate_span>{span}));
}

}  // namespace probation
