"""What the commands share: their arguments, reading regions, and writing results."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import examples
from ..accounting import idle_scenarios, idle_text
from ..limits import Limit
from ..reading import Format, parse, read
from ..writing import write_text

if TYPE_CHECKING:
    from ..region import Region

_LIMIT = re.compile(r"(?P<names>[^<>=]+)(?P<sign><=|>=)\s*(?P<x>[^%\s]+)\s*(?P<percent>%?)\s*")

RegionArgument = Annotated[
    str, typer.Argument(metavar="REGION", help="A TOML or JSON file, - for standard input, or example:NAME.")
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="Format of REGION; by its name or beginning if not given.")
]
ScenarioOption = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="NAME", help="A scenario of the document (may be repeated: all, in this order)."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, wholly or not at all; else to stdout."),
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
MonthsOption = Annotated[int, typer.Option("--months", min=1, max=600, help="Horizon in months.")]


def load(source: str, format: Format | None = None, scenario: list[str] | None = None) -> Region:
    """Read the region that a command was given, under scenarios."""
    if source == "-":
        region = parse(sys.stdin.buffer.read(), name="standard input", format=format)
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
        print(f"warning: {idle_text(idle, months)}", file=sys.stderr)


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


def put(text: str, output: Path | None) -> None:
    """Write a result to a file or to stdout."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None or str(output) == "-":
        sys.stdout.write(text)
    else:
        write_text(output, text)
