"""Many regions together: a whole country."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from .. import _core
from .._core import Part
from .._display.frames import QUANTILES, attributes
from .._display.grid import Grid
from .._display.months import month_titles, months_shown
from .._display.numbers import interval, measure_of, measure_title, of_title, percent
from .._display.shown import Shown
from .._region.accounting import warn_if_idle
from .._region.region import Region
from .._run.executors import ExecutorOrMaker, check_asked, remaining
from .._run.memory import check_summaries
from .._run.options import check_kinds, checked
from .._run.parts import merge
from .._run.running import runner, work_of_many
from .._util.arguments import MAX_RUNS, by_name, checked_int, is_a
from .._util.named import known_name, unknown_name
from .._util.optional import require
from .._util.progress import reporting
from .forecasting import TABLE_MEASURES, Forecast

if TYPE_CHECKING:
    import pandas

    from .._run.limits import Limit


ALL = "all regions"  # as tables call the sum
REGIONS = 'regions by name, as in {"Kent": kent, "Wales": wales}'


class Forecasts(Shown, Mapping[str, Forecast]):
    """Forecasts by region, and :attr:`all` of them together. Made by :func:`forecast_many`."""

    __slots__ = ("_core",)

    def __init__(self, core: _core.Forecasts) -> None:
        self._core = core

    def __getitem__(self, name: str) -> Forecast:
        """Return the forecast of a region, or of "all regions" together; a wrong name is a KeyError with a near miss."""
        found = known_name(name, self._core.names)
        if found is None:
            if str(name).strip().casefold() == ALL:
                return self.all
            raise unknown_name(name, "region", self._core.names)
        return Forecast(self._core.region(found))

    def __iter__(self) -> Iterator[str]:
        return iter(self._core.names)

    def __len__(self) -> int:
        return len(self._core.names)

    @property
    def all(self) -> Forecast:
        """All regions together, replicate by replicate: series of unit "*".

        Counts and points are sums, ratios such as workload are ratios of sums. A measure that only some regions have is
        the sum over those: see :meth:`regions_with`.
        """
        return Forecast(self._core.all)

    def regions_with(self, measure: str, of: str = "*") -> list[str]:
        """Return the regions that add to a measure of :attr:`all`."""
        found = self.all[measure, "*", of]  # raises KeyError with a near miss
        return [name for name in self if (found.measure, "*", found.of) in self[name].names]

    def to_pandas(self, *, quantiles: Sequence[float] = QUANTILES) -> pandas.DataFrame:
        """Return the long DataFrames of all regions as one, with a column `region` first; "*" is all regions."""
        library = require("pandas", "pandas", "to_pandas()")
        frames = []
        for name, each in [*self.items(), ("*", self.all)]:
            frame = each.to_pandas(quantiles=quantiles)
            frame.insert(0, "region", name)
            frames.append(frame)
        joined: pandas.DataFrame = library.concat(frames)
        joined.attrs.update(attributes([*self.items(), ("*", self.all)]))
        return joined

    def _grid(self) -> Grid:
        every = self.all
        wanted = [m for m in TABLE_MEASURES if any(name[0] == m for name in every.names)]
        at = months_shown(every.months)
        rows: list[list[str]] = []
        notes: list[str] = []
        totals: set[int] = set()
        for measure in wanted or list(dict.fromkeys(name[0] for name in every.names))[:3]:
            for of in dict.fromkeys(name[2] for name in every.names if name[0] == measure):
                regions = self.regions_with(measure, of)
                if len(regions) < len(self):
                    notes.append(f"{measure_of(measure).title}, {of_title(of)}: {len(regions)} of {len(self)} regions")
                sources = [(name, self[name]) for name in regions] if of == "*" else []
                for name, source in [*sources, (ALL, every)]:
                    series = source[measure, "*", of]
                    low, middle, high = series.quantile(QUANTILES).tolist()
                    cells = [interval(measure, middle[t], low[t], high[t]) for t in at if t < len(middle)]
                    cells += [""] * (len(at) - len(cells))  # flows have no number for the last month's start
                    title = measure_title(measure, is_flow=series.is_flow)
                    rows.append([name, of_title(of), title, *cells])
                    if name == ALL:
                        totals.add(len(rows) - 1)
        columns = ["region", "grade or backlog", "measure", *month_titles(at)]
        origin = every.provenance
        if origin["policy"] == "random":
            notes.insert(0, f"median and {percent(0.8, 0)} interval of {origin['runs']:,} runs, seed {origin['seed']}")
        caption = f"{len(self)} regions, {every.months} months from {every.start}"
        return Grid(caption, columns, rows, heads=3, notes=notes, totals=frozenset(totals))

    def __repr__(self) -> str:
        origin = self.all.provenance
        return (
            f"<Forecasts of {len(self)} regions: {self.all.months} months from {self.all.start}, {origin['runs']} runs>"
        )


def forecast_many(
    regions: Mapping[str, Region],
    *,
    months: int = 24,
    runs: int = 1_000,
    seed: int = 1,
    threads: int | None = None,
    progress: bool | Callable[[int, int], object] | None = None,
    measures: str | Sequence[str] | None = None,
    limits: Limit | Iterable[Limit] | None = None,
    executor: ExecutorOrMaker | None = None,
    chunk: int | None = None,
    resume: Part | None = None,
    first: int = 0,
    block: int = 32,
) -> Forecasts:
    """Project regions together: each one, and their sum replicate by replicate.

    Regions are independent of one another: each has its own seed, made of `seed` and its name by :func:`region_seed`,
    and a forecast of the region alone under that seed has the same numbers. What regions share in truth, such as pay or
    the courts, is not in the sum's interval unless it is in their documents.

    Parameters
    ----------
    regions
        Regions by name; all start in the same month.
    months, runs, seed, threads, progress, measures, limits, executor, chunk, resume, first, block
        As for :func:`forecast`. Memory grows with the number of series: name the `measures` of a large country. A
        limit is followed in every region that has its series, and if its unit is "*" in all of them together.

    Returns
    -------
    Forecasts
        The regions' forecasts by name, and ``all``.

    Raises
    ------
    ValueError
        If there are no regions, they start in different months, or their series would take more than half of the memory
        that there is.
    DocumentError, ForecastError, KeyboardInterrupt, WorkersLostError
        As for :func:`forecast`.

    Warns
    -----
    NoEffectWarning
        If a scenario that a region is under changes no output of its forecast.
    """
    by_name("forecast_many()", regions, Region, "region", REGIONS)
    check_kinds(executor, resume, None)
    given = [(name, region._core) for name, region in regions.items()]
    options = checked(months, seed, threads, first, block, measures, None, limits)
    runs = checked_int("runs", runs, 0, MAX_RUNS)
    for region in regions.values():
        warn_if_idle(region, options.months, 2)
    checked_int("first", first, 0, MAX_RUNS - runs)
    check_summaries(list(regions.values()), options.months, runs, options.measures)
    with reporting(progress, "forecast") as report:
        if executor is None and resume is None:
            return Forecasts(_core.forecast_many(given, **options.of_core(first, first + runs, report)))
        if runs == 0:
            message = "the expected forecast is one run on this machine: give runs, or no executor and resume"
            raise ValueError(message)
        work = work_of_many(regions, options)
        if resume is not None:
            check_asked("resume is", resume, work.asked)
        part = runner(work, executor, chunk, report)(remaining(resume, first, first + runs), resume)
        return Forecasts(_core.forecasts_of(given, part))


@overload
def gather(region: Region, parts: Part | Sequence[Part]) -> Forecast: ...
@overload
def gather(region: Mapping[str, Region], parts: Part | Sequence[Part]) -> Forecasts: ...
def gather(region: Region | Mapping[str, Region], parts: Part | Sequence[Part]) -> Forecast | Forecasts:
    """Return the forecast that parts are the whole of: of a region, or of several by name.

    Raises
    ------
    ValueError
        If they are parts of another forecast, if two hold the same replicate, or if replicates are missing between them.
    """
    if isinstance(region, Mapping):
        by_name("gather()", region, Region, "region", REGIONS)
    else:
        is_a("gather()", region, Region, "a Region, or regions by name")
    part = parts if isinstance(parts, Part) else merge(parts)
    if isinstance(region, Region):
        return Forecast(_core.forecast_of(region._core, part))
    return Forecasts(_core.forecasts_of([(name, each._core) for name, each in region.items()], part))


def region_seed(seed: int, name: str) -> int:
    """Return the seed of a region that is forecast among others under `seed`."""
    is_a("region_seed()", name, str, "the name of a region")
    return _core.region_seed(checked_int("seed", seed, 0, 2**32 - 1), name)
