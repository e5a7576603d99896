"""Statistics of a waiting list from its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _core

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


def queue_sizes(
    referral: Dates,
    removal: Dates | None = None,
    *,
    withdrawal: Dates | None = None,
    start: Day | None = None,
    end: Day | None = None,
) -> Days:
    """Return how many wait at the end of each day from `start` to `end`, both included.

    On the day of referral they wait; on the day of removal or withdrawal they do not. Whoever was referred before
    `start` counts, unless gone before it.

    Parameters
    ----------
    referral, removal, withdrawal
        Dates: ISO texts, :class:`datetime.date`, NumPy or pandas; None (or NaT) for what has not happened.
    start, end
        Days; the first and the last referral if None.

    Raises
    ------
    ValueError
        If somebody leaves before being referred, a date is none, or the list is empty and no days are given.
    """
    dates, (first, last) = _list(referral, removal, withdrawal, start, end)
    return _core.backlog.queue_sizes(*dates, first, last)


def waits_at(
    referral: Dates, removal: Dates | None = None, *, withdrawal: Dates | None = None, day: Day | None = None
) -> Days:
    """Return the days waited so far by each of those who wait at the end of `day` (the last referral if None).

    See :func:`queue_sizes` for the dates. Whoever is referred after `day` does not wait yet.
    """
    dates, (_, last) = _list(referral, removal, withdrawal, None, day)
    return _core.backlog.waits_at(*dates, last)


def completed_waits(
    referral: Dates,
    removal: Dates,
    *,
    withdrawal: Dates | None = None,
    start: Day | None = None,
    end: Day | None = None,
) -> Days:
    """Return the days from referral to removal of each of those removed from `start` to `end`; not of withdrawals.

    See :func:`queue_sizes` for the dates.
    """
    dates, (first, last) = _list(referral, removal, withdrawal, start, end)
    return _core.backlog.completed_waits(*dates, first, last)


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
) -> ListStatistics:
    """Return a waiting list in numbers, all of them in days.

    Parameters
    ----------
    referral, removal, withdrawal, start, end
        As for :func:`queue_sizes`.
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
    dates, (first, last) = _list(referral, removal, withdrawal, start, end)
    numbers = _core.backlog.statistics_of(*dates, first, last, target_wait_days, days_to_target, factor)
    return ListStatistics(start=_date(first), end=_date(last), **numbers)


def _list(
    referral: Dates, removal: Dates | None, withdrawal: Dates | None, start: Day | None, end: Day | None
) -> tuple[tuple[Days, Days, Days], tuple[int, int]]:
    came = _days(referral, "referral")
    gone = [
        np.full_like(came, _NEVER) if dates is None else _days(dates, name)
        for dates, name in ((removal, "removal"), (withdrawal, "withdrawal"))
    ]
    if came.size == 0 and (start is None or end is None):
        message = "the list is empty: give start and end"
        raise ValueError(message)
    first = int(came.min()) if start is None else _day(start, "start")
    last = int(came.max()) if end is None else _day(end, "end")
    return (came, gone[0], gone[1]), (first, last)


_NEVER = np.iinfo(np.int64).min


def _days(dates: Dates, name: str) -> Days:
    """Days since 1970 as whole numbers, `_NEVER` for no date."""
    given = dates if isinstance(dates, np.ndarray) else np.array([_plain(date) for date in dates], dtype=object)
    try:
        return np.asarray(given, dtype="datetime64[D]").astype(np.int64)
    except (TypeError, ValueError) as error:
        message = f"{name} must be dates such as 2024-01-31, or None: {error}"
        raise ValueError(message) from None


def _plain(date: Any) -> Any:
    """Return what NumPy understands: None for a missing date of pandas, a date for a moment of it."""
    missing = date is None or str(date) in {"NaT", "nan", "<NA>"}
    if missing:
        return None
    return date.date() if isinstance(date, dt.datetime) else date


def _day(day: Day, name: str) -> int:
    return int(_days([day], name)[0])


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)
