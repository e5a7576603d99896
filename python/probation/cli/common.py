"""What the commands share: their arguments, and reading regions."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import examples
from .._display.months import months_asked
from .._document.reading import MAX_BYTES, Format
from .._region.accounting import idle_scenarios, idle_text
from .._region.files import parse, read
from .._run.limits import Limit
from .ends import no_stream
from .exits import say

if TYPE_CHECKING:
    from .._region.region import Region

_LIMIT = re.compile(r"(?P<names>[^<>=]+)(?P<sign><=|>=)\s*(?P<x>[^%\s]+)\s*(?P<percent>%?)\s*")

RegionArgument = Annotated[
    str, typer.Argument(metavar="REGION", help="A TOML or JSON file, - for standard input, or example:NAME.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", metavar="json|toml", help="Format of REGION; by its name or beginning if not given."),
]
ScenarioOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="NAME", help="A scenario of the document (may be repeated: all, in this order)."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, wholly or not at all, in the format that its name ends in; else to stdout.",
    ),
]
SpillOption = Annotated[
    Path | None,
    typer.Option(
        "--spill", metavar="FILE", help="Write every replicate's numbers to a .parquet or .arrow file (needs pyarrow)."
    ),
]
LimitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="LIMIT",
        help='Follow how long a limit holds, such as "share_past_12_months, *, unpaid work <= 5 %": measure, unit and '
        'grade or backlog, then <= or >= (may be repeated). "workload <= 100 %" is followed without being named.',
    ),
]
MonthsOption = Annotated[
    int, typer.Option("--months", min=1, max=600, metavar="MONTHS", help="Horizon in months, 1 to 600.")
]
SeedOption = Annotated[
    int,
    typer.Option("--seed", min=0, max=2**32 - 1, metavar="NUMBER", help="The same seed gives the same numbers."),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option("--threads", min=1, max=4096, metavar="NUMBER", help="Threads; all of the machine by default."),
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", metavar="MONTHS", help="Months that the table shows, from the start: 0,6,18."),
]
TimeOption = Annotated[
    bool, typer.Option("--no-time", help="Leave the time of making out of JSON, so that its bytes can be repeated.")
]
MEASURE_HELP = "A measure (may be repeated); `probation measures` lists them."
UNIT_HELP = 'A unit; "region" is the whole (may be repeated).'
OF_HELP = 'A grade or backlog; "all grades" is their sum (may be repeated).'


def months_of(at: str | None, horizon: int) -> list[int] | None:
    """Read the months of ``--at``; wrong usage if they are none, or beyond the horizon."""
    if at is None:
        return None
    try:
        return months_asked([int(part) for part in at.replace(",", " ").split()], horizon)
    except ValueError as error:
        message = str(error) if str(error).startswith("at") else f"{at!r} is no list of months such as 0,6,18"
        raise typer.BadParameter(message, param_hint="--at") from None


def load(source: str, format: Format | None = None, scenario: list[str] | None = None) -> Region:
    """Read the region that a command was given, under scenarios."""
    if source == "-":
        if sys.stdin is None:
            msg = "standard input"
            raise no_stream(msg)
        region = parse(sys.stdin.buffer.read(MAX_BYTES + 1), name="standard input", format=format)
    elif source.startswith("example:"):
        try:
            region = read(examples.path(source.removeprefix("example:")))
        except KeyError as error:
            raise typer.BadParameter(error.args[0], param_hint="REGION") from None
    else:
        region = read(source, format=format)
    if not scenario:
        return region
    try:
        return region.scenario(*scenario)
    except KeyError as error:
        raise typer.BadParameter(error.args[0], param_hint="--scenario") from None


def say_idle(region: Region, months: int) -> None:
    """Say on stderr which scenarios change no output of a forecast of so many months."""
    if idle := idle_scenarios(region, months):
        say(f"warning: {idle_text(idle, months)}", 0)


def limits_of(texts: list[str] | None) -> list[Limit]:
    """Read limits as they are written on the command line: "MEASURE, UNIT, OF <= 5 %"."""
    out = []
    for text in texts or ():
        found = _LIMIT.fullmatch(text)
        names = [name.strip() for name in found["names"].split(",")] if found else []
        if found is None or not 1 <= len(names) <= 3 or not all(names):
            message = f'{text!r} is not such as "share_past_12_months, *, unpaid work <= 5 %"'
            raise typer.BadParameter(message, param_hint="--limit")
        try:
            x = float(found["x"]) / (100.0 if found["percent"] else 1.0)
            measure, unit, of = [*names, "*", "*"][:3]
            bound = {"at_most" if found["sign"] == "<=" else "at_least": x}
            out.append(Limit(measure, unit=unit, of=of, **bound))
        except ValueError as error:
            msg = f"{text!r}: {error}"
            raise typer.BadParameter(msg, param_hint="--limit") from None
    return out
