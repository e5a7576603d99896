"""Units of a region and their staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from .. import _core
from .._display.grid import Grid
from .._display.numbers import percent, short
from .._display.shown import Shown
from .._util.named import Named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack


class Staff(Shown):
    """The staff of one grade in one unit, or in the whole region.

    Read from a region, or made of its fields: ``Staff(in_post=62, establishment=78)``, for a unit that is made too.

    Numbers are :class:`Quantity` objects as written in the document, or None where nothing is said. One that changes
    over time is the one in force at the region's `as_of`; of staff that stand in no region, the one from the start.

    Raises
    ------
    DocumentError
        If a field is not what documents take, with its path.
    """

    __slots__ = ("_core", "_region", "grade", "unit")
    __signature__ = _core.Staff.__signature__
    __fields__ = _core.Staff.__fields__

    def __init__(self, **fields: Unpack[_core.StaffFields]) -> None:
        self._core = _core.Staff(**fields)
        self._region: _core.Region | None = None
        self.unit = self.grade = ""

    @classmethod
    def _of(cls, region: _core.Region, core: _core.Staff, unit: str, grade: str) -> Self:
        staff = cls.__new__(cls)
        staff._region, staff._core, staff.unit, staff.grade = region, core, unit, grade
        return staff

    @property
    def as_written(self) -> _core.Staff:
        """The staff by the fields of documents: rates and targets with all their changes, and what is not said None."""
        return self._core

    def replaced(self, **fields: Unpack[_core.StaffFields]) -> Staff:
        """Return staff with other fields, as made by themselves; None takes a field away."""
        return _free_staff(self._core.replaced(**fields))

    __replace__ = replaced

    def to_dict(self) -> dict[str, Any]:
        """Return what a document says of the staff."""
        return self._core.to_dict()

    @property
    def _as_of(self) -> str | None:
        return None if self._region is None else self._region.as_of

    def _now(self, quantity: _core.TimedQuantity | None) -> _core.Quantity | None:
        if quantity is None:
            return None
        return quantity.parts[0][1] if self._as_of is None else quantity.at(self._as_of)

    @property
    def in_post(self) -> _core.Quantity | None:
        """FTE in post."""
        return self._core.in_post

    @property
    def establishment(self) -> _core.Quantity | None:
        """Target FTE."""
        return self._now(self._core.establishment)

    @property
    def mean_establishment(self) -> float | None:
        """Target FTE at the means: as given, or following from the vacancy rate; None where neither is given."""
        return _core.mean_establishment(self._core, self._as_of)

    @property
    def headcount(self) -> _core.Quantity | None:
        """Whole people, where the document gives them apart from FTE."""
        return self._core.headcount

    @property
    def vacancy_rate(self) -> float | None:
        """Share of the establishment that is vacant, at the means; None where none is given, and of one of 0."""
        return _core.vacancy_rate(self._core, self._as_of)

    @property
    def reported_vacancy(self) -> _core.Quantity | None:
        """Vacancy rate as reported upwards."""
        return self._core.reported_vacancy

    @property
    def caseload(self) -> _core.Quantity | None:
        """Average cases per officer (FTE)."""
        return self._core.caseload

    @property
    def workload(self) -> _core.Quantity | None:
        """Points demanded as a share of points available: 1.0 is 100 %."""
        return self._core.workload

    @property
    def leaving_rate(self) -> _core.Quantity | None:
        """Leavers as a share of the average in post, with its unit: the staff's own, or else the grade's."""
        own = self._core.leaving_rate
        if own is None and self._region is not None:
            grade = self._region.grades.get(self.grade) or _core.default_grades().get(self.grade)
            own = None if grade is None else grade.leaving_rate
        return self._now(own)

    @property
    def stages(self) -> Named[_core.Quantity]:
        """Heads now in stages of the ladder before the last, by stage."""
        return Named(self._core.stages, "stage")

    @property
    def cohorts(self) -> list[_core.Cohort]:
        """Trainees by the month in which they qualify."""
        return self._core.cohorts

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Staff) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        in_post = "cohorts only" if self.in_post is None else f"in post {self.in_post.text}"
        where = f"{self._where}, {self.grade}" if self.grade else "by itself"
        return f"<Staff {where}: {in_post}>"

    @property
    def _where(self) -> str:
        return "no unit" if self._region is None else self.unit or "region"

    def _grid(self) -> Grid:
        table = StaffTable({self.grade: self}, self.unit)
        return staff_grid({self._where: table}, f"{self.grade}, {self._where}" if self.grade else "Staff by itself")


def _free_staff(core: _core.Staff) -> Staff:
    staff = Staff()
    staff._core = core
    return staff


class StaffTable(Shown, Named[Staff]):
    """The staff of a unit, or of the whole region, by grade."""

    __slots__ = ("_unit",)

    def __init__(self, items: Mapping[str, Staff], unit: str) -> None:
        super().__init__(items, "grade")
        self._unit = unit

    def _grid(self) -> Grid:
        return staff_grid({self._unit: self}, f"Staff of {self._unit or 'the region'}")


class Unit(Shown):
    """A probation delivery unit (PDU), or a regional function such as a victim liaison team.

    Read from a region, or made of its fields: ``Unit(staff={"PO": Staff(in_post=62)})``, for a region that is made too.

    Raises
    ------
    DocumentError
        If a field is not what documents take, with its path.
    """

    __slots__ = ("_core", "_region", "name")
    __signature__ = _core.Unit.__signature__
    __fields__ = _core.Unit.__fields__

    def __init__(self, **fields: Unpack[_core.UnitFields]) -> None:
        self._core = _core.Unit(**fields)
        self._region: _core.Region | None = None
        self.name = ""

    @classmethod
    def _of(cls, region: _core.Region, core: _core.Unit, name: str) -> Self:
        unit = cls.__new__(cls)
        unit._region, unit._core, unit.name = region, core, name
        return unit

    @property
    def as_written(self) -> _core.Unit:
        """The unit by the fields of documents: nothing that follows by subtraction."""
        return self._core

    def replaced(self, **fields: Unpack[_core.UnitFields]) -> Unit:
        """Return a unit with other fields, as made by itself; None takes a field away."""
        unit = Unit()
        unit._core = self._core.replaced(**fields)
        return unit

    __replace__ = replaced

    def to_dict(self) -> dict[str, Any]:
        """Return what a document says of the unit."""
        return self._core.to_dict()

    @property
    def caseload(self) -> Named[_core.CaseClass]:
        """Classes of cases by name, besides those that averages imply."""
        return Named(self._core.caseload, "class of cases")

    @property
    def recruitment(self) -> Named[_core.Recruitment]:
        """Recruitment by grade, where it is not the region's."""
        return Named(self._core.recruitment, "grade")

    @property
    def remainder(self) -> bool:
        """The same as :attr:`is_remainder`, as documents call it."""
        return self._core.remainder

    @property
    def is_remainder(self) -> bool:
        """Whether it is the rest of the region, whose staff follow by subtraction."""
        return self._core.remainder

    @property
    def staff(self) -> StaffTable:
        """Staff by grade; in the rest of the region they follow from the region's totals."""
        region = self._region
        if region is None:
            return StaffTable({grade: _free_staff(s) for grade, s in self._core.staff.items()}, "no unit")
        grades = list(self._core.staff)
        if self.is_remainder:
            grades += [grade for grade in region.staff if grade not in grades]
        staff = {grade: _core.staff_of(region, self.name, grade) for grade in grades}
        return StaffTable({g: Staff._of(region, s, self.name, g) for g, s in staff.items()}, self.name)

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Unit) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Unit {self.name or 'by itself'}: {', '.join(self.staff) or 'no staff'}>"

    def _grid(self) -> Grid:
        return self.staff._grid()


