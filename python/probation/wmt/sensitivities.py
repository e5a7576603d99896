"""How a workload moves if the weights, or the minutes behind them, are not what they are said to be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .._core import Quantity
from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.numbers import number, short
from .._display.shown import Shown
from .._util.arguments import MAX_RUNS, checked_int, renamed
from .._util.arguments import share as share_of
from .calculation import Cases, Settings, _number, _plain
from .settings import Day, in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Effect:
    """What one weight does to a workload.

    Parameters
    ----------
    location, tier, t2a
        Which weight.
    weight
        Points a case, with their spread and source.
    cases
        Cases that score by it; inactive ones count by what they keep.
    points, percent
        Cases × weight, and that in per cent of the points available.
    per_percent
        Percentage points of workload for one per cent of the weight.
    """

    location: str
    tier: str
    t2a: bool
    weight: Quantity
    cases: float
    points: float
    percent: float
    per_percent: float


class Sensitivity(Shown):
    """How a workload moves with the weights; made by :func:`sensitivity`."""

    __slots__ = ("effects", "expected", "percents", "time")

    def __init__(self, effects: list[Effect], expected: float, percents: NDArray[np.float64], time: Quantity) -> None:
        self.effects: Sequence[Effect] = effects
        self.expected = expected
        """The workload in per cent with every weight and the time at their means."""
        self.percents = percents
        """The workload in per cent, draw by draw."""
        self.time = time

    def quantile(self, q: ArrayLike) -> Any:
        """Return quantiles of the drawn workloads, in per cent."""
        for each in np.ravel(q):
            share_of("q", each, low=True, high=True)
        return np.quantile(self.percents, np.asarray(q, dtype=np.float64))

    @renamed(share="interval")
    def interval(self, interval: float = 0.8) -> tuple[float, float]:
        """Return the middle interval that holds so much of the draws."""
        width = share_of("interval", interval)
        low, high = np.quantile(self.percents, [0.5 - width / 2, 0.5 + width / 2])
        return float(low), float(high)

    def _grid(self) -> Grid:
        ordered = sorted(self.effects, key=lambda e: -abs(e.points))
        rows = [
            [
                e.location + (", T2A" if e.t2a else ""),
                e.tier,
                short(e.cases),
                e.weight.text,
                short(e.points),
                number(e.percent),
                number(e.per_percent, 2),
            ]
            for e in ordered
        ]
        low, high = self.interval()
        notes = [
            (
                f"Workload {number(self.expected)} %; 80 % of {len(self.percents):,} draws lie between {number(low)} and "
                f"{number(high)} %."
            ),
            f"Every weight is multiplied by {self.time.text}.",
        ]
        columns = ["location", "tier", "cases", "points a case", "points", "workload, %", "for 1 % of the weight"]
        return Grid("Sensitivity to weights", columns, rows, heads=2, notes=notes)

    def __repr__(self) -> str:
        low, high = self.interval()
        return f"<Sensitivity: {self.expected:.1f} % ({low:.1f}–{high:.1f})>"


def sensitivity(
    cases: Cases,
    *,
    available_points: float,
    t2a: Cases | None = None,
    other_points: float = 0.0,
    time: float | Mapping[str, float] = 1.0,
    configuration: Settings = None,
    date: Day | None = None,
    runs: int = 10_000,
    seed: int = 1,
) -> Sensitivity:
    """Return how a workload moves with the weights of cases, and with the time behind them.

    Uncertain weights of the settings (``{"low": 60, "mode": 75, "high": 100}`` where a number could stand) are drawn
    once a run, each from its own random numbers, so that two questions with the same seed share their draws.

    Parameters
    ----------
    cases, t2a
        See :func:`points`.
    available_points
        Points that can be done, above 0.
    other_points
        Points of reports and contacts, which no weight of a case moves.
    time
        Every weight is multiplied by this: 1.34 if tasks take about a third longer than their points say, as the review of
        2024 found; or a spread, ``{"low": 1.2, "mode": 1.34, "high": 1.5}``.
    configuration, date
        See :func:`available_points`.
    runs, seed
        How many draws, and which.

    Examples
    --------
    >>> import probation as pb
    >>> longer = pb.wmt.sensitivity({"community": {"B1": 20}}, available_points=2176, time={"low": 1.2, "high": 1.5})
    >>> longer
    <Sensitivity: 126.6 % (115.4–137.9)>
    """
    settings = in_force(configuration, date)
    factor = _wmt.quantity(json.dumps(dict(time) if isinstance(time, Mapping) else _number(time, "time")))
    runs = checked_int("runs", runs, 1, MAX_RUNS)
    seed = checked_int("seed", seed, 0, 2**32 - 1)
    question = (
        settings,
        _plain(cases),
        _plain(t2a),
        _number(other_points, "other_points"),
        _number(available_points, "available_points"),
        factor,
    )
    effects = [Effect(*effect) for effect in _wmt.weight_effects(*question)]
    expected = sum(e.percent for e in effects) + 100 * other_points / available_points
    return Sensitivity(effects, expected, _wmt.drawn_percents(*question, seed, runs), factor)
