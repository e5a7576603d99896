"""Check a document."""

from __future__ import annotations

from .common import FormatOption, RegionArgument, load
from .outputs import put

EXAMPLE = "probation validate region.toml"


def command(region: RegionArgument, format: FormatOption = None) -> None:
    """Check a region document and each of its scenarios.

    Says so on stdout if all is well; otherwise every problem is listed on stderr with its path, what was found and what
    is expected, and the exit code is 1.
    """
    valid = load(region, format)
    put(f"{valid.name}, as of {valid.as_of}: fine. {len(valid.pdus)} PDUs, {len(valid.scenarios)} scenarios", None)
