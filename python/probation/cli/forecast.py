"""Project a region."""

from __future__ import annotations

import warnings
from typing import Annotated, Any, Literal

import typer

from .._core import DocumentError, ForecastError
from .._display.exporting import LONG, SHOWN, long_as
from .._display.frames import QUANTILES
from .._forecast.projecting import forecast as run
from .._region.accounting import NoEffectWarning
from .._util.arguments import MAX_RUNS, checked_int
from .common import (
    MEASURE_HELP,
    OF_HELP,
    UNIT_HELP,
    AtOption,
    FormatOption,
    LimitOption,
    MonthsOption,
    OutputOption,
    RegionArgument,
    ScenarioOption,
    SeedOption,
    SpillOption,
    ThreadsOption,
    TimeOption,
    limits_of,
    load,
    months_of,
    say_idle,
)
from .outputs import kind_of, put, put_bytes, show

EXAMPLE = 'probation forecast example:kss --months 24 --scenario "vetting halved"'

KINDS = (*SHOWN, "json", *LONG)

NamesOption = list[str] | None


def runs_of(text: str) -> int | Literal["auto"]:
    """Read a number of runs, or "auto"."""
    if text == "auto":
        return "auto"
    try:
        return checked_int("--runs", int(text), 0, MAX_RUNS)
    except ValueError:
        message = f'{text!r} is neither a whole number up to {MAX_RUNS} nor "auto"'
        raise typer.BadParameter(message) from None


def command(
    region: RegionArgument,
    months: MonthsOption = 24,
    runs: Annotated[
        Any,
        typer.Option(
            parser=runs_of,
            metavar="NUMBER|auto",
            help="Replicates; 0 for the expected forecast; auto for as many as an error of half a point of workload needs.",
        ),
    ] = "10000",
    seed: SeedOption = 1,
    scenario: ScenarioOption = None,
    spill: SpillOption = None,
    threads: ThreadsOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
    output: OutputOption = None,
    measure: Annotated[NamesOption, typer.Option(metavar="MEASURE", help=MEASURE_HELP)] = None,
    unit: Annotated[NamesOption, typer.Option(metavar="UNIT", help=UNIT_HELP)] = None,
    of: Annotated[NamesOption, typer.Option(metavar="OF", help=OF_HELP)] = None,
    at: AtOption = None,
    no_time: TimeOption = False,
    limit: LimitOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    format: FormatOption = None,
) -> None:
    """Project a region: workload, vacancies, cases per officer and backlogs, month by month.

    Shows them now, at the end of the horizon and between: median and 80 % interval, and the first month in which
    workload is at most 100 % with probability 0.9, and the month from which it stays so to the horizon.

    The table is written to files that end in .txt, .md or .html; the numbers of every month to .json, .csv, .xlsx and
    .parquet.
    """
    kind = kind_of(output, KINDS, json=json)
    shown = months_of(at, months)
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
        if kind == "json":
            put(result.to_json(measure=measure, unit=unit, of=of, time=not no_time), output, kind=kind)
        elif kind in LONG and output is not None:
            put_bytes(long_as(kind, result, measure=measure, unit=unit, of=of, quantiles=QUANTILES), output)
        else:
            table = result.table(measure, unit=unit, of=of, at=shown)
            show([table], output, kind, result.provenance["region"])
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
