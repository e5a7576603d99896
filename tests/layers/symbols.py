"""Check that what is compiled for an instruction set can replace nothing that is compiled without it.

Of an inline function that several units hold the linker keeps one copy, whichever it meets first. So a unit that is compiled
for AVX2 may hold only such functions whose names say so: those of the namespace of its instruction set.
"""

import re
import subprocess
import sys

WEAK = re.compile(r"^[0-9a-f]* +[WVu] (?P<name>.*)$")


def foreign(listing: str) -> list[str]:
    """Weak symbols of the units of an archive (as `nm -C` lists them) that do not belong to the unit's instruction set."""
    found, unit = [], ""
    for line in listing.splitlines():
        header = re.match(r"^(\w+)\.cpp\.o(?:bj)?:$", line)
        if header:
            unit = header[1]
        weak = WEAK.match(line)
        if weak and unit.startswith("avx") and f"::{unit}::" not in weak["name"] and "DW.ref." not in weak["name"]:
            found.append(f"{unit}: {weak['name']}")
    return found


def main(nm: str, archive: str) -> int:
    """1 if a unit holds what it should not."""
    listing = subprocess.run([nm, "-C", "--defined-only", archive], capture_output=True, text=True, check=True).stdout
    if "row_functions" not in listing and "rows" not in listing:
        print(f"{archive}: no row functions in it")
        return 1
    found = foreign(listing)
    print("\n".join(found) or "symbols: every instruction set keeps to itself")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
