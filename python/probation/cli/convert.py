"""Turn a document into the other format."""

from __future__ import annotations

from typing import Annotated

import typer

from .._document.reading import Format  # noqa: TC001 (typer reads it)
from .._region.files import document_text
from .common import FormatOption, OutputOption, RegionArgument, ScenarioOption, load
from .outputs import kind_of, put

EXAMPLE = "probation convert region.toml -o region.json"


def command(
    region: RegionArgument,
    to: Annotated[
        Format | None,
        typer.Option("--to", metavar="json|toml", help="Format to write; by the name of FILE, else JSON."),
    ] = None,
    scenario: ScenarioOption = None,
    output: OutputOption = None,
    format: FormatOption = None,
) -> None:
    """Turn a region document from TOML into JSON or back.

    With a scenario, its changes are applied. Comments are lost.
    """
    target: Format = "toml" if kind_of(output, ("json", "toml"), otherwise=to or "json") == "toml" else "json"
    if to is not None and to != target:
        message = f"--to {to} and {output} contradict each other: leave out --to, or give a name that ends in .{to}"
        raise typer.BadParameter(message, param_hint="--to")
    document = load(region, format, scenario)
    try:
        text = document_text(document, target)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--to") from error
    put(text, output, kind=target)
