"""Compare scenarios."""

from __future__ import annotations

import warnings
from typing import Annotated

import typer

from .._analysis.comparing import compare
from .._display.exporting import LONG, SHOWN, long_as
from .._display.frames import QUANTILES
from .._region.accounting import NoEffectWarning
from .common import (
    MEASURE_HELP,
    AtOption,
    FormatOption,
    MonthsOption,
    OutputOption,
    RegionArgument,
    SeedOption,
    ThreadsOption,
    TimeOption,
    load,
    months_of,
    say_idle,
)
from .outputs import kind_of, put, put_bytes, show

EXAMPLE = 'probation compare example:kss --scenario "as planned" --scenario "vetting halved" --unit "West Kent" --of PO'

KINDS = (*SHOWN, "json", *LONG)


def command(
    region: RegionArgument,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario", metavar="NAME", help="A scenario of the document (may be repeated); all by default."
        ),
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(metavar="MEASURE", help=f"{MEASURE_HELP} Workload by default.")
    ] = None,
    unit: Annotated[str, typer.Option(metavar="UNIT", help='A unit, or "region".')] = "region",
    of: Annotated[str, typer.Option(metavar="OF", help='A grade or backlog, or "all grades".')] = "all grades",
    months: MonthsOption = 24,
    runs: Annotated[
        int, typer.Option(min=0, max=2**32 - 1, metavar="NUMBER", help="Replicates; 0 for expected forecasts.")
    ] = 10_000,
    seed: SeedOption = 1,
    threads: ThreadsOption = None,
    at: AtOption = None,
    no_time: TimeOption = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object: a forecast for each scenario.")] = False,
    output: OutputOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    format: FormatOption = None,
) -> None:
    """Forecast a region under several scenarios and show a measure side by side.

    The document as it is comes first, under the name "as it is". Changes are those of the mean and of the median at the
    end; how far a single run changes is not told by them.

    The table is written to files that end in .txt, .md or .html; the numbers of every month to .json, .csv, .xlsx and
    .parquet.
    """
    kind = kind_of(output, KINDS, json=json)
    shown = months_of(at, months)
    base = load(region, format)
    try:
        wanted = {name: base.scenario(name) for name in (base.scenarios if scenario is None else scenario)}
    except KeyError as error:
        raise typer.BadParameter(error.args[0], param_hint="--scenario") from None
    regions = {"as it is": base, **wanted}
    for each in wanted.values():
        say_idle(each, months)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoEffectWarning)  # it has been said
        made = compare(regions, months=months, runs=runs, seed=seed, threads=threads, progress=not quiet)
    measures = measure or ["workload"]
    try:
        if kind == "json":
            put(made.to_json(measure=measures, unit=unit, of=of, time=not no_time), output, kind=kind)
        elif kind in LONG and output is not None:
            put_bytes(long_as(kind, made, measure=measures, unit=unit, of=of, quantiles=QUANTILES), output)
        else:
            show([made.table(measures, unit=unit, of=of, at=shown)], output, kind, base.name)
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
