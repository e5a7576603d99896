"""Where results go: the format that the name of a file says, text that the terminal can hold."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .._display.exporting import check_library, shown_as
from .._util.atomic_write import draft, write_text
from .._util.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._display.shown import Shown

PLAIN = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("─━═╌╴╶", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╞╡╪", "+"),
    **dict.fromkeys("█▉▊▋▌▍▎▏╸╺", "#"),
    **dict.fromkeys("•·●○", "*"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **{power: f"^{digit}" for digit, power in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    "⁄": "/",
    "…": "...",
    "∞": "inf",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "±": "+/-",
    "×": "x",
    "÷": "/",
    "→": "->",
    "←": "<-",
    "√": "sqrt",
    "£": "GBP ",
    "§": "section ",
    "¶": "paragraph ",
}
HANDLER = "probation.plain"


def plain(text: str) -> str:
    """Return a text in ASCII that says the same as far as that goes: "-" for "−", "e" for "é", "?" for the rest."""
    return "".join(c if c.isascii() else PLAIN.get(c) or _without_marks(c) for c in text)


def _without_marks(c: str) -> str:
    return "".join(PLAIN.get(d, d if d.isascii() else "") for d in unicodedata.normalize("NFKD", c)) or "?"


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    if all("\udc80" <= c <= "\udcff" for c in bad):  # bytes of a file's name that are no text
        return bytes(ord(c) - 0xDC00 for c in bad), error.end
    return plain(bad), error.end


codecs.register_error(HANDLER, _replaced)


@contextmanager
def readable_streams() -> Iterator[None]:
    """Let stdout and stderr replace characters that they cannot hold, and put them back as they were afterwards."""
    before: list[tuple[Any, str]] = []
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and stream.errors in ("strict", "surrogateescape", "backslashreplace"):
            before.append((stream, stream.errors))
            stream.reconfigure(errors=HANDLER)
    try:
        yield
    finally:
        for stream, errors in before:
            if not stream.closed:
                stream.reconfigure(errors=errors)


def kind_of(output: Path | None, known: Sequence[str], *, json: bool = False, otherwise: str = "txt") -> str:
    """Return the kind of file that a command is to write: what the name of the file ends in.

    Parameters
    ----------
    output
        The file, or None or "-" for stdout.
    known
        Kinds that the command can write.
    json
        Whether JSON was asked for by ``--json``.
    otherwise
        The kind for stdout, devices, and names without an ending.

    Raises
    ------
    typer.BadParameter
        If the name says a kind that the command cannot write, or another than ``--json`` does.
    """
    suffix = "" if output is None or str(output) == "-" else Path(output).suffix.lower().removeprefix(".")
    kind = {"htm": "html", "markdown": "md", "text": "txt", "jsonc": "json", "gv": "dot"}.get(suffix, suffix)
    if not kind:
        return "json" if json else otherwise
    if kind not in known:
        endings = ", ".join(f".{each}" for each in known)
        message = f"{output}: this command writes no .{suffix} files; give a name that ends in {endings}"
        raise typer.BadParameter(message, param_hint="--output")
    if json and kind != "json":
        message = f"--json and {output} contradict each other: leave out --json, or give a name that ends in .json"
        raise typer.BadParameter(message, param_hint="--output")
    check_library(kind, f"a .{kind} file")
    return kind


def put(text: str, output: Path | None, *, kind: str = "txt") -> None:
    """Write a text to a file in UTF-8, or to stdout.

    Parameters
    ----------
    text
        JSON, TOML or text to read.
    output
        The file; None or "-" for stdout.
    kind
        In "json" and "toml", characters that stdout cannot hold and those that hide are escaped, so that nothing is lost.
    """
    text = text if text.endswith("\n") else text + "\n"
    if output is not None and str(output) != "-":
        write_text(output, text)
        return
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(_escaped(text, encoding, kind) if kind in ("json", "toml") else visible(text, lines=True))


def put_bytes(content: bytes, output: Path) -> None:
    """Write bytes to a file, wholly or not at all."""
    with draft(output) as name:
        name.write_bytes(content)


def _escaped(text: str, encoding: str, kind: str) -> str:
    """Return JSON or TOML with escapes for the characters that an encoding does not have, and those that hide."""
    escape = _toml_escape if kind == "toml" else _json_escape
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(c if c.isascii() else escape(c) for c in text)
    if visible(text, lines=True) == text:
        return text
    return "".join(c if visible(c, lines=True) == c else escape(c) for c in text)


def _toml_escape(c: str) -> str:
    return f"\\U{ord(c):08X}"


def _json_escape(c: str) -> str:
    units = c.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{int.from_bytes(units[i : i + 2]):04x}" for i in range(0, len(units), 2))


def show(tables: Sequence[Shown | str], output: Path | None, kind: str, title: str) -> None:
    """Show tables: drawn on a terminal, else as text, Markdown or HTML."""
    if output is None and sys.stdout.isatty():
        from rich.console import Console

        console = Console()
        for n, table in enumerate(tables):
            console.print(*[""] * (n > 0), table)
        return
    if kind == "txt":
        put("\n\n\n".join(map(str, tables)), output)
        return
    parts = [table if isinstance(table, str) else table._grid() for table in tables]
    put(shown_as(kind, parts, title), output)
