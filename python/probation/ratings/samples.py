"""Samples of cases or people: intervals, differences, sizes, allocations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, NamedTuple

from .._core import ratings as native
from .._display.grid import Grid
from .._display.numbers import number, percent
from .._display.shown import Shown
from .._util.arguments import checked_int
from .._util.arguments import share as share_of

Method = Literal["wilson", "clopper-pearson", "jeffreys"]

MAX_CASES = 10_000_000
STRATA = tuple(
    dict.fromkeys(
        native.stratum_of(woman, post_custody, low)
        for woman in (False, True)
        for post_custody in (False, True)
        for low in (True, False)
    )
)


@dataclass(frozen=True)
class Interval:
    """A share between two bounds; ``low, high = interval`` unpacks it.

    Parameters
    ----------
    low, high
        The bounds, as shares.
    level
        How sure it is: 0.95.
    method
        How it was made.
    """

    low: float
    high: float
    level: float
    method: str

    def __iter__(self) -> Iterator[float]:
        return iter((self.low, self.high))

    def __contains__(self, share: float) -> bool:
        return self.low <= share <= self.high

    def __str__(self) -> str:
        low, high = number(100 * self.low), number(100 * self.high)
        return f"{low}{' to ' if '−' in low + high else '–'}{high} %"


def interval(
    count: int, of: int, *, level: float = 0.95, method: Method = "wilson", population: int | None = None
) -> Interval:
    """Return the interval of a share known from a sample.

    Parameters
    ----------
    count, of
        So many of so many.
    level
        How sure it is to be.
    method
        "wilson" (score; near the level on average), "clopper-pearson" (exact; never below the level) or "jeffreys"
        (quantiles of beta(count + ½, of − count + ½)).
    population
        How many there are in all, if the sample is a good part of them: Wilson then counts the sample as
        n(N − 1) ÷ (N − n), Clopper-Pearson inverts the hypergeometric distribution, and Jeffreys is the beta-binomial of
        those not seen.

    Raises
    ------
    ValueError
        For counts, levels and populations that cannot be.

    Examples
    --------
    >>> import probation as pb
    >>> print(pb.ratings.interval(34, 93))
    27.5–46.7 %
    """
    sample = checked_int("count", count, 0, MAX_CASES), checked_int("of", of, 1, MAX_CASES)
    everyone = None if population is None else checked_int("population", population, 1, MAX_CASES)
    level = share_of("level", level)
    low, high = native.share_interval(*sample, level, method, everyone)
    return Interval(low, high, level, method if everyone is None else f"{method}, of a population of {everyone}")


class Difference(NamedTuple):
    """The difference of two shares, the first less the second, and its interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def counted(name: str, pair: tuple[int, int]) -> tuple[int, int]:
    """Return so many of so many, checked.

    Raises
    ------
    ValueError, TypeError
        If it is no pair of whole numbers, the second of them at least 1 and at least the first.
    """
    try:
        x, y = pair
    except (TypeError, ValueError):
        message = f"{name} must be a pair such as (34, 93): 34 of 93, not {pair!r}"
        raise TypeError(message) from None
    of = checked_int(f"{name}: of", y, 1, MAX_CASES)
    return checked_int(f"{name}: count", x, 0, of), of


def difference(first: tuple[int, int], second: tuple[int, int], *, level: float = 0.95) -> Difference:
    """Return the difference of two shares and its interval by Newcombe's hybrid of Wilson intervals (method 10, 1998).

    Parameters
    ----------
    first, second
        So many of so many.
    level
        How sure the interval is to be.
    """
    (a, n), (b, m) = counted("first", first), counted("second", second)
    level = share_of("level", level)
    low, high = native.difference_interval(a, n, b, m, level)
    return Difference(a / n - b / m, low, high)


class Differences(Shown, Mapping[tuple[str, str], Difference]):
    """Differences between every two units. Made by :func:`differences`."""

    __slots__ = ("_counts", "_found", "level")

    def __init__(self, counts: Mapping[str, tuple[int, int]], level: float) -> None:
        self.level = level
        self._counts = {name: counted(str(name), pair) for name, pair in dict(counts).items()}
        self._found = {
            (a, b): difference(self._counts[a], self._counts[b], level=level) for a, b in combinations(self._counts, 2)
        }

    def __getitem__(self, pair: tuple[str, str]) -> Difference:
        return self._found[pair]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"<Differences between {', '.join(self._counts)}>"

    def _grid(self) -> Grid:
        rows = [
            [a, b, number(100 * d.value), number(100 * d.low), number(100 * d.high), "yes" if d.is_clear else "no"]
            for (a, b), d in self._found.items()
        ]
        shares = ", ".join(f"{unit} {percent(x / n)} ({x} of {n})" for unit, (x, n) in self._counts.items())
        notes = (shares, "Newcombe's hybrid score interval; each pair by itself, not all at once")
        columns = ["unit", "less", "points", "from", "to", "clear"]
        return Grid(
            f"Differences of shares, {percent(self.level, 0)} intervals", columns, rows, 2, notes, frozenset({5})
        )


def differences(counts: Mapping[str, tuple[int, int]], *, level: float = 0.95) -> Differences:
    """Return the differences between every two units: so many of so many by unit. See :func:`difference`.

    Raises
    ------
    ValueError, TypeError
        For counts that are none: below 0, or more than those they are of.
    """
    return Differences(counts, level)


