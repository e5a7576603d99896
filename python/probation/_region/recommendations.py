"""The register of recommendations: who should act, how far it has got, and what moves the measures that bear on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

from .. import _core
from .._display.grid import Grid
from .._display.naming import canonical
from .._display.shown import Shown
from .._util.named import unknown_name
from .._util.optional import require
from .scenario_effects import Moves, moves_of

if TYPE_CHECKING:
    import pandas

    from .._display.protocols import Fans


Status = Literal["open", "in progress", "done", "rejected"]

STATUSES: tuple[Status, ...] = ("open", "in progress", "done", "rejected")
NOT_SAID = "not said"


class Recommendations(Shown, Sequence[_core.Recommendation]):
    """Recommendations of inspections, in the order of the document; by position or by number ("West Kent 1").

    Parameters
    ----------
    items
        The recommendations.
    as_of
        Month at whose start progress is judged if no other is given.
    """

    __slots__ = ("_as_of", "_items")

    def __init__(self, items: Iterable[_core.Recommendation], as_of: str) -> None:
        self._items = list(items)
        self._as_of = as_of

    @overload
    def __getitem__(self, index: int | str) -> _core.Recommendation: ...
    @overload
    def __getitem__(self, index: slice) -> Recommendations: ...
    def __getitem__(self, index: int | str | slice) -> _core.Recommendation | Recommendations:
        if isinstance(index, slice):
            return Recommendations(self._items[index], self._as_of)
        if isinstance(index, str):
            for item in self._items:
                if item.number == index:
                    return item
            raise unknown_name(index, "recommendation", [item.number for item in self._items])
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == list(other) if isinstance(other, (Recommendations, list)) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def filter(
        self,
        *,
        addressee: str | None = None,
        unit: str | None = None,
        measure: str | None = None,
        status: str | None = None,
        overdue_at: str | None = None,
    ) -> Recommendations:
        """Return those that have everything that is asked for.

        Parameters
        ----------
        addressee
            To whom they are made, or a part of it, whatever its capitals: "west kent".
        unit
            Unit whose measures bear on them; "*" for those on the whole region.
        measure
            A measure that bears on them: "vacancy_rate".
        status
            "open", "in progress", "done", "rejected", or "not said" where the document says nothing.
        overdue_at
            A month such as "2023-04", at whose start they should have been done and are not said to be.

        Raises
        ------
        ValueError
            For a status that there is not, or something that is no month.
        """
        if status is not None and status not in (*STATUSES, NOT_SAID):
            msg = f"status must be one of {', '.join(map(repr, (*STATUSES, NOT_SAID)))}, not {status!r}"
            raise ValueError(msg)
        of_unit = None if unit is None else canonical(1, unit, (item.unit or "*" for item in self._items))
        chosen = [
            item
            for item in self._items
            if (addressee is None or addressee.casefold() in item.addressee.casefold())
            and (unit is None or (item.unit or "*") == of_unit)
            and (measure is None or measure in item.measures)
            and (status is None or (item.status or NOT_SAID) == status)
            and (overdue_at is None or _core.is_overdue(item, overdue_at))
        ]
        return Recommendations(chosen, self._as_of)

    def progress(self, at: str | None = None) -> Progress:
        """Return how many each addressee was given, how far they have got, and how many are overdue.

        Parameters
        ----------
        at
            Month at whose start those not done are overdue; the region's `as_of` if None.
        """
        month = at or self._as_of
        addressees = list(dict.fromkeys(item.addressee for item in self._items))
        parts = [(who, [item for item in self._items if item.addressee == who]) for who in addressees]
        rows = [_progress_row(who, items, month) for who, items in parts]
        return Progress([*rows, _progress_row("all", self._items, month)], month)

    def moves(
        self,
        forecasts: Mapping[str, Fans],
        *,
        baseline: str | None = None,
        at: str | int | None = None,
        least: float = 0.005,
    ) -> Moves:
        """Return how far each scenario moves the measures that bear on each recommendation.

        Medians of a measure, of the recommendation's unit (else the region) and all grades, are compared with those of
        the baseline. Which way is better is data of each measure: :func:`known_measures` in C++,
        :func:`probation._region.scenario_effects.better` here.

        Parameters
        ----------
        forecasts
            Forecasts by name of the scenario, all from the same month.
        baseline
            The name of the one to compare with; the first if None.
        at
            A month such as "2024-04", or how many months from the start; the last month if None. A flow belongs to
            months, so its last one is the month before.
        least
            A change of less than this share of the baseline is "no change": medians of few runs are not exact.

        Raises
        ------
        KeyError
            If there is no forecast of that name.
        ValueError
            If there are fewer than two forecasts, they start in different months, or the month lies beyond one.
        """
        return moves_of(self._items, forecasts, baseline=baseline, at=at, least=least)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a DataFrame with a row for each recommendation."""
        library = require("pandas", "pandas", "to_pandas()")
        fields = ("number", "addressee", "unit", "text", "status", "made", "due", "source")
        columns = {field: [getattr(item, field) for item in self._items] for field in fields}
        columns["measures"] = [", ".join(item.measures) for item in self._items]
        frame: pandas.DataFrame = library.DataFrame(columns)
        return frame

    def _grid(self) -> Grid:
        rows = [
            [item.number, item.addressee, item.text, item.status or NOT_SAID, item.due or "", ", ".join(item.measures)]
            for item in self._items
        ]
        columns = ["number", "to", "recommendation", "status", "due", "measures"]
        if not any(row[4] for row in rows):
            columns, rows = columns[:4] + columns[5:], [row[:4] + row[5:] for row in rows]
        words = frozenset(range(1, len(columns)))
        return Grid(f"{len(self)} recommendations", columns, rows, words=words)

    def __repr__(self) -> str:
        return f"<{len(self)} recommendations>"


@dataclass(frozen=True)
class ProgressRow:
    """The recommendations of one addressee, or of all, by how far they have got."""

    addressee: str
    made: int
    open: int
    in_progress: int
    done: int
    rejected: int
    not_said: int
    overdue: int


class Progress(Shown, Sequence[ProgressRow]):
    """A row for each addressee, and one for all. Made by :meth:`Recommendations.progress`."""

    __slots__ = ("_month", "_rows")

    def __init__(self, rows: Iterable[ProgressRow], month: str) -> None:
        self._rows = list(rows)
        self._month = month

    @overload
    def __getitem__(self, index: int) -> ProgressRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ProgressRow]: ...
    def __getitem__(self, index: int | slice) -> ProgressRow | list[ProgressRow]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def _grid(self) -> Grid:
        columns = ["addressee", "made", "open", "in progress", "done", "rejected", "not said", "overdue"]
        rows = [
            [r.addressee, *map(str, (r.made, r.open, r.in_progress, r.done, r.rejected, r.not_said, r.overdue))]
            for r in self._rows
        ]
        return Grid(f"Progress of recommendations at the start of {self._month}", columns, rows)

    def __repr__(self) -> str:
        return f"<Progress at {self._month}: {self._rows[-1].done} of {self._rows[-1].made} done>"


def _progress_row(who: str, items: list[_core.Recommendation], month: str) -> ProgressRow:
    count = {status: sum(item.status == status for item in items) for status in (*STATUSES, None)}
    return ProgressRow(
        addressee=who,
        made=len(items),
        open=count["open"],
        in_progress=count["in progress"],
        done=count["done"],
        rejected=count["rejected"],
        not_said=count[None],
        overdue=sum(_core.is_overdue(item, month) for item in items),
    )
