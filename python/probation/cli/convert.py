"""Turn a document into the other format."""

from __future__ import annotations

from typing import Annotated

import typer

from ..reading import Format, format_of
from ..writing import document_text
from .common import FormatOption, OutputOption, RegionArgument, ScenarioOption, load, put

EXAMPLE = "probation convert region.toml -o region.json"


def command(
    region: RegionArgument,
    to: Annotated[Format | None, typer.Option("--to", help="Format to write; by the name of FILE, else JSON.")] = None,
    scenario: ScenarioOption = None,
    output: OutputOption = None,
    format: FormatOption = None,
) -> None:
    """Turn a region document from TOML into JSON or back.

    With a scenario, its changes are applied. Comments are lost.
    """
    target = to or (output and format_of(output)) or "json"
    document = load(region, format, scenario)
    try:
        text = document_text(document, target)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--to") from error
    put(text, output)
