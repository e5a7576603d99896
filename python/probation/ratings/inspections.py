"""Inspections as a region's document carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from .. import _core
from .._display.shown import Shown
from .._util.named import Named
from .cards import Scorecard, card_grid, card_of

if TYPE_CHECKING:
    from typing import Unpack

    from .._core import Rating
    from .._display.grid import Grid


class Inspection(Shown):
    """A published inspection of a unit or region: its scorecard, and what was stated about it.

    ``print`` and notebooks show the card, and what was stated where it differs from what the card adds up to.
    """

    __slots__ = ("_core", "unit")
    __signature__ = _core.Inspection.__signature__
    __fields__ = _core.Inspection.__fields__

    def __init__(self, **fields: Unpack[_core.InspectionFields]) -> None:
        self._core = _core.Inspection(**fields)
        self.unit = ""

    @classmethod
    def _of(cls, core: _core.Inspection, unit: str) -> Self:
        inspection = cls.__new__(cls)
        inspection._core, inspection.unit = core, unit
        return inspection

    @property
    def as_written(self) -> _core.Inspection:
        """The inspection by the fields of documents."""
        return self._core

    def replaced(self, **fields: Unpack[_core.InspectionFields]) -> Inspection:
        """Return an inspection with other fields; None takes one away."""
        return Inspection._of(self._core.replaced(**fields), self.unit)

    __replace__ = replaced

    def to_dict(self) -> dict[str, Any]:
        """Return what a document says of it."""
        return self._core.to_dict()

    @property
    def published(self) -> str | None:
        """Month of publication: "2022-05"."""
        return self._core.published

    @property
    def methodology(self) -> str:
        """Which set of standards: "pdu-2021"."""
        return self._core.methodology

    @property
    def scorecard(self) -> Scorecard:
        """Ratings by standard, and what they add up to."""
        return card_of(self._core.scorecard, self._core.methodology, self.unit)

    @property
    def score(self) -> int | None:
        """Score as published; ``scorecard.score`` is the sum."""
        return self._core.score

    @property
    def maximum(self) -> int | None:
        """Greatest score as published."""
        return self._core.maximum

    @property
    def overall(self) -> Named[Rating]:
        """Overall rating by the place that states it: they may differ."""
        return Named(self._core.overall, "place")

    @property
    def source(self) -> str:
        """Where it was published."""
        return self._core.source

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Inspection) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Inspection {self.unit}: {self.scorecard.summary()}>"

    def _grid(self) -> Grid:
        return card_grid(self.scorecard, source=self.source, stated=self.overall)
