"""What moves the measures that bear on recommendations: medians of forecasts compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

from .. import _core
from .._display.grid import Grid
from .._display.numbers import measure_of, number, unit_title
from .._display.protocols import Fans
from .._display.shown import Shown
from .._util.arguments import by_name, share
from .._util.named import unknown_name
from .._util.optional import require

if TYPE_CHECKING:
    import pandas

Verdict = Literal["better", "worse", "no change", "neither"]


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


def moves_of(
    items: Iterable[_core.Recommendation],
    forecasts: Mapping[str, Fans],
    *,
    baseline: str | None,
    at: str | int | None,
    least: float,
) -> Moves:
    """Return how far each scenario moves the measures that bear on each item; see :meth:`Recommendations.moves`."""
    by_name("moves()", forecasts, Fans, "forecast", 'forecasts by name, as in {"as it is": forecast}')
    if not math.isinf(least):  # infinite: no change counts
        share("least", least, low=True)
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
    for item in items:
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


def _month_index(at: str | int | None, forecast: Fans, shortest: int) -> int:
    months = forecast[forecast.names[0]].months
    if at is None:
        return shortest
    t = months.index(at) if isinstance(at, str) and at in months else at
    if not isinstance(t, int) or not 0 <= t <= shortest:
        msg = f"at must be a month from {months[0]} to {months[shortest]}, or 0 to {shortest}; not {at!r}"
        raise ValueError(msg)
    return t


def _median(forecast: Fans, name: tuple[str, str, str], t: int) -> float:
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
