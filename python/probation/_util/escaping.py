"""Text of others, shown: what controls a terminal, or hides, is escaped."""

from __future__ import annotations

import re
from typing import Any

from .. import _core

_SURROGATES = re.compile(r"([\ud800-\udfff]+)")


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return a text with what controls a terminal, or hides, written as ``\n``, ``\x1b``, ``\u202e``.

    A name of a document can then not clear a screen, forge a line, or turn round what stands beside it.

    Parameters
    ----------
    text
        A name, or a text with names in it.
    lines
        Whether the ends of lines stay as they are: in a text of several lines.
    """
    if text.isprintable():
        return text
    # Half characters stand for bytes of a file's name that are no text: the stream knows what to do with them.
    return "".join(
        part if i % 2 else _core.visible(part, lines=lines) for i, part in enumerate(_SURROGATES.split(text))
    )


def escaped_repr(kind: type) -> None:
    """Let the objects of a class represent themselves with `visible` text."""
    own: Any = kind.__dict__.get("__repr__")
    if own is None or getattr(own, "is_visible", False):
        return

    def __repr__(self: Any) -> str:
        return visible(own(self))

    __repr__.is_visible = True  # type: ignore[attr-defined]
    kind.__repr__ = __repr__  # type: ignore[assignment]
