"""Tables as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._util.escaping import visible

if TYPE_CHECKING:
    from .grid import Grid

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\|*_`<>[]$#"})


def table(grid: Grid) -> str:
    """Return a grid as a Markdown table between its caption and its notes."""

    def row(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rule = [":---" if grid.is_left(i) else "---:" for i in range(len(grid.columns))]
    lines = [row([_escaped(c) for c in grid.columns]), row(rule), *(row([_escaped(c) for c in r]) for r in grid.rows)]
    notes = [f"\n{_escaped(note)}" for note in grid.notes]
    return "\n".join([f"**{_escaped(grid.caption)}**\n", *lines, *notes])


def sentence(text: str) -> str:
    """Return a sentence as Markdown."""
    return _escaped(text)


def _escaped(text: str) -> str:
    return visible(text).translate(_SPECIAL)
