"""Lines covered by area, as a table: from gcovr's and coverage.py's JSON in build/coverage."""

from __future__ import annotations

import json
import sys
from pathlib import Path

BUILD = Path(__file__).parents[1] / "build" / "coverage"
AREAS = {
    "headers": "include/",
    "reading and writing": "src/io/",
    "kernels": "src/kernels/",
    "bindings": "src/bindings/",
}


def main() -> int:
    """Print the table and, below it, the files with the lowest coverage."""
    files: list[tuple[str, int, int]] = []
    for entry in json.loads((BUILD / "cpp.json").read_text(encoding="utf-8"))["files"]:
        files.append((entry["filename"], entry["line_covered"], entry["line_total"]))
    for name, entry in json.loads((BUILD / "python.json").read_text(encoding="utf-8"))["files"].items():
        files.append((name, entry["summary"]["covered_lines"], entry["summary"]["num_statements"]))
    print("| area | lines | covered | % |\n|---|---:|---:|---:|")
    for area, start in [*AREAS.items(), ("Python", "python/"), ("all", "")]:
        covered = sum(c for name, c, _ in files if name.startswith(start))
        total = sum(t for name, _, t in files if name.startswith(start))
        print(f"| {area} | {total:,} | {covered:,} | {100 * covered / max(total, 1):.1f} |")
    lowest = sorted((c / t, name, t - c) for name, c, t in files if t > c)[:15]
    print("\n| file | % | lines not covered |\n|---|---:|---:|")
    for share, name, missing in lowest:
        print(f"| {name} | {100 * share:.1f} | {missing} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
