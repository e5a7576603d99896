"""Ratings of inspections: methodologies, scorecards, samples of cases, surveys."""

from collections.abc import Sequence
from typing import Literal, final

from . import Rating, Scorecard, _Value

Evidence = Literal["quoted", "derived", "recalled", "unknown"]

@final
class Rule(_Value):
    """A rule of a methodology in words, with how it is known."""

    def __init__(self, *, text: str, status: Evidence = "unknown", source: str = "") -> None: ...
    @property
    def text(self) -> str:
        """The rule."""
    @property
    def status(self) -> Evidence:
        """quoted, derived, recalled or unknown."""
    @property
    def source(self) -> str:
        """Where it stands."""

@final
class Standard(_Value):
    """What an inspection rates."""

    def __init__(
        self,
        *,
        number: str,
        name: str,
        domain: str = "",
        counted: bool = True,
        by_cases: bool = False,
        variant: str = "",
        questions: Sequence[tuple[str, str]] = (),
        status: Evidence = "unknown",
        source: str = "",
    ) -> None: ...
    @property
    def number(self) -> str:
        """ "1.1"; the name where no number is known."""
    @property
    def name(self) -> str:
        """What it is called."""
    @property
    def domain(self) -> str:
        """The part of the inspection it belongs to."""
    @property
    def counted(self) -> bool:
        """Whether its points enter the score."""
    @property
    def by_cases(self) -> bool:
        """Whether it is rated from percentages of cases."""
    @property
    def variant(self) -> str:
        """The variant of the methodology that it belongs to; "" for all."""
    @property
    def questions(self) -> dict[str, str]:
        """Key questions by lens."""
    @property
    def status(self) -> Evidence:
        """quoted, derived, recalled or unknown."""
    @property
    def source(self) -> str:
        """Where it is named."""

@final
class Methodology(_Value):
    """The rules of a period of inspection, as data."""

    @property
    def id(self) -> str:
        """ "pdu-2021" …"""
    @property
    def title(self) -> str:
        """What it is."""
    @property
    def from_(self) -> str:
        """When it began, as exactly as is known."""
    @property
    def until(self) -> str:
        """When it ended; "" if it has not, or is not known."""
    @property
    def scored(self) -> bool:
        """Whether it gives a score and an overall rating."""
    @property
    def unsettled(self) -> str:
        """Why its overall rating is not certain; "" if it is."""
    @property
    def variants(self) -> list[str]:
        """Variants, each with standards of its own."""
    @property
    def standards(self) -> list[Standard]:
        """Standards in their order."""
    @property
    def points(self) -> list[int]:
        """Points by rating, from Inadequate up."""
    @property
    def bands(self) -> list[tuple[Rating, int, int]]:
        """Rating, lowest and highest score, from Inadequate up."""
    @property
    def thresholds(self) -> list[int]:
        """Percentages of cases from which a standard is Requires improvement, Good, Outstanding."""
    @property
    def rates_cases(self) -> bool:
        """Whether percentages of cases give ratings."""
    @property
    def margin(self) -> int:
        """Points around a threshold left to discretion."""
    @property
    def small_sample(self) -> int:
        """Cases that leave it to discretion."""
    @property
    def rules(self) -> dict[str, Rule]:
        """Rules by name, with how each is known."""
    @property
    def counted(self) -> int:
        """How many standards count."""
    @property
    def maximum(self) -> int:
        """The greatest score."""

def methodologies() -> list[Methodology]:
    """The methodologies of the library, oldest first."""

def methodology(id: str) -> Methodology:
    """The methodology of that id."""

def make_methodology(
    id: str,
    title: str,
    from_: str,
    until: str,
    standards: Sequence[Standard],
    points: Sequence[int],
    bands: Sequence[tuple[Rating, int, int]] | None,
    variants: Sequence[str],
    thresholds: Sequence[int],
    margin: int,
    small_sample: int,
    rules: Sequence[tuple[str, Rule]],
) -> Methodology:
    """A methodology of one's own; without bands, those of the integer rule. Every problem is listed."""

def standard_of(methodology: Methodology, name: str) -> Standard:
    """The standard of that number or name."""

def rating_by_rule(score: int, counted: int) -> Rating:
    """The integer rule."""

@final
class CardResult(_Value):
    """What a scorecard adds up to."""

    @property
    def score(self) -> int:
        """Points of the counted standards that are given."""
    @property
    def maximum(self) -> int:
        """The greatest score of a whole card."""
    @property
    def least(self) -> int:
        """The score if every missing standard were Inadequate."""
    @property
    def most(self) -> int:
        """The score if every missing standard were Outstanding."""
    @property
    def possible(self) -> list[Rating]:
        """Overall ratings that are possible."""
    @property
    def missing(self) -> list[str]:
        """Counted standards that are not given."""
    @property
    def not_counted(self) -> list[str]:
        """Standards that are given and do not count."""
    @property
    def variant(self) -> str:
        """Variant that the standards show, or ""."""
    @property
    def scored(self) -> bool:
        """Whether the methodology gives a score."""
    @property
    def complete(self) -> bool:
        """Whether every counted standard is given."""
    @property
    def overall(self) -> Rating | None:
        """The overall rating if only one is possible, or None."""