def staff_grid(tables: Mapping[str, StaffTable], caption: str) -> Grid:
    """Return the staff of some units as a grid: a row for each unit and grade, without columns that nobody fills."""
    rows = [
        [unit or "region", grade, *_staff_cells(staff)]
        for unit, table in tables.items()
        for grade, staff in table.items()
    ]
    columns = ["unit", "grade", "in post", "establishment", "vacancy", "cases per officer", "workload", "leaving"]
    used = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    return Grid(caption, [columns[i] for i in used], [[row[i] for i in used] for row in rows], heads=2)


def _staff_cells(staff: Staff) -> list[str]:
    """Return in post, establishment, vacancy, cases per officer, workload and leaving as words."""
    in_post = _fte(staff.in_post)
    if staff.in_post is None and staff.cohorts:
        in_post = str(sum(cohort.headcount for cohort in staff.cohorts))
    target, vacancy, workload = staff.mean_establishment, staff.vacancy_rate, staff.workload
    establishment = _fte(staff.establishment) or ("" if target is None else short(target))
    share = "" if workload is None else percent(workload.mean) if workload.is_certain else workload.text
    leaving = "" if staff.leaving_rate is None else staff.leaving_rate.text
    return [in_post, establishment, "" if vacancy is None else percent(vacancy), _fte(staff.caseload), share, leaving]


def _fte(quantity: _core.Quantity | None) -> str:
    """Return a quantity to one digit if it is certain, for it may be computed; else as it was written."""
    if quantity is None:
        return ""
    return short(quantity.mean) if quantity.is_certain else quantity.text
