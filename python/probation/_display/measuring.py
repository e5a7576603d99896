"""The measures that a forecast can have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, overload

from .. import _core
from .._util.optional import require
from .grid import Grid
from .numbers import MEASURES, Kind
from .shown import Shown

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Measure:
    """A measure that a forecast can have.

    Parameters
    ----------
    name
        What it is called in :meth:`Forecast.select`, in documents and on the command line: "vacancy_rate".
    title
        What tables and axes call it, which is accepted in place of the name: "vacancy rate, %".
    unit
        Unit of the numbers shown. Shares are shown in per cent; their own numbers are 1.0 for 100 %.
    kind
        A stock has a number for the start of each month, a flow one for each month.
    better
        Which way it is better for people on probation and staff, all else being equal; "neither" where that depends.
    reason
        Why that way.
    """

    name: str
    title: str
    unit: str
    kind: Kind
    better: Literal["lower", "higher", "neither"]
    reason: str


class Measures(Shown, Sequence[Measure]):
    """The measures that a forecast can have, as a table. Made by :func:`measures`."""

    __slots__ = ("_items",)

    def __init__(self, items: Sequence[Measure]) -> None:
        self._items = list(items)

    @overload
    def __getitem__(self, index: int) -> Measure: ...
    @overload
    def __getitem__(self, index: slice) -> Measures: ...
    def __getitem__(self, index: int | slice) -> Measure | Measures:
        return Measures(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [item.name for item in self._items]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a DataFrame with a row for each measure."""
        library = require("pandas", "pandas", "to_pandas()")
        frame: pandas.DataFrame = library.DataFrame([asdict(item) for item in self._items])
        return frame

    def to_json(self) -> str:
        """Return one JSON object: ``{"schema": 1, "measures": [{"name": …, "title": …, …}, …]}``."""
        return json.dumps({"schema": 1, "measures": [asdict(item) for item in self._items]}, ensure_ascii=False)

    def _grid(self) -> Grid:
        rows = [[m.name, m.title, m.kind, m.better, m.reason] for m in self._items]
        notes = [
            "a stock has a number for the start of each month, a flow one for each month",
            "demand (in minutes) and workload of victim contact are flows",
        ]
        columns = ["measure", "title and unit", "kind", "better", "because"]
        return Grid("Measures", columns, rows, notes=notes, words=frozenset({1, 2, 3, 4}))

    def __repr__(self) -> str:
        return f"<{len(self)} measures>"


def measures() -> Measures:
    """Return the measures that a forecast can have: name, title, unit, stock or flow, and which way is better."""
    known = _core.known_measures()
    rows = []
    for name, how in MEASURES.items():
        better, reason = known[name]
        rows.append(Measure(name, how.title, how.unit, how.kind, better, reason))
    return Measures(rows)
