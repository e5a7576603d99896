"""One measure of one unit over the months of a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import _core
from .._display import html
from .._display.grid import Grid
from .._display.months import months_shown
from .._display.numbers import interval, measure_title, whose_title
from .._display.plot import plot_series
from .._display.shown import Shown
from .._run.limits import Limit
from .._util.arguments import MAX_MONTHS, checked_int, limit, share, shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matplotlib.axes import Axes

Numbers = NDArray[np.float64]


def _months(months: int | None) -> int | None:
    return None if months is None else checked_int("months", months, 1, MAX_MONTHS + 1)


class Series(Shown):
    """A measure by month: T + 1 points, at the start of each month, if it is a stock; T points if it is a flow.

    Made by a :class:`Forecast`. Arrays are fresh float64 arrays in the measure's own unit: shares such as workload
    are 1.0 for 100 %.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Series) -> None:
        self._core = core

    @property
    def measure(self) -> str:
        """Name of the measure: "workload"."""
        return self._core.measure

    @property
    def unit(self) -> str:
        """Name of the unit; "*" for the whole region."""
        return self._core.unit

    @property
    def of(self) -> str:
        """Grade or backlog; "*" for all grades."""
        return self._core.of

    @property
    def is_flow(self) -> bool:
        """Whether points belong to a month (joiners) rather than to its start (headcount)."""
        return self._core.is_flow

    @property
    def runs(self) -> int:
        """Replicates behind it; 1 for the expected forecast."""
        return self._core.runs

    @property
    def months(self) -> list[str]:
        """Months of the points: "2022-04", …."""
        return self._core.months

    @property
    def mean(self) -> Numbers:
        """Mean by month; infinite if any replicate is."""
        return self._core.mean()

    @property
    def sd(self) -> Numbers:
        """Standard deviation of a replicate by month."""
        return self._core.sd()

    @property
    def standard_error(self) -> Numbers:
        """Monte Carlo standard error of the mean by month."""
        return self._core.standard_error()

    def quantile(self, q: ArrayLike) -> Numbers:
        """Return the q-quantile by month, or one row for each of several.

        Parameters
        ----------
        q
            Between 0 and 1, or a sequence of such numbers.

        Returns
        -------
        numpy.ndarray
            Of shape (points,), or (len(q), points). Exact for counts, else within 0.05 %.

        Raises
        ------
        ValueError
            If q is not between 0 and 1.
        """
        return self._rows(self._core.quantile, q)

    def quantile_error(self, q: ArrayLike) -> Numbers:
        """Return the Monte Carlo standard error of the q-quantile by month, or one row for each of several.

        Half the distance between the quantiles at q ± √(q(1 − q) ÷ runs): what another seed would change. It says
        nothing about inputs that are wrong.

        Raises
        ------
        ValueError
            If q is not between 0 and 1.
        """
        return self._rows(self._core.quantile_error, q)

    def _rows(self, of: Callable[[float], Numbers], q: ArrayLike) -> Numbers:
        """Return what a function of a probability gives for `q`, or one row for each of several."""
        rows = [of(each) for each in shares("q", q)]
        if np.ndim(q) == 0:
            return rows[0]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(self))

    def probability(self, *, at_most: float | None = None, at_least: float | None = None) -> Numbers:
        """Return the probability by month that the measure is at most, or at least, so much.

        Raises
        ------
        ValueError
            If the measure is a share and the limit is no share (100 % is 1.0), or the limit is NaN.
        """
        is_upper, x = limit(at_most, at_least)
        return self._core.at_most(x) if is_upper else self._core.at_least(x)

    def first_month(
        self, *, at_most: float | None = None, at_least: float | None = None, probability: float = 0.9
    ) -> str | None:
        """Return the first month in which that holds with that probability or more, each month on its own, or None.

        It may not stay so: see :meth:`stays_from`.

        Raises
        ------
        ValueError
            If the measure is a share and the limit is no share (100 % is 1.0), or the limit is NaN, or `probability` is
            not above 0 and at most 1.
        """
        is_upper, x = limit(at_most, at_least)
        first = self._core.first_at_most if is_upper else self._core.first_at_least
        return first(x, share("probability", probability, high=True))

    def stays_from(
        self,
        *,
        at_most: float | None = None,
        at_least: float | None = None,
        probability: float = 0.9,
        months: int | None = None,
    ) -> str | None:
        """Return the first month from which that holds throughout, with that probability or more, or None.

        The probability is the joint one, from replicates: in so many of them the limit holds in that month and in all
        after it, to the horizon; or in `months` months from it on.

        Parameters
        ----------
        at_most, at_least
            The limit, in the measure's own unit: exactly one of them. Workload of at most 1.0 is always followed; name
            others when the forecast is made (``forecast(…, limits=[Limit(…)])``), or keep paths.
        probability
            Above 0, at most 1.
        months
            For how many months it has to hold; None: to the horizon.

        Raises
        ------
        ValueError
            If the limit was not followed, or is none that the measure may have; if `months` is beyond the horizon.

        Examples
        --------
        >>> base["workload", "West Kent", "PO"].stays_from(at_most=1.0, probability=0.9, months=6)  # doctest: +SKIP
        '2023-09'
        """
        is_upper, x = self._followed(at_most, at_least)
        return self._core.stays_from(is_upper, x, share("probability", probability, high=True), _months(months))

    def probability_of_staying(
        self, *, at_most: float | None = None, at_least: float | None = None, months: int | None = None
    ) -> Numbers:
        """Return the probability by month that the limit holds in that month and all after it, or for `months` months.

        Arguments and errors are those of :meth:`stays_from`. Where `months` months go beyond the horizon it is NaN.
        ``months=1`` is each month on its own.
        """
        is_upper, x = self._followed(at_most, at_least)
        return self._core.staying(is_upper, x, _months(months))

    def probability_of_reaching(self, *, at_most: float | None = None, at_least: float | None = None) -> Numbers:
        """Return the probability by month that the limit has held in that month or one before it.

        Arguments and errors are those of :meth:`stays_from`.
        """
        is_upper, x = self._followed(at_most, at_least)
        return self._core.reaching(is_upper, x)

    @property
    def limits(self) -> list[Limit]:
        """The limits that were followed, so that it can be said how long they hold."""
        return [self._limit(is_upper, x) for is_upper, x in self._core.limits]

    def _limit(self, is_upper: bool, x: float) -> Limit:
        bound = {"at_most" if is_upper else "at_least": x}
        return Limit(self.measure, unit=self.unit, of=self.of, **bound)

    def _followed(self, at_most: float | None, at_least: float | None) -> tuple[bool, float]:
        """Return the limit if it was followed; else a ValueError that says how to name it."""
        is_upper, x = limit(at_most, at_least)
        _core.check_limit(self.measure, x)
        if not self._core.follows(is_upper, x):
            message = (
                f"how long {self.measure} stays at {'most' if is_upper else 'least'} {x:g} was not followed: make the "
                f'forecast with limits=[pb.{self._limit(is_upper, x)!r}], or with keep="paths"'
            )
            raise ValueError(message)
        return is_upper, x

    @property
    def paths(self) -> Numbers:
        """Every replicate's numbers, runs by points.

        Raises
        ------
        ValueError
            If the forecast was made without ``keep="paths"``.
        """
        paths = self._core.paths()
        if paths is None:
            message = 'no paths were kept: make the forecast with keep="paths"'
            raise ValueError(message)
        return paths

    def plot(self, ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw the median with bands of 50 % and 80 % on `ax` (the current axes if None) and return it.

        Further arguments go to the line of the median: ``color``, ``label`` ….
        """
        return plot_series(self, ax, **kwargs)

    def __len__(self) -> int:
        return len(self._core)

    def __eq__(self, other: object) -> bool:
        """Whether all replicates gave the same numbers, to the bit."""
        return self._core == other._core if isinstance(other, Series) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def _grid(self) -> Grid:
        return self._grid_at(range(len(self)))

    def _grid_at(self, points: Iterable[int]) -> Grid:
        low, middle, high = self.quantile((0.1, 0.5, 0.9))
        months = self.months
        rows = [[months[t], interval(self.measure, middle[t], low[t], high[t])] for t in points if t < len(self)]
        caption = f"{measure_title(self.measure, is_flow=self.is_flow)}, {whose_title(self.unit, self.of)}"
        note = "median and 80 % interval" if self.runs > 1 else "expected"
        return Grid(caption, ["month", note], rows)

    def __repr__(self) -> str:
        return (
            f"<Series {self.measure}, {whose_title(self.unit, self.of)}: "
            f"{len(self)} months from {self.months[0]}, {self.runs} runs>"
        )

    def _repr_html_(self) -> str | None:
        low, middle, high = self.quantile((0.1, 0.5, 0.9)).tolist()
        last = len(self) - 1
        grid = self._grid_at(dict.fromkeys(min(t, last) for t in months_shown(last + self.is_flow, maximum=7)))
        return html.table(grid, chart=html.sparkline(low, middle, high, grid.caption))
