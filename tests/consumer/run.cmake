# Configures, builds and runs one consumer. Called by ctest with WAY and the settings of the outer build.
set(folder "${BUILD}/consumer/${WAY}")
file(REMOVE_RECURSE "${folder}")
separate_arguments(flags UNIX_COMMAND "${FLAGS}")

if(WAY STREQUAL "pkg_config")
  file(MAKE_DIRECTORY "${folder}")
  file(GLOB_RECURSE pc "${BUILD}/stage/*/probation.pc")
  cmake_path(GET pc PARENT_PATH pc_folder)
  set(ENV{PKG_CONFIG_PATH} "${pc_folder}:$ENV{PKG_CONFIG_PATH}")
  execute_process(
    COMMAND "${PKG_CONFIG}" --cflags --libs "probation >= 0.1"
    OUTPUT_VARIABLE found
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(found UNIX_COMMAND "${found}")
  execute_process(
    COMMAND ${LAUNCHER} "${COMPILER}" ${flags} "${SOURCE}/tests/consumer/main.cpp" -o "${folder}/consumer" ${found}
            COMMAND_ERROR_IS_FATAL ANY)
else()
  execute_process(
    COMMAND
      "${CMAKE_COMMAND}" -S "${SOURCE}/tests/consumer/${WAY}" -B "${folder}" -G "${GENERATOR}"
      "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
      "-DCMAKE_PREFIX_PATH=${BUILD}/stage;${PREFIX_PATH}" "-DPROBATION_SOURCE=${SOURCE}" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${CMAKE_COMMAND}" --build "${folder}" COMMAND_ERROR_IS_FATAL ANY)
endif()

execute_process(COMMAND "${folder}/consumer" "${DOCUMENT}" COMMAND_ERROR_IS_FATAL ANY)
