"""Forecasts of several regions or scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .display.grid import Grid
from .display.numbers import interval, measure_of, of_title, percent, unit_title
from .display.shown import Shown
from .forecasting import QUANTILES, Forecast
from .named import known_name, unknown_name
from .optional import require
from .projecting import forecast

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas
    from matplotlib.axes import Axes

    from .region import Region
    from .series import Numbers


class Comparison(Shown, Mapping[str, Forecast]):
    """Forecasts by name, made with the same months, runs and seed; the first is the baseline. Made by :func:`compare`.

    Scenarios of one document share their random numbers cell by cell, so a difference of two forecasts says more
    than the two apart: what they do not change is the same in both, replicate by replicate.
    """

    __slots__ = ("_forecasts",)

    def __init__(self, forecasts: Mapping[str, Forecast]) -> None:
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

        Raises
        ------
        KeyError
            If there is no such forecast or series.
        """
        difference: Numbers = self[name][measure, unit, of].mean - self[self.baseline][measure, unit, of].mean
        return difference

    def table(
        self,
        measure: str | Sequence[str] = "workload",
        *,
        unit: str = "*",
        of: str = "*",
        at: Sequence[int] = (0, 6, 12, 24),
        share: float = 0.8,
    ) -> ComparisonTable:
        """Return a table of one or more measures of a unit and grade or backlog: a row for each forecast.

        Parameters
        ----------
        measure
            One or more measures.
        unit, of
            Whose measure it is.
        at
            Months from the start; those beyond the horizon are left out.
        share
            Probability of the interval beside the median.

        Raises
        ------
        KeyError
            If a forecast has no such series.
        """
        measures = [measure] if isinstance(measure, str) else list(measure)
        return ComparisonTable(self, measures, unit, of, at, share)

    def to_pandas(self, *, quantiles: Sequence[float] = QUANTILES) -> pandas.DataFrame:
        """Return the long DataFrame of :meth:`Forecast.to_pandas` of all forecasts, their name as its first column."""
        library = require("pandas", "pandas", "to_pandas()")
        frames = [f.to_pandas(quantiles=quantiles).assign(scenario=name) for name, f in self.items()]
        frame: pandas.DataFrame = library.concat(frames, ignore_index=True)
        return frame[["scenario", *(c for c in frame.columns if c != "scenario")]]

    def plot(self, measure: str, *, unit: str = "*", of: str = "*", ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw the medians of a measure, the baseline with its fan, on `ax` (the current axes if None); return it."""
        from .plot import plot_comparison

        return plot_comparison(self, measure, unit, of, ax, **kwargs)

    def _grid(self) -> Grid:
        first = self[self.baseline]
        measure = "workload" if first.practitioners() else "headcount"
        return self.table(measure)._grid()

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self)}>"


class ComparisonTable(Shown):
    """Rows are forecasts, columns months: medians and intervals, and the change of the mean from the baseline.

    Made by :meth:`Comparison.table`.
    """

    __slots__ = ("_at", "_comparison", "_measures", "_of", "_share", "_unit")

    def __init__(
        self, comparison: Comparison, measures: Sequence[str], unit: str, of: str, at: Sequence[int], share: float
    ) -> None:
        self._comparison, self._measures, self._unit, self._of, self._share = comparison, measures, unit, of, share
        shortest = min(len(f[m, unit, of]) for f in comparison.values() for m in measures)
        self._at = [t for t in at if t < shortest]

    def _grid(self) -> Grid:
        low, high = 0.5 - self._share / 2, 0.5 + self._share / 2
        rows = []
        for measure in self._measures:
            scale = measure_of(measure).scale
            for name, each in self._comparison.items():
                quantiles = each[measure, self._unit, self._of].quantile((low, 0.5, high))
                cells = [interval(measure, float(quantiles[1, t]), *map(float, quantiles[::2, t])) for t in self._at]
                change = self._comparison.difference(name, measure, unit=self._unit, of=self._of)[self._at[-1]]
                moved = "" if name == self._comparison.baseline else _signed(scale * float(change))
                rows.append([name, measure_of(measure).title, *cells, moved])
        columns = ["scenario", "measure", *("now" if t == 0 else f"in {t} months" for t in self._at), "change of mean"]
        origin = self._comparison[self._comparison.baseline].provenance
        whom = unit_title(self._unit) + ("" if self._of == "*" else f", {of_title(self._of)}")
        notes = [
            (
                f"median and {percent(self._share, 0)} interval of {origin['runs']:,} runs, seed {origin['seed']}; "
                f"change: mean at the end less that of {self._comparison.baseline}"
            )
        ]
        return Grid(whom, columns, rows, heads=2, notes=notes)

    def __repr__(self) -> str:
        return f"<ComparisonTable {len(self._comparison)} forecasts, {len(self._measures)} measures>"


def _signed(x: float) -> str:
    if not np.isfinite(x):
        return "–"
    text = f"{x:+.1f}" if abs(x) < 1000 else f"{x:+,.0f}"
    return text.replace("-", "−")


def compare(
    regions: Mapping[str, Region],
    *,
    months: int = 24,
    runs: int = 10_000,
    seed: int = 1,
    threads: int | None = None,
    progress: bool | Callable[[int, int], object] | None = None,
) -> Comparison:
    """Forecast several regions, or one under several scenarios, with the same months, runs and seed.

    Parameters
    ----------
    regions
        Regions by the name under which they show; the first is the baseline.
    months, runs, seed, threads, progress
        As for :func:`forecast`.

    Raises
    ------
    ValueError
        If there are no regions.
    DocumentError, ForecastError, KeyboardInterrupt
        As for :func:`forecast`.

    Examples
    --------
    >>> both = pb.compare({"as planned": kss, "vetting halved": kss.scenario("vetting halved")})  # doctest: +SKIP
    >>> both.table("workload", unit="West Kent", of="PO")                                         # doctest: +SKIP
    """
    made = {
        name: forecast(region, months=months, runs=runs, seed=seed, threads=threads, progress=progress)
        for name, region in regions.items()
    }
    return Comparison(made)
