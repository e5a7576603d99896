"""Checks of arguments, with messages that say what may be given."""

from __future__ import annotations

import operator
from typing import SupportsIndex

MOST_RUNS = 2**32 - 1
MOST_MONTHS = 600


def whole(name: str, value: SupportsIndex, least: int, most: int) -> int:
    """Return `value` as a whole number between `least` and `most`; TypeError or ValueError otherwise."""
    try:
        number = operator.index(value)
    except TypeError:
        msg = f"{name} must be a whole number, not {value!r}"
        raise TypeError(msg) from None
    if not least <= number <= most:
        msg = f"{name} must be {least} to {most}, got {number}"
        raise ValueError(msg)
    return number


def share(name: str, value: float, *, low: bool = False, high: bool = False) -> float:
    """Return `value` if it is a share between 0 and 1, the ends excluded unless `low` and `high`; else a ValueError.

    A percentage is told apart: 80 for 0.8.
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        msg = f"{name} must be a number, not {value!r}"
        raise TypeError(msg) from None
    if 0.0 < number < 1.0 or (low and number == 0.0) or (high and number == 1.0):
        return number
    ends = {(False, False): "above 0 and below 1", (True, True): "between 0 and 1"}
    expected = ends.get((low, high), "above 0 and at most 1" if high else "at least 0 and below 1")
    msg = f"{name} must be {expected}, not {value!r}"
    if 1.0 <= number <= 100.0:
        msg += f"; for {number:g} % write {number / 100.0:g}"
    raise ValueError(msg)


def limit(at_most: float | None, at_least: float | None) -> tuple[bool, float]:
    """Return whether the limit is an upper one, and the limit: exactly one of the two must be given."""
    if at_most is not None and at_least is None:
        return True, float(at_most)
    if at_least is not None and at_most is None:
        return False, float(at_least)
    msg = "give exactly one of at_most and at_least"
    raise TypeError(msg)