def sample_size(
    population: int | None = None, *, confidence: float = 0.8, margin: float = 0.05, share: float = 0.5
) -> int:
    """Return how many cases are needed for a share to be known to ± `margin`.

    Inspections sample for 80 % confidence and ± 5 points (recalled; the exact formula is not known). The formula is the
    standard one with its finite population correction, rounded up.

    Examples
    --------
    >>> import probation as pb
    >>> pb.ratings.sample_size(), pb.ratings.sample_size(400)
    (165, 117)
    """
    everyone = None if population is None else checked_int("population", population, 1, MAX_CASES)
    return native.sample_size(
        everyone, share_of("confidence", confidence), share_of("margin", margin), share_of("share", share)
    )


def stratum(*, woman: bool, post_custody: bool, low_risk: bool) -> str:
    """Return the stratum of a case: men by type of sentence and risk of serious harm, and women."""
    return native.stratum_of(woman, post_custody, low_risk)


class Allocation(Shown, Mapping[str, int]):
    """Cases to take from each group. Made by :func:`allocate`."""

    __slots__ = ("_sizes", "_taken", "buffer_percent", "total")

    def __init__(self, sizes: Mapping[str, int], total: int, buffer_percent: int) -> None:
        self.total = checked_int("total", total, 0, 10**8)
        self.buffer_percent = checked_int("buffer_percent", buffer_percent, 0, 1000)
        self._sizes = {name: checked_int(name, size, 0, MAX_CASES) for name, size in sizes.items()}
        taken = native.allocate(list(self._sizes.values()), self.total, self.buffer_percent)
        self._taken = dict(zip(self._sizes, taken, strict=True))

    def __getitem__(self, group: str) -> int:
        return self._taken[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self._taken)

    def __len__(self) -> int:
        return len(self._taken)

    def __repr__(self) -> str:
        return f"<Allocation of {sum(self._taken.values())} cases to {len(self)} groups>"

    def _grid(self) -> Grid:
        everything = sum(self._sizes.values())
        rows = [
            [name, str(size), percent(size / everything) if everything else "", str(self._taken[name])]
            for name, size in self._sizes.items()
        ]
        rows.append(["all", str(everything), "", str(sum(self._taken.values()))])
        caption = f"A sample of {self.total} cases and {self.buffer_percent} % more"
        return Grid(caption, ["stratum", "cases", "share", "sample"], rows)


def allocate(sizes: Mapping[str, int], total: int, *, buffer_percent: int = 20) -> Allocation:
    """Return how many cases to take from each group, in proportion to its size.

    The numbers add to `total` and its buffer exactly, or to all cases if there are fewer. Each group has its part to the
    nearest whole number and the buffer on that; what rounding leaves short is added one at a time, smallest first, and
    what is over is taken away, largest first (as in the Ministry of Justice's public tool of 2021).

    Parameters
    ----------
    sizes
        Cases by group; for inspections the five strata of :func:`stratum`.
    total
        Cases wanted, before the buffer.
    buffer_percent
        Per cent on top, for cases that turn out unusable.
    """
    return Allocation(sizes, total, buffer_percent)


@dataclass(frozen=True)
class OfficerCases:
    """Cases of one officer in one stratum and unit.

    Parameters
    ----------
    stratum, cluster, unit, officer
        Where they are; a unit is a local delivery unit, since 2021 a PDU.
    cases
        How many there are.
    sampled
        How many of them to take.
    """

    stratum: str
    cluster: str
    unit: str
    officer: str
    cases: int
    sampled: int = 0


class SamplePlan(Shown, Sequence[OfficerCases]):
    """A sample by stratum, cluster, unit and officer. Made by :func:`stratified_sample`."""

    __slots__ = ("_rows", "by_stratum", "shortfall", "wanted")

    def __init__(
        self, rows: Sequence[OfficerCases], by_stratum: Mapping[str, int], wanted: int, shortfall: int
    ) -> None:
        self._rows = tuple(rows)
        self.by_stratum = dict(by_stratum)
        self.wanted = wanted
        self.shortfall = shortfall

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __repr__(self) -> str:
        return f"<SamplePlan of {self.wanted - self.shortfall} cases>"

    def _grid(self) -> Grid:
        rows = [[r.stratum, r.cluster, r.unit, r.officer, str(r.cases), str(r.sampled)] for r in self._rows]
        notes = [f"{self.shortfall} of {self.wanted} found no place under the limit"] if self.shortfall else []
        columns = ["stratum", "cluster", "unit", "officer", "cases", "sample"]
        return Grid(f"A sample of {self.wanted - self.shortfall} cases", columns, rows, 4, notes)


def stratified_sample(
    rows: Sequence[OfficerCases], total: int, *, buffer_percent: int = 20, most_per_officer: int = 6
) -> SamplePlan:
    """Return a sample in proportion to strata, then clusters, units and officers, with few cases of any one officer.

    Parameters
    ----------
    rows
        Cases by stratum, cluster, unit and officer; an officer is named once in each stratum and unit.
    total
        Cases wanted, before the buffer.
    buffer_percent
        Per cent on top, for cases that turn out unusable.
    most_per_officer
        Over all strata. What this takes away goes to others of the unit, smallest first; what finds no place is the
        plan's `shortfall`.
    """
    plain = [(r.stratum, r.cluster, r.unit, r.officer, checked_int(r.officer, r.cases, 0, MAX_CASES)) for r in rows]
    sampled, by_stratum, wanted, shortfall = native.stratified_sample(
        plain,
        checked_int("total", total, 0, 10**8),
        checked_int("buffer_percent", buffer_percent, 0, 1000),
        checked_int("most_per_officer", most_per_officer, 1, MAX_CASES),
    )
    done = [OfficerCases(*row, n) for row, n in zip(plain, sampled, strict=True)]
    return SamplePlan(done, by_stratum, wanted, shortfall)
