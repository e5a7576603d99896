"""What an operation of a plan does to rows of numbers, by NumPy: see `numpy_plan.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from probation import _core
from scipy import special

if TYPE_CHECKING:
    from functools import partial

    from numpy.typing import NDArray

Array = np.ndarray[Any, np.dtype[np.float64]]

MONTHS_PER_WEEK = 12.0 * 7.0 / 365.25
FACTORS = {
    "": 1.0,
    "days": MONTHS_PER_WEEK / 7.0,
    "working days": MONTHS_PER_WEEK / 5.0,
    "weeks": MONTHS_PER_WEEK,
    "months": 1.0,
    "years": 12.0,
    "per week": 1.0 / MONTHS_PER_WEEK,
    "per month": 1.0,
    "per year": 1.0 / 12.0,
}


def in_months(x: Any, unit: str) -> Any:
    """Convert a number as written to months, or to a rate a month."""
    if unit.startswith("lost per"):
        return -np.log1p(-x) / (12.0 if unit.endswith("year") else 1.0)
    return x * FACTORS[unit]


def draw_quantity(q: _core.Quantity, rng: np.random.Generator, n: int) -> Array:
    """Draw an uncertain input for n replicates."""
    a, b, c = q.parameters
    kind = _core.Distribution
    match q.shape:
        case kind.PERT:
            x = a + (c - a) * rng.beta(1.0 + 4.0 * (b - a) / (c - a), 1.0 + 4.0 * (c - b) / (c - a), n)
        case kind.UNIFORM:
            x = rng.uniform(a, b, n)
        case kind.NORMAL:
            x = rng.normal(a, b, n)
        case kind.GAMMA:
            x = rng.gamma((a / b) ** 2, b * b / a, n)
        case kind.BETA:
            size = a * (1.0 - a) / (b * b) - 1.0
            x = rng.beta(a * size, (1.0 - a) * size, n)
        case kind.SAMPLE:
            x = rng.beta(a + 0.5, b - a + 0.5, n)
        case _:
            x = np.full(n, a)
    out: Array = in_months(x, q.unit)
    return out


def above(out: Array, mean: Array, size: Array, threshold: Array) -> None:
    """P(X > threshold) of a negative binomial X; Poisson where the size is infinite.

    One less the sum of P(0) … P(threshold), along the ratio of neighbours; by the incomplete beta or gamma function where
    that would lose digits.
    """
    finite = np.isfinite(size)
    ratio = np.where(finite, mean / (size + mean), 0.0)
    slope = np.where(finite, (size - 1.0) * ratio, mean)
    chance = np.exp(-np.where(finite, size * np.log1p(mean / size), mean))
    below = chance.copy()
    step = np.empty_like(chance)
    for k in range(1, int(threshold) + 1):
        np.multiply(slope, 1.0 / k, out=step)
        np.add(step, ratio, out=step)
        np.multiply(chance, step, out=chance)
        np.add(below, chance, out=below)
    np.subtract(1.0, below, out=out)
    few = (out < 1e-3) | (chance < 1e-290)
    if few.any():
        exact = np.where(finite, special.betainc(threshold + 1.0, size, ratio), special.gammainc(threshold + 1.0, mean))
        np.copyto(out, exact, where=few)


# --- tables of rows ---------------------------------------------------------------------------------------------------------------
def in_twos(table: list[Any]) -> list[tuple[Any, Any]]:
    """Entries two by two."""
    return list(zip(table[::2], table[1::2], strict=True))


def independent(table: list[Any]) -> list[list[tuple[int, int]]]:
    """Copies (to, from) in parts, such that those of a part may be done at once."""
    out: list[list[tuple[int, int]]] = []
    written: set[int] = set()
    for to, origin in in_twos(table):
        if not out or to in written or origin in written:
            out.append([])
            written = set()
        out[-1].append((to, origin))
        written.add(to)
    return out


def there_are(places: NDArray[np.intp]) -> Any:
    """Which cells have such a row."""
    there = places >= 0
    return slice(None) if there.all() else there


def in_turn(calls: list[partial[Any]]) -> None:
    """Run some calls."""
    for call in calls:
        call()


# --- operations on rows -------------------------------------------------------------------------------------------------------
def unless_empty(a: Array, b: Array, steps: list[partial[Any]]) -> None:
    """Run some steps unless a and b are 0 or less everywhere."""
    if a.max() > 0.0 or (b is not a and b.max() > 0.0):
        for call in steps:
            call()


def divide(a: Array, b: Array, out: Array, none: NDArray[np.bool_]) -> None:
    """a ÷ b, where nothing of nothing is nothing."""
    np.equal(a, 0.0, out=none)
    np.divide(a, b, out=out)
    np.copyto(out, 0.0, where=none)


def nearest(a: Array, _: Array, out: Array) -> None:
    """The whole number nearest to a, halves up."""
    np.floor(a + 0.5, out=out)


def leaving(a: Array, _: Array, out: Array) -> None:
    """1 − exp(−a)."""
    np.negative(np.expm1(-a), out=out)


def whole(a: Array, b: Array, out: Array) -> None:
    """⌊a + b⌋."""
    np.add(a, b, out=out)
    np.floor(out, out=out)


def by_month(block: Any, out: Array, _a: Array, _b: Array, cell: int) -> None:
    """What a table holds for the month."""
    table = block.plan.tree["tables"][cell]
    out[...] = table[min(block.month, len(table) - 1)]


def choose(block: Any, out: Array, _a: Array, _b: Array, cell: int) -> None:
    """The row that a table of rows holds for the month."""
    table = block.plan.row_tables[cell]
    out[...] = block.rows[table[min(block.month, len(table) - 1)]]


def parameter(block: Any, out: Array, _a: Array, _b: Array, cell: int) -> None:
    """An input, drawn once."""
    given = block.plan.tree["parameters"][cell][1]
    out[...] = given.in_months if block.rng is None or given.is_certain else draw_quantity(given, block.rng, block.n)


def generator(block: Any) -> np.random.Generator:
    """The block's random numbers."""
    rng: np.random.Generator | None = block.rng
    assert rng is not None
    return rng


