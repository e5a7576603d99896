"""What a forecast stands on besides what was observed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from .._display.grid import Grid
from .._display.shown import Shown

if TYPE_CHECKING:
    from .. import _core


@dataclass(frozen=True)
class Assumption:
    """A number that is assumed, disputed or uncertain, or a rule that acts because none was given.

    Parameters
    ----------
    path
        Where it stands in the document: ``pdus."West Kent".staff.PO.in_post``.
    value
        The number with its spread and unit: "62 (55–70)"; "" for a rule that is no number.
    status
        "observed", "assumed" or "disputed".
    source
        Where it comes from; may be empty. "not given: …" where the library's default acts.
    """

    path: str
    value: str
    status: str
    source: str


class Assumptions(Shown, Sequence[Assumption]):
    """A list of assumptions that shows itself as a table."""

    __slots__ = ("_items",)

    def __init__(self, inputs: Iterable[_core.Input], defaults: Iterable[tuple[str, str]] = ()) -> None:
        self._items = [Assumption(i.path, i.quantity.text, i.quantity.status, i.quantity.source) for i in inputs]
        self._items += [Assumption(path, "", "assumed", text) for path, text in defaults]

    @overload
    def __getitem__(self, index: int) -> Assumption: ...
    @overload
    def __getitem__(self, index: slice) -> list[Assumption]: ...
    def __getitem__(self, index: int | slice) -> Assumption | list[Assumption]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        rows = [[a.path, a.value, a.status, a.source] for a in self._items]
        return Grid("Assumptions", ["path", "value", "status", "source"], rows, words=frozenset({1, 2, 3}))

    def __repr__(self) -> str:
        return f"<{len(self)} assumptions>"
