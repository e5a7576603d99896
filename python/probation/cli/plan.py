"""Show what a region becomes."""

from __future__ import annotations

from typing import Annotated

import typer

from .common import FormatOption, MonthsOption, OutputOption, RegionArgument, ScenarioOption, load, put

EXAMPLE = "probation plan region.toml --dot | dot -Tsvg -o plan.svg"


def command(
    region: RegionArgument,
    months: MonthsOption = 24,
    scenario: ScenarioOption = None,
    dot: Annotated[bool, typer.Option("--dot", help="Draw it: Graphviz DOT text.")] = False,
    output: OutputOption = None,
    format: FormatOption = None,
) -> None:
    """Show the stocks, flows and signals that a region becomes."""
    plan = load(region, format, scenario).plan(months)
    put(plan.to_dot() if dot else str(plan), output)
