"""Limits of series that a forecast follows replicate by replicate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import _core
from .._util.arguments import limit, number

if TYPE_CHECKING:
    from collections.abc import Iterable

LimitTuple = tuple[str, str, str, bool, float]


@dataclass(frozen=True)
class Limit:
    """A limit of a series, which a forecast follows replicate by replicate, so that it can say how long it holds.

    Parameters
    ----------
    measure, unit, of
        The names of the series; "*" is the whole region, or all grades.
    at_most, at_least
        The limit, in the measure's own unit (shares are 1.0 for 100 %): exactly one of them.

    Raises
    ------
    TypeError
        Unless exactly one of `at_most` and `at_least` is given.
    ValueError
        If the measure cannot have that limit: a percentage for a share, NaN.

    Examples
    --------
    >>> late = pb.Limit("share_past_12_months", of="unpaid work", at_most=0.05)  # doctest: +SKIP
    >>> base = pb.forecast(kss, limits=[late])                                   # doctest: +SKIP
    >>> base.stays_from("share_past_12_months", of="unpaid work", at_most=0.05)  # doctest: +SKIP
    '2023-11'
    """

    measure: str
    unit: str = field(default="*", kw_only=True)
    of: str = field(default="*", kw_only=True)
    at_most: float | None = field(default=None, kw_only=True)
    at_least: float | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        _core.check_limit(self.measure, limit(self.at_most, self.at_least)[1])

    @property
    def bound(self) -> tuple[bool, float]:
        """Whether it is an upper limit, and the limit."""
        return limit(self.at_most, self.at_least)

    def __repr__(self) -> str:
        names = [repr(self.measure)]
        names += [f"{name}={value!r}" for name, value in (("unit", self.unit), ("of", self.of)) if value != "*"]
        is_upper, x = self.bound
        return f"Limit({', '.join(names)}, {'at_most' if is_upper else 'at_least'}={x!r})"


def limit_tuples(limits: Limit | Iterable[Limit | LimitTuple] | None) -> tuple[LimitTuple, ...]:
    """Return limits as plain tuples, for the compiled functions and for workers elsewhere; as they are if they are such."""
    given: list[object] = [limits] if isinstance(limits, Limit) else list(limits or ())
    out: list[LimitTuple] = []
    for each in given:
        if isinstance(each, tuple) and len(each) == 5:
            measure, unit, of, upper, x = each
            out.append((str(measure), str(unit), str(of), bool(upper), number("limits", x)))
            continue
        if not isinstance(each, Limit):
            message = f"limits are Limit(measure, unit=…, of=…, at_most=…), not {each!r}"
            raise TypeError(message)
        is_upper, x = each.bound
        out.append((each.measure, each.unit, each.of, is_upper, x))
    return tuple(out)
