"""Forecasts of a region."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .assumptions import Assumptions
from .display.numbers import percent
from .display.shown import Shown
from .named import known_name
from .series import Series
from .tables import ForecastTable

if TYPE_CHECKING:
    import pandas
    import pyarrow
    import xarray
    from matplotlib.axes import Axes

    from . import _core
    from .display.grid import Grid

Name = tuple[str, str, str]
Selection = str | Sequence[str] | None

QUANTILES = (0.1, 0.5, 0.9)
TABLE_MEASURES = ("workload", "vacancy_rate", "caseload_per_officer")
STAFF_MEASURES = ("headcount", "vacancy_rate")  # where nobody holds cases
BACKLOG_MEASURES = ("waiting", "share_past_12_months")


class Forecast(Shown, Mapping[Name, Series]):
    """Series by (measure, unit, of), in the order of the document; "*" is the whole region, or all grades.

    Made by :func:`forecast`. Immutable; nothing of single replicates is kept unless it was asked for.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Forecast) -> None:
        self._core = core

    def __getitem__(self, name: Name) -> Series:
        """Return the series of that (measure, unit, of); a wrong name is a KeyError with a near miss."""
        given: object = name
        if not (isinstance(given, tuple) and len(given) == 3 and all(isinstance(part, str) for part in given)):
            message = f'a series is named by (measure, unit, of), as in ["workload", "*", "PO"], not by {name!r}'
            raise KeyError(message)
        return Series(self._core.series(*name))

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def _ipython_key_completions_(self) -> list[Name]:
        return self.names

    @property
    def names(self) -> list[Name]:
        """(measure, unit, of) of every series."""
        return self._core.names

    @property
    def series(self) -> list[Series]:
        """All series."""
        return [self[name] for name in self.names]

    @property
    def months(self) -> int:
        """Horizon in months."""
        return self._core.months

    @property
    def start(self) -> str:
        """First month: "2022-04"."""
        return self._core.start

    @property
    def provenance(self) -> dict[str, Any]:
        """Where it comes from: version, region, digest of the document, seed, runs, first, rng, policy, time …."""
        return self._core.provenance

    def select(self, measure: Selection = None, unit: Selection = None, of: Selection = None) -> list[Series]:
        """Return the series of some measures, units and grades, each a name, several names, or None for all.

        Raises
        ------
        KeyError
            If nothing has these names.
        """
        given = [[names] if isinstance(names, str) else names for names in (measure, unit, of)]
        wanted = [
            None if names is None else {self._known(part, name) for name in names} for part, names in enumerate(given)
        ]
        return [
            self[name]
            for name in self.names
            if all(names is None or part in names for part, names in zip(name, wanted, strict=True))
        ]

    def _known(self, part: int, name: str) -> str:
        """Return a measure, unit or grade (part 0, 1, 2) as it is written here; KeyError with a near miss."""
        found = known_name(name, dict.fromkeys(each[part] for each in self.names))
        if found is None:
            probe = list(self.names[0])
            probe[part] = name
            self._core.series(*probe)  # raises
            raise KeyError(name)
        return found

    def first_month(
        self,
        measure: str,
        *,
        unit: str = "*",
        of: str = "*",
        at_most: float | None = None,
        at_least: float | None = None,
        probability: float = 0.9,
    ) -> str | None:
        """Return the first month in which a measure is at most, or at least, so much with that probability or more.

        Each month is judged on its own. Returns None if there is no such month within the horizon.

        Raises
        ------
        KeyError
            If there is no such series.
        TypeError
            Unless exactly one of `at_most` and `at_least` is given.

        Examples
        --------
        >>> base.first_month("workload", unit="West Kent", of="PO", at_most=1.0, probability=0.9)  # doctest: +SKIP
        '2023-05'
        """
        return self[measure, unit, of].first_month(at_most=at_most, at_least=at_least, probability=probability)

    def practitioners(self) -> list[str]:
        """Return the grades that hold cases, without "*"."""
        holders = {of for measure, _, of in self.names if measure == "caseload_per_officer" and of != "*"}
        return list(dict.fromkeys(of for _, _, of in self.names if of in holders))

    def backlogs(self) -> list[str]:
        """Return the names of backlogs: waiting lists, programmes, unpaid work, victim contact."""
        return list(dict.fromkeys(of for measure, _, of in self.names if measure in BACKLOG_MEASURES))

    def table(
        self,
        measure: Selection = None,
        *,
        unit: Selection = None,
        of: Selection = None,
        at: Sequence[int] = (0, 6, 12, 24),
        interval: float = 0.8,
        probability: float = 0.9,
    ) -> ForecastTable:
        """Return a table of unit, grade or backlog, and measure: median and interval now and in some months.

        Parameters
        ----------
        measure
            One or more measures; workload, vacancy rate and cases per officer if None, or headcount and vacancy rate
            where nobody holds cases, and how many wait in each backlog.
        unit
            One or more units; all of them, the region last, if None.
        of
            One or more grades or backlogs; backlogs and the grades that hold cases if None, or all where there are none.
        at
            Months from the start; those beyond the horizon are left out.
        interval
            Probability of the interval, with as much below it as above.
        probability
            How sure workload must be to count as at most 100 %.
        """
        given = self._table_measures() if measure is None else [measure] if isinstance(measure, str) else list(measure)
        wanted = [self._known(0, name) for name in given]
        series = self._main(self.select(wanted, unit, of), of)
        series.sort(key=lambda s: wanted.index(s.measure))
        order = list(dict.fromkeys((name[1], name[2]) for name in self.names))
        series.sort(key=lambda s: order.index((s.unit, s.of)))
        origin = self.provenance
        if origin["policy"] == "expected":
            notes = ["expected forecast: no randomness, no intervals"]
        else:
            notes = [f"median and {percent(interval, 0)} interval of {origin['runs']:,} runs, seed {origin['seed']}"]
        return ForecastTable(
            series,
            at=at,
            share=interval,
            probability=probability,
            months=self.months,
            caption=f"{origin['region']}, {self.months} months from {self.start}",
            notes=notes,
        )

    def _main(self, series: list[Series], of: Selection) -> list[Series]:
        """Of each measure the series of grades that hold cases, and of backlogs; all where it has none of them."""
        if of is not None:
            return series
        main = {*self.practitioners(), *self.backlogs()}
        has_main = {s.measure for s in series if s.of in main}
        return self._once([s for s in series if s.of in main or s.measure not in has_main])

    def _once(self, series: list[Series]) -> list[Series]:
        """Return the series without those of the region that a backlog's unit has too, in the same numbers."""
        backlogs = self.backlogs()
        own = {(s.measure, s.of) for s in series if s.unit != "*" and s.of in backlogs}
        return [s for s in series if s.unit != "*" or (s.measure, s.of) not in own]

    def _table_measures(self) -> list[str]:
        wanted = (*(TABLE_MEASURES if self.practitioners() else STAFF_MEASURES), *BACKLOG_MEASURES)
        known = {name[0] for name in self.names}
        return [measure for measure in wanted if measure in known]

    def assumptions(self) -> Assumptions:
        """Return the inputs that are not simply observed: assumed, disputed or uncertain ones."""
        return Assumptions(self._core.assumptions())

    def inputs(self) -> Assumptions:
        """Return every number of the document that the forecast stands on, observed ones too."""
        return Assumptions(self._core.inputs)

    def to_json(
        self,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
    ) -> str:
        """Return the forecast as one JSON object, the same as ``probation forecast --json``.

        ``{"schema": 1, "provenance": {…}, "months": ["2022-04", …], "series": [{"measure": "workload", "unit": "West
        Kent", "of": "PO", "mean": […], "quantiles": {"0.1": […], …}}, …]}``; what is not finite is null.
        """

        def numbers(values: Any) -> list[float | None]:
            return [x if math.isfinite(x) else None for x in values.tolist()]

        chosen = self.select(measure, unit, of)
        all_series = [
            {
                "measure": s.measure,
                "unit": s.unit,
                "of": s.of,
                "mean": numbers(s.mean),
                "quantiles": {f"{q:g}": numbers(s.quantile(q)) for q in quantiles},
            }
            for s in chosen
        ]
        months = max((s.months for s in self.series), key=len, default=[])
        tree = {"schema": 1, "provenance": self.provenance, "months": months, "series": all_series}
        return json.dumps(tree, ensure_ascii=False, allow_nan=False)

    def to_pandas(self, *, quantiles: Sequence[float] = QUANTILES) -> pandas.DataFrame:
        """Return a long DataFrame: measure, unit, of, month, mean and a column for each quantile, q10, q50, q90."""
        from .frames import to_pandas

        return to_pandas(self, quantiles)

    def to_arrow(self, *, quantiles: Sequence[float] = QUANTILES) -> pyarrow.Table:
        """Return an Arrow table with the columns of :meth:`to_pandas`."""
        from .frames import to_arrow

        return to_arrow(self, quantiles)

    def to_xarray(self, *, quantiles: Sequence[float] = QUANTILES) -> xarray.Dataset:
        """Return a Dataset: a variable for each measure over (statistic, unit, of, month); NaN where there is none."""
        from .frames import to_xarray

        return to_xarray(self, quantiles)

    def plot(
        self, measure: str, *, unit: Selection = None, of: Selection = None, ax: Axes | None = None, **kwargs: Any
    ) -> Axes:
        """Draw a measure of some units and grades as fans on `ax` (the current axes if None) and return it.

        Without `unit` all units are drawn, without `of` the grades that hold cases, or all grades of the measure.
        """
        from .plot import plot_forecast

        return plot_forecast(self, measure, unit, of, ax, **kwargs)

    def __repr__(self) -> str:
        origin = self.provenance
        return (
            f"<Forecast {origin['region']}: {len(self)} series, {self.months} months from {self.start}, "
            f"{origin['runs']} runs, seed {origin['seed']}>"
        )

    def _grid(self) -> Grid:
        return self.table()._grid()
