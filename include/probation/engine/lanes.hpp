// Lanes: numbers side by side that one instruction works on, as many as the compiler's flags allow.
//
// A formula written once over a type F runs on a plain double and on a vector of them, operation by operation the same,
// so both give the same bits. Everything whose machine code depends on the flags lives in an inline namespace that is
// named after them: units that are compiled with different flags can be linked together, each with code of its own.
#pragma once

#include <bit>          // for std::bit_cast
#include <cmath>        // for std::sqrt, which IEEE 754 defines to the bit
#include <cstddef>      // for std::size_t
#include <cstdint>      // for std::uint64_t
#include <type_traits>  // for std::is_same_v

#if defined(__GNUC__) && (defined(__AVX512F__) || defined(__AVX2__))
#include <immintrin.h>
#elif defined(__GNUC__) && defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <probation/engine/isa_begin.hpp>

namespace probation::lanes::inline PROBATION_ISA {

/// Says that what is at an address will be needed soon.
PROBATION_INLINE void expect(const double* at) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(at, 1);
#else
  static_cast<void>(at);
#endif
}

/// A double and its bits as the type of one lane.
template <class F>
struct kin {
  using bits = std::uint64_t;
  using mask = bool;
};

[[nodiscard]] PROBATION_INLINE constexpr double select(bool m, double a, double b) noexcept { return m ? a : b; }
[[nodiscard]] PROBATION_INLINE constexpr bool any(bool m) noexcept { return m; }
[[nodiscard]] PROBATION_INLINE constexpr std::uint32_t bits_of(bool m) noexcept { return m ? 1 : 0; }
[[nodiscard]] PROBATION_INLINE constexpr std::uint64_t bits(double x) noexcept {
  return std::bit_cast<std::uint64_t>(x);
}
[[nodiscard]] PROBATION_INLINE constexpr std::uint64_t bits(bool m) noexcept { return m ? ~std::uint64_t{0} : 0; }
[[nodiscard]] PROBATION_INLINE constexpr double from_bits(std::uint64_t b) noexcept { return std::bit_cast<double>(b); }
[[nodiscard]] PROBATION_INLINE double root(double x) noexcept { return std::sqrt(x); }

#if defined(PROBATION_LANE_BYTES)

inline constexpr std::size_t width = PROBATION_LANE_BYTES / sizeof(double);
using f64 = double __attribute__((vector_size(PROBATION_LANE_BYTES)));
using u64 = std::uint64_t __attribute__((vector_size(PROBATION_LANE_BYTES)));
using mask = decltype(f64{} < f64{});  ///< all bits of a lane, or none

template <>
struct kin<f64> {
  using bits = u64;
  using mask = probation::lanes::mask;
};

[[nodiscard]] PROBATION_INLINE f64 load(const double* from) noexcept {
  f64 x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}
PROBATION_INLINE void store(double* to, f64 x) noexcept { __builtin_memcpy(to, &x, sizeof x); }
[[nodiscard]] PROBATION_INLINE u64 load_bits(const std::uint64_t* from) noexcept {
  u64 x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}
PROBATION_INLINE void store_bits(std::uint64_t* to, u64 x) noexcept { __builtin_memcpy(to, &x, sizeof x); }
[[nodiscard]] PROBATION_INLINE f64 select(mask m, f64 a, f64 b) noexcept { return m ? a : b; }
// Between vectors of the same size a cast keeps the bits and points at nothing.
// NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
[[nodiscard]] PROBATION_INLINE u64 bits(f64 x) noexcept { return reinterpret_cast<u64>(x); }
[[nodiscard]] PROBATION_INLINE u64 bits(mask m) noexcept { return reinterpret_cast<u64>(m); }
[[nodiscard]] PROBATION_INLINE f64 from_bits(u64 b) noexcept { return reinterpret_cast<f64>(b); }

[[nodiscard]] PROBATION_INLINE bool any(mask m) noexcept {
#if PROBATION_LANE_BYTES == 64
  return _mm512_movepi64_mask(reinterpret_cast<__m512i>(m)) != 0;
#elif PROBATION_LANE_BYTES == 32
  return _mm256_movemask_pd(reinterpret_cast<__m256d>(m)) != 0;
#elif defined(__SSE2__)
  return _mm_movemask_pd(reinterpret_cast<__m128d>(m)) != 0;
#else
  return (m[0] | m[1]) != 0;
#endif
}

/// A bit for each lane, the first lowest.
[[nodiscard]] PROBATION_INLINE std::uint32_t bits_of(mask m) noexcept {
#if PROBATION_LANE_BYTES == 64
  return _mm512_movepi64_mask(reinterpret_cast<__m512i>(m));
#elif PROBATION_LANE_BYTES == 32
  return static_cast<std::uint32_t>(_mm256_movemask_pd(reinterpret_cast<__m256d>(m)));
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_pd(reinterpret_cast<__m128d>(m)));
#else
  return (m[0] != 0 ? 1U : 0U) + (m[1] != 0 ? 2U : 0U);
#endif
}