def uniform(block: Any, out: Array, _a: Array, _b: Array, _cell: int) -> None:
    """A uniform number."""
    generator(block).random(out=out)


def binomial(block: Any, out: Array, n: Array, p: Array, _cell: int) -> None:
    """How many of n go."""
    out[...] = generator(block).binomial(n.astype(np.int64), p, out.shape)


def poisson(block: Any, out: Array, mean: Array, _b: Array, _cell: int) -> None:
    """A Poisson count."""
    out[...] = generator(block).poisson(mean, out.shape)


def negative_binomial(block: Any, out: Array, mean: Array, size: Array, _cell: int) -> None:
    """A negative binomial count, Poisson where its size is infinite."""
    if np.isfinite(size).all():
        out[...] = generator(block).negative_binomial(size, size / (size + mean), out.shape)
    else:
        spread = generator(block).gamma(size, 1.0, out.shape) / size
        out[...] = generator(block).poisson(mean * np.where(np.isfinite(size), spread, 1.0))


UFUNCS: dict[str, Any] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "smaller": np.minimum,
    "larger": np.maximum,
    "nearest": nearest,
    "leaving": leaving,
}
OTHERS: dict[str, Any] = {
    "by_month": by_month,
    "choose": choose,
    "parameter": parameter,
    "uniform": uniform,
    "binomial": binomial,
    "poisson": poisson,
    "negative_binomial": negative_binomial,
}
OPERANDS = {
    "copy": 1,
    "add": 2,
    "subtract": 2,
    "multiply": 2,
    "divide": 2,
    "smaller": 2,
    "larger": 2,
    "nearest": 1,
    "exponential": 1,
    "logarithm": 1,
    "leaving": 1,
    "whole": 2,
    "above": 3,
}


def events(rng: np.random.Generator, people: Array, chance: Array, kind: NDArray[np.intp]) -> Array:
    """Binomials of people (cells by replicates) where few happen: as many as there are people who an event comes to.

    The hazards of all people are laid one after the other; events are a Poisson number of places along them.
    """
    head = np.minimum(-np.log1p(-chance), 50.0)[kind]
    ends = (people * head).ravel().cumsum()
    places = np.sort(rng.random(rng.poisson(ends[-1]))) * ends[-1]
    cell = np.minimum(ends.searchsorted(places, side="right"), ends.size - 1)
    started = np.where(cell > 0, ends[cell - 1], 0.0)
    person = np.floor((places - started) / head.ravel()[cell])
    again = np.zeros(cell.size, dtype=bool)  # whoever goes, goes once
    again[1:] = (cell[1:] == cell[:-1]) & (person[1:] == person[:-1])
    going = np.bincount(cell[~again], minlength=ends.size).reshape(people.shape)
    return np.minimum(going, people)  # a place may be rounded beyond the last
