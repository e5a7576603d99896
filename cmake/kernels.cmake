# What probation::kernels is compiled from. Kept by tests/layers/lists.py --write; a test compares it with src/kernels/.
set(PROBATION_KERNEL_SOURCES
  src/kernels/avx2.cpp
  src/kernels/avx512.cpp
  src/kernels/baseline.cpp
  src/kernels/choose.cpp
)
