# What a user of probation::probation needs: Boost headers >= 1.81, Eigen >= 3.4 and threads.
# Used by the build and, installed beside probationConfig.cmake, by find_package(probation).
#
# A package's own CMake configuration is preferred. A plain folder of headers does as well: name it in Boost_INCLUDE_DIR
# or EIGEN3_INCLUDE_DIR. PROBATION_HEADER_FOLDERS lists folders to fall back on; the build of the Python package puts
# those of the packages from PyPI there. With PROBATION_SYSTEM_HEADERS=OFF only they count.

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

# Sets `variable` to a folder that holds `header`: where the machine keeps its headers, or one to fall back on.
macro(_probation_find_folder variable header)
  if(PROBATION_SYSTEM_HEADERS)
    find_path(${variable} ${header} PATH_SUFFIXES eigen3)
    mark_as_advanced(${variable})
  endif()
  if(NOT ${variable})
    find_path(${variable} ${header} PATHS ${PROBATION_HEADER_FOLDERS} NO_DEFAULT_PATH NO_CACHE)
  endif()
endmacro()

# --- Boost ------------------------------------------------------------------------------------------------------------
if(NOT TARGET Boost::headers AND PROBATION_SYSTEM_HEADERS)
  find_package(Boost ${PROBATION_BOOST_MINIMUM} CONFIG QUIET)
endif()
if(NOT TARGET Boost::headers)
  _probation_find_folder(Boost_INCLUDE_DIR boost/version.hpp)
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
  _probation_find_folder(EIGEN3_INCLUDE_DIR Eigen/Core)
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
