"""Forecasts of a region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Self

from .._display.choosing import main_ones
from .._display.exported import Exported
from .._display.frames import QUANTILES
from .._display.naming import Name, Selection, asked, canonical, chosen, under_text
from .._display.numbers import measure_of, of_title, percent, short, unit_title
from .._display.shown import Shown
from .._util.arguments import share, shares
from .._util.stamping import stamped
from .assumptions import Assumptions
from .json_text import json_of
from .saving import Saved, restored, save, saved
from .series import Series
from .tables import ForecastTable

if TYPE_CHECKING:
    import os

    from .. import _core
    from .._display.grid import Grid
    from .._run.limits import Limit

TABLE_MEASURES = ("workload", "vacancy_rate", "caseload_per_officer")
CASE_MEASURES = ("caseload_per_officer", "caseload", "capacity", "workload")  # stocks of grades that hold cases
STAFF_MEASURES = ("headcount", "vacancy_rate")  # where nobody holds cases
BACKLOG_MEASURES = ("waiting", "share_past_12_months")


class Forecast(Exported, Shown, Mapping[Name, Series]):
    """Series by (measure, unit, of), in the order of the document; "*" is the whole region, or all grades.

    Made by :func:`forecast`. Immutable; nothing of single replicates is kept unless it was asked for.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Forecast) -> None:
        self._core = core

    def __getitem__(self, name: Name) -> Series:
        """Return the series of that (measure, unit, of); a wrong name is a KeyError with a near miss.

        "region" and "all grades", as tables show them, stand for "*", unless something else is called so.
        """
        given: object = name
        if not (isinstance(given, tuple) and len(given) == 3 and all(isinstance(part, str) for part in given)):
            message = f'a series is named by (measure, unit, of), as in ["workload", "*", "PO"], not by {name!r}'
            raise KeyError(message)
        try:
            return Series(self._core.series(*name))
        except KeyError:
            names = self.names
            measure, unit, of = (canonical(part, each, (n[part] for n in names)) for part, each in enumerate(name))
            if (measure, unit, of) not in names:
                raise
        return Series(self._core.series(measure, unit, of))

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
        return [Series(self._core.series(*name)) for name in self.names]

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
        """Where it comes from, as far as it is known: enough to make the forecast again.

        ``version``, ``region``, ``scenarios``, ``seed``, ``runs``, ``first``, ``rng``, ``policy``, ``instruction_set`` and
        ``time``, and three digests (SHA-256): ``document``, of the document that the region was read from; ``plan``, of
        what is computed for the region and months; ``digest``, of all that fixes the numbers. Forecasts with one
        ``digest`` have the same numbers, to the bit.
        """
        return stamped(self._core.provenance)

    @property
    def limits(self) -> list[Limit]:
        """The limits that were named when it was made; workload of at most 100 % is followed without being named."""
        every = [limit for series in self.series for limit in series.limits]
        return [limit for limit in every if (limit.measure, limit.bound) != ("workload", (True, 1.0))]

    def _held(self, limit: Limit, probability: float) -> str:
        """Say when a limit holds first, and from when it stays."""
        series = self[limit.measure, limit.unit, limit.of]
        bound: dict[str, Any] = {"at_most": limit.at_most, "at_least": limit.at_least}
        each = series.probability_of_staying(months=1, **bound)
        first = next((month for month, p in zip(series.months, each, strict=True) if p >= probability), None)
        shown = measure_of(limit.measure)
        text = (
            f"{shown.title}, {unit_title(limit.unit)}, {of_title(limit.of)}: at {'most' if limit.bound[0] else 'least'} "
            f"{short(shown.scale * limit.bound[1])} ({percent(probability, 0)} sure) "
        )
        if first is None:
            return f"{text}not within {self.months} months"
        stays = series.stays_from(probability=probability, **bound)
        return f"{text}first in {first}, {'does not stay' if stays is None else f'stays from {stays}'}"

    def select(self, measure: Selection = None, unit: Selection = None, of: Selection = None) -> list[Series]:
        """Return the series of some measures, units and grades, each a name, several names, or None for all.

        "region" and "all grades" stand for "*", and the title of a measure for its name, as tables show them.

        Raises
        ------
        KeyError
            If there is no such name, or a name is in no series that the rest of the selection asks for; the message
            lists what there is.
        TypeError
            If a part is neither a name nor several names.
        ValueError
            If a part is an empty list, which would select nothing.
        """
        names = self.names
        wanted = [asked(part, given, (n[part] for n in names)) for part, given in enumerate((measure, unit, of))]
        found = chosen(names, wanted, lambda name: self._core.series(*name))
        return [Series(self._core.series(*name)) for name in found]

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

        Each month is judged on its own, so that it need not stay so: see :meth:`stays_from`. Returns None if there is no
        such month within the horizon.

        Raises
        ------
        KeyError
            If there is no such series.
        TypeError
            Unless exactly one of `at_most` and `at_least` is given.
        ValueError
            If a share gets a limit that is none (100 % is 1.0), or the limit is NaN.

        Examples
        --------
        >>> base.first_month("workload", unit="West Kent", of="PO", at_most=1.0, probability=0.9)  # doctest: +SKIP
        '2023-05'
        """
        return self[measure, unit, of].first_month(at_most=at_most, at_least=at_least, probability=probability)

    def stays_from(
        self,
        measure: str,
        *,
        unit: str = "*",
        of: str = "*",
        at_most: float | None = None,
        at_least: float | None = None,
        probability: float = 0.9,
        months: int | None = None,
    ) -> str | None:
        """Return the first month from which a measure stays at most, or at least, so much with that joint probability.

        To the horizon, or for `months` months: see :meth:`Series.stays_from`. Returns None if there is no such month.

        Raises
        ------
        KeyError
            If there is no such series.
        ValueError
            If the limit was not followed, or is none that the measure may have; if `months` is beyond the horizon.

        Examples
        --------
        >>> base.stays_from("workload", unit="West Kent", of="PO", at_most=1.0, months=6)  # doctest: +SKIP
        '2023-09'
        """
        return self[measure, unit, of].stays_from(
            at_most=at_most, at_least=at_least, probability=probability, months=months
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the forecast to a .parquet, .arrow or .json file that :func:`load_forecast` reads back, to the bit.

        Other tools find the long table of :meth:`to_pandas` in it (or the object of :meth:`to_json`), and beside it what
        only this library reads. The file is there when all is written, or not at all.

        Raises
        ------
        ValueError
            If the name ends otherwise.
        ImportError
            If it ends in .parquet or .arrow and pyarrow is missing.
        OSError
            If it cannot be written.
        """
        save(self, path)

    def practitioners(self) -> list[str]:
        """Return the grades that hold cases, without "*"."""
        of_grades = [name for name in self.names if name[0] in CASE_MEASURES and name[2] != "*"]
        holders = {of for measure, unit, of in of_grades if not self._core.series(measure, unit, of).is_flow}
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
        at: Sequence[int] | None = None,
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
            Months from the start; if None now, the end of the horizon, and some between: 0, 6, 12 and 24 of 24 months,
            0, 12, 24 and 36 of 36. Flows such as joiners have no number for the end, and their cell is empty.
        interval
            Probability of the interval, with as much below it as above.
        probability
            How sure workload must be to count as at most 100 %, in a month and from a month on.

        Raises
        ------
        KeyError
            If a name is in no series that is asked for; see :meth:`select`.
        ValueError
            If `interval` or `probability` is a percentage, for 80 % is 0.8, or a month of `at` is beyond the horizon.
        """
        interval = share("interval", interval)
        probability = share("probability", probability, high=True)
        wanted, series = self._wanted(measure, unit, of)
        series.sort(key=lambda s: wanted.index(s.measure))
        order = list(dict.fromkeys((name[1], name[2]) for name in self.names))
        series.sort(key=lambda s: order.index((s.unit, s.of)))
        origin = self.provenance
        if origin["policy"] == "expected":
            notes = ["expected forecast: no randomness, no intervals"]
        else:
            notes = [f"median and {percent(interval, 0)} interval of {origin['runs']:,} runs, seed {origin['seed']}"]
        notes += [self._held(limit, probability) for limit in self.limits]
        return ForecastTable(
            series,
            at=at,
            interval=interval,
            probability=probability,
            months=self.months,
            caption=f"{origin['region']}{under_text(origin['scenarios'])}, {self.months} months from {self.start}",
            notes=notes,
        )

    def _wanted(self, measure: Selection, unit: Selection, of: Selection) -> tuple[list[str], list[Series]]:
        """Return the measures of a table, in their order, and its series."""
        if measure is not None:
            wanted = list(dict.fromkeys(asked(0, measure, (name[0] for name in self.names)) or ()))
            return wanted, main_ones(self, self.select(wanted, unit, of), of)
        there = self.select(None, unit, of)
        usual = self._table_measures()
        # Of a grade or unit that has none of the usual measures, all that it has.
        wanted = [m for m in usual if any(s.measure == m for s in there)] or list(
            dict.fromkeys(s.measure for s in there)
        )
        return wanted, main_ones(self, (s for s in there if s.measure in wanted), of)

    def _table_measures(self) -> list[str]:
        wanted = (*(TABLE_MEASURES if self.practitioners() else STAFF_MEASURES), *BACKLOG_MEASURES)
        known = {name[0] for name in self.names}
        return [measure for measure in wanted if measure in known]

    def assumptions(self) -> Assumptions:
        """Return what the forecast stands on besides observations.

        Inputs that are assumed, disputed or uncertain, among them defaults of the library; and rules that act because the
        document gives no other, such as starts that equal ends ("not given: …").
        """
        return Assumptions(self._core.assumptions(), self._core.defaults)

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
        time: bool = True,
    ) -> str:
        """Return the forecast as one JSON object, the same as ``probation forecast --json``.

        ``{"schema": 1, "provenance": {…}, "months": ["2022-04", …], "series": [{"measure": "workload", "unit": "West
        Kent", "of": "PO", "mean": […], "quantiles": {"0.1": […], …}}, …]}``; what is not finite is null.

        Two forecasts of the same numbers differ in ``provenance.time`` alone, which is when they were made: null if
        `time` is false, and what the environment says where ``SOURCE_DATE_EPOCH`` is set.
        """
        return json_of(self, shares("quantiles", quantiles), self.select(measure, unit, of), time=time)

    @classmethod
    def _restored(cls, *pieces: Any) -> Self:
        """Return the forecast of a pickle; its place and arguments are part of what a pickle says."""
        return cls(restored(Saved(*pieces)))

    def __reduce__(self) -> tuple[Any, ...]:
        return self._restored, astuple(saved(self._core))

    def __repr__(self) -> str:
        origin = self.provenance
        return (
            f"<Forecast {origin['region']}{under_text(origin['scenarios'])}: {len(self)} series, {self.months} months from {self.start}, "
            f"{origin['runs']} runs, seed {origin['seed']}>"
        )

    def _grid(self) -> Grid:
        return self.table()._grid()
