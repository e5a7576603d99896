"""The table of a forecast: a few measures of each unit and grade, now and later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from .._display.grid import Grid
from .._display.months import month_titles, months_asked
from .._display.numbers import interval, measure_title, of_title, percent, unit_title
from .._display.shown import Shown

if TYPE_CHECKING:
    from .series import Series


@dataclass(frozen=True)
class Cell:
    """A measure in one month: median and interval, in the measure's own unit."""

    month: str
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class TableRow:
    """A measure of a unit and grade in a few months.

    Parameters
    ----------
    measure, unit, of
        The names of the series.
    cells
        The months that the table shows.
    first_month
        For workload: the first month in which it is at most 100 % with the table's probability, or None.
    stays_from
        For workload: the first month from which it stays so to the horizon, with the table's probability, or None.
    is_flow
        Whether numbers belong to a month rather than to its start.
    """

    measure: str
    unit: str
    of: str
    cells: tuple[Cell, ...]
    first_month: str | None
    stays_from: str | None = None
    is_flow: bool = False


class ForecastTable(Shown, Sequence[TableRow]):
    """Rows of unit, grade and measure; columns are months. Made by :meth:`Forecast.table`."""

    __slots__ = ("_caption", "_months", "_notes", "_probability", "_rows", "at")

    def __init__(
        self,
        series: Sequence[Series],
        *,
        at: Sequence[int] | None,
        interval: float,
        probability: float,
        months: int,
        caption: str,
        notes: Sequence[str],
    ) -> None:
        self.at = months_asked(at, months, max((len(s) for s in series), default=months + 1) - 1)
        self._months = months
        self._probability = probability
        self._caption = caption
        self._notes = notes
        self._rows = [self._row(each, interval) for each in series]

    def _row(self, series: Series, width: float) -> TableRow:
        low, middle, high = series.quantile((0.5 - width / 2, 0.5, 0.5 + width / 2)).tolist()
        months = series.months
        cells = tuple(Cell(months[t], middle[t], low[t], high[t]) for t in self.at if t < len(series))
        first = stays = None
        if series.measure == "workload":
            first = series.first_month(at_most=1.0, probability=self._probability)
            stays = series.stays_from(at_most=1.0, probability=self._probability)
        return TableRow(series.measure, series.unit, series.of, cells, first, stays, series.is_flow)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | list[TableRow]:
        return self._rows[index]

    def _grid(self) -> Grid:
        has_workload = any(row.measure == "workload" for row in self._rows)
        whom = (
            "grade or backlog"
            if any(row.measure in ("waiting", "share_past_12_months") for row in self._rows)
            else "grade"
        )
        columns = ["unit", whom, "measure", *month_titles(self.at)]
        if has_workload:
            columns += [f"first at most 100 % ({percent(self._probability, 0)} sure)", "stays from"]
        rows = []
        for row in self._rows:
            cells = iter(row.cells)
            has = [t < self._months or not row.is_flow for t in self.at]
            shown = ((next(cells) if there else None) for there in has)
            numbers = ["" if c is None else interval(row.measure, c.median, c.low, c.high) for c in shown]
            if has_workload:
                numbers += self._when(row)
            title = measure_title(row.measure, is_flow=row.is_flow)
            rows.append([unit_title(row.unit), of_title(row.of), title, *numbers])
        totals = frozenset(n for n, row in enumerate(self._rows) if row.unit == "*")
        return Grid(self._caption, columns, rows, heads=3, notes=self._notes, totals=totals)

    def _when(self, row: TableRow) -> list[str]:
        """Return the cells of when workload is at most 100 %, and from when it stays so."""
        if row.measure != "workload":
            return ["", ""]
        if row.first_month is None:
            return [f"not within {self._months} months", ""]
        return [row.first_month, row.stays_from or "does not stay"]

    def __repr__(self) -> str:
        return f"<ForecastTable {len(self)} rows>"
