// Many replicates of a plan, on all cores, summed up to the same bits whatever the threads and blocks.
#pragma once

#include <algorithm>   // for std::copy_n, std::fill, std::max, std::min
#include <array>       // for std::array
#include <atomic>      // for std::atomic
#include <cstdint>     // for std::uint32_t
#include <exception>   // for std::exception_ptr
#include <functional>  // for std::function
#include <limits>      // for std::numeric_limits
#include <mutex>       // for std::mutex
#include <stdexcept>   // for std::overflow_error, std::runtime_error
#include <string>      // for std::string
#include <thread>      // for std::thread
#include <utility>     // for std::move
#include <vector>      // for std::vector

#include <probation/base/floating_environment.hpp>
#include <probation/engine/held_limits.hpp>
#include <probation/engine/run_state.hpp>
#include <probation/engine/summary.hpp>
#include <probation/engine/together.hpp>
#include <probation/engine/worker_threads.hpp>

namespace probation {

/// Summaries by output and point, and of the limits that were followed; the paths if they were asked for.
struct ensemble_result {
  std::vector<std::vector<point_summary>> points;
  std::vector<held_runs> held;             ///< by limit of the plan
  std::vector<std::vector<double>> paths;  ///< by output: point-major, `runs` numbers a point
};

namespace detail {

[[nodiscard]] inline ensemble_result empty_result(int months, std::size_t runs, const std::vector<bool>& is_flow,
                                                  const std::vector<output_limit>& limits) {
  ensemble_result out;
  for (const bool flow : is_flow) {
    const auto n = static_cast<std::size_t>(months) + (flow ? 0 : 1);
    out.points.emplace_back(n);
    out.paths.emplace_back(n * runs);
  }
  for (const output_limit& l : limits) out.held.emplace_back(out.points[l.output].size());
  return out;
}

/// A result for each member and, if anything is added up, one for their sum. `runs` of paths; 0 if they are not kept.
[[nodiscard]] inline std::vector<ensemble_result> empty_results(const ensemble_job& job, std::size_t runs) {
  std::vector<ensemble_result> out;
  std::vector<bool> flows;
  for (const ensemble_member& m : job.members) {
    flows.clear();
    for (const output_info& o : m.what->outputs) flows.push_back(o.is_flow);
    out.push_back(empty_result(m.what->months, runs, flows, m.what->limits));
  }
  if (job.joint.outputs.empty()) return out;
  flows.clear();
  for (const auto& o : job.joint.outputs) flows.push_back(o.is_flow);
  out.push_back(empty_result(job.members.front().what->months, runs, flows, job.joint.limits));
  return out;
}

/// All points of an output that does not change by month are as the first.
inline void repeat_first(ensemble_result& result, std::size_t output, std::size_t runs) {
  auto& points = result.points[output];
  std::fill(points.begin(), points.end(), point_summary(points.front()));
  auto& paths = result.paths[output];
  for (std::size_t i = runs; i < paths.size(); ++i) paths[i] = paths[i - runs];
}

/// Summaries of the points of a run. A worker that has its own waits for nobody and finds them in its own cache; but
/// there are only as many sets as memory has room for, so that it does not grow with the number of workers. Workers
/// that share a set add to an output one at a time. Sets add up to the same bits however replicates were divided.
struct summary_sets {
  static constexpr std::size_t room_in_all = std::size_t{128} << 20;  ///< bytes, where one set does not need more
  static constexpr std::size_t usual_size = 2048;                     ///< bytes of a summary, roughly
  static constexpr std::size_t little_room = 256;

  std::vector<std::vector<ensemble_result>> sets;  ///< the first is the result
  std::size_t room = point_summary::usual_room;    ///< of a summary while it is added to
  bool shared = false;
  std::array<std::mutex, 256> locks;

  summary_sets(const ensemble_job& job, const shared_programs& programs, std::vector<ensemble_result>&& first,
               std::size_t workers) {
    std::size_t points = 1;
    for (std::size_t r = 0; r < first.size(); ++r) {
      for (std::size_t k = 0; k < first[r].points.size(); ++k) {
        points += programs.first_alike(r, k) == k ? first[r].points[k].size() : 0;
      }
    }
    const std::size_t n = (std::max<std::size_t>)(1, (std::min)(workers, room_in_all / (points * usual_size)));
    if (points * usual_size > room_in_all) room = little_room;
    shared = n < workers;
    sets.push_back(std::move(first));
    while (sets.size() < n) sets.push_back(empty_results(job, 0));
  }

