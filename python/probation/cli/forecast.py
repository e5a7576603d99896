"""Project a region."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .._core import DocumentError, ForecastError
from ..accounting import NoEffectWarning
from ..arguments import MOST_RUNS, whole
from ..projecting import forecast as run
from .common import (
    FormatOption,
    LimitOption,
    MonthsOption,
    OutputOption,
    RegionArgument,
    ScenarioOption,
    SpillOption,
    limits_of,
    load,
    put,
    say_idle,
)

if TYPE_CHECKING:
    from ..forecasting import Forecast

EXAMPLE = 'probation forecast example:kss --months 24 --scenario "vetting halved"'

NamesOption = list[str] | None


def runs_of(text: str) -> int | Literal["auto"]:
    """Read a number of runs, or "auto"."""
    if text == "auto":
        return "auto"
    try:
        return whole("--runs", int(text), 0, MOST_RUNS)
    except ValueError:
        message = f'{text!r} is neither a whole number up to {MOST_RUNS} nor "auto"'
        raise typer.BadParameter(message) from None


def command(
    region: RegionArgument,
    months: MonthsOption = 24,
    runs: Annotated[
        Any,
        typer.Option(
            parser=runs_of,
            metavar="INTEGER|auto",
            help="Replicates; 0 for the expected forecast; auto for as many as an error of half a point of workload needs.",
        ),
    ] = "10000",
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="The same seed gives the same forecast.")] = 1,
    scenario: ScenarioOption = None,
    spill: SpillOption = None,
    threads: Annotated[
        int | None, typer.Option(min=1, max=4096, help="Threads; all of the machine by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
    output: OutputOption = None,
    measure: Annotated[NamesOption, typer.Option(help="Only this measure (may be repeated).")] = None,
    unit: Annotated[NamesOption, typer.Option(help='Only this unit; "*" is the region (may be repeated).')] = None,
    of: Annotated[
        NamesOption, typer.Option(help='Only this grade or backlog; "*" is all grades (may be repeated).')
    ] = None,
    limit: LimitOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    format: FormatOption = None,
) -> None:
    """Project a region.

    Shows workload, vacancies, cases per officer and how many wait in each backlog, now and in 6, 12 and 24 months: median
    and 80 % interval, the first month in which workload is at most 100 % with probability 0.9, and the
    month from which it stays so to the horizon.
    """
    document = load(region, format, scenario)
    try:
        say_idle(document, months)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NoEffectWarning)  # it has been said
            result = run(
                document,
                months=months,
                runs=runs,
                seed=seed,
                threads=threads,
                progress=not quiet,
                limits=limits_of(limit),
                keep=None if spill is None else "paths",
                spill=spill,
            )
    except (DocumentError, ForecastError):
        raise
    except ValueError as error:  # arguments that do not go together
        raise typer.BadParameter(str(error)) from None
    try:
        if json:
            put(result.to_json(measure=measure, unit=unit, of=of), output)
        else:
            show(result, output, measure=measure, unit=unit, of=of)
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None


def show(result: Forecast, output: OutputOption, *, measure: NamesOption, unit: NamesOption, of: NamesOption) -> None:
    """Print the table, drawn for a terminal and plain elsewhere."""
    table = result.table(measure, unit=unit, of=of)
    if output is None and sys.stdout.isatty():
        from rich.console import Console

        Console().print(table)
    else:
        put(str(table), output)
