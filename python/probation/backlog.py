"""Closed forms of waiting lists, statistics of a list from its dates, and the workload of victim liaison officers.

No function here assumes a unit of time: all rates and times of one call are in one unit, so that demand a week goes with
waits in weeks. Functions over dates count in days throughout. Every function but those over dates takes numbers or
arrays, which are broadcast; an argument that is out of range is a ValueError, never clamped.

Formulas, sources and worked numbers: docs/backlogs.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core

if TYPE_CHECKING:
    from .region import Region

__all__ = [
    "ListStatistics",
    "available_minutes",
    "cautious_demand",
    "clearance_month",
    "clearance_time",
    "completed_waits",
    "erlang_b",
    "erlang_c",
    "factor",
    "ggc_mean_wait",
    "halfin_whitt",
    "kingman_mean_wait",
    "list_statistics",
    "load",
    "mean_wait",
    "mg1_mean_wait",
    "mmc_mean_wait",
    "mmc_wait_exceeds",
    "pressure",
    "queue_ratio",
    "queue_size",
    "queue_sizes",
    "queue_too_big",
    "relief_capacity",
    "servers_needed",
    "square_root_staffing",
    "target_capacity",
    "target_mean_wait",
    "target_queue_size",
    "victim_team_workload",
    "vlo_workload",
    "waits_at",
    "within",
]

Day = str | dt.date | np.datetime64
Dates = Sequence[Day | None] | NDArray[np.datetime64] | Any
Days = NDArray[np.int64]


def __dir__() -> list[str]:
    return list(__all__)


# ------------------------------------------------------------------------------------------------- targets and relief


def load(demand: ArrayLike, capacity: ArrayLike) -> Any:
    """Return demand ÷ capacity. A list is stable only below 1.

    Parameters
    ----------
    demand, capacity
        Arrivals and services in the same time.

    Examples
    --------
    >>> load(52, 42)
    1.2380952380952381
    """
    return _core.backlog.load(demand, capacity)


def factor(within: ArrayLike) -> Any:
    """Return target wait ÷ mean wait such that a share `within` of exponential waits is inside the target.

    −ln(1 − within). The usual factor of 4 is 98.2 %.

    Examples
    --------
    >>> round(factor(0.95), 3)
    2.996
    """
    return _core.backlog.factor(within)


def within(factor: ArrayLike) -> Any:
    """Return the share of exponential waits inside a target of `factor` mean waits: 1 − exp(−factor)."""
    return _core.backlog.within(factor)


def target_mean_wait(target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Return the mean wait at which a target wait is kept: target wait ÷ factor."""
    return _core.backlog.target_mean_wait(target_wait, factor)


