# The version stands once, in include/probation/version.hpp; sets probation_version.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../include/probation/version.hpp" _line REGEX "std::string_view version = ")
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" probation_version "${_line}")
if(NOT probation_version)
  message(FATAL_ERROR "probation: no version found in include/probation/version.hpp")
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_CURRENT_LIST_DIR}/../include/probation/version.hpp")
