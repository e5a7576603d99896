"""Load, targets and relief of a waiting list, and how long it takes to clear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .._util.arguments import no_masks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@no_masks
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


@no_masks
def factor(within: ArrayLike) -> Any:
    """Return target wait ÷ mean wait such that a share `within` of exponential waits is inside the target.

    −ln(1 − within). The usual factor of 4 is 98.2 %.

    Examples
    --------
    >>> round(factor(0.95), 3)
    2.996
    """
    return _core.backlog.factor(within)


@no_masks
def within(factor: ArrayLike) -> Any:
    """Return the share of exponential waits inside a target of `factor` mean waits: 1 − exp(−factor)."""
    return _core.backlog.within(factor)


@no_masks
def target_mean_wait(target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Return the mean wait at which a target wait is kept: target wait ÷ factor."""
    return _core.backlog.target_mean_wait(target_wait, factor)


@no_masks
def target_queue_size(demand: ArrayLike, target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Return how many wait when the mean wait is on target: demand × target wait ÷ factor (Little's law)."""
    return _core.backlog.target_queue_size(demand, target_wait, factor)


@no_masks
def queue_ratio(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Return queue ÷ target queue."""
    return _core.backlog.queue_ratio(queue_size, target_queue_size)


@no_masks
def queue_too_big(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Return whether a queue is more than twice its target, and needs relief first."""
    return _core.backlog.queue_too_big(queue_size, target_queue_size)


@no_masks
def cautious_demand(demand: ArrayLike, referrals: ArrayLike, cv_demand: ArrayLike) -> Any:
    """Return demand as it may be when it was counted from so many referrals: two standard errors up.

    demand ÷ (1 − 2 cv ÷ √referrals): the time between arrivals may be two standard errors shorter than it was counted.
    The answer is the same in whatever unit of time demand is given.

    Parameters
    ----------
    demand
        Arrivals in a unit of time.
    referrals
        How many arrivals demand was counted from; 0 if it was not counted, and then demand itself is returned.
    cv_demand
        Coefficient of variation of the times between them: 1 if they come at random.

    Raises
    ------
    ValueError
        If 2 cv ÷ √referrals is 1 or more: so few referrals bound no demand.

    Examples
    --------
    >>> round(cautious_demand(30, 400, 0.1), 3)
    30.303
    >>> round(7 * cautious_demand(30 / 7, 400, 0.1), 3)
    30.303
    """
    return _core.backlog.cautious_demand(demand, referrals, cv_demand)


@no_masks
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

    demand + (queue − target queue) ÷ time to target. Below demand where the queue is shorter than its target.

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

    Raises
    ------
    ValueError
        If the queue stays shorter than its target even without any service: no capacity brings it there.

    Examples
    --------
    >>> round(relief_capacity(30, 1200, 390, 26), 2)
    61.15
    >>> round(relief_capacity(30, 1200, 390, 26, referrals=400, cv_demand=0.1), 3)
    61.457
    """
    return _core.backlog.relief_capacity(demand, queue_size, target_queue_size, time_to_target, referrals, cv_demand)


@no_masks
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


@no_masks
def pressure(mean_wait: ArrayLike, target_wait: ArrayLike) -> Any:
    """Return 2 × mean wait ÷ target wait, both in one unit: above 1 the target is being missed."""
    return _core.backlog.pressure(mean_wait, target_wait)


@no_masks
def queue_size(demand: ArrayLike, mean_wait: ArrayLike) -> Any:
    """Return how many wait on average: demand × mean wait (Little's law)."""
    return _core.backlog.queue_size(demand, mean_wait)


@no_masks
def mean_wait(queue_size: ArrayLike, demand: ArrayLike) -> Any:
    """Return how long they wait on average: queue ÷ demand (Little's law)."""
    return _core.backlog.mean_wait(queue_size, demand)


@no_masks
def clearance_time(queue_size: ArrayLike, demand: ArrayLike, capacity: ArrayLike, target: ArrayLike = 0.0) -> Any:
    """Return the time until a queue is down to `target`: (queue − target) ÷ (capacity − demand).

    As a fluid: chance is left out. 0 if it is down already, infinite if capacity does not exceed demand.
    """
    return _core.backlog.clearance_time(queue_size, demand, capacity, target)


@no_masks
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
