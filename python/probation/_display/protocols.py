"""What drawing and exporting know of the things they draw: names, months, quantiles, and where the numbers come from.

Series and forecasts satisfy these protocols without being named here, so that this package stands below theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from .naming import Name, Selection


class Fan(Protocol):
    """One measure of one unit and grade or backlog over months: a mean, and quantiles around it."""

    @property
    def measure(self) -> str:
        """Name of the measure."""

    @property
    def unit(self) -> str:
        """Name of the unit; "*" for the whole region."""

    @property
    def of(self) -> str:
        """Grade or backlog; "*" for all grades."""

    @property
    def is_flow(self) -> bool:
        """Whether points belong to a month rather than to its start."""

    @property
    def runs(self) -> int:
        """Replicates behind it; 1 where there is no randomness."""

    @property
    def months(self) -> list[str]:
        """Months of the points: "2022-04", …."""

    @property
    def mean(self) -> NDArray[np.float64]:
        """Mean by month."""

    def quantile(self, q: ArrayLike) -> NDArray[np.float64]:
        """Return the q-quantile by month, or one row for each of several."""

    def __len__(self) -> int: ...


@runtime_checkable
class Fans(Protocol):
    """Fans by (measure, unit, of), and where they come from."""

    @property
    def names(self) -> list[Name]:
        """(measure, unit, of) of every fan."""

    @property
    def series(self) -> Sequence[Fan]:
        """All fans."""

    @property
    def months(self) -> int:
        """Horizon in months."""

    @property
    def start(self) -> str:
        """First month."""

    @property
    def provenance(self) -> dict[str, Any]:
        """Region, runs, seed and the rest of where the numbers come from."""

    def __getitem__(self, name: Name) -> Fan: ...

    def select(self, measure: Selection = None, unit: Selection = None, of: Selection = None) -> Sequence[Fan]:
        """Return the fans of some measures, units and grades."""

    def practitioners(self) -> list[str]:
        """Return the grades that hold cases."""

    def backlogs(self) -> list[str]:
        """Return the names of backlogs."""
