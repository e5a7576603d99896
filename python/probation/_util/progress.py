"""Showing how far a computation is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[int, int], object]


@contextmanager
def reporting(progress: bool | Report | None, what: str) -> Iterator[Report | None]:
    """Turn what a caller said about progress into a function of runs done and in all, or None.

    True is a bar on stderr, which goes when all is done; nothing where stderr is not a terminal.
    """
    if callable(progress):
        yield progress
    elif progress and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        # The computation holds no thread of Python's, so the bar is drawn when it reports and not by itself.
        with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
            task = bar.add_task(what)

            def report(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total, refresh=True)

            yield report
    else:
        yield None


def onwards(report: Report | None, before: int, total: int) -> Report | None:
    """Return the report of a stretch of a longer computation, before which `before` runs of `total` had been done."""
    if report is None:
        return None
    whole = report
    return lambda done, _: whole(before + done, total)
