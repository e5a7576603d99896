# What helps whoever works on probation itself and would only annoy a project that contains it.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

find_program(PROBATION_CCACHE ccache)
mark_as_advanced(PROBATION_CCACHE)
if(PROBATION_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PROBATION_CCACHE}")
endif()

if(PROBATION_TIDY)
  find_program(PROBATION_CLANG_TIDY NAMES clang-tidy-19 clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY "${PROBATION_CLANG_TIDY}" --quiet)
endif()
