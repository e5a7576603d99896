"""Plots: matplotlib is imported when one is asked for, and no global style is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .display.numbers import measure_of, of_title, unit_title
from .optional import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from .comparing import Comparison
    from .forecasting import Forecast, Selection
    from .series import Series

BANDS = ((0.1, 0.9, 0.15), (0.25, 0.75, 0.25))  # low, high, opacity: 80 % and 50 %


def plot_series(series: Series, ax: Axes | None = None, **kwargs: Any) -> Axes:
    """Draw the median of a series with bands of 50 % and 80 %; `kwargs` go to the line of the median."""
    ax = _axes(ax)
    _draw_fan(series, ax, **kwargs)
    _finish(ax, series.measure, series.months)
    ax.set_title(f"{unit_title(series.unit)}, {of_title(series.of)}")
    return ax


def plot_forecast(
    forecast: Forecast, measure: str, unit: Selection, of: Selection, ax: Axes | None, **kwargs: Any
) -> Axes:
    """Draw a fan for each unit and grade that has the measure."""
    ax = _axes(ax)
    chosen = forecast.select(measure, unit, of)
    if unit is None:
        backlogs = forecast.backlogs()
        chosen = [s for s in forecast._once(chosen) if s.unit != "*" or s.of in backlogs]
    if of is None:
        main = {*forecast.practitioners(), *forecast.backlogs()}
        chosen = [s for s in chosen if s.of in main] or [s for s in chosen if s.of != "*"]
    for series in chosen:
        _draw_fan(series, ax, **{"label": f"{unit_title(series.unit)}, {of_title(series.of)}", **kwargs})
    if chosen:
        _finish(ax, measure, chosen[0].months)
        ax.legend()
    return ax


def plot_comparison(comparison: Comparison, measure: str, unit: str, of: str, ax: Axes | None, **kwargs: Any) -> Axes:
    """Draw the median of each forecast, the baseline's with its fan."""
    ax = _axes(ax)
    scale = measure_of(measure).scale
    for name, forecast in comparison.items():
        series = forecast[measure, unit, of]
        if name == comparison.baseline:
            _draw_fan(series, ax, **{"label": name, **kwargs})
        else:
            ax.plot(range(len(series)), scale * series.quantile(0.5), **{"label": name, **kwargs})
    _finish(ax, measure, comparison[comparison.baseline][measure, unit, of].months)
    ax.set_title(f"{unit_title(unit)}, {of_title(of)}")
    ax.legend()
    return ax


def _axes(ax: Axes | None) -> Axes:
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    return pyplot.gca() if ax is None else ax


def _draw_fan(series: Series, ax: Axes, **kwargs: Any) -> None:
    scale = measure_of(series.measure).scale
    points = range(len(series))
    (line,) = ax.plot(points, scale * series.quantile(0.5), **kwargs)
    for low, high, opacity in BANDS:
        edges = scale * series.quantile((low, high))
        ax.fill_between(points, edges[0], edges[1], color=line.get_color(), alpha=opacity, linewidth=0)


def _finish(ax: Axes, measure: str, months: Sequence[str]) -> None:
    if measure == "workload":
        ax.axhline(100.0, color="0.5", linewidth=1.0, linestyle="--", zorder=0)
    step = max(1, -(-(len(months) - 1) // 8))  # at most nine names of months
    step = next((nice for nice in (1, 2, 3, 6, 12, 24, 36, 60, 120) if nice >= step), step)
    ticks = range(0, len(months), step)
    ax.set_xticks(list(ticks), [months[t] for t in ticks])
    ax.set_xlabel("month")
    ax.set_ylabel(measure_of(measure).title)