[[nodiscard]] PROBATION_INLINE f64 root(f64 x) noexcept {
#if PROBATION_LANE_BYTES == 64
  return reinterpret_cast<f64>(_mm512_maskz_sqrt_pd(0xFF, reinterpret_cast<__m512d>(x)));
#elif PROBATION_LANE_BYTES == 32
  return reinterpret_cast<f64>(_mm256_sqrt_pd(reinterpret_cast<__m256d>(x)));
#elif defined(__SSE2__)
  return reinterpret_cast<f64>(_mm_sqrt_pd(reinterpret_cast<__m128d>(x)));
#else
  return f64{std::sqrt(x[0]), std::sqrt(x[1])};
#endif
}

/// The product of the low 32 bits of each lane. (With AVX-512 in the form that sets every lane: g++ 12 warns of the
/// plain one, whose header reads a variable that it leaves uninitialised.)
[[nodiscard]] PROBATION_INLINE u64 product_of_low(u64 a, u64 b) noexcept {
#if PROBATION_LANE_BYTES == 64
  return reinterpret_cast<u64>(
      _mm512_maskz_mul_epu32(0xFF, reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
#elif PROBATION_LANE_BYTES == 32
  return reinterpret_cast<u64>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
#elif defined(__SSE2__)
  return reinterpret_cast<u64>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
  constexpr std::uint64_t low = 0xFFFFFFFFU;
  return (a & low) * (b & low);
#endif
}

/// Lanes of two low halves: that of `low`, and above it that of `high`.
[[nodiscard]] PROBATION_INLINE u64 joined(u64 low, u64 high) noexcept {
#if PROBATION_LANE_BYTES == 32
  return reinterpret_cast<u64>(
      _mm256_blend_epi32(reinterpret_cast<__m256i>(low), reinterpret_cast<__m256i>(high << 32), 0xAA));
#else
  return (high << 32) | (low & std::uint64_t{0xFFFFFFFFU});
#endif
}
// NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)

/// The low halves of the lanes.
PROBATION_INLINE void store_low(std::uint32_t* to, u64 x) noexcept {
  using halves = std::uint32_t __attribute__((vector_size(PROBATION_LANE_BYTES / 2)));
  const halves low = __builtin_convertvector(x, halves);
  __builtin_memcpy(to, &low, sizeof low);
}

/// `first`, `first` + 1, …
[[nodiscard]] PROBATION_INLINE u64 count_up(std::uint64_t first) noexcept {
  u64 out{};
  PROBATION_UNROLL
  for (std::size_t i = 0; i < width; ++i) out[i] = first + i;
  return out;
}

#else

inline constexpr std::size_t width = 1;
using f64 = double;
using u64 = std::uint64_t;
using mask = bool;

[[nodiscard]] inline double load(const double* from) noexcept { return *from; }
inline void store(double* to, double x) noexcept { *to = x; }
[[nodiscard]] inline std::uint64_t load_bits(const std::uint64_t* from) noexcept { return *from; }
inline void store_bits(std::uint64_t* to, std::uint64_t x) noexcept { *to = x; }
[[nodiscard]] inline std::uint64_t product_of_low(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t low = 0xFFFFFFFFU;
  return (a & low) * (b & low);
}
[[nodiscard]] inline std::uint64_t joined(std::uint64_t low, std::uint64_t high) noexcept {
  return (high << 32) | (low & 0xFFFFFFFFU);
}
inline void store_low(std::uint32_t* to, std::uint64_t x) noexcept { *to = static_cast<std::uint32_t>(x); }
[[nodiscard]] inline std::uint64_t count_up(std::uint64_t first) noexcept { return first; }

#endif

/// As many numbers as F has lanes.
template <class F>
[[nodiscard]] PROBATION_INLINE F load_as(const double* from) noexcept {
  if constexpr (sizeof(F) == sizeof(double)) {
    return *from;
  } else {
    return load(from);
  }
}
template <class F>
PROBATION_INLINE void store_as(double* to, F x) noexcept {
  if constexpr (sizeof(F) == sizeof(double)) {
    *to = x;
  } else {
    store(to, x);
  }
}

/// A number in every lane.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F all(double x) noexcept {
  return F{} + x;
}

template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F size_of(F x) noexcept {
  return from_bits(bits(x) & 0x7FFFFFFFFFFFFFFFU);
}
/// How many replicates a number or a vector of numbers holds.
template <class F>
inline constexpr std::size_t width_of = std::is_same_v<F, double> ? 1 : width;

template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F smaller(F a, F b) noexcept {
  return select(b < a, b, a);
}
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F larger(F a, F b) noexcept {
  return select(a < b, b, a);
}

/// The greatest whole number of at most x.
template <class F>
[[nodiscard]] PROBATION_INLINE constexpr F floor(F x) noexcept {
  const F size = size_of(x);
  const F rounded = (size + 0x1p52) - 0x1p52;
  const F nearest = select(x < 0.0, -rounded, rounded);
  const F down = select(nearest > x, nearest - 1.0, nearest);
  return select(size < 0x1p52, down, x);  // beyond, every number is whole
}

}  // namespace probation::lanes::inline PROBATION_ISA

#include <probation/engine/isa_end.hpp>
