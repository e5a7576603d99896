"""Checks of arguments, with messages that say what may be given."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Mapping
from typing import Any, SupportsIndex

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


def is_a(function: str, value: object, kind: type, what: str) -> None:
    """Check that what a function was given is of the kind it takes; TypeError with what to give instead otherwise.

    Parameters
    ----------
    function
        Its name, for the message: "forecast()".
    value
        What it was given.
    kind
        What it takes.
    what
        The same in words: "a Region".
    """
    if isinstance(value, kind):
        return
    message = f"{function} takes {what}, not {_found(value)}"
    if kind.__name__ == "Region":
        message += f"; {_region_of(value)}"
    raise TypeError(message)


def by_name(function: str, values: object, kind: type, noun: str, what: str) -> None:
    """Check that a function was given things of one kind by name; TypeError with what to give instead otherwise."""
    if not isinstance(values, Mapping):
        message = f"{function} takes {what}, not {_found(values)}"
        raise TypeError(message)
    for name, value in values.items():
        if not isinstance(name, str):
            message = f"{function} takes {what}, and the name {name!r} is {_found(name)}"
            raise TypeError(message)
        if not isinstance(value, kind):
            message = f"{function} takes {what}, and {name!r} is no {noun.capitalize()} but {_found(value)}"
            raise TypeError(message)


def _found(value: Any) -> str:
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _region_of(value: object) -> str:
    """Return how to make a region of what was given."""
    if isinstance(value, (str, os.PathLike)):
        return f"read() makes one of a file, as in read({os.fspath(value)!r})"
    if isinstance(value, Mapping):
        return "Region.from_dict() makes one of a document as nested mappings"
    return "read() makes one of a file"


def names_given(argument: str, names: object) -> tuple[str, ...]:
    """Return one name, several, or none for None; TypeError if it is something else."""
    if names is None:
        return ()
    given = (names,) if isinstance(names, str) else tuple(names) if isinstance(names, Iterable) else None
    if given is None or not all(isinstance(name, str) for name in given):
        message = f"{argument} must be a name or several names, not {names!r}"
        raise TypeError(message)
    return given
