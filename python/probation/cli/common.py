"""What the commands share: their arguments, reading regions, and writing results."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import examples
from ..accounting import idle_scenarios, idle_text
from ..reading import Format, parse, read
from ..writing import write_text

if TYPE_CHECKING:
    from ..region import Region

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


def put(text: str, output: Path | None) -> None:
    """Write a result to a file or to stdout."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None or str(output) == "-":
        sys.stdout.write(text)
    else:
        write_text(output, text)
