"""The version is one: header, CMake, change log and, where it is importable, the Python package."""

import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main() -> int:
    """Print what each place says; 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cmake", help="the version that CMake has read")
    given = parser.parse_args()

    header = (ROOT / "include/probation/version.hpp").read_text(encoding="utf-8")
    said = {"version.hpp": re.search(r'version = "([^"]+)"', header)[1]}
    said["version.hpp, in parts"] = ".".join(
        re.search(rf"version_{part} = (\d+)", header)[1] for part in ("major", "minor", "patch")
    )
    change_log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    said["CHANGELOG.md"] = re.search(r"^## (\d+\.\d+\.\d+)", change_log, re.MULTILINE)[1]
    if given.cmake:
        said["CMake"] = given.cmake
    try:
        import probation
    except ImportError:
        pass
    else:
        said["probation.__version__"] = probation.__version__

    for place, version in said.items():
        print(f"{version}  {place}")
    return len(set(said.values())) != 1


if __name__ == "__main__":
    sys.exit(main())
