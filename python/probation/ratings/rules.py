"""Methodologies: the rules of a period of inspection, as dated data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._core import Rating
from .._core import ratings as native
from .._display.grid import Grid
from .._display.shown import Shown
from .._util.named import Named

Rule = native.Rule
Standard = native.Standard

_RATED = ("Requires improvement", "Good", "Outstanding")


class Methodology(Shown):
    """The rules of a period of inspection: standards, points, bands, and how sure each rule is.

    Got by :func:`methodology`, or one's own by :meth:`define`. ``print`` shows the standards and each rule with its
    evidence (quoted, derived, recalled or unknown) and source.
    """

    __slots__ = ("_core",)

    def __init__(self, core: native.Methodology) -> None:
        self._core = core

    @classmethod
    def define(
        cls,
        id: str,
        standards: Mapping[str, str] | Sequence[Standard],
        *,
        title: str = "",
        from_: str = "",
        until: str = "",
        points: Sequence[int] = (0, 1, 2, 3),
        bands: Mapping[Rating | str, tuple[int, int]] | None = None,
        variants: Sequence[str] = (),
        thresholds: Sequence[int] = (50, 65, 80),
        margin: int = 5,
        small_sample: int = 5,
        rules: Mapping[str, Rule] | None = None,
    ) -> Methodology:
        """Make a methodology of one's own.

        Parameters
        ----------
        id
            What it is called.
        standards
            Names by number, or :class:`Standard` objects.
        title, from_, until
            What it is, and when it applies: "2026" or "2026-04".
        points
            Points by rating, from Inadequate up.
        bands
            Lowest and highest score of each overall rating; by default those of the integer rule (points 0 to 3 only).
        variants
            Kinds of provider with standards of their own, as many each.
        thresholds
            Per cent of cases from which a standard is Requires improvement, Good and Outstanding.
        margin
            A lowest percentage within so many points of a threshold is left to discretion.
        small_sample
            So is one of so few cases.
        rules
            Rules in words, with how each is known.

        Raises
        ------
        DocumentError
            If it contradicts itself; every problem is listed.
        """
        if isinstance(standards, Mapping):
            standards = [Standard(number=number, name=name) for number, name in standards.items()]
        table = None if bands is None else [(as_rating(r), low, high) for r, (low, high) in bands.items()]
        return cls(
            native.make_methodology(
                id,
                title or id,
                from_,
                until,
                list(standards),
                tuple(points),
                table,
                list(variants),
                tuple(thresholds),
                margin,
                small_sample,
                list((rules or {}).items()),
            )
        )

    @property
    def id(self) -> str:
        """What it is called: "pdu-2021"."""
        return self._core.id

    @property
    def title(self) -> str:
        """What it is, in words."""
        return self._core.title

    @property
    def from_(self) -> str:
        """When it began, as exactly as is known: "2021", "2023-10"."""
        return self._core.from_

    @property
    def until(self) -> str:
        """When it ended; empty if it is in use, or if that is not known."""
        return self._core.until

    @property
    def is_scored(self) -> bool:
        """Whether it gives a score and an overall rating."""
        return self._core.scored

    @property
    def unsettled(self) -> str:
        """Why its overall rating is not certain; empty if it is."""
        return self._core.unsettled

    @property
    def variants(self) -> list[str]:
        """Kinds of provider with standards of their own: "CRC", "NPS"."""
        return self._core.variants

    @property
    def standards(self) -> Named[Standard]:
        """Standards by number."""
        return Named({s.number: s for s in self._core.standards}, "standard")

    @property
    def counted(self) -> int:
        """How many standards count towards the score."""
        return self._core.counted

    @property
    def maximum(self) -> int:
        """The greatest score."""
        return self._core.maximum

    @property
    def points(self) -> dict[Rating, int]:
        """Points of each rating."""
        return dict(zip(Rating, self._core.points, strict=True))

    @property
    def bands(self) -> dict[Rating, tuple[int, int]]:
        """Lowest and highest score of each overall rating; empty if it is not scored."""
        return {rating: (low, high) for rating, low, high in self._core.bands}

    @property
    def case_bands(self) -> dict[Rating, int]:
        """Per cent of cases from which a standard has a rating; empty if percentages give none."""
        return dict(zip(Rating, (0, *self._core.thresholds), strict=True)) if self._core.rates_cases else {}

    @property
    def rules(self) -> Named[Rule]:
        """Rules by name: text, status of the evidence, source."""
        return Named(self._core.rules, "rule")

    def overall(self, score: int) -> Rating:
        """Return the overall rating of a score; ValueError if there is none."""
        return native.overall(score, self._core)

    def standard(self, name: str) -> Standard:
        """Return the standard of that number or name, whatever its spaces and capitals: "P2.1", "leadership"."""
        return native.standard_of(self._core, name)

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Methodology) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        what = f"{self.counted} standards, at most {self.maximum}" if self.is_scored else "not scored"
        return f"<Methodology {self.id}: {what}>"

    def _grid(self) -> Grid:
        score = f"{self.counted} standards count, at most {self.maximum} points" if self.is_scored else "not scored"
        rows = [
            [s.number, s.name, s.domain, _counts(s), "cases" if s.by_cases else "judgement", s.status]
            for s in self._core.standards
        ]
        columns = ["no.", "standard", "domain", "counts", "rated from", "evidence"]
        notes = [f"not settled: {self.unsettled}"] if self.unsettled else []
        notes += [
            f"{name} [{rule.status}]: {rule.text}" + (f" ({rule.source})" if rule.source else "")
            for name, rule in self.rules.items()
        ]
        return Grid(f"{self.id}: {self.title}; {score}", columns, rows, 2, notes, frozenset({2, 3, 4, 5}))


class MethodologyTable(Shown, Named[Methodology]):
    """Methodologies by id."""

    __slots__ = ()

    def _grid(self) -> Grid:
        rows = []
        for m in self.values():
            period = f"{m.from_} to {m.until}" if m.until else f"from {m.from_}"
            bands = [f"{low}–{high}" for low, high in m.bands.values()] or ["", "", "", ""]
            known = m.rules["overall bands"].status if m.bands else "not scored"
            rows.append([m.id, period, str(m.counted or ""), str(m.maximum or ""), *bands, known])
        columns = ["methodology", "period", "standards", "of", *map(str, Rating), "evidence"]
        return Grid("Methodologies and their overall ratings", columns, rows, 1, (), frozenset({1, 8}))


def methodologies() -> MethodologyTable:
    """Return the methodologies that the library carries, oldest first."""
    return MethodologyTable({m.id: Methodology(m) for m in native.methodologies()}, "methodology")


def methodology(id: str | Methodology) -> Methodology:
    """Return the methodology of that id: "pdu-2021".

    Raises
    ------
    KeyError
        If there is none; a near miss is named.
    """
    return id if isinstance(id, Methodology) else methodologies()[id]


def overall(score: int, methodology: str | Methodology) -> Rating:
    """Return the overall rating of a score.

    Parameters
    ----------
    score
        Sum of the points of the counted standards.
    methodology
        A methodology, or its id.

    Raises
    ------
    KeyError
        If there is no such methodology.
    ValueError
        If the score cannot be, or the methodology gives no score.

    Examples
    --------
    >>> import probation as pb
    >>> print(pb.ratings.overall(4, "pdu-2021"))
    Inadequate
    """
    rules = methodology if isinstance(methodology, Methodology) else methodologies()[methodology]
    return rules.overall(score)


def as_rating(value: Any) -> Rating:
    """Return a rating given as one, as its published wording in any case, or as its points 0 to 3."""
    if isinstance(value, str):
        wanted = value.replace("_", " ").casefold()
        for rating in Rating:
            if str(rating).casefold() == wanted:
                return rating
    elif not isinstance(value, bool):
        try:
            return Rating(value)
        except ValueError:
            pass
    msg = f"a rating is {', '.join(map(repr, map(str, Rating)))}, or 0 to 3; not {value!r}"
    raise ValueError(msg)


def _counts(standard: Standard) -> str:
    return (f"for {standard.variant}" if standard.variant else "yes") if standard.counted else "no"
