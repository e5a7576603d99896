"""Things that show themselves as a table: printed, on a terminal by Rich, and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._util.escaping import escaped_repr
from . import html, text

if TYPE_CHECKING:
    from .grid import Grid


class Shown:
    """Gives a class with a `_grid()` its displays."""

    __slots__ = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let a class below represent itself with names escaped."""
        super().__init_subclass__(**kwargs)
        escaped_repr(cls)

    def _grid(self) -> Grid:
        raise NotImplementedError

    def __str__(self) -> str:
        return text.table(self._grid())

    def __rich__(self) -> text.Drawn:
        return text.rich_table(self._grid())

    def _repr_html_(self) -> str | None:
        grid = self._grid()
        return html.table(grid) if grid.rows else None
