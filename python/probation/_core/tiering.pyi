"""Tiering: the letter and digit of 2021 to 2026, and the single letter since."""

import datetime
from collections.abc import Sequence
from typing import Any, Self, TypedDict, final

import numpy as np
from numpy.typing import NDArray

from . import Problem, Table

_Day = str | datetime.date
_Encoded = tuple[NDArray[np.int32], list[str]]
_Problems = tuple[NDArray[np.int64], int, list[Problem]]

class _Registers(TypedDict):
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

class _V2Table(TypedDict):
    tier: _Encoded
    protect_points: NDArray[np.int32]
    change_points: NDArray[np.int32]
    reasons: _Encoded
    problems: _Problems

class _V3Table(TypedDict):
    tier: _Encoded
    provisional: NDArray[np.bool_]
    reasons: _Encoded
    problems: _Problems

class _Value:
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, memo: dict[int, Any]) -> Self: ...
    def __eq__(self, other: object, /) -> bool: ...
    __hash__ = None  # type: ignore[assignment]

def source() -> str:
    """Where the rules come from."""

@final
class V2(_Value):
    """A tier of a letter, a digit and a suffix, and the points behind it."""

    @property
    def tier(self) -> str:
        """The whole tier: "A3", "C1S"."""
    @property
    def protect(self) -> str:
        """The letter, A to D."""
    @property
    def change(self) -> int:
        """The digit, 0 to 3."""
    @property
    def suspended(self) -> bool:
        """Whether it ends in S."""
    @property
    def protect_points(self) -> int:
        """Points behind the letter."""
    @property
    def change_points(self) -> int:
        """Points behind the digit."""
    @property
    def protect_breakdown(self) -> dict[str, int]:
        """Points of each part of the letter; of RSR and ROSH only the larger is in the sum."""
    @property
    def change_breakdown(self) -> dict[str, int]:
        """Points of each part of the digit."""
    @property
    def why(self) -> str:
        """The reasons in words."""

@final
class V3(_Value):
    """A tier of one letter, and the steps that lead to it."""

    @property
    def tier(self) -> str:
        """A to G, MISSING or NOT_SUPERVISED."""
    @property
    def provisional(self) -> bool:
        """Whether something not yet known might lift the tier."""
    @property
    def provisional_reasons(self) -> list[str]:
        """What is not yet known: STATIC_PREDICTORS, MISSING_ROSH."""
    @property
    def steps(self) -> dict[str, str | None]:
        """Tier of each step, None where a step says nothing."""
    @property
    def why(self) -> str:
        """The reasons in words."""

def v2(
    *,
    rsr: float | None,
    rosh: str | None,
    mappa_level: str | None,
    complexity: int,
    female: bool,
    parenting: bool,
    impulsivity: bool,
    temper: bool,
    enforcement: bool,
    needs: Sequence[tuple[str, str | None]],
    ogrs: int | None,
    iom: bool,
    mandate: bool,
    assessment: bool,
    suspended: bool,
) -> V2:
    """Letter, digit and suffix of a case. `needs` are pairs of section and severity."""

def v3(
    *,
    arp: float | None,
    arp_type: str | None,
    csrp: float | None,
    csrp_type: str | None,
    dc_srp: float | None,
    dc_srp_band: str | None,
    rosh: str | None,
    mappa_category: str | None,
    lifer: bool,
    released: _Day | None,
    as_of: _Day | None,
    domestic_abuse: bool,
    stalking: bool,
    child_protection: bool,
    sexual_offence: bool,
    active_event: bool,
) -> V3:
    """The single letter of a case. Dates are text such as "2026-08-17" or datetime.date."""

def need_severity(section: str, score: int | None, strengths_and_needs: bool) -> str | None:
    """How severe a need is by the score of its section."""

def has_mandate(convictions: Sequence[tuple[bool, str, Sequence[tuple[str, bool]]]]) -> bool:
    """Whether there is a mandate for change: tuples of current, sentence type and pairs of code and restrictive."""

def registers(entries: Sequence[tuple[str, _Day, str, str]]) -> _Registers:
    """What registrations say: tuples of code, date, level and category."""

def reoffending_tier(arp: float, csrp: float) -> str:
    """Step 1: the tier of ARP and CSRP."""

def sexual_reoffending_tier(band: str | None, score: float | None) -> str | None:
    """Step 2: the tier of the direct-contact sexual reoffending predictor."""

def mappa_rosh_tier(mappa_category: str | None, rosh: str | None) -> str | None:
    """Step 3: the tier of MAPPA and RoSH."""

def lifer_tier(lifer: bool, released: _Day | None, as_of: _Day | None) -> str | None:
    """Step 4: the tier of a released person with a life or IPP sentence."""

def v2_table(table: Table, reasons: bool) -> _V2Table:
    """Tiers of a table: (codes, words) of tier and reasons, points, and (rows, count, problems)."""

def v3_table(table: Table, as_of: _Day | None, reasons: bool) -> _V3Table:
    """Tiers of a table: (codes, words) of tier and reasons, provisional, and (rows, count, problems)."""
