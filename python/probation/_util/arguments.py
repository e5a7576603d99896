"""Checks of arguments, with messages that say what may be given."""

from __future__ import annotations

import functools
import inspect
import math
import operator
import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ParamSpec, SupportsIndex, TypeVar

import numpy as np

from .. import _core

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

P = ParamSpec("P")
R = TypeVar("R")

MAX_RUNS = 2**32 - 1
MAX_MONTHS = 600


def checked_int(name: str, value: SupportsIndex, minimum: int, maximum: int) -> int:
    """Return `value` as a whole number between `minimum` and `maximum`; TypeError or ValueError otherwise."""
    try:
        count = operator.index(value)
    except TypeError:
        msg = f"{name} must be a whole number, not {value!r}"
        raise TypeError(msg) from None
    if not minimum <= count <= maximum:
        msg = f"{name} must be {minimum} to {maximum}, got {count}"
        raise ValueError(msg)
    return count


def number(name: str, value: Any) -> float:
    """Return `value` as a finite number; TypeError or ValueError, which name it, otherwise: NaN is none, nor is True."""
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__float__") or value is np.ma.masked:
        msg = f"{name} must be a number, not {value!r}"
        raise TypeError(msg)
    try:
        out = float(value)
    except (TypeError, ValueError, OverflowError):
        msg = f"{name} must be a number, not {value!r}"
        raise TypeError(msg) from None
    if not math.isfinite(out):
        msg = f"{name} must be a finite number, not {out}"
        raise ValueError(msg)
    return out


def shares(name: str, values: ArrayLike) -> list[float]:
    """Return one share or several, each from 0 to 1, as a list; TypeError or ValueError, which name it, otherwise."""
    unmasked(name, values)
    if isinstance(values, (list, tuple)):
        return [share(name, value, low=True, high=True) for value in values]
    if np.ndim(values) > 1:
        msg = f"{name} must be a number or a list of numbers, not an array of {np.ndim(values)} dimensions"
        raise ValueError(msg)
    return [
        share(name, value, low=True, high=True) for value in np.atleast_1d(np.asarray(values, dtype=object)).ravel()
    ]


def unmasked(name: str, values: object) -> None:
    """Refuse an array of which something is masked: what to do with that is not ours to say."""
    if isinstance(values, np.ma.MaskedArray) and np.ma.is_masked(values):
        msg = f"{name} holds masked numbers: give those that count, as of compressed(), or filled()"
        raise ValueError(msg)


def no_masks(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function over arrays refuse masked ones, whose mask it would not heed."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if any(isinstance(value, np.ma.MaskedArray) for value in (*args, *kwargs.values())):
            for name, value in signature.bind(*args, **kwargs).arguments.items():
                unmasked(name, value)
        return function(*args, **kwargs)

    return checked


def share(name: str, value: float, *, low: bool = False, high: bool = False) -> float:
    """Return `value` if it is a share between 0 and 1, the ends excluded unless `low` and `high`; else a ValueError.

    A percentage is told apart: 80 for 0.8.
    """
    given_one: object = value
    if given_one is np.ma.masked:
        msg = f"{name} must be a number, not {value!r}"
        raise TypeError(msg)
    try:
        given = float(value)
    except (TypeError, ValueError, OverflowError):
        msg = f"{name} must be a number, not {value!r}"
        raise TypeError(msg) from None
    if 0.0 < given < 1.0 or (low and given == 0.0) or (high and given == 1.0):
        return given
    ends = {(False, False): "above 0 and below 1", (True, True): "between 0 and 1"}
    expected = ends.get((low, high), "above 0 and at most 1" if high else "at least 0 and below 1")
    msg = f"{name} must be {expected}, not {value!r}"
    if 1.0 <= given <= 100.0:
        msg += instead_of_percentage(given)
    raise ValueError(msg)


def instead_of_percentage(given: float, unit: str = "%") -> str:
    """Return what to write for a percentage that was given for a share: "; for 80 % write 0.8"."""
    return f"; for {given:g} {unit} write {given / 100.0:g}"


def renamed(**words: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function refuse keywords that it no longer has, naming those that took their place: ``share="interval"``."""

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            for old, new in words.items():
                if old in kwargs:
                    msg = f"{function.__name__}() has no {old}=: it is {new}= now, as in {new}={kwargs[old]!r}"
                    raise TypeError(msg)
            return function(*args, **kwargs)

        return checked

    return decorated


def limit(at_most: float | None, at_least: float | None) -> tuple[bool, float]:
    """Return whether the limit is an upper one, and the limit: exactly one of the two must be given."""
    if at_most is not None and at_least is None:
        return True, number("at_most", at_most)
    if at_least is not None and at_most is None:
        return False, number("at_least", at_least)
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
    keys: dict[str, str] = {}
    for name, value in values.items():
        if not isinstance(name, str):
            message = f"{function} takes {what}, and the name {name!r} is {_found(name)}"
            raise TypeError(message)
        if not isinstance(value, kind):
            message = f"{function} takes {what}, and {name!r} is no {noun.capitalize()} but {_found(value)}"
            raise TypeError(message)
        same = keys.setdefault(_core.name_key(name), name)
        if same != name:
            message = f"{function}: {same!r} and {name!r} are one name: capitals, spaces, _ and dashes do not tell names apart"
            raise ValueError(message)


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
