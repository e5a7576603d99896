"""Samples of cases: from counts to the rating of a standard, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .._core import Rating
from .._core import ratings as native
from .._display.grid import Grid, Tone
from .._display.numbers import number, percent
from .._display.shown import Shown
from .._util.arguments import checked_int
from .._util.escaping import visible
from .plots import plot_cases
from .rules import Methodology
from .rules import methodology as find_methodology
from .samples import MAX_CASES, Interval, Method, interval
from .tones import TONES, with_dots

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Rounding = Literal["half up", "half even", "down", "none"]
Prior = Literal["jeffreys", "uniform"]
Together = Literal["independent", "together"]


@dataclass(frozen=True)
class Flag:
    """A condition under which a panel may judge otherwise; it is never applied.

    Parameters
    ----------
    why
        "near a threshold", "one judgement" or "small sample".
    question
        The key question it is about.
    instead
        The rating on the other side; of a small sample, the one found.
    """

    why: str
    question: str
    instead: Rating

    def __str__(self) -> str:
        question = visible(self.question)
        if self.why == "small sample":
            return f"{question}: very few cases"
        if self.why == "one judgement":
            return f"{question}: one case judged differently would give {self.instead}"
        return f"{question}: near the threshold to {self.instead}"


class Chances(Shown, Mapping[Rating, float]):
    """A chance for each rating; they add to 1."""

    __slots__ = ("_chances", "caption", "found", "notes")

    def __init__(self, chances: Sequence[float], found: Rating, caption: str, notes: Sequence[str]) -> None:
        self._chances = dict(zip(Rating, chances, strict=True))
        self.found = found
        self.caption = caption
        self.notes = tuple(notes)

    @property
    def of_another(self) -> float:
        """The chance of a rating other than that of the sample."""
        return 1.0 - self._chances[self.found]

    def __getitem__(self, rating: Rating) -> float:
        return self._chances[rating]

    def __iter__(self) -> Iterator[Rating]:
        return iter(self._chances)

    def __len__(self) -> int:
        return len(self._chances)

    def __repr__(self) -> str:
        return f"<Chances: {', '.join(f'{rating} {percent(p)}' for rating, p in self.items())}>"

    def _grid(self) -> Grid:
        rows = [
            [with_dots(rating), percent(p), "the sample's" if rating is self.found else ""]
            for rating, p in self._chances.items()
        ]
        tones: dict[tuple[int, int], Tone] = {(i, 0): TONES[rating] for i, rating in enumerate(self._chances)}
        return Grid(self.caption, ["rating", "chance", ""], rows, 1, self.notes, frozenset({2}), tones)


class CaseSample(Shown):
    """Counts of sufficient cases by key question, and the rating that they give. Made by :func:`case_sample`."""

    __slots__ = ("_counts", "_result", "methodology", "rounding", "standard")

    def __init__(
        self, counts: Mapping[str, tuple[int, int]], methodology: Methodology, standard: str, rounding: Rounding
    ) -> None:
        self._counts = [
            (name, checked_int(f"{name}, sufficient", x, 0, MAX_CASES), checked_int(f"{name}, of", n, 1, MAX_CASES))
            for name, (x, n) in counts.items()
        ]
        self.methodology = methodology
        self.standard = standard
        self.rounding = rounding
        self._result = native.rate_cases(self._counts, methodology._core, rounding)

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Sufficient cases, and cases judged, by key question."""
        return {name: (x, n) for name, x, n in self._counts}

    @property
    def percentages(self) -> dict[str, float]:
        """Percentage of sufficient cases by key question, not rounded."""
        return {name: share for name, _, _, share, _, _ in self._result.questions}

    @property
    def banded(self) -> dict[str, float]:
        """The percentages as they are banded: rounded by the rule of the sample."""
        return {name: share for name, _, _, _, share, _ in self._result.questions}

    @property
    def bands(self) -> dict[str, Rating]:
        """The band of each key question; empty if the methodology gives no ratings from percentages."""
        return {} if self.rating is None else {name: band for name, *_, band in self._result.questions}

    @property
    def rating(self) -> Rating | None:
        """The rating of the standard: the band of the lowest question. None if percentages give no rating."""
        return self._result.given

    @property
    def verdict(self) -> str:
        """The rating in words, or "not rated"."""
        return "not rated" if self.rating is None else str(self.rating)

    @property
    def lowest(self) -> list[str]:
        """The question that decides; several if they are equal."""
        return self._result.lowest

    @property
    def flags(self) -> list[Flag]:
        """Conditions under which a panel may judge otherwise: shown, and never applied."""
        return [Flag(*flag) for flag in self._result.flags]

    def intervals(
        self, *, level: float = 0.95, method: Method = "wilson", population: int | None = None
    ) -> dict[str, Interval]:
        """Return the interval of each question's share; see :func:`probation.ratings.interval`."""
        return {name: interval(x, n, level=level, method=method, population=population) for name, x, n in self._counts}

    def chances(
        self, *, prior: Prior = "jeffreys", questions: Together = "independent", population: int | None = None
    ) -> Chances:
        """Return the chance of each rating for all cases from which the sample was drawn.

        Parameters
        ----------
        prior
            What is believed of each share before: "jeffreys" is beta(½, ½), "uniform" beta(1, 1).
        questions
            How the questions, asked of the same cases, go together: "independent", or "together" (they rise and fall
            as one). The truth lies between.
        population
            How many cases there are in all; far more than were seen if None.

        Raises
        ------
        ValueError
            If the methodology gives no ratings from percentages, or the population is smaller than the sample.
        """
        everyone = None if population is None else checked_int("population", population, 1, MAX_CASES)
        chances = native.band_chances(self._counts, self.methodology._core, prior, self.rounding, questions, everyone)
        of = "a large caseload" if everyone is None else f"{everyone} cases"
        return self._chances(chances, f"Rating of {of}, given the sample", prior, questions)

    def reinspection(
        self,
        *,
        prior: Prior = "jeffreys",
        questions: Together = "independent",
        sizes: Mapping[str, int] | int | None = None,
    ) -> Chances:
        """Return the chance of each rating at a re-inspection when nothing has changed.

        Other cases are drawn, sufficient with the same share, of which no more is known than this sample says.
        ``of_another`` is the chance that the rating differs though nothing did.

        Parameters
        ----------
        prior, questions
            As for :meth:`chances`.
        sizes
            Cases to be judged, for each question or for all; as many as in this sample if None.
        """
        if sizes is None:
            given: list[int] = []
        elif isinstance(sizes, Mapping):
            given = [checked_int(f"sizes, {name}", sizes[name], 1, MAX_CASES) for name, _, _ in self._counts]
        else:
            given = [checked_int("sizes", sizes, 1, MAX_CASES)] * len(self._counts)
        chances = native.reinspection_chances(
            self._counts, self.methodology._core, prior, self.rounding, questions, given
        )
        return self._chances(chances, "Rating at a re-inspection if nothing has changed", prior, questions)

    def _chances(self, chances: Sequence[float], caption: str, prior: str, questions: str) -> Chances:
        found = self.rating
        assert found is not None  # the native call refuses methodologies without ratings of cases
        what = (
            "questions independent of each other" if questions == "independent" else "questions rise and fall together"
        )
        notes = (f"prior {prior}, {what}, rounding {self.rounding}",)
        where = f"{self.standard}: {caption[0].lower()}{caption[1:]}" if self.standard else caption
        return Chances(chances, found, where, notes)

    def plot(self, ax: Axes | None = None, *, level: float = 0.95, method: Method = "wilson", **kwargs: Any) -> Axes:
        """Draw each question's share with its interval, over the bands; `kwargs` go to the markers."""
        return plot_cases(self, ax, level, method, **kwargs)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaseSample):
            return NotImplemented
        return (self._counts, self.methodology, self.standard, self.rounding) == (
            other._counts,
            other.methodology,
            other.standard,
            other.rounding,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<CaseSample {self.standard or 'of cases'}: {self.verdict}>"

    def _grid(self) -> Grid:
        rows = []
        tones: dict[tuple[int, int], Tone] = {}
        intervals = self.intervals()
        for i, (name, x, n, _, banded, band) in enumerate(self._result.questions):
            shown = number(banded, 1 if self.rounding == "none" else 0)
            words = with_dots(band) if self.rating is not None else ""
            if words:
                tones[i, 4] = TONES[band]
            rows.append([name, f"{x} of {n}", f"{shown} %", str(intervals[name]), words])
        caption = f"{self.standard or 'A standard'} from cases ({self.methodology.id}): {self.verdict}"
        notes = [f"lowest: {', '.join(self.lowest)}; rounding {self.rounding}; intervals 95 %, Wilson"]
        notes += [f"discretion, not applied: {flag}" for flag in self.flags]
        columns = ["key question", "sufficient", "share", "interval", "band"]
        return Grid(caption, columns, rows, 1, notes, frozenset({4}), tones)


def case_sample(
    counts: Mapping[str, tuple[int, int]],
    methodology: str | Methodology,
    *,
    standard: str = "",
    rounding: Rounding = "half up",
) -> CaseSample:
    """Return what counts of sufficient cases by key question say of a standard.

    Parameters
    ----------
    counts
        Sufficient cases, and cases judged, by key question.
    methodology
        A methodology, or its id.
    standard
        Number or name of the standard.
    rounding
        How percentages are rounded before they are banded: "half up", "half even", "down" or "none". Which of them
        inspections use is not known.

    Raises
    ------
    ValueError
        For counts that cannot be, or a standard that the methodology does not have.

    Examples
    --------
    >>> import probation as pb
    >>> sample = pb.ratings.case_sample({"engagement": (50, 60), "safety": (29, 60)}, "pdu-2021", standard="Assessment")
    >>> print(sample.rating)
    Inadequate
    """
    rules = find_methodology(methodology)
    return CaseSample(counts, rules, rules.standard(standard).name if standard else "", rounding)


def case_band(percentage: float, methodology: str | Methodology, *, rounding: Rounding = "half up") -> Rating:
    """Return the band of a percentage that is known only as published; see :func:`case_sample`."""
    return native.band_of_percentage(float(percentage), find_methodology(methodology)._core, rounding)
