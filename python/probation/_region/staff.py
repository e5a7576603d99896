"""Units of a region and their staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from .._display.grid import Grid
from .._display.numbers import percent, short
from .._display.shown import Shown
from .._util.named import Named

if TYPE_CHECKING:
    from collections.abc import Mapping


class Staff(Shown):
    """The staff of one grade in one unit, or in the whole region.

    Numbers are :class:`Quantity` objects as written in the document, or None where nothing is said. One that changes
    over time is the one in force at the region's `as_of`.
    """

    __slots__ = ("_core", "_region", "grade", "unit")

    def __init__(self, region: _core.Region, core: _core.Staff, unit: str, grade: str) -> None:
        self._region = region
        self._core = core
        self.unit = unit
        self.grade = grade

    def _now(self, quantity: _core.TimedQuantity | None) -> _core.Quantity | None:
        return None if quantity is None else quantity.at(self._region.as_of)

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
        return _core.mean_establishment(self._region, self._core)

    @property
    def headcount(self) -> _core.Quantity | None:
        """Whole people, where the document gives them apart from FTE."""
        return self._core.headcount

    @property
    def vacancy_rate(self) -> float | None:
        """Share of the establishment that is vacant, at the means; None where none is given, and of one of 0."""
        return _core.vacancy_rate(self._region, self._core)

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
        if own is None:
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
        return f"<Staff {self.unit or 'region'}, {self.grade}: {in_post}>"

    def _grid(self) -> Grid:
        return staff_grid(
            {self.unit: StaffTable({self.grade: self}, self.unit)}, f"{self.grade}, {self.unit or 'region'}"
        )


class StaffTable(Shown, Named[Staff]):
    """The staff of a unit, or of the whole region, by grade."""

    __slots__ = ("_unit",)

    def __init__(self, items: Mapping[str, Staff], unit: str) -> None:
        super().__init__(items, "grade")
        self._unit = unit

    def _grid(self) -> Grid:
        return staff_grid({self._unit: self}, f"Staff of {self._unit or 'the region'}")


class Unit(Shown):
    """A probation delivery unit (PDU), or a regional function such as a victim liaison team."""

    __slots__ = ("_core", "_region", "name")

    def __init__(self, region: _core.Region, core: _core.Unit, name: str) -> None:
        self._region = region
        self._core = core
        self.name = name

    @property
    def is_remainder(self) -> bool:
        """Whether it is the rest of the region, whose staff follow by subtraction."""
        return self._core.remainder

    @property
    def staff(self) -> StaffTable:
        """Staff by grade; in the rest of the region they follow from the region's totals."""
        grades = list(self._core.staff)
        if self.is_remainder:
            grades += [grade for grade in self._region.staff if grade not in grades]
        staff = {grade: _core.staff_of(self._region, self.name, grade) for grade in grades}
        return StaffTable({g: Staff(self._region, s, self.name, g) for g, s in staff.items()}, self.name)

    def __eq__(self, other: object) -> bool:
        return self._core == other._core if isinstance(other, Unit) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Unit {self.name}: {', '.join(self.staff) or 'no staff'}>"

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
