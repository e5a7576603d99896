"""Forecasts of several regions or scenarios side by side."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._display.frames import QUANTILES, attributes
from .._display.grid import Grid
from .._display.months import month_titles, months_asked
from .._display.naming import under_text
from .._display.numbers import interval as interval_text
from .._display.numbers import measure_of, measure_title, number, of_title, percent, unit_title
from .._display.plot import plot_comparison
from .._display.shown import Shown
from .._forecast.forecasting import Forecast
from .._forecast.projecting import forecast
from .._region.region import Region
from .._util.arguments import by_name, renamed
from .._util.arguments import share as share_of
from .._util.named import known_name, unknown_name
from .._util.optional import require

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas
    from matplotlib.axes import Axes

    from .._display.naming import Selection
    from .._forecast.series import Numbers, Series
    from .._run.limits import Limit


class Comparison(Shown, Mapping[str, Forecast]):
    """Forecasts by name, made with the same months, runs and seed; the first is the baseline. Made by :func:`compare`.

    Scenarios of one document share their random numbers cell by cell, so a difference of two forecasts says more
    than the two apart: what they do not change is the same in both, replicate by replicate.
    """

    __slots__ = ("_forecasts",)

    def __init__(self, forecasts: Mapping[str, Forecast]) -> None:
        by_name("Comparison()", forecasts, Forecast, "forecast", 'forecasts by name, as in {"as it is": forecast}')
        if not forecasts:
            message = "a comparison needs at least one forecast"
            raise ValueError(message)
        self._forecasts = dict(forecasts)

    def __getitem__(self, name: str) -> Forecast:
        found = known_name(name, self._forecasts)
        if found is None:
            raise unknown_name(name, "forecast", list(self._forecasts))
        return self._forecasts[found]

    def __iter__(self) -> Iterator[str]:
        return iter(self._forecasts)

    def __len__(self) -> int:
        return len(self._forecasts)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    @property
    def baseline(self) -> str:
        """Name of the forecast that the others are compared with: the first."""
        return next(iter(self))

    def difference(self, name: str, measure: str, *, unit: str = "*", of: str = "*") -> Numbers:
        """Return the mean of a forecast's measure less that of the baseline, by month.

        The mean of the difference is the difference of the means; of medians and other quantiles that is not true.

        Raises
        ------
        KeyError
            If there is no such forecast or series.
        """
        difference: Numbers = self[name][measure, unit, of].mean - self[self.baseline][measure, unit, of].mean
        return difference

    @renamed(share="interval")
    def table(
        self,
        measure: str | Sequence[str] = "workload",
        *,
        unit: str = "*",
        of: str = "*",
        at: Sequence[int] | None = None,
        interval: float = 0.8,
    ) -> ComparisonTable:
        """Return a table of one or more measures of a unit and grade or backlog: a row for each forecast.

        Besides medians and intervals it has the change of the mean and that of the median from the baseline in the last
        month, and for workload the chance that it is at most 100 % then.

        Parameters
        ----------
        measure
            One or more measures.
        unit, of
            Whose measure it is.
        at
            Months from the start; if None now, the end of the horizon, and some between. Flows such as joiners have no
            number for the end: their last month is the one before.
        interval
            Probability of the interval beside the median, with as much below it as above.

        Raises
        ------
        KeyError
            If a forecast has no such series; see :meth:`Forecast.select`.
        ValueError
            If a month of `at` is beyond the horizon, or there are no measures.
        """
        measures = [measure] if isinstance(measure, str) else list(measure)
        return ComparisonTable(self, measures, unit, of, at, share_of("interval", interval))

    def to_json(
        self,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
        time: bool = True,
    ) -> str:
        """Return one JSON object, the same as ``probation compare --json``.

        ``{"schema": 1, "scenarios": {"as it is": {…}, …}}``, each as :meth:`Forecast.to_json` writes it.
        """
        trees = {
            name: json.loads(each.to_json(quantiles=quantiles, measure=measure, unit=unit, of=of, time=time))
            for name, each in self.items()
        }
        return json.dumps({"schema": 1, "scenarios": trees}, ensure_ascii=False, allow_nan=False)

    def to_pandas(
        self,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
    ) -> pandas.DataFrame:
        """Return the long DataFrame of :meth:`Forecast.to_pandas` of all forecasts, their name as its first column."""
        library = require("pandas", "pandas", "to_pandas()")
        frames = []
        for name, each in self.items():
            frame = each.to_pandas(quantiles=quantiles, measure=measure, unit=unit, of=of)
            frame.insert(0, "scenario", name)
            frames.append(frame)
        joined: pandas.DataFrame = library.concat(frames)
        joined.attrs.update(attributes(self.items()))
        return joined

    def plot(self, measure: str, *, unit: str = "*", of: str = "*", ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw the medians of a measure, the baseline with its fan, on `ax` (the current axes if None); return it."""
        return plot_comparison(self, measure, unit, of, ax, **kwargs)

    def _grid(self) -> Grid:
        first = self[self.baseline]
        measure = "workload" if first.practitioners() else "headcount"
        return self.table(measure)._grid()

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self)}>"


