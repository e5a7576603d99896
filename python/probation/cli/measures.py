"""List the measures."""

from __future__ import annotations

from typing import Annotated

import typer

from .._display.measuring import measures
from .common import OutputOption  # noqa: TC001 (typer reads it)
from .outputs import kind_of, put, show

EXAMPLE = "probation measures"


def command(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
    output: OutputOption = None,
) -> None:
    """List the measures that a forecast can have, with units and which way is better.

    Both the name and the title of a measure are accepted by --measure. Files may end in .txt, .md, .html or .json.
    """
    kind = kind_of(output, ("txt", "md", "html", "json"), json=json)
    if kind == "json":
        put(measures().to_json(), output, kind=kind)
    else:
        show([measures()], output, kind, "Measures")
