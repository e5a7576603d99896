"""Plots: matplotlib is imported when one is asked for, and no global style is touched."""

from __future__ import annotations

import math
import textwrap
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from .._util.escaping import visible
from .._util.optional import require
from .choosing import without_repeats
from .numbers import measure_of, measure_title, of_title, unit_title, whose_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .naming import Selection
    from .protocols import Fan, Fans

BANDS = ((0.1, 0.9, 0.15), (0.25, 0.75, 0.25))  # low, high, opacity: 80 % and 50 %
MAX_PANELS = 9
MAX_FULL_FANS = 4  # in one axes; of more, the outer bands alone
MONTHS = "month"

# Told apart by dashes and marks as well, and by people who do not see red and green apart (Okabe and Ito 2008).
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 3)))
MARKS = ("o", "s", "^", "D", "v", "P", "X")


def plot_series(series: Fan, ax: Axes | None = None, **kwargs: Any) -> Axes:
    """Draw the median of a series with bands of 50 % and 80 %; `kwargs` go to the line of the median."""
    ax = _axes(ax)
    _draw_fan(series, ax, **kwargs)
    _finish(ax, series)
    ax.set_title(_plain(whose_title(series.unit, series.of)))
    return ax


def plot_forecast(forecast: Fans, measure: str, unit: Selection, of: Selection, ax: Axes | None, **kwargs: Any) -> Axes:
    """Draw a fan for each unit and grade that has the measure: on `ax`, or in a panel for each unit."""
    chosen = _to_draw(forecast, measure, unit, of)
    ax = _empty_axes() if ax is None else ax
    if ax is None:
        return _panels(forecast, chosen, **kwargs)
    names = _names(chosen, _backlogs(forecast, chosen))
    styles = _styles(names)
    bands = BANDS if len(chosen) <= MAX_FULL_FANS else BANDS[:1]
    for name, series in zip(names, chosen, strict=True):
        _draw_fan(series, ax, bands, **{**styles[name], "label": _label(name), **kwargs})
    _legend(ax)
    _finish(ax, chosen[0])
    ax.set_title(_plain(forecast.provenance["region"]))
    return ax


def plot_comparison(
    forecasts: Mapping[str, Fans], measure: str, unit: str, of: str, ax: Axes | None, **kwargs: Any
) -> Axes:
    """Draw the median of each forecast, that of the first, the baseline, with its fan."""
    ax = _axes(ax)
    styles = _styles(list(forecasts))
    baseline = next(iter(forecasts))
    first = forecasts[baseline].select(measure, unit, of)[0]
    for name, forecast in forecasts.items():
        series = forecast.select(measure, unit, of)[0]
        bands = BANDS if name == baseline else ()
        _draw_fan(series, ax, bands, **{**styles[name], "label": _label(name), **kwargs})
    _legend(ax)
    _finish(ax, first)
    ax.set_title(_plain(whose_title(first.unit, first.of)))
    return ax


def _to_draw(forecast: Fans, measure: str, unit: Selection, of: Selection) -> list[Fan]:
    """Return the series of a plot: without `unit` all units, and the region where it is not their sum."""
    chosen = list(forecast.select(measure, unit, of))
    if unit is None:
        backlogs = forecast.backlogs()
        chosen = [s for s in without_repeats(forecast, chosen) if s.unit != "*" or s.of in backlogs] or chosen
    if of is None:
        main = {*forecast.practitioners(), *forecast.backlogs()}
        chosen = [s for s in chosen if s.of in main] or [s for s in chosen if s.of != "*"] or chosen
    if len({s.measure for s in chosen}) > 1:
        message = "a plot has one measure, since they have different units: call plot() once for each"
        raise ValueError(message)
    return chosen


def _backlogs(forecast: Fans, chosen: Sequence[Fan]) -> set[str]:
    """Return the names of backlogs; the workload of victim contact, a flow, says that it is one on its own."""
    flows = {s.of for s in chosen if s.is_flow and measure_of(s.measure).kind == "stock"}
    return {*forecast.backlogs(), *flows}


