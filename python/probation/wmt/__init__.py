"""The Workload Management Tool: points of cases, capacity of officers, and workload in per cent, under named policies.

>>> import probation as pb
>>> held = pb.wmt.points({"community": {"A3": 2, "B1": 9, "C2": 12}, "custody": {"A2": 3}}, sdrs=2)
>>> can = pb.wmt.available_points(contracted_hours=37, reduction_hours=7.4, grade="PO")
>>> round(pb.wmt.capacity_percent(held.total, can), 1)
146.1

Policy "exact" is ours. "wmt_worker", "hmpps_workload", "wmt_web" and "probation_rules" are the ministry's own tools, to
the last bit: :func:`policies` says where they differ, and :func:`differences` runs a case through all of them.
"""

from __future__ import annotations

from .._core.wmt import Contact, Group, Officer, PointsBreakdown, Reduction, WmtError
from . import peers
from .calculation import (
    arms_points,
    available_points,
    band,
    capacity_percent,
    cms_points,
    default_hours,
    grade_from_code,
    hours_off,
    nominal_target,
    omic_points,
    parom_points,
    points,
    reduction_hours,
)
from .frames import CARRIED_COLUMNS, CASE_COLUMNS, OFFICER_COLUMNS, Workloads, from_frame
from .groups import Finding, Findings, Groups, aggregate, findings, officer, team
from .policies import Compared, Difference, Differences, Policies, differences, policies
from .sensitivities import Effect, Sensitivity, sensitivity
from .series import Excess, History, Spell, Trend, history
from .settings import (
    Configuration,
    Configurations,
    Weights,
    changed,
    configuration,
    from_dict,
    read_configurations,
    schema,
    to_dict,
    weights,
)

__all__ = [
    "CARRIED_COLUMNS",
    "CASE_COLUMNS",
    "OFFICER_COLUMNS",
    "Compared",
    "Configuration",
    "Configurations",
    "Contact",
    "Difference",
    "Differences",
    "Effect",
    "Excess",
    "Finding",
    "Findings",
    "Group",
    "Groups",
    "History",
    "Officer",
    "PointsBreakdown",
    "Policies",
    "Reduction",
    "Sensitivity",
    "Spell",
    "Trend",
    "Weights",
    "WmtError",
    "Workloads",
    "aggregate",
    "arms_points",
    "available_points",
    "band",
    "capacity_percent",
    "changed",
    "cms_points",
    "configuration",
    "default_hours",
    "differences",
    "findings",
    "from_dict",
    "from_frame",
    "grade_from_code",
    "history",
    "hours_off",
    "nominal_target",
    "officer",
    "omic_points",
    "parom_points",
    "peers",
    "points",
    "policies",
    "read_configurations",
    "reduction_hours",
    "schema",
    "sensitivity",
    "team",
    "to_dict",
    "weights",
]


def __dir__() -> list[str]:
    return list(__all__)
