// What blocks have recorded for some months, until somebody looks at it.
#pragma once

#include <algorithm>  // for std::min, std::max
#include <cstddef>    // for std::size_t
#include <cstdint>    // for std::uint32_t
#include <vector>     // for std::vector

#include <probation/engine/row_table.hpp>

namespace probation {

/// Rows by block, point and output.
class recorded_rows {
 public:
  /// Says how many bytes to keep, roughly: by default as many as stay in the outer caches.
  void limit(std::size_t bytes) noexcept { room_ = bytes / sizeof(double); }

  /// Makes room; for how many of `points` is returned: as many as the limit allows, at least one.
  [[nodiscard]] std::uint32_t set_up(std::size_t outputs, std::size_t width, std::size_t blocks, std::uint32_t points) {
    const std::size_t a_point = (std::max<std::size_t>)(1, outputs * width);
    const std::size_t some = (std::max<std::size_t>)(1, room_ / (a_point * blocks));
    const std::size_t kept = (std::min<std::size_t>)(some, points);
    outputs_ = outputs;
    width_ = width;
    stride_ = a_point * kept + line - (a_point * kept) % line;  // blocks should not meet in the caches
    if (numbers_.size() < stride_ * blocks) numbers_.resize(stride_ * blocks);
    return static_cast<std::uint32_t>(kept);
  }

  [[nodiscard]] double* at(std::size_t block, std::size_t point, std::size_t output) noexcept {
    return numbers_.data() + block * stride_ + (point * outputs_ + output) * width_;
  }
  /// Rows of some blocks, n numbers each.
  [[nodiscard]] row_block of(std::size_t point, std::size_t output, std::size_t n, std::size_t first,
                             std::size_t blocks) noexcept {
    return {at(first, point, output), n, blocks, stride_};
  }

 private:
  static constexpr std::size_t line = 8;

  std::size_t room_ = (std::size_t{8} << 20) / sizeof(double);
  std::size_t outputs_ = 0;
  std::size_t width_ = 0;
  std::size_t stride_ = 0;
  std::vector<double> numbers_;
};

}  // namespace probation
