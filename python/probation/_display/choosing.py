"""Which fans of many a table or a figure shows, where the reader asked for no particular ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .naming import Selection
    from .protocols import Fan, Fans

F = TypeVar("F", bound="Fan")


def without_repeats(fans: Fans, chosen: Iterable[F]) -> list[F]:
    """Leave out those of the region that a backlog's unit has too, in the same numbers."""
    chosen = list(chosen)
    backlogs = fans.backlogs()
    own = {(s.measure, s.of) for s in chosen if s.unit != "*" and s.of in backlogs}
    return [s for s in chosen if s.unit != "*" or (s.measure, s.of) not in own]


def main_ones(fans: Fans, chosen: Iterable[F], of: Selection) -> list[F]:
    """Of each measure keep the grades that hold cases, and backlogs; all where it has none of them, or `of` says which."""
    chosen = list(chosen)
    if of is not None:
        return chosen
    main = {*fans.practitioners(), *fans.backlogs()}
    has_main = {s.measure for s in chosen if s.of in main}
    return without_repeats(fans, (s for s in chosen if s.of in main or s.measure not in has_main))