  [[nodiscard]] std::mutex& lock_of(std::size_t set, std::size_t result, std::size_t output) noexcept {
    return locks[(set * 89 + result * 97 + output) % locks.size()];
  }

  /// Adds all sets to the first and packs it, outputs in the order in which threads come to them.
  void add_up(std::size_t threads) {
    std::atomic<std::size_t> next{0};
    const auto some = [&] {
      const std::size_t stride = (std::max<std::size_t>)(threads, 1) * 8;
      for (std::size_t mine = next++; mine < stride; mine = next++) add_up_every(stride, mine);
    };
    std::exception_ptr failed;
    {
      std::mutex first;
      const auto some_of_it = [&] {
        try {
          some();
        } catch (...) {
          const std::lock_guard lock(first);
          if (!failed) failed = std::current_exception();
        }
      };
      worker_threads others(threads);
      while (others.size() + 1 < threads && others.start(some_of_it)) continue;
      others.begin();
      some_of_it();
    }
    if (failed) std::rethrow_exception(failed);
    add_up_limits();
  }

 private:
  void add_up_every(std::size_t stride, std::size_t first) {
    for (std::size_t r = 0; r < sets.front().size(); ++r) {
      for (std::size_t k = first; k < sets.front()[r].points.size(); k += stride) {
        auto& points = sets.front()[r].points[k];
        for (std::size_t s = 1; s < sets.size(); ++s) {
          for (std::size_t t = 0; t < points.size(); ++t) points[t].add(sets[s][r].points[k][t]);
          sets[s][r].points[k] = {};
        }
        for (point_summary& p : points) p.compact();
      }
    }
  }
  void add_up_limits() {
    for (std::size_t r = 0; r < sets.front().size(); ++r) {
      for (std::size_t i = 0; i < sets.front()[r].held.size(); ++i) {
        for (std::size_t s = 1; s < sets.size(); ++s) sets.front()[r].held[i].add(sets[s][r].held[i]);
      }
    }
  }
};

/// The limits of all results, as one worker follows them.
[[nodiscard]] inline std::vector<followed_limits> limits_of(const ensemble_job& job, std::size_t replicates) {
  std::vector<followed_limits> out;
  for (std::size_t r = 0; r < job.members.size() + (job.joint.outputs.empty() ? 0 : 1); ++r) {
    out.emplace_back(job.limits(r), job.outputs(r), replicates);
  }
  return out;
}

/// What a worker runs side by side.
struct batch_size {
  static constexpr std::size_t most = 8;                       ///< blocks
  static constexpr std::size_t room = std::size_t{256} << 20;  ///< bytes for the numbers of all workers, roughly

  std::size_t blocks = 1;  ///< many, so that a summary is seldom looked at, but few enough to share them out
  std::size_t kept = 0;    ///< bytes of rows that are recorded

