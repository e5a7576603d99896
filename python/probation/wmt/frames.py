"""Workload of whole tables: one row a case, or one row an officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .._core import name_key
from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.numbers import number, short
from .._display.shown import Shown
from .._util import columns as column_reader
from .._util.named import did_you_mean
from .._util.optional import require
from .groups import Finding, Findings, Groups, Level
from .settings import Day, in_force

if TYPE_CHECKING:
    import pandas
    from numpy.typing import NDArray

    from .._core import Problem
    from .._util.columns import Errors, Rest, TableError
    from .calculation import Policy, Settings
    from .settings import Configuration

OFFICER_COLUMNS: Mapping[str, str] = {
    "officer": "name or number; the same in two teams is two officers, as in the tool",
    "team": "team; may be left out",
    "pdu": "probation delivery unit; may be left out",
    "region": "region; may be left out",
    "grade": "a grade of the settings: PO, PSO, SPO, TPO, PQiP, DMY …",
    "grade_code": "instead of it, the code of the case management system; an unknown one, or none, has no capacity",
    "contracted_hours": "hours a week; missing: those of the grade",
    "reduction_hours": "hours taken off; missing: none",
    "sdrs": "standard delivery reports of the last month",
    "fdrs": "fast delivery reports of the last 30 days",
    "paroms": "parole reports: policy probation_rules only",
    "arms_community": "assessments of risk of sexual harm: policy probation_rules only",
    "arms_licence": "the same on licence",
    "cms_points": "points of contacts, below 0 where others did more",
}
"""Columns that say who an officer is: of a table of officers, or beside each case."""

CASE_COLUMNS: Mapping[str, str] = {
    "officer": "who holds the case",
    "team": "in which team; may be left out",
    "tier": 'a tier of the settings, or "untiered"',
    "location": "community, custody or licence, or another of the settings",
    "t2a": "transition to adulthood: yes or no",
    "inactive": "warrant, unpaid work, overdue, or nothing: such cases score nothing, or if T2A a part",
    "cases": "how many cases the row stands for, a whole number; 1 if there is no such column",
}
"""Columns that say what a case is."""

CARRIED_COLUMNS: Mapping[str, str] = {"crn": "number of the case: left alone, nothing is computed with it"}
"""Columns that may stand in a table of cases though they are not read."""

Totals = Literal["error", "drop", "keep"]


class Workloads(Shown, Mapping[str, "NDArray[Any]"]):
    """Workload of the officers of a table; made by :func:`from_frame`.

    A mapping from names to columns, a row an officer in a team: `officer`, `grade`, `team`, `pdu`, `region`,
    `contracted_hours`, `reduction_hours`, `cases`, `untiered`, `points`, `available_points` and `percent` (NaN without
    capacity). `problems` holds the rows that were left out, if ``errors="report"``; `dropped` the totals rows that were,
    if ``totals="drop"``, as :class:`Problem` objects with row, name and reason.
    """

    __slots__ = ("_columns", "_configuration", "_table", "dropped", "policy", "problems")

    def __init__(
        self,
        table: _wmt.OfficerTable,
        configuration: Configuration,
        policy: Policy,
        problems: TableError | None,
        dropped: list[Problem],
    ) -> None:
        self._table = table
        self._configuration = configuration
        self._columns: dict[str, NDArray[Any]] | None = None
        self.policy = policy
        self.problems = problems
        self.dropped = dropped

    @property
    def _by_column(self) -> dict[str, NDArray[Any]]:
        if self._columns is None:
            self._columns = {
                name: values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
                for name, values in self._table.columns().items()
            }
        return self._columns

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._by_column[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_column)

    def __len__(self) -> int:
        return len(self._by_column)

    @property
    def officers(self) -> list[_wmt.Officer]:
        """The officers one by one, for :func:`aggregate` and :func:`findings`."""
        return [self._table.officer(i) for i in range(len(self._table))]

    def by(self, level: Level) -> Groups:
        """Add officers up by "team", "pdu", "region", "grade", "officer" or "all": ratios of sums."""
        return Groups(self._table.aggregated(level), level)

    @property
    def total(self) -> _wmt.Group:
        """Everybody together; KeyError if there is nobody."""
        return self.by("all")["*"]

    def findings(self) -> Findings:
        """Return what the percentages do not show: points without capacity, untiered cases, excess."""
        return Findings(Finding(*found) for found in self._table.findings(self._configuration))

    def to_pandas(self) -> pandas.DataFrame:
        """Return the columns as a pandas DataFrame."""
        frame: pandas.DataFrame = require("pandas", "pandas", "to_pandas()").DataFrame(self._by_column)
        return frame

    def _grid(self) -> Grid:
        levels: tuple[Level, ...] = ("region", "pdu", "team")
        level = next((level for level in levels if len(set(self[level])) > 1), None)
        groups = [*(self.by(level) if level else ()), *self.by("all")]
        rows = [
            [
                "everybody" if g.name == "*" else g.name or "(none)",
                number(g.officers, 0),
                number(g.cases, 0),
                short(g.points),
                short(g.available_points),
                "none" if g.percent is None else number(g.percent),
            ]
            for g in groups
        ]
        kinds: dict[str, int] = {}
        for finding in self.findings():
            kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
        notes = ["Workload is the ratio of sums."]
        if kinds:
            notes.append("Findings: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds.items()) + ".")
        if self.problems is not None:
            notes.append(f"{len(self.problems.rows):,} rows were left out.")
        if self.dropped:
            notes.append("Totals rows were dropped: " + "; ".join(f"{p.path}: {p.found}" for p in self.dropped) + ".")
        columns = [level or "officers", "officers", "cases", "points", "available", "workload, %"]
        return Grid(f"Workload of {number(len(self._table), 0)} officers", columns, rows, notes=notes)

    def __repr__(self) -> str:
        return f"<Workloads of {len(self._table):,} officers>"


def from_frame(
    frame: object,
    *,
    by: Literal["case", "officer"] = "case",
    officers: object = None,
    columns: Mapping[str, str] | None = None,
    policy: Policy = "exact",
    configuration: Settings = None,
    date: Day | None = None,
    over_reduction: Literal["error", "zero"] = "error",
    totals: Totals = "error",
    ignore: Sequence[str] = (),
    extra: Rest = "error",
    errors: Errors = "raise",
) -> Workloads:
    """Return the workload of the officers of a table.

    Parameters
    ----------
    frame
        A DataFrame of pandas or polars, an Arrow table, or a mapping from names to columns. By case it needs `officer`,
        `tier` and `location`; all it may have are in ``CASE_COLUMNS`` and, unless `officers` is given,
        ``OFFICER_COLUMNS``. By officer it has those and columns of counts named by place and tier, "community A3",
        "t2a licence C1", "custody untiered", or `points` (and `cases`) as they are. Names of columns, people, teams, grades
        and tiers that differ only in capitals, spaces, ``_``, dashes and kinds of quotes are one name.
    by
        "case": one row a case. "officer": one row an officer in a team.
    officers
        By case, another table with one row an officer in a team, so that grade and hours stand once, and officers without
        cases are there too.
    columns
        What the tables call them, where they call them something else: ``{"officer": "staff id"}``.
    policy, configuration, date, over_reduction
        See :func:`available_points`. A negative capacity, which "wmt_worker" makes of too many hours taken off, cannot be
        added up and is an error of its row.
    totals
        What to do with totals rows, which count the others again: "error", "drop" (and name them in ``dropped``), or
        "keep" and count them as any other row. A row is one if its officer, grade, tier or place says "total" or "all"; if
        it has no officer, or one called like its team, and is the sum of its group or of the rows beside it; if it has no
        grade and is the sum of all others or of its group; or if it is the sum of all others in all its numbers, at least
        two of them not 0.
    ignore, extra
        Columns that are not read are an error, as one may be meant to be read: name them in `ignore`, or let all be with
        ``extra="ignore"`` (but for those that are nearly called like a column that is not there).
    errors
        "raise" raises all that is wrong in one error; "report" keeps the good rows, and the rest in ``problems``.

    Raises
    ------
    TableError
        If rows cannot be used: no officer, an unknown tier, place or grade, counts or hours that are negative, fractions
        or no numbers, one officer with two grades. With row and column, and what was expected.
    ValueError
        If a column is missing, misspelt or not known, or two are of one name.

    Examples
    --------
    >>> import probation as pb
    >>> cases = {"officer": ["Ash", "Ash", "Birch"], "tier": ["A3", "B2", "C1"], "location": ["community"] * 3}
    >>> staff = {"officer": ["Ash", "Birch"], "grade": ["PO", "PSO"], "reduction_hours": [33.3, 0]}
    >>> found = pb.wmt.from_frame(cases, officers=staff)
    >>> found["points"].tolist(), found["available_points"].tolist()
    ([321.0, 50.0], [217.0, 2176.0])
    """
    if by not in ("case", "officer"):
        msg = f'by must be "case" or "officer", not {by!r}'
        raise ValueError(msg)
    if over_reduction not in ("error", "zero"):
        msg = f"over_reduction must be 'error' or 'zero', not {over_reduction!r}"
        raise ValueError(msg)
    settings = in_force(configuration, date)
    if totals not in ("error", "drop", "keep"):
        msg = f'totals must be "error", "drop" or "keep", not {totals!r}'
        raise ValueError(msg)
    zero = over_reduction == "zero"
    names = dict(columns or {})
    rest = column_reader.Extra(ignore, extra)
    if by == "officer":
        if officers is not None:
            msg = 'officers is for by="case": by="officer" has them in the table itself'
            raise TypeError(msg)
        table = _officers(frame, names, _count_columns(settings), rest)
        rest.check_used(column_reader.names_of(frame) or table.names)
        found, problems, others, dropped = _wmt.from_officers(table, settings, policy, zero, totals)
    elif officers is None:
        known = [*dict.fromkeys((*CASE_COLUMNS, *OFFICER_COLUMNS))]
        required = ("officer", "tier", "location")
        table = column_reader.read(
            frame, known, required=required, columns=names, extra=rest, carried=[*CARRIED_COLUMNS]
        )
        rest.check_used(column_reader.names_of(frame) or table.names)
        _require_grade(table, "table")
        found, problems, others, dropped = _wmt.from_cases(table, settings, policy, zero, totals)
    else:
        both = {*CASE_COLUMNS, *OFFICER_COLUMNS}
        strange = sorted(names.keys() - both)
        if strange:
            msg = f"columns: {strange[0]!r} is no column that is read here{did_you_mean(strange[0], sorted(both))}"
            raise ValueError(msg)
        required = ("officer", "tier", "location")
        here = _there(frame, names, CASE_COLUMNS)
        table = column_reader.read(
            frame, list(CASE_COLUMNS), required=required, columns=here, extra=rest, carried=[*CARRIED_COLUMNS]
        )
        staff = _officers(officers, _there(officers, names, OFFICER_COLUMNS), (), rest)
        rest.check_used(column_reader.names_of(frame) or table.names, column_reader.names_of(officers) or staff.names)
        if ("team" in table.columns) != ("team" in staff.columns):
            msg = "table: the column 'team' is in one of the two tables; both need it, or neither"
            raise ValueError(msg)
        found, problems, others, dropped = _wmt.from_cases_and_officers(table, staff, settings, policy, zero, totals)
    rows, count, kept = problems
    together = (rows, count + others[1], [*others[2], *kept])
    return Workloads(found, settings, policy, column_reader.raise_or_keep(together, errors), dropped)


def _there(frame: object, columns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Return those of the names that a table has: the others are the other table's."""
    names = column_reader.names_of(frame)
    there = None if names is None else {name_key(name) for name in names}
    return {
        ours: theirs
        for ours, theirs in columns.items()
        if ours in known and (there is None or name_key(theirs) in there)
    }


