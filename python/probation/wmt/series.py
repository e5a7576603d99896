"""Workload over time: excess that lasts, whose it is, and whether it rises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .._core import day_text, name_key
from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.numbers import number
from .._display.shown import Shown
from .._util.arguments import number as checked_number
from .._util.named import known_name, unknown_name
from .._util.optional import require
from .settings import in_force

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .calculation import Settings
    from .settings import Day


@dataclass(frozen=True)
class Spell:
    """Snapshots in a row that are in excess.

    Parameters
    ----------
    first, last
        Days of its first and last snapshot.
    snapshots
        How many there are.
    weeks
        Consecutive weeks in which it was seen: ⌊(last − first) ÷ 7⌋ + 1.
    highest, mean
        Of its snapshots, in per cent.
    is_sustained
        Whether it lasted for as many weeks as the rule says.
    is_open
        Whether its last snapshot is the last there is, so that it may go on.
    """

    first: str
    last: str
    snapshots: int
    weeks: int
    highest: float
    mean: float
    is_sustained: bool
    is_open: bool


@dataclass(frozen=True)
class Trend:
    """A straight line by ordinary least squares.

    Parameters
    ----------
    per_week
        Percentage points a week.
    standard_error
        Of `per_week`, if the errors of snapshots are independent and alike. Those of a caseload are not quite: today's
        is mostly yesterday's, so the true error is larger.
    at_last
        The line on the last day.
    snapshots
        How many it goes through.
    """

    per_week: float
    standard_error: float
    at_last: float
    snapshots: int


class History(Shown, Mapping[str, "Excess"]):
    """Workloads of several over time, by name; made by :func:`history`."""

    __slots__ = ("_items", "rule")

    def __init__(self, items: dict[str, Excess], rule: dict[str, Any]) -> None:
        self._items = items
        self.rule = rule

    def __getitem__(self, name: str) -> Excess:
        found = known_name(name, self._items)
        if found is None:
            raise unknown_name(name, "history", list(self._items))
        return self._items[found]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def sustained(self) -> dict[str, list[Spell]]:
        """Return who is or was in sustained excess, and when."""
        found = {name: [s for s in each.spells if s.is_sustained] for name, each in self._items.items()}
        return {name: spells for name, spells in found.items() if spells}

    def _grid(self) -> Grid:
        rows = []
        for name, each in self._items.items():
            trend = each.trend
            lasting = [s for s in each.spells if s.is_sustained]
            slope = (
                ""
                if trend is None
                else f"{'+' if trend.per_week >= 0 else ''}{number(trend.per_week, 2)} ± {number(trend.standard_error, 2)}"
            )
            when = "; ".join(f"{s.first} to {s.last} ({s.weeks} weeks{', open' if s.is_open else ''})" for s in lasting)
            last = number(float(each.percents[-1])) if each.days else "none"
            rows.append([name, str(len(each.days)), last, slope, when or "none"])
        how = "above" if self.rule["strict"] else "at least"
        notes = [
            (
                f"Sustained: {how} {number(self.rule['threshold'], 0)} % for {self.rule['weeks']} consecutive weeks; "
                f"snapshots more than {self.rule['most_days_between']} days apart end a spell."
            ),
            "Trend: points of per cent a week by ordinary least squares, ± its standard error.",
        ]
        notes += [
            f"{name}: no percentage on {len(each.without_percent)} of the days, from {each.without_percent[0]}"
            for name, each in self._items.items()
            if each.without_percent
        ]
        columns = ["who", "snapshots", "last, %", "trend a week", "sustained excess"]
        return Grid("Workload over time", columns, rows, notes=notes, words=frozenset({4}))

    def __repr__(self) -> str:
        return f"<History of {len(self)}: {len(self.sustained())} in sustained excess>"


class Excess:
    """The workload of one over time: snapshots, spells of excess, trend, and the days that have no percentage."""

    __slots__ = ("days", "percents", "spells", "trend", "without_percent")

    def __init__(
        self,
        days: list[str],
        percents: NDArray[np.float64],
        spells: list[Spell],
        trend: Trend | None,
        without_percent: list[str],
    ) -> None:
        self.days = days
        self.percents = percents
        self.spells = spells
        self.trend = trend
        self.without_percent = without_percent

    def plot(self, *, ax: Any = None, threshold: float = 110.0) -> Any:
        """Draw the snapshots and the threshold with matplotlib; return the axes."""
        plt = require("matplotlib.pyplot", "plot", "plot()")
        if ax is None:
            ax = plt.subplots()[1]
        ax.plot(np.array(self.days, dtype="datetime64[D]"), self.percents, marker="o")
        ax.axhline(threshold, linestyle="--", linewidth=1, color="0.4")
        ax.set_ylabel("workload, %")
        return ax

    def __repr__(self) -> str:
        return f"<Excess: {len(self.days)} snapshots, {len(self.spells)} spells>"


def history(
    snapshots: Iterable[tuple[Day, str, float | None]],
    *,
    threshold: float | None = None,
    weeks: int = 4,
    strict: bool = True,
    most_days_between: int = 10,
    configuration: Settings = None,
) -> History:
    """Find excess that lasts in dated snapshots.

    The tool shows one day. The ministers' definition of excessive workload is over 110 % for four consecutive weeks
    (written answer 172934, 30 March 2021), which only a series can tell.

    Parameters
    ----------
    snapshots
        (day, name, per cent), in any order, one a day for each name. Names that differ only in capitals, spaces, ``_``
        and dashes are one name, shown as first written. Days may be irregular. None for per cent is a day
        without capacity: it says nothing of excess, so it is left out of spells, and listed in ``without_percent``.
    threshold, strict
        Excess is more than the threshold, or at least it if not `strict`. None is the high threshold of the settings,
        110 in the seed.
    weeks
        A spell is sustained from so many consecutive weeks on, ⌊(last − first) ÷ 7⌋ + 1: four weekly snapshots in a row, or
        daily ones over 22 days, are four weeks.
    most_days_between
        Snapshots further apart say nothing of the days between, and end a spell. 10 lets one weekly snapshot be a few
        days late, and none be missing.
    configuration
        Settings, for the threshold; the shipped seed if None.

    Raises
    ------
    WmtError
        If a name has two snapshots on a day, or a percentage is not finite.

    Examples
    --------
    >>> import probation as pb
    >>> days = ["2022-01-03", "2022-01-10", "2022-01-17", "2022-01-24"]
    >>> seen = pb.wmt.history([(day, "West Kent", 132.0) for day in days])
    >>> seen["West Kent"].spells[0].weeks, list(seen.sustained())
    (4, ['West Kent'])
    """
    if threshold is None:
        threshold = in_force(configuration, None).thresholds[2]
    threshold = checked_number("threshold", threshold)
    by_key: dict[str, tuple[str, list[tuple[str, float | None]]]] = {}
    for day, name, percent in snapshots:
        _, rows = by_key.setdefault(name_key(name), (name, []))
        rows.append((day_text(day), None if percent is None else float(percent)))
    items = {}
    for name, rows in by_key.values():
        rows.sort(key=lambda row: row[0])
        known = [(day, percent) for day, percent in rows if percent is not None]
        days, percents = [day for day, _ in known], [percent for _, percent in known]
        try:
            spells = _wmt.excess_spells(days, percents, threshold, strict, weeks, most_days_between)
            trend = _wmt.trend(days, percents)
        except _wmt.WmtError as error:
            error.add_note(f"in the history of {name!r}")
            raise
        items[name] = Excess(
            days,
            np.array(percents, dtype=np.float64),
            [Spell(*spell) for spell in spells],
            None if trend is None else Trend(*trend),
            [day for day, percent in rows if percent is None],
        )
    rule = {"threshold": threshold, "weeks": weeks, "strict": strict, "most_days_between": most_days_between}
    return History(items, rule)
