"""Reading region documents: JSON and TOML end in the same reader, with the same rules and messages."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from . import _core
from .region import Region
from .slips import slip

if TYPE_CHECKING:
    import os

Format = Literal["json", "toml"]

_PLACE = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


def read(path: str | os.PathLike[str], *, scenario: str | None = None, format: Format | None = None) -> Region:
    """Read a region document.

    Parameters
    ----------
    path
        A file in JSON (comments allowed) or TOML.
    scenario
        Name of one of its scenarios; None for the document as it stands.
    format
        "json" or "toml"; None to go by the name of the file, or else by its beginning.

    Raises
    ------
    DocumentError
        If it cannot become a region; ``problems`` lists all that is wrong, with paths, or line and column.
    OSError
        If the file cannot be read.
    KeyError
        If there is no such scenario.
    """
    file = Path(path)
    region = parse(file.read_bytes(), name=file.name, format=format or format_of(file))
    return region if scenario is None else region.scenario(scenario)


def format_of(file: Path) -> Format | None:
    """Return the format that the name of a file says, or None."""
    match file.suffix.lower():
        case ".json" | ".jsonc":
            return "json"
        case ".toml":
            return "toml"
    return None


def parse(document: bytes, *, name: str, format: Format | None = None) -> Region:
    """Make a region of the bytes of a document; `name` is for messages."""
    if format is None:
        format = "json" if document.lstrip()[:1] in (b"{", b"/") else "toml"
    if format == "json":
        return Region(_core.parse_region(document, name))
    return Region.from_dict(_toml_tree(document, name), name)


def _toml_tree(document: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(document.decode())
    except UnicodeDecodeError as error:
        good = document[: error.start]
        line, column = good.count(b"\n") + 1, error.start - good.rfind(b"\n")
        found = f"byte 0x{document[error.start]:02x}"
        problem = _core.Problem(found=found, expected="UTF-8 text", line=line, column=column)
    except tomllib.TOMLDecodeError as error:
        problem = _toml_problem(str(error), document.decode())
    return _core.raise_document_error([problem], name)


def _toml_problem(message: str, text: str) -> _core.Problem:
    place = _PLACE.fullmatch(message)
    if place is None:
        return _core.Problem(expected="a TOML document", hint=message)
    lines = text.split("\n")
    line = int(place["line"] or len(lines))
    column = int(place["column"] or len(lines[-1]) + 1)
    what = place["what"][:1].lower() + place["what"][1:]
    instead = slip(lines[line - 1]) if line <= len(lines) else ""
    hint = f"{what}; {instead}" if instead else what
    return _core.Problem(expected="a TOML document", hint=hint, line=line, column=column)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of region documents, for editors and validators."""
    tree: dict[str, Any] = json.loads(_core.json_schema())
    return tree