def _require_grade(table: Any, what: str) -> None:
    if ("grade" in table.columns) == ("grade_code" in table.columns):
        both = "grade" in table.columns
        msg = f"{what}: {'both' if both else 'neither'} of the columns 'grade' and 'grade_code' {'are' if both else 'is'} there"
        raise ValueError(f"{msg}; give one, which says what a full officer can do")  # noqa: EM102


def _count_columns(settings: Configuration) -> tuple[str, ...]:
    """Return the names of columns of counts: place and tier."""
    return tuple(
        f"{prefix}{location} {tier}"
        for prefix in ("", "t2a ")
        for location in settings.weights
        for tier in (*settings.tiers, "untiered")
    )


def _officers(frame: object, columns: Mapping[str, str], counts: tuple[str, ...], extra: column_reader.Extra) -> Any:
    """Read a table of officers, whose cases stand in columns of counts, in `points`, or elsewhere."""
    known = [*OFFICER_COLUMNS, *(("points", "cases") if counts else ())]
    table = column_reader.read(frame, [*known, *counts], required=("officer",), columns=columns, extra=extra)
    _require_grade(table, "table of officers")
    if counts:
        given = [name for name in table.columns if name in counts]
        if bool(given) == ("points" in table.columns):
            what = "both" if given else "neither"
            msg = f"table of officers: {what} of the column 'points' and columns of counts such as {counts[0]!r}; give one"
            raise ValueError(msg)
        if given and "cases" in table.columns:
            msg = f"table of officers: the column 'cases' is said by columns such as {given[0]!r} too; leave it out"
            raise ValueError(msg)
    return table
