"""Compare scenarios."""

from __future__ import annotations

import json as text_of_json
import sys
import warnings
from typing import Annotated

import typer

from ..accounting import NoEffectWarning
from ..comparing import compare
from .common import FormatOption, MonthsOption, OutputOption, RegionArgument, load, put, say_idle

EXAMPLE = 'probation compare example:kss --scenario "as planned" --scenario "vetting halved" --unit "West Kent" --of PO'


def command(
    region: RegionArgument,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario", metavar="NAME", help="A scenario of the document (may be repeated); all by default."
        ),
    ] = None,
    measure: Annotated[list[str] | None, typer.Option(help="A measure (may be repeated); workload by default.")] = None,
    unit: Annotated[str, typer.Option(help='Unit; "*" is the region.')] = "*",
    of: Annotated[str, typer.Option(help='Grade or backlog; "*" is all grades.')] = "*",
    months: MonthsOption = 24,
    runs: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Replicates; 0 for expected forecasts.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="The same seed gives the same forecasts.")] = 1,
    threads: Annotated[
        int | None, typer.Option(min=1, max=4096, help="Threads; all of the machine by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object: a forecast for each scenario.")] = False,
    output: OutputOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    format: FormatOption = None,
) -> None:
    """Forecast a region under several scenarios and show a measure side by side.

    The document as it is comes first, under the name "as it is"; the change is that of the mean in the last month shown.
    """
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
        if json:
            tree = {
                name: text_of_json.loads(each.to_json(measure=measures, unit=unit, of=of))
                for name, each in made.items()
            }
            put(text_of_json.dumps({"schema": 1, "scenarios": tree}, ensure_ascii=False, allow_nan=False), output)
            return
        table = made.table(measures, unit=unit, of=of)
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    if output is None and sys.stdout.isatty():
        from rich.console import Console

        Console().print(table)
    else:
        put(str(table), output)
