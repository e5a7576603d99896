// Uncertain inputs, drawn many times: polynomials that stand in for the quantile function where they give the same
// bits.
#pragma once

#include <array>    // for std::array
#include <cmath>    // for std::abs
#include <cstddef>  // for std::size_t
#include <cstdint>  // for std::uint8_t
#include <mutex>    // for std::mutex, std::lock_guard
#include <vector>   // for std::vector

#include <probation/base/quantity.hpp>
#include <probation/base/rounding.hpp>
#include <probation/engine/maths.hpp>

namespace probation {

/// Value of a quantity at a uniform number.
using draw_function = double (*)(const quantity&, double u);

/// The draws of one input: `rounded(draw(q, u))`, to the bit, for less than `draw` costs.
///
/// As a function of s = ln(u / (1 − u)) a quantile is smooth: on pieces of one unit, a Chebyshev polynomial of degree
/// 12 is within about 10⁻¹⁴ of it. A piece that is asked for often gets its polynomial, which is checked at the ends
/// and between two nodes; where it is further off than 2⁻⁴², the piece keeps asking `draw`. So does every u whose value
/// is within 2⁻³⁸ of where the rounding to 30 bits changes: 64 times what the polynomial may be off, so that what is
/// returned is what `draw` would have given.
///
/// `draw_row` may be called by several threads at a time, which then share what has been fitted; they wait for each
/// other.
class input_curve {
 public:
  /// `draws` is how many are to be expected: pieces that are sure to be asked for often are fitted at once.
  void expect(std::size_t draws) noexcept { draws_ = static_cast<double>(draws); }

  /// Draws at each of n uniform numbers, in place.
  void draw_row(draw_function draw, const quantity& q, double* row, std::size_t n) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < n; ++i) row[i] = at(draw, q, row[i]);
  }

  [[nodiscard]] double at(draw_function draw, const quantity& q, double u) {
    if (q.shape == distribution::uniform || q.shape == distribution::normal || q.is_certain()) {
      return detail::rounded(draw(q, u));  // no dearer than a polynomial
    }
    const double s = maths::log(u / (1.0 - u)) + static_cast<double>(pieces) / 2.0;
    if (s > 0.0 && s < static_cast<double>(pieces)) {
      if (pieces_.empty()) pieces_.resize(pieces);
      const auto k = static_cast<std::size_t>(s);
      piece& here = pieces_[k];
      if (here.asked < worth_it) {
        const bool sure = here.asked == 0 && draws_ * share_of(k) >= 1.5 * worth_it;
        here.asked = sure ? worth_it : static_cast<std::uint8_t>(here.asked + 1);
        if (here.asked == worth_it) here.fit(draw, q, static_cast<double>(k));
      } else if (here.fits) {
        const double x = here.value(2.0 * (s - static_cast<double>(k)) - 1.0);
        const double below = detail::rounded(x - here.margin);
        if (below == detail::rounded(x + here.margin)) return below;
      }
    }
    return detail::rounded(draw(q, u));
  }

 private:
  static constexpr std::size_t pieces = 20;
  static constexpr std::size_t terms = 13;
  static constexpr std::uint8_t worth_it = 17;  ///< times: as many as fitting takes

  /// Share of uniform numbers that fall on the k-th piece.
  [[nodiscard]] static double share_of(std::size_t k) noexcept {
    const double s = static_cast<double>(k) - static_cast<double>(pieces) / 2.0;
    return 1.0 / (1.0 + maths::exp(-s - 1.0)) - 1.0 / (1.0 + maths::exp(-s));
  }

  struct piece {
    std::array<double, terms> coefficients{};
    double margin = 0.0;
    std::uint8_t asked = 0;
    bool fits = false;

    /// Clenshaw's sum.
    [[nodiscard]] double value(double x) const noexcept {
      const double twice = 2.0 * x;
      double next = 0.0;
      double after = 0.0;
      for (std::size_t k = terms - 1; k > 0; --k) {
        const double now = twice * next - after + coefficients[k];
        after = next;
        next = now;
      }
      return x * next - after + coefficients[0];
    }

    void fit(draw_function draw, const quantity& q, double k) {
      const auto drawn = [&](double x) {
        const double odds = maths::exp(k + 0.5 + 0.5 * x - static_cast<double>(pieces) / 2.0);
        return draw(q, odds / (1.0 + odds));
      };
      // cos(π j / 26) for j = 0 … 51: nodes and the polynomials at them.
      constexpr std::size_t quarter = terms;
      constexpr std::array<double, quarter + 1> cosines = {
          1.0,
          0.992708874098054,
          0.970941817426052,
          0.9350162426854148,
          0.8854560256532099,
          0.8229838658936564,
          0.7485107481711011,
          0.6631226582407953,
          0.5680647467311559,
          0.4647231720437686,
          0.35460488704253557,
          0.23931566428755804,
          0.120536680255323,
          0.0,
      };
      const auto cosine = [&](std::size_t j) {
        j %= 4 * quarter;
        if (j > 2 * quarter) j = 4 * quarter - j;
        return j <= quarter ? cosines[j] : -cosines[2 * quarter - j];
      };
      std::array<double, terms> at{};
      for (std::size_t i = 0; i < terms; ++i) at[i] = drawn(cosine(2 * i + 1));
      double size = 0.0;
      for (std::size_t n = 0; n < terms; ++n) {
        double sum = 0.0;
        for (std::size_t i = 0; i < terms; ++i) sum += at[i] * cosine(n * (2 * i + 1));
        coefficients[n] = sum * ((n == 0 ? 1.0 : 2.0) / static_cast<double>(terms));
        size += std::abs(coefficients[n]);
      }
      fits = true;
      for (const std::size_t j :
           {0U, 12U, 26U}) {  // both ends, where a polynomial is furthest off, and near the middle
        fits = fits && std::abs(value(cosine(j)) - drawn(cosine(j))) <= 0x1p-42 * size;
      }
      margin = 0x1p-38 * size;
    }
  };

  std::mutex mutex_;
  double draws_ = 0.0;
  std::vector<piece> pieces_;
};

}  // namespace probation
