"""Where the tools differ: the table of it, and a case run through all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from .._core import wmt as _wmt
from .._display.grid import Grid
from .._display.numbers import number
from .._display.shown import Shown
from .calculation import Cases, Policy, Settings, available_points, capacity_percent, points
from .settings import Day, in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPARED: tuple[Policy, ...] = ("exact", "wmt_worker", "hmpps_workload", "wmt_web")


@dataclass(frozen=True)
class Difference:
    """One thing that the policies do differently.

    Parameters
    ----------
    topic
        What it is about.
    exact, wmt_worker, hmpps_workload, wmt_web
        What each does.
    seen
        "ran": the public code was run; "read": it stands in its source.
    """

    topic: str
    exact: str
    wmt_worker: str
    hmpps_workload: str
    wmt_web: str
    seen: str


class Policies(Shown, Sequence[Difference]):
    """The table of what the policies do differently; made by :func:`policies`."""

    __slots__ = ("_items",)

    def __init__(self) -> None:
        self._items = [Difference(*row) for row in _wmt.differences()]

    @property
    def names(self) -> list[str]:
        """Names of the policies."""
        return _wmt.policies()

    @overload
    def __getitem__(self, index: int) -> Difference: ...
    @overload
    def __getitem__(self, index: slice) -> list[Difference]: ...
    def __getitem__(self, index: int | slice) -> Difference | list[Difference]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        rows = [[d.topic, d.exact, d.wmt_worker, d.hmpps_workload, d.wmt_web, d.seen] for d in self._items]
        return Grid("Policies", ["topic", *COMPARED, "seen"], rows, words=frozenset(range(1, 6)))

    def __repr__(self) -> str:
        return f"<Policies: {len(self)} differences>"


def policies() -> Policies:
    """Return the table of what the policies do differently. ``.names`` are the policies."""
    return Policies()


@dataclass(frozen=True)
class Compared:
    """One figure of a case under each policy: a number, None where there is none, or the error's text.

    Parameters
    ----------
    figure
        "available points", "points" or "per cent".
    values
        By policy.
    """

    figure: str
    values: dict[str, float | str | None]

    @property
    def agree(self) -> bool:
        """Whether all policies that have a number have the same, and none is without."""
        first, *rest = self.values.values()
        return all(value == first and not isinstance(value, str) for value in rest)


class Differences(Shown, Sequence[Compared]):
    """A case under each policy; made by :func:`differences`."""

    __slots__ = ("_items",)

    def __init__(self, items: list[Compared]) -> None:
        self._items = items

    @property
    def agree(self) -> bool:
        """Whether all policies agree on every figure."""
        return all(item.agree for item in self._items)

    @overload
    def __getitem__(self, index: int) -> Compared: ...
    @overload
    def __getitem__(self, index: slice) -> list[Compared]: ...
    def __getitem__(self, index: int | slice) -> Compared | list[Compared]:
        return self._items[index]

    def __iter__(self) -> Iterator[Compared]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def _grid(self) -> Grid:
        notes = [f"{item.figure}, {p}: {v}" for item in self for p, v in item.values.items() if isinstance(v, str)]
        rows = [
            [item.figure, *(_shown(item.values[p]) for p in COMPARED), "yes" if item.agree else "no"] for item in self
        ]
        return Grid("One case, by policy", ["figure", *COMPARED, "agree"], rows, notes=notes)

    def __repr__(self) -> str:
        return f"<Differences: {sum(not item.agree for item in self)} of {len(self)} figures differ>"


def differences(
    *,
    contracted_hours: float | None = None,
    reduction_hours: float = 0.0,
    grade: str = "PO",
    cases: Cases | None = None,
    t2a: Cases | None = None,
    sdrs: float = 0,
    fdrs: float = 0,
    cms_points: float = 0.0,
    configuration: Settings = None,
    date: Day | None = None,
) -> Differences:
    """Run a case through every policy and show where they disagree.

    Parameters
    ----------
    contracted_hours, reduction_hours, grade
        See :func:`available_points`.
    cases, t2a, sdrs, fdrs, cms_points
        See :func:`points`.
    configuration, date
        See :func:`available_points`.

    Examples
    --------
    >>> import probation as pb
    >>> seen = pb.wmt.differences(contracted_hours=19.5, reduction_hours=1.0)
    >>> seen[0].values["exact"], seen[0].values["wmt_worker"], seen.agree
    (1088, 1087, False)
    """
    settings = in_force(configuration, date)

    def available(policy: Policy) -> float:
        return available_points(
            contracted_hours=contracted_hours,
            reduction_hours=reduction_hours,
            grade=grade,
            policy=policy,
            configuration=settings,
        )

    def held(policy: Policy) -> float:
        return points(
            cases, t2a=t2a, sdrs=sdrs, fdrs=fdrs, cms_points=cms_points, policy=policy, configuration=settings
        ).total

    figures: dict[str, Callable[[Policy], float | None]] = {
        "available points": available,
        "points": held,
        "per cent": lambda policy: capacity_percent(held(policy), available(policy), policy=policy),
    }
    return Differences([Compared(name, {p: _tried(figure, p) for p in COMPARED}) for name, figure in figures.items()])


def _tried(figure: Callable[[Policy], float | None], policy: Policy) -> float | str | None:
    try:
        return figure(policy)
    except _wmt.WmtError as error:
        return str(error)


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return "error"
    return number(value, 3).rstrip("0").removesuffix(".")
