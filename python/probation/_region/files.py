"""Regions read from files and written to them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .._document.reading import MAX_BYTES, Format, check_format, format_of, parsed
from .._document.toml import to_toml
from .._util.arguments import is_a
from .._util.atomic_write import write_text
from .._util.progress import Report, reporting
from .region import Region

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(
    path: str | os.PathLike[str],
    *,
    scenario: str | Sequence[str] | None = None,
    format: Format | None = None,
    progress: bool | Report | None = None,
) -> Region:
    """Read a region document.

    Parameters
    ----------
    path
        A file in JSON (comments allowed) or TOML.
    scenario
        Name of one of its scenarios, or names of several to be applied in order; None for the document as it stands.
    format
        "json" or "toml"; None to go by the name of the file, or else by its beginning.
    progress
        True for a bar on the terminal; or a function that is called with the scenarios tried and in all about every
        50 ms, and stops the reading by returning False (which raises KeyboardInterrupt). Ctrl-C does so too.

    Raises
    ------
    DocumentError
        If it cannot become a region; ``problems`` lists all that is wrong, with paths, or line and column.
    OSError
        If the file cannot be read.
    KeyError
        If there is no such scenario.
    ValueError
        If `format` is neither.
    """
    given: object = path
    if not isinstance(given, (str, os.PathLike)):
        message = f"read() takes the path of a file, not {type(given).__name__}; Region.from_dict() takes a mapping"
        raise TypeError(message)
    check_format(format)
    file = Path(path)
    with file.open("rb") as opened:
        text = opened.read(MAX_BYTES + 1)  # one more is enough to say that there are too many: a pipe may have no end
    with reporting(progress, "read") as report:
        region = parse(text, name=file.name, format=format or format_of(file), progress=report)
    names = [scenario] if isinstance(scenario, str) else list(scenario or ())
    return region.scenario(*names) if names else region


def parse(document: bytes, *, name: str, format: Format | None = None, progress: Report | None = None) -> Region:
    """Make a region of the bytes of a document; `name` is for messages."""
    return Region(parsed(document, name=name, format=format, progress=progress))


def write(region: Region, path: str | os.PathLike[str], *, format: Format | None = None) -> None:
    """Write a region document that reads back as an equal region.

    Parameters
    ----------
    region
        The region.
    path
        The file; it is replaced only when all is written.
    format
        "json" or "toml"; None to go by the name of the file, and JSON for a name without an ending.

    Raises
    ------
    ValueError
        If `format` is neither, or the name of the file says neither, as ``region.yaml`` does.
    OSError
        If the file cannot be written; then nothing is left behind.
    """
    is_a("write()", region, Region, "a Region")
    check_format(format)
    write_text(path, document_text(region, format or format_to_write(Path(path))))


def format_to_write(file: Path) -> Format:
    """Return the format that the name of a file says; JSON for a name without an ending.

    Raises
    ------
    ValueError
        If the name says another format.
    """
    found = format_of(file)
    if found is None and file.suffix:
        message = f"{file.name}: a region is written as .json, .jsonc or .toml, or say format= for another name"
        raise ValueError(message)
    return found or "json"


def document_text(region: Region, format: Format) -> str:
    """Return the region's document as JSON or TOML text."""
    if format == "toml":
        return to_toml(region.to_dict())
    text = region.to_json()
    return text if text.endswith("\n") else text + "\n"
