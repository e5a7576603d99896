# Headers, probation::io, CMake package and pkg-config file. All of it belongs to the component `probation`.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# With compiled code the package lies in lib/, which is per architecture; headers alone are the same everywhere.
if(TARGET probation_io OR TARGET probation_kernels)
  set(probation_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/probation")
  set(probation_pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
  set(probation_arch "")
  set(probation_pc_libs "-L\${libdir}")
  set(probation_pc_definitions "")
  if(TARGET probation_kernels)
    set(probation_pc_definitions " -DPROBATION_KERNELS")
  endif()
  set(probation_targets probation)
  foreach(_library IN ITEMS probation_io probation_kernels)
    if(TARGET ${_library})
      list(APPEND probation_targets ${_library})
      string(APPEND probation_pc_libs " -l${_library}")
    endif()
  endforeach()
else()
  set(probation_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/probation")
  set(probation_pkgconfig_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
  set(probation_arch ARCH_INDEPENDENT)
  set(probation_pc_libs "")
  set(probation_pc_definitions "")
  set(probation_targets probation)
endif()

install(
  TARGETS ${probation_targets}
  EXPORT probationTargets
  COMPONENT probation
  FILE_SET HEADERS COMPONENT probation
  ARCHIVE COMPONENT probation)
install(
  EXPORT probationTargets
  NAMESPACE probation::
  DESTINATION ${probation_package_dir}
  COMPONENT probation)

configure_package_config_file(
  cmake/probationConfig.cmake.in probationConfig.cmake
  INSTALL_DESTINATION ${probation_package_dir}
  NO_SET_AND_CHECK_MACRO)
# Below 1.0 a minor version may change the interface.
write_basic_package_version_file(probationConfigVersion.cmake COMPATIBILITY SameMinorVersion ${probation_arch})

file(RELATIVE_PATH probation_pc_prefix "/prefix/${probation_pkgconfig_dir}" "/prefix")
string(REGEX REPLACE "/$" "" probation_pc_prefix "${probation_pc_prefix}")
configure_file(cmake/probation.pc.in probation.pc @ONLY)

install(
  FILES "${PROJECT_BINARY_DIR}/probationConfig.cmake" "${PROJECT_BINARY_DIR}/probationConfigVersion.cmake"
        cmake/probationDependencies.cmake
  DESTINATION ${probation_package_dir}
  COMPONENT probation)
install(FILES "${PROJECT_BINARY_DIR}/probation.pc" DESTINATION ${probation_pkgconfig_dir} COMPONENT probation)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/probation COMPONENT probation)
