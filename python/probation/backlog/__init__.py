"""Closed forms of waiting lists, statistics of a list from its dates, and the workload of victim liaison officers.

No function here assumes a unit of time: all rates and times of one call are in one unit, so that demand a week goes with
waits in weeks. Functions over dates count in days throughout. Every function but those over dates takes numbers or
arrays, which are broadcast; an argument that is out of range is a ValueError, never clamped.

Formulas, sources and worked numbers: docs/reference/backlogs.md.
"""

from __future__ import annotations

from .dates import ListStatistics, completed_waits, list_statistics, queue_sizes, waits_at
from .servers import (
    erlang_b,
    erlang_c,
    ggc_mean_wait,
    halfin_whitt,
    kingman_mean_wait,
    mg1_mean_wait,
    mmc_mean_wait,
    mmc_wait_exceeds,
    servers_needed,
    square_root_staffing,
)
from .targets import (
    cautious_demand,
    clearance_month,
    clearance_time,
    factor,
    load,
    mean_wait,
    pressure,
    queue_ratio,
    queue_size,
    queue_too_big,
    relief_capacity,
    target_capacity,
    target_mean_wait,
    target_queue_size,
    within,
)
from .victims import available_minutes, victim_team_workload, vlo_workload

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


def __dir__() -> list[str]:
    return list(__all__)
