// Many replicates of a plan, on all cores, summed up to the same bits whatever the threads and blocks.
#pragma once

#include <algorithm>           // for std::copy, std::fill, std::min
#include <atomic>              // for std::atomic
#include <chrono>              // for std::chrono::milliseconds
#include <condition_variable>  // for std::condition_variable
#include <cstdint>             // for std::uint32_t
#include <exception>           // for std::exception_ptr
#include <functional>          // for std::function
#include <limits>              // for std::numeric_limits
#include <mutex>               // for std::mutex
#include <stdexcept>           // for std::runtime_error
#include <thread>              // for std::thread
#include <vector>              // for std::vector

#include <probation/engine/kernel.hpp>
#include <probation/engine/summary.hpp>

namespace probation {

/// The caller's progress function asked to stop.
class interrupted : public std::runtime_error {
 public:
  interrupted() : std::runtime_error("interrupted") {}
};

/// How an ensemble is run. Only `first`, `runs` and `seed` change the result.
struct ensemble_options {
  std::uint32_t first = 0;  ///< number of the first replicate
  std::uint32_t runs = 0;   ///< replicates; 0 for the expected policy
  std::uint32_t seed = 1;
  unsigned threads = 0;                         ///< 0: as many as the machine runs at once
  std::size_t block = 32;                       ///< replicates in a block
  bool keep_paths = false;                      ///< keep every replicate's numbers: outputs × points × runs doubles
  random_policy::draw_function draw = nullptr;  ///< for uncertain quantities
  /// Called in the caller's thread about every 50 ms with replicates done and in all; false stops the run.
  std::function<bool(std::size_t done, std::size_t total)> progress = {};
};

/// Summaries by output and point; the paths if they were asked for.
struct ensemble_result {
  std::vector<std::vector<point_summary>> points;
  std::vector<std::vector<double>> paths;  ///< by output: point-major, `runs` numbers a point
};

namespace detail {

[[nodiscard]] inline ensemble_result empty_result(const plan& p, std::size_t runs, bool keep_paths) {
  ensemble_result out;
  for (const output_info& o : p.outputs) {
    const auto n = static_cast<std::size_t>(p.months) + (o.is_flow ? 0 : 1);
    out.points.emplace_back(n);
    out.paths.emplace_back(keep_paths ? n * runs : 0);
  }
  return out;
}

/// All points of an output that does not change by month are as the first.
inline void repeat_first(ensemble_result& result, std::size_t output, std::size_t runs) {
  auto& points = result.points[output];
  std::fill(points.begin(), points.end(), point_summary(points.front()));
  auto& paths = result.paths[output];
  for (std::size_t i = runs; i < paths.size(); ++i) paths[i] = paths[i - runs];
}

/// Shared by the workers and the caller of one run.
struct run_state {
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::condition_variable finished;
  unsigned working = 0;
  std::exception_ptr error;
  std::size_t error_block = std::numeric_limits<std::size_t>::max();
};

inline void work(const plan& p, const ensemble_options& o, run_state& state, ensemble_result& total) {
  const random_policy policy{o.seed, o.draw};
  const std::size_t block = std::min<std::size_t>(o.block, o.runs);
  std::size_t current = 0;
  try {
    workspace w(p, block);
    ensemble_result mine = empty_result(p, 0, false);
    while (!state.stop) {
      current = state.next++;
      const std::size_t begin = current * block;
      if (begin >= o.runs) break;
      const std::size_t n = std::min(block, o.runs - begin);
      const auto recorder = [&](std::size_t output, std::uint32_t point, const double* row) {
        mine.points[output][point].add(row, n);
        // Every replicate has its own place, so that workers do not meet.
        if (o.keep_paths) std::copy(row, row + n, total.paths[output].data() + std::size_t{point} * o.runs + begin);
      };
      const auto stopped = [&] { return state.stop.load(std::memory_order_relaxed); };
      if (!run_block(p, policy, w, n, o.first + static_cast<std::uint32_t>(begin), recorder, stopped)) break;
      state.done += n;
    }
    const std::lock_guard lock(state.mutex);
    // A run that is stopped gives no result: its parts need not be added up.
    for (std::size_t k = 0; k < mine.points.size() && !state.stop; ++k) {
      for (std::size_t t = 0; t < mine.points[k].size(); ++t) total.points[k][t].add(mine.points[k][t]);
    }
  } catch (...) {
    // The first faulty block is reported, so that the message does not depend on which thread was faster.
    const std::lock_guard lock(state.mutex);
    if (current < state.error_block) {
      state.error_block = current;
      state.error = std::current_exception();
    }
    state.stop = true;
  }
  const std::lock_guard lock(state.mutex);
  --state.working;
  state.finished.notify_all();
}

[[nodiscard]] inline ensemble_result run_expected(const plan& p, bool keep_paths) {
  ensemble_result out = empty_result(p, 1, keep_paths);
  workspace w(p, 1);
  run_block(
      p, expected_policy{}, w, 1, 0,
      [&](std::size_t output, std::uint32_t point, const double* row) {
        out.points[output][point].add(*row);
        if (keep_paths) out.paths[output][point] = *row;
      },
      [] { return false; });
  return out;
}

}  // namespace detail

/// Runs `p`. Throws plan_error if a replicate breaks a requirement, `interrupted` if progress says so,
/// std::invalid_argument for options that make no sense.
[[nodiscard]] inline ensemble_result run_ensemble(const plan& p, const ensemble_options& o) {
  ensemble_result out;
  if (o.runs == 0) {
    out = detail::run_expected(p, o.keep_paths);
  } else {
    if (o.block == 0) throw std::invalid_argument("ensemble: a block needs at least one replicate");
    if (o.first > std::numeric_limits<std::uint32_t>::max() - o.runs) {
      throw std::invalid_argument("ensemble: replicates are numbered up to 4,294,967,295");
    }
    for (const plan_parameter& q : p.parameters) {
      if (!q.given.is_certain() && o.draw == nullptr) {
        throw std::invalid_argument("ensemble: " + q.path + " is uncertain and there is no function to draw it");
      }
    }
    out = detail::empty_result(p, o.runs, o.keep_paths);
    detail::run_state state;
    const std::size_t blocks = (o.runs + o.block - 1) / o.block;
    const unsigned cores = o.threads > 0 ? o.threads : std::max(1U, std::thread::hardware_concurrency());
    state.working = static_cast<unsigned>(std::min<std::size_t>(cores, blocks));
    std::vector<std::thread> workers;
    for (unsigned i = 0, n = state.working; i < n; ++i) {
      workers.emplace_back([&] { detail::work(p, o, state, out); });
    }
    bool go_on = true;
    std::exception_ptr thrown;  // by the caller's progress function
    {
      std::unique_lock lock(state.mutex);
      while (!state.finished.wait_for(lock, std::chrono::milliseconds(50), [&] { return state.working == 0; })) {
        if (!o.progress || state.stop) continue;
        lock.unlock();
        try {
          go_on = o.progress(state.done, o.runs);
        } catch (...) {
          thrown = std::current_exception();
        }
        if (!go_on || thrown) state.stop = true;
        lock.lock();
      }
    }
    for (std::thread& worker : workers) worker.join();
    if (thrown) std::rethrow_exception(thrown);
    if (!go_on) throw interrupted();
    if (state.error) std::rethrow_exception(state.error);
    if (o.progress && !o.progress(o.runs, o.runs)) throw interrupted();
  }
  for (std::size_t k = 0; k < out.points.size(); ++k) {
    for (point_summary& s : out.points[k]) s.compact();
    if (!changes_by_month(p, p.outputs[k])) detail::repeat_first(out, k, std::max<std::size_t>(1, o.runs));
  }
  return out;
}

}  // namespace probation
