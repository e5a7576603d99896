"""Scorecards: what ratings of standards add up to, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from .._core import Rating
from .._core import ratings as native
from .._display.grid import Grid, Tone
from .._display.shown import Shown
from .._util.named import Named
from .plots import plot_card
from .rules import Methodology, as_rating, methodologies
from .rules import methodology as find_methodology
from .tones import TONES, either, with_dots

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RatedStandard = _core.RatedStandard


class Scorecard(Shown):
    """Ratings by standard, and what they add up to. Made by :func:`scorecard`, or part of an inspection.

    ``print`` and notebooks show it as the annex of a letter does: score, overall rating, a row for each standard.
    """

    __slots__ = ("_card", "_methodology", "_result", "title")

    def __init__(self, card: _core.Scorecard, methodology: Methodology | None, title: str = "") -> None:
        self._methodology = methodology
        self.title = title
        if methodology is None:
            self._card, self._result = card, None
        else:
            self._card = native.canonical(card, methodology._core)
            self._result = native.evaluate(self._card, methodology._core)

    def _document(self) -> Any:
        return self._card._document()

    @property
    def methodology(self) -> Methodology | None:
        """The rules it is scored by; None if they are not known, and then there is no overall rating."""
        return self._methodology

    @property
    def standards(self) -> Named[RatedStandard]:
        """Rated standards by number."""
        return Named(self._card.standards, "standard")

    @property
    def score(self) -> int:
        """Points of the counted standards; of a partial card, of those given."""
        return self._card.score if self._result is None else self._result.score

    @property
    def maximum(self) -> int:
        """The greatest score; without a methodology, of the standards given."""
        return self._card.maximum if self._result is None else self._result.maximum

    @property
    def is_complete(self) -> bool:
        """Whether every counted standard is given."""
        return self._result is not None and self._result.complete

    @property
    def missing(self) -> list[str]:
        """Numbers of counted standards that are not given."""
        return [] if self._result is None else self._result.missing

    @property
    def not_counted(self) -> list[str]:
        """Numbers of standards that are given and do not count towards the score."""
        return [] if self._result is None else self._result.not_counted

    @property
    def overall(self) -> Rating | None:
        """The overall rating; None if what is missing could change it, or if there is none."""
        return None if self._result is None else self._result.overall

    @property
    def possible_scores(self) -> tuple[int, int]:
        """The lowest and the highest score that the whole card could have."""
        return (self.score, self.score) if self._result is None else (self._result.least, self._result.most)

    @property
    def possible_overall(self) -> list[Rating]:
        """Overall ratings that the whole card could have, from the lowest."""
        return [] if self._result is None else self._result.possible

    @property
    def points_to_next(self) -> int | None:
        """Points that lack to the next overall rating, 0 if there is none higher; None for a partial card."""
        rules = self._rules()
        return native.points_to_next(self.score, rules._core) if rules and self.is_complete else None

    @property
    def points_to_spare(self) -> int | None:
        """Points it could lose and keep its overall rating; None for a partial card."""
        rules = self._rules()
        return native.points_to_spare(self.score, rules._core) if rules and self.is_complete else None

    def changes(self, to: Rating | str | None = None, *, limit: int = 20) -> Changes:
        """Return what would reach a higher overall rating: every smallest set of changes, cheapest first.

        Cheapest is fewest steps (a step is one rating up for one standard), then the smallest greatest jump, then the
        fewest standards. All sets are counted, `limit` of them are listed.

        Parameters
        ----------
        to
            The rating to reach; the next higher one by default.
        limit
            How many sets to list.

        Raises
        ------
        ValueError
            If the card is partial or not scored, or already has that rating.
        """
        rules = self._rules()
        if rules is None:
            msg = "a card without a methodology has no overall rating to change"
            raise ValueError(msg)
        target = Rating.OUTSTANDING if to is None else as_rating(to)
        if to is None and self.overall is not None and self.overall < Rating.OUTSTANDING:
            target = min(rating for rating in rules.bands if rating > self.overall)
        return Changes(native.changes_to(self._card, rules._core, target, limit), self)

    def plot(self, ax: Axes | None = None, **kwargs: Any) -> Axes:
        """Draw the points of each standard as bars; `kwargs` go to the bars."""
        return plot_card(self, ax, **kwargs)

    def _rules(self) -> Methodology | None:
        return self._methodology if self._methodology is not None and self._methodology.is_scored else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scorecard):
            return NotImplemented
        return self._card == other._card and self._methodology == other._methodology

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        where = f" {self.title}" if self.title else ""
        return f"<Scorecard{where}: {self.summary()}>"

    def summary(self) -> str:
        """Return the score and the overall rating in words: "score 4/27, overall Inadequate"."""
        if self._methodology is not None and not self._methodology.is_scored:
            return "not scored"
        if self._result is None:
            return f"score {self.score}/{self.maximum}, methodology not known"
        if self.is_complete:
            return f"score {self.score}/{self.maximum}, overall {self.overall}"
        low, high = self.possible_scores
        return f"partial: score {low} to {high} of {self.maximum}, overall {either(self.possible_overall)}"

    def _grid(self) -> Grid:
        return card_grid(self)


class Changes(Shown, Sequence[native.ChangeSet]):
    """Ways to a higher overall rating, cheapest first. Made by :meth:`Scorecard.changes`."""

    __slots__ = ("_card", "_result", "_sets")

    def __init__(self, result: native.ChangesResult, card: Scorecard) -> None:
        self._result = result
        self._sets = result.sets
        self._card = card

    @property
    def target(self) -> Rating:
        """The rating to be reached."""
        return self._result.target

    @property
    def needed(self) -> int:
        """Points that lack."""
        return self._result.needed

    @property
    def total(self) -> int:
        """How many smallest sets there are, listed or not."""
        return self._result.total

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, index: Any) -> Any:
        return self._sets[index]

    def __repr__(self) -> str:
        return f"<Changes: {len(self)} of {self.total} ways to {self.target}>"

    def _grid(self) -> Grid:
        names = {number: standard.name for number, standard in self._card.standards.items()}
        rows = [
            [
                str(i + 1),
                str(s.steps),
                "; ".join(f"{number} {names[number]} to {then}" for number, _, then in s.changes),
            ]
            for i, s in enumerate(self._sets)
        ]
        points = "1 point" if self.needed == 1 else f"{self.needed} points"
        ways = "1 way" if self.total == 1 else f"{self.total} ways"
        notes = ["cheapest first: fewest steps, then the smallest jump, then the fewest standards"]
        if self.total > len(self):
            notes.append(f"{len(self)} of {ways} listed")
        caption = f"{self._card.title or 'Card'}: {points} to {self.target}, {ways}"
        return Grid(caption, ["", "steps", "changes"], rows, 1, notes, frozenset({2}))


def scorecard(
    ratings: Mapping[str, Rating | str | int] | Scorecard, methodology: str | Methodology, *, title: str = ""
) -> Scorecard:
    """Return what ratings of standards add up to.

    Parameters
    ----------
    ratings
        Rating of each standard, by number or name; not all need be given.
    methodology
        A methodology, or its id.
    title
        What the card is of, for displays.

    Raises
    ------
    ValueError
        For a rating that does not exist, or a standard that the methodology does not have; a near miss is named.

    Examples
    --------
    >>> import probation as pb
    >>> card = pb.ratings.scorecard({"1.1": "Good", "1.2": "Inadequate"}, "pdu-2021")
    >>> card.possible_scores
    (2, 23)
    """
    rules = find_methodology(methodology)
    if isinstance(ratings, Scorecard):
        return Scorecard(ratings._card, rules, title or ratings.title)
    given = [(number, "", as_rating(value)) for number, value in ratings.items()]
    return Scorecard(native.make_card(given), rules, title)


def card_of(core: _core.Scorecard, id: str, title: str) -> Scorecard:
    """Return the card of a document: without its methodology if that is not known, or does not fit it."""
    known = methodologies().get(id)
    try:
        return Scorecard(core, known, title)
    except ValueError:
        return Scorecard(core, None, title)


def card_grid(card: Scorecard, *, source: str = "", stated: Mapping[str, Rating] | None = None) -> Grid:
    """Return a card as the annex of a letter shows it, below its overall rating."""
    rules = card.methodology
    rows: list[list[str]] = []
    tones: dict[tuple[int, int], Tone] = {}

    def add(number: str, name: str, rating: Rating | None, words: str = "") -> None:
        if rating is not None:
            tones[len(rows), 2] = TONES[rating]
        rows.append([number, name, words if rating is None else with_dots(rating)])

    if rules is None or rules.is_scored:
        open_overall = either(card.possible_overall) or "not known"
        add("", "Overall rating", card.overall, open_overall)
    if stated and any(rating != card.overall for rating in stated.values()):
        for place, rating in stated.items():
            add("", f"as stated, {place}", rating)
    domain = None
    shown = card.standards
    listed = shown if rules is None else rules.standards
    for number in listed:
        if rules is not None:
            standard = rules.standards[number]
            lacking = number in card.missing
            if number not in shown and not lacking:
                continue
            if standard.domain != domain:
                domain = standard.domain
                add("", domain, None)
            name = standard.name if standard.counted else f"{standard.name} (not counted)"
            add(number, name, shown[number].rating if number in shown else None, "not given")
        else:
            add(number, shown[number].name, shown[number].rating)
    notes = [f"not settled: {rules.unsettled}"] if rules is not None and rules.unsettled else []
    if source:
        notes.append(f"source: {source}")
    caption = f"{card.title}: {card.summary()}" if card.title else card.summary()
    return Grid(caption, ["no.", "standard", "rating"], rows, 2, notes, frozenset({2}), tones)
