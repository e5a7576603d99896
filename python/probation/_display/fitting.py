"""A grid in a given width: words wrap, columns go below one another, and a number is never cut."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .grid import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
_LONG = 14  # a longer word of a name may be cut between letters where room is short
_TOKEN = re.compile(r"\([^()]*\)|\S+")
_ATOM = re.compile(r"[\d.,:/%∞−–+-]*\d[\d.,:/%∞−–+-]*|.[̀-ͯ]*")
_PIECE_END = re.compile(r"(?<=[._/\\])(?=[^\d\s._/\\])")


@dataclass(frozen=True)
class Block:
    """Some columns of a grid, each cell as the lines that fit its column."""

    columns: Sequence[int]
    widths: Sequence[int]
    head: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Sequence[str]]]


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)


def fitted(grid: Grid, width: int | None) -> tuple[Grid, list[Block]]:
    """Return a grid in blocks of columns that fit a width, each with the columns that name the row.

    Where not even one column fits beside them, the rows become pairs of title and value: then the grid that is returned
    is another than the one given.
    """
    everything = range(len(grid.columns))
    cells = [[grid.columns[i], *(row[i] for row in grid.rows)] for i in everything]
    natural = [max(map(width_of, column)) for column in cells]
    if width is None or sum(natural) + GAP * (len(natural) - 1) <= width:
        return grid, [_block(grid, list(everything), natural)]
    least = [_least(grid, i, cells[i]) for i in everything]
    heads, others = list(everything[: grid.heads]), list(everything[grid.heads :])
    taken = sum(least[i] + GAP for i in heads)
    if not others or any(taken + least[i] > width for i in others):
        if len(grid.columns) == 2:
            return grid, [_block(grid, list(everything), _grown(grid, list(everything), least, natural, width))]
        return fitted(_pairs(grid), width)
    blocks: list[list[int]] = [[]]
    left = width - taken
    for i in others:
        if blocks[-1] and left < least[i]:
            blocks.append([])
            left = width - taken
        blocks[-1].append(i)
        left -= least[i] + GAP
    shown = [[*heads, *block] for block in blocks]
    return grid, [_block(grid, block, _grown(grid, block, least, natural, width)) for block in shown]


def wrapped(text: str, width: int, *, may_cut: bool) -> list[str]:
    """Return a text as lines of at most `width` columns; numbers stay whole even where they are longer."""
    if width_of(text) <= width:
        return [text]
    pieces: list[tuple[str, bool]] = []  # with whether a space comes before
    for token in text.split() if may_cut else _tokens(text, width):
        parts = [token]
        if width_of(token) > width and may_cut:
            parts = [p for piece in _PIECE_END.split(token) for p in _cut(piece, width)]
        pieces += [(part, k == 0) for k, part in enumerate(parts)]
    lines = [""]
    for piece, spaced in pieces:
        space = " " if spaced and lines[-1] else ""
        if lines[-1] and width_of(lines[-1] + space + piece) > width:
            lines.append(piece)
        else:
            lines[-1] += space + piece
    return lines


def _tokens(text: str, width: int) -> list[str]:
    """Split at spaces, but not within brackets that fit."""
    tokens = _TOKEN.findall(text)
    return [part for token in tokens for part in ([token] if width_of(token) <= width else token.split())]


def _cut(piece: str, width: int) -> list[str]:
    """Cut a word between its letters, never within a number."""
    if width_of(piece) <= width:
        return [piece]
    out = [""]
    for atom in _ATOM.findall(piece):
        if out[-1] and width_of(out[-1] + atom) > width:
            out.append("")
        out[-1] += atom
    return out


def _least(grid: Grid, i: int, cells: Sequence[str]) -> int:
    """Return the least width of a column."""
    if not grid.is_left(i):
        header = max((width_of(word) for word in cells[0].split()), default=1)
        return max(header, max((width_of(t) for cell in cells[1:] for t in _TOKEN.findall(cell)), default=1))
    longest = 1
    for cell in cells:
        for word in cell.split():
            for piece in _PIECE_END.split(word):
                atoms = max((width_of(atom) for atom in _ATOM.findall(piece)), default=1)
                longest = max(longest, atoms, min(width_of(piece), _LONG))
    return longest


def _grown(grid: Grid, columns: list[int], least: list[int], natural: list[int], width: int) -> list[int]:
    """Share out a width: first numbers get one line each, or those with intervals if that is possible, then words."""
    widths = {i: least[i] for i in columns}
    left = width - sum(widths.values()) - GAP * (len(columns) - 1)
    numbers = [i for i in columns if not grid.is_left(i)]
    with_intervals = [i for i in numbers if any("(" in row[i] for row in grid.rows)]
    for group in (numbers, with_intervals):
        bodies = {i: max([widths[i], *(width_of(row[i]) for row in grid.rows)]) for i in group}
        need = sum(bodies[i] - widths[i] for i in group)
        if need <= left:
            widths |= bodies
            left -= need
            break
    words = [i for i in columns if grid.is_left(i)]
    while left > 0 and (short := [i for i in words if widths[i] < natural[i]]):
        widths[min(short, key=lambda i: widths[i])] += 1
        left -= 1
    return [widths[i] for i in columns]


def _block(grid: Grid, columns: list[int], widths: list[int]) -> Block:
    def cell(text: str, i: int, width: int) -> list[str]:
        return wrapped(text, width, may_cut=grid.is_left(i))

    head = [cell(grid.columns[i], i, w) for i, w in zip(columns, widths, strict=True)]
    rows = [[cell(row[i], i, w) for i, w in zip(columns, widths, strict=True)] for row in grid.rows]
    return Block(columns, widths, head, rows)


def _pairs(grid: Grid) -> Grid:
    """Return a grid as pairs of a column's title and the row's value; a line without title ends a row."""
    rows: list[list[str]] = []
    tones = {}
    for n, row in enumerate(grid.rows):
        for i, cell in enumerate(row):
            if (tone := grid.tones.get((n, i))) is not None:
                tones[len(rows), 1] = tone
            rows.append([grid.columns[i], cell])
        rows.append(["", ""])
    return Grid(grid.caption, ["", ""], rows[:-1], 1, grid.notes, frozenset({1}), tones)
