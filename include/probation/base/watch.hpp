// Whether to go on: long work that asks its caller, who may stop it.
#pragma once

#include <chrono>      // for std::chrono::steady_clock
#include <cstddef>     // for std::size_t
#include <functional>  // for std::function
#include <stdexcept>   // for std::runtime_error
#include <utility>     // for std::move

namespace probation {

/// Called in the caller's thread about every 50 ms with steps done and in all; false stops the work.
using progress_function = std::function<bool(std::size_t done, std::size_t total)>;

/// The caller's progress function asked to stop.
class interrupted : public std::runtime_error {
 public:
  interrupted() : std::runtime_error("interrupted") {}
};

namespace detail {

/// Asks a progress function about every 50 ms, however often it is called. Of one thread.
class watch {
 public:
  watch() = default;
  explicit watch(progress_function ask) : ask_(std::move(ask)) {}

  /// Says how far the work is, and asks: at its beginning, however short it is, and then from time to time.
  void at(std::size_t done, std::size_t total) {
    done_ = done;
    total_ = total;
    if (done == 0) last_ = {};
    (*this)();
  }
  /// Throws `interrupted` if the function says so, and what it throws.
  void operator()() {
    if (!ask_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < interval) return;
    last_ = now;
    if (!ask_(done_, total_)) throw interrupted();
  }

 private:
  static constexpr std::chrono::milliseconds interval{50};

  progress_function ask_;
  std::size_t done_ = 0, total_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace detail
}  // namespace probation
