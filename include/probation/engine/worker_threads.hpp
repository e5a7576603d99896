// Threads that are waited for wherever the code that started them is left.
#pragma once

#include <atomic>        // for std::atomic
#include <cstddef>       // for std::size_t
#include <exception>     // for std::uncaught_exceptions
#include <new>           // for std::bad_alloc
#include <system_error>  // for std::system_error
#include <thread>        // for std::thread
#include <utility>       // for std::forward, std::move
#include <vector>        // for std::vector

#include <probation/engine/summary_scratch.hpp>

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#define PROBATION_HAS_MMAP 1
#else
#define PROBATION_HAS_MMAP 0
#endif

namespace probation::detail {

/// Uses once what a thread has of its own. The system makes it on first use, and ends the process if there is no memory
/// for it: the errors being handled, which a thread would come to with `std::bad_alloc`, and the memory of summaries.
inline void use_own_memory() {
  [[maybe_unused]] const volatile int asked = std::uncaught_exceptions();  // volatile: not to be left out
  static_cast<void>(summary_scratch::of_thread());
}

/// Memory put by, of the system itself: what an allocator is given back it may keep for the thread that gave it.
class memory_put_by {
 public:
#if PROBATION_HAS_MMAP
  memory_put_by() : place_(::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    if (place_ == MAP_FAILED) throw std::bad_alloc();
  }
#else
  memory_put_by() = default;
#endif
  ~memory_put_by() {
#if PROBATION_HAS_MMAP
    ::munmap(place_, size);
#endif
  }
  memory_put_by(const memory_put_by&) = delete;
  memory_put_by& operator=(const memory_put_by&) = delete;
  memory_put_by(memory_put_by&&) = delete;
  memory_put_by& operator=(memory_put_by&&) = delete;

 private:
#if PROBATION_HAS_MMAP
  static constexpr std::size_t size = std::size_t{4} << 20;

  void* place_;
#endif
};

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

  /// Makes a thread for `f`, which waits for `begin`. False if the system has none to give: a limit on processes, or
  /// memory.
  template <class F>
  [[nodiscard]] bool start(F&& f) {
    const int mine = static_cast<int>(threads_.size()) + 1;
    try {
      // Memory is put by, and given back when the thread is there, for the thread to use first.
      const memory_put_by put_by;
      threads_.emplace_back([this, mine, run = std::forward<F>(f)] {
        wait_for(given_back_, mine);
        use_own_memory();
        set(ready_, mine);
        wait_for(begun_, 1);
        run();
      });
    } catch (const std::system_error&) {
      return false;
    } catch (const std::bad_alloc&) {
      return false;
    }
    set(given_back_, mine);
    wait_for(ready_, mine);
    return true;
  }

  /// Lets all threads work. Until then none takes memory that another needs to start.
  void begin() noexcept { set(begun_, 1); }

  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }

  void join() noexcept {
    begin();
    for (std::thread& t : threads_) t.join();
    threads_.clear();
  }

 private:
  static void set(std::atomic<int>& number, int to) noexcept {
    number = to;
    number.notify_all();
  }
  static void wait_for(const std::atomic<int>& number, int at_least) noexcept {
    for (int now = number; now < at_least; now = number) number.wait(now);
  }

  std::atomic<int> given_back_{0};  ///< how many threads have been given their memory
  std::atomic<int> ready_{0};       ///< how many have used it
  std::atomic<int> begun_{0};       ///< whether they may work
  std::vector<std::thread> threads_;
};

}  // namespace probation::detail

#undef PROBATION_HAS_MMAP
