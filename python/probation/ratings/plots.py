"""Plots of ratings: matplotlib is imported when one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..display.html import TONES as COLOURS
from ..optional import require
from .cards import TONES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._core import Rating
    from .cards import Scorecard


def colour(rating: Rating) -> str:
    """Return the colour of a rating."""
    return COLOURS[TONES[rating]]


def axes(ax: Axes | None) -> Axes:
    """Return the axes given, or the current ones."""
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    return pyplot.gca() if ax is None else ax


def plot_card(card: Scorecard, ax: Axes | None, **kwargs: Any) -> Axes:
    """Draw the points of each standard as bars from the first down, each with its rating in words."""
    ax = axes(ax)
    names = [f"{number} {standard.name}" for number, standard in card.standards.items()]
    ratings = [standard.rating for standard in card.standards.values()]
    places = range(len(names))
    # A bar of no points would not be seen: every bar begins a little to the left of 0.
    widths = [int(r) + 0.1 for r in ratings]
    ax.barh(places, widths, **{"left": -0.1, "color": [colour(r) for r in ratings], **kwargs})
    for i, rating in enumerate(ratings):
        ax.annotate(str(rating), (int(rating), i), (4, 0), textcoords="offset points", va="center")
    ax.set_yticks(list(places), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xticks([0, 1, 2, 3])
    ax.set_xlim(-0.1, 4.2)
    ax.set_xlabel("points")
    ax.set_title(f"{card.title}: {card.summary()}" if card.title else card.summary())
    return ax
