"""Statistics of a waiting list from its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import _core
from .._util.arguments import number
from .._util.columns import Errors, TableError, raise_or_keep

MAX_KEPT = 1000

Day = str | dt.date | np.datetime64
Dates = Sequence[Day | None] | NDArray[np.datetime64] | Any
Days = NDArray[np.int64]


@dataclass(frozen=True)
class ListStatistics:
    """A waiting list in numbers: times in days, rates a day. Made by :func:`list_statistics`.

    Parameters
    ----------
    start, end
        The days looked at, both included.
    referrals, removals, withdrawals
        How many there were.
    queue_size
        Waiting at the end of the last day.
    demand, capacity
        Referrals and removals a day.
    load
        Demand ÷ capacity; None if nobody was removed.
    mean_wait
        Days waited so far by those waiting at the end of the last day; None if nobody is.
    cv_demand, cv_capacity
        Coefficients of variation of the times between referrals, and between removals; None below three of them.
    target_queue_size, target_mean_wait
        Where the list would be if it kept its target.
    queue_too_big
        Whether the queue is more than twice its target.
    pressure
        2 × mean wait ÷ target wait.
    target_capacity
        Removals a day that keep the target; None where the queue is too big, or a coefficient is not known.
    relief_capacity
        Removals a day that bring the queue to its target in time; None unless it is too big.
    problems
        Rows that were left out, if ``errors="report"``; else None.
    """

    start: dt.date
    end: dt.date
    referrals: int
    removals: int
    withdrawals: int
    queue_size: int
    demand: float
    capacity: float
    load: float | None
    mean_wait: float | None
    cv_demand: float | None
    cv_capacity: float | None
    target_queue_size: float
    target_mean_wait: float
    queue_too_big: bool
    pressure: float | None
    target_capacity: float | None
    relief_capacity: float | None
    problems: TableError | None = None


class DayCounts(NDArray[np.int64] if TYPE_CHECKING else np.ndarray):  # type: ignore[misc]
    """Whole numbers of a list of which rows were left out: ``problems`` holds them. Otherwise an array of NumPy."""

    problems: TableError | None

    def __array_finalize__(self, obj: object) -> None:
        self.problems = getattr(obj, "problems", None)


def queue_sizes(
    referral: Dates,
    removal: Dates | None = None,
    *,
    withdrawal: Dates | None = None,
    start: Day | None = None,
    end: Day | None = None,
    excel_serials: bool = False,
    errors: Errors = "raise",
) -> Days:
    """Return how many wait at the end of each day from `start` to `end`, both included.

    On the day of referral they wait; on the day of removal or withdrawal they do not. Whoever was referred before
    `start` counts, unless gone before it.

    Parameters
    ----------
    referral, removal, withdrawal
        Dates: texts ("2024-01-31", "31/01/2024", day first, "31 January 2024"), :class:`datetime.date`, NumPy, pandas,
        polars or Arrow; None (or NaT, or a mark such as "n/a") for what has not happened. A moment belongs to the day of
        its own time zone. Numbers are no dates.
    start, end
        Days; the first and the last referral if None.
    excel_serials
        Whether numbers are dates of Excel: 44592 is 31 January 2022. (Of workbooks that count from 1900; day 60 is none.)
    errors
        "raise" raises all that is wrong in one error; "report" leaves those rows out, and the array has them as
        ``problems``.

    Raises
    ------
    TableError
        If there are rows without a date of referral, with something that is no date, or that leave before they were
        referred: all of them, with row (from 0) and list.
    ValueError
        If lists differ in length, or the list is empty and no days are given.
    """
    dates, (first, last), problems = _list(referral, removal, withdrawal, start, end, excel_serials, errors)
    return _reported(_core.backlog.queue_sizes(*dates, first, last), problems, errors)


def waits_at(
    referral: Dates,
    removal: Dates | None = None,
    *,
    withdrawal: Dates | None = None,
    day: Day | None = None,
    excel_serials: bool = False,
    errors: Errors = "raise",
) -> Days:
    """Return the days waited so far by each of those who wait at the end of `day` (the last referral if None).

    See :func:`queue_sizes` for the other arguments. Whoever is referred after `day` does not wait yet.

    Examples
    --------
    >>> import probation as pb
    >>> pb.backlog.waits_at(["2022-01-31", "14/02/2022"], day="2022-02-28").tolist()
    [28, 14]
    """
    dates, (_, last), problems = _list(referral, removal, withdrawal, None, day, excel_serials, errors, "day")
    return _reported(_core.backlog.waits_at(*dates, last), problems, errors)


def completed_waits(
    referral: Dates,
    removal: Dates,
    *,
    withdrawal: Dates | None = None,
    start: Day | None = None,
    end: Day | None = None,
    excel_serials: bool = False,
    errors: Errors = "raise",
) -> Days:
    """Return the days from referral to removal of each of those removed from `start` to `end`; not of withdrawals.

    See :func:`queue_sizes` for the arguments.
    """
    dates, (first, last), problems = _list(referral, removal, withdrawal, start, end, excel_serials, errors)
    return _reported(_core.backlog.completed_waits(*dates, first, last), problems, errors)


def list_statistics(
    referral: Dates,
    removal: Dates | None = None,
    *,
    target_wait_days: float,
    days_to_target: float = 182.0,
    factor: float = 4.0,
    withdrawal: Dates | None = None,
    start: Day | None = None,
    end: Day | None = None,
    excel_serials: bool = False,
    errors: Errors = "raise",
) -> ListStatistics:
    """Return a waiting list in numbers, all of them in days.

    Parameters
    ----------
    referral, removal, withdrawal, start, end, excel_serials, errors
        As for :func:`queue_sizes`; rows that were left out are in ``problems`` of the result.
    target_wait_days
        The wait that should not be exceeded.
    days_to_target
        In which a queue that is too big should come to its target.
    factor
        Target wait ÷ mean wait.

    Examples
    --------
    >>> s = list_statistics(["2024-01-01", "2024-01-04", "2024-01-10"], ["2024-01-08", None, None], target_wait_days=28)
    >>> s.queue_size, s.mean_wait
    (2, 3.0)
    """
    dates, (first, last), problems = _list(referral, removal, withdrawal, start, end, excel_serials, errors)
    numbers = _core.backlog.statistics_of(
        *dates,
        first,
        last,
        number("target_wait_days", target_wait_days),
        number("days_to_target", days_to_target),
        number("factor", factor),
    )
    return ListStatistics(start=_date(first), end=_date(last), **numbers, problems=problems)


_NEVER = np.iinfo(np.int64).min


def _list(
    referral: Dates,
    removal: Dates | None,
    withdrawal: Dates | None,
    start: Day | None,
    end: Day | None,
    excel_serials: bool,
    errors: Errors,
    end_name: str = "end",
) -> tuple[tuple[Days, Days, Days], tuple[int, int], TableError | None]:
    """Return the days of a list without the rows that are wrong, the first and last day, and what was wrong."""
    given = {"referral": referral, "removal": removal, "withdrawal": withdrawal}
    days: dict[str, Days] = {}
    problems: list[_core.Problem] = []
    counts: list[int] = []
    wrong: set[int] = set()
    for name, dates in given.items():
        if dates is None:
            days[name] = np.full_like(days["referral"], _NEVER)
            continue
        days[name], (rows, count, kept) = _core.read_days(_listed(dates), name, excel_serials)
        wrong.update(rows.tolist())
        problems += kept
        counts.append(count)
    if len({each.size for each in days.values()}) > 1:
        message = "referral, removal and withdrawal must be lists of the same length"
        raise ValueError(message)
    came = days["referral"]
    unread = np.zeros(came.shape, dtype=bool)
    unread[sorted(wrong)] = True
    bad = unread.copy()

    def note(rows: NDArray[np.bool_], problem: Callable[[int], _core.Problem]) -> None:
        where = np.flatnonzero(rows)
        counts.append(len(where))
        problems.extend(problem(i) for i in where[:MAX_KEPT].tolist())
        bad[where] = True

    note(
        (came == _NEVER) & ~unread,
        lambda i: _core.Problem(path=f"row {i}, referral", found="nothing", expected="the date of referral"),
    )
    for name in ("removal", "withdrawal"):
        note((days[name] != _NEVER) & (days[name] < came) & ~unread, partial(_too_early, name, came, days[name]))
    problems.sort(key=_row_of)
    error = raise_or_keep((np.flatnonzero(bad), sum(counts), problems[:MAX_KEPT]), errors)
    came, removed, withdrawn = (each[~bad] for each in days.values())
    if came.size == 0 and (start is None or end is None):
        message = "the list is empty: give start and end"
        raise ValueError(message)
    first = int(came.min()) if start is None else _day(start, "start", excel_serials)
    last = int(came.max()) if end is None else _day(end, end_name, excel_serials)
    return (came, removed, withdrawn), (first, last), error


def _too_early(name: str, came: Days, gone: Days, i: int) -> _core.Problem:
    """Return what is wrong with a row of which somebody leaves before the referral."""
    text = f"a day on or after the referral, {_date(int(came[i]))}"
    return _core.Problem(path=f"row {i}, {name}", found=str(_date(int(gone[i]))), expected=text)


def _row_of(problem: _core.Problem) -> int:
    """Return the row that a problem is about: "row 12, referral"."""
    return int(problem.path.partition(",")[0].removeprefix("row "))


def _listed(dates: Any) -> Any:
    """Return dates as something that can be read twice: a list of what is neither array nor sequence."""
    if isinstance(dates, Sequence) or any(
        hasattr(dates, name) for name in ("__arrow_c_stream__", "__arrow_c_array__", "to_numpy", "dtype")
    ):
        return dates
    return list(dates) if isinstance(dates, Iterable) else dates


def _day(day: Day, name: str, excel_serials: bool) -> int:
    days, (_, _, problems) = _core.read_days([day], name, excel_serials)
    if problems or days[0] == _NEVER:
        found = problems[0].found if problems else repr(day)
        message = f"{name}: found {found}, expected a date such as 2024-01-31"
        raise ValueError(message)
    return int(days[0])


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)


def _reported(numbers: Days, problems: TableError | None, errors: Errors) -> Days:
    """Return the numbers, with what was wrong where that is to be reported."""
    if errors != "report":
        return numbers
    out: Any = numbers.view(DayCounts)
    out.problems = problems
    return out  # type: ignore[no-any-return]
