# The Python package can be built on a machine without Boost and Eigen: pip then brings libboost-headers and cmeel-eigen.
# Where they have been unpacked only Python knows, for it differs between pip, build and a virtual environment.
find_package(Python 3.11 REQUIRED COMPONENTS Interpreter Development.Module)
set(_script [[
from importlib.metadata import PackageNotFoundError, distribution
for package, folder in ("libboost-headers", "libboost_headers/include"), ("cmeel-eigen", "cmeel.prefix/include/eigen3"):
    try:
        print(distribution(package).locate_file(folder).as_posix())
    except PackageNotFoundError:
        pass
]])
execute_process(
  COMMAND "${Python_EXECUTABLE}" -c "${_script}"
  OUTPUT_VARIABLE PROBATION_HEADER_FOLDERS
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" PROBATION_HEADER_FOLDERS "${PROBATION_HEADER_FOLDERS}")
