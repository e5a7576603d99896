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

# A file that is in a folder and not in the list of it shows up late, as a missing symbol or header.
foreach(_pair "headers:PROBATION_HEADERS:include/*.hpp" "io:PROBATION_IO_SOURCES:src/io/*.cpp"
              "bindings:PROBATION_BINDING_SOURCES:src/bindings/*.cpp")
  string(REPLACE ":" ";" _pair "${_pair}")
  list(POP_FRONT _pair _list _variable _pattern)
  include(cmake/${_list}.cmake)
  file(GLOB_RECURSE _files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${_pattern}")
  list(REMOVE_ITEM _files ${${_variable}})
  if(_files)
    message(WARNING "cmake/${_list}.cmake lacks ${_files}: run `make lists`")
  endif()
endforeach()
