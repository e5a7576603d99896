"""Backlogs: the closed forms of waiting lists."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

_Days: TypeAlias = NDArray[np.int64]

def load(demand: ArrayLike, capacity: ArrayLike) -> Any:
    """Demand / capacity."""

def factor(within: ArrayLike) -> Any:
    """-ln(1 - within)."""

def within(factor: ArrayLike) -> Any:
    """1 - exp(-factor)."""

def target_mean_wait(target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Target wait / factor."""

def target_queue_size(demand: ArrayLike, target_wait: ArrayLike, factor: ArrayLike = 4.0) -> Any:
    """Demand x target wait / factor."""

def queue_ratio(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Queue / target queue."""

def queue_too_big(queue_size: ArrayLike, target_queue_size: ArrayLike) -> Any:
    """Whether the queue is more than twice its target."""

def cautious_demand(demand: ArrayLike, referrals: ArrayLike, cv_demand: ArrayLike) -> Any:
    """Demand two standard errors up."""

def relief_capacity(
    demand: ArrayLike,
    queue_size: ArrayLike,
    target_queue_size: ArrayLike,
    time_to_target: ArrayLike,
    referrals: ArrayLike = 0.0,
    cv_demand: ArrayLike = 0.0,
) -> Any:
    """Capacity that brings a queue to its target."""

def target_capacity(
    demand: ArrayLike,
    target_wait: ArrayLike,
    factor: ArrayLike = 4.0,
    cv_demand: ArrayLike = 1.0,
    cv_capacity: ArrayLike = 1.0,
) -> Any:
    """Capacity that holds the mean wait at target wait / factor."""

def pressure(mean_wait: ArrayLike, target_wait: ArrayLike) -> Any:
    """2 x mean wait / target wait."""

def queue_size(demand: ArrayLike, mean_wait: ArrayLike) -> Any:
    """Little: demand x mean wait."""

def mean_wait(queue_size: ArrayLike, demand: ArrayLike) -> Any:
    """Little: queue / demand."""

def clearance_time(queue_size: ArrayLike, demand: ArrayLike, capacity: ArrayLike, target: ArrayLike = 0.0) -> Any:
    """Time until the queue is down to its target, as a fluid; infinite if never."""

def clearance_month(queue_size: float, demand: float, capacity: float, start: str, target: float = 0.0) -> str | None:
    """First month at whose start the queue is down to its target, or None."""

def erlang_b(servers: ArrayLike, offered: ArrayLike) -> Any:
    """Chance that all servers are busy."""

def erlang_c(servers: ArrayLike, offered: ArrayLike) -> Any:
    """Chance of having to wait."""

def mmc_mean_wait(demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Mean wait before service, M/M/c."""

def mmc_wait_exceeds(time: ArrayLike, demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Chance of waiting longer than time, M/M/c."""

def servers_needed(offered: ArrayLike, waiting: ArrayLike) -> Any:
    """Fewest servers of whom at most a share has to wait for."""

def square_root_staffing(offered: ArrayLike, beta: ArrayLike = 1.0) -> Any:
    """Offered + beta x root of offered."""

def halfin_whitt(beta: ArrayLike) -> Any:
    """Chance of waiting with many servers."""

def mg1_mean_wait(demand: ArrayLike, mean_service: ArrayLike, cv_service: ArrayLike) -> Any:
    """Mean wait, M/G/1 (Pollaczek and Khinchine)."""

def kingman_mean_wait(demand: ArrayLike, mean_service: ArrayLike, cv_demand: ArrayLike, cv_service: ArrayLike) -> Any:
    """Mean wait, G/G/1 (Kingman)."""

def ggc_mean_wait(
    demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike, cv_demand: ArrayLike, cv_service: ArrayLike
) -> Any:
    """Mean wait, G/G/c (Allen and Cunneen)."""

def queue_sizes(referral: _Days, removal: _Days, withdrawal: _Days, first: int, last: int) -> _Days:
    """Waiting at the end of each day."""

def waits_at(referral: _Days, removal: _Days, withdrawal: _Days, day: int) -> _Days:
    """Days waited so far by those who wait."""

def completed_waits(referral: _Days, removal: _Days, withdrawal: _Days, first: int, last: int) -> _Days:
    """Days from referral to removal."""

def statistics_of(
    referral: _Days,
    removal: _Days,
    withdrawal: _Days,
    first: int,
    last: int,
    target_wait_days: float,
    days_to_target: float,
    factor: float,
) -> dict[str, Any]:
    """A list in numbers, by name."""

def available_minutes(contracted_hours: ArrayLike = 37.0, reduction_hours: ArrayLike = 0.0) -> Any:
    """Minutes a month that an officer can give to cases."""

def vlo_workload(
    activities: dict[str, float], minutes: dict[str, float], contracted_hours: float, reduction_hours: float
) -> float:
    """Minutes demanded / minutes available."""