def target_queue_size(demand: ArrayLike, target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Return how many wait when the mean wait is on target: demand × target wait ÷ factor (Little's law)."""
    return _core.backlog.target_queue_size(demand, target_wait, factor)


def queue_ratio(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Return queue ÷ target queue."""
    return _core.backlog.queue_ratio(queue_size, target_queue_size)


def queue_too_big(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Return whether a queue is more than twice its target, and needs relief first."""
    return _core.backlog.queue_too_big(queue_size, target_queue_size)


def cautious_demand(demand: ArrayLike, referrals: ArrayLike, cv_demand: ArrayLike) -> Any:
    """Return demand as it may be when it was counted from so many referrals: two standard errors up.

    demand ÷ (1 − 2 demand cv ÷ √referrals); the demand itself where referrals are 0, or so few that the denominator
    is not above 0.
    """
    return _core.backlog.cautious_demand(demand, referrals, cv_demand)


def relief_capacity(
    demand: ArrayLike,
    queue_size: ArrayLike,
    target_queue_size: ArrayLike,
    time_to_target: ArrayLike,
    *,
    referrals: ArrayLike = 0.0,
    cv_demand: ArrayLike = 0.0,
) -> Any:
    """Return the capacity that brings a queue to its target in a given time.

    demand + (queue − target queue) ÷ time to target.

    Parameters
    ----------
    demand
        Arrivals in a unit of time.
    queue_size, target_queue_size
        Waiting now, and how many may.
    time_to_target
        In the unit of demand: 26 with demand a week is half a year.
    referrals, cv_demand
        How many arrivals demand was counted from, and the coefficient of variation of the times between them: demand is
        then the :func:`cautious_demand`.

    Examples
    --------
    >>> round(relief_capacity(30, 1200, 390, 26), 2)
    61.15
    """
    return _core.backlog.relief_capacity(demand, queue_size, target_queue_size, time_to_target, referrals, cv_demand)


def target_capacity(
    demand: ArrayLike,
    target_wait: ArrayLike,
    factor: ArrayLike = 4.0,
    *,
    cv_demand: ArrayLike = 1.0,
    cv_capacity: ArrayLike = 1.0,
) -> Any:
    """Return the capacity at which the mean wait settles at target wait ÷ factor.

    demand + (cv_demand² + cv_capacity²) ÷ 2 × factor ÷ target wait (Kingman and Marchal, heavy traffic).

    Parameters
    ----------
    demand
        Arrivals in a unit of time.
    target_wait
        In the same unit.
    factor
        Target wait ÷ mean wait; :func:`factor` gives it for "95 % within the target".
    cv_demand, cv_capacity
        Coefficients of variation of the times between arrivals, and between services: 1 if they come at random.

    Examples
    --------
    >>> round(target_capacity(30, 52, 3, cv_demand=1.1, cv_capacity=1.4), 4)
    30.0914
    """
    return _core.backlog.target_capacity(demand, target_wait, factor, cv_demand, cv_capacity)


def pressure(mean_wait: ArrayLike, target_wait: ArrayLike) -> Any:
    """Return 2 × mean wait ÷ target wait, both in one unit: above 1 the target is being missed."""
    return _core.backlog.pressure(mean_wait, target_wait)


# ------------------------------------------------------------------------------------------------------ fluid and Little


def queue_size(demand: ArrayLike, mean_wait: ArrayLike) -> Any:
    """Return how many wait on average: demand × mean wait (Little's law)."""
    return _core.backlog.queue_size(demand, mean_wait)


def mean_wait(queue_size: ArrayLike, demand: ArrayLike) -> Any:
    """Return how long they wait on average: queue ÷ demand (Little's law)."""
    return _core.backlog.mean_wait(queue_size, demand)


def clearance_time(queue_size: ArrayLike, demand: ArrayLike, capacity: ArrayLike, target: ArrayLike = 0.0) -> Any:
    """Return the time until a queue is down to `target`: (queue − target) ÷ (capacity − demand).

    As a fluid: chance is left out. 0 if it is down already, infinite if capacity does not exceed demand.
    """
    return _core.backlog.clearance_time(queue_size, demand, capacity, target)


def clearance_month(
    queue_size: float, demand: float, capacity: float, *, start: str, target: float = 0.0
) -> str | None:
    """Return the first month at whose start the queue is down to `target`, or None if it never is.

    Parameters
    ----------
    queue_size
        Waiting at the start of the month `start`.
    demand, capacity
        A month.
    start
        "2022-04".
    target
        How many may wait.

    Examples
    --------
    >>> clearance_month(120, 40, 50, start="2022-04")
    '2023-04'
    >>> clearance_month(120, 40, 40, start="2022-04") is None
    True
    """
    return _core.backlog.clearance_month(queue_size, demand, capacity, start, target)


# --------------------------------------------------------------------------------------------------- stationary queues


def erlang_b(servers: ArrayLike, offered: ArrayLike) -> Any:
    """Return the chance that all servers are busy where nobody waits; `offered` is demand × mean service time."""
    return _core.backlog.erlang_b(servers, offered)


def erlang_c(servers: ArrayLike, offered: ArrayLike) -> Any:
    """Return the chance of having to wait for one of several servers (M/M/c); `offered` is demand × mean service time.

    Raises
    ------
    ValueError
        If `offered` is not below `servers`: such a queue never settles.

    Examples
    --------
    >>> round(erlang_c(2, 1), 6)
    0.333333
    """
    return _core.backlog.erlang_c(servers, offered)


def mmc_mean_wait(demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Return the mean wait before service with random arrivals and exponential services (M/M/c)."""
    return _core.backlog.mmc_mean_wait(demand, mean_service, servers)


def mmc_wait_exceeds(time: ArrayLike, demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Return the chance of waiting longer than `time` (M/M/c, oldest first)."""
    return _core.backlog.mmc_wait_exceeds(time, demand, mean_service, servers)


def servers_needed(offered: ArrayLike, waiting: ArrayLike) -> Any:
    """Return the fewest servers of whom at most a share `waiting` of arrivals has to wait for (Erlang C)."""
    return _core.backlog.servers_needed(offered, waiting)


def square_root_staffing(offered: ArrayLike, beta: ArrayLike = 1.0) -> Any:
    """Return offered + beta × √offered; :func:`halfin_whitt` says how many then have to wait."""
    return _core.backlog.square_root_staffing(offered, beta)


def halfin_whitt(beta: ArrayLike) -> Any:
    """Return the chance of having to wait under square-root staffing, in the limit of many servers."""
    return _core.backlog.halfin_whitt(beta)


def mg1_mean_wait(demand: ArrayLike, mean_service: ArrayLike, cv_service: ArrayLike) -> Any:
    """Return the mean wait before one server with random arrivals (Pollaczek and Khinchine, M/G/1)."""
    return _core.backlog.mg1_mean_wait(demand, mean_service, cv_service)


def kingman_mean_wait(
    demand: ArrayLike, mean_service: ArrayLike, *, cv_demand: ArrayLike, cv_service: ArrayLike
) -> Any:
    """Return the mean wait before one server (Kingman's approximation, G/G/1)."""
    return _core.backlog.kingman_mean_wait(demand, mean_service, cv_demand, cv_service)


def ggc_mean_wait(
    demand: ArrayLike,
    mean_service: ArrayLike,
    servers: ArrayLike,
    *,
    cv_demand: ArrayLike,
    cv_service: ArrayLike,
) -> Any:
    """Return the mean wait before several servers (Allen and Cunneen's approximation, G/G/c)."""
    return _core.backlog.ggc_mean_wait(demand, mean_service, servers, cv_demand, cv_service)


# ------------------------------------------------------------------------------------------------------ lists of dates


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


# ------------------------------------------------------------------------------------------------------ victim liaison


def available_minutes(contracted_hours: ArrayLike = 37.0, reduction_hours: ArrayLike = 0.0) -> Any:
    """Return the minutes a month that an officer can give to cases: 2,176 for 37 hours a week, as in the WMT."""
    return _core.backlog.available_minutes(contracted_hours, reduction_hours)


def vlo_workload(
    activities: Mapping[str, float],
    minutes: Mapping[str, float],
    *,
    contracted_hours: float = 37.0,
    reduction_hours: float = 0.0,
) -> float:
    """Return the workload of a victim liaison officer, 1.0 for 100 %: minutes demanded ÷ minutes available.

    No national tool exists for these officers; this does for them what the WMT does for probation officers, with weights
    that are yours. Those of the example region are assumptions.

    Parameters
    ----------
    activities
        How many of each in a month: referrals, first letters, contacts, parole hearings ….
    minutes
        How long each takes, by the same names.
    contracted_hours, reduction_hours
        A week.

    Raises
    ------
    ValueError
        If an activity has no minutes.

    Examples
    --------
    >>> weights = {"referral": 60, "letter": 30, "contact": 40}
    >>> round(vlo_workload({"referral": 8, "letter": 8, "contact": 40}, weights), 3)
    1.066
    """
    return _core.backlog.vlo_workload(dict(activities), dict(minutes), contracted_hours, reduction_hours)


def victim_team_workload(region: Region) -> float:
    """Return the workload of a region's victim liaison officers now, at the means: 1.0 for 100 %.

    Minutes that referrals, first letters and open cases take by the weights of ``victim_contact.activities`` ÷ minutes that
    the FTE in post have, if every referral gets its letter in the month.

    Raises
    ------
    ValueError
        If the region has no victim contact, or nobody in post for it.

    Examples
    --------
    >>> import probation as pb
    >>> round(victim_team_workload(pb.examples.kss()), 2)
    1.13
    """
    return _core.victim_team_workload(region._core)
