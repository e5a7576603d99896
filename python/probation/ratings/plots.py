"""Plots of ratings: matplotlib is imported when one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from .._core import Rating
from .._display.html import TONES as COLOURS
from .._display.numbers import percent
from .._util.escaping import visible
from .._util.optional import require
from .tones import TONES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from .._core import RatedStandard
    from .rules import Methodology
    from .samples import Interval, Method


class Card(Protocol):
    """What is drawn of a scorecard."""

    title: str

    @property
    def standards(self) -> Mapping[str, RatedStandard]:
        """Ratings by number of the standard."""

    @property
    def overall(self) -> Rating | None:
        """What they add up to."""

    @property
    def score(self) -> int | None:
        """Points."""

    @property
    def maximum(self) -> int:
        """Points that there are."""

    def summary(self) -> str:
        """Return score and rating in words."""


class Cases(Protocol):
    """What is drawn of a sample of cases."""

    standard: str
    methodology: Methodology

    @property
    def counts(self) -> Mapping[str, object]:
        """Counts by question."""

    @property
    def percentages(self) -> Mapping[str, float]:
        """Shares in per cent by question."""

    @property
    def verdict(self) -> str:
        """What the sample comes to."""

    def intervals(self, *, level: float, method: Method) -> Mapping[str, Interval]:
        """Return intervals of the shares."""


def colour(rating: Rating) -> str:
    """Return the colour of a rating."""
    return COLOURS[TONES[rating]]


def axes(ax: Axes | None) -> Axes:
    """Return the axes given, or the current ones."""
    pyplot = require("matplotlib.pyplot", "plot", "plot()")
    return pyplot.gca() if ax is None else ax


def plot_card(card: Card, ax: Axes | None, **kwargs: Any) -> Axes:
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
    ax.set_title(visible(f"{card.title}: {card.summary()}" if card.title else card.summary()))
    return ax


def plot_cases(sample: Cases, ax: Axes | None, level: float, method: Method, **kwargs: Any) -> Axes:
    """Draw the share of each question with its interval; bands lie behind, and thresholds are lines."""
    ax = axes(ax)
    names = list(sample.counts)
    intervals = sample.intervals(level=level, method=method)
    for i, name in enumerate(names):
        share = sample.percentages[name]
        low, high = (100 * bound for bound in intervals[name])
        errors = [[max(share - low, 0.0)], [max(high - share, 0.0)]]
        ax.errorbar([share], [i], xerr=errors, **{"fmt": "o", "color": "C0", "capsize": 3, **kwargs})
    edges = [*sample.methodology.case_bands.values(), 100] if sample.methodology.case_bands else []
    for rating, low, high in zip(Rating, edges, edges[1:], strict=False):
        ax.axvspan(low, high, color=colour(rating), alpha=0.12, linewidth=0, zorder=0)
        ax.annotate(
            str(rating).replace(" ", "\n"),
            ((low + high) / 2, 1),
            (0, -3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize="small",
            color="0.4",
        )
    ax.set_xlim(0, 100)
    ax.set_ylim(len(names) - 0.5, -1.0)
    ax.set_yticks(range(len(names)), names)
    ax.set_xlabel(f"sufficient cases, % ({percent(level, 0)} interval, {method})")
    ax.set_title(visible(f"{sample.standard or 'Cases'}: {sample.verdict}"))
    return ax


def plot_view(
    cards: Mapping[str, Card],
    rows: Sequence[tuple[str, str]],
    ratings: Sequence[Sequence[Rating | None]],
    title: str,
    ax: Axes | None,
    **kwargs: Any,
) -> Axes:
    """Draw cards side by side as a heat map with the words in it; what a card does not have stays empty."""
    ax = axes(ax)
    colors = require("matplotlib.colors", "plot", "plot()")
    overall = [[card.overall for card in cards.values()], *ratings]
    nothing = float("nan")
    numbers = [[nothing if r is None else int(r) for r in line] for line in overall]
    cmap = colors.ListedColormap([colour(r) for r in Rating])
    ax.imshow(numbers, **{"cmap": cmap, "vmin": -0.5, "vmax": 3.5, "aspect": "auto", **kwargs})
    for i, line in enumerate(overall):
        for j, rating in enumerate(line):
            if rating is not None:
                words = str(rating).replace(" ", "\n")
                ax.annotate(words, (j, i), ha="center", va="center", color="white", fontsize="small")
    ax.set_xticks(range(len(cards)), [f"{u}\n{c.score}/{c.maximum}" for u, c in cards.items()])
    ax.set_yticks(range(len(overall)), ["Overall rating", *(f"{number} {name}" for number, name in rows)])
    ax.set_title(visible(title))
    return ax
