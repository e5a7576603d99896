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
target_compile_definitions(_core PRIVATE PYBIND11_DETAILED_ERROR_MESSAGES)
install(TARGETS _core LIBRARY DESTINATION . COMPONENT python)

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
