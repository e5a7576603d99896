"""Queues in a steady state: how many servers, and how long the wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .._util.arguments import no_masks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@no_masks
def erlang_b(servers: ArrayLike, offered: ArrayLike) -> Any:
    """Return the chance that all servers are busy where nobody waits; `offered` is demand × mean service time."""
    return _core.backlog.erlang_b(servers, offered)


@no_masks
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


@no_masks
def mmc_mean_wait(demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Return the mean wait before service with random arrivals and exponential services (M/M/c)."""
    return _core.backlog.mmc_mean_wait(demand, mean_service, servers)


@no_masks
def mmc_wait_exceeds(time: ArrayLike, demand: ArrayLike, mean_service: ArrayLike, servers: ArrayLike) -> Any:
    """Return the chance of waiting longer than `time` (M/M/c, oldest first)."""
    return _core.backlog.mmc_wait_exceeds(time, demand, mean_service, servers)


@no_masks
def servers_needed(offered: ArrayLike, waiting: ArrayLike) -> Any:
    """Return the fewest servers of whom at most a share `waiting` of arrivals has to wait for (Erlang C)."""
    return _core.backlog.servers_needed(offered, waiting)


@no_masks
def square_root_staffing(offered: ArrayLike, beta: ArrayLike = 1.0) -> Any:
    """Return offered + beta × √offered; :func:`halfin_whitt` says how many then have to wait."""
    return _core.backlog.square_root_staffing(offered, beta)


@no_masks
def halfin_whitt(beta: ArrayLike) -> Any:
    """Return the chance of having to wait under square-root staffing, in the limit of many servers."""
    return _core.backlog.halfin_whitt(beta)


@no_masks
def mg1_mean_wait(demand: ArrayLike, mean_service: ArrayLike, cv_service: ArrayLike) -> Any:
    """Return the mean wait before one server with random arrivals (Pollaczek and Khinchine, M/G/1)."""
    return _core.backlog.mg1_mean_wait(demand, mean_service, cv_service)


@no_masks
def kingman_mean_wait(
    demand: ArrayLike, mean_service: ArrayLike, *, cv_demand: ArrayLike, cv_service: ArrayLike
) -> Any:
    """Return the mean wait before one server (Kingman's approximation, G/G/1)."""
    return _core.backlog.kingman_mean_wait(demand, mean_service, cv_demand, cv_service)


@no_masks
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
