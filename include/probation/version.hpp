// The version of the library. The build, the Python package and the change log all take it from here.
#pragma once

#include <string_view>  // for std::string_view

namespace probation {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

/// "major.minor.patch", as `probation.__version__` in Python.
inline constexpr std::string_view version = "0.1.0";

}  // namespace probation
