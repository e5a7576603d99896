"""What the ministry's own tools compute, function by function, with their own arguments and their quirks.

These are for comparison and for checking a figure that one of the tools has printed: text for a number, negative
hours and divisions by zero do here what they do there. To calculate, use the functions of :mod:`probation.wmt`, with a
policy if the result should be one of the tools'. An argument `...` stands for one that was not given at all.
"""

from __future__ import annotations

from .._core.wmt import (
    arms_points,
    hmpps_available_points,
    hmpps_capacity_percent,
    hmpps_grade_defaults,
    hmpps_potential_percent,
    hmpps_workload_points,
    parom_points,
    web_archived,
    web_custom_round,
    web_reduction_hours,
    web_shown_percent,
    web_team_overview,
    worker_available_points,
    worker_capacity_percent,
    worker_contracted_hours,
    worker_dashboard_format,
    worker_end_to_end,
    worker_location_points,
    worker_nominal_target,
    worker_report_points,
    worker_tier_points,
    worker_workload_points,
    zero_if_null,
)

__all__ = [
    "arms_points",
    "hmpps_available_points",
    "hmpps_capacity_percent",
    "hmpps_grade_defaults",
    "hmpps_potential_percent",
    "hmpps_workload_points",
    "parom_points",
    "web_archived",
    "web_custom_round",
    "web_reduction_hours",
    "web_shown_percent",
    "web_team_overview",
    "worker_available_points",
    "worker_capacity_percent",
    "worker_contracted_hours",
    "worker_dashboard_format",
    "worker_end_to_end",
    "worker_location_points",
    "worker_nominal_target",
    "worker_report_points",
    "worker_tier_points",
    "worker_workload_points",
    "zero_if_null",
]


def __dir__() -> list[str]:
    return list(__all__)
