"""Checks of arguments, with messages that say what may be given."""

from __future__ import annotations

import operator
from typing import SupportsIndex

MOST_RUNS = 2**32 - 1


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


def limit(at_most: float | None, at_least: float | None) -> tuple[bool, float]:
    """Return whether the limit is an upper one, and the limit: exactly one of the two must be given."""
    if at_most is not None and at_least is None:
        return True, float(at_most)
    if at_least is not None and at_most is None:
        return False, float(at_least)
    msg = "give exactly one of at_most and at_least"
    raise TypeError(msg)
