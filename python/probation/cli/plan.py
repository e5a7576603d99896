"""Show what a region becomes."""

from __future__ import annotations

from typing import Annotated

import typer

from .common import FormatOption, MonthsOption, OutputOption, RegionArgument, ScenarioOption, load
from .outputs import kind_of, put

EXAMPLE = "probation plan region.toml --dot | dot -Tsvg -o plan.svg"


def command(
    region: RegionArgument,
    months: MonthsOption = 24,
    scenario: ScenarioOption = None,
    dot: Annotated[bool, typer.Option("--dot", help="Draw it: Graphviz DOT text.")] = False,
    output: OutputOption = None,
    format: FormatOption = None,
) -> None:
    """Show the stocks, flows and signals that a region becomes.

    Files may end in .txt, or in .dot or .gv for Graphviz.
    """
    kind = kind_of(output, ("txt", "dot"), otherwise="dot" if dot else "txt")
    if dot and kind != "dot":
        message = f"--dot and {output} contradict each other: leave out --dot, or give a name that ends in .dot"
        raise typer.BadParameter(message, param_hint="--output")
    plan = load(region, format, scenario).plan(months)
    put(plan.to_dot() if kind == "dot" else str(plan), output)
