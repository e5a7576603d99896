"""Officers together: teams, units and regions as ratios of sums, and what a percentage hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.numbers import number, short
from .._display.shown import Shown
from .._util.named import known_name, unknown_name
from .calculation import Cases, Settings, available_points, default_hours, hours_off, points
from .settings import Day, in_force

Level = Literal["officer", "grade", "team", "pdu", "region", "all"]


@dataclass(frozen=True)
class Finding:
    """Something that a percentage does not show.

    Parameters
    ----------
    kind
        "no capacity", "over-reduced", "untiered cases", "stale reduction", "unended reduction", "over the allowance" or
        "excess".
    officer, team
        Whom it is about.
    text
        What was found, in words.
    points
        Points that the officer holds.
    """

    kind: str
    officer: str
    team: str
    text: str
    points: float


class Findings(Shown, Sequence[Finding]):
    """What percentages hide; made by :func:`findings`."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[Finding]) -> None:
        self._items = list(items)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        rows = [[f.officer, f.team, f.kind, f.text] for f in self._items]
        return Grid("Findings", ["officer", "team", "finding", "what was found"], rows, words=frozenset({1, 2, 3}))

    def __repr__(self) -> str:
        return f"<{len(self)} findings>"


class Groups(Shown, Sequence[_wmt.Group]):
    """Officers added up, a group a row; made by :func:`aggregate`."""

    __slots__ = ("_items", "by")

    def __init__(self, items: Iterable[_wmt.Group], by: Level) -> None:
        self._items = list(items)
        self.by = by

    @overload
    def __getitem__(self, index: int | str) -> _wmt.Group: ...
    @overload
    def __getitem__(self, index: slice) -> list[_wmt.Group]: ...
    def __getitem__(self, index: int | str | slice) -> _wmt.Group | list[_wmt.Group]:
        if isinstance(index, str):
            found = known_name(index, [group.name for group in self._items])
            for group in self._items:
                if group.name == found:
                    return group
            raise unknown_name(index, "group", [group.name for group in self._items])
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        columns = [self.by, "officers", "cases", "points", "available", "remaining", "workload, %", "without capacity"]
        rows = [
            [
                "everybody" if g.name == "*" else g.name or "(none)",
                str(g.officers),
                number(g.cases, 0),
                short(g.points),
                short(g.available_points),
                short(g.remaining_points),
                "none" if g.percent is None else number(g.percent),
                f"{g.without_capacity} with {short(g.points_without_capacity)} points" if g.without_capacity else "",
            ]
            for g in self._items
        ]
        notes = ["Workload is the ratio of sums; the points of officers without capacity are among the points."]
        return Grid(f"Workload by {self.by}", columns, rows, notes=notes)

    def __repr__(self) -> str:
        return f"<Groups: {len(self)} by {self.by}>"


def officer(
    name: str,
    cases: Cases | None = None,
    *,
    t2a: Cases | None = None,
    sdrs: float = 0,
    fdrs: float = 0,
    cms_points: float = 0.0,
    contracted_hours: float | None = None,
    reductions: Iterable[_wmt.Reduction] = (),
    date: Day | None = None,
    grade: str = "PO",
    team: str = "",
    pdu: str = "",
    region: str = "",
    configuration: Settings = None,
) -> _wmt.Officer:
    """Return an officer with the points of what is held and those that the hours allow.

    More hours taken off than contracted is no capacity here, and a finding of :func:`findings`.

    Parameters
    ----------
    name
        Whom it is about.
    cases, t2a, sdrs, fdrs, cms_points
        See :func:`points`.
    contracted_hours
        Hours a week; None for the default hours of the grade.
    reductions
        Those known; the ones that count on `date` are taken off.
    date
        The day of the snapshot; needed where there are reductions.
    grade, team, pdu, region
        Where the officer stands.
    configuration
        Settings; the shipped seed if None.

    Examples
    --------
    >>> import probation as pb
    >>> nqo = pb.wmt.Reduction("NQO", 7.4, start="2024-01-01", end="2024-09-30")
    >>> ash = pb.wmt.officer("Ash", {"community": {"B1": 20}}, reductions=[nqo], date="2024-05-01")
    >>> ash.points, ash.available_points, ash.reduction_hours
    (2040.0, 1740.0, 7.4)
    """
    settings = in_force(configuration, date)
    known = list(reductions)
    if known and date is None:
        msg = "reductions count on a day: give date"
        raise TypeError(msg)
    off = 0.0 if date is None else hours_off(known, date, configuration=settings)
    hours = default_hours(grade, configuration=settings) if contracted_hours is None else contracted_hours
    can = available_points(
        contracted_hours=hours, reduction_hours=off, grade=grade, configuration=settings, over_reduction="zero"
    )
    held = points(cases, t2a=t2a, sdrs=sdrs, fdrs=fdrs, cms_points=cms_points, configuration=settings)
    return _wmt.Officer(
        name,
        held.total,
        can,
        grade=grade,
        team=team,
        pdu=pdu,
        region=region,
        contracted_hours=hours,
        reduction_hours=off,
        cases=_counted(cases) + _counted(t2a),
        untiered=_counted(cases, "untiered") + _counted(t2a, "untiered"),
        cms_points=cms_points,
        reductions=known,
    )


def _counted(cases: Cases | None, only: str | None = None) -> float:
    """Return the cases held, or those of a tier."""
    total = 0.0
    for cells in (cases or {}).values():
        for tier, n in cells.items():
            if only is None or tier == only:
                total += n["total"] if isinstance(n, Mapping) else n[0] if isinstance(n, Sequence) else n
    return total


def aggregate(officers: Iterable[_wmt.Officer], by: Level = "team") -> Groups:
    """Add officers up: Σ points ÷ Σ points available, never the mean of percentages.

    Officers who hold points without capacity are counted in ``without_capacity``: their points are in the sum, as they
    are on the tool's pages, though no officer's percentage shows them.

    Parameters
    ----------
    officers
        One for each officer in a team.
    by
        "officer", "grade", "team", "pdu", "region", or "all" for everybody together.

    Examples
    --------
    >>> import probation as pb
    >>> team = [pb.wmt.Officer("A", 2000, 2176), pb.wmt.Officer("B", 2000, 0)]
    >>> everybody = pb.wmt.aggregate(team, by="all")[0]
    >>> round(everybody.percent, 1), everybody.without_capacity
    (183.8, 1)
    """
    return Groups(_wmt.aggregated(list(officers), by), by)


def team(officers: Iterable[_wmt.Officer]) -> _wmt.Group:
    """Return all officers given as one group; see :func:`aggregate`."""
    groups = _wmt.aggregated(list(officers), "all")
    if not groups:
        msg = "a team needs at least one officer"
        raise ValueError(msg)
    return groups[0]


def findings(officers: Iterable[_wmt.Officer], date: Day | None = None, *, configuration: Settings = None) -> Findings:
    """Return what the percentages of these officers do not show.

    Points without capacity, more hours taken off than contracted, untiered cases, reductions that are recorded as
    active though they have ended or that have no end, hours above what a reason allows, and workloads above the high
    threshold.

    Parameters
    ----------
    officers
        One for each officer in a team.
    date
        The day on which reductions are judged; None if they are not.
    configuration
        Settings; the shipped seed if None.
    """
    settings = in_force(configuration, date)
    return Findings(Finding(*found) for found in _wmt.findings(list(officers), settings, date))