@final
class ChangeSet(_Value):
    """Changes that together reach a rating, none of them to spare."""

    @property
    def changes(self) -> list[tuple[str, Rating, Rating]]:
        """Number of the standard, rating now, rating then."""
    @property
    def steps(self) -> int:
        """Ratings climbed in all."""
    @property
    def points(self) -> int:
        """Points gained."""

@final
class ChangesResult(_Value):
    """Ways to a higher overall rating."""

    @property
    def target(self) -> Rating:
        """The rating to be reached."""
    @property
    def needed(self) -> int:
        """Points that lack."""
    @property
    def total(self) -> int:
        """How many smallest sets there are."""
    @property
    def sets(self) -> list[ChangeSet]:
        """The cheapest of them."""

def make_card(standards: Sequence[tuple[str, str, Rating]]) -> Scorecard:
    """A scorecard of number, name and rating of each standard."""

def canonical(card: Scorecard, methodology: Methodology) -> Scorecard:
    """The card with its standards under the methodology's numbers, in its order."""

def evaluate(card: Scorecard, methodology: Methodology) -> CardResult:
    """What a scorecard adds up to."""

def overall(score: int, methodology: Methodology) -> Rating:
    """The overall rating of a score."""

def points_to_next(score: int, methodology: Methodology) -> int:
    """Points that lack to the next rating; 0 if there is none higher."""

def points_to_spare(score: int, methodology: Methodology) -> int:
    """Points below the score that would give the same rating."""

def changes_to(card: Scorecard, methodology: Methodology, target: Rating, limit: int) -> ChangesResult:
    """Smallest sets of changes that reach a rating, cheapest first."""

@final
class CaseResult(_Value):
    """The rating of a standard from its cases."""

    @property
    def given(self) -> Rating | None:
        """The band of the lowest question; None if percentages give no rating."""
    @property
    def lowest(self) -> list[str]:
        """The question that decides; several if they are equal."""
    @property
    def questions(self) -> list[tuple[str, int, int, float, float, Rating]]:
        """Name, sufficient, of, percentage, percentage as banded, band of each question."""
    @property
    def flags(self) -> list[tuple[str, str, Rating]]:
        """Conditions of professional discretion: why, question, rating on the other side."""

def rate_cases(counts: Sequence[tuple[str, int, int]], methodology: Methodology, rounding: str) -> CaseResult:
    """The rating of a standard from counts by key question."""

def band_of_percentage(percent: float, methodology: Methodology, rounding: str) -> Rating:
    """The band of a percentage known only as published."""

def share_interval(count: int, of: int, level: float, method: str, population: int | None) -> tuple[float, float]:
    """The interval of a share known from a sample."""

def difference_interval(count: int, of: int, other_count: int, other_of: int, level: float) -> tuple[float, float]:
    """Newcombe's interval of a difference of shares."""

def sample_size(population: int | None, confidence: float, margin: float, share: float) -> int:
    """Cases needed for a share to be known to a margin at a confidence."""

def band_chances(
    counts: Sequence[tuple[str, int, int]],
    methodology: Methodology,
    prior: str,
    rounding: str,
    questions: str,
    population: int | None,
) -> list[float]:
    """The chance of each rating for all cases from which the sample was drawn."""

def reinspection_chances(
    counts: Sequence[tuple[str, int, int]],
    methodology: Methodology,
    prior: str,
    rounding: str,
    questions: str,
    sizes: Sequence[int],
) -> list[float]:
    """The chance of each rating at a re-inspection when nothing has changed."""

def aggregate(units: Sequence[tuple[str, int, int, float]], level: float) -> tuple[float, float, float, float]:
    """Share, effective sample size and interval of units weighted by caseload."""

def allocate(sizes: Sequence[int], total: int, buffer_percent: int) -> list[int]:
    """Cases to take from groups of these sizes."""

def stratum_of(woman: bool, post_custody: bool, low_risk: bool) -> str:
    """The stratum of a case, of the five."""

def stratified_sample(
    rows: Sequence[tuple[str, str, str, str, int]], total: int, buffer_percent: int, most_per_officer: int
) -> tuple[list[int], dict[str, int], int, int]:
    """Cases to take of each row, allocated to each stratum, wanted, shortfall."""