def _names(chosen: Sequence[Fan], backlogs: set[str]) -> list[str]:
    """Return what the series are called: the name of a backlog is enough where only one unit has it."""
    units: dict[str, set[str]] = {}
    for series in chosen:
        units.setdefault(series.of, set()).add(series.unit)
    return [s.of if s.of in backlogs and len(units[s.of]) == 1 else whose_title(s.unit, s.of) for s in chosen]


def _panels(forecast: Fans, chosen: Sequence[Fan], **kwargs: Any) -> Axes:
    """Draw a panel for each unit, or for each backlog, in a figure of its own; return the first."""
    backlogs = _backlogs(forecast, chosen)
    of_grades = [s for s in chosen if s.of not in backlogs]
    of_backlogs = [s for s in chosen if s.of in backlogs]
    panels: dict[str, list[Fan]] = {}
    for series in of_grades:
        panels.setdefault(unit_title(series.unit), []).append(series)
    for name, series in zip(_names(of_backlogs, backlogs), of_backlogs, strict=True):
        panels.setdefault(name, []).append(series)
    shown, left_out = list(panels)[:MAX_PANELS], list(panels)[MAX_PANELS:]
    columns = math.ceil(math.sqrt(len(shown)))
    rows = math.ceil(len(shown) / columns)
    # Backlogs differ in size a hundredfold, so that one scale would flatten most of them; shares do not.
    same = bool(of_grades) or measure_of(chosen[0].measure).scale == 100.0
    figure = _figure()
    grid: list[Axes] = figure.subplots(rows, columns, sharex=True, sharey=same, squeeze=False).flatten().tolist()
    styles = _styles([s.of for s in of_grades] or [""])
    size = "medium" if columns == 1 else "small" if columns == 2 else "x-small"
    for place, (ax, name) in enumerate(zip(grid, shown, strict=False)):
        for series in panels[name]:
            style = styles.get(series.of, next(iter(styles.values())))
            _draw_fan(series, ax, **{**style, "label": _label(of_title(series.of)), **kwargs})
        _finish(ax, panels[name][0], maximum=(6, 4, 2)[columns - 1])
        ax.set_title("\n".join(textwrap.wrap(_plain(name), 60 // columns)), fontsize=size)
        ax.tick_params(labelsize=size, labelbottom=place + columns >= len(shown))
        ax.xaxis.label.set(fontsize=size, visible=place + columns >= len(shown))
        ax.yaxis.label.set(fontsize=size, visible=not same or place % columns == 0)
    for ax in grid[len(shown) :]:
        ax.remove()
    _figure_titles(figure, forecast, left_out)
    lines = {line.get_label(): line for ax in grid[: len(shown)] for line in ax.lines}
    of_legend = [_label(of_title(of)) for of in dict.fromkeys(s.of for s in of_grades)]
    if of_grades and (len(of_legend) > 1 or of_legend != [_label("all grades")]):
        handles = [lines[label] for label in of_legend if label in lines]
        figure.legend(handles, of_legend, loc="outside lower center", ncols=min(5, len(handles)), fontsize="small")
    return grid[0]


def _figure_titles(figure: Figure, forecast: Fans, left_out: Sequence[str]) -> None:
    """Say whose numbers they are, what the fans are, and what is left out."""
    origin = forecast.provenance
    title = _plain(origin["region"])
    if origin["policy"] == "random":
        title += f"\nmedian, 50 % and 80 % intervals of {origin['runs']:,} runs"
    if left_out:
        names = visible(", ".join(left_out))
        title += f"\n{len(left_out)} not shown: " + textwrap.shorten(_plain(names), 60, placeholder=" …")
        warnings.warn(f"a figure has at most {MAX_PANELS} panels; not shown: {names}", UserWarning, stacklevel=5)
    figure.suptitle(title, fontsize="medium")


def _styles(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return how the line of each name is drawn: colour, dashes and mark, each other than the last one's."""
    return {
        name: {
            "color": COLOURS[k % len(COLOURS)],
            "linestyle": DASHES[(k + k // len(COLOURS)) % len(DASHES)],
            "marker": MARKS[(k + k // len(COLOURS)) % len(MARKS)],
        }
        for k, name in enumerate(dict.fromkeys(names))
    }


def _axes(ax: Axes | None) -> Axes:
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    return pyplot.gca() if ax is None else ax


def _empty_axes() -> Axes | None:
    """Return the current axes if there are some and nothing is drawn on them."""
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    if not pyplot.get_fignums() or not pyplot.gcf().axes:
        return None
    ax: Axes = pyplot.gca()
    return None if ax.has_data() else ax


def _figure() -> Figure:
    """Return the current figure if it is empty, else a new one, that keeps its labels apart."""
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    is_free = pyplot.get_fignums() and not pyplot.gcf().axes
    figure: Figure = pyplot.gcf() if is_free else pyplot.figure()
    figure.set_layout_engine("constrained")
    return figure


def _draw_fan(series: Fan, ax: Axes, bands: Sequence[tuple[float, float, float]] = BANDS, **kwargs: Any) -> None:
    scale = measure_of(series.measure).scale
    dates = np.array(series.months, dtype="datetime64[M]").astype("datetime64[D]")
    every = max(1, len(dates) // 6)
    (line,) = ax.plot(dates, scale * series.quantile(0.5), **{"markevery": every, "markersize": 4, **kwargs})
    for low, high, opacity in bands if series.runs > 1 else ():
        edges = scale * series.quantile((low, high))
        ax.fill_between(dates, edges[0], edges[1], color=line.get_color(), alpha=opacity, linewidth=0)


def _finish(ax: Axes, series: Fan, maximum: int | None = None) -> None:
    """Give axes their labels: at most so many months as dates, or as many as have room, and the measure with its unit."""
    if maximum is None:
        maximum = max(1, int(ax.get_position().width * _root(ax).get_size_inches()[0] / 0.75))  # of the default font
    dates = require("matplotlib.dates", "plot", "plot()")
    if series.measure == "workload":
        ax.axhline(100.0, color="0.5", linewidth=1.0, linestyle="--", zorder=0)
    step = max(1, -(-(len(series) - 1) // maximum))
    step = next((nice for nice in (1, 2, 3, 6) if nice >= step), 12 * -(-step // 12))
    if step < 12:
        first = int(series.months[0][5:])
        months = sorted({(first - 1 + k) % 12 + 1 for k in range(0, 12, step)})
        locator = dates.MonthLocator(bymonth=months)
    else:
        locator = dates.YearLocator(step // 12, month=int(series.months[0][5:]), day=1)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m"))
    ax.set_xlabel(MONTHS)
    ax.set_ylabel(measure_title(series.measure, is_flow=series.is_flow))


def _legend(ax: Axes) -> None:
    """Put the legend beside what is drawn, not on it; where nothing else makes room for it, the axes give way."""
    handles, names = ax.get_legend_handles_labels()
    figure = _root(ax)
    wide = (max(map(len, names), default=0) * 0.065 + 0.55) / figure.get_size_inches()[0]  # of the small font
    box = ax.get_position()
    if figure.get_layout_engine() is None:
        ax.set_position((box.x0, box.y0, max(0.5 * box.width, box.x1 - box.x0 - wide), box.height))
    ax.legend(handles, names, loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0, fontsize="small")


def _root(ax: Axes) -> Figure:
    """Return the figure that axes are in, also where they are in a part of it."""
    figure: Figure = ax.figure.figure
    return figure


def _plain(text: str) -> str:
    """Return a name so that matplotlib shows it as it is written: "$" begins no formula."""
    return visible(text).replace("$", r"\$")


def _label(name: str) -> str:
    """Return a name for a legend, which leaves out those that begin with an underscore."""
    return " " + _plain(name) if name.startswith("_") else _plain(name)
