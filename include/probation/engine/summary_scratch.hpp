// Memory that a thread keeps for summaries between calls.
#pragma once

#include <cstdint>  // for std::uint32_t
#include <vector>   // for std::vector

#include <probation/engine/bins.hpp>

namespace probation::detail {

/// One for each thread. Its first use registers a destructor, for which the system ends the process if it has no
/// memory; so threads use it once while there is some.
struct summary_scratch {
  packed_bins counted;
  packed_bins both;
  packed_bins all;
  std::vector<std::uint32_t> counts;  ///< all 0 between calls

  [[nodiscard]] static summary_scratch& of_thread() {
    thread_local summary_scratch one;
    return one;
  }
};

/// Leaves counts all 0 where an error ends their reading half way.
class clears_counts {
 public:
  explicit clears_counts(std::vector<std::uint32_t>& counts) noexcept : counts_(&counts) {}
  ~clears_counts() {
    if (counts_ != nullptr) counts_->clear();
  }
  clears_counts(const clears_counts&) = delete;
  clears_counts& operator=(const clears_counts&) = delete;
  clears_counts(clears_counts&&) = delete;
  clears_counts& operator=(clears_counts&&) = delete;

  /// They are all 0 now.
  void done() noexcept { counts_ = nullptr; }

 private:
  std::vector<std::uint32_t>* counts_;
};

}  // namespace probation::detail
