"""Ratings of HM Inspectorate of Probation: methodologies, scorecards, samples of cases, surveys.

>>> import probation as pb
>>> print(pb.ratings.overall(4, "pdu-2021"))
Inadequate
"""

from __future__ import annotations

from .cards import Changes, Scorecard, scorecard
from .cases import CaseSample, Chances, Flag, case_band, case_sample
from .inspections import Inspection
from .rules import Methodology, MethodologyTable, Rule, Standard, methodologies, methodology, overall
from .samples import (
    STRATA,
    Allocation,
    Difference,
    Differences,
    Interval,
    OfficerCases,
    SamplePlan,
    allocate,
    difference,
    differences,
    interval,
    sample_size,
    stratified_sample,
    stratum,
)
from .surveys import Survey, SurveyTable
from .view import RegionCases, RegionView, WeightedShare, region_cases, region_view, weighted_share

__all__ = [
    "STRATA",
    "Allocation",
    "CaseSample",
    "Chances",
    "Changes",
    "Difference",
    "Differences",
    "Flag",
    "Inspection",
    "Interval",
    "Methodology",
    "MethodologyTable",
    "OfficerCases",
    "RegionCases",
    "RegionView",
    "Rule",
    "SamplePlan",
    "Scorecard",
    "Standard",
    "Survey",
    "SurveyTable",
    "WeightedShare",
    "allocate",
    "case_band",
    "case_sample",
    "difference",
    "differences",
    "interval",
    "methodologies",
    "methodology",
    "overall",
    "region_cases",
    "region_view",
    "sample_size",
    "scorecard",
    "stratified_sample",
    "stratum",
    "weighted_share",
]


def __dir__() -> list[str]:
    return list(__all__)
