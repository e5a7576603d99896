"""Check a document."""

from __future__ import annotations

from .._util.escaping import visible
from .common import FormatOption, RegionArgument, ScenarioOption, load, say_idle
from .outputs import put

EXAMPLE = "probation validate region.toml"
LONG = 120  # months within which a scenario should change something


def command(region: RegionArgument, scenario: ScenarioOption = None, format: FormatOption = None) -> None:
    """Check a region document and each of its scenarios.

    Says so on stdout if all is well; otherwise every problem is listed on stderr with its path, what was found and what
    is expected, and the exit code is 1. Scenarios that change no output of a forecast of ten years are named on stderr.
    With --scenario, only the document under those scenarios is checked.
    """
    valid = load(region, format, scenario)
    for name in [] if scenario else valid.scenarios:
        say_idle(valid.scenario(name), LONG)
    say_idle(valid, LONG)
    put(
        f"{visible(valid.name)}, as of {valid.as_of}: fine. {len(valid.pdus)} PDUs, {len(valid.scenarios)} scenarios",
        None,
    )
