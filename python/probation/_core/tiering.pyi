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

@final
class V2(_Value):
    """A tier of a letter, a digit and a suffix, and the points behind it."""

    @property
    def tier(self) -> str: ...
    @property
    def protect(self) -> str: ...
    @property
    def change(self) -> int: ...
    @property
    def suspended(self) -> bool: ...
    @property
    def protect_points(self) -> int: ...
    @property
    def change_points(self) -> int: ...
    @property
    def protect_breakdown(self) -> dict[str, int]: ...
    @property
    def change_breakdown(self) -> dict[str, int]: ...
    @property
    def why(self) -> str: ...

@final
class V3(_Value):
    """A tier of one letter, and the steps that lead to it."""

    @property
    def tier(self) -> str: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def provisional_reasons(self) -> list[str]: ...
    @property
    def steps(self) -> dict[str, str | None]: ...
    @property
    def why(self) -> str: ...

def source() -> str: ...
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
) -> V2: ...
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
) -> V3: ...
def need_severity(section: str, score: int | None, strengths_and_needs: bool) -> str | None: ...
def has_mandate(convictions: Sequence[tuple[bool, str, Sequence[tuple[str, bool]]]]) -> bool: ...
def registers(entries: Sequence[tuple[str, _Day, str, str]]) -> _Registers: ...
def reoffending_tier(arp: float, csrp: float) -> str: ...
def sexual_reoffending_tier(band: str | None, score: float | None) -> str | None: ...
def mappa_rosh_tier(mappa_category: str | None, rosh: str | None) -> str | None: ...
def lifer_tier(lifer: bool, released: _Day | None, as_of: _Day | None) -> str | None: ...
def v2_table(table: Table, reasons: bool) -> _V2Table: ...
def v3_table(table: Table, as_of: _Day | None, reasons: bool) -> _V3Table: ...
