"""Print the schema of documents."""

from __future__ import annotations

import json

from .._document.reading import schema
from .common import OutputOption  # noqa: TC001 (typer reads it)
from .outputs import kind_of, put

EXAMPLE = "probation schema -o region.schema.json"


def command(output: OutputOption = None) -> None:
    """Print the JSON Schema of region documents, for editors and validators."""
    kind = kind_of(output, ("json",), otherwise="json")
    put(json.dumps(schema(), indent=2, ensure_ascii=False), output, kind=kind)
