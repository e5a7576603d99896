"""Numbers of a document that no forecast depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

from .._display.grid import Grid
from .._display.shown import Shown

if TYPE_CHECKING:
    from .._core import Unused


class UnusedInputs(Shown, Sequence["Unused"]):
    """Numbers of a document that no output of a forecast depends on. Made by :func:`unused`.

    A sequence of objects with `path`, `reason` and `by_design` (it is evidence, or for the audit: nothing is wrong).
    """

    __slots__ = ("_about", "_items")

    def __init__(self, items: Iterable[Unused], about: str) -> None:
        self._items = list(items)
        self._about = about

    @overload
    def __getitem__(self, index: int) -> Unused: ...
    @overload
    def __getitem__(self, index: slice) -> UnusedInputs: ...
    def __getitem__(self, index: int | slice) -> Unused | UnusedInputs:
        return UnusedInputs(self._items[index], self._about) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        rows = [[u.path, u.reason] for u in self._items]
        return Grid(f"{self._about}: numbers that no forecast depends on", ["path", "why"], rows, words=frozenset({1}))

    def __repr__(self) -> str:
        return f"<{len(self)} unused inputs>"
