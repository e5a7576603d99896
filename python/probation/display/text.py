"""Tables as plain text and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from .grid import Grid, Tone

_STYLES: dict[Tone, str] = {"bad": "red", "weak": "yellow", "good": "green", "best": "bright_blue"}


def table(grid: Grid) -> str:
    """Return a grid as lines of text in columns, without colour and whatever the width of the terminal."""
    lines = [list(grid.columns), *map(list, grid.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(grid.columns))]

    def row(cells: list[str]) -> str:
        padded = (
            c.ljust(w) if grid.is_left(i) else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([grid.caption, "", row(lines[0]), rule, *map(row, lines[1:]), *_notes(grid)])


def _notes(grid: Grid) -> list[str]:
    return ["", *grid.notes] if grid.notes else []


def rich_table(grid: Grid) -> Table:
    """Return a grid as a Rich table, for a terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    caption = Text("\n".join(grid.notes)) if grid.notes else None
    out = Table(
        title=Text(grid.caption), caption=caption, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left"
    )
    for i, column in enumerate(grid.columns):
        is_head = i < grid.heads
        out.add_column(Text(column), justify="left" if grid.is_left(i) else "right", style="bold" if is_head else "")
    for n, cells in enumerate(grid.rows):
        tones = (grid.tones.get((n, i)) for i in range(len(cells)))
        out.add_row(*(Text(c, style=_STYLES[t] if t else "") for c, t in zip(cells, tones, strict=True)))
    return out
