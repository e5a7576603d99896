"""Surveys: shares of people who said something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from .. import _core
from .._core import Distribution
from .._display.grid import Grid
from .._display.numbers import percent, short
from .._display.shown import Shown
from .._util.named import Named
from .samples import Difference, Interval, Method, difference, interval

if TYPE_CHECKING:
    from typing import Unpack


class Survey(Shown):
    """A share of people asked who said something.

    Where the document gives how many were asked (``count``, ``of``) there is an interval. Where it gives a bare
    percentage it is shown as given: no interval is made up.
    """

    __slots__ = ("_core", "name")
    __signature__ = _core.Survey.__signature__
    __fields__ = _core.Survey.__fields__

    def __init__(self, **fields: Unpack[_core.SurveyFields]) -> None:
        self._core = _core.Survey(**fields)
        self.name = ""

    @classmethod
    def _of(cls, core: _core.Survey, name: str) -> Self:
        survey = cls.__new__(cls)
        survey._core, survey.name = core, name
        return survey

    @property
    def as_written(self) -> _core.Survey:
        """The survey by the fields of documents."""
        return self._core

    def replaced(self, **fields: Unpack[_core.SurveyFields]) -> Survey:
        """Return a survey with other fields; None takes one away."""
        return Survey._of(self._core.replaced(**fields), self.name)

    __replace__ = replaced

    def to_dict(self) -> dict[str, Any]:
        """Return what a document says of it."""
        return self._core.to_dict()

    @property
    def question(self) -> str:
        """What they said."""
        return self._core.question

    @property
    def share(self) -> _core.Quantity:
        """Share who said it, as written."""
        return self._core.share

    @property
    def date(self) -> str | None:
        """Month, or None."""
        return self._core.date

    @property
    def unit(self) -> str | None:
        """Unit; None for the region."""
        return self._core.unit

    @property
    def counts(self) -> tuple[int, int] | None:
        """So many of so many; None if the document does not say how many were asked."""
        if self.share.shape is not Distribution.SAMPLE:
            return None
        count, of, _ = self.share.parameters
        return (int(count), int(of)) if count.is_integer() and of.is_integer() else None

    @property
    def proportion(self) -> float:
        """The share: count ÷ of where both are given, else as written."""
        return self.counts[0] / self.counts[1] if self.counts else self.share.mean

    def interval(
        self, *, level: float = 0.95, method: Method = "wilson", population: int | None = None
    ) -> Interval | None:
        """Return the interval of the share, or None if it is not known how many were asked."""
        if self.counts is None:
            return None
        return interval(*self.counts, level=level, method=method, population=population)

    def difference(self, other: Survey, *, level: float = 0.95) -> Difference:
        """Return by how much more said so than in another survey, with Newcombe's interval.

        Raises
        ------
        ValueError
            If one of them does not say how many were asked.
        """
        for survey in (self, other):
            if survey.counts is None:
                msg = f"survey {survey.name!r} does not say how many were asked: write share as count and of"
                raise ValueError(msg)
        assert self.counts is not None
        assert other.counts is not None
        return difference(self.counts, other.counts, level=level)

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Survey) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Survey {self.question}: {percent(self.proportion)}>"

    def _grid(self) -> Grid:
        return _grid({self.name: self}, f"Survey {self.name}")


class SurveyTable(Shown, Named[Survey]):
    """Surveys by name."""

    __slots__ = ()

    def _grid(self) -> Grid:
        return _grid(self, "Surveys")


def _grid(surveys: dict[str, Survey] | SurveyTable, caption: str) -> Grid:
    rows = []
    for survey in surveys.values():
        found = survey.interval()
        asked = f"{survey.counts[0]} of {survey.counts[1]}" if survey.counts else "not said"
        rows.append(
            [
                survey.question,
                survey.unit or "region",
                f"{short(100 * survey.proportion)} %",
                asked,
                str(found) if found else "",
            ]
        )
    notes = ["intervals 95 %, Wilson; none where it is not said how many were asked"]
    return Grid(caption, ["what they said", "unit", "share", "of those asked", "interval"], rows, 2, notes)
