// Names of the instruction set that the compiler's flags allow, for the headers that depend on it. Each includes this
// after its other includes and `isa_end.hpp` at its end, so that no macro reaches who includes them. Not for others.
//
// No include guard: it is meant to be included again.
// NOLINTBEGIN(llvm-header-guard)

// Vectors are the extension that GCC and clang share. Other compilers work on one number at a time.
#if defined(__GNUC__) && defined(__AVX512F__) && defined(__AVX512DQ__)
#define PROBATION_ISA avx512
#define PROBATION_ISA_NAME "avx512"
#define PROBATION_LANE_BYTES 64
#elif defined(__GNUC__) && defined(__AVX2__)
#define PROBATION_ISA avx2
#define PROBATION_ISA_NAME "avx2"
#define PROBATION_LANE_BYTES 32
#elif defined(__GNUC__) && (defined(__SSE2__) || defined(__aarch64__))
#define PROBATION_ISA baseline
#define PROBATION_ISA_NAME "baseline"
#define PROBATION_LANE_BYTES 16
#else
#define PROBATION_ISA baseline
#define PROBATION_ISA_NAME "baseline"
#endif

#if defined(__GNUC__)
#define PROBATION_INLINE [[gnu::always_inline]] inline
#define PROBATION_UNROLL _Pragma("GCC unroll 8")
#else
#define PROBATION_INLINE inline
#define PROBATION_UNROLL
#endif
// NOLINTEND(llvm-header-guard)
