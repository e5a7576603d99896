"""The units of a region side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .._core import ratings as native
from .._display.grid import Grid, Tone
from .._display.numbers import number, percent
from .._display.shown import Shown
from .._util.arguments import by_name
from .._util.arguments import share as share_of
from .._util.named import Named
from .cards import Scorecard
from .cases import CaseSample, case_band
from .plots import plot_view
from .samples import Interval
from .tones import TONES, either, with_dots

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._core import Rating
    from .inspections import Inspection


class Inspected(Protocol):
    """What a region is here: it has a name, and inspections."""

    @property
    def name(self) -> str:
        """Name of the region."""

    @property
    def inspections(self) -> Mapping[str, Inspection]:
        """Published inspections, by unit or region."""


class RegionView(Shown, Named[Scorecard]):
    """Scorecards of units side by side: a heat map in notebooks, with the words in it. Made by :func:`region_view`."""

    __slots__ = ("title",)

    def __init__(self, cards: Mapping[str, Scorecard], title: str) -> None:
        super().__init__(cards, "unit")
        self.title = title

    @property
    def standards(self) -> list[tuple[str, str]]:
        """Number and name of every standard that a card has, in the order of the cards."""
        return list(
            dict.fromkeys((number, rated.name) for card in self.values() for number, rated in card.standards.items())
        )

    def rating(self, unit: str, number: str, name: str) -> Rating | None:
        """Return the rating of a unit on the standard of that number and name, or None if it has none."""
        found = self[unit].standards.get(number)
        return found.rating if found is not None and found.name == name else None

    def plot(self, ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw the heat map; `kwargs` go to ``imshow``."""
        ratings = [[self.rating(unit, number, name) for unit in self] for number, name in self.standards]
        return plot_view(self, self.standards, ratings, self.title, ax, **kwargs)

    def _grid(self) -> Grid:
        tones: dict[tuple[int, int], Tone] = {}
        rows = [["", "Score", *(f"{card.score}/{card.maximum}" for card in self.values())]]

        def add(number: str, name: str, ratings: list[Rating | None], otherwise: list[str]) -> None:
            for i, rating in enumerate(ratings):
                if rating is not None:
                    tones[len(rows), 2 + i] = TONES[rating]
            words = (other if r is None else with_dots(r) for r, other in zip(ratings, otherwise, strict=True))
            rows.append([number, name, *words])

        open_overall = [either(card.possible_overall) or "not known" for card in self.values()]
        add("", "Overall rating", [card.overall for card in self.values()], open_overall)
        for number_, name in self.standards:
            add(number_, name, [self.rating(unit, number_, name) for unit in self], [""] * len(self))
        methodologies = dict.fromkeys(c.methodology.title for c in self.values() if c.methodology is not None)
        words = frozenset(range(2, 2 + len(self)))
        return Grid(self.title, ["no.", "standard", *self], rows, 2, list(methodologies), words, tones)


def region_view(cards: Inspected | Mapping[str, Scorecard], *, title: str = "") -> RegionView:
    """Return scorecards side by side.

    Parameters
    ----------
    cards
        A region, for its inspections; or cards by unit.
    title
        Heading; the name of the region by default.
    """
    if isinstance(cards, Mapping):
        by_name("region_view()", cards, Scorecard, "scorecard", "a Region, or scorecards by unit")
        return RegionView(cards, title or "Scorecards")
    if not hasattr(cards, "inspections"):
        message = f"region_view() takes a Region, or scorecards by unit, not {type(cards).__name__}"
        raise TypeError(message)
    found = {unit: inspection.scorecard for unit, inspection in cards.inspections.items()}
    return RegionView(found, title or f"Inspections of {cards.name}")


@dataclass(frozen=True)
class WeightedShare:
    """A share of several units together.

    Parameters
    ----------
    share
        Each unit weighs as its caseload does.
    interval
        Wilson's, of the effective size.
    effective_size
        The simple sample that would be as exact, after Kish.
    """

    share: float
    interval: Interval
    effective_size: float


def weighted_share(units: Mapping[str, tuple[int, int, float]], *, level: float = 0.95) -> WeightedShare:
    """Return the share of several units together, each weighing as its caseload does.

    Parameters
    ----------
    units
        Sufficient cases, cases judged, and caseload, by unit.
    level
        How sure the interval is to be.

    Raises
    ------
    ValueError
        For counts that cannot be, and caseloads that are not above 0.
    """
    items = [(name, x, n, float(caseload)) for name, (x, n, caseload) in units.items()]
    level = share_of("level", level)
    share, size, low, high = native.aggregate(items, level)
    return WeightedShare(share, Interval(low, high, level, "wilson, effective size"), size)


class RegionCases(Shown, Mapping[str, WeightedShare]):
    """The cases of several units together, by key question. Made by :func:`region_cases`."""

    __slots__ = ("_samples", "_shares")

    def __init__(self, samples: Mapping[str, CaseSample], caseloads: Mapping[str, float], level: float) -> None:
        self._samples = dict(samples)
        self._shares = {}
        for question in dict.fromkeys(q for sample in self._samples.values() for q in sample.counts):
            units = {
                unit: (*sample.counts[question], caseloads[unit])
                for unit, sample in self._samples.items()
                if question in sample.counts
            }
            self._shares[question] = weighted_share(units, level=level)

    def __getitem__(self, question: str) -> WeightedShare:
        return self._shares[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shares)

    def __len__(self) -> int:
        return len(self._shares)

    def bands(self) -> dict[str, Rating]:
        """Return the band of each question's share, by the rules of the first unit's sample."""
        first = next(iter(self._samples.values()))
        return {
            # A sum of products may miss a whole number by its last bits.
            q: case_band(round(100 * s.share, 9), first.methodology, rounding=first.rounding)
            for q, s in self._shares.items()
        }

    def __repr__(self) -> str:
        return f"<RegionCases of {', '.join(self._samples)}>"

    def _grid(self) -> Grid:
        bands = self.bands()
        rows = [
            [q, percent(s.share), str(s.interval), number(s.effective_size, 0), with_dots(bands[q])]
            for q, s in self._shares.items()
        ]
        tones: dict[tuple[int, int], Tone] = {(i, 4): TONES[bands[q]] for i, q in enumerate(self._shares)}
        notes = ["weighted by caseload; Wilson's interval of the effective sample (Kish)"]
        columns = ["key question", "share", "interval", "effective cases", "band"]
        return Grid(f"Cases of {', '.join(self._samples)}", columns, rows, 1, notes, frozenset({4}), tones)


def region_cases(
    samples: Mapping[str, CaseSample], caseloads: Mapping[str, float], *, level: float = 0.95
) -> RegionCases:
    """Return the cases of several units together, by key question, each unit weighing as its caseload does.

    Parameters
    ----------
    samples
        Samples of the same standard, by unit.
    caseloads
        Caseload of each unit.
    level
        How sure the intervals are to be.

    Raises
    ------
    KeyError
        If the caseload of a unit is not given.
    ValueError
        If there is no sample.
    """
    if not samples:
        msg = "give the sample of at least one unit"
        raise ValueError(msg)
    return RegionCases(samples, Named(caseloads, "caseload"), level)
