"""Which months of a horizon a table shows, and how they are called."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from typing import Any

_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)


def months_shown(horizon: int, maximum: int = 4) -> list[int]:
    """Return months that tell a horizon: now, the end, and whole years or parts of them between.

    24 months are shown at 0, 6, 12 and 24, since the first half-year is when plans can still be changed.
    """
    if horizon == 24:
        return [0, 6, 12, 24]
    step = next((s for s in _STEPS if -(-horizon // s) < maximum), max(1, horizon))
    return [*range(0, horizon, step), horizon]


def months_asked(at: Iterable[int] | None, horizon: int, last: int | None = None) -> list[int]:
    """Return the months that a table is asked for, or those that tell its horizon if `at` is None.

    Parameters
    ----------
    at
        Months from the start.
    horizon
        Months of the forecast.
    last
        Last month that any series of the table has, if that is before the horizon: flows have none for the end.

    Raises
    ------
    TypeError
        If a month is no whole number.
    ValueError
        If a month is beyond the horizon, or there are none.
    """
    end = horizon if last is None else last
    if at is None:
        return list(dict.fromkeys(min(t, end) for t in months_shown(horizon)))
    if isinstance(at, (str, bytes)) or not isinstance(at, Iterable):
        message = f"at must be months from the start, as in (0, 6, 12), not {at!r}"
        raise TypeError(message)
    months = [_whole(t) for t in at]
    if not months:
        message = "at selects no month: give months from the start, as in (0, 6, 12), or None"
        raise ValueError(message)
    for t in months:
        if not 0 <= t <= end:
            why = f"the horizon of {horizon} months" if end == horizon else f"the last month of these flows, {end}"
            message = f"at: month {t} is {'before the start' if t < 0 else f'beyond {why}'}; give months 0 to {end}"
            raise ValueError(message)
    return months


def _whole(t: Any) -> int:
    try:
        if isinstance(t, bool):
            raise TypeError
        return operator.index(t)
    except TypeError:
        message = f"at must be whole months from the start, not {t!r}"
        raise TypeError(message) from None


def month_titles(at: Sequence[int]) -> list[str]:
    """Return the titles of columns: "now", "in 1 month", "in 6 months"."""
    return ["now" if t == 0 else "in 1 month" if t == 1 else f"in {t} months" for t in at]
