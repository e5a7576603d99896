"""Compare the lists of files in cmake/ with the folders they describe; --write brings them up to date."""

import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# list file: (variable, folder, suffix, what it is for)
LISTS = {
    "cmake/headers.cmake": ("PROBATION_HEADERS", "include", ".hpp", "Every public header, installed and verified."),
    "cmake/io.cmake": ("PROBATION_IO_SOURCES", "src/io", ".cpp", "What probation::io is compiled from."),
    "cmake/kernels.cmake": (
        "PROBATION_KERNEL_SOURCES",
        "src/kernels",
        ".cpp",
        "What probation::kernels is compiled from.",
    ),
    "cmake/bindings.cmake": ("PROBATION_BINDING_SOURCES", "src/bindings", ".cpp", "The Python module."),
}


def listing(variable: str, folder: str, suffix: str, purpose: str) -> str:
    """The text that the list file should have."""
    files = sorted((p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob(f"*{suffix}")), key=str.casefold)
    lines = [
        f"# {purpose} Kept by tests/layers/lists.py --write; a test compares it with {folder}/.",
        f"set({variable}",
    ]
    return "\n".join([*lines, *(f"  {name}" for name in files)]) + "\n)\n"


def main() -> int:
    """Check or write every list; 1 if one is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the lists up to date")
    write = parser.parse_args().write
    stale = 0
    for name, entry in LISTS.items():
        path, wanted = ROOT / name, listing(*entry)
        have = path.read_text(encoding="utf-8") if path.exists() else ""
        if have == wanted:
            continue
        if write:
            path.write_text(wanted, encoding="utf-8")
            print(f"wrote {name}")
            continue
        stale = 1
        print(f"{name} is out of date (tests/layers/lists.py --write):")
        for sign, left, right in (("missing", wanted, have), ("gone", have, wanted)):
            print(
                "".join(f"  {sign}: {line.strip()}\n" for line in left.splitlines() if line not in right.splitlines())
            )
    return stale


if __name__ == "__main__":
    sys.exit(main())
