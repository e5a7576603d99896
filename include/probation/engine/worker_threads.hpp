// Threads that are waited for wherever the code that started them is left.
#pragma once

#include <cstddef>       // for std::size_t
#include <system_error>  // for std::system_error
#include <thread>        // for std::thread
#include <utility>       // for std::forward
#include <vector>        // for std::vector

namespace probation::detail {

/// Threads of one job. The destructor joins them, so that what they refer to must be declared before.
class worker_threads {
 public:
  /// Makes room for `most` threads, so that starting one cannot fail for want of a place to keep it.
  explicit worker_threads(std::size_t most) { threads_.reserve(most); }
  ~worker_threads() { join(); }
  worker_threads(const worker_threads&) = delete;
  worker_threads& operator=(const worker_threads&) = delete;
  worker_threads(worker_threads&&) = delete;
  worker_threads& operator=(worker_threads&&) = delete;

  /// Starts `f` on a thread of its own. False if the system has none to give: a limit on processes, or memory.
  template <class F>
  [[nodiscard]] bool start(F&& f) {
    try {
      threads_.emplace_back(std::forward<F>(f));
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }

  void join() noexcept {
    for (std::thread& t : threads_) t.join();
    threads_.clear();
  }

 private:
  std::vector<std::thread> threads_;
};

}  // namespace probation::detail
