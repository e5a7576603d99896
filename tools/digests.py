"""Golden digests of forecasts: numbers stay as they are until CHANGELOG.md says that they change.

    python tools/digests.py            compare with tests/python/golden/digests.toml
    python tools/digests.py --write    write the file; refused unless CHANGELOG.md has, under its newest version, a line
                                       "* Numbers: NAME, NAME: why" for each digest that changes

A digest is the SHA-256 of the means, standard deviations and quantiles of every series as 64-bit numbers, with their names.
To begin anew, such as after branches were joined that are no release yet, delete the file and write it.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import probation as pb

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "python" / "golden"
FILE = GOLDEN / "digests.toml"
CHANGELOG = ROOT / "CHANGELOG.md"
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
NEW = "new"

# What is projected, by name: document, scenario, runs. Everything for 18 months from seed 7.
CASES: dict[str, tuple[str, str | None, int]] = {
    "kss": ("example:kss", None, 70),
    "kss, vetting halved": ("example:kss", "vetting halved", 70),
    "kss, expected": ("example:kss", None, 0),
    **{
        name: (f"{name}.toml", None, 200)
        for name in ("staff", "caseload", "tiers", "lists", "programmes", "unpaid-work", "victim-contact")
    },
}


def region_of(case: str) -> pb.Region:
    """Return the region that a digest is of."""
    document, scenario, _ = CASES[case]
    region = pb.examples.kss() if document == "example:kss" else pb.read(GOLDEN / "digests" / document)
    return region if scenario is None else region.scenario(scenario)


def forecast_of(case: str, **options: Any) -> pb.Forecast:
    """Return the forecast that a digest is of; `options` must not change its numbers."""
    return pb.forecast(region_of(case), months=18, runs=CASES[case][2], seed=7, **options)


def digest_of(forecast: pb.Forecast) -> str:
    """Return the digest of every number of a forecast."""
    out = hashlib.sha256()
    for name in forecast.names:
        series = forecast[name]
        out.update("\x1f".join(name).encode() + b"\x1e")
        for numbers in (series.mean, series.sd, *(series.quantile(q) for q in QUANTILES)):
            plain = np.asarray(numbers, dtype="<f8") + 0.0  # one zero …
            out.update(np.where(np.isnan(plain), np.nan, plain).tobytes())  # … and one "not a number"
    return out.hexdigest()


def recorded() -> dict[str, dict[str, str]]:
    """Return what the file has: a digest and the line of the changelog that allowed it, by name."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def lines_of_changelog() -> list[str]:
    """Return the lines about numbers under the newest version, each joined with what continues it."""
    newest = re.split(r"^## ", CHANGELOG.read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    entries = [" ".join(entry.split()) for entry in re.split(r"^\* ", newest, flags=re.MULTILINE)[1:]]
    return [entry for entry in entries if entry.startswith("Numbers: ")]


def allowance(case: str) -> str | None:
    """Return the line of the changelog that names a digest, or None."""
    for line in lines_of_changelog():
        names = line.removeprefix("Numbers: ").partition(": ")[0]
        if f"`{case}`" in names:
            return line
    return None


def write(digests: dict[str, str]) -> list[str]:
    """Write the file; return the names of digests that change and that the changelog does not name."""
    before = recorded()
    refused, lines = [], ["# Written by tools/digests.py --write, which says what is needed for that."]
    for case, digest in digests.items():
        entry = before.get(case)
        because = NEW if entry is None else entry["because"] if entry["digest"] == digest else allowance(case)
        if because is None:
            refused.append(case)
            continue
        lines += ["", f'["{case}"]', f'digest = "{digest}"', f"because = '{because}'"]
    if not refused:
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return refused


def advice(cases: list[str]) -> str:
    """Return what to do about digests that differ."""
    names = ", ".join(f"`{case}`" for case in cases)
    return (
        f"forecasts have other numbers than before: {names}. If that is meant, add a line to the newest version in "
        f'CHANGELOG.md, "* Numbers: {names}: why they change", and run tools/digests.py --write'
    )


def main(arguments: list[str]) -> int:
    """Compare, write, or print the digests."""
    digests = {case: digest_of(forecast_of(case)) for case in CASES}
    if arguments == ["--print"]:
        print("\n".join(digests.values()))
        return 0
    if arguments == ["--write"]:
        different = write(digests)
    elif not arguments:
        known = recorded()
        different = [case for case, digest in digests.items() if known.get(case, {}).get("digest") != digest]
    else:
        print(__doc__, file=sys.stderr)
        return os.EX_USAGE
    if different:
        print(advice(different), file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
