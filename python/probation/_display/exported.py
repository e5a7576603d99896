"""What every collection of fans can be turned into: tables of other libraries, and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._util.arguments import shares
from .frames import QUANTILES, to_arrow, to_pandas, to_xarray
from .plot import plot_forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas
    import pyarrow
    import xarray
    from matplotlib.axes import Axes

    from .naming import Selection
    from .protocols import Fans


class Exported:
    """Methods of a class that satisfies :class:`Fans`: they know nothing else of it."""

    __slots__ = ()

    def to_pandas(
        self: Fans,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
    ) -> pandas.DataFrame:
        """Return a long DataFrame: measure, unit, of, month, mean and a column for each quantile, q10, q50, q90.

        Its index is the first day of the month as a date. ``attrs`` has the provenance, and the unit of each measure's
        numbers: "1" for shares, where 1.0 is 100 %. `measure`, `unit` and `of` are those of :meth:`select`.
        """
        return to_pandas(self, shares("quantiles", quantiles), self.select(measure, unit, of))

    def to_arrow(
        self: Fans,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
    ) -> pyarrow.Table:
        """Return an Arrow table with the columns of :meth:`to_pandas`.

        Metadata of its schema are provenance and units, each as JSON.
        """
        return to_arrow(self, shares("quantiles", quantiles), self.select(measure, unit, of))

    def to_xarray(
        self: Fans,
        *,
        quantiles: Sequence[float] = QUANTILES,
        measure: Selection = None,
        unit: Selection = None,
        of: Selection = None,
    ) -> xarray.Dataset:
        """Return a Dataset: a variable for each measure over (statistic, unit, of, month); NaN where there is none.

        Months are dates, the first day of each. Variables have units and a long name, the Dataset its provenance.
        """
        return to_xarray(self, shares("quantiles", quantiles), self.select(measure, unit, of))

    def plot(
        self: Fans, measure: str, *, unit: Selection = None, of: Selection = None, ax: Axes | None = None, **kwargs: Any
    ) -> Axes:
        """Draw a measure of some units and grades: medians with bands of 50 % and 80 %.

        Without `unit` all units are drawn, without `of` the grades that hold cases, or all grades of the measure.
        Lines differ in dashes and marks as well as in colour.

        Parameters
        ----------
        measure, unit, of
            As for :meth:`select`; one measure.
        ax
            Axes to draw everything on, with a legend beside them. If None, the current axes if nothing is drawn on
            them yet, else a figure of its own with a panel for each unit (or backlog), at most nine, on the same scale.
        kwargs
            For the lines of the medians: ``linewidth`` ….

        Returns
        -------
        matplotlib.axes.Axes
            `ax`, or the first panel; ``.figure`` has them all.

        Raises
        ------
        KeyError
            If there is no such series; see :meth:`select`.

        Warns
        -----
        UserWarning
            If there are more than nine panels: the figure and the warning name those that are left out.
        """
        return plot_forecast(self, measure, unit, of, ax, **kwargs)
