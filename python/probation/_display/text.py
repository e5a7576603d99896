"""Tables as plain text and for the terminal."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from .fitting import GAP, Block, fitted, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table

    from .grid import Grid, Tone

_STYLES: dict[Tone, str] = {"bad": "red", "weak": "yellow", "good": "green", "best": "bright_blue"}


def table(grid: Grid, width: int | None = None) -> str:
    """Return a grid as lines of text in columns, without colour.

    Parameters
    ----------
    grid
        The table.
    width
        Columns there are: words wrap and columns that do not fit follow below. None for as many as it takes.
    """
    grid, blocks = fitted(grid, width)
    lines = [*_paragraph(grid.caption, width), ""]
    for n, block in enumerate(blocks):
        lines += [""] * (n > 0)
        lines += _lines(grid, block)
    if grid.notes:
        lines += ["", *(line for note in grid.notes for line in _paragraph(note, width))]
    return "\n".join(lines)


def _paragraph(text: str, width: int | None) -> list[str]:
    if width is None:
        return [text]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _padded(grid: Grid, block: Block, cells: Sequence[Sequence[str]], *, is_head: bool = False) -> list[list[str]]:
    """Return a row as lines, each with a piece of every cell, padded to the width of its column."""

    def pad(text: str, width: int, i: int) -> str:
        space = " " * (width - width_of(text))
        return text + space if grid.is_left(i) else space + text

    if is_head:  # titles stand on the rule
        height = max(map(len, cells))
        cells = [[*[""] * (height - len(cell)), *cell] for cell in cells]
    return [list(map(pad, line, block.widths, block.columns)) for line in zip_longest(*cells, fillvalue="")]


def _lines(grid: Grid, block: Block) -> list[str]:
    gap = " " * GAP
    rows = [line for cells in block.rows for line in _padded(grid, block, cells)]
    head = _padded(grid, block, block.head, is_head=True) if any(grid.columns) else []
    rule = ["-" * width for width in block.widths]
    return [gap.join(line).rstrip() for line in [*head, rule, *rows]]


class Drawn:
    """A grid for a terminal, drawn by Rich in the width that there is."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        grid, blocks = fitted(self._grid, options.max_width)
        yield Text(grid.caption, style="italic")
        for block in blocks:
            yield ""
            yield _rich_table(grid, block)
        if grid.notes:
            yield Text("\n".join(["", *grid.notes]), style="dim italic")


def _rich_table(grid: Grid, block: Block) -> Table:
    """Return some columns of a grid as a Rich table whose cells are wrapped and padded already."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    def pieces(cells: Sequence[Sequence[str]], *, is_head: bool = False) -> list[str]:
        return ["\n".join(lines) for lines in zip(*_padded(grid, block, cells, is_head=is_head), strict=True)]

    out = Table(
        box=box.SIMPLE_HEAD, show_header=any(grid.columns), show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0)
    )
    for i, width, title in zip(block.columns, block.widths, pieces(block.head, is_head=True), strict=True):
        style = "bold" if i < grid.heads else ""
        out.add_column(Text(title), style=style, width=width, no_wrap=True, overflow="ignore")
    for n, cells in enumerate(block.rows):
        tones = (grid.tones.get((n, i)) for i in block.columns)
        out.add_row(*(Text(c, style=_STYLES[t] if t else "") for c, t in zip(pieces(cells), tones, strict=True)))
    return out


def rich_table(grid: Grid) -> Drawn:
    """Return a grid for a terminal."""
    return Drawn(grid)
