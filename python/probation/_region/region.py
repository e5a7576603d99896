"""A probation region."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

from .. import _core
from .._display.naming import under_text
from .._display.shown import Shown
from .._document.trees import from_tree, text_of_tree
from .._util.arguments import MAX_MONTHS, checked_int
from .._util.named import Named, known_name, unknown_name
from ..ratings.inspections import Inspection
from ..ratings.surveys import Survey, SurveyTable
from .recommendations import Recommendations
from .staff import Staff, StaffTable, Unit, staff_grid
from .unused import UnusedInputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from .._display.grid import Grid


class Region(Shown):
    """A probation region: an immutable value, read from a document or made of its parts.

    Made by :func:`probation.read`, :meth:`from_dict` or the examples, or of the fields of a region document by name:
    ``Region(name=…, as_of="2022-04", pdus={"West Kent": Unit(staff={"PO": Staff(in_post=62)})})``. A part is given as a
    value, or as a document would say it. Reading, checks, messages and forecasts are those of the document that it
    writes. A part of a region is a copy: :meth:`replaced` makes a region with other parts, and checks it. Two regions are equal if their documents say
    the same and, under scenarios, patch the same present. A region can be pickled; its scenarios travel with it.
    """

    __slots__ = ("_core",)
    __signature__ = _core.Region.__signature__
    __fields__ = _core.Region.__fields__

    def __init__(self, core: _core.Region | None = None, /, **fields: Unpack[_core.RegionFields]) -> None:
        if core is not None and fields:
            message = "Region() takes the fields of a document by name; replaced() changes those of a region"
            raise TypeError(message)
        self._core = _core.Region(**fields) if core is None else core

    @property
    def as_written(self) -> _core.Region:
        """The region by the fields of documents: only its own grades, and patches of scenarios."""
        return self._core

    def replaced(self, **fields: Unpack[_core.RegionFields]) -> Region:
        """Return a region with other fields of its document; None takes a field away.

        A field is replaced whole, and the region is its own present: :meth:`patched` and :meth:`scenario` change parts of a
        document, and keep today's stocks.

        Raises
        ------
        DocumentError
            If the fields do not make a region; all that is wrong is listed.

        Examples
        --------
        >>> po = kss.grades["PO"].replaced(leaving_rate=pb.Quantity(0.08, per="year"))  # doctest: +SKIP
        >>> kss.replaced(grades={**kss.as_written.grades, "PO": po})  # doctest: +SKIP
        """
        return Region(self._core.replaced(**fields))

    __replace__ = replaced

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], name: str = "document") -> Self:
        """Make a region of a document given as nested mappings; `name` is for messages.

        Raises
        ------
        DocumentError
            If it cannot become a region; all of its problems are listed.
        """
        return cls(from_tree(document, name, "python"))

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
        return Named({n: Unit._of(self._core, u, n) for n, u in self._core.pdus.items()}, "unit")

    @property
    def functions(self) -> Named[Unit]:
        """Regional functions by name."""
        return Named({n: Unit._of(self._core, u, n) for n, u in self._core.functions.items()}, "function")

    @property
    def grades(self) -> Named[_core.Grade]:
        """Grades by abbreviation: the library's own, and those that the document defines or overrides."""
        return Named({**_core.default_grades(), **self._core.grades}, "grade")

    @property
    def staff(self) -> StaffTable:
        """Totals of the region by grade, where the document gives them."""
        return StaffTable({g: Staff._of(self._core, s, "", g) for g, s in self._core.staff.items()}, "")

    @property
    def caseload(self) -> Named[_core.CaseClass]:
        """Flows of classes of cases, by name."""
        return Named(self._core.caseload, "class of cases")

    @property
    def recruitment(self) -> Named[_core.Recruitment]:
        """Recruitment of the region by grade."""
        return Named(self._core.recruitment, "grade")

    @property
    def intakes(self) -> list[_core.Intake]:
        """People who join on a date already known."""
        return self._core.intakes

    @property
    def transfers(self) -> list[_core.Transfer]:
        """Moves between units."""
        return self._core.transfers

    @property
    def workload(self) -> _core.WorkloadSettings:
        """Settings of the workload model."""
        return self._core.workload

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
        return Named({n: Inspection._of(i, n) for n, i in self._core.inspections.items()}, "inspection")

    @property
    def surveys(self) -> SurveyTable:
        """Survey results by name."""
        return SurveyTable({n: Survey._of(s, n) for n, s in self._core.surveys.items()}, "survey")

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
        return list(self._core.scenarios)

    @property
    def under(self) -> list[str]:
        """Names of the scenarios that the region is under, in the order in which they were applied."""
        return self._core.under

    @property
    def present(self) -> Region:
        """The document that says how things stand at the start: of a patched region the one that was read, else itself."""
        return Region(self._core.present)

    def scenario(self, *names: str) -> Region:
        """Return the region under one of its scenarios, or under several, applied one after the other.

        Today's stocks, and how long those in them have been there, stay those of the document as it was read
        (:attr:`present`), whatever rates a scenario changes. Numbers that state the present (waiting, in_post, cases …)
        are another present where a scenario states them.

        Raises
        ------
        KeyError
            If there is no such scenario.
        DocumentError
            If the document with the scenario's changes is not a region.
        TypeError
            If no scenario is named.

        Examples
        --------
        >>> kss.scenario("vetting halved", "attrition 8 %").under  # doctest: +SKIP
        ['vetting halved', 'attrition 8 %']
        """
        if not names:
            message = "scenario() takes the name of a scenario, or of several"
            raise TypeError(message)
        core = self._core
        for name in names:
            found = known_name(name, core.scenarios)
            if found is None:
                raise unknown_name(name, "scenario", list(core.scenarios))
            core = _core.scenario(core, found)
        return Region(core)

    def patched(self, patch: Mapping[str, Any]) -> Region:
        """Return the region with changes: a merge patch (RFC 7386) on its document, where None removes a key.

        As with a scenario, today's stocks stay those of the document as it was read. Scenarios must fit the changed document
        as they did before, so that it can be written and read again.

        Raises
        ------
        DocumentError
            If the changed document is not a region, or one of its scenarios no longer fits: patch it too, or remove it with
            ``{"scenarios": {"its name": None}}``.

        Examples
        --------
        >>> kss.patched({"recruitment": {"PO": {"vetting": {"value": 10, "unit": "weeks"}}}})  # doctest: +SKIP
        """
        return Region(_core.patched(self._core, text_of_tree(patch, "patch")))

    def to_dict(self) -> dict[str, Any]:
        """Return the document as nested dicts and lists; :meth:`from_dict` makes an equal region of it.

        Of a region under scenarios it is the document with their changes; read again it states what it states, and is its
        own present. :meth:`packed` keeps the present. (The other scenarios are in it as they were: one that no longer fits
        is an error when it is read.)
        """
        document: dict[str, Any] = json.loads(self.to_json())
        return document

    def to_json(self, *, pretty: bool = True) -> str:
        """Return the document as JSON text, on many lines or on one."""
        return _core.to_json(self._core, pretty)

    def unused(self, *, months: int = 24) -> UnusedInputs:
        """Return the numbers of the document that no output of a forecast depends on; see :func:`unused`."""
        return UnusedInputs(_core.unused(self._core, checked_int("months", months, 1, MAX_MONTHS)), self.name)

    def packed(self) -> str:
        """Return a text that carries all of the region, its :attr:`present` too: what :func:`run_block` takes."""
        return _core.packed(self._core)

    def plan(self, months: int = 24) -> _core.Plan:
        """Return the stocks and flows that the region becomes; ``str()`` lists them and ``to_dot()`` draws them.

        Raises
        ------
        DocumentError
            If the region contradicts itself.
        """
        return _core.lower(self._core, checked_int("months", months, 1, MAX_MONTHS))

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Region) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.as_of, self._core.digest))

    @classmethod
    def _unpickled(cls, document: str, name: str) -> Self:
        """Return the region of a pickle; its place and arguments are part of what a pickle says."""
        return cls(_core.unpacked(document, name))

    def __reduce__(self) -> tuple[Any, ...]:
        return self._unpickled, (self.packed(), self.name)

    def _grid(self) -> Grid:
        tables = {name: unit.staff for name, unit in (*self.pdus.items(), *self.functions.items())}
        if self.staff:
            tables[""] = self.staff
        return staff_grid(tables, f"{self.name}, as of {self.as_of}")

    def __repr__(self) -> str:
        under = under_text(self.under)
        return (
            f"<Region {self.name}{under}, as of {self.as_of}: {len(self.pdus)} PDUs, {len(self.scenarios)} scenarios>"
        )
