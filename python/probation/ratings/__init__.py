"""Ratings of HM Inspectorate of Probation: methodologies, scorecards, samples of cases, surveys.

>>> import probation as pb
>>> print(pb.ratings.overall(4, "pdu-2021"))
Inadequate
"""

from __future__ import annotations

from .cards import Changes, Scorecard, scorecard
from .inspections import Inspection
from .rules import Methodology, MethodologyTable, Rule, Standard, methodologies, methodology, overall

__all__ = [
    "Changes",
    "Inspection",
    "Methodology",
    "MethodologyTable",
    "Rule",
    "Scorecard",
    "Standard",
    "methodologies",
    "methodology",
    "overall",
    "scorecard",
]


def __dir__() -> list[str]:
    return list(__all__)