class ComparisonTable(Shown):
    """Rows are forecasts, columns months: medians and intervals, and the change from the baseline at the end.

    Made by :meth:`Comparison.table`.
    """

    __slots__ = ("_comparison", "_interval", "_measures", "_of", "_unit", "at")

    def __init__(
        self,
        comparison: Comparison,
        measures: Sequence[str],
        unit: str,
        of: str,
        at: Sequence[int] | None,
        interval: float,
    ) -> None:
        if not measures:
            message = "measure=[] selects nothing: give one measure or several"
            raise ValueError(message)
        first = comparison[comparison.baseline]
        for each in comparison.values():
            shown = [each.select(measure, unit, of)[0] for measure in measures]
        self._comparison, self._interval = comparison, interval
        self._measures = [series.measure for series in shown]
        self._unit, self._of = shown[0].unit, shown[0].of
        shortest = min(forecast.months for forecast in comparison.values())
        last = shortest - 1 if all(series.is_flow for series in shown) else shortest
        self.at = months_asked(at, shortest, last if last < first.months else None)

    def _series(self, name: str, measure: str) -> Series:
        return self._comparison[name][measure, self._unit, self._of]

    def _grid(self) -> Grid:
        has_workload = "workload" in self._measures
        rows = [self._row(name, measure, has_workload) for measure in self._measures for name in self._comparison]
        columns = ["scenario", "measure", *month_titles(self.at), "change of mean", "change of median"]
        if has_workload:
            columns.append("chance of at most 100 %")
        baseline = self._comparison[self._comparison.baseline]
        origin = baseline.provenance
        whom = unit_title(self._unit) + ("" if self._of == "*" else f", {of_title(self._of)}")
        what = "expected forecasts: no randomness, no intervals"
        if origin["policy"] == "random":
            what = f"median and {percent(self._interval, 0)} interval of {origin['runs']:,} runs, seed {origin['seed']}"
        end = self.at[-1]
        month = max((self._series(self._comparison.baseline, m).months for m in self._measures), key=len)[end]
        changed = (
            f"changes from {self._comparison.baseline!r} {'now' if end == 0 else f'in {end} months'} ({month}): "
            "of the means and of the medians; neither tells how far a single run changes"
        )
        notes = [what, changed]
        if any(self._last(m) < end for m in self._measures):
            notes.append(f"a flow has no number for the start of {month}: its change is that of the month before")
        for name, each in self._comparison.items():
            under = each.provenance["scenarios"]
            if under and under != [name]:  # the row does not say it
                notes.append(f"{name}: {under_text(under).removeprefix(', ')}")
        return Grid(whom, columns, rows, heads=2, notes=notes)

    def _last(self, measure: str) -> int:
        """Return the last month shown that the measure has."""
        return min(self.at[-1], len(self._series(self._comparison.baseline, measure)) - 1)

    def _row(self, name: str, measure: str, has_workload: bool) -> list[str]:
        series, base = self._series(name, measure), self._series(self._comparison.baseline, measure)
        quantiles = series.quantile((0.5 - self._interval / 2, 0.5, 0.5 + self._interval / 2)).tolist()
        cells = [
            interval_text(measure, *(quantiles[k][t] for k in (1, 0, 2))) if t < len(series) else "" for t in self.at
        ]
        end = self._last(measure)
        changes = [series.mean[end] - base.mean[end], quantiles[1][end] - base.quantile(0.5)[end]]
        is_base = name == self._comparison.baseline
        cells += ["" if is_base else _signed(measure, float(change)) for change in changes]
        if has_workload:
            chance = percent(float(series.probability(at_most=1.0)[end]), 0) if measure == "workload" else ""
            cells.append(chance)
        return [name, measure_title(measure, is_flow=series.is_flow), *cells]

    def __repr__(self) -> str:
        return f"<ComparisonTable {len(self._comparison)} forecasts, {len(self._measures)} measures>"


def _signed(measure: str, change: float) -> str:
    """Return a change with its sign in the unit of the measure: "+3.2"; "–" where it is not a number."""
    how = measure_of(measure)
    if math.isnan(change):
        return "–"
    shown = number(how.scale * change, max(1, how.digits) if abs(how.scale * change) < 1000 else 0)
    return shown if shown.startswith("−") or not shown.strip("0.,") else f"+{shown}"


def compare(
    regions: Mapping[str, Region],
    *,
    months: int = 24,
    runs: int = 10_000,
    seed: int = 1,
    threads: int | None = None,
    progress: bool | Callable[[int, int], object] | None = None,
    limits: Limit | Sequence[Limit] | None = None,
) -> Comparison:
    """Forecast several regions, or one under several scenarios, with the same months, runs and seed.

    Parameters
    ----------
    regions
        Regions by the name under which they show; the first is the baseline.
    months, runs, seed, threads, progress, limits
        As for :func:`forecast`.

    Raises
    ------
    TypeError
        If they are not regions by name.
    ValueError
        If there are no regions.
    DocumentError, ForecastError, KeyboardInterrupt
        As for :func:`forecast`.

    Examples
    --------
    >>> both = pb.compare({"as planned": kss, "vetting halved": kss.scenario("vetting halved")})  # doctest: +SKIP
    >>> both.table("workload", unit="West Kent", of="PO")                                         # doctest: +SKIP
    """
    by_name("compare()", regions, Region, "region", 'regions by name, as in {"as it is": region}')
    made = {
        name: forecast(region, months=months, runs=runs, seed=seed, threads=threads, progress=progress, limits=limits)
        for name, region in regions.items()
    }
    return Comparison(made)
