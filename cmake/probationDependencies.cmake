# What a user of probation::probation needs: Boost headers >= 1.81, Eigen >= 3.4 and threads.
# Used by the build and, installed beside probationConfig.cmake, by find_package(probation).
#
# A package's own CMake configuration is preferred. Plain folders of headers do as well: a Boost unpacked by hand and
# the header packages of PyPI (libboost-headers, cmeel-eigen) come without one that CMake would find.
# Point at them with Boost_INCLUDE_DIR and EIGEN3_INCLUDE_DIR, or put their parent on CMAKE_PREFIX_PATH.
# PROBATION_SYSTEM_HEADERS=OFF ignores what the machine has, to show that the PyPI packages are enough.

set(PROBATION_BOOST_MINIMUM 1.81)
set(PROBATION_EIGEN_MINIMUM 3.4)
if(NOT DEFINED PROBATION_SYSTEM_HEADERS)
  set(PROBATION_SYSTEM_HEADERS ON)
endif()

# Sets `result` to the value of a `#define name value` line of `file`.
function(_probation_read_define file name result)
  file(STRINGS "${file}" line REGEX "^#define +${name} ")
  string(REGEX MATCH "[0-9]+" value "${line}")
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# Looks for a folder holding `header`: first where the machine keeps its headers, then in `suffix` below each prefix.
macro(_probation_find_folder variable header suffix)
  if(PROBATION_SYSTEM_HEADERS)
    find_path(${variable} ${header} PATH_SUFFIXES eigen3)
  endif()
  set(_probation_hints "")
  foreach(_probation_prefix IN LISTS CMAKE_PREFIX_PATH)
    list(APPEND _probation_hints "${_probation_prefix}/${suffix}" "${_probation_prefix}/../../../${suffix}")
  endforeach()
  find_path(${variable} ${header} PATHS ${_probation_hints} NO_DEFAULT_PATH)
  mark_as_advanced(${variable})
endmacro()

# --- Boost ------------------------------------------------------------------------------------------------------------
if(NOT TARGET Boost::headers AND PROBATION_SYSTEM_HEADERS)
  find_package(Boost ${PROBATION_BOOST_MINIMUM} CONFIG QUIET)
endif()
if(NOT TARGET Boost::headers)
  _probation_find_folder(Boost_INCLUDE_DIR boost/version.hpp libboost_headers/include)
  if(Boost_INCLUDE_DIR)
    _probation_read_define("${Boost_INCLUDE_DIR}/boost/version.hpp" BOOST_VERSION _probation_number)
    math(EXPR _probation_major "${_probation_number} / 100000")
    math(EXPR _probation_minor "${_probation_number} / 100 % 1000")
    math(EXPR _probation_patch "${_probation_number} % 100")
    set(Boost_VERSION "${_probation_major}.${_probation_minor}.${_probation_patch}")
    if(Boost_VERSION VERSION_GREATER_EQUAL PROBATION_BOOST_MINIMUM)
      add_library(Boost::headers INTERFACE IMPORTED)
      target_include_directories(Boost::headers INTERFACE "${Boost_INCLUDE_DIR}")
    endif()
  endif()
endif()

# --- Eigen ------------------------------------------------------------------------------------------------------------
if(NOT TARGET Eigen3::Eigen AND PROBATION_SYSTEM_HEADERS)
  find_package(Eigen3 ${PROBATION_EIGEN_MINIMUM}...5 CONFIG QUIET)
endif()
if(NOT TARGET Eigen3::Eigen)
  _probation_find_folder(EIGEN3_INCLUDE_DIR Eigen/Core cmeel.prefix/include/eigen3)
  if(EIGEN3_INCLUDE_DIR)
    add_library(Eigen3::Eigen INTERFACE IMPORTED)
    target_include_directories(Eigen3::Eigen INTERFACE "${EIGEN3_INCLUDE_DIR}")
  endif()
endif()

# --- Threads ----------------------------------------------------------------------------------------------------------
find_package(Threads QUIET)

set(_probation_missing "")
if(NOT TARGET Boost::headers)
  list(APPEND _probation_missing "Boost headers >= ${PROBATION_BOOST_MINIMUM}")
endif()
if(NOT TARGET Eigen3::Eigen)
  list(APPEND _probation_missing "Eigen >= ${PROBATION_EIGEN_MINIMUM}")
endif()
if(NOT TARGET Threads::Threads)
  list(APPEND _probation_missing "a thread library")
endif()
