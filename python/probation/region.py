"""A probation region."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from . import _core
from .display.shown import Shown
from .named import Named, known_name, unknown_name
from .ratings.inspections import Inspection
from .ratings.surveys import Survey, SurveyTable
from .recommendations import Recommendations
from .staff import Staff, StaffTable, Unit, staff_grid
from .trees import plain_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .display.grid import Grid

MOST_MONTHS = 600


class Region(Shown):
    """A probation region: an immutable value, read from a document.

    Made by :func:`probation.read`, :meth:`from_dict` or the examples. Two regions are equal if their documents say
    the same. A region can be pickled; its scenarios travel with it.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Region) -> None:
        self._core = core

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], name: str = "document") -> Self:
        """Make a region of a document given as nested mappings; `name` is for messages.

        Raises
        ------
        DocumentError
            If it cannot become a region; all of its problems are listed.
        """
        return cls(_core.parse_region(json.dumps(plain_tree(document, name)), name))

    @property
    def name(self) -> str:
        """Name of the region."""
        return self._core.name

    @property
    def as_of(self) -> str:
        """Stocks are those at the start of this month: "2022-04"."""
        return self._core.as_of

    @property
    def pdus(self) -> Named[Unit]:
        """Probation delivery units by name."""
        return Named({n: Unit(self._core, u, n) for n, u in self._core.pdus.items()}, "unit")

    @property
    def functions(self) -> Named[Unit]:
        """Regional functions by name."""
        return Named({n: Unit(self._core, u, n) for n, u in self._core.functions.items()}, "function")

    @property
    def grades(self) -> Named[_core.Grade]:
        """Grades by abbreviation: the library's own, and those that the document defines or overrides."""
        return Named({**_core.default_grades(), **self._core.grades}, "grade")

    @property
    def staff(self) -> StaffTable:
        """Totals of the region by grade, where the document gives them."""
        return StaffTable({g: Staff(self._core, s, "", g) for g, s in self._core.staff.items()}, "")

    @property
    def unpaid_work(self) -> _core.UnpaidWork | None:
        """Unpaid work: who owes hours, and what can be worked; None if the document has none."""
        return self._core.unpaid_work

    @property
    def programmes(self) -> Named[_core.Programme]:
        """Accredited programmes by name."""
        return Named(self._core.programmes, "programme")

    @property
    def waiting_lists(self) -> Named[_core.WaitingList]:
        """Waiting lists by name: services, adjustments, reviews, vetting."""
        return Named(self._core.waiting_lists, "waiting list")

    @property
    def victim_contact(self) -> _core.VictimContact | None:
        """Statutory victim contact; None if the document has none."""
        return self._core.victim_contact

    @property
    def inspections(self) -> Named[Inspection]:
        """Published inspections, by unit or region."""
        return Named({n: Inspection(i, n) for n, i in self._core.inspections.items()}, "inspection")

    @property
    def surveys(self) -> SurveyTable:
        """Survey results by name."""
        return SurveyTable({n: Survey(s, n) for n, s in self._core.surveys.items()}, "survey")

    @property
    def indicators(self) -> Named[_core.Indicator]:
        """Figures that are carried though nothing computes with them."""
        return Named(self._core.indicators, "indicator")

    @property
    def recommendations(self) -> Recommendations:
        """Recommendations of inspections, in their order: a register that filters and shows progress."""
        return Recommendations(self._core.recommendations, self.as_of)

    @property
    def notes(self) -> list[str]:
        """Notes, in their order."""
        return self._core.notes

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios that the document defines."""
        return self._core.scenarios

    def scenario(self, name: str) -> Region:
        """Return the region under one of its scenarios.

        Raises
        ------
        KeyError
            If there is no such scenario.
        DocumentError
            If the document with the scenario's changes is not a region.
        """
        found = known_name(name, self.scenarios)
        if found is None:
            raise unknown_name(name, "scenario", self.scenarios)
        return Region(_core.scenario(self._core, found))

    def patched(self, patch: Mapping[str, Any]) -> Region:
        """Return the region with changes: a merge patch (RFC 7386) on its document, where None removes a key.

        Raises
        ------
        DocumentError
            If the changed document is not a region.

        Examples
        --------
        >>> kss.patched({"recruitment": {"PO": {"vetting": {"value": 10, "unit": "weeks"}}}})  # doctest: +SKIP
        """
        return Region(_core.patched(self._core, json.dumps(plain_tree(patch, "patch"))))

    def to_dict(self) -> dict[str, Any]:
        """Return the document as nested dicts and lists; :meth:`from_dict` makes an equal region of it."""
        document: dict[str, Any] = json.loads(self.to_json())
        return document

    def to_json(self, *, pretty: bool = True) -> str:
        """Return the document as JSON text, on many lines or on one."""
        return _core.to_json(self._core, pretty)

    def plan(self, months: int = 24) -> _core.Plan:
        """Return the stocks and flows that the region becomes; ``str()`` lists them and ``to_dot()`` draws them.

        Raises
        ------
        DocumentError
            If the region contradicts itself.
        """
        return _core.lower(self._core, months)

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Region) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.as_of, self._core.digest))

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (self.to_json(pretty=False), self.name)

    def _grid(self) -> Grid:
        tables = {name: unit.staff for name, unit in (*self.pdus.items(), *self.functions.items())}
        if self.staff:
            tables[""] = self.staff
        return staff_grid(tables, f"{self.name}, as of {self.as_of}")

    def __repr__(self) -> str:
        return f"<Region {self.name}, as of {self.as_of}: {len(self.pdus)} PDUs, {len(self.scenarios)} scenarios>"


def _unpickled(document: str, name: str) -> Region:
    return Region(_core.parse_region(document, name))
