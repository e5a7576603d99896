# The Python module probation._core. In a wheel it is installed into the package; in a working copy the package is put
# together in <build>/site, with links to the Python sources, so that pytest runs without installing anything.
set(PYBIND11_FINDPYTHON ON)
find_package(pybind11 3 CONFIG QUIET)
if(NOT pybind11_FOUND)
  execute_process(
    COMMAND "${Python_EXECUTABLE}" -m pybind11 --cmakedir
    OUTPUT_VARIABLE pybind11_DIR
    OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET)
  find_package(pybind11 3 CONFIG REQUIRED)
endif()

# Sets `result` to the version of Eigen's headers.
function(_probation_read_eigen_version result)
  get_target_property(_folders Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
  find_file(_macros NAMES Eigen/src/Core/util/Macros.h PATHS ${_folders} NO_DEFAULT_PATH NO_CACHE)
  set(_version "")
  foreach(_part IN ITEMS WORLD MAJOR MINOR)
    _probation_read_define("${_macros}" EIGEN_${_part}_VERSION _number)
    string(APPEND _version ".${_number}")
  endforeach()
  string(SUBSTRING "${_version}" 1 -1 _version)
  set(${result} "${_version}" PARENT_SCOPE)
endfunction()

include(cmake/bindings.cmake)
# Without link-time optimisation: the kernel lies in one unit, so it would only take time.
pybind11_add_module(_core NO_EXTRAS ${PROBATION_BINDING_SOURCES})
target_link_libraries(_core PRIVATE probation::probation probation::io)
if(TARGET probation::kernels)
  target_link_libraries(_core PRIVATE probation::kernels)
endif()
# What only hands values out need not be fast, and compiles in less time so. Not for units that compute: the linker may take
# their inline functions from any of them.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND CMAKE_BUILD_TYPE STREQUAL "Release")
  # What -O3 is worth it for is in the kernels, but for the draws of pb.random.
  target_compile_options(_core PRIVATE -O2)
  set_source_files_properties(src/bindings/bind_engine.cpp PROPERTIES COMPILE_OPTIONS -O3)
  set_source_files_properties(
    src/bindings/bind_backlogs.cpp src/bindings/bind_base.cpp src/bindings/bind_io.cpp src/bindings/bind_organisation.cpp
    src/bindings/bind_ratings.cpp src/bindings/bind_samples.cpp PROPERTIES COMPILE_OPTIONS -O1)
endif()
# What hostile input could turn a mistake of ours into is checked at run time. Not in the kernels, which see no input and
# whose speed counts; not under sanitizers, which check more and would miss what is checked before.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize" AND NOT WIN32)
  include(CheckCXXCompilerFlag)
  include(CheckLinkerFlag)
  check_cxx_compiler_flag(-fstack-protector-strong PROBATION_HAS_STACK_PROTECTOR)
  check_linker_flag(CXX "LINKER:-z,relro,-z,now" PROBATION_HAS_RELRO)
  foreach(_target IN ITEMS _core probation_io)
    if(PROBATION_HAS_STACK_PROTECTOR)
      target_compile_options(${_target} PRIVATE -fstack-protector-strong)
    endif()
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
      target_compile_options(${_target} PRIVATE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    endif()
  endforeach()
  if(PROBATION_HAS_RELRO)
    target_link_options(_core PRIVATE "LINKER:-z,relro,-z,now")
  endif()
endif()
target_compile_definitions(_core PRIVATE PYBIND11_DETAILED_ERROR_MESSAGES)
install(TARGETS _core LIBRARY DESTINATION . COMPONENT python)
# The bill of materials of a wheel (PEP 770): what other people wrote and is compiled in.
if(DEFINED SKBUILD_METADATA_DIR)
  _probation_read_eigen_version(_eigen_version)
  configure_file(cmake/sbom.cdx.json.in probation.cdx.json @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/probation.cdx.json" DESTINATION "${SKBUILD_METADATA_DIR}/sboms" COMPONENT python)
endif()

if(NOT DEFINED SKBUILD)
  set(probation_site "${PROJECT_BINARY_DIR}/site")
  file(MAKE_DIRECTORY "${probation_site}/probation")
  file(GLOB _entries CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/python/probation" python/probation/*)
  list(FILTER _entries EXCLUDE REGEX "__pycache__|\\.so$|\\.pyd$")
  foreach(_entry IN LISTS _entries)
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/python/probation/${_entry}" "${probation_site}/probation/${_entry}"
         COPY_ON_ERROR SYMBOLIC)
  endforeach()
  set_target_properties(_core PROPERTIES LIBRARY_OUTPUT_DIRECTORY "$<1:${probation_site}/probation>")
endif()
