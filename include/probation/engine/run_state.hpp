// How an ensemble is run, and what its threads share while it runs.
#pragma once

#include <atomic>              // for std::atomic
#include <chrono>              // for std::chrono::milliseconds
#include <condition_variable>  // for std::condition_variable
#include <cstddef>             // for std::size_t
#include <cstdint>             // for std::uint32_t
#include <exception>           // for std::exception_ptr
#include <limits>              // for std::numeric_limits
#include <mutex>               // for std::mutex

#include <probation/base/watch.hpp>
#include <probation/engine/rows.hpp>

namespace probation {

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
  progress_function progress = {};
};

namespace detail {

/// Shared by the workers and the caller of one run.
struct run_state {
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::condition_variable finished;
  unsigned working = 0;  ///< threads that have not finished
  std::exception_ptr error;
  std::size_t error_block = (std::numeric_limits<std::size_t>::max)();

  void enter() {
    const std::lock_guard lock(mutex);
    ++working;
  }
  void leave() {
    const std::lock_guard lock(mutex);
    --working;
    finished.notify_all();
  }
  /// Waits until no thread is at work; false if that takes longer than `time`.
  [[nodiscard]] bool wait_for(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return finished.wait_for(lock, time, [&] { return working == 0; });
  }
};

/// Tells the threads of a run to stop when its scope is left.
class stop_at_exit {
 public:
  explicit stop_at_exit(run_state& state) noexcept : state_(state) {}
  ~stop_at_exit() { state_.stop = true; }
  stop_at_exit(const stop_at_exit&) = delete;
  stop_at_exit& operator=(const stop_at_exit&) = delete;
  stop_at_exit(stop_at_exit&&) = delete;
  stop_at_exit& operator=(stop_at_exit&&) = delete;

 private:
  run_state& state_;
};

/// Asks the caller's progress function about every 50 ms whether to go on.
class progress_watch {
 public:
  progress_watch(const ensemble_options& o, run_state& state) : o_(o), state_(state) {}

  void ask() {
    if (!o_.progress || state_.stop) return;
    try {
      go_on_ = o_.progress(state_.done, o_.runs);
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (!go_on_ || thrown_) state_.stop = true;
  }
  /// `ask`, if 50 ms have gone by since the last time.
  void ask_in_time() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < interval) return;
    last_ = now;
    ask();
  }
  /// Throws what the function threw, or `interrupted` if it said so.
  void check() const {
    if (thrown_) std::rethrow_exception(thrown_);
    if (!go_on_) throw interrupted();
  }

  static constexpr std::chrono::milliseconds interval{50};

 private:
  const ensemble_options& o_;
  run_state& state_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  bool go_on_ = true;
  std::exception_ptr thrown_;
};

}  // namespace detail

}  // namespace probation