  batch_size(const ensemble_job& job, const shared_programs& shared, std::size_t width, std::size_t all_blocks,
             std::size_t workers) {
    std::size_t rows = 1;
    for (const program& p : shared.programs) rows = (std::max)(rows, p.size);
    rows += job.joint.totals * (static_cast<std::size_t>(job.members.front().what->months) + 1);
    blocks = (std::min)({most, all_blocks / (4 * workers), room / (workers * rows * width * sizeof(double))});
    blocks = (std::max<std::size_t>)(1, blocks);
    kept = (std::min)(std::size_t{8} << 20, room / (4 * workers));
  }
};

/// Adds rows of an output to its summary; a number that is too great for that is a plan_error that says whose it is.
inline void add_rows(point_summary& to, const ensemble_job& job, std::size_t result, std::size_t output,
                     const row_block& x, std::size_t room) {
  try {
    to.add(x, room);
  } catch (const std::overflow_error& e) {
    if (result == job.members.size()) throw plan_error(std::string("sum of all: ") + e.what());
    const output_info& o = job.members[result].what->outputs[output];
    const std::string of = o.of.empty() ? "" : " of " + o.of;
    const std::string in = o.unit.empty() ? "" : " in " + o.unit;
    throw plan_error(o.measure + of + in + ": " + e.what());
  }
}

/// Runs batches until there are none left. `pulse()` is called every month; it may set `state.stop`.
template <class Pulse>
void work(const ensemble_job& job, shared_programs& programs, const ensemble_options& o, const batch_size& size,
          run_state& state, summary_sets& summaries, std::size_t set, const Pulse& pulse) {
  const floating_environment exact;
  const std::size_t width = (std::min<std::size_t>)(o.block, o.runs);
  const std::size_t batch = width * size.blocks;
  std::size_t current = 0;
  try {
    member_runner runner(job, programs, width, size.blocks);
    runner.limit_kept(size.kept);
    std::vector<followed_limits> limits = limits_of(job, batch);
    const auto locked = [&](std::size_t result, std::size_t output) {
      return summaries.shared ? std::unique_lock(summaries.lock_of(set, result, output))
                              : std::unique_lock<std::mutex>();
    };
    while (!state.stop) {
      current = state.next++;
      const std::size_t begin = current * batch;
      if (begin >= o.runs) break;
      const std::size_t n = (std::min)(batch, o.runs - begin);
      const auto add = [&](std::size_t result, std::size_t output, std::uint32_t point, const row_block& x,
                           std::size_t from) {
        // Every replicate's path has its own place, so that workers do not meet.
        if (o.keep_paths) {
          double* to = summaries.sets.front()[result].paths[output].data() + std::size_t{point} * o.runs + begin + from;
          for (std::size_t r = 0; r < x.rows; ++r) to = std::copy_n(x.from + r * x.stride, x.n, to);
        }
        const bool is_first =
            programs.first_alike(result, output) == output;  // others' summaries are copied in the end
        if (!is_first && !limits[result].has(output)) return;
        const auto lock = locked(result, output);
        ensemble_result& to = summaries.sets[set][result];
        limits[result].follow(output, point, x, from, to.held);
        if (is_first) add_rows(to.points[output][point], job, result, output, x, summaries.room);
      };
      const auto stopped = [&] {
        pulse();
        return state.stop.load(std::memory_order_relaxed);
      };
      const auto policy_of = [&](std::uint32_t seed) { return random_policy{seed, o.draw}; };
      for (followed_limits& each : limits) each.begin();
      if (!runner.run(policy_of, n, o.first + static_cast<std::uint32_t>(begin), add, stopped)) break;
      for (std::size_t r = 0; r < limits.size(); ++r) {
        for (std::size_t i = 0; i < limits[r].limits().size(); ++i) {
          const auto lock = locked(r, limits[r].limits()[i].output);
          limits[r].end(i, n, summaries.sets[set][r].held[i]);
        }
      }
      state.done += n;
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
}

[[nodiscard]] inline std::vector<ensemble_result> run_expected(const ensemble_job& job, bool keep_paths,
                                                               const progress_function& progress) {
  watch ask(progress);
  std::vector<ensemble_result> out = empty_results(job, keep_paths ? 1 : 0);
  shared_programs programs(job, 1);
  std::vector<followed_limits> limits = limits_of(job, 1);
  member_runner(job, programs, 1, 1)
      .run([](std::uint32_t /*seed*/) { return expected_policy{}; }, 1, 0,
           [&](std::size_t result, std::size_t output, std::uint32_t point, const row_block& x, std::size_t) {
             add_rows(out[result].points[output][point], job, result, output, x, point_summary::usual_room);
             limits[result].follow(output, point, x, 0, out[result].held);
             if (keep_paths) out[result].paths[output][point] = *x.from;
           },
           [&] {
             ask();
             return false;
           });
  for (std::size_t r = 0; r < limits.size(); ++r) {
    for (std::size_t i = 0; i < limits[r].limits().size(); ++i) limits[r].end(i, 1, out[r].held[i]);
  }
  return out;
}

/// Runs the job on threads while the caller's reports progress; on the caller's alone where one is asked for or the
/// system has no more to give.
inline void run_workers(const ensemble_job& job, const ensemble_options& o, std::vector<ensemble_result>& out) {
  use_own_memory();
  run_state state;
  const std::size_t blocks = (o.runs + o.block - 1) / o.block;
  const unsigned cores = o.threads > 0 ? o.threads : (std::max)(1U, std::thread::hardware_concurrency());
  const std::size_t threads = (std::min<std::size_t>)(cores, blocks);
  shared_programs programs(job, o.runs);
  const batch_size size(job, programs, o.block, blocks, threads);
  summary_sets summaries(job, programs, std::move(out), threads);
  progress_watch watch(o, state);
  {
    worker_threads workers(threads);
    const stop_at_exit stopping(state);  // before the threads are joined, whatever is thrown here
    for (std::size_t i = 0; threads > 1 && i < threads; ++i) {
      state.enter();
      if (!workers.start([&, i] {
            work(job, programs, o, size, state, summaries, i % summaries.sets.size(), [] {});
            state.leave();
          })) {
        state.leave();
        break;
      }
    }
    workers.begin();
    if (workers.size() == 0) {
      work(job, programs, o, size, state, summaries, 0, [&] { watch.ask_in_time(); });
    } else {
      while (!state.wait_for(progress_watch::interval)) watch.ask();
    }
  }
  watch.check();
  if (state.error) std::rethrow_exception(state.error);
  summaries.add_up(threads);
  out = std::move(summaries.sets.front());
  for (std::size_t r = 0; r < out.size(); ++r) {
    for (std::size_t k = 0; k < out[r].points.size(); ++k) {
      if (const std::size_t first = programs.first_alike(r, k); first != k) out[r].points[k] = out[r].points[first];
    }
  }
  if (o.progress && !o.progress(o.runs, o.runs)) throw interrupted();
}

inline constexpr std::size_t longest_block = 65'536;

inline void check_options(const ensemble_job& job, const ensemble_options& o) {
  if (o.block == 0 || o.block > longest_block) {
    throw std::invalid_argument("ensemble: a block has 1 to " + std::to_string(longest_block) + " replicates, not " +
                                std::to_string(o.block));
  }
  if (o.first > (std::numeric_limits<std::uint32_t>::max)() - o.runs) {
    throw std::invalid_argument("ensemble: replicates are numbered up to 4,294,967,295");
  }
  for (const ensemble_member& m : job.members) {
    for (const plan_parameter& q : m.what->parameters) {
      if (!q.given.is_certain() && o.draw == nullptr) {
        throw std::invalid_argument("ensemble: " + q.path + " is uncertain and there is no function to draw it");
      }
    }
  }
}

}  // namespace detail

/// Runs plans together: a result for each member and, if anything is added up over them, one for the sum. `o.seed` is
/// not used: members have their own. Throws as `run_ensemble` does; std::invalid_argument if horizons differ.
[[nodiscard]] inline std::vector<ensemble_result> run_together(const ensemble_job& job, const ensemble_options& o) {
  for (const ensemble_member& m : job.members) {
    if (m.what->months != job.members.front().what->months) {
      throw std::invalid_argument("ensemble: plans that run together have one horizon");
    }
  }
  std::vector<ensemble_result> out;
  if (job.members.empty()) return out;
  const floating_environment exact;
  check_arithmetic();
  if (o.runs == 0) {
    out = detail::run_expected(job, o.keep_paths, o.progress);
    for (ensemble_result& result : out) {
      for (auto& points : result.points) {
        for (point_summary& s : points) s.compact();
      }
    }
  } else {
    detail::check_options(job, o);
    out = detail::empty_results(job, o.keep_paths ? o.runs : 0);
    detail::run_workers(job, o, out);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::size_t k = 0; k < out[i].points.size(); ++k) {
      if (i == job.members.size()) continue;
      const plan& p = *job.members[i].what;
      if (p.outputs[k].role == output_role::series && !changes_by_month(p, p.outputs[k])) {
        detail::repeat_first(out[i], k, (std::max<std::size_t>)(1, o.runs));
      }
    }
  }
  return out;
}

/// Runs `p`. Throws plan_error if a replicate breaks a requirement, `interrupted` if progress says so,
/// std::invalid_argument for options that make no sense.
[[nodiscard]] inline ensemble_result run_ensemble(const plan& p, const ensemble_options& o) {
  return std::move(run_together({{{&p, o.seed, ""}}}, o).front());
}

}  // namespace probation
