"""How many replicates a forecast needs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .. import _core
from .._util.arguments import instead_of_percentage
from .._util.escaping import visible
from .._util.named import unknown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Tolerance = Mapping[str, float]

DEFAULT: Tolerance = {"workload": 0.005}
QUANTILES = (0.1, 0.5, 0.9)
MIN_ABSURD = 0.5  # of a share: an error of half of all is a slip
MAX_AUTO = 1_000_000
FIRST = 1024  # enough for the error of a 10 % quantile to be known to about a fifth
STEP = 256


class Estimate(Protocol):
    """A series whose quantiles have a Monte Carlo error."""

    @property
    def unit(self) -> str:
        """Name of the unit."""

    @property
    def of(self) -> str:
        """Grade or backlog."""

    def quantile_error(self, q: ArrayLike) -> NDArray[np.float64]:
        """Return the error of quantiles by month."""


class Estimates(Protocol):
    """What is to be exact enough."""

    @property
    def names(self) -> list[tuple[str, str, str]]:
        """(measure, unit, of) of every series."""

    def select(self, measure: str) -> Sequence[Estimate]:
        """Return the series of a measure."""


class WorstError(NamedTuple):
    """The greatest error of a forecast's quantiles, as a multiple of its tolerance."""

    ratio: float
    error: float
    limit: float
    measure: str
    unit: str
    of: str

    def __str__(self) -> str:
        return (
            f"the Monte Carlo error of {self.measure} ({visible(self.unit)}, {visible(self.of)}) is {self.error:.3g}, "
            f"above the tolerance of {self.limit:.3g}"
        )


def next_runs(runs: int, ratio: float) -> int:
    """Return how many replicates to have next, where the error is `ratio` times what it may be.

    An error falls with the root of their number; a tenth is added since it is not known exactly. At most four times as
    many, since an error estimated from few replicates can be far off.
    """
    wanted = min(runs * ratio * ratio * 1.1, 4.0 * runs)
    return min(MAX_AUTO, max(runs + STEP, math.ceil(wanted / STEP) * STEP))


def worst_error(forecast: Estimates, tolerance: Tolerance | None) -> WorstError:
    """Return the greatest error of the quantiles that a tolerance is given for, relative to it.

    Raises
    ------
    KeyError
        If the forecast has no such measure.
    ValueError
        If a tolerance is not above 0.
    """
    limits = DEFAULT if tolerance is None else tolerance
    known = list(dict.fromkeys(name[0] for name in forecast.names))
    worst = WorstError(0.0, 0.0, 0.0, "", "", "")
    for measure, limit in limits.items():
        if measure not in known:
            raise unknown_name(measure, "measure", known)
        if not limit > 0.0:
            message = f"the tolerance of {measure} must be above 0, not {limit!r}"
            raise ValueError(message)
        if limit >= MIN_ABSURD and math.isfinite(_core.measure_ranges().get(measure, (0.0, math.inf))[1]):
            message = (
                f"the tolerance of {measure}, {limit!r}, is {100.0 * limit:g} percentage points, since 100 % is 1.0"
                f"{instead_of_percentage(limit, 'points')}"
            )
            raise ValueError(message)
        for series in forecast.select(measure):
            error = float(series.quantile_error(QUANTILES).max())
            if error > worst.ratio * limit:
                worst = WorstError(error / limit, error, limit, measure, series.unit, series.of)
    return worst
