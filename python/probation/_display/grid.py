"""A table of words: what is shown, before it is known how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .._util.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Tone = Literal["bad", "weak", "good", "best"]


@dataclass(frozen=True)
class Grid:
    """A caption, columns and rows of text.

    Parameters
    ----------
    caption
        What the table shows.
    columns
        Titles of the columns.
    rows
        Rows, each as long as `columns`.
    heads
        The first so many columns name the row; the others are its numbers and stand to the right.
    notes
        Sentences below the table.
    words
        Columns, by number, that hold text and so stand to the left.
    tones
        Colours of cells by row and column. Their text says the same: nothing is told by colour alone.
    totals
        Rows, by number, that are shown even where not all rows are.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    heads: int = 1
    notes: Sequence[str] = ()
    words: frozenset[int] = frozenset()
    tones: Mapping[tuple[int, int], Tone] = field(default_factory=dict)
    totals: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Escape what is shown: names come from documents."""
        object.__setattr__(self, "caption", visible(self.caption))
        object.__setattr__(self, "columns", [visible(title) for title in self.columns])
        object.__setattr__(self, "rows", [[visible(cell) for cell in row] for row in self.rows])
        object.__setattr__(self, "notes", [visible(note) for note in self.notes])

    def is_left(self, column: int) -> bool:
        """Return whether a column stands to the left."""
        return column < self.heads or column in self.words
