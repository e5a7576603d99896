// A plan as it is run: the same operations, on places in memory instead of rows.
//
// Most rows hold a number for a few operations only. Rows whose times do not overlap share a place, as variables share
// registers in a compiler, so that what a month works on stays in the caches. Nothing of the plan changes.
#pragma once

#include <algorithm>  // for std::max
#include <array>      // for std::array
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t
#include <limits>     // for std::numeric_limits
#include <map>        // for std::map
#include <tuple>      // for std::tuple
#include <utility>    // for std::pair
#include <vector>     // for std::vector

#include <probation/engine/effects.hpp>
#include <probation/engine/gather.hpp>
#include <probation/engine/plan.hpp>

namespace probation {

/// Operations of a plan by place.
struct program {
  std::array<std::vector<operation>, phase_count> steps;  ///< their rows are places
  std::vector<std::vector<std::uint32_t>> row_tables;     ///< of places
  std::vector<std::uint32_t> places;                      ///< by row of the plan
  std::vector<std::pair<std::uint32_t, double>> constants;
  /// By output, the first of its kind that shows the same row: a region of one unit has most of its numbers twice.
  std::vector<std::size_t> first_alike;
  std::size_t size = 0;     ///< places
  std::size_t longest = 0;  ///< rows of the longest list
};

namespace detail {

/// When a row is used, in the order of operations of a block: once a replicate, then month by month.
struct row_use {
  static constexpr std::uint32_t never = (std::numeric_limits<std::uint32_t>::max)();

  std::uint32_t first = never;
  std::uint32_t last = 0;
  std::uint32_t branch = 0;  ///< of the first use: operations that may be left out together
  bool by_replicate = false;
  bool by_month = false;
  bool kept = false;  ///< its number outlives the operations of a replicate or of a month
};

/// Uses of all rows.
class row_uses {
 public:
  explicit row_uses(const plan& p) : rows_(p.rows.size()) {
    for (std::size_t r = 0; r < rows_.size(); ++r) rows_[r].kept = p.rows[r].since == phase::constant;
    for (std::size_t when = 1; when < phase_count; ++when) {
      by_month_ = static_cast<phase>(when) > phase::replicate;
      add(p, p.steps[when]);
      if (static_cast<phase>(when) == phase::replicate) {
        for (const requirement& r : p.requirements) add(r.row, effect::read);
      }
      for (const output_info& o : p.outputs) {
        if (static_cast<phase>(when) == (o.is_flow ? phase::serve : phase::observe)) add(o.row, effect::read);
      }
      ++now_;
    }
    for (row_use& use : rows_) use.kept = use.kept || (use.by_replicate && use.by_month);
  }

  [[nodiscard]] const row_use& operator[](std::size_t row) const noexcept { return rows_[row]; }
  [[nodiscard]] std::uint32_t end() const noexcept { return now_; }

 private:
  void add(const plan& p, const std::vector<operation>& steps) {
    std::vector<std::size_t> ends;  // of the branches that are open
    for (std::size_t i = 0; i < steps.size(); ++i, ++now_) {
      while (!ends.empty() && i >= ends.back()) {
        ends.pop_back();
        open_.pop_back();
      }
      for_rows(p, steps[i], [&](std::uint32_t row, effect e) { add(row, e); });
      if (steps[i].code == opcode::skip) {
        ends.push_back(i + 1 + steps[i].cell);
        open_.push_back(++branches_);
      }
    }
    open_.clear();
  }

  void add(std::uint32_t row, effect e) {
    row_use& use = rows_[row];
    if (use.first == row_use::never) {
      use.first = now_;
      use.branch = open_.empty() ? 0 : open_.back();
      use.kept = use.kept || e != effect::write;
    } else if (use.branch != 0) {
      // Written where it may be left out: no more than a moment's number if it is used nowhere else.
      bool inside = false;
      for (const std::uint32_t b : open_) inside = inside || b == use.branch;
      use.kept = use.kept || !inside;
    }
    use.last = now_;
    (by_month_ ? use.by_month : use.by_replicate) = true;
  }

  std::vector<row_use> rows_;
  std::vector<std::uint32_t> open_;  ///< branches around the operation at hand
  std::uint32_t branches_ = 0;
  std::uint32_t now_ = 0;
  bool by_month_ = false;
};

/// A place for each row: first those that are kept from month to month in the order of use, then those that share, then
/// those that no month uses.
inline void assign_places(const plan& p, program& out) {
  const row_uses uses(p);
  const std::size_t rows = p.rows.size();
  std::vector<std::vector<std::uint32_t>> starting(uses.end());
  std::vector<std::vector<std::uint32_t>> ending(uses.end());
  for (std::size_t r = 0; r < rows; ++r) {
    if (uses[r].first == row_use::never) continue;
    starting[uses[r].first].push_back(static_cast<std::uint32_t>(r));
    if (!uses[r].kept) ending[uses[r].last].push_back(static_cast<std::uint32_t>(r));
  }
  out.places.assign(rows, 0);
  std::uint32_t next = 0;
  const auto place_kept = [&](bool by_month) {
    for (const auto& those : starting) {
      for (const std::uint32_t r : those) {
        if (uses[r].kept && uses[r].by_month == by_month) out.places[r] = next++;
      }
    }
  };
  place_kept(true);
  std::vector<std::uint32_t> free;
  for (std::size_t now = 0; now < starting.size(); ++now) {
    for (const std::uint32_t r : starting[now]) {
      if (uses[r].kept) continue;
      if (free.empty()) free.push_back(next++);
      out.places[r] = free.back();
      free.pop_back();
    }
    // An operation may not write to where another of its rows is.
    for (const std::uint32_t r : ending[now]) free.push_back(out.places[r]);
  }
  place_kept(false);
  const std::uint32_t unused = next++;
  for (std::size_t r = 0; r < rows; ++r) {
    if (uses[r].first == row_use::never) {
      out.places[r] = unused;
    } else if (p.rows[r].since == phase::constant) {
      out.constants.emplace_back(out.places[r], p.rows[r].value);
    }
  }
  out.size = next;
}

/// `program::first_alike` of a plan.
[[nodiscard]] inline std::vector<std::size_t> find_alike(const plan& p) {
  std::map<std::tuple<std::uint32_t, bool, output_role>, std::size_t> first;
  std::vector<std::size_t> out;
  for (const output_info& o : p.outputs) {
    out.push_back(first.emplace(std::tuple(o.row, o.is_flow, o.role), out.size()).first->second);
  }
  return out;
}

}  // namespace detail

/// The program of a plan.
[[nodiscard]] inline program make_program(const plan& given) {
  const plan p = gathered(given);
  program out;
  detail::assign_places(p, out);
  out.first_alike = detail::find_alike(p);
  out.steps = p.steps;
  for (auto& steps : out.steps) {
    for (operation& op : steps) {
      op.out = out.places[op.out];
      op.a = out.places[op.a];
      op.b = out.places[op.b];
      if (!is_list(op.code)) op.c = out.places[op.c];
    }
  }
  out.row_tables = p.row_tables;
  for (auto& table : out.row_tables) {
    for (std::uint32_t& row : table) {
      if (row != row_list::no_row) row = out.places[row];
    }
    out.longest = (std::max)(out.longest, table.size());
  }
  return out;
}

}  // namespace probation
