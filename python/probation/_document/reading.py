"""Documents as bytes: JSON and TOML end in the same reader, with the same rules and messages."""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from .slips import slip
from .trees import from_tree, too_deep

if TYPE_CHECKING:
    from pathlib import Path

    from .._util.progress import Report

Format = Literal["json", "toml"]

MAX_BYTES = _core.document_limits()["bytes"]
"""How long a document may be."""

_LONG_NUMBER = re.compile(r"\d[\d_]{4000,}")
_PLACE = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


def format_of(file: Path) -> Format | None:
    """Return the format that the name of a file says, or None."""
    match file.suffix.lower():
        case ".json" | ".jsonc":
            return "json"
        case ".toml":
            return "toml"
    return None


def check_format(format: object) -> None:
    """Check that a format is one that region documents have."""
    if format not in (None, "json", "toml"):
        message = f'format must be "json" or "toml", or None to go by the name of the file, not {format!r}'
        raise ValueError(message)


def parsed(document: bytes, *, name: str, format: Format | None = None, progress: Report | None = None) -> _core.Region:
    """Make a region of the bytes of a document; `name` is for messages.

    The mark of UTF-8 at its beginning, as Windows writes it, is left out, in JSON and in TOML.
    """
    if len(document) > MAX_BYTES:
        problem = _core.Problem(found=f"a text of {len(document)} bytes", expected=f"at most {MAX_BYTES}")
        _core.raise_document_error([problem], name)
    document = _without_mark(document, name)
    if format is None:
        format = "json" if document.lstrip()[:1] in (b"{", b"/") else "toml"
    if format == "json":
        return _core.parse_region(document, name, progress=progress)
    return from_tree(_toml_tree(document, name), name, "toml", progress)


# Marks at the beginning of other encodings; that of UTF-32 begins with that of UTF-16.
_OTHERS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def _without_mark(document: bytes, name: str) -> bytes:
    """Return a document without the mark of UTF-8 at its beginning; DocumentError if it is in UTF-16 or UTF-32."""
    found = next((f"text in {encoding}" for mark, encoding in _OTHERS if document.startswith(mark)), None)
    if found is None and b"\0" in document[:4]:
        found = "text in UTF-16 or UTF-32"
    if found is not None:
        problem = _core.Problem(found=found, expected="text in UTF-8", line=1, column=1)
        _core.raise_document_error([problem], name)
    return document.removeprefix(codecs.BOM_UTF8)


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
    except RecursionError:
        problem = too_deep()
    except ValueError as error:  # a number that Python does not make of so many digits
        problem = _long_number(str(error), document.decode())
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


def _long_number(message: str, text: str) -> _core.Problem:
    number = _LONG_NUMBER.search(text)
    if number is None:
        return _core.Problem(expected="a TOML document", hint=message)
    line, column = text.count("\n", 0, number.start()) + 1, number.start() - text.rfind("\n", 0, number.start())
    found = f"a number of {len(number[0].replace('_', ''))} digits"
    return _core.Problem(found=found, expected="a number between 1e-307 and 1e308", line=line, column=column)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of region documents, for editors and validators."""
    tree: dict[str, Any] = json.loads(_core.json_schema())
    return tree
