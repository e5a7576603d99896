"""Parts of the rules, each on its own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .._core import tiering as _core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Day = str | datetime.date
"""A date, or its text: "2026-08-17"."""


def need_severity(section: str, score: int | None, *, strengths_and_needs: bool = False) -> str | None:
    """Return how severe a need is, "NO_NEED", "STANDARD" or "SEVERE", by the score of its section; None without one.

    Parameters
    ----------
    section
        "ACCOMMODATION", "ETE", "RELATIONSHIPS", "LIFESTYLE", "DRUGS", "ALCOHOL", "THINKING" or "ATTITUDES", or the full
        name: "DRUG_MISUSE".
    score
        Sum of the section's answers; None if all of them are missing.
    strengths_and_needs
        Whether it is a strengths-and-needs assessment, which has thresholds of its own.
    """
    return _core.need_severity(section, score, strengths_and_needs)


@dataclass(frozen=True)
class Requirement:
    """A requirement of an order: its main category, and whether it is restrictive, as a curfew is."""

    code: str | None
    restrictive: bool = False


@dataclass(frozen=True)
class Conviction:
    """A conviction: whether it is current (not terminated), its type of sentence, its requirements."""

    current: bool = True
    sentence_type: str | None = None
    requirements: Sequence[Requirement] = field(default=())


def has_mandate(convictions: Iterable[Conviction]) -> bool:
    """Return whether there is a mandate for change.

    There is one if a current conviction is custodial ("NC", "SC"), or has a requirement that is neither restrictive nor
    unpaid work ("W", "W1").
    """
    return _core.has_mandate(
        [
            (c.current, c.sentence_type or "", [(r.code or "", r.restrictive) for r in c.requirements])
            for c in convictions
        ]
    )


@dataclass(frozen=True)
class Registration:
    """An active entry on a register: its code, its date, and of MAPPA the level and the category."""

    code: str
    date: Day
    level: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class Registers:
    """What registers say for tiering: fields are those of :func:`v2_case` and :func:`v3_case`."""

    rosh: str | None
    mappa_level: str | None
    mappa_category: str | None
    complexity: int
    iom: bool
    lifer: bool
    domestic_abuse: bool
    stalking: bool
    child_protection: bool
    suspended: bool


def registers(entries: Iterable[Registration]) -> Registers:
    """Return what registers say: the latest RoSH and MAPPA count, "HREG" entries do not.

    Of MAPPA the level is the latest that is known; the category is that of the latest entry, even if it has none.
    """
    return Registers(**_core.registers([(e.code, e.date, e.level or "", e.category or "") for e in entries]))


def reoffending_tier(arp: float, csrp: float) -> str:
    """Return the tier of step 1: by the all reoffending and the combined serious reoffending predictor, per cent."""
    return _core.reoffending_tier(arp, csrp)


def sexual_reoffending_tier(band: str | None, score: float | None) -> str | None:
    """Return the tier of step 2: by the direct-contact sexual reoffending predictor; None where it says nothing.

    Within the medium band the tier goes C, D, C, D from 3.36, 2.11, 1.12 and 0.60; a lower medium score is a ValueError.
    """
    return _core.sexual_reoffending_tier(band, score)


def mappa_rosh_tier(mappa_category: str | None, rosh: str | None) -> str | None:
    """Return the tier of step 3: by MAPPA category and risk of serious harm; None where they say nothing."""
    return _core.mappa_rosh_tier(mappa_category, rosh)


def lifer_tier(lifer: bool, released: Day | None, as_of: Day | None) -> str | None:
    """Return the tier of step 4: B within a year of release, D within five, E later; None if not released.

    The day one year (or five) after the release still belongs to it; a release still to come counts as B.
    """
    return _core.lifer_tier(lifer, released, as_of)
