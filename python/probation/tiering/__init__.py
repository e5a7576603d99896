"""Tiers of cases, with the reasons: the letter and digit of 2021 to 2026 (v2), and the single letter since (v3).

One case at a time with :func:`v2_case` and :func:`v3_case`, tables of them with :func:`v2` and :func:`v3`:

>>> import probation as pb
>>> case = pb.tiering.v2_case(rsr=3.5, rosh="HIGH", mappa_level="M2", complexity=1, ogrs=49)
>>> case.tier
'A1'
>>> case.why
'A because of 172 points: MAPPA M2 150, RoSH HIGH 20, 1 complexity register 2 (RSR 10 not added to RoSH); 1 because of \
4 points: OGRS 4'

The rules are those of the service that computes tiers, restated; see ``docs/reference/tiering.md``.
"""

from __future__ import annotations

from .._core.tiering import V2, V3
from .cases import source, v2_case, v3_case
from .rules import (
    Conviction,
    Registers,
    Registration,
    Requirement,
    has_mandate,
    lifer_tier,
    mappa_rosh_tier,
    need_severity,
    registers,
    reoffending_tier,
    sexual_reoffending_tier,
)
from .tables import CARRIED_COLUMNS, V2_COLUMNS, V3_COLUMNS, Tiers, v2, v3

__all__ = [
    "CARRIED_COLUMNS",
    "V2",
    "V2_COLUMNS",
    "V3",
    "V3_COLUMNS",
    "Conviction",
    "Registers",
    "Registration",
    "Requirement",
    "Tiers",
    "has_mandate",
    "lifer_tier",
    "mappa_rosh_tier",
    "need_severity",
    "registers",
    "reoffending_tier",
    "sexual_reoffending_tier",
    "source",
    "v2",
    "v2_case",
    "v3",
    "v3_case",
]


def __dir__() -> list[str]:
    return list(__all__)
