"""The register of recommendations: who should act, how far it has got, and what moves the measures that bear on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

from . import _core
from .display.grid import Grid
from .display.numbers import measure_of, number, unit_title
from .display.shown import Shown
from .named import unknown_name
from .optional import require

if TYPE_CHECKING:
    import pandas

    from .forecasting import Forecast

Status = Literal["open", "in progress", "done", "rejected"]
Verdict = Literal["better", "worse", "no change", "neither"]

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
        chosen = [
            item
            for item in self._items
            if (addressee is None or addressee.casefold() in item.addressee.casefold())
            and (unit is None or (item.unit or "*") == unit)
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
        forecasts: Mapping[str, Forecast],
        *,
        baseline: str | None = None,
        at: str | int | None = None,
        least: float = 0.005,
    ) -> Moves:
        """Return how far each scenario moves the measures that bear on each recommendation.

        Medians of a measure, of the recommendation's unit (else the region) and all grades, are compared with those of
        the baseline. Which way is better is data of each measure: :func:`known_measures` in C++, ``better`` here.

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
        names = list(forecasts)
        if len(names) < 2:
            msg = "moves needs a baseline and at least one other forecast"
            raise ValueError(msg)
        first = names[0] if baseline is None else baseline
        if first not in forecasts:
            raise unknown_name(first, "forecast", names)
        starts = {forecast.start for forecast in forecasts.values()}
        if len(starts) > 1:
            msg = f"forecasts must start in the same month, these start in {', '.join(sorted(starts))}"
            raise ValueError(msg)
        others = {name: forecast for name, forecast in forecasts.items() if name != first}
        shortest = min(forecast.months for forecast in forecasts.values())
        t = _month_index(at, forecasts[first], shortest)
        moves: list[Move] = []
        missing: list[str] = []
        for item in self._items:
            for measure in item.measures:
                name = (measure, item.unit or "*", "*")
                if any(name not in forecast.names for forecast in forecasts.values()):
                    missing.append(f"{measure} of {unit_title(name[1])}")
                    continue
                base = _median(forecasts[first], name, t)
                moves += [
                    _move(item.number, scenario, name, base, _median(forecast, name, t), least)
                    for scenario, forecast in others.items()
                ]
        month = forecasts[first][forecasts[first].names[0]].months[t]
        return Moves(moves, baseline=first, month=month, missing=list(dict.fromkeys(missing)))

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


@dataclass(frozen=True)
class Move:
    """What a scenario does to a measure that bears on a recommendation.

    Parameters
    ----------
    number
        Number of the recommendation.
    scenario
        Name of the scenario.
    measure, unit
        What is measured; "*" is the whole region.
    baseline, median
        Median of the baseline and of the scenario, in the measure's own unit.
    change
        The difference of the two.
    verdict
        "better" or "worse" by the measure's direction of good, "no change", or "neither" where more is neither.
    """

    number: str
    scenario: str
    measure: str
    unit: str
    baseline: float
    median: float
    change: float
    verdict: Verdict


class Moves(Shown, Sequence[Move]):
    """Which scenario moves which recommendation. Made by :meth:`Recommendations.moves`.

    A sequence of :class:`Move`, by recommendation, measure and scenario. Those without a measure are not among them:
    no scenario of the model moves them.
    """

    __slots__ = ("_missing", "_moves", "baseline", "month")

    def __init__(self, moves: Iterable[Move], *, baseline: str, month: str, missing: Sequence[str]) -> None:
        self._moves = list(moves)
        self._missing = missing
        self.baseline = baseline
        self.month = month

    @overload
    def __getitem__(self, index: int) -> Move: ...
    @overload
    def __getitem__(self, index: slice) -> list[Move]: ...
    def __getitem__(self, index: int | slice) -> Move | list[Move]:
        return self._moves[index]

    def __len__(self) -> int:
        return len(self._moves)

    def by_scenario(self, verdict: Verdict = "better") -> dict[str, list[str]]:
        """Return the numbers of the recommendations that each scenario makes better (or worse …) in some measure."""
        scenarios = dict.fromkeys(move.scenario for move in self._moves)
        return {
            name: list(dict.fromkeys(m.number for m in self._moves if (m.scenario, m.verdict) == (name, verdict)))
            for name in scenarios
        }

    def to_pandas(self) -> pandas.DataFrame:
        """Return a DataFrame with a row for each move."""
        library = require("pandas", "pandas", "to_pandas()")
        fields = tuple(Move.__dataclass_fields__)
        frame: pandas.DataFrame = library.DataFrame({f: [getattr(m, f) for m in self._moves] for f in fields})
        return frame

    def _grid(self) -> Grid:
        scenarios = list(dict.fromkeys(move.scenario for move in self._moves))
        rows: dict[tuple[str, str], list[str]] = {}
        for move in self._moves:
            how = measure_of(move.measure)
            row = rows.setdefault(
                (move.number, move.measure),
                [
                    move.number,
                    unit_title(move.unit),
                    how.title,
                    number(how.scale * move.baseline, how.digits),
                    *[""] * len(scenarios),
                ],
            )
            change = number(how.scale * move.change, max(1, how.digits))
            sign = "" if change.startswith("−") or not change.strip("0.,") else "+"
            said = "" if move.verdict == "neither" else f" ({move.verdict})"
            row[4 + scenarios.index(move.scenario)] = f"{sign}{change}{said}"
        columns = ["recommendation", "unit", "measure", self.baseline, *scenarios]
        notes = [f"medians in {self.month}; changes against {self.baseline!r}"]
        if self._missing:
            notes.append(f"not in these forecasts: {', '.join(self._missing)}")
        return Grid(f"What moves the recommendations, {self.month}", columns, list(rows.values()), heads=3, notes=notes)

    def __repr__(self) -> str:
        return f"<Moves in {self.month} against {self.baseline!r}: {len(self)}>"


def better(measure: str) -> Literal["lower", "higher", "neither"]:
    """Return which way a measure is better for people on probation and staff; "neither" where that depends."""
    known = _core.known_measures().get(measure)
    return "neither" if known is None else known[0]


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


def _month_index(at: str | int | None, forecast: Forecast, shortest: int) -> int:
    months = forecast[forecast.names[0]].months
    if at is None:
        return shortest
    t = months.index(at) if isinstance(at, str) and at in months else at
    if not isinstance(t, int) or not 0 <= t <= shortest:
        msg = f"at must be a month from {months[0]} to {months[shortest]}, or 0 to {shortest}; not {at!r}"
        raise ValueError(msg)
    return t


def _median(forecast: Forecast, name: tuple[str, str, str], t: int) -> float:
    """Return the median at month t; of a flow, which belongs to months, the last one that there is."""
    medians = forecast[name].quantile(0.5)
    return float(medians[min(t, len(medians) - 1)])


def _move(number: str, scenario: str, name: tuple[str, str, str], base: float, median: float, least: float) -> Move:
    change = median - base
    good = better(name[0])
    verdict: Verdict
    if median == base or (math.isfinite(base) and abs(change) <= least * abs(base)):
        verdict = "no change"
    elif good == "neither":
        verdict = "neither"
    else:
        verdict = "better" if (change < 0) == (good == "lower") else "worse"
    return Move(number, scenario, name[0], name[1], base, median, change, verdict)
