// The end of what `isa_begin.hpp` begins. No include guard: it is meant to be included again.

#undef PROBATION_ISA
#undef PROBATION_ISA_NAME
#undef PROBATION_LANE_BYTES
#undef PROBATION_INLINE
#undef PROBATION_UNROLL
