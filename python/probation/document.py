"""The parts of a region document as values, each made of its fields by name.

A value says what the part of a document would: a field is given as a number, a text, another value, or as the document
would have it in a dict; None is not given. It is checked at once as far as it can be by itself, and as a whole with the
region that it becomes part of, with the messages that a document would get. Values never change: ``replaced()`` makes
another one.

>>> import probation as pb
>>> from probation.document import Qualification, Stage
>>> trainee = pb.Grade(
...     ladder=[Stage(name="in training", months=pb.Quantity(15, unit="months"), capacity=0.4)],
...     qualification=Qualification(to="PO", pass_rate=0.9),
... )
>>> trainee.replaced(full_name="trainee").qualifies_to
'PO'
>>> region = pb.Region(
...     name="A region",
...     as_of="2022-04",
...     grades={"trainee": trainee},
...     pdus={"North": pb.Unit(staff={"PO": pb.Staff(in_post=31.5, establishment=40)})},
... )
>>> round(region.pdus["North"].staff["PO"].vacancy_rate, 4)
0.2125
"""

from __future__ import annotations

from ._core import (
    Allocation,
    CaseClass,
    Cohort,
    ContactReset,
    CourtExtension,
    DatedHeadcount,
    DeliveryLevel,
    Dwell,
    EducationHours,
    FillPolicy,
    Grade,
    GroupPlacements,
    Indicator,
    IndividualPlacements,
    Intake,
    ListClass,
    OrderedHours,
    Programme,
    Promotion,
    ProvisionalStart,
    Qualification,
    Quantity,
    RatedStandard,
    Recommendation,
    Recruitment,
    ServiceCapacity,
    StaffReference,
    Stage,
    Starts,
    TimedQuantity,
    Transfer,
    UnpaidWork,
    VictimActivity,
    VictimContact,
    WaitingList,
    WorkloadSettings,
)
from ._region.region import Region
from ._region.staff import Staff, Unit
from .ratings.inspections import Inspection
from .ratings.surveys import Survey

__all__ = [
    "Allocation",
    "CaseClass",
    "Cohort",
    "ContactReset",
    "CourtExtension",
    "DatedHeadcount",
    "DeliveryLevel",
    "Dwell",
    "EducationHours",
    "FillPolicy",
    "Grade",
    "GroupPlacements",
    "Indicator",
    "IndividualPlacements",
    "Inspection",
    "Intake",
    "ListClass",
    "OrderedHours",
    "Programme",
    "Promotion",
    "ProvisionalStart",
    "Qualification",
    "Quantity",
    "RatedStandard",
    "Recommendation",
    "Recruitment",
    "Region",
    "ServiceCapacity",
    "Staff",
    "StaffReference",
    "Stage",
    "Starts",
    "Survey",
    "TimedQuantity",
    "Transfer",
    "Unit",
    "UnpaidWork",
    "VictimActivity",
    "VictimContact",
    "WaitingList",
    "WorkloadSettings",
]


def __dir__() -> list[str]:
    return list(__all__)
